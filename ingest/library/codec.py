"""How pages, passages and inspections are written into columns, and read back exactly.

Turns values into plain data and plain data into values: nothing here touches a database or a file.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Block, BlockKind, Box, Locator, Page, Passage, Sentence, Span, Unit, Word
from ingest.errors import LibraryError
from ingest.inspections import (
    Conflict,
    Figure,
    Inspection,
    InspectionDates,
    Judgement,
    Located,
    NextStep,
    Person,
    Point,
    ReportFormat,
    Scale,
)

_HEADER = struct.Struct("<BBII")  # version, 1 = boxes in millionths, number of words, number of boxes
_MILLION = 1e6


def pack_words(words: Sequence[Word]) -> bytes:
    """Return the words and their boxes as one compressed blob, without loss.

    Coordinates that are whole millionths (a reader that rounds to six places) take four bytes instead of eight.
    """
    spans = np.array([(w.span.start, w.span.end, len(w.boxes)) for w in words], dtype="<u4").reshape(-1, 3)
    edges = np.array([(b.left, b.top, b.right, b.bottom) for w in words for b in w.boxes], dtype="<f8").reshape(-1, 4)
    with np.errstate(over="ignore"):
        millionths = np.rint(edges * _MILLION)
    whole = bool(np.all(np.abs(millionths) < 2**31) and np.all(millionths / _MILLION == edges))
    columns = millionths.astype("<i4") if whole else edges
    header = _HEADER.pack(1, whole, len(spans), len(edges))
    return header + zlib.compress(spans.T.tobytes() + columns.T.tobytes())


def unpack_words(blob: bytes) -> tuple[Word, ...]:
    """Return the words that `pack_words` packed."""
    _, whole, count, box_count = _HEADER.unpack_from(blob)
    body = zlib.decompress(blob[_HEADER.size :])
    spans = np.frombuffer(body, dtype="<u4", count=count * 3).reshape(3, -1).T.tolist()
    columns: NDArray[Any] = np.frombuffer(body, dtype="<i4" if whole else "<f8", offset=count * 12)
    edges = columns.reshape(4, box_count).T
    boxes = iter([Box(*edge) for edge in (edges / _MILLION if whole else edges).tolist()])
    return tuple(Word(Span(start, end), tuple(next(boxes) for _ in range(n))) for start, end, n in spans)


class PackedWords(Sequence[Word]):
    """The words of a stored page, unpacked when the first is asked for: most who read a page want its text alone."""

    def __init__(self, blob: bytes) -> None:
        self._blob = blob

    @cached_property
    def _words(self) -> tuple[Word, ...]:
        return unpack_words(self._blob)

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, place: int | slice) -> Word | tuple[Word, ...]:
        return self._words[place]

    def __len__(self) -> int:
        return len(self._words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackedWords | tuple) and self._words == tuple(other)

    def __hash__(self) -> int:
        return hash(self._words)


def page_row(document: str, page: Page) -> dict[str, Any]:
    """Return the row of a page."""
    return {
        "document_id": document,
        "number": page.number,
        "label": page.label,
        "width": page.width,
        "height": page.height,
        "text": page.text,
        "words": pack_words(page.words),
        "blocks": [
            [b.kind.value, b.span.start, b.span.end, b.level, b.continued]
            + ([] if b.paragraph is None else [b.paragraph])
            for b in page.blocks
        ],
        "unit": page.unit.value,
        "measured": page.measured,
        "ocr": page.ocr,
    }


def page_from(row: Mapping[str, Any]) -> Page:
    """Return the page that a row holds."""
    blocks = tuple(Block(BlockKind(kind), Span(start, end), *rest) for kind, start, end, *rest in row["blocks"])
    words = PackedWords(row["words"])
    facts = Unit(row["unit"]), row["measured"], row["ocr"]
    return Page(row["number"], row["label"], row["width"], row["height"], row["text"], words, blocks, *facts)


def locator_data(locator: Locator) -> list[Any]:
    """Return a locator as plain data; what only documents without fixed pages have is left out where there is none."""
    place = [locator.document, locator.page, locator.span.start, locator.span.end, locator.label, locator.measured]
    further = [locator.unit.value, locator.paragraph, list(locator.heading_path), locator.ocr]
    return place if further == [Unit.PAGE.value, None, [], False] else [*place, *further]


def locator_from(data: Sequence[Any]) -> Locator:
    """Return the locator that `locator_data` described."""
    document, page, start, end, label, measured, *further = data
    place = Locator(document, page, Span(start, end), label, measured)
    if not further:
        return place
    unit, paragraph, headings, ocr = further
    return replace(place, unit=Unit(unit), paragraph=paragraph, heading_path=tuple(headings), ocr=ocr)


def passage_row(passage: Passage) -> dict[str, Any]:
    """Return the row of a passage. A locator in the passage's own document does not repeat its id."""
    own = passage.document
    sentences = [
        [s.text, [[d if d != own else None, *rest] for d, *rest in map(locator_data, s.locators)]]
        for s in passage.sentences
    ]
    return {
        "document_id": own,
        "ordinal": passage.ordinal,
        "page": passage.page,
        "heading": passage.heading,
        "kind": passage.kind.value,
        "boilerplate": passage.boilerplate,
        "sentences": sentences,
        "text": passage.text,
    }


