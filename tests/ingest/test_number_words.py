"""Numbers and months in words: one list, for those who look for them and those who write them."""

from __future__ import annotations

from datetime import date

from ingest.number_words import MONTHS, ORDINALS, TENS, UNITS, in_words


def test_a_small_number_is_written_out_and_a_larger_one_in_figures() -> None:
    assert [in_words(value) for value in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]
    assert in_words(0, "none") == "none"


def test_each_word_stands_at_its_number() -> None:
    assert (UNITS[0], UNITS[13], UNITS[19]) == ("zero", "thirteen", "nineteen")
    assert (TENS["twenty"], TENS["ninety"]) == (20, 90)
    assert ORDINALS[:3] == ("first", "second", "third")


def test_the_months_are_those_of_the_calendar_in_english() -> None:
    assert [date(2026, number, 1).strftime("%B") for number in range(1, 13)] == list(MONTHS)
