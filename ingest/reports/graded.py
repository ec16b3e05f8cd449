"""Graded reports of the education inspection framework, 2019 to 2025, with or without overall effectiveness.

Reads the judgements from the table on the cover; reports on independent schools too, which have the same headings. An
ungraded inspection has them as well and no table: `ungraded` reads it, with what this module knows of the layout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.inspections import Inspection, ReportFormat
from ingest.reports import boilerplate, checks, fields, groups, people, school, steps
from ingest.reports.areas import OEIF, judgements
from ingest.reports.lines import Boilerplate, Confidence, Format, ReportLine, ReportLines, key, weigh

ATTEND = "what is it like to attend this school?"
_WELL = "what does the school do well and what does it need to do better?"
_SAFEGUARDING = "safeguarding"
_IMPROVE = "what does the school need to do to improve?"
_FEEDBACK = "how can i feed back my views?"
_FURTHER = "further information"
_DETAILS = "school details"
_ABOUT_SCHOOL = "information about this school"
_ABOUT_INSPECTION = "information about this inspection"
_TEAM = "inspection team"
OUTCOME = "outcome"
_BACKGROUND = "background"
HEADINGS = (
    OUTCOME,
    ATTEND,
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
_NOTE = re.compile(r"\(information for the (?:school|college|provider)(?: and [a-z ,]+)?\)")
_AHEAD = re.compile(
    r"^\s*(?:School report:?\s+)?Inspection of (?:an? [a-z ]+ (?:school|academy)(?: judged [a-z ]+"
    r"(?:before|prior to|in) [A-Za-z]+ \d{4})?:\s*)?",
    re.IGNORECASE,
)
_PREVIOUS = (
    "previous inspection grade",
    "overall effectiveness at previous inspection",
    "overall effectiveness grade at previous inspection",
    "previous inspection grade for overall effectiveness",
)
_NO_STEPS_IF = "outstanding"


def recognise(source: ReportLines) -> Confidence:
    """Weigh the headings of the framework and the table of grades."""
    return weigh([*signals(source), (is_graded(source), 0.4, "a table of grades on the cover")])


def signals(source: ReportLines) -> list[tuple[bool, float, str]]:
    """Return what graded and ungraded reports have in common, and how much it weighs."""
    return [
        (source.has(ATTEND), 0.25, "‘What is it like to attend this school?’"),
        (source.has(_WELL), 0.25, "‘What does the school do well and what does it need to do better?’"),
        (source.has(_DETAILS), 0.1, "‘School details’"),
    ]


def is_graded(source: ReportLines) -> bool:
    """Say whether grades stand before the first section; 'Outcome' may be printed above them."""
    return bool(judgements(source.before([ATTEND]), OEIF, None))


def read(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record of a graded inspection."""
    inspection, previous = record(source, confidence)
    overall = any(one.area.casefold() == "overall effectiveness" for one in inspection.judgements)
    best = bool(inspection.judgements) and key(inspection.judgements[0].grade) == _NO_STEPS_IF
    unsaid = {"previous_grade", "previous_date"} if previous.none else set()
    unsaid |= {"next_steps"} if best and not source.has(_IMPROVE) else set()
    expected = [name for name in school.EXPECTED if name not in unsaid]
    framework = "2019–24" if overall else "2024–25"
    return replace(inspection, framework=framework, not_found=fields.missing(inspection, expected))


def record(source: ReportLines, confidence: Confidence) -> tuple[Inspection, school.Previous]:
    """Read what graded and ungraded reports have in common, and what they say of the inspection before."""
    cover = source.before([ATTEND])
    rows = source.section(_DETAILS, HEADINGS)
    name = school.provider(source, _AHEAD)
    dates = fields.inspection_dates(cover)
    previous = school.previous(cover, rows, _PREVIOUS)
    about = source.section(_ABOUT_SCHOOL, HEADINGS)
    preface = [line for line in source.lines if line.page.number <= 2]
    group = groups.in_standard_sentence(preface) or groups.in_school_details(about, name)
    read_alike = school.recorded(
        source, confidence, ReportFormat.GRADED, name=name, rows=rows, dates=dates, before=previous
    )
    inspection = replace(
        read_alike,
        people=(*read_alike.people, *people.beyond(read_alike.people, people.in_sentences(preface))),
        group=group,
        group_sentence=groups.sentence([*preface, *about], group),
        lead_inspector=school.lead_inspector(source.section(_TEAM, HEADINGS)),
        judgements=judgements(cover, OEIF, dates.start if dates else None),
        safeguarding=school.safeguarding(source, source.section(_SAFEGUARDING, HEADINGS)),
        category_of_concern=school.concern(source.before([_DETAILS])),
        next_steps=steps.points(_improve(source), steps.AREA_FOR_IMPROVEMENT),
        conflicts=(*read_alike.conflicts, *checks.safeguarding(source.before([_DETAILS]))),
    )
    return inspection, previous


def _improve(source: ReportLines) -> Sequence[ReportLine]:
    return [line for line in source.section(_IMPROVE, HEADINGS) if not _NOTE.fullmatch(line.title)]


def standard_text(source: ReportLines) -> Boilerplate:
    """Mark the page of feedback and further information, the note under the points, and the last page."""
    marked = boilerplate.mark((line for line in source.lines if _NOTE.fullmatch(line.title)), boilerplate.NOTE)
    marked.update(boilerplate.mark(source.with_headings(_BACKGROUND, HEADINGS), boilerplate.NOTE))
    marked.update(boilerplate.mark(source.with_headings(_FEEDBACK, HEADINGS), boilerplate.FEEDBACK))
    marked.update(boilerplate.mark(source.with_headings(_FURTHER, HEADINGS), boilerplate.FURTHER))
    marked.update(boilerplate.last_page(source))
    return marked


FORMAT = Format(ReportFormat.GRADED, recognise, read, standard_text)
__all__ = [
    "ATTEND",
    "FORMAT",
    "HEADINGS",
    "OUTCOME",
    "is_graded",
    "record",
    "signals",
    "standard_text",
]
