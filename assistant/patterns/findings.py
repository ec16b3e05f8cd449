"""Patterns across schools: recurring, outlier, contrast, emerging, old, silent.

Counts the latest report of each school, and says of every sentence what it counted. Patterns of one school over time
are the matter of `over_time`. Ranks no school and grades nothing; groups of two schools get no statistics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from assistant.patterns.standing import OLD_YEARS, caveats, in_finding, is_strong, needs, speaking, years_before
from assistant.patterns.values import Finding, FindingKind, GroupSchool, ThemeCell, ThemeMatrix
from assistant.themes.values import Direction, Mention, Theme
from ingest.phrases import day_words, listed

LEAST_SCHOOLS = 3
"""Groups with fewer schools that have a report get no statistics: in two schools, "half" is one school."""
RECURRING_SHARE = 1 / 3
"""Share of the schools with a report from which on a theme recurs; at least two schools. Chosen, not measured."""
WHO_COULD = (
    "Who could turn to whom is read off the phases and the strengths that reports describe; whether a school can help "
    "another no report says."
)
OUTLIER_SHARE = 0.5
"""Share of the other schools that must speak the other way for one school to stand apart. Chosen, not measured."""


@dataclass(frozen=True, slots=True)
class ThemeColumn:
    """One theme across the schools that have a report: who needs improvement, who is strong, who is silent.

    `since` holds what letters of monitoring visits say of the theme that came after the report counted, school by
    school. They are not counted, but a school of which one speaks is not silent.
    """

    theme: Theme
    schools: tuple[GroupSchool, ...]
    cells: tuple[ThemeCell, ...]
    needing: tuple[int, ...]
    strong: tuple[int, ...]
    since: tuple[tuple[Mention, ...], ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """The keys of the schools of which neither the report nor a letter since mentions the theme."""
        return tuple(
            cell.school for cell, since in zip(self.cells, self.since, strict=True) if not cell.mentions + since
        )


def columns_of(matrix: ThemeMatrix, history: ThemeMatrix) -> list[ThemeColumn]:
    """Return the themes with the schools that have a report."""
    places = [place for place, school in enumerate(matrix.schools) if school.reports]
    schools = tuple(matrix.schools[place] for place in places)
    width = len(matrix.themes)
    columns: list[ThemeColumn] = []
    for number, theme in enumerate(matrix.themes):
        cells = tuple(matrix.cells[place * width + number] for place in places)
        needing = tuple(place for place, cell in enumerate(cells) if needs(cell.mentions))
        strong = tuple(place for place, cell in enumerate(cells) if is_strong(cell.mentions))
        past = [history.cells[place * width + number] for place in places]
        since = tuple(_since(school, cell) for school, cell in zip(schools, past, strict=True))
        columns.append(ThemeColumn(theme, schools, cells, needing, strong, since))
    return columns


def _since(school: GroupSchool, cell: ThemeCell) -> tuple[Mention, ...]:
    letters = {letter.document for letter in school.letters}
    return tuple(mention for mention in cell.mentions if mention.document in letters)


def across_schools(latest: ThemeMatrix, history: ThemeMatrix, today: date) -> list[Finding]:
    """Return the findings across schools."""
    found: list[Finding] = []
    for column, past in zip(columns_of(latest, history), columns_of(history, history), strict=True):
        if len(column.schools) >= LEAST_SCHOOLS:
            found += _recurring(column, today) + _emerging(column, past, today)
        # One school against the rest is a contrast too, and is told once.
        apart = _outliers(column, today) if len(column.schools) >= LEAST_SCHOOLS else []
        found += (apart or _contrast(column, today)) + _old(column, today) + _silent(past)
    return found


def _recurring(column: ThemeColumn, today: date) -> list[Finding]:
    total = len(column.schools)
    least = max(2, ceil(total * RECURRING_SHARE))
    found: list[Finding] = []
    for kind, places, direction, says in (
        (FindingKind.RECURRING_NEED, column.needing, Direction.NEED, "have a next step on"),
        (FindingKind.RECURRING_STRENGTH, column.strong, Direction.STRENGTH, "speak of strength in"),
    ):
        if len(places) >= least:
            sentence = f"The latest reports on {len(places)} of {total} schools {says} {column.theme.said()}."
            found.append(_finding(column, kind, sentence, [(places, direction, "")], today))
    return found


def _outliers(column: ThemeColumn, today: date) -> list[Finding]:
    """Find one school against the rest: it alone needs improvement, or it alone is strong."""
    total = len(column.schools)
    found: list[Finding] = []
    for alone, rest, of, other, says, unlike in (
        (column.needing, column.strong, Direction.NEED, Direction.STRENGTH, "has a next step on", "a strength"),
        (column.strong, column.needing, Direction.STRENGTH, Direction.NEED, "speaks of strength in", "a next step"),
    ):
        if len(alone) == 1 and len(rest) >= max(2, ceil((total - 1) * OUTLIER_SHARE)):
            others = f"all {total - 1}" if len(rest) == total - 1 else f"{len(rest)} of the {total - 1}"
            alike = _alike(column, alone[0]) if of is Direction.NEED else ()
            near = f" (of its phase: {_names(column, alike)})" if alike else ""
            sentence = (
                f"Only the latest report on {column.schools[alone[0]].name} {says} {column.theme.said()}; those on "
                f"{others} other schools speak of {unlike}{near}."
            )
            groups = [(alone, of, of.value), (rest, other, other.value)]
            found.append(_finding(column, FindingKind.OUTLIER, sentence, groups, today))
    return found


def _contrast(column: ThemeColumn, today: date) -> list[Finding]:
    """Find schools that could help others: for each with a next step, those with a strength, of its phase if there are.

    Its evidence are the next steps and the strengths of the schools to turn to; what else the reports say of either
    stands in the theme's column.
    """
    if not column.needing or not column.strong:
        return []
    pairs = _pairs(column)
    parts = [f"{_names(column, asked)} could turn to {_named_helpers(column, asked, to)}" for asked, to in pairs]
    helping = tuple(place for place in column.strong if any(place in to for _, to in pairs))
    sentence = (
        f"{column.theme.said(first=True)} is a next step at some schools and a strength at others: {'; '.join(parts)}."
    )
    groups = [
        (column.needing, Direction.NEED, Direction.NEED.value),
        (helping, Direction.STRENGTH, Direction.STRENGTH.value),
    ]
    found = _finding(column, FindingKind.CONTRAST, sentence, groups, today)
    steps = tuple(m for m in found.evidence if m.next_step or m.direction is Direction.STRENGTH)
    return [replace(found, evidence=steps, caveats=(*found.caveats, WHO_COULD))]


def _pairs(column: ThemeColumn) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the schools with a next step, those together that could turn to the same schools, and these schools."""
    joined: dict[tuple[tuple[int, ...], bool], list[int]] = {}
    for place in column.needing:
        alike = _alike(column, place)
        joined.setdefault((alike or column.strong, bool(alike)), []).append(place)
    return [(tuple(asked), to) for (to, _), asked in joined.items()]


