"""Grades that tables of the library print for schools beyond the group, beside it: same scale, area, phase, years.

Counts schools of tables, never of the group, and mixes no two scales. A school stands in the count once, with its last
row. Whether a table is the whole country is for its reader to know: it is called by its file and its number of schools.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.patterns.grades import YearRange
from ingest.inspections import Scale
from ingest.library.tables import StoredSchoolRow, grade_counts
from ingest.tables.schools import TableKind

FEWEST = 30
"""Schools in a phase and area of which a share is still shown; fewer are listed with their number alone."""


@dataclass(frozen=True, slots=True)
class GradeShare:
    """How many schools of the tables were given each grade in one area, on one scale, in one phase."""

    scale: Scale
    area: str
    phase: str
    grades: tuple[tuple[str, int], ...]

    @property
    def schools(self) -> int:
        """How many schools were judged in the area: the number that each share is of."""
        return sum(number for _, number in self.grades)


@dataclass(frozen=True, slots=True)
class National:
    """The tables' grades beside those of a group."""

    files: tuple[str, ...]
    schools: int
    shares: tuple[GradeShare, ...]


def beside(
    rows: Iterable[StoredSchoolRow], urns: frozenset[str], phases: Sequence[str], period: YearRange
) -> National | None:
    """Return the grades of the tables in these phases and years; None where no table holds a school beyond the group.

    `urns` are those of the group's schools, `phases` their phases.
    """
    kept = [_within(row, period) for row in rows if row.kind is TableKind.MANAGEMENT_INFORMATION]
    judged = [row for row in kept if row.says.judgements]
    if not any(row.says.urn not in urns for row in judged):
        return None
    shares: list[GradeShare] = []
    for phase in dict.fromkeys(phase.casefold() for phase in phases):
        counts = grade_counts(judged, phase)
        shares += [_share(scale, area, phase, found) for (area, scale), found in counts.items()]
    files = tuple(dict.fromkeys(row.file for row in judged))
    return National(files, len({row.says.urn or (row.document, row.says.row) for row in judged}), tuple(shares))


def _within(row: StoredSchoolRow, period: YearRange) -> StoredSchoolRow:
    judgements = tuple(j for j in row.says.judgements if period.holds(j.date))
    return replace(row, says=replace(row.says, judgements=judgements))


def _share(scale: Scale, area: str, phase: str, found: Counter[str]) -> GradeShare:
    return GradeShare(scale, area, phase, tuple(found.most_common()))


__all__ = ["FEWEST", "GradeShare", "National", "beside"]
