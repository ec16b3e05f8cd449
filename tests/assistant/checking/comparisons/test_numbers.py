"""Numbers in claims and evidence: read as intervals of something, and compared like with like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.comparisons.comparison import Relation
from assistant.checking.comparisons.numbers import compare_numbers
from assistant.checking.words.numerals import NumberKind, numbers


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("61% of pupils", NumberKind.PERCENT, 61, 61),
        ("sixty-one per cent of pupils", NumberKind.PERCENT, 61, 61),
        ("one in five parents", NumberKind.PERCENT, 20, 20),
        ("two thirds of staff", NumberKind.PERCENT, 66.7, 66.7),
        ("three quarters of staff", NumberKind.PERCENT, 75, 75),
        ("between 50 and 60% of staff", NumberKind.PERCENT, 50, 60),
        ("about 60% of staff", NumberKind.PERCENT, 55, 65),
        ("a gap of 17 percentage points", NumberKind.POINTS, 17, 17),
        ("pupils in Year 6", NumberKind.STAGE, 6, 6),
        ("pupils in Years 3 to 6", NumberKind.STAGE, 3, 6),
        ("pupils in Years 7 and 8", NumberKind.STAGE, 7, 8),
        ("in key stage two", NumberKind.STAGE, 3, 6),
        ("in key stages 1 and 2", NumberKind.STAGE, 1, 6),
        ("in the sixth form", NumberKind.STAGE, 12, 13),
        ("pupils aged 3 to 11", NumberKind.AGE, 3, 11),
        ("11-year-olds", NumberKind.AGE, 11, 11),
        ("in 2024/25", NumberKind.YEAR, 2024, 2025),
        ("a grant of £1,200", NumberKind.MONEY, 1200, 1200),
        ("a grant of £1.2m", NumberKind.MONEY, 1_200_000, 1_200_000),
        ("a budget of £76.25\u00a0million", NumberKind.MONEY, 76_250_000, 76_250_000),
        ("two\u00a0hundred pupils", NumberKind.COUNT, 200, 200),
        ("twenty-three schools", NumberKind.COUNT, 23, 23),
        ("between 20 and 30 pupils", NumberKind.COUNT, 20, 30),
        ("two hundred pupils", NumberKind.COUNT, 200, 200),
        ("since May", NumberKind.MONTH, 5, 5),
        ("for the second time", NumberKind.ORDINAL, 2, 2),
    ],
)
def test_a_number_is_found_with_what_it_is_used_for_and_all_that_it_may_stand_for(text, kind, low, high):
    (found,) = numbers(text)
    assert (found.kind, found.low, found.high) == (
        kind,
        pytest.approx(low, abs=0.1),
        pytest.approx(high, abs=0.1),
    )


def test_may_and_march_are_months_only_with_a_capital():
    assert numbers("Leaders may march on.") == ()


@pytest.mark.parametrize(
    ("claim", "evidence", "relation"),
    [
        ("More than half of pupils met the standard.", "61% of pupils met the standard.", Relation.AGREES),
        ("Over forty pupils attend.", "About 20 pupils attend.", Relation.CONFLICTS),
        ("Between 20 and 30 pupils attend.", "25 pupils attend.", Relation.AGREES),
        ("25 pupils attend.", "Between 20 and 30 pupils attend.", Relation.UNSTATED),
        ("Up to 30 pupils attend.", "45 pupils attend.", Relation.CONFLICTS),
        ("About 60% of pupils met the standard.", "61% of pupils met the standard.", Relation.AGREES),
        ("Nearly 60% of pupils met the standard.", "59% of pupils met the standard.", Relation.AGREES),
        ("61% of pupils met the standard.", "61.4% of pupils met the standard.", Relation.AGREES),
        ("61.2% of pupils met the standard.", "61.4% of pupils met the standard.", Relation.CONFLICTS),
        ("81% met the standard.", "In 2024, 61% met the standard.", Relation.CONFLICTS),
        ("A third of pupils are absent.", "61% of pupils are absent.", Relation.CONFLICTS),
        ("Half of pupils are absent.", "48% of pupils are absent.", Relation.AGREES),
        ("A fifth of pupils are absent.", "Absence stands at 20% of pupils.", Relation.AGREES),
        ("In Year 4, pupils read widely.", "In Years 3 to 6, pupils read widely.", Relation.AGREES),
        ("In Year 4, pupils read widely.", "In key stage 2, pupils read widely.", Relation.AGREES),
        ("In Year 2, pupils read widely.", "In key stage 2, pupils read widely.", Relation.CONFLICTS),
        ("In Years 3 to 6, pupils read widely.", "In Year 4, pupils read widely.", Relation.UNSTATED),
        ("The gap fell by 5 per cent.", "The gap fell by 5 percentage points.", Relation.CONFLICTS),
        ("This was before 2020.", "This was in 2018.", Relation.AGREES),
        ("This was before 2020.", "This was in 2022.", Relation.CONFLICTS),
        ("This has been so since 2021.", "This was so until 2021.", Relation.CONFLICTS),
        ("The third inspection was short.", "The second inspection was short.", Relation.CONFLICTS),
        ("This was so in 2019.", "Pupils read widely.", Relation.UNSTATED),
        ("One of the eight schools is closed.", "Seven of the eight schools are open.", Relation.UNSTATED),
    ],
)
def test_numbers_are_compared_as_what_they_stand_for(claim, evidence, relation):
    assert compare_numbers(claim, evidence)[0].relation is relation


def test_figures_that_changed_places_conflict_each_with_its_own():
    claim, evidence = "There are 30 teachers and 12 pupils.", "There are 12 teachers and 30 pupils."
    compared = compare_numbers(claim, evidence)
    assert [one.relation for one in compared] == [Relation.CONFLICTS] * 2
    assert [(one.claim.of(claim), one.evidence.of(evidence)) for one in compared] == [("30", "12"), ("12", "30")]
    assert [one.relation for one in compare_numbers(evidence, evidence)] == [Relation.AGREES] * 2


def test_figures_of_two_years_that_changed_places_conflict():
    evidence = "It rose from 52% in 2023 to 61% in 2024."
    compared = [one for one in compare_numbers("It was 61% in 2023.", evidence) if one.facet == NumberKind.PERCENT]
    assert [one.relation for one in compared] == [Relation.CONFLICTS]


@given(st.text())
def test_any_text_has_numbers_in_order_each_at_its_place(text):
    found = numbers(text)
    assert [number.span for number in found] == sorted(number.span for number in found)
    assert all(0 <= number.span.start < number.span.end <= len(text) for number in found)
    assert all(number.low <= number.high for number in found)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(claim, evidence):
    assert len(compare_numbers(claim, evidence)) == len(numbers(claim))
