"""What was done half an hour after midnight of a British summer night was done on that day, wherever it is shown."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import gradio as gr
import pytest

from assistant.answer import Answer, Searched, Status
from assistant.conversations import command
from assistant.conversations.export import FORMS, told
from assistant.conversations.keeping import answer_payload
from assistant.ui import earlier, record_html
from assistant.ui.claims import choices
from assistant.ui.conversation import Conversation
from assistant.writing.times import day_of, moment, short_moment
from ingest.corrections import Correction
from ingest.library.conversations import ConversationRecord, TurnRecord
from ingest.library.reviews import DraftRecord

AT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
WINTER = datetime(2026, 1, 2, 9, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def britain(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_days_and_moments_are_this_computers():
    assert [day_of(AT), moment(AT), short_moment(AT)] == ["1 July 2026", "1 July 2026, 00:30 BST", "01/07/2026 00:30"]
    assert moment(WINTER) == "2 January 2026, 09:05 GMT"


def test_an_exported_answer_names_the_day_on_which_it_was_asked():
    answer = Answer("Why?", Status.NOT_FOUND, "Not found.", (), Searched(1, (), 9))
    turn = TurnRecord(0, answer.question, answer_payload(answer, ()), AT, {})
    assert "Answered on 1 July 2026." in FORMS[".md"](told("Visit", [turn])).decode()


@pytest.fixture
def kept():
    record = ConversationRecord("a" * 32, "Visit", AT, AT, 2)
    return SimpleNamespace(list=lambda: [record])


def test_earlier_conversations_are_listed_with_that_day(kept):
    with gr.Blocks():
        parts = earlier.layout()
    updates = earlier.named(SimpleNamespace(conversations=kept), parts, Conversation())
    assert updates[parts.chosen].choices == [("Visit · 1 July 2026 · 2 answers", "a" * 32)]


def test_the_command_line_lists_them_with_that_time(kept):
    options = SimpleNamespace(show=None, export=None, rename=None, delete=None, json=False)
    listed = command.run(SimpleNamespace(conversations=kept), options)
    assert listed == "aaaaaaaa  01/07/2026 00:30  2 answers  Visit"


def test_corrections_name_the_days_on_which_they_were_made_and_ended():
    made = Correction(1, "d" * 64, "urn", "123456", "100001", None, "Ann", AT)
    ended = replace(made, ended_at=AT, ended_by="Ben")
    history = record_html._history([ended])
    assert "by Ann on 1 July 2026, in place of 100001; ended by Ben on 1 July 2026" in history


def test_checked_drafts_are_listed_with_that_time():
    draft = DraftRecord("d" * 64, "draft.docx", "text/plain", AT, "Ann")
    assert choices([draft]) == [("draft.docx · 1 July 2026, 00:30 BST · Ann", "d" * 64)]
