"""What the Library tab shows of one document or school beyond the list, and the real source of it: the library.

Gathers and changes; makes no HTML. Highlights come from the stored pages, so that nothing here waits for a model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from assistant.answer import Citation
from assistant.patterns.boards import at_hand
from assistant.schools.register import key_of, school_key
from ingest.corrections import Correction
from ingest.documents import Block, BlockKind, Box, Locator, Page, boxes_of, merge_boxes, place_on
from ingest.errors import LibraryError
from ingest.inspections import Inspection, Located, NextStep
from ingest.library import DocumentRecord, Library, Membership, SchoolRecord
from ingest.library.tables import StoredSurveyRow, TableConflict
from ingest.list_corrections import step_field


@dataclass(frozen=True, slots=True)
class PrintedPoint:
    """A point that a report asks to improve, or one nested in it, as printed."""

    text: str
    locators: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A next step with its nested bullets, which are empty where it has none."""

    kind: str
    own: PrintedPoint
    nested: tuple[PrintedPoint, ...]
    field: str = ""
    """Its name as a field that can be corrected."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a table says otherwise than the report: both, each with its place; None where it cannot be opened."""

    says: TableConflict
    printed: Locator | None
    record: DocumentRecord
    place: Locator | None


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """One document: its record with corrections, what was read, its next steps, and every correction there ever was."""

    record: DocumentRecord
    inspection: Inspection | None
    steps: tuple[Step, ...]
    corrections: tuple[Correction, ...]
    told: tuple[Told, ...] = ()
    """Where tables say otherwise of the same inspection or school."""

    @property
    def in_force(self) -> dict[str, Correction]:
        """The corrections in force, by field."""
        return {one.field: one for one in self.corrections if one.ended_at is None}


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One survey result of a school: its row, the file it is in, and its place with the words that stand there.

    `place` is None, and `words` empty, where the row says nothing that may be shown.
    """

    row: StoredSurveyRow
    record: DocumentRecord
    place: Locator | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Surveys:
    """A school's survey results. `unclear` counts those that name it without URN, as they name another school too."""

    results: tuple[Surveyed, ...] = ()
    unclear: int = 0


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """A school with everything that the library holds about it, the newest inspection first."""

    school: SchoolRecord
    memberships: tuple[Membership, ...]
    readings: tuple[DocumentReading, ...]
    surveys: Surveys = field(default_factory=Surveys)


class InspectionRecords(Protocol):
    """What the tab asks for. Errors are `IngestError`, with facts and remedy."""

    def reading(self, document: str) -> DocumentReading | None:
        """Return what was read from a document; None if the library does not hold it."""
        ...

    def school(self, document: str) -> SchoolPage | None:
        """Return the school that a document is about; None where it is about none."""
        ...

    def highlight(self, citation: Citation, page: int) -> tuple[Box, ...]:
        """Return the boxes of a place on a page; none where it does not stand there or is an estimate."""
        ...

    def correct(self, document: str, field: str, value: str) -> Correction:
        """Put a value in the place of what was read."""
        ...

    def take_back(self, document: str, field: str) -> Correction:
        """End a correction."""
        ...

    def schools(self) -> Sequence[SchoolRecord]:
        """Return the schools of the library."""
        ...

    def memberships(self) -> Sequence[Membership]:
        """Return which school is in which group since when."""
        ...

    def join(self, schools: Sequence[str], group: str, start: date | None) -> None:
        """Put schools, by URN or name, into a group."""
        ...

    def leave(self, school: str, group: str) -> None:
        """Take a school, by URN or name, out of a group."""
        ...


class LibraryRecords:
    """Records of the library that the application has open; groups are changed in an opening for writing."""

    def __init__(self, library: Callable[[], Library | None], writing: Callable[[], Library]) -> None:
        self._library, self._writing = library, writing

    def reading(self, document: str) -> DocumentReading | None:
        """Return what was read from a document; None if the library does not hold it."""
        library = self._library()
        try:
            return _reading(library, library.document(document)) if library else None
        except LibraryError:
            return None

    def school(self, document: str) -> SchoolPage | None:
        """Return the school that a document is about; None where it is about none."""
        library, own = self._library(), self.reading(document)
        if library is None or own is None or not (own.record.school or own.record.urn):
            return None
        school = next((one for one in library.schools() if _is_about(own.record, one)), None)
        if school is None:
            return None
        records = [record for record in library.documents() if _is_about(record, school)]
        records.sort(key=lambda record: record.start or date.min, reverse=True)
        memberships = [one for one in library.memberships() if (one.school, one.urn) == (school.name, school.urn)]
        readings = tuple(_reading(library, record) for record in records)
        return SchoolPage(school, tuple(memberships), readings, surveys_of(library, school))

    def highlight(self, citation: Citation, page: int) -> tuple[Box, ...]:
        """Return the boxes of a place on a page; none where it does not stand there or is an estimate."""
        library = self._open()
        places = [place for place in citation.locators if place.page == page and place.measured]
        boxes = [box for place in places for box in boxes_of(library.page(place.document, page), place.span)]
        return merge_boxes(boxes)

    def correct(self, document: str, field: str, value: str) -> Correction:
        """Put a value in the place of what was read."""
        return self._open().corrections.correct(document, field, value)

    def take_back(self, document: str, field: str) -> Correction:
        """End a correction."""
        return self._open().corrections.take_back(document, field)

    def schools(self) -> Sequence[SchoolRecord]:
        """Return the schools of the library."""
        library = self._library()
        return library.schools() if library else ()

    def memberships(self) -> Sequence[Membership]:
        """Return which school is in which group since when."""
        library = self._library()
        return library.memberships() if library else ()

    def join(self, schools: Sequence[str], group: str, start: date | None) -> None:
        """Put schools, by URN or name, into a group."""
        with self._writing() as library:
            for school in schools:
                library.join_group(school, group, start)

    def leave(self, school: str, group: str) -> None:
        """Take a school, by URN or name, out of a group."""
        with self._writing() as library:
            library.leave_group(school, group)

    def _open(self) -> Library:
        return at_hand(self._library())


