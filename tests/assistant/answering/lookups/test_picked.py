"""A school does what is asked only where a sentence says the deed and the thing it is done to."""

from types import SimpleNamespace

import numpy as np
import pytest

from assistant.answering.evidence import AskedSchool, Evidence, Retrieved, SchoolEvidence, SelectedEvidence
from assistant.answering.lookups.picked import Picked, Says
from assistant.answering.ranking.relevance import Candidate
from assistant.questions.aim import aim_of
from assistant.questions.predicate import predicate_of
from ingest.documents import Sentence
from ingest.embedding import WordVectors

NO_STEP = SimpleNamespace(is_step=lambda sentence: False)


def says(question, text, before=None, places=NO_STEP, embed=None):
    predicate = predicate_of(question, aim_of(question, picks=True))
    test = Says(predicate, places, embed, nearly=embed is not None)
    lead = Sentence(before, ()) if before else None
    return test(Candidate(Sentence(text, ()), None, lead))


@pytest.mark.parametrize(
    "text",
    [
        "The two infant schools share staff and a minibus.",
        "A pastoral worker, shared with the school next door, calls on families.",
        "It has a nurse and two psychologists who are shared across the trust.",
        "The shared staff are known to every child.",
    ],
)
def test_the_deed_beside_its_object_is_said_in_any_form_and_of_any_kind_of_the_thing(text):
    assert says("Which schools share staff?", text)


@pytest.mark.parametrize(
    "text",
    [
        "Staff are kind.",
        "Staff see to it that pupils with the greatest needs have their fair share.",
        "Staff share plans with one another.",
        "A shared programme gives colleagues time to watch experts.",
        "Leaders should share staff with the nursery.",
        "Governors would like to share staff with the nursery.",
        "Staff work hard all year round in the old building by the river, and pupils of every age share the hall.",
    ],
)
def test_one_word_alone_a_noun_another_object_or_a_wish_says_it_not(text):
    assert not says("Which schools share staff?", text)


def test_a_wish_says_it_where_wishes_are_asked_for():
    assert says("Which schools plan to expand?", "Trustees plan to expand the base.")
    assert not says("Which schools expand clubs?", "Trustees plan to expand clubs.")


def test_who_trains_as_a_teacher_trains_no_teachers():
    question = "Which schools train teachers?"
    assert says(question, "The school trains teachers for the whole county.")
    assert not says(question, "Three assistants left to train as teachers.")


@pytest.mark.parametrize(
    "text",
    ["Training for teachers is thorough.", "Teachers value the joint training with colleagues from other towns."],
)
def test_training_for_somebody_is_a_thing_and_says_not_who_trains(text):
    assert not says("Which schools train teachers?", text)
    assert says("Which schools work with nurses?", "It is working with nurses from the clinic.")


def test_a_sentence_is_read_with_the_one_that_it_leans_on():
    question = "Which schools teach Latin?"
    assert says(question, "It is taught from Year 7 by teachers who know it well.", "Latin is new.")
    assert not says(question, "Choirs are taught from Year 7.", "Latin is new.")


def test_a_next_step_tells_of_nothing_that_is_done():
    steps = SimpleNamespace(is_step=lambda sentence: True)
    assert not says("Which schools share staff?", "Share staff with the nursery.", places=steps)


def test_a_word_near_in_meaning_says_it_where_such_words_count():
    vectors = {"train": (1.0, 0.0), "coach": (0.9, 0.44), "cooks": (0.0, 1.0)}

    def embed(texts):
        told = []
        for text in texts:
            seen = [word.strip("?.") for word in text.lower().split()]
            rows = np.array([vectors.get(word, (0.0, 0.0)) for word in seen], dtype=np.float32)
            told.append(WordVectors(tuple(seen), rows, rows.sum(axis=0)))
        return told

    question = "Which schools train cooks?"
    assert says(question, "They coach cooks.", embed=embed)
    assert not says(question, "They coach cooks.")


def answered(speaking):
    """What is answered where a selector finds a sentence for the schools `speaking`, of two."""
    scope = SimpleNamespace(schools=(), others=(), first_documents=frozenset())

    def fitting(retrieved, question, test, most, least):
        told = [
            SchoolEvidence(name, True, (Evidence("d", "They share staff.", (), None, None, 1.0),)) for name in speaking
        ]
        return SelectedEvidence(scope, tuple(told))

    selector = SimpleNamespace(fitting=fitting, suffices=lambda found, question: False)
    asked = tuple(AskedSchool(name, True, ()) for name in ("Birch", "Elm"))
    steps = Picked(
        selector,
        look=lambda scope: None,
        retrieve=lambda scope: Retrieved(scope, asked),
        look_up=lambda scope, words: {},
        places=NO_STEP,
        embed=lambda texts: [WordVectors((), np.zeros((0, 2), np.float32), np.zeros(2, np.float32)) for _ in texts],
    )
    return steps.answer(
        scope, predicate_of("Which schools share staff?", aim_of("Which schools share staff?", picks=True))
    )


def test_schools_without_such_a_sentence_are_silent_beside_one_that_has_it():
    found = answered(["Elm"])
    assert [(school.name, bool(school.evidence)) for school in found.schools] == [("Birch", False), ("Elm", True)]


def test_a_question_is_left_to_retrieval_where_no_school_has_such_a_sentence():
    assert answered([]) is None
