"""How far a sentence states what is sought of what is asked about."""

import numpy as np

from assistant.answering.ranking.relevance import FEATURES, Candidate, ScoredCandidate, nearest
from assistant.answering.ranking.stated import bound
from assistant.questions.question import view, wanted_kind
from assistant.search import Found
from ingest.documents import Locator, Passage, Sentence, Span


def stated(question, text, embedder):
    looked = view(question, wanted_kind(question), embedder, lambda stems: np.ones(len(stems), dtype=np.float32))
    sentence = Sentence(text, (Locator("d", 1, Span(0, len(text))),))
    found = Found(Passage("d", 0, 1, None, (sentence,)), 1.0, 1.0, 0.5)
    words = embedder.embed_words([text])[0]
    features = np.zeros(len(FEATURES), dtype=np.float32)
    return bound(
        looked, ScoredCandidate(Candidate(sentence, found, None), features, nearest(looked, words, text), words, 0.5)
    )


def test_a_sentence_without_such_a_thing_states_none(embedder):
    assert stated("How many books are in the library?", "The library is well used.", embedder) is None


def test_the_thing_must_be_of_what_is_asked_about(embedder):
    text = "The library has 400 atlases and three comfortable chairs for visitors."
    assert stated("How many atlases are in the library?", text, embedder) > 0.9
    assert stated("How many goldfish are in the library?", text, embedder) < 0.6


def test_the_rest_of_the_question_must_be_there_too(embedder):
    text = "There are 26 young carers in the school."
    whole = stated("How many young carers are there?", text, embedder)
    other = stated("How many young carers complained about the canteen?", text, embedder)
    assert other < 0.7 < whole


def test_a_word_that_says_nothing_by_itself_is_met_by_itself_only(embedder):
    assert stated("How many places does the base have?", "The base has 60 places.", embedder) == 1.0
