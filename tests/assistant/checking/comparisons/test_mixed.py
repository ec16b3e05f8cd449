"""A claim mixed of two statements is not borne out, though every word of it stands there."""

import pytest

from assistant.checking.checker import barring, plainly
from assistant.checking.comparisons.mixed import MIXED, mixed
from assistant.checking.plain import reason_lines
from assistant.checking.verdict import Reason, Verdict

BEHAVIOUR = (
    "Staff manage behaviour consistently in the main school. "
    "In the sixth form centre, low expectations of punctuality persist."
)
PROJECTS = "Every pupil in Year 9 completes a community project; about a quarter of them lead one."
CHALLENGED = "The trust challenges schools where attendance falls below 94%."


@pytest.mark.parametrize(
    ("claim", "evidence", "kind", "words"),
    [
        (
            "Low expectations of punctuality persist in the main school.",
            BEHAVIOUR,
            "said of another place",
            "In the sixth form centre",
        ),
        (
            "Pupils behave well at lunchtime.",
            "Pupils behave well in lessons. At lunchtime, supervision is weak and some are unkind.",
            "said of another place",
            "in lessons",
        ),
        (
            "New teachers say that marking takes too long.",
            "Staff who are new feel well supported. More experienced staff say that marking takes too long.",
            "said of their opposite",
            "More experienced staff",
        ),
        ("About a quarter of Year 9 pupils complete a community project.", PROJECTS, "said of another share", "Every"),
        ("Attendance in the trust is below 94%.", CHALLENGED, "only a condition", "where attendance falls below 94%"),
    ],
)
def test_what_is_said_of_another_place_or_share_or_on_a_condition_is_not_borne_out(claim, evidence, kind, words):
    (found,) = mixed(claim, evidence)
    assert (found.facet, found.evidence.of(evidence)) == (kind, words)
    assert found.facet in MIXED <= barring()


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Staff manage behaviour consistently in the main school.", BEHAVIOUR),
        ("Low expectations of punctuality persist in the sixth form centre.", BEHAVIOUR),
        ("All Year 9 pupils complete a community project.", PROJECTS),
        ("About a quarter of Year 9 pupils lead a project.", PROJECTS),
        ("Schools are challenged where attendance falls below 94%.", CHALLENGED),
        ("In July 9% of reports were late.", "Few reports were late in July, when 9% were over the limit."),
        (
            "Planning was least clear in music.",
            "Planning was clearest in computing. It was least clear in music, which has no leader.",
        ),
        ("New staff are well supported.", "Experienced staff help colleagues, and new staff are well supported."),
        ("New staff feel supported.", "Experienced staff feel supported, and new staff feel supported too."),
        ("Younger pupils read well.", "Both older and younger pupils read well."),
        ("Pupils make progress in reading.", "Reading is taught well, and pupils make progress in it."),
    ],
)
def test_what_is_said_of_its_own_place_and_share_is_left_alone(claim, evidence):
    assert mixed(claim, evidence) == []


def test_the_reader_is_told_where_the_passage_says_so():
    lines = reason_lines(Verdict.NOT_CHECKED, [Reason("said of another place", "", "in the sixth form")], "x", "y")
    assert lines == ["The passage says so elsewhere: “in the sixth form”."]


def test_what_was_so_before_somebody_came_is_not_said_outright_of_now():
    evidence = "Before the current headteacher arrived, bullying was common. Pupils now say that it is rare."
    assert plainly(evidence, "Bullying is common.") is None
