"""Section 5 reports as they were from 2015 to 2019: 'School report', a table of grades, a two-column summary.

Reads the judgements from the table on the cover, so that every grade is cited where a reader looks for it. The
bullets of the summary are not told apart into strengths and weaknesses: in real reports their columns mix.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.inspections import Inspection, ReportFormat
from ingest.reports import boilerplate, fields, groups, school, steps
from ingest.reports.areas import OEIF, judgements
from ingest.reports.lines import Boilerplate, Confidence, Format, Source, weigh

_SUMMARY = "summary of key findings for parents and pupils"
_IMPROVE = "what does the school need to do to improve further?"
_DETAILS = "school details"
_ABOUT_SCHOOL = "information about this school"
_ABOUT_INSPECTION = "information about this inspection"
_TEAM = "inspection team"
_HEADINGS = (
    _SUMMARY,
    "full report",
    _IMPROVE,
    "inspection judgements",
    "governance of the school",
    "safeguarding",
    _DETAILS,
    _ABOUT_SCHOOL,
    _ABOUT_INSPECTION,
    _TEAM,
    *OEIF.areas,
)
_OWN_AREAS = frozenset({"outcomes for pupils", "quality of teaching, learning and assessment"})
_AHEAD = re.compile(r"^\s*School report\s*", re.IGNORECASE)
_PREVIOUS = ("overall effectiveness at previous inspection",)
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


def recognise(source: Source) -> Confidence:
    """Weigh the headings and areas that only these reports have."""
    cover = source.before([_SUMMARY])
    areas = {judgement.area.casefold() for judgement in judgements(cover, OEIF, None)}
    return weigh(
        [
            (source.has(_SUMMARY), 0.3, "‘Summary of key findings for parents and pupils’"),
            (bool(areas & _OWN_AREAS), 0.3, "a table with areas of the 2015 framework"),
            (source.has(_IMPROVE), 0.2, "‘What does the school need to do to improve further?’"),
            (source.has("inspection judgements"), 0.1, "‘Inspection judgements’"),
            (source.has(_DETAILS), 0.1, "‘School details’"),
        ]
    )


def read(source: Source, confidence: Confidence) -> Inspection:
    """Read the structured record."""
    cover = source.before([_SUMMARY])
    details = source.section(_DETAILS, _HEADINGS)
    name = school.provider(source, _AHEAD)
    dates = fields.dates(fields.value(cover, "inspection dates") or fields.value(cover, "inspection date"))
    previous = school.previous(cover, details, _PREVIOUS)
    inspection = Inspection(
        document=source.document.id,
        format=ReportFormat.SECTION_5,
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
        safeguarding=school.safeguarding(source, source.section("safeguarding", _HEADINGS)),
        next_steps=steps.points(source.section(_IMPROVE, _HEADINGS), steps.AREA_FOR_IMPROVEMENT),
    )
    return replace(inspection, not_found=fields.missing(inspection, _EXPECTED))


def standard_text(source: Source) -> Boilerplate:
    """Mark the last page."""
    return boilerplate.last_page(source)


FORMAT = Format(ReportFormat.SECTION_5, recognise, read, standard_text)
__all__ = ["FORMAT"]
