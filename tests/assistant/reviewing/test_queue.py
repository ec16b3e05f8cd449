"""The queue: two reviewers on one library, sources that change, decisions as gold cases."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.checking.verdict import Verdict
from assistant.reviewing import queue
from assistant.reviewing.checking import decision_lines
from assistant.reviewing.review import Against, ReviewItem
from evals.entailment.data import load_file
from ingest.documents import Document
from ingest.errors import LibraryError
from ingest.library import Library
from ingest.library.records import DocumentRecord
from ingest.readers.word import MEDIA_TYPE
from ingest.settings import Settings
from tests.assistant.reviewing.conftest import item, source
from tests.ingest.library.conftest import library, make  # noqa: F401 # fixtures

DRAFT = Document("a" * 64, "draft.docx", MEDIA_TYPE, None, ())


def resting_on(record: DocumentRecord) -> tuple[ReviewItem, ...]:
    kept = replace(source("All pupils read daily."), document=record.id, fingerprint=record.fingerprint)
    return (
        item(1, "Few pupils read daily.", Verdict.CONTRADICTED, source=kept),
        item(2, "It rains.", Verdict.NOT_FOUND, source=None),
        item(3, "Reading", Verdict.NOT_CHECKED, set_apart="a heading", source=None),
    )


@pytest.fixture
def record(library: Library, make) -> DocumentRecord:  # noqa: F811
    sample = make(1)
    sample.put(library)
    return library.document(sample.id)


def opened_as(folder: Path, author: str) -> Library:
    return Library.open(folder, settings=Settings(library=folder, author=author))


def test_a_review_comes_back_as_it_was_kept(library: Library, record: DocumentRecord) -> None:  # noqa: F811
    items = resting_on(record)
    review = queue.keep(library, DRAFT, items, b"PK word")
    assert review.items == items
    assert library.reviews.content(DRAFT.id) == b"PK word"
    assert [draft.filename for draft in queue.listed(library)] == ["draft.docx"]


def test_two_reviewers_see_each_others_decisions(library: Library, record: DocumentRecord) -> None:  # noqa: F811
    queue.keep(library, DRAFT, resting_on(record), b"")
    with opened_as(library.path, "ann") as ann, opened_as(library.path, "bea") as bea:
        queue.decide(ann, DRAFT.id, 1, Verdict.CONTRADICTED, "")
        queue.decide(bea, DRAFT.id, 1, Verdict.SUPPORTED, "The  register\nsays so")
        queue.decide(bea, DRAFT.id, 1, Verdict.NOT_FOUND, "Seen again")  # in place of her own only
        seen = queue.load(ann, DRAFT.id).items[0].decisions
        assert [(d.author, d.verdict, d.reason) for d in seen] == [
            ("ann", Verdict.CONTRADICTED, ""),
            ("bea", Verdict.NOT_FOUND, "Seen again"),
        ]
        assert [d.words for d in seen] == ["accepted “contradicted”", "overrode with “not found” – Seen again"]
        ann.reviews.withdraw(DRAFT.id, 1)
        assert [d.author for d in queue.load(bea, DRAFT.id).items[0].decisions] == ["bea"]


def test_overriding_needs_a_reason_and_a_claim(library: Library, record: DocumentRecord) -> None:  # noqa: F811
    queue.keep(library, DRAFT, resting_on(record), b"")
    with pytest.raises(LibraryError, match="Give a reason: who reads this later must see why"):
        queue.decide(library, DRAFT.id, 1, Verdict.SUPPORTED, "  ")
    for number in (3, 9):
        with pytest.raises(LibraryError, match=f"has no claim {number} to decide about"):
            queue.decide(library, DRAFT.id, number, Verdict.SUPPORTED, "why")


def test_a_removed_source_makes_verdict_and_decision_stale_and_no_gold_case(
    library: Library,  # noqa: F811
    record: DocumentRecord,
    tmp_path: Path,
) -> None:
    queue.keep(library, DRAFT, resting_on(record), b"")
    queue.decide(library, DRAFT.id, 1, Verdict.SUPPORTED, "so")
    queue.decide(library, DRAFT.id, 2, Verdict.NOT_FOUND, "")
    path = tmp_path / "decisions.jsonl"
    path.write_text("\n".join(decision_lines(library)), encoding="utf-8")
    (case,) = load_file(path)  # the claim without evidence is no pair
    assert (case.claim, case.evidence) == ("Few pupils read daily.", "All pupils read daily.")
    assert (case.label, case.kind) == ("supported", "reviewed (checker: contradicted): so")
    library.remove(record.id)
    first, second, _ = queue.load(library, DRAFT.id).items
    assert (first.stale, first.decisions[0].stale, first.decided) == (True, True, False)
    assert (second.stale, second.decisions[0].stale) == (False, False)
    assert decision_lines(library) == []


def test_a_change_of_the_document_that_says_otherwise_makes_verdict_and_decision_stale(
    library: Library,  # noqa: F811
    record: DocumentRecord,
    make,  # noqa: F811
) -> None:
    other = make(2)
    other.put(library)
    opposing = library.document(other.id)
    against = replace(source("Few pupils read daily."), document=opposing.id, fingerprint=opposing.fingerprint)
    kept = replace(source("All pupils read daily."), document=record.id, fingerprint=record.fingerprint)
    one = item(1, "All pupils read daily.", Verdict.NOT_CHECKED, source=kept, against=Against(against, ()))
    queue.keep(library, DRAFT, (one,), b"")
    queue.decide(library, DRAFT.id, 1, Verdict.SUPPORTED, "The later page is about boarders")
    assert not queue.load(library, DRAFT.id).items[0].stale
    library.remove(opposing.id)
    (seen,) = queue.load(library, DRAFT.id).items
    assert (seen.stale, seen.decisions[0].stale, seen.decided) == (True, True, False)
    assert list(queue.gold_cases(library)) == []
    queue.keep(library, DRAFT, (replace(one, against=None),), b"")  # checked again: the decision weighed what is gone
    (again,) = queue.load(library, DRAFT.id).items
    assert (again.stale, again.decisions[0].stale) == (False, True)


def test_a_later_check_that_says_something_else_makes_the_decision_stale(
    library: Library,  # noqa: F811
    record: DocumentRecord,
) -> None:
    items = resting_on(record)
    queue.keep(library, DRAFT, items, b"")
    queue.decide(library, DRAFT.id, 1, Verdict.CONTRADICTED, "")
    queue.keep(library, DRAFT, (replace(items[0], verdict=Verdict.SUPPORTED), *items[1:]), b"")
    assert queue.load(library, DRAFT.id).items[0].decisions[0].stale


def test_a_draft_is_forgotten_with_everything_that_is_kept_of_it(
    library: Library,  # noqa: F811
    record: DocumentRecord,
    tmp_path: Path,
) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(b"PK word")
    draft = replace(DRAFT, id=hashlib.sha256(b"PK word").hexdigest())
    queue.keep(library, draft, resting_on(record), b"PK word")
    queue.decide(library, draft.id, 1, Verdict.CONTRADICTED, "")
    queue.forget(library, path)
    assert queue.listed(library) == []
    assert library.reviews.decisions() == []
    with pytest.raises(LibraryError, match="was checked against this library"):
        queue.forget(library, path)
    with pytest.raises(LibraryError, match="could not be read"):
        queue.forget(library, tmp_path / "gone.docx")


def test_a_draft_that_was_never_checked_is_told(library: Library) -> None:  # noqa: F811
    with pytest.raises(LibraryError, match="No draft aaaaaaaaaaaa was checked against this library. Check it first."):
        queue.load(library, DRAFT.id)
