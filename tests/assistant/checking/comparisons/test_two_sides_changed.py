"""Who mentors whom: two groups before and behind the same words, the other way round; and a fraction and its rest."""

import pytest

from assistant.checking.checker import conflicts_of, plainly
from assistant.checking.comparisons.swapped import swapped
from assistant.checking.verdict import Verdict

MENTORS = "Year 6 pupils act as mentors to children in Reception."


def test_those_who_are_mentored_are_not_the_mentors():
    checked = plainly(MENTORS, "Children in Reception act as mentors to Year 6 pupils.")
    assert checked is not None
    assert checked.verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Year 6 pupils act as mentors to children in Reception.", MENTORS),
        ("Children in Reception are mentored by Year 6 pupils.", "Year 6 pupils mentor children in Reception."),
        ("Reading in Year 2 matches reading in Year 1.", "Reading in Year 1 matches reading in Year 2."),
        ("Reception and Year 1 pupils sing.", "Year 1 and Reception pupils sing."),
    ],
)
def test_passives_likenesses_and_lists_say_the_same_both_ways(claim, evidence):
    assert swapped(claim, evidence) == []


def test_two_thirds_who_fell_short_are_no_conflict_with_a_third_who_did_not():
    evidence = "Only a third of disadvantaged pupils reached the expected standard in writing."
    assert (
        conflicts_of("Two thirds of disadvantaged pupils fell short of the expected standard in writing.", evidence)
        == []
    )
    assert conflicts_of("Two thirds of disadvantaged pupils reached the expected standard in writing.", evidence)


PROVIDES = "The trust provides each school with a named partner, who visits every half term."


def test_who_provides_is_not_who_is_provided_with():
    found = swapped("Each school provides the trust with a named partner.", PROVIDES)
    assert [(one.claim.start, one.evidence.of(PROVIDES)) for one in found] == [(5, "trust"), (25, "school")]
    assert swapped("The trust provides each school with a named partner.", PROVIDES) == []
    assert swapped("A careful review of plans.", "Plans are reviewed with care.") == []
    assert swapped("Pupils read and write.", "Pupils write and read.") == []
