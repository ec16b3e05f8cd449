"""The comparison matrix: schools × evaluation areas, each cell a grade as one report prints it.

One block of columns for each scale; two scales never share a column and are never mapped onto each other.
Safeguarding, and outcomes that are words and no grade, stand in blocks of their own. Nothing is summed, weighed or put
in an order of merit, and the group has no cell. Opens nothing: works on values of the library, so that a cell's
quotation is looked up only when somebody opens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from assistant.patterns.joining import Joining, joining
from assistant.patterns.predecessors import is_academy, is_of_predecessor
from assistant.schools.followed import followed_by
from assistant.schools.register import key_of, register_of, school_key
from ingest import list_corrections
from ingest.documents import Locator
from ingest.inspections import OF_A_TRUST, Inspection, Judgement, ReportFormat, Scale
from ingest.library.records import DocumentRecord, Membership, SchoolRecord
from ingest.phrases import day_words, how_many

NOT_INSPECTIONS = OF_A_TRUST | {ReportFormat.DOCUMENT, ReportFormat.CONVERSION_LETTER, ReportFormat.AREA_SEND}
"""Formats that report no inspection of one school."""

WORDS = "words"
BLOCK_TITLES = {
    Scale.REPORT_CARD.value: "Report card (since November 2025)",
    Scale.OEIF.value: "Four-point scale (graded reports to 2025)",
    Scale.MET_NOT_MET.value: "Safeguarding",
    WORDS: "Outcome in words, no grade",
}
"""The blocks, in the order in which they stand."""

SAFEGUARDING_WORDS, OUTCOME_WORDS = "Safeguarding, in the report’s words", "Outcome, in the report’s words"

_AREA_ORDER = (  # as the reports themselves list them; others follow by name
    "inclusion",
    "curriculum and teaching",
    "achievement",
    "attendance and behaviour",
    "personal development and wellbeing",
    "early years",
    "post 16 provision",
    "leadership and governance",
    "overall effectiveness",
    "quality of education",
    "behaviour and attitudes",
    "personal development",
    "leadership and management",
    "early years provision",
    "sixth form provision",
    "effectiveness of leadership and management",
    "quality of teaching learning and assessment",
    "personal development behaviour and welfare",
    "outcomes for pupils",
    "safeguarding standards",
)


class Which(StrEnum):
    """Which inspections a matrix shows."""

    LATEST = "latest"  # one row a school: its latest inspection, monitoring visits passed over
    SCALES = "scales"  # one row a school: on each scale, its latest inspection that judged on it
    ALL = "all"  # one row an inspection


class VisitMark(StrEnum):
    """What a reader must know about an inspection before using it."""

    BEFORE_JOINING = "before joining"
    PREDECESSOR = "predecessor"
    OTHER_BODY = "other body"
    SUPERSEDED = "newer held"
    FOLLOWED = "ungraded since"
    CORRECTED = "corrected by hand"


MARK_WORDS = {
    VisitMark.BEFORE_JOINING: "The inspection began before the school joined the group.",
    VisitMark.PREDECESSOR: "The report is on the school as it was before it became an academy.",
    VisitMark.OTHER_BODY: "The report names another body as responsible for the school.",
    VisitMark.SUPERSEDED: "The library holds a newer inspection of this school, with grades.",
    VisitMark.FOLLOWED: "A later visit or inspection of this school gave no grades, so these grades stand.",
    VisitMark.CORRECTED: "A judgement was corrected by hand: this shows what is printed, the Library tab shows both.",
}


@dataclass(frozen=True, slots=True)
class YearRange:
    """Years of inspection, both inclusive; None leaves that side open."""

    since: int | None = None
    until: int | None = None

    def holds(self, day: date | None) -> bool:
        """Say whether a day lies in the period. An inspection without a date lies only in the open one."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since or day.year) <= day.year <= (self.until or day.year)


