"""A draft in the library: read back as made, checked when edited, never overwritten unseen, agreed by another."""

from dataclasses import replace

import pytest

from assistant.checking.checker import Checker, Verdict
from assistant.drafting.frameworks import Voice, framework
from assistant.drafting.room import FORMS, Room
from assistant.drafting.values import DraftState, Review
from ingest.errors import LibraryError
from ingest.library.narratives import CannotMove, NarrativeConflict


@pytest.fixture(scope="module")
def room(sample_library, embedder):
    checker = Checker(embedder)
    return Room(lambda: sample_library, lambda: checker)


@pytest.fixture(scope="module")
def kept(room):
    return room.make("Quillhaven Learning Trust", framework("cst-group-inspection"), Voice.INSPECTOR, "Ann")


def test_a_draft_is_read_back_exactly(room, kept):
    again = room.open(kept.record.id)
    assert again == kept
    assert len({claim.id for claim in kept.draft.claims}) == len(kept.draft.claims) > 100
    assert all(claim.is_fact for claim in kept.draft.claims)


def test_a_sentence_edited_into_a_false_one_is_kept_flagged_and_left_out_of_the_file(room, kept):
    claim = next(c for c in kept.draft.claims if c.counted == (4, 8))
    false = claim.text.replace("four of the eight", "seven of the eight").replace(
        "Four of the eight", "Seven of the eight"
    )
    after = room.edit(kept.record.id, claim.id, 1, false, "Ben")
    _, new = after.claim(claim.id)
    assert (new.text, new.verdict, new.author, after.versions[claim.id]) == (false, Verdict.CONTRADICTED, "Ben", 2)
    assert "It says seven; it cites four." in new.reasons
    assert false not in room.export(kept.record.id, ".md")[1].decode()
    with pytest.raises(NarrativeConflict) as conflict:
        room.edit(kept.record.id, claim.id, 1, "Mine.", "Cleo")
    assert (conflict.value.theirs.text, conflict.value.mine) == (false, "Mine.")


def test_a_rejected_sentence_needs_a_reason_and_leaves_the_file(room, kept):
    claim = kept.draft.sections[1].claims[0]
    with pytest.raises(LibraryError, match="Give a reason"):
        room.decide(kept.record.id, claim.id, 1, Review.REJECTED, " ", "Cleo")
    after = room.decide(kept.record.id, claim.id, 1, Review.REJECTED, "Not to the point", "Cleo")
    _, new = after.claim(claim.id)
    assert new == replace(claim, review=Review.REJECTED, review_by="Cleo", review_reason="Not to the point")
    assert new not in [c for c in after.draft.claims if c.is_fact]


def test_the_file_says_by_whom_it_was_agreed_and_no_author_can(room):
    kept = room.make("Quillhaven Learning Trust", framework("oeif-areas"), Voice.INSPECTOR, "Ann")
    id = kept.record.id
    assert "Nobody has agreed it yet." in room.export(id, ".md")[1].decode()
    room.move(id, 1, DraftState.IN_REVIEW, "Ann")
    with pytest.raises(CannotMove, match="Ann wrote in this draft"):
        room.move(id, 2, DraftState.AGREED, "Ann")
    room.move(id, 2, DraftState.AGREED, "Cleo")
    assert "Agreed by Cleo." in room.export(id, ".md")[1].decode()
    assert {form: room.export(id, form)[1][:2] for form in FORMS}[".docx"] == b"PK"
