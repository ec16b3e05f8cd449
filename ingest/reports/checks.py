"""One fact, two places: whether a document that prints a field more than once prints the same.

Compares reference numbers, dates, grades and safeguarding outcomes over the places where they are printed. It decides
nothing: the first place is the one taken, and a disagreement is kept with both places, to be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.inspections import Conflict, InspectionDates, Judgement, Located
from ingest.reports.areas import ScaleWords, every
from ingest.reports.dates import find_dates
from ingest.reports.lines import ReportLine, ReportLines, key

_URN = re.compile(
    r"\b(?:Unique\s+reference\s+number|URN)(?:\s*\(URN\))?\s*(?::|,|\t|\s|is\b|–|-)*\s*(?<!\d)(\d{6})(?!\d)",
    re.IGNORECASE,
)
_URN_LABEL = re.compile(r"\s*(?:Unique\s+reference\s+number|URN)(?:\s*\(URN\))?\s*:?\s*", re.IGNORECASE)
_SIX = re.compile(r"\s*(\d{6})\s*")
_SAYS_SAFE = re.compile(
    r"\b(?:arrangements for safeguarding (?:pupils |children )?are"
    r"|safeguarding standards are) (?P<not>not )?(?:effective|met)\b",
    re.IGNORECASE,
)


def urns(source: ReportLines) -> list[Located]:
    """Return every reference number of six digits that stands behind its label, in order."""
    found: list[Located] = []
    for number, line in enumerate(source.lines):
        for match in _URN.finditer(line.text):
            located = line.located(*match.span(1))
            if located is not None:
                found.append(located)
        below = source.lines[number + 1] if number + 1 < len(source.lines) else None
        if below is not None and below.page is line.page and _URN_LABEL.fullmatch(line.text):
            six = _SIX.fullmatch(below.text)
            located = below.located(*six.span(1)) if six else None
            if located is not None:
                found.append(located)
    return found


def disagreeing(field: str, places: Sequence[Located | None]) -> list[Conflict]:
    """Return a conflict where the places do not all print the same."""
    there = [place for place in places if place is not None]
    other = next((place for place in there if key(place.text) != key(there[0].text)), None)
    return [Conflict(field, (there[0], other))] if other is not None else []


def dates(source: ReportLines, taken: InspectionDates | None) -> list[Conflict]:
    """Compare the inspection's dates with those that the running lines print."""
    if taken is None:
        return []
    named = {line.page.number for line in source.running if "inspection" in line.title}
    for line in source.running:
        if line.page.number not in named:
            continue
        found = find_dates(line.text)
        located = line.located(found.span.start, found.span.end) if found else None
        if found and located and (found.start, found.end) != (taken.start, taken.end):
            return [Conflict("dates", (Located(taken.printed, taken.locator), located))]
    return []


def grades(taken: Sequence[Judgement], lines: Sequence[ReportLine], vocabulary: ScaleWords) -> list[Conflict]:
    """Compare each judgement with the heading that prints its area and grade again further on."""
    by_area = {_area(one.area): one for one in taken}
    found: dict[str, Conflict] = {}
    for other in every(lines, vocabulary, None):
        one = by_area.get(_area(other.area))
        if one is not None and key(other.grade) != key(one.grade):
            found.setdefault(_area(one.area), Conflict("judgements", (_judgement_text(one), _judgement_text(other))))
    return list(found.values())


def _area(area: str) -> str:
    """Return what 'Effectiveness of leadership and management' and 'The effectiveness of …' have in common."""
    return key(area).removeprefix("the ").removeprefix("effectiveness of ")


def _judgement_text(judgement: Judgement) -> Located:
    return Located(f"{judgement.area} {judgement.grade}", judgement.locator)


def safeguarding(lines: Iterable[ReportLine]) -> list[Conflict]:
    """Return a conflict where one sentence says that safeguarding is in order and another that it is not."""
    said: dict[bool, Located] = {}
    for line in lines:
        for match in _SAYS_SAFE.finditer(line.text):
            located = line.located(*match.span())
            if located is not None:
                said.setdefault(match["not"] is None, located)
    places = sorted(said.values(), key=lambda place: (place.locator.page, place.locator.span))
    return [Conflict("safeguarding", tuple(places))] if len(places) > 1 else []


__all__ = ["dates", "disagreeing", "grades", "safeguarding", "urns"]