def passage_from(row: Mapping[str, Any]) -> Passage:
    """Return the passage that a row holds."""
    own = row["document_id"]
    sentences = tuple(
        Sentence(text, tuple(locator_from([document or own, *rest]) for document, *rest in locators))
        for text, locators in row["sentences"]
    )
    return Passage(
        own, row["ordinal"], row["page"], row["heading"], sentences, BlockKind(row["kind"]), row["boilerplate"]
    )


def inspection_row(inspection: Inspection) -> dict[str, Any]:
    """Return the row of an inspection, less its judgements and next steps, which have rows of their own."""
    located = {f.name: getattr(inspection, f.name) for f in fields(inspection)}
    dates = inspection.dates
    return {
        "document_id": inspection.document,
        "format": inspection.format.value,
        "confidence": inspection.confidence,
        "reason": inspection.reason,
        "start": dates.start if dates else None,
        "end": dates.end if dates else None,
        "dates": [dates.printed, locator_data(dates.locator)] if dates else None,
        "published": inspection.published,
        "facts": {k: _located_data(v) for k, v in located.items() if isinstance(v, Located)},
        "details": _details(inspection),
        "not_found": list(inspection.not_found),
    }


def _located_data(located: Located) -> list[Any]:
    return [located.text, locator_data(located.locator)]


def _located_from(data: Sequence[Any]) -> Located:
    text, locator = data
    return Located(text, locator_from(locator))


def _details(inspection: Inspection) -> dict[str, Any]:
    """Return what an inspection says beyond its single facts, judgements and next steps; nothing that is empty."""
    details: dict[str, Any] = {
        "framework": inspection.framework,
        "people": [[person.role, _located_data(person.name)] for person in inspection.people],
        "strengths": [_point_data(point) for point in inspection.strengths],
        "weaknesses": [_point_data(point) for point in inspection.weaknesses],
        "figures": [_figure_data(figure) for figure in inspection.figures],
        "conflicts": [[c.field, [_located_data(place) for place in c.places]] for c in inspection.conflicts],
    }
    return {name: value for name, value in details.items() if value not in (None, [])}


def _details_from(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an inspection that `_details` described."""
    return {
        "framework": details.get("framework"),
        "people": tuple(Person(role, _located_from(name)) for role, name in details.get("people", ())),
        "strengths": tuple(map(_point_from, details.get("strengths", ()))),
        "weaknesses": tuple(map(_point_from, details.get("weaknesses", ()))),
        "figures": tuple(map(_figure_from, details.get("figures", ()))),
        "conflicts": tuple(
            Conflict(name, tuple(map(_located_from, places))) for name, places in details.get("conflicts", ())
        ),
    }


def _point_data(point: Point) -> list[Any]:
    return [point.label, point.text, [locator_data(locator) for locator in point.locators]]


def _point_from(data: Sequence[Any]) -> Point:
    label, text, locators = data
    return Point(label, text, tuple(map(locator_from, locators)))


def _figure_data(figure: Figure) -> list[Any]:
    cells = [figure.section, figure.measure, figure.period, figure.school, figure.national, figure.comparison]
    return [*cells, list(figure.columns), locator_data(figure.locator)]


def _figure_from(data: Sequence[Any]) -> Figure:
    section, measure, period, school, national, comparison, columns, locator = data
    return Figure(section, measure, period, school, national, comparison, tuple(columns), locator_from(locator))


def judgement_rows(inspection: Inspection) -> list[dict[str, Any]]:
    """Return the rows of an inspection's judgements, in their order."""
    return [
        {
            "document_id": inspection.document,
            "ordinal": ordinal,
            "area": judgement.area,
            "grade": judgement.grade,
            "scale": judgement.scale.value,
            "date": judgement.date,
            "locator": locator_data(judgement.locator),
        }
        for ordinal, judgement in enumerate(inspection.judgements)
    ]


def next_step_rows(inspection: Inspection) -> list[dict[str, Any]]:
    """Return the rows of an inspection's next steps, in their order."""
    return [
        {
            "document_id": inspection.document,
            "ordinal": ordinal,
            "kind": step.kind,
            "text": step.text,
            "locators": [locator_data(locator) for locator in step.locators],
        }
        for ordinal, step in enumerate(inspection.next_steps)
    ]


def inspection_from(
    row: Mapping[str, Any], judgements: Sequence[Mapping[str, Any]], next_steps: Sequence[Mapping[str, Any]]
) -> Inspection:
    """Return the inspection that these rows hold."""
    dates = row["dates"] and InspectionDates(row["dates"][0], row["start"], row["end"], locator_from(row["dates"][1]))
    facts: dict[str, Any] = {name: _located_from(data) for name, data in row["facts"].items()}
    return Inspection(
        document=row["document_id"],
        format=ReportFormat(row["format"]),
        confidence=row["confidence"],
        reason=row["reason"],
        dates=dates,
        published=row["published"],
        judgements=tuple(
            Judgement(row["area"], row["grade"], Scale(row["scale"]), row["date"], locator_from(row["locator"]))
            for row in judgements
        ),
        next_steps=tuple(NextStep(s["kind"], s["text"], tuple(map(locator_from, s["locators"]))) for s in next_steps),
        not_found=tuple(row["not_found"]),
        **facts,
        **_details_from(row["details"]),
    )


def passage_key(passage: str) -> tuple[str, int]:
    """Return the document and the ordinal that a passage's id names.

    :raises LibraryError: if it is no such id.
    """
    document, _, ordinal = passage.rpartition(":")
    if not ordinal.isdecimal():
        raise LibraryError(f"{passage!r} is not the id of a passage; one is a document's id, a colon and a number.")
    return document, int(ordinal)
