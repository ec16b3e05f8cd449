"""The rows of tables in the catalogue: put in, looked up, and held against what reports say.

`Tables` looks things up in transactions of its own; all else works inside one that the caller opened. A table fills
what no report says (phase, when a school joined); it never overwrites a report, and where both speak of the same
inspection and differ, both are given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from ingest.inspections import Inspection, Located, Scale
from ingest.library import entries
from ingest.library import schema as s
from ingest.library.catalogue import Catalogue
from ingest.library.database import in_groups
from ingest.surveys import SurveyRow, SurveyTable, suppress, with_benchmarks
from ingest.tables.schools import SchoolTable, TableJudgement, TableKind, TableSchool

_DAYS_APART = 14
"""Days after an inspection's first day within which a table's date means the same inspection. No two inspections of
a school that give grades are as near; tables give the first day, some reports the last."""


@dataclass(frozen=True, slots=True)
class StoredSchoolRow:
    """What a row of a table says of a school, and where the row stands: document, file, and `says.row`."""

    document: str
    file: str
    kind: TableKind
    says: TableSchool


@dataclass(frozen=True, slots=True)
class StoredSurveyRow:
    """A survey's row with its benchmark, and where it stands: document, file, and `says.row`."""

    document: str
    file: str
    says: SurveyRow


@dataclass(frozen=True, slots=True)
class TableConflict:
    """A field of which a report and a table say different things, with both places.

    `field` is a field of the inspection, or "judgement: " and the report's area.
    """

    field: str
    report: str
    page: int
    table: str
    document: str
    file: str
    row: int
    column: str


class Tables:
    """What tables say in one library: rows on schools, surveys, and where both differ from a report."""

    def __init__(self, catalogue: Catalogue, fewest: int) -> None:
        self._catalogue, self._fewest = catalogue, fewest

    def schools(self, urns: Collection[str] | None = None) -> list[StoredSchoolRow]:
        """Return what tables say of the schools with these URNs, or of all, by file and row."""
        with self._catalogue.reading() as connection:
            return school_rows(connection, urns)

    def surveys(self, school: str | None = None) -> list[StoredSurveyRow]:
        """Return the surveys' rows of a school (by URN or name), or of all, by survey, school, measure and date."""
        with self._catalogue.reading() as connection:
            return survey_rows(connection, school, self._fewest)

    def conflicts(self, inspection: Inspection | None) -> list[TableConflict]:
        """Return where tables say otherwise of an inspection than its report. Neither is taken for right."""
        if inspection is None or inspection.urn is None:
            return []
        return conflicts(inspection, self.schools([inspection.urn.text]))

    def holds(self, document: str, survey: SurveyTable) -> bool:
        """Say whether the rows kept of a document are this survey's, all of them and no others."""
        r = s.survey_rows.c
        with self._catalogue.reading() as connection:
            query = select(s.survey_rows).where(r.document_id == document).order_by(r.id)
            rows = connection.execute(query).mappings().all()
        return [SurveyRow(**{name: row[name] for name in SurveyRow.__slots__}) for row in rows] == list(survey.rows)

    def withholds(self, document: str) -> bool:
        """Say whether a document is a survey whose file holds figures that are suppressed."""
        return any(row.document == document and row.says.suppressed for row in self.surveys())


# Putting in


def put(connection: Connection, document: str, table: SchoolTable | SurveyTable, group: str | None) -> None:
    """Put a table's rows in, and the schools and memberships that they give."""
    if isinstance(table, SurveyTable):
        rows = [{"document_id": document, **_plain(row)} for row in table.rows]
        connection.execute(insert(s.survey_rows), rows)
        return
    connection.execute(insert(s.school_rows), [_stored(document, table.kind, row) for row in table.rows])
    wanted = _wanted(connection, table, group)
    for row in table.rows:
        if row.group and (table.kind is TableKind.OWN or row.group in wanted):
            _join(connection, row)


def _plain(row: SurveyRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SurveyRow.__slots__}


def _stored(document: str, kind: TableKind, row: TableSchool) -> dict[str, Any]:
    judged = [
        [j.area, j.grade, j.printed, j.scale.value, j.date.isoformat() if j.date else None, j.column]
        for j in row.judgements
    ]
    simple = {name: getattr(row, name) for name in TableSchool.__slots__ if name not in ("group", "judgements")}
    return {"document_id": document, "kind": kind.value, "group_name": row.group, "judgements": judged, **simple}


def _wanted(connection: Connection, table: SchoolTable, group: str | None) -> frozenset[str]:
    """Return the groups whose schools are put in: those of the library. A national table names thousands."""
    known = set(connection.scalars(select(s.groups.c.name)))
    if table.kind is TableKind.GROUP_LINKS and len({row.group for row in table.rows}) == 1:
        known |= {row.group for row in table.rows if row.group}
    return frozenset(known | ({group} if group else set()))


def _join(connection: Connection, row: TableSchool) -> None:
    """Make a row's school a member of its group; when it joined is taken where nothing says so yet."""
    c, m = s.schools.c, s.memberships.c
    same = c.urn == row.urn if row.urn else c.name == row.name
    school = connection.scalar(select(c.id).where(same).limit(1))
    if school is None:
        values = {"name": row.name or f"URN {row.urn}", "urn": row.urn, "local_authority": row.local_authority}
        school = connection.execute(insert(s.schools).values(values).returning(c.id)).scalar_one()
    number = entries.group_number(connection, row.group or "")
    entries.join(connection, int(school), number)
    if row.joined:
        unsaid = update(s.memberships).where(m.school_id == school, m.group_id == number, m.start.is_(None))
        connection.execute(unsaid.values(start=row.joined))


