"""Short inspection letters, 2015 to 2019: 'Short inspection of X', 'This school continues to be good', no grades.

Reads what the letter concludes as an outcome in words. The grade that the school keeps was given at an earlier
inspection, so it is never a judgement of this one. Reference numbers are not printed in these letters.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.inspections import Inspection, ReportFormat
from ingest.reports import boilerplate, checks, fields, groups, letters, school, steps
from ingest.reports.lines import Confidence, Format, ReportLines, weigh

_TITLE = re.compile(r"^\s*Short inspection of\s*", re.IGNORECASE)
_FOLLOWING = re.compile(r"\bFollowing (?:my|our|the) (?:visit|short inspection|inspection)\b")
_OUTCOMES = (
    re.compile(
        r"\b(?:The|This) (?:school|academy|nursery|college)[^.]{0,60} (?:continues to be|remains) (?:a "
        r"|an )?(?:good|outstanding)\b"
    ),
    re.compile(r"\bcontinues to be (?:a |an )?(?:good|outstanding)\b"),
    re.compile(r"\bI (?:have identified some priorities for improvement|am of the opinion)\b"),
    re.compile(r"\bThere is no change to the school[’']s current overall effectiveness grade\b"),
    re.compile(r"\bnext inspection will be a section 5 inspection\b"),
)
_STEPS = frozenset({"next steps for the school", "next steps", "next steps for the academy"})
_EXPECTED = ("provider", "dates", "dated", "lead_inspector", "outcome", "safeguarding", "next_steps", "previous_grade")


def recognise(source: ReportLines) -> Confidence:
    """Weigh title, greeting and set sentences."""
    letter = letters.is_letter(source)
    titled = letters.titled(source, _TITLE)
    body = letters.body(source) if titled or letter else []
    return weigh(
        [
            (titled, 0.5, "‘Short inspection of’"),
            (letter, 0.15, "‘Dear’"),
            (any(_FOLLOWING.search(line.text) for line in body[:10]), 0.15, "‘Following my visit’"),
            (letters.sentence(body, _OUTCOMES) is not None, 0.1, "what the letter concludes"),
            (any(line.title in _STEPS for line in body), 0.1, "‘Next steps for the school’"),
        ]
    )


def read(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record: an outcome in words, and no judgements."""
    body = letters.body(source)
    grade, when = letters.previous(source)
    numbers = checks.urns(source)
    group = groups.in_copies(body)
    inspection = Inspection(
        document=source.document.id,
        format=ReportFormat.SHORT_INSPECTION,
        framework="2015–19",
        confidence=confidence.score,
        reason=confidence.reason,
        provider=letters.title(source, _TITLE),
        urn=next(iter(numbers), None),
        local_authority=letters.local_authority(source),
        group=group,
        group_sentence=groups.sentence(body, group),
        dates=letters.visit(source),
        dated=letters.dated(source),
        previous_grade=grade,
        previous_date=when,
        lead_inspector=letters.signature(source),
        safeguarding=school.safeguarding(source, body),
        outcome=letters.sentence(body, _OUTCOMES),
        next_steps=letters.points(source, _STEPS, steps.NEXT_STEP),
        people=letters.addressee(source),
        conflicts=tuple(checks.disagreeing("urn", numbers)),
    )
    return replace(inspection, not_found=fields.missing(inspection, _EXPECTED))


FORMAT = Format(ReportFormat.SHORT_INSPECTION, recognise, read, boilerplate.last_page)
__all__ = ["FORMAT"]
