"""The months and years that a citation prints: "November 2024", "Nov 24", "18-22.11.2024", "2024-11-18".

Reads dates as citations write them and says whether a document is of one; which document is meant is asked elsewhere.
Days are not compared: drafts give the first, the last or the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.library import DocumentRecord

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ACCESSED = re.compile(r"\b(?:last )?(?:accessed|retrieved|viewed|checked|read)(?: on)?:?\s[^;)\]]*", re.IGNORECASE)
"""When a page was looked at is no date of the document."""
_NAMED = re.compile(
    rf"\b(?P<month>{MONTH})(?:\s\d{{1,2}},)?,?\s(?:(?P<year>(?:19|20)\d\d)\b|[’'‘]?(?P<short>\d\d)\b(?!\s*,?\s*(?:19|20)\d\d))",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<!\d)(?:(?P<first>(?:19|20)\d\d)-(?P<month>0?[1-9]|1[0-2])-\d{1,2}|"
    r"(?:\d{1,2}[./])?(?P<middle>0?[1-9]|1[0-2])[./](?P<last>(?:19|20)\d\d))(?!\d)"
)
_YEARS = re.compile(r"\b(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?(?P<next>\d\d|(?:19|20)\d\d)(?![\d-]))?")
_SCHOOL_YEAR = re.compile(r"\b(?P<first>(?:19|20)\d\d)\s?[/–-]\s?(?:\d\d){1,2}(?![\d-])")
PUBLISHED_WITHIN = 4
"""Months after an inspection in which its report may have come out, where it does not print when. Chosen."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A year that a citation prints, and its month, if any."""

    year: int
    month: int | None = None


def dates_in(text: str) -> tuple[Dated, ...]:
    """Return the dates that a citation prints, in their order; a school year ("2024/25") is both of its years."""
    rest = _ACCESSED.sub(_blank, text)
    found: list[tuple[int, Dated]] = []
    for match in _DIGITS.finditer(rest):
        found.append(
            (match.start(), Dated(int(match["first"] or match["last"]), int(match["month"] or match["middle"])))
        )
    rest = _DIGITS.sub(_blank, rest)
    for match in _NAMED.finditer(rest):
        year = int(match["year"]) if match["year"] else 2000 + int(match["short"])
        found.append((match.start(), Dated(year, 1 + _MONTHS.index(match["month"][:3].lower()))))
    for match in _YEARS.finditer(_NAMED.sub(_blank, rest)):
        year = int(match["year"])
        found.append((match.start(), Dated(year)))
        if match["next"] and int(match["next"]) % 100 == (year + 1) % 100:
            found.append((match.start(), Dated(year + 1)))
    return tuple(dict.fromkeys(dated for _, dated in sorted(found, key=lambda pair: pair[0])))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def is_dated(record: DocumentRecord) -> bool:
    """Say whether a document states when it was made or came out."""
    return record.start is not None or record.published is not None


def fits(record: DocumentRecord, dates: Sequence[Dated]) -> bool:
    """Say whether one of the dates is that of a document's inspection or publication."""
    days = [day for day in (record.start, record.end, record.published) if day is not None]
    between = _months(record.start, record.end or record.start)
    return any(
        (dated.month is None and any(day.year == dated.year for day in days))
        or any((day.year, day.month) == (dated.year, dated.month) for day in days)
        or (dated.year, dated.month) in between
        for dated in dates
    )


def may_fit(record: DocumentRecord, dates: Sequence[Dated]) -> bool:
    """Say whether one of the dates may be that of its publication, where the document does not say when that was."""
    last = record.end or record.start
    if last is None or record.published is not None:
        return False
    months = [divmod(last.year * 12 + last.month - 1 + later, 12) for later in range(1, PUBLISHED_WITHIN + 1)]
    return any(
        dated.year == year and (dated.month is None or dated.month == month + 1)
        for dated in dates
        for year, month in months
    )


def speaks_of_later(text: str, record: DocumentRecord) -> bool:
    """Say whether a text gives a date after a document was made; of a school year its first half counts."""
    last = record.end or record.start
    if last is None:
        return False
    dates = dates_in(_SCHOOL_YEAR.sub(r"\g<first>", text))
    return any((dated.year, dated.month or 1) > (last.year, last.month if dated.month else 1) for dated in dates)


def _months(first: date | None, last: date | None) -> set[tuple[int, int | None]]:
    if first is None or last is None:
        return set()
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return {(month // 12, month % 12 + 1) for month in range(start, end + 1)}


__all__ = ["MONTH", "Dated", "dates_in", "fits", "is_dated", "may_fit", "speaks_of_later"]
