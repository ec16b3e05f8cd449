"""Searches: plain words and vectors in, passages of the scope out, whatever is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import Scope
from ingest.errors import LibraryError, ModelMismatch
from ingest.library import Library, indexes

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, make_in: Make) -> Iterator[tuple[Library, list[Any]]]:
    """Make a library of twelve documents, and those documents."""
    folder = tmp_path_factory.mktemp("shelf")
    samples = [make_in(folder / "files", seed, passages=20) for seed in range(12)]
    with Library.open(folder / "library", write=True) as library, library.batch():
        for sample in samples:
            sample.put(library)
    with Library.open(folder / "library") as library:
        yield library, samples


Shelf = tuple[Library, list[Any]]


@given(st.text(max_size=60))
@settings(deadline=None)
def test_no_query_raises(shelf: Shelf, query: str) -> None:
    shelf[0].lexical_search(query, 5)


@pytest.mark.parametrize(
    "query",
    [
        'text:"attendance',
        "attendance AND",
        "attendance^",
        "[attendance TO *",
        "(((attendance",
        "+attendance -value",
        'attendance"~5 \\',
        "attendance /.*/",
        "NOT attendance",
        "attendance\x00\ud800",
        "Attendance?!",
        "ATTENDANCES",
    ],
)
def test_signs_of_a_query_language_are_only_signs(shelf: Shelf, query: str) -> None:
    library, _ = shelf
    best = library.passages([hit.passage for hit in library.lexical_search(query, 3)])
    assert [passage.heading for passage in best] == ["attendance"] * 3


def test_nothing_to_look_for_finds_nothing(shelf: Shelf) -> None:
    library, samples = shelf
    assert library.lexical_search("", 5) == library.lexical_search("?! …", 5) == []
    assert library.lexical_search("attendance", 0) == library.vector_search(samples[0].vectors[0], 0) == []
    nowhere = Scope(documents=frozenset())
    assert (
        library.lexical_search("attendance", 5, nowhere)
        == library.vector_search(samples[0].vectors[0], 5, nowhere)
        == []
    )


def test_words_are_found_in_every_form(shelf: Shelf) -> None:
    library, _ = shelf
    assert (
        library.lexical_search("leaders", 5)
        == library.lexical_search("Leader", 5)
        == library.lexical_search("LEADER'S", 5)
    )


def test_hits_come_best_first_with_falling_scores(shelf: Shelf) -> None:
    library, samples = shelf
    for hits in (library.lexical_search("school3 attendance", 20), library.vector_search(samples[3].vectors[2], 20)):
        scores = [hit.score for hit in hits]
        assert len(hits) == 20
        assert scores == sorted(scores, reverse=True)
    assert hits[0].passage == samples[3].passages[2].id
    assert hits[0].score == pytest.approx(1.0, abs=1e-5)


def test_a_scope_is_kept_to(shelf: Shelf) -> None:
    library, samples = shelf
    scope = Scope(documents=frozenset([samples[2].id, samples[5].id, "f" * 64]))
    for hits in (
        library.lexical_search("leaders", 500, scope),
        library.vector_search(samples[0].vectors[0], 500, scope),
    ):
        assert {hit.passage.rpartition(":")[0] for hit in hits} == {samples[2].id, samples[5].id}
        assert len(hits) == 32


def test_boilerplate_has_no_vector_and_is_found_by_its_words_only_when_asked_for(shelf: Shelf) -> None:
    library, samples = shelf
    legend = samples[4].passages[9]
    vector = samples[4].vectors[9]
    for scope in (None, frozenset([samples[4].id])):
        without, both = Scope(documents=scope), Scope(documents=scope, boilerplate=True)
        for asked in (without, both):
            assert legend.id not in [hit.passage for hit in library.vector_search(vector, 500, asked)]
        assert legend.id not in [hit.passage for hit in library.lexical_search("school4 item9", 500, without)]
        assert library.lexical_search("school4 item9", 3, both)[0].passage == legend.id


def test_the_index_and_the_exact_comparison_agree(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    library, samples = shelf
    scope = Scope(documents=frozenset(sample.id for sample in samples[:9]))
    query = np.random.default_rng(99).normal(size=16)
    exact = library.vector_search(query, 10, scope)
    monkeypatch.setattr(indexes, "EXACT_PASSAGES", 0)
    indexed = library.vector_search(query, 10, scope)
    assert [hit.passage for hit in exact] == [hit.passage for hit in indexed]
    assert [hit.score for hit in exact] == pytest.approx([hit.score for hit in indexed], abs=1e-5)


def test_a_scope_of_thousands_of_documents_is_no_trouble(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    library, samples = shelf
    many = Scope(documents=frozenset([samples[1].id, *(f"{i:064x}" for i in range(3000))]))
    assert len(library.lexical_search("leaders", 50, many)) == 16
    assert len(library.vector_search(samples[0].vectors[0], 50, many)) == 16
    monkeypatch.setattr(indexes, "EXACT_PASSAGES", 0)
    assert len(library.vector_search(samples[0].vectors[0], 50, many)) == 16


def test_a_vector_of_another_length_is_refused(shelf: Shelf) -> None:
    with pytest.raises(
        ModelMismatch, match=r"The query's vector has 8 values, those of the library 16 \(made by 'made-up-model'\)"
    ):
        shelf[0].vector_search(np.ones(8))


def test_a_vector_that_is_no_direction_does_no_harm(tmp_path: Path, make: Make) -> None:
    sample = make(1)
    sample.vectors[:2] = 0
    with Library.open(tmp_path / "library", write=True) as library:
        sample.put(library)
        assert library.vector_search(sample.vectors[3], 1)[0].passage == sample.passages[3].id
        assert len(library.vector_search(np.zeros(16), 3)) == 3
        with pytest.raises(LibraryError, match="The query's vector holds a value that is not a number"):
            library.vector_search(np.full(16, np.nan))


def test_passages_come_in_the_order_asked_and_a_missing_one_is_left_out(shelf: Shelf) -> None:
    library, samples = shelf
    asked = [samples[7].passages[3], samples[1].passages[0], samples[7].passages[3]]
    assert library.passages([asked[0].id, f"{'0' * 64}:1", *(passage.id for passage in asked[1:])]) == asked


def test_an_empty_library_answers_every_search_with_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", write=True) as library:
        assert library.lexical_search("attendance") == library.vector_search(np.ones(16)) == []
        assert library.documents() == []
        assert {check.severity for check in library.check()} == {"ok"}
    with Library.open(tmp_path / "library") as library:
        assert library.lexical_search("attendance") == library.vector_search(np.ones(16)) == []
