"""What the Patterns tab shows, as tables to take away.

Turns values into rows and notes. No table holds two scales in one column, none has a row or a column for the group.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.patterns import grades
from assistant.patterns.grades import AreaColumn, Grade, GradeMatrix, GradeRow, SchoolVisits
from assistant.patterns.sheets import Book, ExportTable, Value
from ingest.inspections import FORMAT_NAMES

_SCHOOL = ("School", "URN", "Phase", "Joined the group")


def grades_book(matrix: GradeMatrix) -> Book:
    """Return the comparison matrix: for each area its grade, date, age and place. One sheet, one block a scale."""
    header = [*_SCHOOL, "Inspected", "Report", "Marks"]
    for title, columns in matrix.blocks():
        for column in columns:
            header += [f"{title}: {column.label}{part}" for part in ("", ", date", ", age", ", place")]
    rows = tuple(_grade_row(matrix, row) for row in matrix.rows)
    return Book(
        titled("Grades as printed", matrix.group, matrix.period),
        (ExportTable("Grades as printed", tuple(header), rows),),
        _notes(matrix),
    )


def timeline_book(schools: Sequence[SchoolVisits], group: str, notes: Sequence[str] = ()) -> Book:
    """Return every inspection of every school, one a row."""
    header = (*_SCHOOL, "First day", "Dates as printed", "Report", "Marks", "Files")
    rows = []
    for school in schools:
        for visit in school.visits:
            formats = "; ".join(dict.fromkeys(FORMAT_NAMES[record.format] for record in visit.records))
            files = "; ".join(record.filename for record in visit.records)
            marks = "; ".join(mark.value for mark in visit.marks)
            rows.append((*_school(school), visit.start, visit.printed, formats, marks, files))
        if not school.visits:
            rows.append((*_school(school), None, "no inspection in the library for this period", None, None, None))
    title = f"Timeline of inspections, {group or 'all schools of the library'}"
    return Book(title, (ExportTable("Timeline of inspections", header, tuple(rows)),), tuple(notes))


def place_words(grade: Grade) -> str:
    """Name file and page of a grade."""
    return f"{grade.record.filename}, page {grade.locator.page}"


def _grade_row(matrix: GradeMatrix, row: GradeRow) -> tuple[Value, ...]:
    visit = row.visit
    values: list[Value] = [*_school(row.school), None, "no inspection in the library for this period", None]
    if visit:
        formats = "; ".join(dict.fromkeys(FORMAT_NAMES[record.format] for record in visit.records))
        values[4:] = [visit.printed or visit.start, formats, "; ".join(mark.value for mark in visit.marks)]
    for _, columns in matrix.blocks():
        for column in columns:
            values += _parts(matrix, row, column)
    return tuple(values)


def _parts(matrix: GradeMatrix, row: GradeRow, column: AreaColumn) -> list[Value]:
    cell = row.cells.get(column, ())
    if not cell:
        return ["not judged" if row.visit else None, None, None, None]
    first = cell[0]
    return [
        " / ".join(dict.fromkeys(grade.grade for grade in cell)),
        first.date,
        grades.age_words(first.date, matrix.as_of),
        "; ".join(place_words(grade) for grade in cell),
    ]


def _school(school: SchoolVisits) -> tuple[Value, ...]:
    return school.name, school.urn, school.phase, school.joined.start if school.joined else None


def titled(what: str, group: str | None, period: grades.YearRange) -> str:
    """Return what a table shows, of which group and years."""
    return f"{what}, {group or 'all schools of the library'}{period_words(period)}"


def period_words(period: grades.YearRange) -> str:
    """Say which years, with a comma before; nothing for all of them."""
    since, until = period.since, period.until
    if since and until:
        return f", inspected {since} to {until}" if since != until else f", inspected {since}"
    return f", inspected since {since}" if since else f", inspected until {until}" if until else ""


def _notes(matrix: GradeMatrix) -> tuple[str, ...]:
    return grades.caveats(matrix)


__all__ = ["grades_book", "period_words", "place_words", "timeline_book", "titled"]