def _named_helpers(column: ThemeColumn, asked: Sequence[int], to: Sequence[int]) -> str:
    if _alike(column, asked[0]):
        return f"{_names(column, to)} (of the same phase)"
    known = all(column.schools[place].phase for place in asked)
    return f"{_names(column, to)} ({'none is of the same phase' if known else 'the phase is not known'})"


def _alike(column: ThemeColumn, place: int) -> tuple[int, ...]:
    """Return the strong schools of a school's phase; an all-through school has two."""
    own = column.schools[place].phases
    return tuple(other for other in column.strong if other != place and own & column.schools[other].phases)


def _emerging(column: ThemeColumn, past: ThemeColumn, today: date) -> list[Finding]:
    """Find a need that two schools' reports of the last year name, and no report before."""
    since = years_before(today, 1)
    recent = tuple(
        place for place in column.needing if (last := column.schools[place].latest) and last.date and last.date >= since
    )
    before = [
        mention
        for cell in past.cells
        for mention in cell.mentions
        if mention.next_step and (mention.date is None or mention.date < since)
    ]
    if len(recent) < 2 or before:
        return []
    sentence = (
        f"{column.theme.said(first=True)} is a next step only in reports of the last twelve months: "
        f"{len(recent)} of {len(column.schools)} schools, and no earlier report."
    )
    return [_finding(column, FindingKind.EMERGING, sentence, [(recent, Direction.NEED, "")], today)]


def _old(column: ThemeColumn, today: date) -> list[Finding]:
    """Find a theme of which everything that the latest reports say is old."""
    mentions = [mention for cell in column.cells for mention in cell.mentions]
    mentions += [mention for since in column.since for mention in since]
    oldest = years_before(today, OLD_YEARS)
    if not mentions or any(mention.date is None or mention.date >= oldest for mention in mentions):
        return []
    places = tuple(place for place, cell in enumerate(column.cells) if cell.mentions)
    sentence = (
        f"All that the latest reports say of {column.theme.said()} is more than {OLD_YEARS} years old "
        f"({len(places)} of {len(column.schools)} schools)."
    )
    return [_finding(column, FindingKind.OLD, sentence, [(places, None, "")], today)]


def _silent(past: ThemeColumn) -> list[Finding]:
    if not past.schools or any(cell.mentions for cell in past.cells):
        return []
    total = len(past.schools)
    schools = "the one school" if total == 1 else f"the {total} schools"
    sentence = (
        f"No report on {schools} mentions {past.theme.said()}: there is no evidence, which does not mean that "
        "there is no problem."
    )
    keys = tuple(school.key for school in past.schools)
    return [Finding(FindingKind.SILENT, past.theme.key, sentence, (), (), keys, keys)]


def _finding(
    column: ThemeColumn,
    kind: FindingKind,
    sentence: str,
    groups: Sequence[tuple[tuple[int, ...], Direction | None, str]],
    today: date,
) -> Finding:
    """Make a finding of groups of schools, each with the direction of the mentions that put it there."""
    evidence: list[Mention] = []
    letters: list[Mention] = []
    schools = []
    for places, direction, role in groups:
        for place in places:
            cell = column.cells[place]
            mentions = speaking(cell, direction) if direction else cell.mentions
            evidence += mentions
            letters += column.since[place]
            schools.append(in_finding(column.schools[place], mentions, role))
    considered = tuple(school.key for school in column.schools)
    notes = caveats(evidence, column.schools, len(considered), today) + _not_counted(column, letters)
    return Finding(kind, column.theme.key, sentence, tuple(schools), tuple(evidence), considered, column.silent, notes)


def _not_counted(column: ThemeColumn, letters: Sequence[Mention]) -> tuple[str, ...]:
    """Return a caveat for each letter that speaks of the theme after the report that is counted."""
    names = {school.key: school.name for school in column.schools}
    said: dict[str, list[Mention]] = {}
    for mention in letters:
        said.setdefault(mention.document, []).append(mention)
    return tuple(
        f"Not counted here: the letter of a monitoring visit to {names[first.school]}"
        f"{f' ({day_words(first.date)})' if first.date else ''} speaks of {column.theme.said()} too. A letter grades "
        "nothing and leaves the next steps of the report before it standing."
        for first, *_ in said.values()
    )


def _names(column: ThemeColumn, places: Sequence[int]) -> str:
    return listed([column.schools[place].name for place in places])
