"""Phrases are found wherever they begin, however their words are written."""

import pytest

from assistant.themes.phrases import PhraseTable


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ſchool meals", [("meals", "ſchool")]),
        ("“Schools” and SCHOOL", [("meals", "Schools"), ("meals", "SCHOOL")]),
        ("A ſchool", [("one", "A ſchool"), ("meals", "ſchool")]),
        ("the-school of a few", [("one", "a few")]),
        ("sch s", []),
        ("École, ÉCOLES", [("french", "École"), ("french", "ÉCOLES")]),
    ],
)
def test_looking_only_at_words_that_may_begin_a_phrase_loses_none(text, found):
    table = PhraseTable({"meals": ["school*"], "one": ["a *"], "french": ["école*"]})
    assert [(key, match.group()) for key, match in table.matches(text)] == found


def test_a_list_without_phrases_and_a_phrase_that_begins_with_a_star_are_refused():
    with pytest.raises(ValueError, match="No phrase stands under 'none'"):
        PhraseTable({"none": []})
    with pytest.raises(ValueError, match="Begin it with a word"):
        PhraseTable({"star": ["* school"]})
