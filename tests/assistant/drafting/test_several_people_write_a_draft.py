"""A draft in the library: read back as made, checked when edited, never overwritten unseen, agreed by another."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from assistant.checking.checker import Checker, Verdict
from assistant.drafting.agreement import CannotAgree
from assistant.drafting.frameworks import Voice, framework
from assistant.drafting.room import FORMS, Room
from assistant.drafting.values import DraftState, Review
from ingest.errors import LibraryError
from ingest.library import schema
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


def made(room, author="Ann"):
    return room.make("Quillhaven Learning Trust", framework("oeif-areas"), Voice.INSPECTOR, author)


def test_nobody_agrees_to_words_that_changed_since_he_saw_them(room):
    kept = made(room)
    id, claim = kept.record.id, kept.draft.claims[0]
    seen = room.move(id, 1, DraftState.IN_REVIEW, "Ann").record.version
    room.edit(id, claim.id, 1, claim.text.replace("latest", "most recent"), "Ben")
    with pytest.raises(CannotMove, match="Ben changed this draft since you opened it; it is now: in review"):
        room.move(id, seen, DraftState.AGREED, "Cleo")
    assert room.open(id).record.version == seen + 1


def test_a_draft_with_open_queries_or_unsupported_sentences_is_not_agreed_and_they_are_named(room):
    kept = made(room)
    id, (queried, false, *_) = kept.record.id, kept.draft.claims
    room.decide(id, queried.id, 1, Review.QUERIED, "Which schools?", "Cleo")
    room.edit(id, false.id, 1, "Reading is outstanding across the trust.", "Ann")
    seen = room.move(id, room.open(id).record.version, DraftState.IN_REVIEW, "Ann").record.version
    with pytest.raises(CannotAgree) as refused:
        room.move(id, seen, DraftState.AGREED, "Dora")
    said = str(refused.value)
    assert f"1 query is open: {kept.draft.sections[0].title}, sentence 1, “{queried.text[:20]}" in said
    assert "1 sentence is left out as not borne out" in said
    assert "sentence 2, “Reading is outstanding across the trust.”. Correct it or reject it." in said
    room.decide(id, queried.id, 2, Review.ACCEPTED, "", "Cleo")
    room.decide(id, false.id, 2, Review.REJECTED, "Not so", "Cleo")
    agreed = room.move(id, room.open(id).record.version, DraftState.AGREED, "Dora")
    assert agreed.draft.agreed_by == "Dora"


def test_who_decides_on_a_sentence_that_changed_gets_what_stands_now(room):
    kept = made(room)
    id, claim = kept.record.id, kept.draft.claims[0]
    room.edit(id, claim.id, 1, "Ben wrote this.", "Ben")
    with pytest.raises(NarrativeConflict) as conflict:
        room.decide(id, claim.id, 1, Review.ACCEPTED, "", "Cleo")
    assert conflict.value.theirs.text == "Ben wrote this."
    assert room.open(id).claim(claim.id)[1].review is Review.OPEN


def test_a_sentence_whose_source_has_changed_since_leaves_the_file_and_stands_in_the_way_of_agreement(
    room, sample_library
):
    kept = made(room)
    id, claim = kept.record.id, kept.draft.claims[1]
    assert claim.text in room.export(id, ".html")[1].decode()
    place, pages = claim.citations[0].locators[0], schema.pages
    at = (pages.c.document_id == place.document) & (pages.c.number == place.page)
    text = sample_library.page(place.document, place.page).text
    with sample_library.narratives._catalogue.writing() as connection:
        connection.execute(update(pages).where(at).values(text=text.replace(place.span.of(text), "x" * 9)))
    try:
        (lost,) = room.open(id).claim(claim.id)[1].lost
        assert lost.startswith(f"Page {place.page} no longer holds the words cited ({claim.citations[0].school}")
        exported = room.export(id, ".html")[1].decode()
        assert claim.text not in exported
        assert "a document that has left the library or was read anew since." in exported
        seen = room.move(id, 1, DraftState.IN_REVIEW, "Ann").record.version
        with pytest.raises(CannotAgree, match="left out as not borne out"):
            room.move(id, seen, DraftState.AGREED, "Cleo")
    finally:
        with sample_library.narratives._catalogue.writing() as connection:
            connection.execute(update(pages).where(at).values(text=text))
    assert room.open(id).claim(claim.id)[1].lost == ()
