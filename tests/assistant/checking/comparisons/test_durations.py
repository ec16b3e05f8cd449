"""Two terms are not two years."""

import pytest

from assistant.checking.checker import plainly
from assistant.checking.comparisons.durations import compare_durations, durations
from assistant.checking.verdict import Verdict

TERMS = "The school was without a permanent leader for two terms."


def test_the_same_figure_with_another_unit_of_time_is_a_contradiction():
    checked = plainly(TERMS, "The school was without a permanent leader for two years.")
    assert checked is not None
    assert (checked.verdict, [(r.claim, r.evidence) for r in checked.reasons]) == (
        Verdict.CONTRADICTED,
        [("two years", "two terms")],
    )


@pytest.mark.parametrize(
    "claim",
    [
        "The school was without a permanent leader for two terms.",
        "The school was without a permanent leader for three years.",
        "There are two leaders.",
    ],
)
def test_the_same_unit_other_figures_and_other_things_are_not_compared_here(claim):
    assert compare_durations(claim, TERMS) == []


def test_year_groups_and_ages_are_no_stretches_of_time():
    assert durations("Pupils in Year 6 and two-year-olds in the nursery") == []
    assert [(d.figure, d.unit) for d in durations("a whole term, 3 days and half-term")] == [
        ("one", "term"),
        ("three", "day"),
    ]


def test_figures_and_their_words_are_one():
    said, stated = "Staff trained for 13 weeks.", "Staff trained for thirteen months, then for 30 days."
    assert [d.figure for d in durations(said + " " + stated)] == ["thirteen", "thirteen", "30"]
    assert len(compare_durations(said, stated)) == 1
