"""Reading a whole passage for an answer: the model tells a near miss from an answer, and may be absent."""

import numpy as np
import pytest

from assistant.answering.ranking.relevance import FEATURES, Candidate, ScoredCandidate, in_order_of_reading
from assistant.answering.reading import SAY_NOTHING, UNMOVED, PassageReading, passage_text, reading_of, text_of
from assistant.answering.sufficiency import first_passages
from assistant.checking.entailment import base
from assistant.search import Found
from ingest.documents import Locator, Passage, Sentence, Span
from ingest.embedding import WordVectors
from ingest.errors import ModelUnavailable

PASSAGE = (
    "Bases for pupils with additional needs | The Harbour is a base for 24 pupils with speech and language needs. "
    "It is led by a teacher who trained as a therapist. Pupils spend most mornings there."
)


@pytest.fixture(scope="module")
def reading():
    return PassageReading()


@pytest.mark.parametrize(
    ("answered", "near_miss"),
    [
        ("How many pupils is the Harbour for?", "How many staff work in the Harbour?"),
        ("Who leads the Harbour?", "Who pays for the Harbour?"),
        ("When are pupils in the base?", "When was the base opened?"),
    ],
)
def test_a_question_that_the_passage_answers_scores_above_a_near_miss(answered, near_miss, reading):
    odds = {question: float(reading.score(question, [PASSAGE])[0]) for question in (answered, near_miss)}
    assert odds[answered] > odds[near_miss] + 1


def test_no_passage_gives_no_score(reading):
    assert reading.score("How many pupils?", []).shape == (0,)


def test_what_was_read_once_is_not_read_again_and_the_oldest_is_forgotten(monkeypatch):
    read = []

    def odds(pairs):
        read.append(list(pairs))
        return [float(len(passage)) for _, passage in pairs]

    monkeypatch.setattr("assistant.answering.reading.REMEMBERED", 2)
    reading = PassageReading()
    monkeypatch.setattr(reading, "_odds", odds)
    assert reading.score_pairs([("Who?", "a"), ("Who?", "bb"), ("Who?", "a")]).tolist() == [1, 2, 1]
    assert reading.score_pairs([("Who?", "bb"), ("Who?", "ccc")]).tolist() == [2, 3]
    assert reading.score_pairs([("Why?", "bb")]).tolist() == [2]
    assert read == [[("Who?", "a"), ("Who?", "bb")], [("Who?", "ccc")], [("Why?", "bb")]]
    reading.score_pairs([("Who?", "a")])
    assert read[3:] == [[("Who?", "a")]]


def test_an_adapter_that_is_not_there_is_an_error_and_not_a_silent_no(tmp_path):
    with pytest.raises(ModelUnavailable, match=r"none\.safetensors is missing"):
        PassageReading(tmp_path / "none.safetensors").score("Who?", [PASSAGE])


def test_nothing_reads_where_the_setting_is_off_or_the_base_is_absent(monkeypatch):
    assert reading_of("packaged") is not None
    assert reading_of("off") is None
    monkeypatch.setattr(base, "installed", lambda: None)
    assert reading_of("packaged") is None


def test_a_passage_is_read_with_its_heading_on_one_line():
    passage = found("d", 3, "Year\tThis school", "The base has 24 places.").passage
    assert text_of(passage) == passage_text(passage.heading, ["The base has 24 places."])
    assert "\t" not in text_of(passage)


def found(document, ordinal, heading, text):
    sentence = Sentence(text, (Locator(document, 1, Span(0, len(text))),))
    return Found(Passage(document, ordinal, 1, heading, (sentence,)), 1.0, 1.0, 0.5)


def scored(ordinal, probability):
    hit = found("d", ordinal, None, f"Sentence {ordinal}.")
    words = WordVectors((), np.zeros((0, 3), np.float32), np.zeros(3, np.float32))
    features = np.zeros(len(FEATURES), np.float32)
    return ScoredCandidate(
        Candidate(hit.passage.sentences[0], hit, None), features, np.zeros(0, np.float32), words, probability
    )


def order(items):
    return [item.candidate.found.passage.ordinal for item in items]


def test_a_passage_that_reads_like_an_answer_comes_before_one_that_only_looks_like_it():
    items = [scored(0, 0.8), scored(1, 0.7), scored(2, 0.6), scored(3, 0.5)]
    assert order(in_order_of_reading(items, {"d:0": -2.0, "d:1": 1.0, "d:2": 0.5})) == [1, 2, 0, 3]


def test_without_a_reading_the_order_and_the_probabilities_stay():
    items = [scored(0, 0.8), scored(1, 0.7)]
    assert in_order_of_reading(items, {}) == items


def test_the_passages_of_the_first_three_candidates_are_read_each_once():
    items = [scored(4, 0.9), scored(4, 0.8), scored(2, 0.7), scored(1, 0.6)]
    assert [passage.ordinal for passage in first_passages(items)] == [4, 2]


@pytest.mark.parametrize(("by_nothing", "left"), [(-3.5, 2.0), (-1.5, 2.0), (0.0, 0.5)])
def test_what_a_question_gets_from_passages_that_say_nothing_is_taken_off(monkeypatch, by_nothing, left):
    reading = PassageReading()
    odds = dict.fromkeys(SAY_NOTHING, by_nothing)
    monkeypatch.setattr(reading, "_odds", lambda pairs: [odds.get(passage, 2.0) for _, passage in pairs])
    assert reading.score("Who?", [PASSAGE]).tolist() == [left]


def test_a_plain_question_is_taken_nothing_off_and_one_that_the_model_cannot_place_is(reading):
    def by_nothing(question):
        return float(reading.score_pairs([(question, passage) for passage in SAY_NOTHING]).mean())

    assert by_nothing("How many pupils is the Harbour for?") < UNMOVED
    assert by_nothing("Any schools where the most able aren't stretched?") > UNMOVED
