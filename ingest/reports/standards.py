"""The independent school standards of a report card: each part met or not met, and whether all are.

Reads lines that hold a part's name and its outcome and nothing else. A sentence about the standards is prose and is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.inspections import Judgement, Scale
from ingest.reports.lines import ReportLine, as_printed, joined

_PARTS = (
    "quality of education provided",
    "spiritual, moral, social and cultural development of pupils",
    "welfare, health and safety of pupils",
    "suitability of staff, supply staff,? and proprietors",
    "suitability of staff and proprietors",
    "premises of and accommodation at schools?",
    "premises and accommodation",
    "provision of information",
    "manner in which complaints are handled",
    "complaints",
    "quality of leadership in and management of schools?",
    "leadership and management of schools?",
)
_NAME = "|".join(part.replace(" ", r"\s+") for part in _PARTS)
_OUTCOME = r"(?:(?:independent school )?standards?\s+)?(?:are\s+)?(?P<not>not\s+)?met"
_AREA = (
    rf"(?P<area>(?:(?:Part|Standard)?\s*[1-8][.:)]?\s*[-–:]?\s*)?(?:the\s+)?(?:{_NAME})"
    r"|independent school standards|(?:Part|Standard) [1-8])"
)
_ROW = re.compile(rf"\s*{_AREA}\s*[:\t–-]?\s*(?P<grade>{_OUTCOME})\s*\.?\s*", re.IGNORECASE)
_ALONE = re.compile(rf"\s*{_AREA}\s*:?\s*", re.IGNORECASE)
_GRADE = re.compile(rf"\s*(?P<grade>{_OUTCOME})\s*\.?\s*", re.IGNORECASE)
_LONGEST = 140


def read(lines: Sequence[ReportLine], when: date | None) -> tuple[Judgement, ...]:
    """Return the outcomes of the standards, each area once."""
    found: dict[str, Judgement] = {}
    for number, line in enumerate(lines):
        if len(line.text) > _LONGEST:
            continue
        match = _ROW.fullmatch(line.text)
        if match is not None:
            locator = line.locator(match.start("area"), match.end("grade"))
            one = Judgement(as_printed(match["area"]), as_printed(match["grade"]), Scale.MET_NOT_MET, when, locator)
            found.setdefault(one.area.casefold(), one)
            continue
        below = lines[number + 1] if number + 1 < len(lines) else None
        whole = _wrapped(line, below, when) if below is not None and "\t" not in line.text else None
        if whole is not None:
            found.setdefault(whole.area.casefold(), whole)
            continue
        alone = _ALONE.fullmatch(line.text)
        grade = _GRADE.fullmatch(below.text) if alone and below is not None and below.page is line.page else None
        if alone is not None and grade is not None and below is not None:
            one = Judgement(
                as_printed(alone["area"]), as_printed(grade["grade"]), Scale.MET_NOT_MET, when, below.locator()
            )
            found.setdefault(one.area.casefold(), one)
    return tuple(found.values())


def _wrapped(line: ReportLine, below: ReportLine, when: date | None) -> Judgement | None:
    """Read a standard whose name wraps into the next line, with its outcome in either of the two."""
    first, second = line.text.split("\t"), below.text.split("\t")
    outcomes = [cell for cell in (*first[1:], *second[1:]) if cell.strip()]
    if len(outcomes) != 1 or below.page is not line.page:
        return None
    match = _ROW.fullmatch(f"{first[0].strip()} {second[0].strip()}\t{outcomes[0]}")
    both = joined([line, below]) if match else None
    if match is None or both is None:
        return None
    return Judgement(as_printed(match["area"]), as_printed(match["grade"]), Scale.MET_NOT_MET, when, both.locator)


__all__ = ["read"]