@dataclass(frozen=True, slots=True)
class Visit:
    """One inspection of one school: every document of the library that reports on it, and its marks."""

    school: str
    start: date | None
    printed: str | None
    records: tuple[DocumentRecord, ...]
    inspections: tuple[Inspection, ...]
    marks: tuple[VisitMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, or an outcome in words, as printed, and the place that prints it."""

    area: str
    grade: str
    scale: str
    date: date | None
    record: DocumentRecord
    locator: Locator
    marks: tuple[VisitMark, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaColumn:
    """One evaluation area of one scale. `label` is the area as the reports print it."""

    block: str
    key: str
    label: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class SchoolVisits:
    """A school of the group as the library knows it. `visits` are its inspections in the period, newest first."""

    name: str
    urn: str | None
    phase: str | None
    joined: Joining | None
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One row of the matrix. `visit` is None for a school with no inspection in the period."""

    school: SchoolVisits
    visit: Visit | None
    cells: Mapping[AreaColumn, tuple[Grade, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GradeMatrix:
    """Schools × areas. A column that no row fills does not stand in it."""

    group: str
    period: YearRange
    which: Which
    as_of: date
    columns: tuple[AreaColumn, ...]
    rows: tuple[GradeRow, ...]

    def blocks(self) -> Iterator[tuple[str, tuple[AreaColumn, ...]]]:
        """Yield each block's title and columns."""
        for block, title in BLOCK_TITLES.items():
            columns = tuple(column for column in self.columns if column.block == block)
            if columns:
                yield title, columns

    def cell(self, row: int, column: int) -> tuple[Grade, ...]:
        """Return the grades of a cell; none where nothing was judged."""
        return self.rows[row].cells.get(self.columns[column], ())


def schools_of(
    group: str | None,
    period: YearRange,
    *,
    schools: Sequence[SchoolRecord],
    memberships: Sequence[Membership],
    records: Sequence[DocumentRecord],
    inspections: Sequence[Inspection],
) -> tuple[SchoolVisits, ...]:
    """Return the schools of a group (of the whole library where it is None) with their inspections in the period.

    A school that shares its name with another of the library is called by its label (`assistant.schools.register`).
    """
    register = register_of(records)
    known = {inspection.document: inspection for inspection in inspections}
    reports: dict[str, list[DocumentRecord]] = {}
    for record in records:
        if record.id in known and record.format not in NOT_INSPECTIONS and record.school:
            reports.setdefault(key_of(record), []).append(record)
    starts = {school_key(m.school, m.urn): m.start for m in memberships if m.group == group}
    rows = []
    for school in schools:
        key = school_key(school.name, school.urn)
        if (group is None and key in reports) or (group is not None and group in school.groups):
            named = replace(school, name=register.apart(school.name, school.urn))
            rows.append(_school(named, group, starts.get(key), reports.get(key, ()), known, period))
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.urn or "")))


def grade_matrix(
    schools: Sequence[SchoolVisits], *, group: str, period: YearRange, which: Which, as_of: date
) -> GradeMatrix:
    """Return the matrix of these schools. `as_of` is the day on which ages are counted."""
    rows = tuple(row for school in schools for row in _rows(school, which))
    columns = dict.fromkeys(column for row in rows for column in row.cells)  # the first row's label stands
    return GradeMatrix(group, period, which, as_of, tuple(sorted(columns, key=_place)), rows)


def months_between(day: date, as_of: date) -> int:
    """Return the whole months from `day` to `as_of`; negative where `day` comes later."""
    months = (as_of.year - day.year) * 12 + as_of.month - day.month
    return months - (as_of.day < day.day)


def age_words(day: date | None, as_of: date) -> str:
    """Say how old an inspection is: "3 years 2 months"."""
    if day is None:
        return "age not known"
    if day > as_of:
        return "dated in the future"
    years, months = divmod(months_between(day, as_of), 12)
    parts = [how_many(number, word) for number, word in ((years, "year"), (months, "month"))]
    return " ".join(part for part in parts if not part.startswith("0 ")) or "under a month"


