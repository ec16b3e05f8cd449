"""Questions why a school was given a grade: the grade as printed, and what the report says under that heading.

Gives the section in the report's own order. It names no cause that the report does not put there, and weighs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.evidence import Evidence, SelectedEvidence
from assistant.answering.grades import judgement_evidence, named_areas
from assistant.answering.recorded.route import RecordLookup, answered, each
from assistant.scope import QuestionScope
from ingest.documents import BlockKind, Passage, Sentence
from ingest.inspections import Inspection, Judgement
from ingest.words import stems

SENTENCES = 6
"""Most sentences shown of one section: as much as is read in one go."""
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bwhat (?:lies|lay|was|is) behind\b|\bhow come\b", re.IGNORECASE)
_GRADED = re.compile(
    r"\b(?:grades?|graded|judge?ments?|judged|rat(?:ed|ings?)|outstanding|good|inadequate|requires? improvement"
    r"|exceptional|strong|expected standard|needs attention|urgent improvement)\b",
    re.IGNORECASE,
)
_LEAST = 0.6
"""Share of an area's words that a heading must hold to be its heading: "Personal development and welfare" stands for
half of "Personal development, behaviour and welfare". Chosen, not measured."""


def asks_why(question: str) -> bool:
    """Say whether a question asks what lies behind something."""
    return bool(_WHY.search(question))


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the grade and its section, for the areas that the question names; None where it names none."""
    question = f"{scope.question} {scope.asked}"  # "Why?" after a question for a grade
    if not scope.named or not (_WHY.search(question) and _GRADED.search(question)):
        return None
    schools = each(scope, records, lambda _, inspection: _explained(scope.core, inspection, records))
    told = any(item.statement is None for school in schools for item in school.evidence)
    return answered(scope, schools) if told else None


def _explained(question: str, inspection: Inspection, records: RecordLookup) -> Iterator[Evidence]:
    for judgement in named_areas(question, inspection.judgements):
        yield judgement_evidence(inspection.document, judgement, records.page)
        passages = [p for p in records.passages(inspection.document) if p.boilerplate is None]
        section = _under_heading(judgement, passages) or _after(judgement, inspection, passages)
        for sentence in _sentences(section)[:SENTENCES]:
            yield Evidence(inspection.document, sentence.text, sentence.locators, judgement.area, None, 1.0)


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
