"""Patterns of one school over time: persistent, resolved, before and after joining the group.

Compares each report with the one before it. Two next steps count as the same where they share a theme; whether they ask
for the same thing, only their texts can show, and both are kept as evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from assistant.patterns.standing import caveats, day, in_finding, is_strong, needs
from assistant.patterns.values import Direction, Finding, FindingKind, Mention, Report, School, Theme, ThemeMatrix

SAME_THEME = "The next steps share the theme; whether they ask for the same thing, their texts must show."


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
            for earlier, later in pairwise(school.reports):
                found += _step_by_step(school, theme, earlier, later, by_report, today)
            found += _joining(school, theme, by_report, today)
    return found


def _step_by_step(
    school: School,
    theme: Theme,
    earlier: Report,
    later: Report,
    by_report: dict[str, tuple[Mention, ...]],
    today: date,
) -> list[Finding]:
    asked = tuple(m for m in by_report[earlier.document] if m.next_step)
    now = by_report[later.document]
    if not asked:
        return []
    again = tuple(m for m in now if m.next_step)
    if again:
        sentence = f"{school.name}: {theme.name} is a next step in two successive reports ({_days(earlier, later)})."
        return [_finding(FindingKind.PERSISTENT, theme, sentence, school, asked + again, today, SAME_THEME)]
    strong = tuple(m for m in now if m.direction is Direction.STRENGTH)
    if is_strong(now):
        sentence = (
            f"{school.name}: {theme.name} was a next step in the report of {_day(earlier)} and is a strength in that "
            f"of {_day(later)}."
        )
        return [_finding(FindingKind.RESOLVED, theme, sentence, school, asked + strong, today)]
    return []


def _joining(school: School, theme: Theme, by_report: dict[str, tuple[Mention, ...]], today: date) -> list[Finding]:
    """Compare the last report before joining with the latest one since, where the two speak in different directions."""
    if school.joined is None:
        return []
    before = [r for r in school.reports if r.date and r.date < school.joined]
    since = [r for r in school.reports if r.date and r.date >= school.joined]
    if not before or not since:
        return []
    then, now = by_report[before[-1].document], by_report[since[-1].document]
    for was, is_, first, last, words in (
        (needs, is_strong, Direction.NEED, Direction.STRENGTH, "in need of improvement before and a strength since"),
        (is_strong, needs, Direction.STRENGTH, Direction.NEED, "a strength before and in need of improvement since"),
    ):
        if was(then) and is_(now):
            evidence = tuple(m for m in then if m.direction is first) + tuple(m for m in now if m.direction is last)
            sentence = (
                f"{school.name} joined the group on {day(school.joined)}: {theme.name} was {words} "
                f"({_days(before[-1], since[-1])})."
            )
            note = "That one came after the other does not show that joining the group brought it about."
            return [_finding(FindingKind.JOINING, theme, sentence, school, evidence, today, note)]
    return []


def _finding(
    kind: FindingKind,
    theme: Theme,
    sentence: str,
    school: School,
    evidence: Sequence[Mention],
    today: date,
    note: str = "",
) -> Finding:
    # That few schools were looked at limits no finding on one school.
    notes = tuple(line for line in caveats(evidence, [school], 10**6, today)) + ((note,) if note else ())
    return Finding(
        kind, theme.key, sentence, (in_finding(school, evidence),), tuple(evidence), (school.key,), (), notes
    )


def _day(report: Report) -> str:
    return day(report.date) if report.date else "unknown date"


def _days(earlier: Report, later: Report) -> str:
    return f"{_day(earlier)}; {_day(later)}"