def caveats(matrix: GradeMatrix) -> tuple[str, ...]:
    """Say what a reader of the matrix must bear in mind, in plain sentences."""
    words = [
        "Each grade is the word that one report prints about one school on one date.",
        "Grades of different scales stand in separate columns and cannot be compared with each other.",
        f"Ages are counted to {day_words(matrix.as_of)}.",
    ]
    grades = [grade for row in matrix.rows for cell in row.cells.values() for grade in cell]
    old = {grade.record.id for grade in grades if grade.date and months_between(grade.date, matrix.as_of) >= 48}
    if old:
        words.append(f"{how_many(len(old), 'report is', 'reports are')} four years old or older.")
    for mark, said in MARK_WORDS.items():
        marked = {row.visit.start for row in matrix.rows if row.visit and mark in row.visit.marks}
        if marked or any(mark in grade.marks for grade in grades):
            words.append(f"“{mark.value}”: {said}")
    unknown = sum(1 for school in {row.school.name: row.school for row in matrix.rows}.values() if not school.joined)
    if unknown and matrix.group:
        words.append(
            f"It is not known when {how_many(unknown, 'school')} joined the group, so no inspection of "
            f"{'it' if unknown == 1 else 'them'} can be marked as earlier."
        )
    none = sum(1 for row in matrix.rows if row.visit is None)
    if none:
        words.append(f"{how_many(none, 'school has', 'schools have')} no inspection in the library for this period.")
    return tuple(words)


def _school(  # a school is what six sources say of it
    school: SchoolRecord,
    group: str | None,
    start: date | None,
    records: Sequence[DocumentRecord],
    known: Mapping[str, Inspection],
    period: YearRange,
) -> SchoolVisits:
    mine = [known[record.id] for record in records]
    joined = joining(group, start, mine) if group else None
    visits = _visits(school.name, records, known)
    marked = tuple(_marked(visit, visits, joined, group) for visit in visits)
    printed = next((i.provider_type.text for v in visits for i in v.inspections if i.provider_type), None)
    inside = tuple(visit for visit in marked if period.holds(visit.start))
    return SchoolVisits(school.name, school.urn, school.phase or printed, joined, inside)


def _visits(name: str, records: Sequence[DocumentRecord], known: Mapping[str, Inspection]) -> tuple[Visit, ...]:
    """Put the documents of one inspection together (same first day; one without a date stands alone), newest first."""
    together: dict[object, list[DocumentRecord]] = {}
    for record in records:
        together.setdefault(record.start or record.id, []).append(record)
    visits = [
        Visit(
            name,
            same[0].start,
            next((record.dates_printed for record in same if record.dates_printed), None),
            tuple(same),
            tuple(known[record.id] for record in same),
        )
        for same in together.values()
    ]
    return tuple(sorted(visits, key=lambda visit: visit.start or date.min, reverse=True))


def _marked(visit: Visit, visits: Sequence[Visit], joined: Joining | None, group: str | None) -> Visit:
    marks = []
    if joined and visit.start and visit.start < joined.start:
        marks.append(VisitMark.BEFORE_JOINING)
    newer = [other for other in visits if visit.start and other.start and other.start > visit.start]
    if is_of_predecessor(is_academy(visit.inspections), (is_academy(other.inspections) for other in newer)):
        marks.append(VisitMark.PREDECESSOR)
    named = {_plain(i.group.text) for i in visit.inspections if i.group}
    if group and named and _plain(group) not in named:
        marks.append(VisitMark.OTHER_BODY)
    graded = any(inspection.judgements for inspection in visit.inspections)
    later = [record for other in newer for record in other.records]
    found = [one for record in visit.records if (one := followed_by(record, later, graded=graded))]
    if found and (graded or any(one.superseded for one in found)):
        marks.append(VisitMark.SUPERSEDED if any(one.superseded for one in found) else VisitMark.FOLLOWED)
    if any(field.startswith(list_corrections.JUDGEMENT) for record in visit.records for field in record.corrected):
        marks.append(VisitMark.CORRECTED)
    return Visit(visit.school, visit.start, visit.printed, visit.records, visit.inspections, tuple(marks))


