"""Questions why a school was given a grade: the grade as printed, and what the report says under that heading.

Gives the section in the report's own order. It names no cause that the report does not put there, and weighs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.evidence import Evidence, SelectedEvidence
from assistant.answering.recorded import by_grade
from assistant.answering.recorded.grades import judgement_evidence, named_areas
from assistant.answering.recorded.route import RecordLookup, answered, each
from assistant.answering.recorded.sections import section_of
from assistant.scope import QuestionScope
from ingest.inspections import Inspection

SENTENCES = 6
"""Most sentences shown of one section: as much as is read in one go."""
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bwhat (?:lies|lay|was|is) behind\b|\bhow come\b", re.IGNORECASE)
_GRADED = re.compile(
    r"\b(?:grades?|graded|judge?ments?|judged|rat(?:ed|ings?)|outstanding|good|inadequate|requires? improvement"
    r"|exceptional|strong|expected standard|needs attention|urgent improvement)\b",
    re.IGNORECASE,
)


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
    return answered(scope, schools) if told else by_grade.route(scope, records)


def _explained(question: str, inspection: Inspection, records: RecordLookup) -> Iterator[Evidence]:
    for judgement in named_areas(question, inspection.judgements):
        yield judgement_evidence(inspection.document, judgement, records.page)
        for sentence in section_of(judgement, inspection, records.passages(inspection.document))[:SENTENCES]:
            yield Evidence(inspection.document, sentence.text, sentence.locators, judgement.area, None, 1.0)
