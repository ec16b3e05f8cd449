"""Section 5 reports as they were from autumn 2012 to summer 2015: numbers behind the grades, 'This inspection: Good 2'.

Has the headings of the reports after it and other areas: achievement of pupils, quality of teaching, behaviour and
safety of pupils. The numbers are not kept: a grade is the printed word. 'What inspection judgements mean' explains
grades and holds none. Reports before 2012 print numbers in place of words; they are not read as these.
"""

from __future__ import annotations

from ingest.inspections import Inspection, ReportFormat
from ingest.reports import boilerplate, section5
from ingest.reports.areas import OEIF, judgements
from ingest.reports.lines import Boilerplate, Confidence, Format, ReportLines, weigh

_SUMMARY = "summary of key findings for parents and pupils"
_MEANING = "what inspection judgements mean"
_OWN_AREAS = frozenset({"achievement of pupils", "quality of teaching", "behaviour and safety of pupils"})


def recognise(source: ReportLines) -> Confidence:
    """Weigh the areas that only these reports have, and the headings that they share with later ones."""
    cover = source.before([_SUMMARY])
    areas = {judgement.area.casefold() for judgement in judgements(cover, OEIF, None)}
    return weigh(
        [
            (len(areas & _OWN_AREAS) > 1, 0.4, "a table with areas of the 2012 framework"),
            (source.has(_SUMMARY), 0.3, "‘Summary of key findings for parents and pupils’"),
            (
                source.has("what does the school need to do to improve further?"),
                0.15,
                "‘What does the school need to do…’",
            ),
            (source.has("school details"), 0.1, "‘School details’"),
            (source.has(_MEANING), 0.05, "‘What inspection judgements mean’"),
        ]
    )


def read(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record."""
    return section5.read_as(source, confidence, "2012–15")


def standard_text(source: ReportLines) -> Boilerplate:
    """Mark the explanation of grades and the last page."""
    marked = boilerplate.mark(source.with_headings(_MEANING, ("school details",)), boilerplate.GRADES_EXPLAINED)
    marked.update(boilerplate.last_page(source))
    return marked


FORMAT = Format(ReportFormat.SECTION_5, recognise, read, standard_text)
__all__ = ["FORMAT"]
