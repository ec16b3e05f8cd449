"""What section 5 and graded reports have in common: the cover's name, 'School details', team and safeguarding.

Reads fields that both formats print in the same way. Which headings end a section is told by the format's module.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.documents import BlockKind, Span, place_on
from ingest.inspections import Located
from ingest.reports import fields
from ingest.reports.areas import OEIF, PREVIOUS_GRADES, is_area
from ingest.reports.lines import Line, Source, find, joined, key

DETAIL_LABELS = frozenset(
    {
        "unique reference number",
        "local authority",
        "inspection number",
        "type of school",
        "school category",
        "age range of pupils",
        "gender of pupils",
        "number of pupils on the school roll",
        "appropriate authority",
        "headteacher",
        "website",
        "date of previous inspection",
        "dates of previous inspection",
    }
)
_RUNNING = re.compile(r"\bInspection report:\s*(?P<name>\D.*?)\s*(?:,\s*\d{1,2}\b.*|Page \d+ of \d+)?$")
_LONGEST_NAME_LINE = 70
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b")
_SAFEGUARDING = re.compile(r"(The arrangements for safeguarding are (?:not )?effective\.?)")
_LEAD = re.compile(r"^\s*([^,\t]+?)(?:,\s*|\s+)lead inspector\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Previous:
    """The grade at the previous inspection, as the cover prints it, and when that was."""

    grade: Located | None
    date: Located | None


def provider(source: Source, ahead: re.Pattern[str]) -> Located | None:
    """Return the school's name on the cover.

    The running line of the other pages prints the name whole; it tells where on the cover the name ends. Without it,
    the name is the heading behind `ahead`, up to the address.
    """
    named = _named_by_running_line(source)
    if named is not None:
        return named
    cover = source.cover
    for number, line in enumerate(cover):
        match = ahead.match(line.text)
        if match is not None and match.end() < len(line.text.rstrip()):
            return _wrapped(cover[number:], match.end())
        if match is not None:
            return _wrapped(cover[number + 1 :], 0)
    return None


def _wrapped(lines: Sequence[Line], offset: int) -> Located | None:
    """Return the name that begins in the first line, with the lines into which it wraps."""
    first = lines[0].located(offset) if lines and not _ends_name(lines[0]) else None
    if first is None:
        return None
    more = list(takewhile(lambda line: _carries_name_on(line, lines[0]), lines[1:]))
    rest = joined(more)
    if rest is None:
        return first
    span = Span(first.locator.span.start, rest.locator.span.end)
    return Located(f"{first.text} {rest.text}", replace(first.locator, span=span))


def _ends_name(line: Line) -> bool:
    return bool(_POSTCODE.search(line.text)) or line.title.startswith("inspection date") or is_area(line.text, OEIF)


def _carries_name_on(line: Line, first: Line) -> bool:
    """Tell the rest of a name from an address: by the reader's headings, else by the address's commas and numbers."""
    if _ends_name(line) or line.kind is BlockKind.TABLE_ROW:
        return False
    if first.kind is BlockKind.HEADING:
        return line.kind is BlockKind.HEADING
    return not re.search(r"[,\d]", line.text) and len(line.text) < _LONGEST_NAME_LINE


def running_names(source: Source, pattern: re.Pattern[str] = _RUNNING) -> list[str]:
    """Return the names in the running lines, the most frequent first."""
    names = [match["name"] for line in source.running if (match := pattern.search(line.text))]
    return sorted(set(names), key=names.count, reverse=True)


def on_cover(source: Source, name: str) -> Located | None:
    """Find a name on the first page, whatever its line breaks and case."""
    if not source.document.pages or not name.strip():
        return None
    page = source.document.pages[0]
    words = r"\s+".join(re.escape(word) for word in name.replace("’", "'").split()).replace("'", "['’]")
    match = re.search(rf"(?<!\w){words}(?!\w)", page.text, re.IGNORECASE)
    if match is None:
        return None
    locator = place_on(source.document.id, page, Span(*match.span()))
    return Located(" ".join(match.group().split()), locator)


def _named_by_running_line(source: Source) -> Located | None:
    found = (on_cover(source, name) for name in running_names(source))
    return next((located for located in found if located is not None), None)


def lead_inspector(lines: Sequence[Line]) -> Located | None:
    """Return the name before 'lead inspector' in the inspection team."""
    return find(lines, _LEAD)


def safeguarding(source: Source, section: Sequence[Line]) -> Located | None:
    """Return the sentence that says whether the arrangements for safeguarding are effective."""
    return find(section, _SAFEGUARDING) or find(source.lines, _SAFEGUARDING)


def previous(cover: Sequence[Line], details: Sequence[Line], labels: Collection[str]) -> Previous:
    """Return what the report says about the inspection before."""
    grade = next((found for label in labels if (found := fields.value(cover, label)) is not None), None)
    if grade is not None and key(grade.text) not in PREVIOUS_GRADES:
        grade = None
    row = fields.value(details, "date of previous inspection") or fields.value(details, "dates of previous inspection")
    dates = fields.dates(row)
    date = Located(dates.printed, dates.locator) if dates else None
    return Previous(grade, date)


__all__ = [
    "DETAIL_LABELS",
    "Previous",
    "lead_inspector",
    "on_cover",
    "previous",
    "provider",
    "running_names",
    "safeguarding",
]
