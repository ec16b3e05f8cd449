"""A long description put to many schools is answered by those that come near it, and not by all that share a word."""

from datetime import date

import numpy as np
import pytest

from assistant.answering.evidence import AskedSchool, Retrieved
from assistant.answering.far import near_enough
from assistant.questions.question import QuestionView, Wanted
from assistant.scope import understand
from assistant.search import Found
from ingest.documents import Locator, Passage, Sentence, Span
from ingest.embedding import WordVectors
from tests.assistant.records import made_record

WORDS = ("visits", "families", "home", "agrees", "plans", "services")
SAID = {
    "Elm Park School": "staff visits families home agrees plans services",
    "Oakwell School": "staff visits families home agrees",
    "Ashby Lane School": "plans",
}
RECORDS = [made_record(name, name, date(2026, 3, 1)) for name in SAID]


def view(words):
    axes = np.eye(len(words), dtype=np.float32)
    weights = np.full(len(words), 1 / len(words), dtype=np.float32)
    return QuestionView(" ".join(words), Wanted.ANY, words, words, weights, axes, axes[0])


def embed(texts):
    return [WordVectors((), np.zeros((0, len(WORDS)), dtype=np.float32), np.zeros(len(WORDS))) for _ in texts]


def near(question, words, said=SAID):
    asked = []
    for record in RECORDS:
        text = said[record.school]
        sentence = Sentence(text, (Locator(record.id, 1, Span(0, len(text))),))
        asked.append(AskedSchool(record.school, True, (Found(Passage(record.id, 0, 1, None, (sentence,)), 0, 0, 0),)))
    found = near_enough(Retrieved(understand(question, RECORDS), tuple(asked)), view(words), embed)
    return [each.name for each in found.asked if each.first]


LONG = "Which schools have staff whose visits to families at home end in plans with other services?"


@pytest.fixture(autouse=True)
def _as_they_stand(monkeypatch):
    monkeypatch.setattr("assistant.answering.ranking.relevance.stems", str.split)


def test_a_school_far_behind_the_nearest_does_not_speak():
    assert near(LONG, WORDS) == ["Elm Park School", "Oakwell School"]


def test_where_none_comes_near_none_speaks():
    assert near(LONG, WORDS, dict.fromkeys(SAID, "plans")) == []


def test_a_short_question_and_one_on_a_named_school_are_left_as_they_are():
    assert len(near("Which schools have plans?", WORDS[:3])) == 3
    assert len(near("Has Elm Park staff whose visits to families at home end in plans with others?", WORDS)) == 3


def test_a_passage_that_only_touches_the_description_is_left_out_beside_one_that_fits():
    text = SAID["Elm Park School"]
    record = RECORDS[0]
    hits = tuple(
        Found(Passage(record.id, n, 1, None, (Sentence(said, (Locator(record.id, 1, Span(0, len(said))),)),)), 0, 0, 0)
        for n, said in enumerate((text, "plans"))
    )
    retrieved = Retrieved(understand(LONG, RECORDS), (AskedSchool(record.school, True, hits),))
    (asked,) = near_enough(retrieved, view(WORDS), embed).asked
    assert [hit.passage.ordinal for hit in asked.first] == [0]
