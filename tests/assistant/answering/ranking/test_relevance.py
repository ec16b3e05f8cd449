"""Which sentences of a passage may answer: no heading that asks, and nothing read with one before it."""

import pytest

from assistant.answering.ranking.relevance import candidates_of
from assistant.search import Found
from ingest.documents import Locator, Passage, Sentence, Span


def candidates(*texts):
    sentences = tuple(Sentence(text, (Locator("d", 1, Span(0, len(text))),)) for text in texts)
    found = candidates_of([Found(Passage("d", 0, 1, None, sentences), 1.0, 1.0, 0.5)])
    return [(item.sentence.text, item.before.text if item.before else None) for item in found]


@pytest.mark.parametrize(
    "heading",
    [
        "What is it like to attend this school?",
        "How does the partnership work with families?",
        "Is the school safe? ",
        "Can pupils get help?",
    ],
)
def test_a_heading_that_asks_answers_nothing_and_no_sentence_leans_on_it(heading):
    assert candidates("Pupils are kind.", heading, "They feel safe.") == [
        ("Pupils are kind.", None),
        ("They feel safe.", None),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "What pupils say about bullying is taken seriously.",
        "Pupils ask themselves: ‘How can I help?’",
        "‘Who can I talk to?’ is on every wall.",
        "Do not run. Is that clear? It is.",
    ],
)
def test_a_sentence_that_only_begins_like_a_question_or_quotes_one_may_answer(sentence):
    assert candidates("Pupils are kind.", sentence)[1] == (sentence, "Pupils are kind.")
