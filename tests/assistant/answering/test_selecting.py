"""Which sentences are chosen: those on the subject, in the view asked for, and what is said where none says it."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

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

ELM, ASH = (
    made_record("elm", "Elm Park School", date(2025, 3, 1)),
    made_record("ash", "Ashby Lane School", date(2025, 3, 1)),
)


class Scorer:
    """Lets by what fits, in order; all sentences are unlike each other."""

    ranking = SimpleNamespace(probability=lambda _: 0.5)

    def score(self, question, found, shortlist, keep=None):
        kept = [candidate for candidate in candidates_of(found) if keep is None or keep(candidate)]
        return [ScoredCandidate(each, np.zeros(1), np.zeros(1), None, 0.5) for each in kept]

    def embed(self, texts):
        return [WordVectors((), np.zeros((0, 1)), vector) for vector in np.eye(len(texts))]


class Reader(Selector):
    """Takes a passage for an answer where it has the word that answers; notes what it was given to read."""

    answers = "queue"

    def unit(self, found, question, named, older=False):
        scored = self._scorer.score(question, found, 8)
        return scored, np.array([float(any(self.answers in item.candidate.sentence.text for item in scored))])


def passage(document, place, *texts, heading=None):
    sentences = tuple(Sentence(text, (Locator(document, 1, Span(0, len(text))),)) for text in texts)
    return Found(Passage(document, place, 1, heading, sentences), 1.0, 1.0, 0.5)


def chosen(question, *schools):
    """Put a question to the passages of each school; return the selection."""
    never = SimpleNamespace(probability=lambda row: row[0], threshold=0.5, suffices=lambda row: row[0] > 0.5)
    selector = Reader(Scorer(), never, None, SimpleNamespace(direction=lambda _: None, is_step=lambda _: False))
    scope = understand(question, [ELM, ASH])
    asked = tuple(
        AskedSchool(record.school, True, tuple(found))
        for record, found in zip([ELM, ASH], schools, strict=False)
        if found
    )
    view = SimpleNamespace(wanted=Wanted.ANY, text=question, stems=(), words=(), sought=sought_in(question, question))
    return selector.select(Retrieved(scope, asked), view)


def quotes(selected):
    return [[item.quote for item in school.evidence] for school in selected.schools]


def test_where_no_report_names_the_problem_what_they_say_of_the_subject_is_told():
    rare, seldom = "Bullying is rare.", "Bullying hardly ever happens."
    selected = chosen("Is bullying a problem in any school?", [passage(ELM.id, 0, rare)], [passage(ASH.id, 0, seldom)])
    assert quotes(selected) == [[rare], [seldom]]
    assert (
        selected.lead == "Nothing that was found names something to improve in bullying. What reports of 2 schools say:"
    )


def test_where_one_report_names_the_problem_the_others_are_not_put_beside_it():
    selected = chosen(
        "Is bullying a problem in any school?",
        [passage(ELM.id, 0, "Bullying is rare.")],
        [passage(ASH.id, 0, "Bullying is a weakness that leaders have failed to address.")],
    )
    assert [len(each) for each in quotes(selected)] == [0, 1]
    assert selected.lead == ""


def test_whose_view_is_asked_for_gives_it():
    view, mention = "Parents say that they are happy with the school.", "Teachers meet parents at the gate."
    selected = chosen("What do parents think of Elm Park?", [passage(ELM.id, 0, mention, view, "They join the queue.")])
    assert quotes(selected) == [[view]]


def test_where_nobody_s_view_is_given_what_is_said_of_them_stands():
    mention = "Parents are met at the gate and join the queue."
    assert quotes(chosen("What do parents think of Elm Park?", [passage(ELM.id, 0, mention)])) == [[mention]]


@pytest.mark.parametrize("heading", ["8. Governance", "Governance"])
def test_a_numbered_heading_names_its_subject(heading):
    said = "They meet each month."
    selected = chosen("What do the reports say about governance?", [passage(ELM.id, 0, said, heading=heading)])
    assert quotes(selected) == [[said]]


def test_leaders_who_act_are_not_what_is_asked_about():
    on_governors = "Governors hold leaders to account with the queue of questions they ask."
    other = "Leaders have listened, but have not yet lightened the queue."
    selected = chosen(
        "How well do governors hold leaders to account?",
        [passage(ELM.id, 0, on_governors, other, heading="Leadership and governance")],
        [passage(ASH.id, 0, other, heading="Leadership and governance")],
    )
    assert quotes(selected) == [[on_governors], []]


def test_a_passage_on_another_subject_answers_for_none_on_this_one():
    selected = chosen(
        "Which schools make pupils queue for reading books?",
        [passage(ELM.id, 0, "Reading books are new."), passage(ELM.id, 1, "There is a queue for lunch.")],
        [passage(ASH.id, 0, "There is a queue for reading books.")],
    )
    assert quotes(selected) == [[], ["There is a queue for reading books."]]
