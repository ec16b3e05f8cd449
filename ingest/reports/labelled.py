"""Strengths and weaknesses that the document itself labels so: the bullets under such a heading, and no others.

A heading such as 'The school has the following strengths' or 'It is not yet good because' labels what stands under
it. 'This is a good school' labels nothing. Where a bullet is drawn above the heading (the summary has two columns,
and in real reports they mix), the labelling cannot be trusted and none is made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents import BlockKind
from ingest.inspections import Point
from ingest.reports.lines import ReportLine
from ingest.reports.steps import runs_on

_STRENGTHS = re.compile(
    r"^(?:the school has (?:the following|a number of|many|some) strengths"
    r"|this is an? (?:good|outstanding) school because|strengths(?: of the school)?)[:.]?$"
)
_WEAKNESSES = re.compile(
    r"^(?:(?:this is a school that requires improvement\.?,? )?it is not (?:yet )?(?:a |an )?(?:good|outstanding)"
    r"(?: school)?,? because"
    r"|this is (?:an inadequate school|a school that (?:requires (?:improvement|special measures)"
    r"|has serious weaknesses)) because"
    r"|the school has the following (?:weaknesses|areas for (?:development|improvement))"
    r"|weaknesses(?: of the school)?)[:.]?$"
)
_LONGEST_LABEL = 160
_SLACK = 0.004
"""Of the page's height: a bullet level with its heading's foot is not above it."""


def in_summary(lines: Sequence[ReportLine]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return strengths and weaknesses of a section 5 report's summary."""
    return _under(lines, _STRENGTHS), _under(lines, _WEAKNESSES)


def under(label: str, lines: Sequence[ReportLine]) -> tuple[Point, ...]:
    """Return the bullets of a section whose own heading labels them."""
    return tuple(_point(label, group) for group in _gathered(lines))


def _under(lines: Sequence[ReportLine], pattern: re.Pattern[str]) -> tuple[Point, ...]:
    for number, line in enumerate(lines):
        if len(line.text) > _LONGEST_LABEL or not pattern.match(line.title):
            continue
        below: list[ReportLine] = []
        for other in lines[number + 1 :]:
            if other.kind is BlockKind.BULLET or (below and runs_on(other, below[-1])):
                below.append(other)
            else:
                break
        if any(other.page is line.page and _top(other) < _top(line) - _SLACK for other in below):
            return ()
        return tuple(_point(" ".join(line.text.split()), group) for group in _gathered(below))
    return ()


def _top(line: ReportLine) -> float:
    """Return how far down the page a line begins, 0–1; 0 for a document without geometry."""
    first = next((word for word in line.page.words if word.span.start >= line.block.span.start), None)
    return first.boxes[0].top if first and first.boxes else 0.0


def _gathered(lines: Sequence[ReportLine]) -> list[list[ReportLine]]:
    """Return each outer bullet with what hangs on it."""
    found: list[list[ReportLine]] = []
    outermost = min((line.block.level for line in lines if line.kind is BlockKind.BULLET), default=0)
    for line in lines:
        bullet = line.kind is BlockKind.BULLET
        if bullet and line.block.level == outermost:
            found.append([line])
        elif found and (bullet or runs_on(line, found[-1][-1])):
            found[-1].append(line)
    return found


def _point(label: str, lines: Sequence[ReportLine]) -> Point:
    return Point(label, " ".join(line.text.strip() for line in lines), tuple(line.locator() for line in lines))


__all__ = ["in_summary", "under"]
