"""What a question asks beyond a broad subject, and which sentences speak of just that."""

import pytest

from assistant.answering.lookups.narrow import narrow_of, used_of
from assistant.questions.aim import aim_of
from assistant.questions.rewording import reword


def narrow(question):
    found = narrow_of(question, question, aim_of(question).topics)
    assert found is not None
    return found


UNREGISTERED = narrow("What do reports say about unregistered alternative provision?")
CARERS = narrow("What do reports say about young carers?")
UNEVEN = narrow("What do reports say about inconsistent experiences of pupils with SEND?")


def test_what_is_said_of_the_broad_subject_does_not_speak_of_the_narrow_one():
    assert [topic.name for topic in UNREGISTERED.topics] == ["alternative provision"]
    assert not UNREGISTERED.said("Alternative provision is used sparingly.")
    assert UNREGISTERED.said("Of the two alternative providers, one is unregistered.")


def test_the_sentences_beside_it_may_name_the_subject_but_not_the_whole_thing():
    assert UNREGISTERED.said("One of them is unregistered.", before="Two alternative providers are used.")
    assert not UNREGISTERED.said("Two alternative providers are used.", after="One of them is unregistered.")


def test_set_names_for_everybody_name_nobody_in_particular():
    assert CARERS.said("Young carers meet every month.")
    assert not CARERS.said("Children and young people and their parents and carers are heard.")


def test_words_side_by_side_must_stand_near_each_other():
    deaf = narrow("What do reports say about hearing impairment?")
    assert deaf.said("Pupils with an impairment of hearing are taught well.")
    homes = narrow("What do reports say about children's homes?")
    assert homes.said("Those who live in children’s homes attend well.")
    assert not homes.said("Parents help their children at home.")
    assert not deaf.said("A hearing was held last year, and later that term the visual impairment team came.")


def test_a_word_of_need_is_said_by_any_need_only_loosely():
    assert UNEVEN.said("The experiences of pupils with SEND are inconsistent.")
    poor = "Help for pupils with SEND is patchy."
    assert not UNEVEN.said(poor)
    assert UNEVEN.said(poor, loosely=True)


def test_one_of_a_kind_is_not_said_by_what_somebody_does():
    lift = narrow("Does any report mention a lift?")
    assert lift.said("Two lifts serve the upper floor.")
    assert not lift.said("Leaders have lifted the school.")


def test_a_mention_must_be_of_the_word_itself_and_a_subject_alone_narrows_nothing():
    swimming = narrow("Does any report mention swimming?")
    assert not swimming.said("Sport is popular.")
    assert swimming.said("Pupils swim each week.")
    assert not swimming.beyond


@pytest.mark.parametrize(
    "question",
    [
        "What do reports say about attendance?",
        "What do reports say about the quality of phonics teaching?",
        "What do reports say about how pupils learn to read?",
        "What do reports say about getting pupils ready for work - visits, placements, talks?",
        "Which schools send pupils home?",
        "How is attendance?",
    ],
)
def test_questions_of_another_kind_or_of_nothing_more_are_left_alone(question):
    assert narrow_of(question, question, aim_of(question).topics) is None


def test_any_of_several_things_answers():
    either = narrow("Do any reports mention goats or hens?")
    assert either.said("Hens roam the yard.")
    assert not either.said("Cows roam the yard.")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Does the school use drama in English?", "drama"),
        ("Do teachers at the school use knowledge organisers?", "knowledge organisers"),
        ("Are iris scanners used at the school?", "iris scanners"),
    ],
)
def test_a_practice_that_one_school_is_asked_for_must_be_named(question, text):
    practice = used_of(question)
    assert practice is not None
    assert practice.text == text
    assert practice.said(f"Staff rely on {text} every day.")
    assert not practice.said("Staff knowledge in English is assured.")


def test_grouping_by_attainment_is_not_told_by_a_word_that_only_looks_like_it():
    practice = used_of(reword("Does the school use setting in maths?"))
    assert practice is not None
    assert practice.said("In Years 5 and 6, pupils are taught in ability groups.")
    assert practice.said("Pupils work in sets by prior attainment.")
    assert not practice.said("Staff in this setting know the children well.")
    assert not practice.said("A set of books was bought for mathematics.")
    assert not practice.said("They do as well as the same group nationally.", after="Their average attainment rose.")


@pytest.mark.parametrize(
    "question",
    [
        "Does the school use phonics?",
        "Does the school use assessment well?",
        "Is pupil premium funding used effectively?",
        "Does the school have a library?",
        "How does the school use tutors?",
    ],
)
def test_subjects_and_how_well_a_thing_is_used_are_left_to_retrieval(question):
    assert used_of(question) is None


SIGNING = used_of("Do staff at the school use sign language?")


@pytest.mark.parametrize(
    "text",
    [
        "Adults sing, sign and wait.",
        "Pupils use voices, switches and signing.",
        "Some talk, some sign.",
        "BSL is taught.",
    ],
)
def test_a_practice_is_said_by_the_other_names_that_reports_have_for_it(text):
    assert SIGNING.said(text)


@pytest.mark.parametrize(
    "text",
    [
        "There are signs of improvement.",
        "Staff know the sign of a child at risk.",
        "Visits end in a note that leaders and governors sign in turn.",
        "Parents and carers sign the register.",
        "Speech and language therapists visit.",
    ],
)
def test_signs_and_signatures_are_no_signing(text):
    assert not SIGNING.said(text)


def test_a_deputy_is_another_thing():
    heads = narrow("Do any reports mention a permanent headteacher?")
    assert heads.said("A permanent headteacher arrived.")
    assert not heads.said("A permanent deputy headteacher joined the school.")
