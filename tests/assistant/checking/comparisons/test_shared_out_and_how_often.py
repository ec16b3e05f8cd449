"""Figures shared out between two kinds, what there may be at most, and how often in other forms of the words."""

import pytest

from assistant.checking.checker import conflicts_of

PROVIDERS = "The school uses two farm sites, one insured and one uninsured: Oat Lane and Long Acre."
PLACES = "The base is for up to ten pupils who are deaf. Eight pupils currently attend."
FORCE = "Restraint of pupils is used sparingly and only as a last resort."


def told(claim, evidence):
    return [(one.claim.of(claim), one.evidence.of(evidence)) for one in conflicts_of(claim, evidence)]


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The school uses two insured farm sites.", ("two", "one insured")),
        ("At the school, two uninsured farm sites are used.", ("two", "one uninsured")),
        ("Both farm sites are uninsured.", ("Both", "one uninsured")),
    ],
)
def test_one_of_each_kind_is_not_two_of_one(claim, words):
    assert told(claim, PROVIDERS) == [words]


@pytest.mark.parametrize(
    "claim",
    [
        "The school uses two farm sites.",
        "The school uses one insured farm site.",
        "The school uses two farm sites, one of them insured.",
        "The school uses one insured and one uninsured farm site.",
        "Two insured drivers take pupils.",
    ],
)
def test_what_the_figures_say_or_do_not_speak_of_is_no_conflict(claim):
    assert told(claim, PROVIDERS) == []


def test_what_there_may_be_at_most_is_not_what_there_is():
    assert told("Ten pupils currently attend.", PLACES) == [("Ten", "Eight")]
    assert told("Eight pupils currently attend.", PLACES) == []
    assert told("The base is for ten pupils who are deaf.", PLACES) == []


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("Restraint of pupils is common at the school.", ("common", "sparingly")),
        ("The school uses restraint of pupils often.", ("often", "sparingly")),
        ("Restraint of pupils is routinely used.", ("routinely", "sparingly")),
    ],
)
def test_often_is_held_against_sparingly_where_all_else_is_the_same(claim, words):
    assert told(claim, FORCE) == [words]


@pytest.mark.parametrize(
    "claim",
    [
        "Restraint of pupils is used rarely.",
        "Restraint of pupils is not used often.",
        "Restraint of pupils is becoming less common.",
        "Restraint of pupils is often filmed on the school’s cameras.",
    ],
)
def test_the_same_in_other_words_and_what_is_said_of_something_else_is_no_conflict(claim):
    assert told(claim, FORCE) == []


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Serious incidents are rare in the school.", "Staff always record serious incidents."),
        ("Low-level disruption is rare in lessons.", "Teachers always challenge low-level disruption in lessons."),
        ("Pupils rarely use derogatory language.", "Staff always challenge pupils who use derogatory language."),
        ("Staff routinely tackle bullying.", "Staff tackle bullying on the rare occasions it happens."),
        ("Pupils regularly attend clubs.", "Pupils rarely miss the clubs they attend."),
        ("The school has common routines for behaviour.", "Pupils rarely challenge the behaviour routines."),
        ("Leaders rarely set common homework tasks.", "Leaders set common homework tasks."),
    ],
)
def test_how_often_something_else_is_done_about_the_same_is_no_conflict(claim, evidence):
    assert conflicts_of(claim, evidence) == []


def test_who_does_it_may_stand_in_one_of_the_two_alone():
    assert told("Physical restraint is often used.", "Physical restraint is used sparingly by staff.") == [
        ("often", "sparingly")
    ]


SCHOOLS = "The trust has seven schools, four new and three old, in Kent and Sussex."


@pytest.mark.parametrize(
    "claim",
    [
        "The two new schools in Kent joined.",
        "Two new schools in Kent joined.",
        "Both new schools in Sussex are full.",
        "The two new schools joined.",
    ],
)
def test_some_of_a_kind_are_not_all_of_it(claim):
    assert told(claim, SCHOOLS) == []


def test_all_of_a_kind_are_as_many_as_the_sentence_says():
    assert told("The trust has two new schools.", SCHOOLS) == [("two", "four new")]
