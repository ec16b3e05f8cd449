"""The Patterns tab's surveys as HTML.

Makes HTML from values and asks nothing. A figure of a survey stands on a button that opens its rows; bands are always
called survey bands, so that nobody takes them for inspection grades.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.patterns.boards import Board
from assistant.patterns.surveys import RULE, Bridge, SurveyBoard, SurveyCell, SurveyFigure, SurveyQuestion
from assistant.patterns.values import GroupPatterns
from assistant.surveys.questions import BandChoice
from assistant.ui.evidence import text
from assistant.ui.patterns_html import choice, downloads, region
from ingest.phrases import day_words, how_many

NO_SURVEY = (
    "The library holds no survey on schools of this group in this period. Add its results as a table in the Library "
    "tab: one row a school, or one row a school and question."
)
SUPPRESSED = "too few answered to be shown"
BANDS = "A survey band is a word for the distance from the benchmark. It is no inspection grade, whatever its name."
BESIDE = (
    "A figure is the share who answered favourably in one school, in one survey, on one day; select it to see its row.",
    "Points are the difference of two such figures. Surveys ask what people think; reports say what inspectors found.",
    "The file gives how many answered, not how many were asked, so no response rate can be shown.",
)


def surveys_view(board: Board, patterns: GroupPatterns, surveys: Sequence[SurveyBoard], bands: BandChoice) -> str:
    """Return each survey as schools × questions, with its bridge to the reports."""
    if not surveys:
        return f'<div class="card empty"><h3>No surveys here</h3><p>{NO_SURVEY}</p></div>'
    parts = [_survey(board, patterns, survey, number, bands) for number, survey in enumerate(surveys)]
    notes = [*BESIDE, RULE, BANDS, *(f"{preset.label}: {preset.note}" for preset in bands.presets.values())]
    items = "".join(f"<li>{text(note)}</li>" for note in notes)
    legend = (
        '<section class="legend" aria-label="How to read this table"><h3>How to read this</h3>'
        f"<ul>{items}</ul></section>"
    )
    return f"{_tools(patterns, surveys, bands)}{''.join(parts)}{downloads(board, 'surveys', ('csv', 'xlsx'))}{legend}"


def _tools(patterns: GroupPatterns, surveys: Sequence[SurveyBoard], bands: BandChoice) -> str:
    """Return the controls that narrow and sort the tables, and the choice of words for distances."""
    phases = sorted({school.phase for survey in surveys for school in survey.schools if school.phase})
    choices = "".join(
        f'<option value="{text(key)}"{" selected" if key == bands.chosen else ""}>{text(preset.label)}</option>'
        for key, preset in bands.presets.items()
    )
    lasting = max(len(survey.schools) for survey in surveys)
    orders = (("name", "School"), ("phase", "Phase"))
    return (
        '<div class="tools" role="group" aria-label="Sort and narrow the tables">'
        '<label>Find a school<input type="search" data-narrow="find" autocomplete="off"></label>'
        f"{choice('Phase', 'phase', [('', 'Any phase'), *((phase, phase) for phase in phases)]) if phases else ''}"
        f"{choice('Order', 'sort', orders)}"
        f'<label>Survey bands<select data-bands><option value="none">None</option>{choices}</select></label>'
        f'<p class="total" role="status" data-what="schools">{how_many(lasting, "school")}</p></div>'
    )


def _survey(board: Board, patterns: GroupPatterns, survey: SurveyBoard, number: int, bands: BandChoice) -> str:
    waves = ", ".join(day_words(day) for day in survey.waves)
    heads = "".join(_head(survey, place) for place in range(len(survey.questions)))
    rows = "".join(_row(board, survey, number, row, bands) for row in range(len(survey.schools)))
    table = (
        f'<table class="matrix surveys"><caption class="visually-hidden">{text(survey.survey)}, schools by questions'
        f'</caption><thead><tr><th scope="col" class="corner">School</th>{heads}</tr></thead>'
        f'<tbody class="narrowed">{rows}</tbody></table>'
    )
    others = (
        f'<p class="said">Not of this group, and left out: {text(", ".join(survey.others))}.</p>'
        if survey.others
        else ""
    )
    bridges = "".join(_bridge(board, patterns, bridge, number, place) for place, bridge in enumerate(survey.bridges))
    beside = f'<h3>Beside the reports</h3><ul class="bridges">{bridges}</ul>' if bridges else ""
    return (
        f'<section class="survey"><h3>{text(survey.survey)}</h3><p class="said">{text(survey.audience.capitalize())}; '
        f"{how_many(len(survey.waves), 'wave')}: {waves}. Each cell shows the latest.</p>"
        f"{region(f'{survey.survey}, schools by questions', table)}{others}{beside}</section>"
    )


def _head(survey: SurveyBoard, place: int) -> str:
    question = survey.questions[place]
    latest = [
        (cell.figures[0], survey.schools[row].name)
        for row in range(len(survey.schools))
        if (cell := survey.cell(row, place)).figures and cell.figures[0].row.says.favourable is not None
    ]
    lines = []
    if latest:
        low, high = (pick(latest, key=_share) for pick in (min, max))
        lines.append(f"from {_share(low):g}% ({text(low[1])}) to {_share(high):g}% ({text(high[1])})")
    benchmarks = {f.row.says.benchmark for f, _ in latest if f.row.says.benchmark is not None}
    if len(benchmarks) == 1:
        lines.append(f"benchmark {benchmarks.pop():g}%")
    lines += [f"asked as “{text(words)}” in {day:%B %Y}" for words, day in question.older]
    facts = "".join(f'<span class="fact">{line}</span>' for line in lines)
    return f'<th scope="col" class="area">{text(question.name)}{facts}</th>'


def _share(pair: tuple[SurveyFigure, str]) -> float:
    return pair[0].row.says.favourable or 0.0


def _row(board: Board, survey: SurveyBoard, number: int, row: int, bands: BandChoice) -> str:
    school = survey.schools[row]
    cells = "".join(
        _cell(board, survey, (number, row, place), bands) for place in range(len(survey.questions))
    )  # fmt: skip
    fact = f'<span class="fact">{text(school.phase)}</span>' if school.phase else ""
    return (
        f'<tr data-name="{text(school.name)}" data-phase="{text(school.phase or "")}" data-day="">'
        f'<th scope="row"><span class="name">{text(school.name)}</span>{fact}</th>'
        f"{cells}</tr>"
    )


def _cell(board: Board, survey: SurveyBoard, place: tuple[int, int, int], bands: BandChoice) -> str:
    number, row, column = place
    cell, question = survey.cell(row, column), survey.questions[column]
    if not cell.figures:
        return '<td class="none"><span aria-hidden="true">–</span><span class="visually-hidden">not asked</span></td>'
    says = cell.figures[0].row.says
    if says.favourable is None:
        return f'<td class="none">{SUPPRESSED if says.suppressed else "no answer"}</td>'
    lines = _lines(cell)
    under = "".join(f'<span class="when">{line}</span>' for line in lines) + _bands(cell, bands)
    apart = f'<i class="badge">stands apart: {cell.apart} the others</i>' if cell.apart else ""
    opened = sum(figure.locator is not None for figure in cell.figures)
    about = f"{question.name}, {survey.schools[row].name}"
    return (
        f'<td><button type="button" class="open" data-count="{opened}" '
        f'data-open="{board.stamp}:surveys:cell-{number}:{row}:{column}"><b>{says.favourable:g}%</b> '
        f'<span class="when">{says.respondents:,} answered, {says.date:%b %Y}</span>{under}{apart}'
        f'<span class="visually-hidden">: {text(about)}</span></button></td>'
    )


def _bands(cell: SurveyCell, bands: BandChoice) -> str:
    """Return the band of a cell in each preset; the browser shows the one that is chosen."""
    points = cell.figures[0].points
    if points is None:
        return ""
    return "".join(
        f'<span class="band" data-band="{text(key)}"{"" if key == bands.chosen else " hidden"}>survey band: '
        f"{text(preset.name(points))}</span>"
        for key, preset in bands.presets.items()
    )


def _lines(cell: SurveyCell) -> list[str]:
    figure, lines = cell.figures[0], []
    if figure.points is not None:
        lines.append(f"{points_words(figure.points)} the benchmark ({figure.row.says.benchmark:g}%)")
    if cell.change is not None:
        then = cell.figures[1].row.says
        reworded = then.measure != figure.row.says.measure
        lines.append(f"{change_words(cell.change)} {then.date:%b %Y}{' (other wording)' if reworded else ''}")
    return lines


def points_words(points: float) -> str:
    """Say how far a figure lies from its benchmark: "12 points below", "level with"."""
    if not points:
        return "level with"
    word = "point" if abs(points) == 1 else "points"
    return f"{abs(points):g} {word} {'above' if points > 0 else 'below'}"


def change_words(points: float) -> str:
    """Say how a figure changed since a wave: "up 3 points since"."""
    if not points:
        return "unchanged since"
    return f"{'up' if points > 0 else 'down'} {abs(points):g} {'point' if abs(points) == 1 else 'points'} since"


def _bridge(board: Board, patterns: GroupPatterns, bridge: Bridge, number: int, place: int) -> str:
    theme = patterns.theme(bridge.question.theme or "").name
    rows = sum(figure.locator is not None for _, figure in bridge.figures)
    figures = ", ".join(f"{text(s.name)} {f.row.says.favourable:g}%" for s, f in bridge.figures)
    buttons = _button(f"{board.stamp}:surveys:rows-{number}:{place}:0", rows, how_many(rows, "row"), bridge.question)
    if bridge.mentions:
        words = f"{how_many(len(bridge.mentions), 'sentence')} of reports on {theme[0].lower() + theme[1:]}"
        message = f"{board.stamp}:surveys:reports-{number}:{place}:0"
        buttons += _button(message, len(bridge.mentions), words, bridge.question)
    return f'<li><p><b>{text(bridge.sentence)}</b></p><p class="fact">{figures}</p>{buttons}</li>'


def _button(message: str, number: int, words: str, question: SurveyQuestion) -> str:
    if not number:
        return ""
    return (
        f'<button type="button" class="open evidence" data-count="{number}" data-open="{message}">{text(words)}'
        f'<span class="visually-hidden">: {text(question.name)}</span></button> '
    )


__all__ = ["change_words", "points_words", "surveys_view"]
