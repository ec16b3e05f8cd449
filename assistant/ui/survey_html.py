"""The survey results of one school, as HTML: the newest wave first, each share with benchmark, respondents and place.

Makes HTML from values. It compares nothing and averages nothing; a suppressed share is shown as suppressed, with no
place to open, so that neither the number nor the row behind it is brought up.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.ui.evidence import text
from assistant.ui.places import PlaceMarkers
from assistant.ui.records import Surveyed, Surveys
from ingest.phrases import day_words

_HEAD = "<tr><th>Question or theme</th><th>Favourable</th><th>Benchmark</th><th>Respondents</th></tr>"


def surveys_section(surveys: Surveys, places: PlaceMarkers) -> str:
    """Return the section; empty where no survey names the school."""
    ordered = sorted(surveys.results, key=_newest_first)
    waves = "".join(_wave(list(rows), places) for _, rows in groupby(ordered, key=_newest_first))
    if surveys.unclear:
        count = "1 result" if surveys.unclear == 1 else f"{surveys.unclear:,} results"
        waves += (
            f'<p class="notice notice-warn">{count} more may be this school’s: several schools in the library have '
            "this name, and the survey gives no URN. Add a URN column to the survey, and add the file again.</p>"
        )
    return f"<section><h3>Surveys, the newest first</h3>{waves}</section>" if waves else ""


def _newest_first(one: Surveyed) -> tuple[int, str, str, str]:
    says = one.row.says
    return -says.date.toordinal(), says.survey, says.audience, one.row.document


def _wave(rows: Sequence[Surveyed], places: PlaceMarkers) -> str:
    first = rows[0].row
    body = "".join(_result(one, places) for one in rows)
    who = first.says.audience
    said = who == "other" or who.removesuffix("s") in first.says.survey.casefold()
    audience = "" if said else f" ({text(who)})"
    return (
        f'<section class="visit"><h4>{text(first.says.survey)}{audience}, {day_words(first.says.date)}</h4>'
        f'<p class="reason"><button type="button" class="place" data-record="record:{text(first.document)}">'
        f'{text(first.file)}</button></p><table class="facts-table"><thead>{_HEAD}</thead><tbody>{body}</tbody></table>'
        "</section>"
    )


def _result(one: Surveyed, places: PlaceMarkers) -> str:
    says = one.row.says
    theme = f' <span class="tag">{text(says.theme)}</span>' if says.theme else ""
    if says.suppressed:
        share = '<span class="none">suppressed: too few respondents</span>'
    elif says.favourable is None:
        share = '<span class="none">no answer</span>'
    elif one.place is None:
        share = f'{says.favourable:g}% <span class="where">row {says.row:,}</span>'
    else:
        share = places.link(one.record, says.measure, one.words, [one.place], f"{says.favourable:g}%")
    benchmark = f"{says.benchmark:g}%" if says.benchmark is not None else "none given"
    respondents = "not shown" if says.respondents is None else f"{says.respondents:,}"
    return (
        f'<tr><th scope="row">{text(says.measure)}{theme}</th><td data-label="Favourable">{share}</td>'
        f'<td data-label="Benchmark">{benchmark}</td><td data-label="Respondents">{respondents}</td></tr>'
    )


__all__ = ["surveys_section"]
