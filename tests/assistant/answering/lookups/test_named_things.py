"""A name that a question says is looked up: no document without it can speak of what it names."""

from datetime import date

import pytest

from assistant.answering.evidence import SelectedEvidence
from assistant.answering.lookups.named_things import NamedThings
from assistant.scope import understand
from ingest.documents import Hit, Locator, Passage, Sentence, Span
from tests.assistant.records import made_record

ELM = made_record("elm", "Elm Park Primary School", date(2026, 3, 1), group="Wrenford Trust")
OAK = made_record("oak", "Oakwell School", date(2026, 3, 2))
TEXTS = {
    ELM.id: "The Orrelwood Base has ten places. The pupil premium is spent well.",
    OAK.id: "The nursery has twenty places. Pupil Premium is spent on books.",
}
COMMON = frozenset("base pupil premium places nursery".split())


def passage(document):
    text = TEXTS[document]
    return Passage(document, 0, 1, None, (Sentence(text, (Locator(document, 1, Span(0, len(text))),)),))


def things():
    return NamedThings(
        lambda words, k, scope: [
            Hit(document, 1.0)
            for document, text in TEXTS.items()
            if document in scope.documents and any(word in text.lower() for word in words.lower().split())
        ],
        lambda ids: [passage(document) for document in ids],
        lambda stems: [0] * len(stems),
        COMMON.__contains__,
    )


def held(question):
    return things().holding(understand(question, [ELM, OAK]))


def test_only_documents_with_the_name_are_asked():
    assert held("How many places does the Orrelwood Base have?") == {ELM.id}


@pytest.mark.parametrize(
    "question",
    [
        "How many places are there?",
        "How is the Pupil Premium spent?",
        "What does Wrenford do about reading?",
        "How many places does the Ashwood Base have?",
    ],
)
def test_words_that_also_stand_small_names_of_bodies_and_runs_that_stand_nowhere_narrow_nothing(question):
    assert held(question) == {ELM.id, OAK.id}


def test_a_strange_name_that_stands_nowhere_leaves_nothing_and_is_told():
    scope = understand("Which schools use Lettersteps?", [ELM, OAK])
    assert things().holding(scope) == frozenset()
    told = things().told(SelectedEvidence(scope, ()))
    assert told.notes == ("No document searched has the name ‘Lettersteps’.",)
