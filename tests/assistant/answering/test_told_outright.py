"""A sentence that speaks of each subject asked about is shown, however unlike the question it reads."""

from datetime import date
from types import SimpleNamespace

import numpy as np

from assistant.answering.evidence import AskedSchool, Retrieved
from assistant.answering.ranking.relevance import ScoredCandidate, candidates_of
from assistant.answering.selecting import Selector
from assistant.questions.question import Wanted
from assistant.questions.sought import sought_in
from assistant.scope import understand
from assistant.search import Found
from ingest.documents import Locator, Passage, Sentence, Span
from ingest.embedding import WordVectors
from tests.assistant.records import made_record

ELM = made_record("elm", "Elm Park School", date(2025, 3, 1))


class Scorer:
    """Lets by what fits, in order; all sentences are unlike each other."""

    def score(self, question, found, shortlist, keep=None):
        kept = [candidate for candidate in candidates_of(found) if keep is None or keep(candidate)]
        return [ScoredCandidate(each, np.zeros(1), np.zeros(1), None, 0.5) for each in kept]

    def embed(self, texts):
        return [WordVectors((), np.zeros((0, 1)), vector) for vector in np.eye(len(texts))]


class Doubtful(Selector):
    """Finds no school's passages likely to answer."""

    def unit(self, found, question, named, older=False):
        return [], np.zeros(1)


def shown(question, *texts):
    sentences = tuple(Sentence(text, (Locator(ELM.id, 1, Span(0, len(text))),)) for text in texts)
    found = (Found(Passage(ELM.id, 0, 1, None, sentences), 1.0, 1.0, 0.5),)
    scope = understand(question, [ELM])
    never = SimpleNamespace(probability=lambda _: 0.0, threshold=0.5, suffices=lambda _: False)
    selector = Doubtful(Scorer(), never, None, SimpleNamespace(direction=lambda _: None, is_step=lambda _: False))
    asked = Retrieved(scope, (AskedSchool("Elm Park School", True, found),))
    view = SimpleNamespace(wanted=Wanted.ANY, text=question, stems=(), words=(), sought=sought_in(question, question))
    (school,) = selector.select(asked, view).schools
    return [item.quote for item in school.evidence]


LESSONS = "Pupils say lessons are fun, particularly in mathematics."


def test_how_a_subject_is_taught_is_answered_by_a_sentence_on_the_subject_and_on_teaching():
    others = ("Teachers have the knowledge to teach the curriculum well.", "Results in mathematics are high.")
    assert shown("How is mathematics taught at Elm Park?", *others, LESSONS) == [LESSONS]
    assert shown("How is maths taught at Elm Park?", *others, LESSONS) == [LESSONS]


def test_another_subject_and_a_single_subject_are_left_to_what_is_likely():
    assert shown("How is science taught at Elm Park?", LESSONS) == []
    assert shown("How is mathematics at Elm Park?", LESSONS) == []
