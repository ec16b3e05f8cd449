"""Academy conversion letters: they say that a school became an academy, and are published where its reports are.

Recognised so that nobody takes one for the latest report. No judgement, no inspection date and no next step is read:
a grade that such a letter mentions was given to the school before it, and the letter's date is no inspection's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.inspections import Inspection, ReportFormat
from ingest.reports import boilerplate, checks, fields, letters
from ingest.reports.lines import Confidence, Format, ReportLines, find, weigh

_TITLE = re.compile(
    r"^\s*(?:Academy (?:conver(?:sion|ter|tor)|status)(?: letter)?|Conver(?:sion"
    r"|ting) (?:of [^.]{3,80} )?to (?:an )?academy(?: status)?"
    r"|Inspection (?:of|arrangements for) (?:your )?(?:new |converter )?academ(?:y|ies)(?: converters?)?)\b:?\s*",
    re.IGNORECASE,
)
_CONVERTED = re.compile(
    r"\b(?:convert(?:ed|s|ing)?(?: (?:to|into))?(?: (?:become|an?))*(?: (?:an )?academy| academy status)"
    r"|became an academy"
    r"|opened as an academy|academy conver(?:sion|ter)|conversion to (?:an )?academy|academy status)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:predecessor|previous|former|exempt|last inspection|next inspection|first inspection)\b", re.IGNORECASE
)
_INSPECTED = re.compile(
    r"\bFollowing (?:my|our|the) (?:visit|inspection|short inspection)|\bmonitoring (?:inspection|visit)"
    r"|\bsummary evaluation\b"
    r"|\binspection findings\b|\bWhat is it like to attend\b|^\s*Short inspection of\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\b([A-Z][\w’'.&-]*(?: (?:[A-Z][\w’'.&-]*|of|and|the|for)){1,9}) (?:has |have |recently )*(?:converted"
    r"|became|opened) "
)
_SCHOOL_LINE = re.compile(r"^\s*([A-Z][^,\t\d]{2,70}\b(?:School|Academy|College|Centre|Nursery))\s*,?\s*$")
_LONGEST = 4
"""Pages. These letters have one or two."""


def recognise(source: ReportLines) -> Confidence:
    """Weigh what such a letter says; a document that reports findings is none, whatever else it mentions."""
    lines = source.lines
    if len(source.document.pages) > _LONGEST or any(_INSPECTED.search(line.text) for line in lines):
        return weigh([])
    return weigh(
        [
            (letters.titled(source, _TITLE), 0.3, "a title of a conversion letter"),
            (letters.is_letter(source), 0.2, "‘Dear’"),
            (any(_CONVERTED.search(line.text) for line in lines), 0.35, "it says that a school became an academy"),
            (any(_BEFORE.search(line.text) for line in letters.body(source)), 0.15, "it speaks of other inspections"),
        ]
    )


def read(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the academy's name, number and the letter's date."""
    numbers = checks.urns(source)
    inspection = Inspection(
        document=source.document.id,
        format=ReportFormat.CONVERSION_LETTER,
        confidence=confidence.score,
        reason=confidence.reason,
        provider=find(letters.head(source), _SCHOOL_LINE) or find(letters.body(source), _WHICH),
        urn=next(iter(numbers), None),
        dated=letters.dated(source),
        local_authority=letters.local_authority(source),
        people=letters.addressee(source),
        conflicts=tuple(checks.disagreeing("urn", numbers)),
    )
    return replace(inspection, not_found=fields.missing(inspection, ("provider", "urn", "dated")))


FORMAT = Format(ReportFormat.CONVERSION_LETTER, recognise, read, boilerplate.last_page)
__all__ = ["FORMAT"]
