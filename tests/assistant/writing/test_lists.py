"""Lists in a sentence."""

from __future__ import annotations

import pytest

from assistant.writing.lists import listed


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["Ash"], "Ash"), (["Ash", "Birch"], "Ash and Birch"), (["Ash", "Birch", "Elm"], "Ash, Birch and Elm")],
)
def test_items_are_listed_as_prose_does(items: list[str], said: str) -> None:
    assert listed(items) == said


def test_the_last_word_may_be_another() -> None:
    assert listed(["a plan", "a review"], "or") == "a plan or a review"
