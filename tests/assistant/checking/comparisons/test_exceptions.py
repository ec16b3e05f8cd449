"""What is true of all but one is not true of all, and says nothing against another."""

import pytest

from assistant.checking.checker import barring, conflicts_of, plainly
from assistant.checking.comparisons.comparison import Relation
from assistant.checking.comparisons.exceptions import EXCEPTED, in_exception, left_out
from assistant.checking.plain import reason_lines
from assistant.checking.verdict import Verdict
from ingest.documents import Span

ALL_BUT_ONE = "Pupils with SEND achieve well in all subjects except mathematics."


def test_a_claim_on_all_is_contradicted_by_the_one_that_is_excepted():
    checked = plainly(ALL_BUT_ONE, "Pupils with SEND achieve well in all subjects.")
    assert checked is not None
    assert checked.verdict is Verdict.CONTRADICTED
    assert reason_lines(checked.verdict, checked.reasons, "", ALL_BUT_ONE) == [
        "The passage makes an exception of it: “except mathematics”."
    ]


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Attendance is high in every year group.", "Attendance is high in every year group apart from Year 3."),
        ("Staff use the new plans.", "Staff use the new plans, with the exception of the science team."),
    ],
)
def test_a_claim_that_leaves_the_exception_out_is_not_borne_out(claim, sentence):
    assert left_out(claim, sentence).facet == EXCEPTED
    assert EXCEPTED in barring()


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Pupils with SEND achieve well in most subjects.", ALL_BUT_ONE),
        ("Pupils with SEND achieve well in all subjects apart from mathematics.", ALL_BUT_ONE),
        ("The school is excluding fewer pupils.", "The school is excluding fewer pupils than before."),
        (
            "Teachers set aside an hour each day for writing.",
            "Teachers set aside an hour each day for writing, yet books show little gain, except among girls.",
        ),
    ],
)
def test_nothing_is_left_out_where_the_claim_leaves_room_or_the_exception_is_of_something_else(claim, sentence):
    assert left_out(claim, sentence) is None


def test_what_is_excepted_is_not_held_against_another():
    claim = "Pupils with SEND achieve well in science."
    place = Span(ALL_BUT_ONE.index("mathematics"), ALL_BUT_ONE.index("mathematics") + len("mathematics"))
    assert in_exception(place, claim, ALL_BUT_ONE)
    assert conflicts_of(claim, ALL_BUT_ONE) == []
    assert not in_exception(place, "All but science: pupils achieve well except in science.", ALL_BUT_ONE)


def test_an_exception_of_all_conflicts_and_one_of_some_only_bars():
    assert left_out("Pupils with SEND achieve well in all subjects.", ALL_BUT_ONE).relation is Relation.CONFLICTS
    assert left_out("Staff use the plans.", "Staff use the plans, except for one team.").relation is Relation.DROPPED
