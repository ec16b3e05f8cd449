"""Area SEND reports: one local area partnership, an outcome in words, areas for improvement and no grades.

Reads the partnership's name, the dates, the outcome and what must improve. There is no unique reference number and no
judgement on a scale, and none is made up. Names and addresses of councils are content and stay in search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import BlockKind
from ingest.inspections import Inspection, Located, NextStep, Point, ReportFormat
from ingest.reports import boilerplate, checks, fields, labelled, people, school, steps
from ingest.reports.lines import Confidence, Format, ReportLine, ReportLines, find, weigh

_OUTCOME = "inspection outcome"
_ABOUT_AREA = "information about the local area partnership"
_LIKE = "what is it like to be a child or young person with…"
_EFFECTIVE = "what is the area partnership doing that is effective?"
_BETTER = "what does the area partnership need to do better?"
_PRIORITY = "areas for priority action"
_IMPROVE = "areas for improvement"
_DETAILS = "local area partnership details"
_ABOUT_INSPECTION = "information about this inspection"
_TEAM = "inspection team"
_HEADINGS = (
    _OUTCOME,
    _ABOUT_AREA,
    _LIKE,
    _EFFECTIVE,
    _BETTER,
    _PRIORITY,
    _IMPROVE,
    _DETAILS,
    _ABOUT_INSPECTION,
    _TEAM,
)
_TITLE = re.compile(r"^\s*Area SEND (?:full |monitoring )?inspection of\s+", re.IGNORECASE)
_RUNNING = re.compile(
    r"\bArea SEND inspection report:\s*(?P<name>\D.*?)\s*(?:,?\s*\d{1,2}\b.*)?$",
    re.IGNORECASE,
)
_TYPE = re.compile(r"^\s*(Local area partnership) report\b", re.IGNORECASE)
_LEAD = re.compile(r"^\s*([^,\t]+?)(?:\s+HMI)?,?\s+(?:(?:Ofsted|HMI)\b,?\s*)*lead inspector\b", re.IGNORECASE)
_EXPECTED = (
    "provider",
    "provider_type",
    "local_authority",
    "dates",
    "previous_date",
    "lead_inspector",
    "outcome",
    "next_steps",
)


def recognise(source: ReportLines) -> Confidence:
    """Weigh the title and the headings of these reports."""
    return weigh(
        [
            (find(source.cover, _TITLE) is not None, 0.4, "‘Area SEND inspection of’"),
            (source.has(_OUTCOME), 0.1, "‘Inspection outcome’"),
            (source.has(_LIKE), 0.2, "‘What is it like to be a child or young person with SEND in this area?’"),
            (source.has(_BETTER), 0.15, "‘What does the area partnership need to do better?’"),
            (source.has(_DETAILS), 0.15, "‘Local area partnership details’"),
        ]
    )


def read(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record."""
    cover = source.before([_OUTCOME])
    dates = fields.inspection_dates(cover)
    previous_row = _previous_row(cover)
    previous = fields.dates(previous_row)
    outcome = next(iter(source.section(_OUTCOME, _HEADINGS)), None)
    inspection = Inspection(
        document=source.document.id,
        format=ReportFormat.AREA_SEND,
        confidence=confidence.score,
        reason=confidence.reason,
        provider=_provider(source),
        provider_type=find(cover, _TYPE),
        local_authority=_local_authority(source.section(_DETAILS, _HEADINGS)),
        dates=dates,
        previous_date=Located(previous.printed, previous.locator) if previous else None,
        people=people.in_cells(source.section(_DETAILS, _HEADINGS)),
        lead_inspector=find(source.section(_TEAM, _HEADINGS), _LEAD),
        outcome=outcome.located() if outcome else None,
        next_steps=_next_steps(source),
        strengths=_labelled(source, _EFFECTIVE),
        weaknesses=_labelled(source, _BETTER),
        conflicts=tuple(checks.dates(source, dates)),
    )
    said_none = previous_row is not None  # 'Not previously inspected' is said, not missing
    expected = [name for name in _EXPECTED if not (said_none and name == "previous_date")]
    return replace(inspection, not_found=fields.missing(inspection, expected))


def _provider(source: ReportLines) -> Located | None:
    for name in school.running_names(source, _RUNNING):
        located = school.on_cover(source, name)
        if located is not None:
            return located
    return school.provider(source, _TITLE)


def _labelled(source: ReportLines, heading: str) -> tuple[Point, ...]:
    """Return the bullets under a heading that says of itself whether they are strengths or weaknesses."""
    section = source.with_headings(heading, _HEADINGS)
    return labelled.under(" ".join(section[0].text.split()), section[1:]) if section else ()


def _previous_row(cover: Sequence[ReportLine]) -> Located | None:
    return fields.value(cover, "dates of previous inspection") or fields.value(cover, "date of previous inspection")


def _local_authority(details: Sequence[ReportLine]) -> Located | None:
    """Return the cell under 'Local authority' in the table of two columns."""
    for number, line in enumerate(details):
        if line.title == "local authority" and number + 1 < len(details):
            below = details[number + 1]
            return below.located(0, len(below.text.split("\t")[0]))
    return None


def _next_steps(source: ReportLines) -> tuple[NextStep, ...]:
    priority = [line for line in source.section(_PRIORITY, _HEADINGS) if not _is_table_head(line)]
    improve = [line for line in source.section(_IMPROVE, _HEADINGS) if not _is_table_head(line)]
    return (*_actions(priority), *steps.paragraph_points(improve, steps.AREA_FOR_IMPROVEMENT))


def _is_table_head(line: ReportLine) -> bool:
    return line.title in (_PRIORITY, _IMPROVE, "responsible body") or line.kind is BlockKind.HEADING


def _actions(lines: Sequence[ReportLine]) -> tuple[NextStep, ...]:
    """Return the right-hand cell of each row: the left one names the bodies that are responsible."""
    found: list[NextStep] = []
    for line in lines:
        start = line.text.rfind("\t") + 1
        located = line.located(start)
        if located is not None and start:
            found.append(NextStep(steps.PRIORITY_ACTION, located.text, (located.locator,)))
    return tuple(found)


FORMAT = Format(ReportFormat.AREA_SEND, recognise, read, boilerplate.last_page)
__all__ = ["FORMAT"]
