"""What the reports on one school say of one theme as a whole, and the words that findings share.

The rule is the same for every theme and is printed with the findings (`RULE`). It counts sentences; it grades nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.patterns.values import FindingSchool, GroupSchool, ThemeCell
from assistant.themes.values import Direction, Mention
from ingest.inspections import ReportFormat
from ingest.phrases import day_words, listed

RULE = (
    "A school counts as needing improvement in a theme where a next step of its report asks for it (what a step is "
    "meant to bring about is not counted). It counts as strong where no next step asks for it and more sentences speak "
    "of a strength than of a need."
)
OLD_YEARS = 4
"""A report older than this may describe another school than today's: the interval of inspection."""
FEW_SCHOOLS = 5
"""Below this, one school more or less changes the picture, and a caveat says so."""


def needs(mentions: Sequence[Mention]) -> bool:
    """Say whether the mentions ask for improvement, by `RULE`."""
    return any(mention.next_step for mention in mentions)


def is_strong(mentions: Sequence[Mention]) -> bool:
    """Say whether the mentions speak of a strength, by `RULE`."""
    if any(mention.next_step for mention in mentions):
        return False
    return count(mentions, Direction.STRENGTH) > count(mentions, Direction.NEED)


def count(mentions: Iterable[Mention], direction: Direction) -> int:
    """Return how many mentions speak in a direction."""
    return sum(mention.direction is direction for mention in mentions)


def speaking(cell: ThemeCell, direction: Direction) -> tuple[Mention, ...]:
    """Return the mentions that a finding in this direction rests on: next steps first."""
    return tuple(sorted(cell.of(direction), key=lambda mention: not mention.next_step))


def in_finding(school: GroupSchool, mentions: Iterable[Mention], role: str = "") -> FindingSchool:
    """Return the school with the dates of the reports that the mentions stand in."""
    dates = sorted({mention.date for mention in mentions if mention.date})
    return FindingSchool(school.key, school.name, tuple(dates), role)


def years_before(today: date, years: int) -> date:
    """Return the same day some years earlier; of 29 February, the 28th where there is none."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return today.replace(year=today.year - years, day=28)


def caveats(
    evidence: Sequence[Mention], schools: Sequence[GroupSchool], considered: int, today: date
) -> tuple[str, ...]:
    """Return what limits a finding, as plain sentences."""
    lines: list[str] = []
    if considered < FEW_SCHOOLS:
        lines.append(f"Only {considered} schools have a report: too few to speak of a pattern with confidence.")
    used = {mention.document for mention in evidence}
    reports = [(school, report) for school in schools for report in school.reports if report.document in used]
    oldest = years_before(today, OLD_YEARS)
    old = [f"{s.name} ({day_words(r.date)})" for s, r in reports if r.date and r.date < oldest]
    if old:
        lines.append(f"Rests on reports older than {OLD_YEARS} years: {listed(old)}.")
    if any(r.date is None for _, r in reports):
        lines.append("The date of a report is not known.")
    cards = {report.format is ReportFormat.REPORT_CARD for _, report in reports}
    if len(cards) == 2:
        lines.append(
            "Report cards and earlier reports use different frameworks and scales; only their words are compared."
        )
    before = [s.name for s, r in reports if r.predates]
    if before:
        lines.append(f"Inspected before joining the group: {listed(list(dict.fromkeys(before)))}.")
    predecessor = [s.name for s, r in reports if r.predecessor]
    if predecessor:
        lines.append(f"Inspected before the school became an academy: {listed(list(dict.fromkeys(predecessor)))}.")
    return tuple(lines)
