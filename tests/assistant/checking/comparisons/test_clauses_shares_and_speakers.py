"""What is said in one clause, of some of a group or by some people is not said in another, of others or by others."""

import pytest

from assistant.checking.checker import barring, conflicts_of, plainly
from assistant.checking.comparisons.own_clause import OTHER_TIME, other_clause, other_time
from assistant.checking.comparisons.shares import CONVERSE, of_others
from assistant.checking.comparisons.speakers import SAID_BY_NONE, said_by_none
from assistant.checking.verdict import Verdict

WORKLOAD = "Workload is a concern for a small number of staff, but most say that leaders consider them."


@pytest.mark.parametrize(
    ("claim", "evidence", "words"),
    [
        ("Workload is a concern for most staff.", WORKLOAD, ("most", "a small number")),
        ("The sixth form requires improvement.", "The sixth form is good. The rest of the school requires improvement.",
         ("requires improvement", "is good")),
        ("Attendance rose in Year 5.", "Attendance fell in Year 5 but rose in Year 6.", ("rose", "fell")),
    ],
)  # fmt: skip
def test_a_word_of_another_clause_is_contradicted_by_the_claims_own(claim, evidence, words):
    (found,) = other_clause(claim, evidence)
    assert (found.claim.of(claim), found.evidence.of(evidence)) == words
    assert plainly(evidence, claim).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Workload is a concern for a small number of staff.", WORKLOAD),
        ("Workload is not a concern for most staff.", WORKLOAD),
        ("Most staff enjoy music.", WORKLOAD),
        ("The sixth form is good.", "The sixth form is good. The rest of the school requires improvement."),
    ],
)
def test_a_word_of_its_own_clause_a_denial_and_other_matters_are_left_alone(claim, evidence):
    assert other_clause(claim, evidence) == []


def test_most_of_those_who_attend_are_not_most_of_those_who_may():
    attending = "The majority of pupils who attend the club are eligible for free meals."
    assert of_others("The majority of pupils eligible for free meals attend the club.", attending).facet == CONVERSE
    assert of_others("The majority of pupils attending the club are eligible for free meals.", attending) is None
    assert of_others("Most pupils achieve well in reading.", "Most pupils in reading achieve well.") is None
    assert CONVERSE in barring()


def test_what_some_pupils_say_is_not_the_word_of_parents():
    evidence = "Pupils feel safe, but some say that staff do not follow up name-calling."
    found = said_by_none("Some parents say that staff do not follow up name-calling.", evidence)
    assert (found.facet, found.claim.of("Some parents say")) == (SAID_BY_NONE, "parents")
    assert said_by_none("Some pupils say that staff do not follow up name-calling.", evidence) is None
    assert said_by_none("Parents say that it is calm.", "It is calm.") is None
    assert SAID_BY_NONE in barring()


DIPPED = "Although outcomes dipped in 2023, they were above the national average in each of the two years before."


def test_what_was_so_in_the_years_before_was_not_so_in_the_year_named():
    found = other_time("Outcomes were above the national average in 2023.", DIPPED)
    assert (found.facet, found.evidence.of(DIPPED)) == (OTHER_TIME, "years before")
    assert other_time("Outcomes dipped in 2023.", DIPPED) is None
    assert other_time("Outcomes were above the national average.", DIPPED) is None
    assert OTHER_TIME in barring()


def test_most_without_are_no_denial_of_two_with():
    two = "Two of the seven primaries have a nursery."
    assert conflicts_of("Most primaries have no nursery.", two) == []
    assert conflicts_of("Most primaries have no nursery.", "Most primaries have a nursery.")
