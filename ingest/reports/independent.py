"""Additional inspections of independent schools: material change, pre-registration, progress monitoring, emergency.

Recognised as such, so that nobody takes one for a full inspection: they check standards and give no grade. Reads the
school, the dates and the overall outcome in words. The parts of the standards stay text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.inspections import Inspection, InspectionDates, Located, ReportFormat
from ingest.reports import boilerplate, checks, fields, people, school
from ingest.reports.dates import find_dates
from ingest.reports.lines import Confidence, Format, ReportLine, ReportLines, find, weigh

_TITLE = re.compile(
    r"\b(?:Material change|Pre-?registration|Progress monitoring|Additional"
    r"|Emergency)\s+(?:and [a-z ]+ )?(?:inspection|visit)"
    r"(?: report)?\b:?\s*",
    re.IGNORECASE,
)
_STANDARDS = re.compile(r"\bindependent school standards\b", re.IGNORECASE)
_PART = re.compile(r"^\s*Part [1-8]\b", re.IGNORECASE)
_OUTCOME = "overall outcome"
_ENDS = re.compile(r"[.?!:]\s*$")
_RUNNING = re.compile(r"^\s*(?P<name>[A-Z][^\t]*?),\s*\d{1,2}\b[^\t]*\d{4}")
_LEAD = re.compile(r"^\s*([^,\t:]+?)(?:,\s*|\s+)(?:lead|reporting) inspector\b", re.IGNORECASE)
_ABOUT_LABELS = frozenset(
    {"unique reference number", "dfe registration number", "local authority", "type of school", "proprietor"}
)
_NOT_THE_NAME = frozenset({"ofsted", "school report", "inspection report", "address"})
_EXPECTED = ("provider", "urn", "dates", "outcome", "lead_inspector")


def recognise(source: ReportLines) -> Confidence:
    """Weigh title, standards and their parts."""
    return weigh(
        [
            (any(_TITLE.search(line.text) for line in source.cover if len(line.text) < 120), 0.45, "its title"),
            (any(_STANDARDS.search(line.text) for line in source.lines), 0.2, "‘independent school standards’"),
            (any(_PART.match(line.text) for line in source.lines), 0.2, "a part of the standards as a heading"),
            (source.has(_OUTCOME) or fields.value(source.cover, _OUTCOME) is not None, 0.15, "‘Overall outcome’"),
        ]
    )


def read(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record: an outcome in words, and no judgements."""
    rows = source.lines
    numbers = checks.urns(source)
    inspection = Inspection(
        document=source.document.id,
        format=ReportFormat.INDEPENDENT,
        confidence=confidence.score,
        reason=confidence.reason,
        provider=_provider(source),
        provider_type=fields.value(rows, "type of school", _ABOUT_LABELS),
        urn=next(iter(numbers), None),
        local_authority=fields.value(rows, "local authority", _ABOUT_LABELS),
        age_range=fields.value(rows, "age range of pupils", _ABOUT_LABELS),
        pupils=fields.value(rows, "number of pupils on the school roll", _ABOUT_LABELS),
        dates=_dates(source),
        outcome=_outcome(source),
        lead_inspector=find(source.lines, _LEAD),
        people=people.in_rows([line for line in rows if "\t" in line.text]),
        conflicts=tuple(checks.disagreeing("urn", numbers)),
    )
    return replace(inspection, not_found=fields.missing(inspection, _EXPECTED))


def _dates(source: ReportLines) -> InspectionDates | None:
    row = fields.inspection_dates(source.cover)
    if row is not None:
        return row
    for line in source.cover:
        match = _TITLE.search(line.text)
        found = find_dates(line.text[match.end() :]) if match else None
        if match and found:
            locator = line.locator(match.end() + found.span.start, match.end() + found.span.end)
            return InspectionDates(found.printed, found.start, found.end, locator)
    return None


def _provider(source: ReportLines) -> Located | None:
    """Return the name in the running lines as the cover prints it; else what stands above the title."""
    for name in school.running_names(source, _RUNNING):
        located = school.on_cover(source, name)
        if located is not None:
            return located
    above: list[ReportLine] = []
    for line in source.cover:
        if _TITLE.search(line.text) or line.title.startswith("address"):
            break
        if line.title not in _NOT_THE_NAME:
            above.append(line)
    return school.wrapped(above) or fields.value(source.lines, "name of school")


def _outcome(source: ReportLines) -> Located | None:
    """Return the overall outcome, with the line into which it wraps below or, set around its label, above."""
    value = fields.value(source.lines, _OUTCOME)
    number = next((n for n, line in enumerate(source.lines) if line.title == _OUTCOME), None)
    if value is None or number is None:
        return value
    above, below = source.lines[number - 1 : number], source.lines[number + 1 : number + 2]
    if (
        value.text[:1].islower()
        and above
        and not _ENDS.search(above[0].text)
        and above[0].page.number == value.locator.page
    ):
        first = above[0].located()
        return Located(f"{first.text} {value.text}", first.locator) if first else value
    if not _ENDS.search(value.text) and below and below[0].text[:1].islower():
        rest = below[0].located()
        return school.together(value, rest) if rest and rest.locator.page == value.locator.page else value
    return value


FORMAT = Format(ReportFormat.INDEPENDENT, recognise, read, boilerplate.last_page)
__all__ = ["FORMAT"]
