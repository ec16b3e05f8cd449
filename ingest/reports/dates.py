"""Inspection dates: every printed spelling to a first and a last day.

Reads '8–9 November 2016', '30 November–1 December 2016', '18 and 19 March 2025', '27 March 2023 to 31 March 2023',
'13 January 2026' and the like, with or without leading zeros, with a hyphen or any dash. It does not read dates
without a year, in figures only (03/04/2015), or of which a part must be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.documents import Span
from ingest.number_words import MONTH

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    rf"(?:{MONTH}"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_DAY = rf"{_WEEKDAY}\d{{1,2}}(?:st|nd|rd|th)?"
_FULL = rf"{_DAY}\s+{_MONTH},?\s+\d{{4}}(?!\d)"
_PART = rf"{_DAY}(?:\s+{_MONTH}(?:,?\s+\d{{4}}(?!\d))?)?"
_BETWEEN = r"(?:\s*(?:,\s*and\b|[,&\u2010-\u2015\u2212-])\s*|\s+(?:to|and|until)\s+)"
_DATES = re.compile(rf"(?<![\d/.-])(?:{_PART}{_BETWEEN})*{_FULL}", re.IGNORECASE)
_ONE = re.compile(rf"(?<![\d/.-]){_FULL}", re.IGNORECASE)
_ITEM = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>\d{{4}}))?)?", re.IGNORECASE
)
_LONGEST_INSPECTION = 62
"""Days. Two dates further apart, each with its own year, are two dates and not one inspection."""


_FAR = 400
"""Characters. Dates stand at the start of their row or line; a hostile text of numbers must not hold reading up."""


@dataclass(frozen=True, slots=True)
class PrintedDates:
    """Dates as they stand in a text, and the days that they name. One day starts and ends on that day."""

    printed: str
    start: date
    end: date
    span: Span


def parse_dates(text: str) -> PrintedDates | None:
    """Read a text that is a date or a range of dates and nothing else; None if it is anything else."""
    match = _DATES.fullmatch(text.strip())
    if match is None:
        return None
    offset = len(text) - len(text.lstrip())
    return _read(match.group(), offset)


def find_dates(text: str) -> PrintedDates | None:
    """Return the first date or range of dates in a text; None where there is none that can be read."""
    return next(_candidates(text), None)


def _candidates(text: str) -> Iterator[PrintedDates]:
    for match in _DATES.finditer(text, 0, _FAR):
        found = _read(match.group(), match.start())
        if found is not None:
            yield found
            continue
        for single in _ONE.finditer(text, match.start(), match.end()):
            one = _read(single.group(), single.start())
            if one is not None:
                yield one


def _read(printed: str, offset: int) -> PrintedDates | None:
    days = _days(printed)
    if days is None or any(later < earlier for earlier, later in zip(days, days[1:], strict=False)):
        return None
    start, end = days[0], days[-1]
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", printed)
    if len(years) > 1 and (end - start).days > _LONGEST_INSPECTION:
        return None
    return PrintedDates(printed, start, end, Span(offset, offset + len(printed)))


def _days(printed: str) -> list[date] | None:
    """Fill in month and year from the right, as a reader does: in '8–9 November 2016' both days are in November."""
    days: list[date] = []
    month = year = 0
    for item in reversed(list(_ITEM.finditer(printed))):
        if item["month"]:
            printed_month = _MONTHS.index(item["month"][:3].lower()) + 1
            if item["year"]:
                year = int(item["year"])
            elif printed_month > month:
                year -= 1  # '31 December–1 January 2017' can only begin in 2016
            month = printed_month
        day = _day(year, month, int(item["day"]))
        if day is None:
            return None
        days.append(day)
    return days[::-1] or None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


__all__ = ["PrintedDates", "find_dates", "parse_dates"]
