"""Searches inside a scope: vectors are kept in memory, and never served once they are no longer what is stored."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sqlalchemy import event

from ingest.documents import Scope
from ingest.library import Library, indexes, nearby
from ingest.origins import Origin


def nearest(library: Library, sample: Any, *others: Any, k: int = 3) -> list[str]:
    scope = Scope(frozenset([sample.id, *(other.id for other in others)]))
    return [hit.passage for hit in library.vector_search(sample.vectors[0], k, scope)]


def vectors_read(library: Library) -> list[str]:
    """Return the list to which every statement that reads vectors is added."""
    seen: list[str] = []

    @event.listens_for(library._catalogue._engine, "before_cursor_execute")
    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "vectors.vector" in statement:
            seen.append(statement)

    return seen


def test_a_second_search_in_the_same_scope_reads_no_vector(library: Library, make: Any) -> None:
    samples = [make(1), make(2)]
    for sample in samples:
        sample.put(library)
    first = nearest(library, *samples)
    seen = vectors_read(library)
    assert nearest(library, *samples) == first
    assert seen == []
    assert first[0] == samples[0].passages[0].id


def test_a_removed_document_is_not_found_any_more(library: Library, make: Any) -> None:
    samples = [make(1), make(2)]
    for sample in samples:
        sample.put(library)
    nearest(library, *samples)
    library.remove(samples[0].id)
    assert {id.rpartition(":")[0] for id in nearest(library, *samples, k=50)} == {samples[1].id}


def test_a_document_embedded_again_is_found_by_its_new_vectors(library: Library, make: Any) -> None:
    sample = make(1)
    sample.put(library)
    assert nearest(library, sample)[0] == sample.passages[0].id
    fresh = np.roll(sample.vectors, 1, axis=0)
    library.reembed("another-model", lambda passages: fresh[: len(passages)])
    assert nearest(library, sample)[0] == sample.passages[1].id


def test_no_more_vectors_are_kept_than_the_bound(library: Library, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    samples = [make(seed) for seed in range(4)]
    for sample in samples:
        sample.put(library)
    monkeypatch.setattr(nearby, "KEPT", 2 * len(samples[0].vectors))
    for sample in samples:
        nearest(library, sample)
    kept = library._indexes._nearby
    assert list(kept._kept) == [sample.id for sample in samples[2:]]
    assert kept._size == sum(len(document.ids) for document in kept._kept.values()) == 10


def test_a_large_scope_is_answered_by_the_graph_and_kept_to(
    library: Library, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = [make(seed) for seed in range(6)]
    for sample in samples:
        sample.put(library)
    inside = samples[:4]
    exact = nearest(library, *inside, k=5)
    monkeypatch.setattr(indexes, "EXACT_PASSAGES", 0)
    assert nearest(library, *inside, k=5) == exact
    monkeypatch.setattr(indexes, "MOST_ASKED", 1)  # the graph brings up too few of the scope: it is asked with a filter
    assert nearest(library, *inside, k=5) == exact


def test_passages_are_looked_up_by_their_key_and_not_by_reading_all(library: Library, make: Any) -> None:
    samples = [make(seed) for seed in range(3)]
    for sample in samples:
        sample.put(library)
    plans: list[str] = []
    with library._catalogue.reading() as connection:

        @event.listens_for(library._catalogue._engine, "before_cursor_execute")
        def explain(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
            if statement.startswith("SELECT passages"):
                raw = connection.connection.driver_connection
                assert raw is not None
                plans.extend(str(row[3]) for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

        wanted = [samples[2].passages[1], samples[0].passages[3]]
        assert library.passages([passage.id for passage in wanted]) == wanted
    assert any("SEARCH passages USING INDEX" in plan for plan in plans)
    assert not any(plan.startswith("SCAN passages") for plan in plans)


def test_the_list_of_documents_is_made_once_until_something_changes(library: Library, make: Any) -> None:
    first, second = make(1), make(2)
    first.put(library)
    before = library.documents()
    assert library.documents()[0] is before[0]
    second.put(library)
    assert {record.id for record in library.documents()} == {first.id, second.id}
    library.remove(first.id)
    assert [record.id for record in library.documents()] == [second.id]


def test_the_list_of_documents_tells_where_a_moved_file_lies_now(library: Library, make: Any) -> None:
    sample = make(1)
    sample.put(library, origin=Origin("old/report.pdf", "1" * 64))
    with Library.open(library.path) as elsewhere:
        for opened in (library, elsewhere):
            assert [record.origin for record in opened.documents()] == ["old/report.pdf"]
        library.move(sample.id, Origin("new/report.pdf", "2" * 64))
        for opened in (library, elsewhere):
            assert [record.origin for record in opened.documents()] == ["new/report.pdf"]


def test_what_is_not_listed_leaves_the_list_of_documents_as_it_is(library: Library, make: Any) -> None:
    sample, here = make(1), Origin("report.pdf", "1" * 64)
    sample.put(library, origin=here)
    before = library.documents()
    library.record("question", {"question": "How is reading taught?"})
    library.conversations.start("Reading")
    library.move(sample.id, here)
    assert library.documents()[0] is before[0]


def test_a_list_that_a_caller_changes_is_not_the_librarys(library: Library, make: Any) -> None:
    make(1).put(library)
    library.documents().clear()
    assert len(library.documents()) == 1
