from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reports.dates import find_dates, parse_dates

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("8–9 November 2016", date(2016, 11, 8), date(2016, 11, 9)),
        ("8-9 November 2016", date(2016, 11, 8), date(2016, 11, 9)),
        ("03–04 March 2015", date(2015, 3, 3), date(2015, 3, 4)),
        ("8 – 9 November 2016", date(2016, 11, 8), date(2016, 11, 9)),
        ("30 November–1 December 2016", date(2016, 11, 30), date(2016, 12, 1)),
        ("31 December–1 January 2017", date(2016, 12, 31), date(2017, 1, 1)),
        ("18 and 19 March 2025", date(2025, 3, 18), date(2025, 3, 19)),
        ("5, 6 and 7 March 2019", date(2019, 3, 5), date(2019, 3, 7)),
        ("30 September and 1 October 2025", date(2025, 9, 30), date(2025, 10, 1)),
        ("20 to 24 May 2024", date(2024, 5, 20), date(2024, 5, 24)),
        ("27 March 2023 to 31 March 2023", date(2023, 3, 27), date(2023, 3, 31)),
        ("28 February to 4 March 2022", date(2022, 2, 28), date(2022, 3, 4)),
        ("31 January 2022 to 3 February 2022", date(2022, 1, 31), date(2022, 2, 3)),
        ("13 January 2026", date(2026, 1, 13), date(2026, 1, 13)),
        ("Tuesday 13 January 2026", date(2026, 1, 13), date(2026, 1, 13)),
        ("1st and 2nd May 2024", date(2024, 5, 1), date(2024, 5, 2)),
        ("4 Sept 2018", date(2018, 9, 4), date(2018, 9, 4)),
        ("18\u00a0and\u00a019\u00a0March\u00a02025", date(2025, 3, 18), date(2025, 3, 19)),
    ],
)
def test_every_spelling_of_an_inspections_dates_is_read(printed: str, start: date, end: date) -> None:
    read = parse_dates(printed)
    assert read is not None
    assert (read.start, read.end, read.printed) == (start, end, printed)


@pytest.mark.parametrize(
    "printed",
    ["", "March 2025", "31 February 2020", "9–8 November 2016", "03/04/2015", "2025", "18 and 19 March", "in May 2024"],
)
def test_what_is_no_whole_date_is_not_read(printed: str) -> None:
    assert parse_dates(printed) is None


def test_a_date_in_a_sentence_is_found_where_it_stands() -> None:
    text = "The previous full inspection was on 19 March 2018. There was a subsequent revisit on 24 March 2020."
    found = find_dates(text)
    assert found is not None
    assert found.span.of(text) == found.printed == "19 March 2018"


def test_two_dates_years_apart_are_not_one_inspection() -> None:
    found = find_dates("19 March 2018 and 24 March 2020")
    assert found is not None
    assert (found.start, found.end) == (date(2018, 3, 19), date(2018, 3, 19))


def test_a_reference_to_the_law_behind_a_date_is_left_alone() -> None:
    found = find_dates("8 and 9 March 2017, under section 5 of the Education Act 2005")
    assert found is not None
    assert found.printed == "8 and 9 March 2017"


def _spell(start: date, end: date, style: int, zero: bool, dash: str) -> str:
    def day(when: date) -> str:
        return f"{when.day:02d}" if zero else str(when.day)

    def month(when: date) -> str:
        return MONTHS[when.month - 1]

    if start == end:
        return f"{day(start)} {month(start)} {start.year}"
    if style == 0 or start.year != end.year:
        return f"{day(start)} {month(start)} {start.year} to {day(end)} {month(end)} {end.year}"
    if style == 1 and start.month == end.month:
        return f"{day(start)} and {day(end)} {month(end)} {end.year}"
    if start.month == end.month:
        return f"{day(start)}{dash}{day(end)} {month(end)} {end.year}"
    return f"{day(start)} {month(start)}{dash}{day(end)} {month(end)} {end.year}"


@given(
    start=st.dates(date(2000, 1, 1), date(2049, 12, 1)),
    days=st.integers(0, 20),
    style=st.integers(0, 2),
    zero=st.booleans(),
    dash=st.sampled_from(["–", "-", "—", " – ", " to ", " - "]),
)
def test_printing_dates_and_reading_them_back_gives_the_same_days(
    start: date, days: int, style: int, zero: bool, dash: str
) -> None:
    end = start + timedelta(days=days)
    printed = _spell(start, end, style, zero, dash)
    read = find_dates(f"Inspection dates: {printed}. School report")
    assert read is not None
    assert (read.start, read.end, read.printed) == (start, end, printed)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    found = find_dates(text)
    assert found is None or found.start <= found.end
