"""Narratives that are being written: no lost update, no agreement by an author, and a history of who did what."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from ingest.errors import LibraryError
from ingest.library import Library
from ingest.library.narratives import CannotMove, ClaimRecord, NarrativeConflict

CLAIMS = (ClaimRecord("one", 0, "First words.", {"n": 1}), ClaimRecord("two", 0, "Second words.", {}))


def by(author: str, claim: str, seen: int, text: str) -> ClaimRecord:
    return ClaimRecord(claim, 0, text, {}, seen, author)


@pytest.fixture
def narrative(library: Library) -> str:
    return library.narratives.make("Ash Trust", "Ann", {"group": "Ash"}, [{"title": "Reading"}], CLAIMS)


def test_a_narrative_is_read_back_with_sections_and_claims_in_order(library: Library, narrative: str) -> None:
    kept = library.narratives
    record = kept.narrative(narrative)
    assert (record.title, record.state, record.made_by, record.payload) == (
        "Ash Trust",
        "draft",
        "Ann",
        {"group": "Ash"},
    )
    assert kept.sections(narrative) == [{"title": "Reading"}]
    assert [(c.claim, c.text, c.version) for c in kept.claims(narrative)] == [
        ("one", "First words.", 1),
        ("two", "Second words.", 1),
    ]


def test_who_comes_second_overwrites_nothing_and_sees_both_versions(library: Library, narrative: str) -> None:
    kept = library.narratives
    kept.change(narrative, by("Ann", "one", 1, "Ann's words."))
    with pytest.raises(NarrativeConflict, match="Ann changed this sentence while you were editing it") as conflict:
        kept.change(narrative, by("Ben", "one", 1, "Ben's words."))
    assert (conflict.value.theirs.text, conflict.value.mine) == ("Ann's words.", "Ben's words.")
    assert kept.claims(narrative)[0].text == "Ann's words."
    assert kept.change(narrative, by("Ben", "one", conflict.value.theirs.version, "Ben's words.")).version == 3


def test_two_people_at_different_claims_do_not_collide(library: Library, narrative: str) -> None:
    library.narratives.change(narrative, by("Ann", "one", 1, "A."))
    library.narratives.change(narrative, by("Ben", "two", 1, "B."))
    assert [c.text for c in library.narratives.claims(narrative)] == ["A.", "B."]


def test_only_somebody_who_wrote_nothing_agrees(library: Library, narrative: str) -> None:
    kept = library.narratives
    kept.change(narrative, by("Ben", "one", 1, "B."))
    kept.change(narrative, by("Cleo", "one", 2, "B."), kind="accepted")
    with pytest.raises(CannotMove, match="Cleo changed this draft since you opened it; it is now: draft"):
        kept.move(narrative, 1, "in review", "Ann")
    with pytest.raises(CannotMove, match="cannot go from ‘draft’ to ‘agreed’"):
        kept.move(narrative, 3, "agreed", "Cleo")
    kept.move(narrative, 3, "in review", "Ann")
    for author in ("Ann", "ben "):
        with pytest.raises(CannotMove, match="Somebody who is not an author has to agree it"):
            kept.move(narrative, 4, "agreed", author)
    assert kept.move(narrative, 4, "agreed", "Cleo").agreed_by == "Cleo"
    with pytest.raises(LibraryError, match="agreed. Take it back to a draft before changing it"):
        kept.change(narrative, by("Ann", "one", 3, "C."))
    assert kept.move(narrative, 5, "draft", "Ann").agreed_by is None


def test_a_new_claim_stands_behind_another_and_two_change_places(library: Library, narrative: str) -> None:
    kept = library.narratives
    kept.insert(narrative, by("Ben", "own", 1, "Ben's own."), "one")
    kept.insert(narrative, by("Ben", "last", 1, "At the end."), None)
    assert [c.claim for c in kept.claims(narrative)] == ["one", "own", "two", "last"]
    kept.shift(narrative, "two", 1, -1, "Cleo")
    assert [c.claim for c in kept.claims(narrative)] == ["one", "two", "own", "last"]
    assert kept.narrative(narrative).version == 4
    assert [event.kind for event in kept.history(narrative)] == ["reordered", "added", "added", "made"]
    with pytest.raises(LibraryError, match="The sentence before it is not there any more"):
        kept.insert(narrative, by("Ben", "more", 1, "More."), "gone")


def order(library: Library, narrative: str) -> list[str]:
    return [c.claim for c in library.narratives.claims(narrative)]


@pytest.mark.parametrize(("claim", "by"), [("one", 1), ("two", -1)])
def test_who_would_move_a_sentence_that_was_moved_since_is_told_and_moves_nothing(
    library: Library, narrative: str, claim: str, by: int
) -> None:
    kept = library.narratives
    kept.insert(narrative, ClaimRecord("three", 0, "Third words.", {}, changed_by="Ann"), None)
    kept.shift(narrative, "one", 1, 1, "Ann")
    assert order(library, narrative) == ["two", "one", "three"]
    with pytest.raises(NarrativeConflict, match="Ann changed this sentence while you were editing it") as conflict:
        kept.shift(narrative, claim, 1, by, "Ben")
    assert order(library, narrative) == ["two", "one", "three"]
    theirs = conflict.value.theirs
    assert (theirs.claim, theirs.version, theirs.text) == (claim, 2, conflict.value.mine)
    kept.shift(narrative, "one", 2, 1, "Ben")
    assert order(library, narrative) == ["two", "three", "one"]


def test_a_sentence_at_the_edge_of_its_section_stays(library: Library) -> None:
    kept = library.narratives
    claims = (*CLAIMS, ClaimRecord("other", 1, "Of the next section.", {}))
    id = kept.make("Ash Trust", "Ann", {}, [{}, {}], claims)
    for claim, by in (("one", -1), ("two", 1), ("other", -1)):
        with pytest.raises(LibraryError, match="edge of its section already"):
            kept.shift(id, claim, 1, by, "Ben")
    with pytest.raises(LibraryError, match="no such sentence any more"):
        kept.shift(id, "gone", 1, 1, "Ben")
    assert order(library, id) == ["one", "two", "other"]


def test_the_history_says_who_changed_what_and_why(library: Library, narrative: str) -> None:
    library.narratives.change(narrative, by("Ben", "one", 1, "New."), reason="Too long")
    latest, first = library.narratives.history(narrative)
    assert (latest.author, latest.kind, latest.before, latest.after, latest.reason) == (
        "Ben",
        "edited",
        "First words.",
        "New.",
        "Too long",
    )
    assert (first.author, first.kind, latest.at >= first.at) == ("Ann", "made", True)
    assert len(library.narratives.history(narrative, "two")) == 0


def test_nobody_writes_without_a_name_and_a_narrative_that_is_gone_is_told(library: Library, narrative: str) -> None:
    with pytest.raises(LibraryError, match="Give your name"):
        library.narratives.change(narrative, by("  ", "one", 1, "A."))
    library.narratives.forget(narrative)
    assert library.narratives.claims(narrative) == []
    with pytest.raises(LibraryError, match="The library has no such draft any more"):
        library.narratives.narrative(narrative)


def test_a_library_of_the_version_before_gets_the_tables(library: Library, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'library' / 'catalogue.sqlite'}")
    path = tmp_path / "library"
    library.close()
    with engine.begin() as connection:
        for table in ("narrative_events", "narrative_claims", "narrative_sections", "narratives"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("ALTER TABLE documents DROP COLUMN origin_key"))
        for table in ("draft_verdicts", "draft_decisions"):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN others"))
        connection.execute(text("UPDATE meta SET value = '3' WHERE key = 'schema'"))
    with Library.open(path, write=True) as again:
        assert again.narratives.listed() == []
