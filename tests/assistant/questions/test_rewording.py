"""Everyday words put in the words of inspection reports."""

import json
from pathlib import Path

import pytest

from assistant.questions.rewording import as_reports_speak, reword

WORDS = json.loads(
    (Path(__file__).parents[3] / "assistant" / "questions" / "plain_words.json").read_text(encoding="utf-8")
)["words"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Are mums and dads told?", "Are parents told?"),
        ("How many kids got sent home?", "How many pupils got suspended?"),
        ("Is maths any good?", "Is mathematics effective?"),
        ("What do parents say?", "What do parents say?"),
        ("Are skidding cars a risk?", "Are skidding cars a risk?"),
    ],
)
def test_whole_words_are_reworded_and_nothing_else(typed, meant):
    assert reword(typed) == meant


def test_the_longest_phrase_wins():
    assert reword("mums and dads") == "parents"


def test_the_list_is_in_order_in_lower_case_and_changes_every_entry():
    assert list(WORDS) == sorted(WORDS)
    assert all(word == word.lower() and word != meant for word, meant in WORDS.items())


@pytest.mark.parametrize(
    ("asked", "past", "searched"),
    [
        ("What do inspectors say about reading at the school", False, "What is said about reading at the school"),
        ("what does the latest inspection report say on SEND", False, "What is said on SEND"),
        ("What do parents say about reading", False, "What do parents say about reading"),
        ("Was safeguarding effective at the school in", True, "Is safeguarding effective at the school"),
        ("Were pupils safe", True, "Are pupils safe"),
        ("Was it so", False, "Was it so"),
        ("What is the base for", True, "What is the base for"),
    ],
)
def test_what_is_searched_is_asked_as_reports_speak(asked, past, searched):
    assert as_reports_speak(asked, past=past) == searched
