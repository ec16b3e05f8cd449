"""A fraction is held against so many of so many: what they cannot be conflicts, what they are agrees."""

import pytest

from assistant.checking.checker import barring, conflicts_of, plainly
from assistant.checking.comparisons.comparison import Relation
from assistant.checking.comparisons.meaning import comparisons
from assistant.checking.comparisons.parts import NO_SUCH_SHARE, compare_parts, no_such_share, parts
from assistant.checking.plain import reason_lines
from assistant.checking.verdict import Reason, Verdict
from ingest.documents import Span

BOATS = "Seven of the eleven pupils who learn to sail have passed the first test."
READERS = "The scheme is well run, but it reaches just 38 of the 91 pupils in Years 7 to 9 who read slowly."
PLANS = "Of the 38 pupils on the first plans, 15 are attending more often."
STAFF = "In the survey, all but two of the 46 staff who replied said that their workload was fair."


def relation(claim, evidence):
    return [str(one.relation) for one in compare_parts(claim, evidence)]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("A third of the eleven pupils who learn to sail have passed the first test.", BOATS),
        ("Fewer than half of the pupils who learn to sail have passed the first test.", BOATS),
        ("All but two of the pupils who learn to sail have passed the first test.", BOATS),
        (
            "The scheme is well run but reaches fewer than a third of the pupils in Years 7 to 9 who read slowly.",
            READERS,
        ),
        ("The scheme is well run and reaches most of the pupils in Years 7 to 9 who read slowly.", READERS),
        ("Half of the 38 pupils on the first plans are attending more often.", PLANS),
        ("All of the 46 staff who replied said that their workload was fair.", STAFF),
        (
            "By May, fewer than a quarter of the pupils in Year 10 had met an employer.",
            "Too few meet employers: by May, 62 of the 174 pupils in Year 10 had met an employer, and none in Year 9.",
        ),
    ],
)
def test_a_share_that_so_many_of_so_many_cannot_be_is_contradicted(claim, evidence):
    assert conflicts_of(claim, evidence)


def test_the_figures_are_shown_beside_the_share():
    claim = "Half of the 38 pupils on the first plans are attending more often."
    (one,) = conflicts_of(claim, PLANS)
    assert (one.claim.of(claim), one.evidence.of(PLANS)) == ("Half", "38 pupils on the first plans, 15")


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Most of the eleven pupils who learn to sail have passed the first test.", BOATS),
        ("Nearly two thirds of the pupils who learn to sail have passed the first test.", BOATS),
        ("All but four of the pupils who learn to sail have passed the first test.", BOATS),
        (
            "The scheme is well run but reaches about four in ten of the pupils in Years 7 to 9 who read slowly.",
            READERS,
        ),
        ("The scheme is well run but reaches fewer than half of the pupils in Years 7 to 9 who read slowly.", READERS),
        ("Nearly all of the staff who replied said that their workload was fair.", STAFF),
    ],
)
def test_a_share_that_so_many_of_so_many_are_agrees(claim, evidence):
    assert relation(claim, evidence) == ["agrees"]
    compared = comparisons(claim, evidence, Span(0, len(evidence)))
    assert not [one for one in compared if one.relation is Relation.CONFLICTS]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        # other pupils, another thing said of them, what is not so of the rest, a figure that counts no part
        ("Half of the pupils who learn to row have won a medal.", BOATS),
        ("Most of its places were filled when inspectors visited.", "Two of its nine places were vacant at the visit."),
        ("Governors accepted most of the recommendations.", "Governors rejected six of its eleven recommendations."),
        ("Every pupil has a coach.", "Every one of the 60 pupils has a coach."),
        (
            "Half of the 30 pupils travel by bus.",
            "Of the 30 pupils who travel by bus, three times as many are in Year 7.",
        ),
        ("By Year 5 Spanish is taught in all six schools.", "Four of our six schools teach Spanish from Year 3."),
        ("Not all of the nine pupils have begun a course.", "Six of the nine pupils have not begun a course."),
        ("The most able pupils passed the first test.", "Two of the nine most able pupils passed the first test."),
    ],
)
def test_nothing_is_worked_out_where_the_figures_are_of_something_else(claim, evidence):
    assert relation(claim, evidence) == []


def test_all_but_so_many_are_taken_off():
    assert [round(part.low, 1) for part in parts(STAFF)] == [95.7]


