"""A figure that stands in the next sentence is shown with the one that it leans on, where a figure is asked for."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.ranking.figures_after import asks_figure, with_figures, with_its_figures
from assistant.answering.ranking.relevance import Candidate, ScoredCandidate
from assistant.questions.question import QuestionView, Wanted, wanted_kind
from ingest.documents import Sentence
from ingest.embedding import WordVectors
from tests.assistant.questions.test_aim import candidate

NONE = np.zeros(0, dtype=np.float32)


def of_passage(*texts):
    """Return the first sentence of a passage as it is scored."""
    first = candidate(texts[0])
    sentences = tuple(Sentence(text, first.sentence.locators) for text in texts)
    found = replace(first.found, passage=replace(first.found.passage, sentences=sentences))
    return ScoredCandidate(Candidate(sentences[0], found, None), NONE, NONE, WordVectors((), NONE, NONE), 0.9)


def shown(*texts):
    return [(item.candidate.sentence.text, item.candidate.before and item.candidate.before.text)
            for item in with_figures([of_passage(*texts)])]  # fmt: skip


def test_a_sentence_without_a_figure_gives_way_to_the_one_that_leans_on_it_and_has_one():
    first, second = "The number of exclusions is too high.", "It rose from 12 to 31 in a year."
    assert shown(first, second) == [(second, first)]


def test_a_count_that_follows_is_shown_beside_the_sentence_that_it_counts_for():
    first, second = "The base has places for up to ten pupils.", "Eight pupils currently attend."
    assert shown(first, second) == [(first, None), (second, first)]


@pytest.mark.parametrize(
    "second",
    ["They are proud of it.", "The school has 12 classes.", "Staff have been trained."],
)
def test_what_follows_stays_away_where_it_has_no_figure_or_does_not_lean(second):
    first = "The number of exclusions is too high."
    assert shown(first, second) == [(first, None)]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How many pupils use the base?", True),
        ("Have suspensions risen?", True),
        ("has exclusion gone up or down since 2021", True),
        ("How is reading taught?", False),
    ],
)
def test_a_figure_is_asked_for_by_a_number_or_a_movement(question, asks):
    assert asks_figure(wanted_kind(question), question) is asks


def test_a_sentence_with_the_year_asked_for_and_a_further_figure_states_the_number():
    question = QuestionView("How many exclusions in 2024/25?", Wanted.NUMBER, (), (), NONE, NONE, NONE)
    stated, other = of_passage("They rose to 31 in 2024/25."), of_passage("They rose to 31 in 2022/23.")
    assert with_its_figures([stated, other], question) == [stated]
    assert with_its_figures([of_passage("There were some in 2024/25.")], question) == []