def fill(connection: Connection) -> None:
    """Give schools the phase and, where no report says it, the local authority that a table says."""
    c, r = s.schools.c, s.school_rows.c
    for column, said in ((c.phase, r.phase), (c.local_authority, r.local_authority)):
        found = select(said).where(r.urn == c.urn, said.is_not(None)).order_by(r.id.desc()).limit(1).scalar_subquery()
        connection.execute(update(s.schools).where(column.is_(None), c.urn.is_not(None)).values({column.name: found}))


# Looking up


def school_rows(connection: Connection, urns: Collection[str] | None) -> list[StoredSchoolRow]:
    """Return the rows on these schools, or all, by file and row."""
    r, d = s.school_rows.c, s.documents.c
    query = select(s.school_rows, d.filename).join(s.documents, d.id == r.document_id)
    query = query.order_by(d.filename, r.document_id, r.row)
    groups: Iterable[list[str] | None] = [None] if urns is None else in_groups(urns)
    found = (connection.execute(query if group is None else query.where(r.urn.in_(group))) for group in groups)
    return [_school_row(row) for rows in found for row in rows]


def _school_row(row: Row[Any]) -> StoredSchoolRow:
    judged = tuple(
        TableJudgement(area, grade, printed, Scale(scale), date.fromisoformat(day) if day else None, column)
        for area, grade, printed, scale, day, column in row.judgements
    )
    names = (n for n in TableSchool.__slots__ if n not in ("group", "judgements"))
    says = TableSchool(**{name: getattr(row, name) for name in names}, group=row.group_name, judgements=judged)
    return StoredSchoolRow(row.document_id, row.filename, TableKind(row.kind), says)


def survey_rows(connection: Connection, school: str | None, fewest: int) -> list[StoredSurveyRow]:
    """Return the rows of a school, or all, with benchmarks; rows of fewer than `fewest` respondents say nothing."""
    r, d = s.survey_rows.c, s.documents.c
    query = select(s.survey_rows, d.filename).join(s.documents, d.id == r.document_id)
    rows = connection.execute(query.order_by(r.survey, r.school, r.measure, r.date, r.id)).mappings().all()
    said = [SurveyRow(**{name: row[name] for name in SurveyRow.__slots__}) for row in rows]
    places = [(row["document_id"], row["filename"]) for row, one in zip(rows, said, strict=True) if one.school]
    found = [
        StoredSurveyRow(document, file, suppress(one, fewest))
        for (document, file), one in zip(places, with_benchmarks(said), strict=True)
    ]
    return [one for one in found if school is None or school in (one.says.urn, one.says.school)]


def grade_counts(rows: Iterable[StoredSchoolRow], phase: str | None = None) -> dict[tuple[str, Scale], Counter[str]]:
    """Count the grades of each area as the rows print them, of all schools or those of one phase.

    Each scale is counted apart, and a school is counted once, in its last row.
    """
    last = {row.says.urn or f"{row.document}:{row.says.row}": row for row in rows if row.says.judgements}
    counted: dict[tuple[str, Scale], Counter[str]] = {}
    for row in last.values():
        if phase is None or (row.says.phase or "").casefold() == phase.casefold():
            for judgement in row.says.judgements:
                counted.setdefault((judgement.area, judgement.scale), Counter())[judgement.grade] += 1
    return counted


# Holding against reports


def conflicts(inspection: Inspection, rows: Sequence[StoredSchoolRow]) -> list[TableConflict]:
    """Return where rows on an inspection's school differ from its report: grades of the same inspection, authority.

    Grades are compared where area and scale are the same and the table's date is the inspection's own.
    """
    found = []
    for row in rows:
        found += [_grade(row, judgement, inspection) for judgement in row.says.judgements]
        found.append(_field("local_authority", row, row.says.local_authority, inspection.local_authority))
    return [conflict for conflict in found if conflict is not None]


def _grade(row: StoredSchoolRow, said: TableJudgement, inspection: Inspection) -> TableConflict | None:
    if inspection.dates is None or said.date is None:
        return None
    if not 0 <= (said.date - inspection.dates.start).days <= _DAYS_APART:
        return None
    for mine in inspection.judgements:
        if mine.scale is said.scale and _area(mine.area) == _area(said.area):
            if mine.grade.casefold() == said.grade.casefold():
                return None
            name, page = f"judgement: {mine.area}", mine.locator.page
            place = (row.document, row.file, row.says.row, said.column)
            return TableConflict(name, mine.grade, page, said.grade, *place)
    return None


def _field(name: str, row: StoredSchoolRow, said: str | None, printed: Located | None) -> TableConflict | None:
    if said is None or printed is None or said.casefold() == printed.text.casefold():
        return None
    place = (row.document, row.file, row.says.row, name.replace("_", " "))
    return TableConflict(name, printed.text, printed.locator.page, said, *place)


def _area(name: str) -> str:
    """Return an area as areas are compared: reports say 'The quality of education', tables 'Quality of education'."""
    plain = re.sub(r"^(?:the |effectiveness of )|[^a-z0-9 ]", "", name.casefold().replace("-", " "))
    return plain.replace("16 to 19 study programmes", "sixth form provision").strip()


__all__ = [
    "StoredSchoolRow",
    "StoredSurveyRow",
    "TableConflict",
    "conflicts",
    "fill",
    "grade_counts",
    "put",
    "school_rows",
    "survey_rows",
]