def _is_about(record: DocumentRecord, school: SchoolRecord) -> bool:
    return key_of(record) == school_key(school.name, school.urn)


def _reading(library: Library, record: DocumentRecord) -> DocumentReading:
    inspection = library.inspection(record.id)
    numbers = {place.page for step in (inspection.next_steps if inspection else ()) for place in step.locators}
    pages = {number: library.page(record.id, number) for number in numbers}
    steps = tuple(step_of(step, pages) for step in inspection.next_steps) if inspection else ()
    told = tuple(_told(library, inspection, one) for one in library.tables.conflicts(inspection)) if inspection else ()
    return DocumentReading(record, inspection, steps, tuple(library.corrections.of(record.id, ended=True)), told)


def _told(library: Library, inspection: Inspection, conflict: TableConflict) -> Told:
    """Find the places of both: the report's judgement or field, and the row of the table."""
    area = conflict.field.removeprefix("judgement: ")
    judged = next((one.locator for one in inspection.judgements if one.area == area), None)
    read = getattr(inspection, conflict.field, None)
    printed = judged if area != conflict.field else read.locator if isinstance(read, Located) else None
    page = library.page(conflict.document, 1)
    block = next((one for one in page.blocks if one.paragraph == conflict.row), None)
    place = place_on(conflict.document, page, block.span) if block else None
    return Told(conflict, printed, library.document(conflict.document), place)


def surveys_of(library: Library, school: SchoolRecord) -> Surveys:
    """Return the survey results of a school: those with its URN, and those with its name where no other bears it."""
    named = [row for row in library.tables.surveys() if row.says.school]
    mine = [row for row in named if row.says.urn and row.says.urn == school.urn]
    by_name = [row for row in named if not (row.says.urn and school.urn) and row.says.school == school.name]
    if sum(one.name == school.name for one in library.schools()) > 1:
        return Surveys(_surveyed(library, mine), len(by_name))
    return Surveys(_surveyed(library, mine + by_name))


def _surveyed(library: Library, rows: Sequence[StoredSurveyRow]) -> tuple[Surveyed, ...]:
    records = {key: library.document(key) for key in {row.document for row in rows}}
    pages = {key: library.page(key, 1) for key in records}
    return tuple(_with_place(row, records[row.document], pages[row.document]) for row in rows)


def _with_place(row: StoredSurveyRow, record: DocumentRecord, page: Page) -> Surveyed:
    """Find the block of a result: a wide survey has one block for each measure in the same row of the file."""
    if row.says.suppressed:
        return Surveyed(row, record)
    blocks = [block for block in page.blocks if block.paragraph == row.says.row]
    own = [block for block in blocks if row.says.measure in block.span.of(page.text).split("\t")]
    if len(own) != 1:
        return Surveyed(row, record)
    span = own[0].span
    return Surveyed(row, record, place_on(record.id, page, span), span.of(page.text))


def step_of(step: NextStep, pages: dict[int, Page]) -> Step:
    """Tell the pieces of a next step that are bullets nested in it from those that only go on over a page."""
    pieces: list[list[Locator]] = []
    for place in step.locators:
        block = _block(pages[place.page], place)
        nested = block is not None and block.kind is BlockKind.BULLET and not block.continued
        if pieces and not nested:
            pieces[-1].append(place)
        else:
            pieces.append([place])
    made = [
        PrintedPoint(" ".join(place.span.of(pages[place.page].text) for place in piece), tuple(piece))
        for piece in pieces
    ]
    return Step(step.kind, made[0], tuple(made[1:]), step_field(step.text))


def _block(page: Page, place: Locator) -> Block | None:
    return next((block for block in page.blocks if block.span.overlaps(place.span)), None)


__all__ = [
    "LibraryRecords",
    "PrintedPoint",
    "DocumentReading",
    "InspectionRecords",
    "SchoolPage",
    "Step",
    "Surveyed",
    "Surveys",
    "Told",
    "step_of",
    "surveys_of",
]
