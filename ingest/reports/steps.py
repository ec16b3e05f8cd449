"""What a report asks to improve, point by point.

One point is an outer bullet with everything that hangs on it: its nested bullets, and what runs on over the page.
Where a list is of paragraphs, each is a point. Picks nothing out of prose elsewhere in the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents import BlockKind
from ingest.inspections import NextStep
from ingest.reports.lines import ReportLine

NEXT_STEP = "next step"
AREA_FOR_IMPROVEMENT = "area for improvement"
PRIORITY_ACTION = "priority action"
_REVIEW = "An external review of "
"""How a section 5 report asks for a review, in a paragraph of its own after the bullets."""
_DASHED = re.compile(r"\s*[–—-] \S")
_SENTENCE_ENDS = (".", "?", "!", ".’", ".”", ".'")


def points(lines: Sequence[ReportLine], kind: str) -> tuple[NextStep, ...]:
    """Return the points of a list of bullets, in order; of paragraphs where the list has no bullets."""
    gathered = _bullets(lines) if any(line.kind is BlockKind.BULLET for line in lines) else _paragraphs(lines)
    return tuple(step(kind, group) for group in gathered)


def paragraph_points(lines: Sequence[ReportLine], kind: str) -> tuple[NextStep, ...]:
    """Return the points of a list in which each paragraph is one; bullets belong to the paragraph that leads in."""
    return tuple(step(kind, group) for group in _paragraphs(lines))


def step(kind: str, lines: Sequence[ReportLine]) -> NextStep:
    """Return one point whose text stands in these lines."""
    return NextStep(kind, " ".join(line.text.strip() for line in lines), tuple(line.locator() for line in lines))


def runs_on(line: ReportLine, previous: ReportLine | None) -> bool:
    """Say whether a line carries on the one before it over a page break."""
    if previous is None or previous.page is line.page or line.kind is BlockKind.HEADING:
        return False
    begins_small = line.text.lstrip()[:1].islower() and line.kind is not BlockKind.BULLET
    return line.block.continued or (begins_small and not previous.text.rstrip().endswith(_SENTENCE_ENDS))


def _bullets(lines: Sequence[ReportLine]) -> list[list[ReportLine]]:
    outermost = min(line.block.level for line in lines if line.kind is BlockKind.BULLET)
    found: list[list[ReportLine]] = []
    previous: ReportLine | None = None
    for line in lines:
        nested = line.kind is BlockKind.BULLET and line.block.level > outermost
        hangs = nested or runs_on(line, previous) or hangs_by_dash(line, previous)
        if found and previous is found[-1][-1] and hangs:
            found[-1].append(line)
        elif line.kind is BlockKind.BULLET or line.text.startswith(_REVIEW):
            found.append([line])
        previous = line
    return found


def hangs_by_dash(line: ReportLine, previous: ReportLine | None) -> bool:
    """Say whether a paragraph is a nested bullet whose dash stands too near its words, or goes on such a one.

    So it is where a report's text was set again without its indents.
    """
    if previous is None or line.kind is not BlockKind.PARAGRAPH or line.page is not previous.page:
        return False
    if _DASHED.match(line.text):
        return True
    goes_on = line.text.lstrip()[:1].islower() and not previous.text.rstrip().endswith((*_SENTENCE_ENDS, ":"))
    return previous.kind is BlockKind.PARAGRAPH and goes_on


def _paragraphs(lines: Sequence[ReportLine]) -> list[list[ReportLine]]:
    found: list[list[ReportLine]] = []
    for line in lines:
        if line.kind is BlockKind.HEADING:
            continue
        hangs = line.kind is BlockKind.BULLET and found and (len(found[-1]) > 1 or _leads_in(found[-1][0]))
        if found and (hangs or runs_on(line, found[-1][-1])):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _leads_in(line: ReportLine) -> bool:
    return line.text.rstrip().endswith(":")


__all__ = [
    "AREA_FOR_IMPROVEMENT",
    "NEXT_STEP",
    "PRIORITY_ACTION",
    "hangs_by_dash",
    "paragraph_points",
    "points",
    "runs_on",
    "step",
]
