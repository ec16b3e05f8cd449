"""Conversations come back as they were, belong to one person, and say which of their sources changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from assistant.answer import Answer
from assistant.conversations.feedback import FeedbackKind, feedback_lines
from assistant.conversations.keeping import KeptAnswer, answer_of, keep, with_free_markers
from assistant.service import Assistant
from ingest.errors import LibraryError
from ingest.library import Library
from ingest.settings import Settings

QUESTION = "What do the reports say about attendance at Fennick Road?"


@pytest.fixture
def held(tmp_path: Path, sample_folder: Path) -> Iterator[Library]:
    folder = tmp_path / "library"
    shutil.copytree(sample_folder, folder)
    with Library.open(folder, settings=Settings(library=folder, author="ann"), write=True) as library:
        yield library


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    answer = assistant.ask(QUESTION)
    assert answer.citations
    return answer


def test_an_answer_comes_back_with_its_markers_places_and_trace(held: Library, answer: Answer) -> None:
    id = keep(held.conversations, None, QUESTION, answer).id
    (turn,) = held.conversations.turns(id)
    assert answer_of(turn.payload) == answer
    assert turn.changed == {}


def test_a_removed_source_is_told_and_the_answer_stays(held: Library, answer: Answer) -> None:
    id = keep(held.conversations, None, QUESTION, answer).id
    gone = answer.citations[0].source.document
    held.remove(gone)
    (turn,) = held.conversations.turns(id)
    assert turn.changed[gone] == "removed"
    assert answer_of(turn.payload) == answer


def test_a_conversation_is_renamed_and_deleted_with_its_feedback(held: Library, answer: Answer) -> None:
    id = keep(held.conversations, None, QUESTION, answer).id
    held.conversations.rename(id, " Attendance,  spring ")
    assert [one.title for one in held.conversations.list()] == ["Attendance, spring"]
    held.conversations.tell(id, 0, FeedbackKind.HELPFUL)
    held.conversations.delete(id)
    assert held.conversations.list() == ()
    assert held.conversations.feedback() == ()


def test_nobody_opens_renames_or_deletes_anothers_conversation(held: Library, answer: Answer) -> None:
    id = keep(held.conversations, None, QUESTION, answer).id
    held.conversations.author = "bob"
    assert held.conversations.list() == ()
    for act in (held.conversations.turns, held.conversations.delete, lambda one: held.conversations.rename(one, "x")):
        with pytest.raises(LibraryError, match="You have no conversation"):
            act(id)


def test_feedback_is_replaced_withdrawn_and_given_with_what_it_is_about(held: Library, answer: Answer) -> None:
    id = keep(held.conversations, None, QUESTION, answer).id
    marker = answer.citations[0].marker
    held.conversations.tell(id, 0, FeedbackKind.HELPFUL, marker)
    told = held.conversations.tell(id, 0, FeedbackKind.WRONG_PAGE, marker, "It is on page 4.")
    whole = held.conversations.tell(id, 0, FeedbackKind.MISSING)
    first, second = (json.loads(line) for line in feedback_lines(held.conversations))
    assert (first["kind"], first["marker"], first["note"]) == ("wrong page", marker, "It is on page 4.")
    assert [one["quote"] for one in first["citations"]] == [answer.citations[0].quote]
    assert second["marker"] is None and len(second["citations"]) == len(answer.citations)
    held.conversations.withdraw(whole)
    assert [one.id for one in held.conversations.feedback()] == [told]


def test_two_writers_at_once_never_give_a_marker_twice(held: Library, answer: Answer) -> None:
    id = keep(held.conversations, None, QUESTION, answer).id
    both = Barrier(2)

    def write() -> list[KeptAnswer]:
        both.wait()
        return [keep(held.conversations, id, QUESTION, answer) for _ in range(4)]

    with ThreadPoolExecutor(2) as writers:
        written = [kept for each in [writers.submit(write), writers.submit(write)] for kept in each.result()]
    turns = held.conversations.turns(id)
    markers = [citation.marker for turn in turns for citation in answer_of(turn.payload).citations]
    assert len(turns) == 9
    assert len(markers) == len(set(markers)) == 9 * len(answer.citations)
    assert sorted(kept.number for kept in written) == list(range(1, 9))
    for kept in written:
        assert answer_of(turns[kept.number].payload) == kept.answer, "the window shows what is kept"


def test_markers_move_up_together_and_only_where_they_are_taken(answer: Answer) -> None:
    highest = max(citation.marker for citation in answer.citations)
    moved = with_free_markers(answer, highest)
    assert [c.marker for c in moved.citations] == [c.marker + highest for c in answer.citations]
    assert [c.quote for c in moved.citations] == [c.quote for c in answer.citations]
    assert with_free_markers(moved, highest) == moved
