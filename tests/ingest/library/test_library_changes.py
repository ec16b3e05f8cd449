"""Adding, replacing and removing documents: each happens whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.documents import Scope
from ingest.errors import LibraryError
from ingest.library import Library, Membership
from ingest.library.indexes import Indexes
from ingest.settings import Settings

Make = Callable[..., Any]


def test_adding_the_same_bytes_twice_changes_nothing(library: Library, make: Make) -> None:
    assert make(1).put(library) == "added"
    before = library.document(make(1).id)
    assert make(1).put(library) == "unchanged"
    assert make(1, name="copy.pdf").put(library) == "unchanged"
    assert library.documents() == [before]


def test_a_changed_file_takes_the_place_of_its_old_self(library: Library, make: Make) -> None:
    old = make(1, name="report.pdf")
    old.put(library)
    new = make(2, name="report.pdf", urn="100001")
    assert new.put(library) == "replaced"
    assert [record.id for record in library.documents()] == [new.id]
    assert library.lexical_search("school1") == []
    assert library.lexical_search("school2", 1)[0].passage == new.passages[0].id
    assert not any(hit.passage.startswith(old.id) for hit in library.vector_search(old.vectors[0], 50))
    assert [path.name for path in (library.path / "files").iterdir()] == [f"{new.id}.pdf"]


def test_a_report_on_another_school_is_no_new_version(library: Library, make: Make) -> None:
    make(1, name="report.pdf", urn="100001").put(library)
    assert make(2, name="report.pdf", urn="100002").put(library) == "added"
    assert len(library.documents()) == 2


def test_the_same_name_in_another_folder_is_another_document(library: Library, make: Make) -> None:
    make(1, name="report.pdf", urn="1").put(library, origin="a/report.pdf")
    assert make(2, name="report.pdf", urn="1").put(library, origin="b/report.pdf") == "added"
    assert library.resolve("b/report.pdf").id == make(2, name="report.pdf", urn="1").id


def test_a_file_changed_into_a_known_one_takes_its_old_self_out(library: Library, make: Make) -> None:
    make(1, name="a.pdf", urn="1").put(library)
    make(2, name="b.pdf", urn="1").put(library)
    again = make(2, name="a.pdf", urn="1")
    assert again.put(library) == "replaced"
    assert [record.filename for record in library.documents()] == ["b.pdf"]


def test_a_document_read_again_replaces_its_earlier_reading(library: Library, make: Make) -> None:
    sample = make(1)
    sample.put(library)
    shorter = replace(sample, passages=sample.passages[:2], vectors=sample.vectors[:2])
    assert shorter.put(library) == "unchanged"
    assert shorter.put(library, again=True) == "replaced"
    assert library.passages_of(sample.id) == list(sample.passages[:2])
    assert len(library.lexical_search("school1", 50)) == 2
    assert {check.severity for check in library.check()} == {"ok"}


def test_a_removed_document_is_gone_from_everywhere(library: Library, make: Make) -> None:
    for seed in (1, 2):
        make(seed).put(library)
    gone = make(1)
    library.remove(gone.id)
    assert [record.id for record in library.documents()] == [make(2).id]
    assert library.lexical_search("school1") == []
    assert gone.passages[0].id not in [hit.passage for hit in library.vector_search(gone.vectors[0], 50)]
    assert library.passages([gone.passages[0].id]) == []
    assert not list((library.path / "files").glob(f"{gone.id}*"))
    with pytest.raises(LibraryError, match=r"The library has no document .*List what it has: python -m ingest --list"):
        library.remove(gone.id)
    assert gone.put(library) == "added"
    assert library.lexical_search("school1", 1)[0].passage == gone.passages[0].id


def test_a_file_that_changed_since_it_was_read_is_not_added(library: Library, make: Make) -> None:
    sample = make(1)
    sample.source.write_bytes(b"something else")
    with pytest.raises(LibraryError, match="The file changed while it was being read. Add it again."):
        sample.put(library)
    assert library.documents() == []
    assert list((library.path / "files").iterdir()) == []


def test_what_does_not_fit_together_is_refused(library: Library, make: Make) -> None:
    sample = make(1)
    with pytest.raises(LibraryError, match=r"shape \(4, 16\), the document 5 passages that are not boilerplate"):
        replace(sample, vectors=sample.vectors[:4]).put(library)
    with pytest.raises(LibraryError, match="A vector holds a value that is not a number"):
        replace(sample, vectors=np.full((6, 16), np.nan)).put(library)
    with pytest.raises(LibraryError, match="must belong to document"):
        replace(sample, passages=make(2).passages).put(library)
    with pytest.raises(LibraryError, match="Two passages have the same ordinal"):
        replace(sample, passages=(sample.passages[0],) * 6).put(library)
    with pytest.raises(
        LibraryError, match=r"The text 'half a pair: .*holds halves of characters, which cannot be kept"
    ):
        broken = replace(sample.document.pages[0], text="half a pair: \ud800")
        replace(sample, document=replace(sample.document, pages=(broken,))).put(library)
    assert library.documents() == []


def test_a_library_open_for_reading_is_not_changed(library: Library, make: Make) -> None:
    make(1).put(library)
    with Library.open(library.path) as reader:
        for change in (lambda: make(2).put(reader), lambda: reader.remove(make(1).id), reader.rebuild):
            with pytest.raises(LibraryError, match="The library is open for reading. Open it with write=True"):
                change()


def test_there_is_no_library_until_something_is_added(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"There is no library in .*Add documents first: python -m ingest PATH"):
        Library.open(tmp_path / "nothing")


def test_documents_of_a_batch_are_safe_at_once_and_searchable_at_its_end(library: Library, make: Make) -> None:
    with library.batch(every=3):
        for seed in (1, 2):
            make(seed).put(library)
        assert [record.indexed for record in library.documents()] == [False, False]
        assert library.lexical_search("school1") == library.vector_search(make(1).vectors[0]) == []
        make(3).put(library)
        assert library.lexical_search("school1", 1)
        make(4).put(library)
        assert library.lexical_search("school4") == []
    assert library.lexical_search("school4", 1)
    assert all(record.indexed for record in library.documents())


def test_what_failed_to_be_indexed_is_hidden_until_it_is(
    library: Library, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(1).put(library)
    with monkeypatch.context() as patch:
        patch.setattr(library._indexes.vectors, "update", _fail)
        with pytest.raises(OSError, match="no room"):
            make(2).put(library)
    assert library.lexical_search("school2") == []
    make(3).put(library)
    assert library.lexical_search("school2", 50, Scope(boilerplate=True)) != []
    assert {check.severity for check in library.check()} == {"ok"}


def _fail(*_: object) -> None:
    raise OSError("no room")


def test_a_document_is_found_by_id_beginning_of_id_path_and_name(library: Library, make: Make) -> None:
    sample = make(1)
    sample.put(library, origin="folder/report-1.pdf")
    for name in (sample.id, sample.id[:8], sample.id[:8].upper(), "folder/report-1.pdf", "report-1.pdf"):
        assert library.resolve(name).id == sample.id
    for name in (sample.id[:7], "report", "%", "_" * 64, ""):
        with pytest.raises(LibraryError, match="The library has no document"):
            library.resolve(name)


def test_a_name_that_two_documents_have_is_answered_with_a_list(library: Library, make: Make) -> None:
    for seed in (1, 2):
        make(seed, name="report.pdf", urn=str(seed)).put(library, origin=f"{seed}/report.pdf")
    with pytest.raises(LibraryError, match="2 documents are called 'report.pdf': .*Give the id of one") as error:
        library.resolve("report.pdf")
    assert "1/report.pdf (School 1)" in str(error.value)
    assert "2/report.pdf (School 2)" in str(error.value)


def test_what_is_no_id_of_a_passage_is_named(library: Library, make: Make) -> None:
    make(1).put(library)
    with pytest.raises(LibraryError, match="'nonsense' is not the id of a passage"):
        library.passages(["nonsense"])


def test_everything_done_is_written_down_with_its_author(tmp_path: Path, make: Make) -> None:
    with Library.open(tmp_path / "library", settings=Settings(author="Sam"), write=True) as library:
        make(1).put(library)
        library.remove(make(1).id)
    with Library.open(tmp_path / "library") as reader:
        reader.record("question", {"text": "How is attendance?"}, author="Alex")
        trail = reader.audit()
        assert [(entry.kind, entry.author) for entry in trail] == [
            ("question", "Alex"),
            ("remove", "Sam"),
            ("add", "Sam"),
        ]
        assert trail[0].payload == {"text": "How is attendance?"}
        assert [entry.kind for entry in reader.audit("remove")] == ["remove"]


def test_schools_belong_to_groups_from_a_date(library: Library, make: Make) -> None:
    make(1, group="Oak Trust").put(library)
    make(2).put(library, group="Elm Trust")
    library.join_group("100002", "Oak Trust", date(2023, 9, 1))
    assert library.memberships() == [
        Membership("School 2", "100002", "Elm Trust", None),
        Membership("School 1", "100001", "Oak Trust", None),
        Membership("School 2", "100002", "Oak Trust", date(2023, 9, 1)),
    ]
    assert [school.groups for school in library.schools()] == [("Oak Trust",), ("Elm Trust", "Oak Trust")]
    with pytest.raises(LibraryError, match="0 schools are called 'Nowhere'"):
        library.join_group("Nowhere", "Oak Trust")


def test_a_school_has_the_name_of_its_latest_inspection(library: Library, make: Make, worker: Any) -> None:
    for seed, name, year in ((1, "New Name", 2024), (2, "Old Name", 2019), (3, "Newest Name", 2025)):
        sample = make(seed)
        inspection = worker.make_inspection(sample.id, "100001", name, start=date(year, 3, 5))
        replace(sample, inspection=inspection).put(library)
    assert [school.name for school in library.schools()] == ["Newest Name"]
    assert {record.school for record in library.documents()} == {"New Name", "Old Name", "Newest Name"}


def _put(library: Library, worker: Any, sample: Any, name: str, urn: str | None) -> None:
    inspection = worker.make_inspection(sample.id, urn or "1", name)
    replace(sample, inspection=inspection if urn else replace(inspection, urn=None)).put(library)


@pytest.mark.parametrize("order", [("100001", None), (None, "100001")])
def test_a_letter_without_a_urn_belongs_to_the_one_school_of_its_name(
    library: Library, make: Make, worker: Any, order: tuple[str | None, ...]
) -> None:
    for seed, urn in enumerate(order, start=1):
        _put(library, worker, make(seed), "Oak School", urn)
    assert [(school.name, school.urn) for school in library.schools()] == [("Oak School", "100001")]


def test_where_two_schools_have_the_name_a_letter_without_a_urn_is_of_neither(
    library: Library, make: Make, worker: Any
) -> None:
    for seed, urn in enumerate(("100001", "100002", None), start=1):
        _put(library, worker, make(seed), "Oak School", urn)
    assert sorted(school.urn or "" for school in library.schools()) == ["", "100001", "100002"]


def test_the_indexes_know_the_document_of_every_passage(library: Library, make: Make) -> None:
    make(1).put(library)
    indexes: Indexes = library._indexes
    assert indexes.lexical.counts() == {make(1).id: 6}
    assert indexes.vectors.counts() == {make(1).id: 5}
