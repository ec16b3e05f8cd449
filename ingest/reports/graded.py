"""Graded reports of the education inspection framework, 2019 to 2025, with or without overall effectiveness.

Reads the judgements from the table on the cover. A report with the same headings but without grades is of an ungraded
inspection, whose outcome is a sentence: it is told apart, and gets no judgements.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.inspections import Inspection, Located, ReportFormat
from ingest.reports import boilerplate, fields, groups, school, steps
from ingest.reports.areas import OEIF, judgements
from ingest.reports.lines import Boilerplate, Confidence, Format, Source, weigh

_ATTEND = "what is it like to attend this school?"
_WELL = "what does the school do well and what does it need to do better?"
_SAFEGUARDING = "safeguarding"
_IMPROVE = "what does the school need to do to improve?"
_NOTE = "(information for the school and appropriate authority)"
_FEEDBACK = "how can i feed back my views?"
_FURTHER = "further information"
_DETAILS = "school details"
_ABOUT_SCHOOL = "information about this school"
_ABOUT_INSPECTION = "information about this inspection"
_TEAM = "inspection team"
_OUTCOME = "outcome"
_BACKGROUND = "background"
_HEADINGS = (
    _OUTCOME,
    _ATTEND,
    _WELL,
    _SAFEGUARDING,
    _IMPROVE,
    _BACKGROUND,
    _FEEDBACK,
    _FURTHER,
    _DETAILS,
    _ABOUT_SCHOOL,
    _ABOUT_INSPECTION,
    _TEAM,
)
_AHEAD = re.compile(r"^\s*(?:School report\s+)?Inspection of (?:an? [a-z ]+ school:\s*)?", re.IGNORECASE)
_PREVIOUS = ("previous inspection grade", "overall effectiveness at previous inspection")
_EXPECTED = (
    "provider",
    "provider_type",
    "urn",
    "local_authority",
    "dates",
    "previous_grade",
    "previous_date",
    "lead_inspector",
    "judgements",
    "safeguarding",
    "next_steps",
)
_NOT_IN_UNGRADED = frozenset({"previous_grade", "judgements", "next_steps"})


def recognise(source: Source) -> Confidence:
    """Weigh the headings of the framework and the table of grades."""
    return weigh([*_signals(source), (_is_graded(source), 0.4, "a table of grades on the cover")])


def recognise_ungraded(source: Source) -> Confidence:
    """Weigh the headings of the framework where there is an outcome in place of a table of grades."""
    outcome = not _is_graded(source) and source.has(_OUTCOME)
    return weigh([*_signals(source), (outcome, 0.4, "‘Outcome’ and no table of grades")])


def _signals(source: Source) -> list[tuple[bool, float, str]]:
    return [
        (source.has(_ATTEND), 0.25, "‘What is it like to attend this school?’"),
        (source.has(_WELL), 0.25, "‘What does the school do well and what does it need to do better?’"),
        (source.has(_DETAILS), 0.1, "‘School details’"),
    ]


def _is_graded(source: Source) -> bool:
    return bool(judgements(source.before([_ATTEND]), OEIF, None))


def read(source: Source, confidence: Confidence) -> Inspection:
    """Read the structured record of a graded inspection."""
    inspection = _record(source, confidence)
    return replace(inspection, not_found=fields.missing(inspection, _EXPECTED))


def read_ungraded(source: Source, confidence: Confidence) -> Inspection:
    """Read the structured record of an ungraded inspection: an outcome in words, and no judgements."""
    first = next(iter(source.section(_OUTCOME, _HEADINGS)), None)
    outcome: Located | None = first.located() if first else None
    inspection = replace(_record(source, confidence), format=ReportFormat.UNGRADED, judgements=(), outcome=outcome)
    expected = [name for name in (*_EXPECTED, "outcome") if name not in _NOT_IN_UNGRADED]
    return replace(inspection, not_found=fields.missing(inspection, expected))


def _record(source: Source, confidence: Confidence) -> Inspection:
    cover = source.before([_OUTCOME, _ATTEND])
    details = source.section(_DETAILS, _HEADINGS)
    name = school.provider(source, _AHEAD)
    dates = fields.dates(fields.value(cover, "inspection dates") or fields.value(cover, "inspection date"))
    previous = school.previous(cover, details, _PREVIOUS)
    improve = [line for line in source.section(_IMPROVE, _HEADINGS) if line.title != _NOTE]
    return Inspection(
        document=source.document.id,
        format=ReportFormat.GRADED,
        confidence=confidence.score,
        reason=confidence.reason,
        provider=name,
        provider_type=fields.value(details, "type of school", school.DETAIL_LABELS),
        urn=fields.urn(fields.value(details, "unique reference number", school.DETAIL_LABELS)),
        local_authority=fields.value(details, "local authority", school.DETAIL_LABELS),
        group=groups.in_school_details(source.section(_ABOUT_SCHOOL, _HEADINGS), name),
        dates=dates,
        previous_grade=previous.grade,
        previous_date=previous.date,
        lead_inspector=school.lead_inspector(source.section(_TEAM, _HEADINGS)),
        judgements=judgements(cover, OEIF, dates.start if dates else None),
        safeguarding=school.safeguarding(source, source.section(_SAFEGUARDING, _HEADINGS)),
        next_steps=steps.points(improve, steps.AREA_FOR_IMPROVEMENT),
    )


def standard_text(source: Source) -> Boilerplate:
    """Mark the page of feedback and further information, the note under the points, and the last page."""
    marked = boilerplate.mark((line for line in source.lines if line.title == _NOTE), boilerplate.NOTE)
    marked.update(boilerplate.mark(source.with_headings(_BACKGROUND, _HEADINGS), boilerplate.NOTE))
    marked.update(boilerplate.mark(source.with_headings(_FEEDBACK, _HEADINGS), boilerplate.FEEDBACK))
    marked.update(boilerplate.mark(source.with_headings(_FURTHER, _HEADINGS), boilerplate.FURTHER))
    marked.update(boilerplate.last_page(source))
    return marked


FORMAT = Format(ReportFormat.GRADED, recognise, read, standard_text)
UNGRADED = Format(ReportFormat.UNGRADED, recognise_ungraded, read_ungraded, standard_text)
__all__ = ["FORMAT", "UNGRADED"]
