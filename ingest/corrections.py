"""Corrections by hand: which fields of a document can be corrected, what a value must look like, what it replaces.

Fields with one value each are described here; judgements and next steps, of which there are many, in
`ingest.list_corrections`.

Describes and checks values only. Keeping them is the work of `ingest.library`; nothing here changes what was read. A
corrected value has no place in the document, and is never shown or kept as if it had one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ingest import list_corrections
from ingest.documents import Locator, Span
from ingest.errors import InvalidCorrection
from ingest.inspections import FORMAT_NAMES, Inspection, InspectionDates, Located, ReportFormat, is_urn
from ingest.phrases import day_words
from ingest.reports.dates import parse_dates

LONGEST = 300
"""Characters of a value. The longest outcome sentence of the real reports has under 250."""
FIRST_YEAR = 1992
"""Ofsted's first inspections were in 1993; a year before that is a slip of the keyboard."""
_NUMBER = re.compile(r"\d{1,5}")
_ISO = r"(\d{4}-\d\d-\d\d)"
_ISO_DAYS = re.compile(rf"{_ISO}(?:\s*(?:/|to|–|-)\s*{_ISO})?")
_FIGURES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class ValueKind(StrEnum):
    """What a field's value must be."""

    TEXT = "text"
    URN = "six digits"
    NUMBER = "a whole number"
    DAYS = "a date or a range of dates"
    DAY = "a date"
    FORMAT = "a format"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be corrected, its name for people and what its value must be."""

    name: str
    label: str
    kind: ValueKind = ValueKind.TEXT


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("format", "Format", ValueKind.FORMAT),
        Field("provider", "School or provider"),
        Field("urn", "URN", ValueKind.URN),
        Field("local_authority", "Local authority"),
        Field("provider_type", "Type of provider"),
        Field("school_category", "School category"),
        Field("age_range", "Age range"),
        Field("pupils", "Number of pupils", ValueKind.NUMBER),
        Field("group", "Group"),
        Field("dates", "Inspection dates", ValueKind.DAYS),
        Field("published", "Published", ValueKind.DAY),
        Field("lead_inspector", "Lead inspector"),
        Field("previous_date", "Previous inspection", ValueKind.DAYS),
        Field("previous_grade", "Previous grade"),
        Field("outcome", "Outcome"),
        Field("safeguarding", "Safeguarding"),
        Field("category_of_concern", "Category of concern"),
    )
}
"""Fields with one value each. Judgements and next steps have fields too (`list_corrections`); figures have none."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What one person put in place of a field. In force until `ended_at`.

    `old` is the value in force before; `base` the one without any correction. Both None where there was none. Days are
    kept as YYYY-MM-DD, or two of these with a stroke between.
    """

    id: int
    document: str
    field: str
    value: str
    old: str | None
    base: str | None
    author: str
    at: datetime
    ended_by: str | None = None
    ended_at: datetime | None = None


def kept(field: str, value: str) -> tuple[str, str]:
    """Return field and value as they are kept; a judgement or next step that is new gets its own name as a field.

    :raises InvalidCorrection: if the field cannot be corrected or the value cannot be its.
    """
    return (
        list_corrections.normalised_listed(field, value)
        if list_corrections.is_listed(field)
        else (field, normalised(field, value))
    )


def label_of(field: str, value: str | None = None) -> str:
    """Return a field's name for people; a judgement's has its area where the value is given."""
    return list_corrections.label_of(field, value) if list_corrections.is_listed(field) else FIELDS[field].label


def normalised(field: str, value: str) -> str:
    """Return the value of a field of `FIELDS` as it is kept.

    :raises InvalidCorrection: if the field cannot be corrected or the value cannot be its.
    """
    known = FIELDS.get(field)
    if known is None:
        raise InvalidCorrection(
            f"{field!r} cannot be corrected. These fields can be: {', '.join(FIELDS)}; and judgements and next steps."
        )
    words = " ".join(value.split())
    if not words:
        raise InvalidCorrection(
            f"{known.label}: no value given. To go back to what was read, take the correction back."
        )
    if len(words) > LONGEST:
        raise InvalidCorrection(f"{known.label}: {len(words)} characters given; at most {LONGEST} are kept.")
    if known.kind is ValueKind.URN and not is_urn(words):
        raise InvalidCorrection(f"A URN has six digits; {words!r} has not. Look it up on the report's last pages.")
    if known.kind is ValueKind.NUMBER:
        words = words.replace(",", "")
        if not _NUMBER.fullmatch(words):
            raise InvalidCorrection(f"{known.label} is a whole number; {words!r} is not.")
    if known.kind is ValueKind.FORMAT and words not in set(ReportFormat):
        raise InvalidCorrection(f"{words!r} is no format. One of: {', '.join(ReportFormat)}.")
    return _dated(known, words) if known.kind in {ValueKind.DAYS, ValueKind.DAY} else words


def _dated(field: Field, words: str) -> str:
    days = _days(words)
    if days is None:
        raise InvalidCorrection(
            f"{field.label}: {words!r} is no date. Write it as 12 March 2024, 12 and 13 March 2024, 12/03/2024 or "
            "2024-03-12."
        )
    start, end = days
    if field.kind is ValueKind.DAY and start != end:
        raise InvalidCorrection(f"{field.label} is one day; {words!r} is {(end - start).days + 1}.")
    if start > end:
        raise InvalidCorrection(f"{field.label}: the last day, {end}, is before the first, {start}.")
    if start.year < FIRST_YEAR or end > date.today():
        raise InvalidCorrection(
            f"{field.label}: {day_words(end if end > date.today() else start)} cannot be: reports have dates from "
            f"{FIRST_YEAR} to today."
        )
    return iso(start, end)


def iso(start: date, end: date) -> str:
    """Return days as they are kept."""
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def _days(words: str) -> tuple[date, date] | None:
    try:
        if match := _ISO_DAYS.fullmatch(words):
            start = date.fromisoformat(match[1])
            return start, date.fromisoformat(match[2]) if match[2] else start
        if match := _FIGURES.fullmatch(words):
            day = date(int(match[3]), int(match[2]), int(match[1]))
            return day, day
    except ValueError:
        return None
    read = parse_dates(words)
    return (read.start, read.end) if read else None


def a_day(words: str) -> date:
    """Return the day that a person wrote, in any spelling that a correction may have; it may lie ahead.

    :raises InvalidCorrection: if it is no single day.
    """
    days = _days(" ".join(words.split()))
    if days is None or days[0] != days[1]:
        raise InvalidCorrection(f"{words!r} is no day. Write it as 1 September 2024, 01/09/2024 or 2024-09-01.")
    return days[0]


def days_of(value: str) -> tuple[date, date]:
    """Return the first and the last day of a kept value."""
    first, _, last = value.partition("/")
    start = date.fromisoformat(first)
    return start, date.fromisoformat(last) if last else start


def words_of(field: str, value: str) -> str:
    """Return a kept value as people read it."""
    if list_corrections.is_listed(field):
        return list_corrections.words_of_listed(field, value)
    kind = FIELDS[field].kind
    if kind is ValueKind.FORMAT:
        return FORMAT_NAMES[ReportFormat(value)]
    if kind not in {ValueKind.DAYS, ValueKind.DAY}:
        return value
    start, end = days_of(value)
    return day_words(start) if start == end else f"{day_words(start)} to {day_words(end)}"


def read_value(inspection: Inspection | None, field: str) -> str | None:
    """Return what was read for a field, in the form in which values are kept where it is a day; None if nothing was."""
    if list_corrections.is_listed(field):
        return list_corrections.read_of(inspection, field)
    if inspection is None:
        return None
    found = getattr(inspection, field)
    if isinstance(found, InspectionDates):
        return iso(found.start, found.end)
    if isinstance(found, date):
        return found.isoformat()
    return found.text if isinstance(found, Located) else (str(found) if found else None)


def corrected(inspection: Inspection, values: Mapping[str, str]) -> Inspection:
    """Return the inspection as it would be with these values: to link a document to its school, never to be shown.

    A value that replaces nothing has no place; it gets an empty span of page 1, which is no place to show. Judgements
    and next steps stay as read: no document is linked by them.
    """
    changes: dict[str, Any] = {}
    for field, value in values.items():
        if list_corrections.is_listed(field):
            continue
        before = getattr(inspection, field)
        place = getattr(before, "locator", None) or Locator(inspection.document, 1, Span(0, 0), None, False)
        if field == "format":
            changes[field] = ReportFormat(value)
        elif field == "published":
            changes[field] = days_of(value)[0]
        elif field == "dates":
            changes[field] = InspectionDates(words_of(field, value), *days_of(value), place)
        else:
            changes[field] = Located(words_of(field, value), place)
    return replace(inspection, **changes)


__all__ = [
    "FIELDS",
    "Correction",
    "Field",
    "ValueKind",
    "a_day",
    "corrected",
    "days_of",
    "iso",
    "kept",
    "label_of",
    "normalised",
    "read_value",
    "words_of",
]