def test_a_fraction_that_no_sentence_gives_bars_supported_and_says_so():
    sentence = "Pupils in Year 8 stay for a club after lessons."
    found = no_such_share("A third of the pupils in Year 8 stay for a club after lessons.", sentence)
    assert found is not None
    assert found.facet == NO_SUCH_SHARE
    assert NO_SUCH_SHARE in barring()
    assert (
        no_such_share("A third of the pupils in Year 8 stay for a club.", "Of 90 in Year 8, 31 stay for a club.")
        is None
    )
    reasons = [Reason(NO_SUCH_SHARE, "A third", "")]
    assert reason_lines(Verdict.NOT_CHECKED, reasons, "", sentence) == [
        "The passage does not say how many they are: “A third” is the draft’s."
    ]


def test_a_share_that_lies_near_is_shown_beside_the_figures_and_proves_nothing():
    claim = "Two thirds of the ten pupils in the choir read music."
    evidence = "Six of the ten pupils in the choir read music."
    assert conflicts_of(claim, evidence) == []
    (one,) = compare_parts(claim, evidence)
    reasons = [Reason(one.facet, one.claim.of(claim), one.evidence.of(evidence))]
    assert reason_lines(Verdict.NOT_CHECKED, reasons, claim, evidence) == [
        "The draft says “Two thirds”; the passage says “Six of the ten”."
    ]


ALL_BUT = "All but three of the pupils in Year 6 can swim a length."


def test_all_is_contradicted_by_all_but_some():
    claim = "All of the pupils in Year 6 can swim a length."
    assert [(one.claim.of(claim), one.evidence.of(ALL_BUT)) for one in conflicts_of(claim, ALL_BUT)] == [
        ("All", "All but three")
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "Nearly all of the pupils in Year 6 can swim a length.",
        "All but three of the pupils in Year 6 can swim a length.",
        "Not all of the pupils in Year 6 can swim a length.",
    ],
)
def test_all_but_some_is_no_conflict_with_what_leaves_room_or_speaks_of_others(claim):
    assert conflicts_of(claim, ALL_BUT) == []


@pytest.mark.parametrize("share", ["Nearly two thirds of the eleven", "Most of the", "More than half of the eleven"])
def test_a_share_that_agrees_bears_out_a_claim_that_is_else_the_sentence(share):
    checked = plainly(BOATS, f"{share} pupils who learn to sail have passed the first test.")
    assert checked is not None
    assert checked.verdict is Verdict.SUPPORTED


def test_a_share_that_agrees_bears_out_nothing_else():
    assert plainly(BOATS, "Most of the eleven pupils who learn to sail enjoy the first test.") is None


OF_SOME = [
    ("Most pupils attend well.", "Of the 38 pupils with an education, health and care plan, 15 attend well."),
    ("50% of pupils are boys.", "30 of the 50 pupils in the sixth form are boys."),
    ("A quarter of pupils are disadvantaged.", "20 of the 40 pupils in Year 1 are disadvantaged."),
    ("Most staff feel supported.", "Eight of the ten early career staff feel supported."),
    ("All pupils passed the check.", "In one class, 28 of the 28 pupils passed the check."),
]


@pytest.mark.parametrize(("claim", "evidence"), OF_SOME)
def test_the_share_of_some_of_a_group_decides_nothing_of_the_whole(claim, evidence):
    assert plainly(evidence, claim) is None
    assert [(one.facet, str(one.relation)) for one in compare_parts(claim, evidence)] == [(NO_SUCH_SHARE, "dropped")]


@pytest.mark.parametrize(
    ("claim", "evidence", "verdict"),
    [
        ("Most staff feel supported.", "Eight of the ten staff feel supported.", Verdict.SUPPORTED),
        ("Most staff feel supported.", "Two of the ten staff feel supported.", Verdict.CONTRADICTED),
        ("Most pupils attend well.", f"{OF_SOME[0][1]} 80 of the 90 pupils attend well.", Verdict.SUPPORTED),
    ],
)
def test_the_share_of_the_whole_group_decides(claim, evidence, verdict):
    assert plainly(evidence, claim).verdict is verdict


def test_all_is_denied_by_those_of_some_who_are_left_out():
    claim, evidence = "All staff feel supported.", "Eight of the ten early career staff feel supported."
    assert plainly(evidence, claim).verdict is Verdict.CONTRADICTED
