"""A draft in the library: read back as made, checked when edited, never overwritten unseen, agreed by another."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from assistant.checking.checker import Checker
from assistant.checking.verdict import Checked, Verdict
from assistant.drafting.agreement import CannotAgree
from assistant.drafting.forms import FORMS
from assistant.drafting.frameworks import Voice, framework
from assistant.drafting.narrowing import Narrowing, NothingLeft
from assistant.drafting.room import Room
from assistant.drafting.values import ClaimKind, DraftState, ReviewDecision
from assistant.patterns.grades import YearRange
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
        room.decide(kept.record.id, claim.id, 1, ReviewDecision.REJECTED, " ", "Cleo")
    after = room.decide(kept.record.id, claim.id, 1, ReviewDecision.REJECTED, "Not to the point", "Cleo")
    _, new = after.claim(claim.id)
    assert new == replace(claim, review=ReviewDecision.REJECTED, review_by="Cleo", review_reason="Not to the point")
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
    room.decide(id, queried.id, 1, ReviewDecision.QUERIED, "Which schools?", "Cleo")
    room.edit(id, false.id, 1, "Reading is outstanding across the trust.", "Ann")
    seen = room.move(id, room.open(id).record.version, DraftState.IN_REVIEW, "Ann").record.version
    with pytest.raises(CannotAgree) as refused:
        room.move(id, seen, DraftState.AGREED, "Dora")
    said = str(refused.value)
    assert f"1 query is open: {kept.draft.sections[0].title}, sentence 1, “{queried.text[:20]}" in said
    assert "1 sentence is left out as not borne out" in said
    assert "sentence 2, “Reading is outstanding across the trust.”. Correct it or reject it." in said
    room.decide(id, queried.id, 2, ReviewDecision.ACCEPTED, "", "Cleo")
    room.decide(id, false.id, 2, ReviewDecision.REJECTED, "Not so", "Cleo")
    agreed = room.move(id, room.open(id).record.version, DraftState.AGREED, "Dora")
    assert agreed.draft.agreed_by == "Dora"


def test_who_decides_on_a_sentence_that_changed_gets_what_stands_now(room):
    kept = made(room)
    id, claim = kept.record.id, kept.draft.claims[0]
    room.edit(id, claim.id, 1, "Ben wrote this.", "Ben")
    with pytest.raises(NarrativeConflict) as conflict:
        room.decide(id, claim.id, 1, ReviewDecision.ACCEPTED, "", "Cleo")
    assert conflict.value.theirs.text == "Ben wrote this."
    assert room.open(id).claim(claim.id)[1].review is ReviewDecision.OPEN


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


def test_a_sentence_of_ones_own_cites_what_the_one_before_cites_and_is_checked(room):
    kept = made(room)
    id, section = kept.record.id, kept.draft.sections[0]
    before = section.claims[1]
    after, own = room.add(id, section.key, before.id, f"We note: {before.text}", "Ben")
    found, new = after.claim(own)
    assert [c.id for c in found.claims[:3]] == [section.claims[0].id, before.id, own]
    assert (new.author, new.composed, new.citations, new.part) == ("Ben", False, before.citations, before.part)
    assert new.reasons and new.reasons != before.reasons
    bare, last = room.add(id, section.key, None, "Nothing bears this out.", "Ben")
    assert "citation" in {v.rule for v in bare.claim(last)[1].violations}
    with pytest.raises(LibraryError, match="Write the sentence first"):
        room.add(id, section.key, None, "  ", "Ben")


def test_citations_are_found_by_words_added_and_taken_away_and_the_sentence_is_checked_each_time(room):
    kept = made(room)
    id, claim = kept.record.id, kept.draft.claims[1]
    places = room.places(id, "phonics taught")
    assert places and all("honics" in place.cite.quote for place in places[:3])
    assert {place.cite.school for place in places} <= set(kept.draft.schools)
    more = room.cite(id, claim.id, 1, places[0].id, "Ben").claim(claim.id)[1]
    assert more.citations == (*claim.citations, places[0].cite)
    with pytest.raises(LibraryError, match="cites this place already"):
        room.cite(id, claim.id, 2, places[0].id, "Ben")
    room.uncite(id, claim.id, 2, 1, "Ben")
    none = room.uncite(id, claim.id, 3, 0, "Ben").claim(claim.id)[1]
    assert none.citations == () and not none.is_fact
    assert [event.kind for event in room.history(id, claim.id)] == ["cited", "cited", "cited"]
    with pytest.raises(LibraryError, match="no longer holds this sentence"):
        room.cite(id, claim.id, 4, f"{'0' * 64}:1/0", "Ben")


def order(kept):
    return [claim.id for claim in kept.draft.sections[0].claims]


def test_a_sentence_moves_past_its_neighbour_and_at_the_edge_into_the_next_part(room):
    kept = made(room)
    id, claims = kept.record.id, kept.draft.sections[0].claims
    edge = next(i for i, c in enumerate(claims) if c.part != claims[0].part)
    moved = room.shift(id, claims[1].id, 1, -1, "Ben")
    assert order(moved)[:2] == [claims[1].id, claims[0].id]
    over = room.shift(id, claims[edge].id, moved.versions[claims[edge].id], -1, "Ben")
    assert over.claim(claims[edge].id)[1].part == claims[0].part
    with pytest.raises(LibraryError, match="edge of its section already"):
        room.shift(id, claims[1].id, moved.versions[claims[1].id], -1, "Ben")


def test_who_moves_a_sentence_that_somebody_moved_since_moves_nothing(room):
    kept = made(room)
    id, claims = kept.record.id, kept.draft.sections[0].claims
    after = room.shift(id, claims[0].id, 1, 1, "Ann")
    for claim, by in ((claims[0], 1), (claims[1], -1)):
        with pytest.raises(NarrativeConflict) as conflict:
            room.shift(id, claim.id, 1, by, "Ben")
        assert (conflict.value.theirs.changed_by, conflict.value.theirs.text) == ("Ann", claim.text)
    assert order(room.open(id)) == order(after)


def test_cautions_are_renewed_when_a_sentence_is_written_that_stands_elsewhere(room, sample_library):
    kept, other = made(room), made(room, "Dora")
    id, section = kept.record.id, kept.draft.sections[0]
    claim = section.claims[1]
    theirs = next(
        s.text
        for document in sample_library.documents()
        if document.school and document.school not in {c.school for c in claim.citations}
        for passage in sample_library.passages_of(document.id)
        if passage.boilerplate is None
        for s in passage.sentences
        if len(s.text.split()) > 12 and "\t" not in s.text
    )
    after, own = room.add(id, section.key, claim.id, theirs, "Ben")
    copied = [words for words in after.draft.sections[0].warnings if theirs[:80] in words]
    assert copied and copied[0].startswith("Nearly the same words stand in the text of")
    room.decide(id, own, 1, ReviewDecision.REJECTED, "Copied", "Cleo")
    assert not any(theirs[:80] in words for words in room.open(id).draft.sections[0].warnings)
    ours = "Every school of ours now reads aloud to each class for a quarter of an hour on every day of the week."
    room.edit(other.record.id, other.draft.claims[1].id, 1, ours, "Dora")
    warned = room.edit(id, claim.id, 1, ours, "Ben").draft.sections[0].warnings
    assert any("the draft ‘" in words and "made by Dora" in words for words in warned)


def test_a_draft_keeps_to_the_schools_period_and_evidence_chosen(room):
    group, frame = "Quillhaven Learning Trust", framework("oeif-areas")
    schools = room.schools(group)
    rows = room.outline(group, frame, Narrowing())
    step = next(e for row in rows for e in row.evidence if e.mention.next_step)
    silent = next(e for row in rows for e in row.evidence if not e.counts)
    chosen = Narrowing("inspectors", left_out=frozenset({step.mention.id}), quoted=frozenset({silent.mention.id}))
    kept = room.make(group, frame, Voice.INSPECTOR, "Ann", narrowing=chosen)
    assert any(silent.cite.locators == c.locators for claim in kept.draft.claims for c in claim.citations)
    assert "Written for inspectors." in room.export(kept.record.id, ".md")[1].decode()
    assert "One piece of evidence that the software found was left out by the author." in kept.draft.method
    few = room.make(
        group, frame, Voice.INSPECTOR, "Ann", narrowing=Narrowing(schools=schools[:2], period=YearRange(2022))
    )
    cites = [c for claim in few.draft.claims for c in claim.citations]
    assert {c.school for c in cites} <= set(schools[:2]) and all(c.date and c.date.year >= 2022 for c in cites)
    assert "Only inspections since 2022 were used." in few.draft.method
    with pytest.raises(NothingLeft, match="No report on these schools lies in this period"):
        room.make(group, frame, Voice.INSPECTOR, "Ann", narrowing=Narrowing(period=YearRange(2035)))
    with pytest.raises(NothingLeft, match="has no school called Elsewhere"):
        room.outline(group, frame, Narrowing(schools=("Elsewhere",)))


class Undecided:
    """A checker that can decide nothing."""

    def check(self, pairs):
        return [Checked(Verdict.NOT_CHECKED, (), 0.5) for _ in pairs]


def test_what_could_not_be_checked_stands_if_another_vouches_for_it_and_the_file_says_who(sample_library):
    room = Room(lambda: sample_library, Undecided)
    made = room.make("Quillhaven Learning Trust", framework("cst-group-inspection"), Voice.INSPECTOR, "Ann")
    claim = next(c for c in made.draft.claims if c.kind is ClaimKind.QUOTE)
    words = "Readers may wish to hear how governors across the region take this up next."
    after = room.edit(made.record.id, claim.id, 1, words, "Ben")
    _, new = after.claim(claim.id)
    assert new.verdict is Verdict.NOT_CHECKED and not new.is_fact
    with pytest.raises(LibraryError, match="say what you read that bears it out"):
        room.decide(made.record.id, claim.id, 2, ReviewDecision.ACCEPTED, "", "Cleo")
    own = room.decide(made.record.id, claim.id, 2, ReviewDecision.ACCEPTED, "I know", "Ben")
    assert not own.claim(claim.id)[1].is_fact, "nobody vouches for words of their own"
    vouched = room.decide(made.record.id, claim.id, 3, ReviewDecision.ACCEPTED, "Read on page 4", "Cleo")
    assert vouched.claim(claim.id)[1].is_fact
    written = room.export(made.record.id, ".md")[1].decode()
    assert "could not be checked by the program; Cleo vouches for it: Read on page 4" in written


def test_nobody_can_vouch_for_what_is_contradicted(kept):
    claim = replace(kept.draft.claims[0], verdict=Verdict.CONTRADICTED, author="Ben")
    assert not replace(claim, review=ReviewDecision.ACCEPTED, review_by="Cleo", review_reason="It is so").is_fact


def test_a_draft_without_a_name_is_refused_before_anything_is_composed():
    def library():
        raise AssertionError("composing began")

    with pytest.raises(LibraryError, match="Give your name"):
        Room(library, library).make(None, framework("cst-group-inspection"), Voice.INSPECTOR, "  ")
