"""Label and value rows: 'Unique reference number  116780', whatever wraps and however the reader cut it.

Knows how a value is found behind its label, not which labels a report has. A value that is not printed is None.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from ingest.documents import Span
from ingest.inspections import Inspection, InspectionDates, Located
from ingest.reports.dates import find_dates
from ingest.reports.lines import ReportLine

_URN = re.compile(r"(?<!\d)(\d{6})(?!\d)")
_LONGEST_ROW = 200
"""Characters. A row that lost its tab is shorter than this; prose that begins with a label's words is longer."""


def value(lines: Sequence[ReportLine], label: str, labels: Collection[str] = ()) -> Located | None:
    """Return what is printed behind a label: in the next cell, behind a colon or a space, or in the next line.

    :param label: the label's key.
    :param labels: keys of other labels, which a value in the next line must not be.
    """
    pattern = re.compile(rf"\s*{_loose(label)}(?P<mark>\s*[:\t]\s*|\s+|$)", re.IGNORECASE)
    for number, line in enumerate(lines):
        match = pattern.match(line.text)
        if match is None or (not match["mark"].strip(" ") and len(line.text) > _LONGEST_ROW):
            continue
        if "\t" in line.text[match.end() :] and "\t" not in match["mark"]:
            continue  # the label's words begin a longer label: 'Chair' in 'Chair of trust'
        found = line.located(match.end(), _end_of_cell(line.text, match.end()))
        if found is not None:
            return found
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and following.title not in labels and following.page is line.page:
            return following.located(0, _end_of_cell(following.text, 0))
    return None


def _loose(label: str) -> str:
    return r"\s+".join(re.escape(word).replace("'", "['’]") for word in label.split())


_PUBLISHED = re.compile(
    r"^\s*(?:(?:Report |First |Date )?published(?: on)?|Publication date|Date of publication)\s*[:\t]?\s*(?=\d)",
    re.IGNORECASE,
)


def published(lines: Iterable[ReportLine]) -> Located | None:
    """Return the publication date where a line gives it under its label."""
    for line in lines:
        match = _PUBLISHED.match(line.text)
        found = find_dates(line.text[match.end() :]) if match else None
        if match and found and found.start == found.end:
            return line.located(match.end() + found.span.start, match.end() + found.span.end)
    return None


def day(found: Located | None) -> date | None:
    """Return the one day that a located date names."""
    read = find_dates(found.text) if found else None
    return read.start if read else None


def _end_of_cell(text: str, start: int) -> int:
    tab = text.find("\t", start)
    return len(text) if tab < 0 else tab


def urn(found: Located | None) -> Located | None:
    """Return the six digits of a unique reference number, or None where the value holds no such number."""
    match = _URN.search(found.text) if found else None
    return within(found, *match.span(1)) if found and match else None


_DATE_LABELS = (
    "inspection dates",
    "inspection date",
    "inspection date(s)",
    "dates of inspection",
    "date of inspection",
)


def inspection_dates(cover: Sequence[ReportLine]) -> InspectionDates | None:
    """Return the dates behind their label on the cover."""
    rows = (dates(value(cover, label)) for label in _DATE_LABELS)
    return next((found for found in rows if found is not None), None)


def dates(found: Located | None) -> InspectionDates | None:
    """Return the first dates that a value holds."""
    read = find_dates(found.text) if found else None
    if found is None or read is None:
        return None
    place = within(found, read.span.start, read.span.end)
    return InspectionDates(read.printed, read.start, read.end, place.locator)


def within(found: Located, start: int, end: int) -> Located:
    """Return a part of a located text with its own place."""
    first = found.locator.span.start
    return Located(found.text[start:end], replace(found.locator, span=Span(first + start, first + end)))


def missing(inspection: Inspection, expected: Iterable[str]) -> tuple[str, ...]:
    """Name the fields of `expected` that the inspection does not have."""
    return tuple(name for name in expected if not getattr(inspection, name))


__all__ = ["dates", "day", "inspection_dates", "missing", "published", "urn", "value", "within"]
