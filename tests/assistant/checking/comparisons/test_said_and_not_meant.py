"""What is said only of a case, is disputed, or is said in another way with the same words."""

import pytest

from assistant.checking.checker import barring, conflicts_of
from assistant.checking.comparisons.comparison import Relation
from assistant.checking.comparisons.meaning import comparisons
from assistant.checking.plain import reason_lines
from assistant.checking.verdict import Reason, Verdict
from ingest.documents import Span

BY_A_THIRD = "The number of pupils has fallen by a third since 2020."
TWO_YEARS = "The head of music was appointed in 2021, two years after the head of art."
NOT_SLOW = "Leaders have not been slow to tackle weak teaching."


def compared(claim, evidence):
    return comparisons(claim, evidence, Span(0, len(evidence)))


def conflicts(claim, evidence):
    return [one.facet for one in compared(claim, evidence) if one.relation is Relation.CONFLICTS]


@pytest.mark.parametrize(
    ("claim", "evidence", "kind"),
    [
        ("Attendance is above average.", "Attendance would be above average if holidays were left out.", "only if"),
        (
            "Behaviour is exceptional.",
            "Inspectors did not agree with leaders that behaviour is exceptional.",
            "disputed",
        ),
        ("Pupils make good progress.", "There is no evidence that pupils make good progress.", "disputed"),
    ],
)
def test_what_would_be_so_and_what_is_disputed_is_not_borne_out(claim, evidence, kind):
    found = [one.facet for one in compared(claim, evidence) if one.facet in barring()]
    assert kind in found


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        (
            "Attendance would be above average without holidays.",
            "Attendance would be above average if holidays were out.",
        ),
        (
            "Inspectors disputed that behaviour is exceptional.",
            "Inspectors did not agree that behaviour is exceptional.",
        ),
        ("Pupils would benefit from more books.", "Pupils would benefit from more books."),
        ("Adults will help pupils.", "Pupils do not doubt that adults will help them."),
        ("Pupils miss work that matters.", "Absence denies pupils the work that matters."),
    ],
)
def test_a_claim_that_says_as_much_is_left_alone(claim, evidence):
    assert not {one.facet for one in compared(claim, evidence)} & {"only if", "disputed"}


def test_the_reader_is_told_so():
    said = reason_lines(Verdict.NOT_CHECKED, [Reason("disputed", "", "did not agree that")], "x", "y")
    assert said == ["The passage disputes this (“did not agree that”)."]
    said = reason_lines(Verdict.NOT_CHECKED, [Reason("only if", "", "would be")], "x", "y")
    assert said == ["The passage says what would be so (“would be”), not what is."]


def test_a_fall_by_a_third_is_no_fall_to_a_third():
    assert conflicts("The number of pupils has fallen to a third since 2020.", BY_A_THIRD) == ["percent"]
    assert conflicts("The number of pupils has dropped by a third since 2020.", BY_A_THIRD) == []


def test_a_year_that_the_evidence_lets_one_work_out_is_not_held_against_the_claim():
    assert conflicts("The head of art was appointed in 2019.", TWO_YEARS) == []
    assert conflicts("The head of art was appointed in 2017.", TWO_YEARS) == ["year"]


def test_nearly_half_is_just_under_fifty_per_cent_and_not_more_than_half():
    evidence = "Nearly half of pupils speak English as an additional language."
    assert conflicts_of("Just under 50% of pupils speak English as an additional language.", evidence) == []
    assert conflicts_of("More than half of pupils speak English as an additional language.", evidence)


def test_not_slow_to_act_denies_nothing_that_was_acted_on_and_still_denies_slowness():
    assert "polarity" not in conflicts("Leaders have acted quickly on weak teaching.", NOT_SLOW)
    assert "polarity" in conflicts("Leaders have been slow to tackle weak teaching.", NOT_SLOW)


def test_what_a_clause_denies_of_some_is_not_held_against_what_another_says_of_all():
    evidence = "Some pupils said they did not feel safe on the bus, but all felt safe in school."
    assert not [
        one for one in conflicts_of("All pupils said they feel safe in school.", evidence) if one.facet == "quantity"
    ]
