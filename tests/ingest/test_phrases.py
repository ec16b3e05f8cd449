"""Lists and counts in a sentence."""

from __future__ import annotations

import pytest

from ingest.phrases import how_many, listed


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["Ash"], "Ash"), (["Ash", "Birch"], "Ash and Birch"), (["Ash", "Birch", "Elm"], "Ash, Birch and Elm")],
)
def test_items_are_listed_as_prose_does(items: list[str], said: str) -> None:
    assert listed(items) == said


def test_the_last_word_may_be_another() -> None:
    assert listed(["a plan", "a review"], "or") == "a plan or a review"


def test_a_number_stands_with_its_word() -> None:
    assert [how_many(number, "page") for number in (0, 1, 1200)] == ["0 pages", "1 page", "1,200 pages"]
