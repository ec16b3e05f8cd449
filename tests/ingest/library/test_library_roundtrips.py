"""What comes out of the library is exactly what went in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ingest.documents import Block, BlockKind, Box, Locator, Page, Passage, Sentence, Span, Word
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
from ingest.library import Library
from ingest.library.codec import PackedWords, pack_words, passage_from, passage_row, unpack_words

texts = st.text(max_size=30)
spans = st.tuples(st.integers(0, 10_000), st.integers(0, 100)).map(lambda pair: Span(pair[0], sum(pair)))
edges = st.one_of(
    st.floats(0, 1), st.integers(0, 1_000_000).map(lambda i: i / 1e6), st.floats(allow_nan=False, allow_infinity=False)
)
boxes = st.builds(Box, edges, edges, edges, edges)
words = st.builds(Word, spans, st.lists(boxes, max_size=3).map(tuple))
blocks = st.builds(Block, st.sampled_from(BlockKind), spans, st.integers(0, 9), st.booleans())
sizes = st.floats(1, 5000)
pages = st.builds(
    Page,
    number=st.integers(1, 2000),
    label=st.none() | texts,
    width=sizes,
    height=sizes,
    text=texts,
    words=st.lists(words, max_size=8).map(tuple),
    blocks=st.lists(blocks, max_size=4).map(tuple),
)
documents = st.sampled_from(["a" * 64, "b" * 64])
locators = st.builds(Locator, documents, st.integers(1, 99), spans, st.none() | texts, st.booleans())
sentences = st.builds(Sentence, texts, st.lists(locators, min_size=1, max_size=2).map(tuple))
passages = st.builds(
    Passage,
    document=documents,
    ordinal=st.integers(0, 10_000),
    page=st.integers(1, 99),
    heading=st.none() | texts,
    sentences=st.lists(sentences, max_size=3).map(tuple),
    kind=st.sampled_from(BlockKind),
    boilerplate=st.none() | texts,
)
located = st.none() | st.builds(Located, texts, locators)
dates = st.dates()
judgements = st.builds(Judgement, texts, texts, st.sampled_from(Scale), st.none() | dates, locators)
steps = st.builds(NextStep, texts, texts, st.lists(locators, max_size=2).map(tuple))
here = st.builds(Located, texts, locators)
points = st.lists(st.builds(Point, texts, texts, st.lists(locators, max_size=2).map(tuple)), max_size=2).map(tuple)
cell = st.none() | texts
columns = st.lists(texts, max_size=4).map(tuple)
figures = st.builds(Figure, cell, texts, cell, cell, cell, cell, columns, locators)
conflicts = st.builds(Conflict, texts, st.lists(here, max_size=2).map(tuple))
inspections = st.builds(
    Inspection,
    document=st.just("a" * 64),
    format=st.sampled_from(ReportFormat),
    confidence=st.floats(0, 1),
    reason=texts,
    dates=st.none() | st.builds(InspectionDates, texts, dates, dates, locators),
    published=st.none() | dates,
    judgements=st.lists(judgements, max_size=4).map(tuple),
    next_steps=st.lists(steps, max_size=4).map(tuple),
    not_found=st.lists(texts, max_size=2).map(tuple),
    framework=st.none() | texts,
    people=st.lists(st.builds(Person, texts, here), max_size=2).map(tuple),
    strengths=points,
    weaknesses=points,
    figures=st.lists(figures, max_size=2).map(tuple),
    conflicts=st.lists(conflicts, max_size=2).map(tuple),
    **{field.name: located for field in fields(Inspection) if field.type == "Located | None"},
)


@given(st.lists(words, max_size=20).map(tuple))
def test_words_come_back_exactly_as_they_were_packed(packed: tuple[Word, ...]) -> None:
    assert unpack_words(pack_words(packed)) == packed


@given(st.lists(words, min_size=1, max_size=8).map(tuple))
def test_the_words_of_a_stored_page_are_unpacked_when_they_are_asked_for(packed: tuple[Word, ...]) -> None:
    stored = PackedWords(pack_words(packed))
    assert (stored, packed) == (packed, stored)
    assert (len(stored), stored[0], stored[1:], hash(stored)) == (len(packed), packed[0], packed[1:], hash(packed))
    assert stored != packed[1:] and stored != list(packed)
    assert PackedWords(b"no words") is not None, "a page whose text alone is wanted unpacks nothing"


def test_coordinates_rounded_to_six_places_take_less_room() -> None:
    rng = np.random.default_rng(0)
    exact = [Word(Span(i, i + 1), (Box(*rng.random(4).tolist()),)) for i in range(500)]
    rounded = [Word(w.span, (Box(*(round(e, 6) for e in rng.random(4).tolist())),)) for w in exact]
    assert len(pack_words(rounded)) < 0.55 * len(pack_words(exact))
    assert unpack_words(pack_words(rounded)) == tuple(rounded)


@given(passages)
def test_a_passage_comes_back_exactly(passage: Passage) -> None:
    assert passage_from(passage_row(passage)) == passage


@given(data=st.data())
@settings(max_examples=15, deadline=None, database=None, phases=set(Phase) - {Phase.shrink})
def test_pages_passages_and_inspections_survive_the_library(
    data: st.DataObject, made_library: tuple[Library, Any]
) -> None:
    library, sample = made_library
    id = sample.id

    def own(locator: Locator) -> Locator:
        return replace(locator, document=id)

    found = data.draw(inspections)
    inspection = replace(
        found,
        document=id,
        judgements=tuple(replace(j, locator=own(j.locator)) for j in found.judgements),
    )
    kept_pages = tuple(data.draw(st.lists(pages, max_size=3, unique_by=lambda page: page.number)))
    kept = tuple(
        replace(passage, document=id)
        for passage in data.draw(st.lists(passages, max_size=3, unique_by=lambda passage: passage.ordinal))
    )
    changed = replace(
        sample,
        document=replace(sample.document, pages=kept_pages),
        inspection=inspection,
        passages=kept,
        vectors=np.ones((len(kept), 16), dtype=np.float32),
    )
    assert changed.put(library, again=True) == "replaced"
    assert library.inspection(id) == inspection
    assert library.pages(id) == sorted(kept_pages, key=lambda page: page.number)
    for page in kept_pages:
        assert library.page(id, page.number) == page
    assert library.passages_of(id) == sorted(kept, key=lambda passage: passage.ordinal)
    assert library.passages([passage.id for passage in kept]) == list(kept)


def test_a_document_is_described_by_what_it_says_and_how_it_came(library: Library, make: Callable[..., Any]) -> None:
    sample = make(7, group="Oak Trust")
    assert sample.put(library) == "added"
    record = library.document(sample.id)
    assert (record.school, record.urn, record.group, record.local_authority) == (
        "School 7",
        "100007",
        "Oak Trust",
        "Westshire",
    )
    assert (record.start, record.end, record.format) == (date(2024, 3, 5), date(2024, 3, 6), ReportFormat.GRADED)
    assert (record.pages, record.passages, record.warnings) == (1, 6, ("A page has no text.",))
    assert record.indexed
    assert record.added_at.tzinfo is not None
    assert library.source_path(sample.id).read_bytes() == sample.source.read_bytes()
    assert library.inspections() == [sample.inspection]


def test_a_document_without_passages_or_inspection_is_kept_too(library: Library, make: Callable[..., Any]) -> None:
    empty = replace(make(1), passages=(), vectors=np.empty((0, 0), np.float32), inspection=None)
    assert empty.put(library) == "added"
    assert library.inspection(empty.id) is None
    assert library.document(empty.id).format is ReportFormat.DOCUMENT
    assert library.lexical_search("anything") == []
    assert make(2).put(library) == "added"
    assert library.vector_search(make(2).vectors[0], 1)[0].passage == make(2).passages[0].id
    assert {check.severity for check in library.check()} == {"ok"}
