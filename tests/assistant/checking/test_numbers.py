"""Numbers in claims and evidence: found whatever they look like, and compared like with like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.facets import Relation
from assistant.checking.numbers import Kind, compare_numbers, numbers


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("61% of pupils", Kind.PERCENT, 61),
        ("sixty-one per cent of pupils", Kind.PERCENT, 61),
        ("one in five parents", Kind.PERCENT, 20),
        ("two thirds of staff", Kind.PERCENT, 66.7),
        ("more than half of parents", Kind.PERCENT, 50),
        ("a gap of 17 percentage points", Kind.POINTS, 17),
        ("pupils in Year 6", Kind.YEAR_GROUP, 6),
        ("in key stage two", Kind.KEY_STAGE, 2),
        ("in 2024/25", Kind.YEAR, 2024),
        ("a grant of £1,200", Kind.MONEY, 1200),
        ("twenty-three schools", Kind.COUNT, 23),
        ("since May", Kind.MONTH, 5),
        ("for the second time", Kind.ORDINAL, 2),
    ],
)
def test_a_number_is_found_with_what_it_is_used_for(text, kind, value):
    (found,) = numbers(text)
    assert (found.kind, found.value) == (kind, pytest.approx(value, abs=0.1))


def test_a_number_with_another_value_of_its_kind_conflicts():
    (compared,) = compare_numbers("81% met the standard.", "In 2024, 61% met the standard.")
    assert compared.relation is Relation.CONFLICTS
    assert compared.evidence.of("In 2024, 61% met the standard.") == "61%"


def test_words_and_digits_for_one_number_agree():
    (compared,) = compare_numbers("A fifth of pupils are absent.", "Absence stands at 20% of pupils.")
    assert compared.relation is Relation.AGREES


def test_a_number_of_a_kind_that_the_evidence_lacks_is_unstated():
    (compared,) = compare_numbers("This was so in 2019.", "Pupils read widely.")
    assert compared.relation is Relation.UNSTATED


@given(st.text())
def test_any_text_has_numbers_in_order_and_none_overlaps_another(text):
    found = numbers(text)
    assert all(first.span.end <= second.span.start for first, second in zip(found, found[1:], strict=False))
    assert all(0 <= number.span.start < number.span.end <= len(text) for number in found)
