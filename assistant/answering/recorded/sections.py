"""The section of a report that belongs to a grade: under the area's heading, or between its line and the next grade's.

Gives sentences in the report's own order; it weighs none and names no cause.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.documents import BlockKind, Passage, Sentence
from ingest.inspections import Inspection, Judgement
from ingest.words import stems

_LEAST = 0.6
"""Share of an area's words that a heading must hold to be its heading: "Personal development and welfare" stands for
half of "Personal development, behaviour and welfare". Chosen, not measured."""


def section_of(judgement: Judgement, inspection: Inspection, passages: Sequence[Passage]) -> list[Sentence]:
    """Return the sentences of the section that belongs to a grade; none where the report is laid out otherwise."""
    said = [passage for passage in passages if passage.boilerplate is None]
    return _sentences(_under_heading(judgement, said) or _after(judgement, inspection, said))


def _under_heading(judgement: Judgement, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages whose heading is the area's name."""
    area = set(stems(judgement.area))
    return [p for p in passages if p.heading and _share(area, set(stems(p.heading))) >= _LEAST]


def _share(area: set[str], heading: set[str]) -> float:
    return len(area & heading) / len(area | heading) if area and heading else 0.0


def _after(judgement: Judgement, inspection: Inspection, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages between this grade's line and the next line with a grade, as report cards are laid out."""
    lines = {(j.locator.page, j.locator.span.start) for j in inspection.judgements}
    here = (judgement.locator.page, judgement.locator.span.start)
    later = sorted(line for line in lines if line > here)
    end = later[0] if later else None
    inside = [p for p in passages if here < _start(p) and (end is None or _start(p) < end)]
    if end is None:  # the last area ends where the report goes on to something else: at the next table or list
        inside = inside[: next((n for n, p in enumerate(inside) if p.page > here[0]), len(inside))]
    return inside if len(lines) > 1 and _is_laid_out_so(inspection, passages) else []


def _is_laid_out_so(inspection: Inspection, passages: Sequence[Passage]) -> bool:
    """Say whether prose stands between the grades: in a front page's table of grades none does."""
    starts = sorted((j.locator.page, j.locator.span.start) for j in inspection.judgements)
    between = [p for p in passages if p.kind is BlockKind.PARAGRAPH and starts[0] < _start(p) < starts[-1]]
    return len(between) >= len(starts) - 1


def _start(passage: Passage) -> tuple[int, int]:
    place = passage.sentences[0].locators[0]
    return place.page, place.span.start


def _sentences(passages: Sequence[Passage]) -> list[Sentence]:
    """Return the section's sentences in order; headings and rows of tables are none."""
    return [
        sentence
        for passage in passages
        if passage.kind is not BlockKind.TABLE_ROW
        for sentence in passage.sentences
        if sentence.text.rstrip("”’\"'")[-1:] in ".!?"
    ]