def _rows(school: SchoolVisits, which: Which) -> Iterator[GradeRow]:
    if not school.visits:
        yield GradeRow(school, None)
    elif which is Which.ALL:
        for visit in school.visits:
            yield GradeRow(school, visit, _cells(visit))
    elif which is Which.LATEST:
        latest = _latest(school.visits)
        yield GradeRow(school, latest, _cells(latest))
    else:
        cells: dict[AreaColumn, tuple[Grade, ...]] = {}
        filled: set[str] = set()
        for visit in school.visits:
            new = {column: grades for column, grades in _cells(visit).items() if _part(column) not in filled}
            cells |= new
            filled |= {_part(column) for column in new}
        yield GradeRow(school, school.visits[0], cells)


def _latest(visits: Sequence[Visit]) -> Visit:
    """Return the latest inspection: a monitoring visit grades nothing and leaves the one before it standing."""
    full = (visit for visit in visits if any(r.format is not ReportFormat.MONITORING for r in visit.records))
    return next(full, visits[0])


def _part(column: AreaColumn) -> str:
    """Return what is taken from one inspection as a whole: a block; in that of safeguarding, each column."""
    return column.key if column.block == Scale.MET_NOT_MET.value else column.block


def _cells(visit: Visit) -> dict[AreaColumn, tuple[Grade, ...]]:
    cells: dict[AreaColumn, list[Grade]] = {}
    for record, inspection in zip(visit.records, visit.inspections, strict=True):
        for column, grade in _grades(visit, record, inspection):
            cells.setdefault(column, []).append(grade)
    return {column: tuple(grades) for column, grades in cells.items()}


def _grades(visit: Visit, record: DocumentRecord, inspection: Inspection) -> Iterator[tuple[AreaColumn, Grade]]:
    judgements = inspection.judgements
    for judgement in judgements:
        yield _column(judgement), _grade(visit, record, judgement)
    said = inspection.safeguarding
    if said and not any(judgement.scale is Scale.MET_NOT_MET for judgement in judgements):
        column = AreaColumn(Scale.MET_NOT_MET.value, "in words", SAFEGUARDING_WORDS)
        yield column, Grade(SAFEGUARDING_WORDS, said.text, WORDS, visit.start, record, said.locator, visit.marks)
    if inspection.outcome:
        column, words = AreaColumn(WORDS, "outcome", OUTCOME_WORDS), inspection.outcome
        yield column, Grade(OUTCOME_WORDS, words.text, WORDS, visit.start, record, words.locator, visit.marks)


def _grade(visit: Visit, record: DocumentRecord, judgement: Judgement) -> Grade:
    when, at = judgement.date or visit.start, judgement.locator
    return Grade(judgement.area, judgement.grade, judgement.scale.value, when, record, at, visit.marks)


def _column(judgement: Judgement) -> AreaColumn:
    key = _plain(judgement.area)
    return AreaColumn(judgement.scale.value, key.removeprefix("the "), judgement.area)


def _place(column: AreaColumn) -> tuple[int, int, str]:
    order = _AREA_ORDER.index(column.key) if column.key in _AREA_ORDER else len(_AREA_ORDER)
    return list(BLOCK_TITLES).index(column.block), order, column.key


def _plain(words: str) -> str:
    """Return words without case, hyphens and punctuation, by which one area printed in two ways is known."""
    return " ".join(re.findall(r"\w+", words.casefold().replace("well-being", "wellbeing")))
