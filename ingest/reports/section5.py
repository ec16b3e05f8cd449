"""Section 5 reports as they were from 2015 to 2019: 'School report', a table of grades, a two-column summary.

Reads the judgements from the table on the cover, so that every grade is cited where a reader looks for it. The
bullets of the summary are strengths or weaknesses only under a heading that calls them so. Reports of 2012–15 have
much in common with these: `read_as` reads both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.inspections import Inspection, ReportFormat
from ingest.reports import boilerplate, checks, fields, groups, labelled, school, steps
from ingest.reports.areas import OEIF, judgements
from ingest.reports.lines import Confidence, Format, ReportLine, ReportLines, find, weigh

_SUMMARY = "summary of key findings for parents and pupils"
_IMPROVE = "what does the school need to do to improve further?"
_JUDGEMENTS = "inspection judgements"
_MEANING = "what inspection judgements mean"
_DETAILS = "school details"
_ABOUT_SCHOOL = "information about this school"
_ABOUT_INSPECTION = "information about this inspection"
_TEAM = "inspection team"
_HEADINGS = (
    _SUMMARY,
    "full report",
    _IMPROVE,
    _JUDGEMENTS,
    "governance of the school",
    "safeguarding",
    _DETAILS,
    _ABOUT_SCHOOL,
    _ABOUT_INSPECTION,
    _TEAM,
    _MEANING,
    *OEIF.areas,
)
_OWN_AREAS = frozenset({"outcomes for pupils", "quality of teaching, learning and assessment"})
_AHEAD = re.compile(r"^\s*School report\s*", re.IGNORECASE)
_MEETS = re.compile(
    r"([A-Z][^.]*\b[Ss]afeguarding\b[^.]{0,80} (?:fully |do not |does not |all )?(?:meets?|fulfils?) (?:all "
    r"|current |the |fully )*"
    r"(?:statutory|national|government|legal)? ?requirements[^.]*\.)"
)
"""How reports of 2012–15 say it."""
_PREVIOUS = ("overall effectiveness at previous inspection",)


def recognise(source: ReportLines) -> Confidence:
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


def read(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record."""
    return read_as(source, confidence, "2015–19")


def read_as(source: ReportLines, confidence: Confidence, framework: str) -> Inspection:
    """Read the record of a section 5 report of 2012 to 2019."""
    cover = source.before([_SUMMARY])
    rows = source.section(_DETAILS, _HEADINGS)
    name = school.provider(source, _AHEAD)
    dates = fields.inspection_dates(cover)
    previous = school.previous(cover, rows, _PREVIOUS)
    about = source.section(_ABOUT_SCHOOL, _HEADINGS)
    group = groups.in_school_details(about, name)
    found = judgements(cover, OEIF, dates.start if dates else None)
    strengths, weaknesses = labelled.in_summary(source.section(_SUMMARY, ("full report", _IMPROVE, _ABOUT_INSPECTION)))
    body = _body(source)
    record = school.recorded(
        source, confidence, ReportFormat.SECTION_5, name=name, rows=rows, dates=dates, before=previous
    )
    inspection = replace(
        record,
        framework=framework,
        group=group,
        group_sentence=groups.sentence(about, group),
        lead_inspector=school.lead_inspector(source.section(_TEAM, _HEADINGS)),
        judgements=found,
        safeguarding=school.safeguarding(source, source.section("safeguarding", _HEADINGS)) or find(body, _MEETS),
        category_of_concern=school.concern(source.before([_JUDGEMENTS, _DETAILS])),
        next_steps=steps.points(source.section(_IMPROVE, _HEADINGS), steps.AREA_FOR_IMPROVEMENT),
        strengths=strengths,
        weaknesses=weaknesses,
        conflicts=(*record.conflicts, *checks.grades(found, body, OEIF), *checks.safeguarding(body)),
    )
    expected = [
        field for field in school.EXPECTED if not (previous.none and field in ("previous_grade", "previous_date"))
    ]
    return replace(inspection, not_found=fields.missing(inspection, expected))


def _body(source: ReportLines) -> list[ReportLine]:
    """Return the lines of 'Inspection judgements', up to the details."""
    return [line for line in source.before([_DETAILS, _MEANING]) if line.page is not source.document.pages[0]]


FORMAT = Format(ReportFormat.SECTION_5, recognise, read, boilerplate.last_page)
__all__ = ["FORMAT"]
