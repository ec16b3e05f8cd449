"""Patterns of one school over time: persistent, resolved, before and after joining the group.

Compares each report with those after it, up to the latest: a need is not told as resolved where any of them asks for
the same theme again, or grades its area below good. Two next steps count as the same where they share a theme; whether
they ask for the same thing, only their texts can show, and both are kept as evidence. The letter of a monitoring visit
can ask again; it resolves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.patterns.standing import caveats, in_finding, is_strong, needs
from assistant.patterns.values import Finding, FindingKind, GroupSchool, ThemeMatrix
from assistant.themes.values import Direction, Mention, SchoolReport, Theme
from ingest.phrases import day_words, listed

SAME_THEME = "The next steps share the theme; whether they ask for the same thing, their texts must show."
GRADED_LOW = (
    "The later report has no next step on it and speaks more of strength than of need; its grade says otherwise."
)


def over_time(history: ThemeMatrix, today: date) -> list[Finding]:
    """Return the findings on each school with two reports or more."""
    found: list[Finding] = []
    for school in history.schools:
        if len(school.reports) < 2:
            continue
        for theme, cell in zip(history.themes, history.row(school.key), strict=True):
            by_report = {
                r.document: tuple(m for m in cell.mentions if m.document == r.document) for r in school.reports
            }
            asking = [report for report in school.reports if needs(by_report[report.document])]
            if len(asking) > 1:
                found.append(_persistent(school, theme, asking, by_report, today))
            if asking:
                found += _after(school, theme, asking[-1], by_report, today)
            found += _joining(school, theme, by_report, today)
    return found


def _persistent(
    school: GroupSchool,
    theme: Theme,
    asking: Sequence[SchoolReport],
    by_report: dict[str, tuple[Mention, ...]],
    today: date,
) -> Finding:
    """Say of a theme that several reports ask for it: one finding, however many they are."""
    steps = tuple(m for report in asking for m in by_report[report.document] if m.next_step)
    sentence = f"{school.name}: {theme.said(first=True)} {_again(asking, school.reports)}"
    return _finding(FindingKind.PERSISTENT, theme, sentence, school, steps, today, SAME_THEME)


def _after(
    school: GroupSchool, theme: Theme, earlier: SchoolReport, by_report: dict[str, tuple[Mention, ...]], today: date
) -> list[Finding]:
    """Find whether what a report asks for, and none after it, is a strength in one of those after it."""
    asked = tuple(m for m in by_report[earlier.document] if m.next_step)
    following = school.reports[school.reports.index(earlier) + 1 :]
    full = [report for report in following if not report.is_letter]
    was = f"{school.name}: {theme.said(first=True)} was a next step in the report of {_day(earlier)}"
    better = settled(theme, full, by_report)
    if better:
        strong = tuple(m for m in by_report[better.document] if m.direction is Direction.STRENGTH)
        sentence = f"{was} and is a strength in that of {_day(better)}."
        note = of_which_part(theme, better)
        return [_finding(FindingKind.RESOLVED, theme, sentence, school, asked + strong, today, note)]
    poor = low_grade(theme, full)
    if poor and is_strong(by_report[poor[0].document]):
        report, area, grade = poor
        said = by_report[report.document]
        sentence = f"{was}, and that of {_day(report)} calls ‘{area}’ ‘{grade}’."
        return [_finding(FindingKind.PERSISTENT, theme, sentence, school, asked + said, today, GRADED_LOW)]
    return []


def settled(
    theme: Theme, reports: Sequence[SchoolReport], said: Mapping[str, Sequence[Mention]]
) -> SchoolReport | None:
    """Return the first of some reports, oldest first, in which a theme is strong; none graded low from there on.

    A letter leaves the grades before it standing, so none of these may be low either.
    """
    for place, report in enumerate(reports):
        graded = reports if report.is_letter else reports[place:]
        if is_strong(said.get(report.document, ())) and not low_grade(theme, graded):
            return report
    return None


def _again(asking: Sequence[SchoolReport], reports: Sequence[SchoolReport]) -> str:
    """Say of a theme which reports and letters ask for it, and which reports between them did not."""
    full = [report for report in asking if not report.is_letter]
    letters = [report for report in asking if report.is_letter]
    between = reports[reports.index(asking[0]) : reports.index(asking[-1])]
    without = [report for report in between if report not in asking and not report.is_letter]
    if not letters and not without:
        number = {2: "two", 3: "three", 4: "four"}.get(len(full), str(len(full)))
        return f"is a next step in {number} successive reports ({'; '.join(map(_day, full))})."
    said = [f"the report{'s' if len(full) > 1 else ''} of {listed([_day(one) for one in full])}"] if full else []
    said += [f"the letter{'s' if len(letters) > 1 else ''} of {listed([_day(one) for one in letters])}"] * bool(letters)
    but = f", though not in that of {listed([_day(one) for one in without])}" if without else ""
    return f"is a next step in {' and in '.join(said)}{but}."


def low_grade(theme: Theme, reports: Sequence[SchoolReport]) -> tuple[SchoolReport, str, str] | None:
    """Return the latest of some reports that grades a theme's own area below good, with area and grade as printed."""
    for report in reversed(reports):
        low = report.low(theme.areas)
        if low:
            return report, *low
    return None


def of_which_part(theme: Theme, report: SchoolReport) -> str:
    """Say where a report grades an area low of which the theme is only a part; empty where it does not."""
    low = report.low(theme.wider)
    return f"The report of {_day(report)} calls ‘{low[0]}’, of which this is a part, ‘{low[1]}’." if low else ""


def _joining(
    school: GroupSchool, theme: Theme, by_report: dict[str, tuple[Mention, ...]], today: date
) -> list[Finding]:
    """Compare the last report before joining with the latest one since, where the two speak in different directions."""
    if school.joined is None:
        return []
    before = [r for r in school.reports if r.date and r.date < school.joined]
    since = [r for r in school.reports if r.date and r.date >= school.joined and not r.is_letter]
    if not before or not since:
        return []
    then, now = by_report[before[-1].document], by_report[since[-1].document]
    for was, is_, first, last, words in (
        (needs, is_strong, Direction.NEED, Direction.STRENGTH, "in need of improvement before and a strength since"),
        (is_strong, needs, Direction.STRENGTH, Direction.NEED, "a strength before and in need of improvement since"),
    ):
        resolved = last is Direction.STRENGTH
        if was(then) and is_(now) and not (resolved and low_grade(theme, since[-1:])):
            evidence = tuple(m for m in then if m.direction is first) + tuple(m for m in now if m.direction is last)
            sentence = (
                f"{school.name} joined the group on {day_words(school.joined)}: {theme.said(first=True)} was {words} "
                f"({_days(before[-1], since[-1])})."
            )
            note = "That one came after the other does not show that joining the group brought it about."
            return [_finding(FindingKind.JOINING, theme, sentence, school, evidence, today, note)]
    return []


def _finding(
    kind: FindingKind,
    theme: Theme,
    sentence: str,
    school: GroupSchool,
    evidence: Sequence[Mention],
    today: date,
    note: str = "",
) -> Finding:
    # That few schools were looked at limits no finding on one school.
    notes = tuple(line for line in caveats(evidence, [school], 10**6, today)) + ((note,) if note else ())
    return Finding(
        kind, theme.key, sentence, (in_finding(school, evidence),), tuple(evidence), (school.key,), (), notes
    )


def _day(report: SchoolReport) -> str:
    return day_words(report.date) if report.date else "unknown date"


def _days(earlier: SchoolReport, later: SchoolReport) -> str:
    return f"{_day(earlier)}; {_day(later)}"
