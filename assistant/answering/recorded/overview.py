"""Questions for a report as a whole ("summarise the report on …"): outcome, grades, strengths and next steps.

Puts together what the record holds, in the report's own words. It writes no summary of its own and weighs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.evidence import Evidence, SelectedEvidence
from assistant.answering.recorded.grades import judgement_evidence
from assistant.answering.recorded.points import stated
from assistant.answering.recorded.route import RecordLookup, answered, each, evidence, left_over
from assistant.questions.aim import ANYBODY
from assistant.questions.direction import StrengthOrNeed
from assistant.scope import QuestionScope
from ingest.inspections import Inspection

STRENGTHS = 3
"""Strengths shown in an overview: the start of what the report praises, which a question for strengths gives whole."""
_FOUND = (
    r"\bwhat did (?:the )?(?:inspectors?|inspection|report|Ofsted) (?:find|say|conclude)"
    r"(?: about| at| of)? (?:the (?:school|area))?\W*$"
    r"|\bwhat (?:did|does) (?:the )?(?:(?:report|letter|inspection|visit)\s+)?(?:on|of|about|at|to) the (?:school|area)"
    r"\s+(?:say|find|conclude)\W*$"
)
_ASKS = re.compile(
    r"\bsummar(?:y|ies|ise[sd]?|ize[sd]?|ising)\b|\boverview\b|\bin a nutshell\b|\bin short\b"
    r"|\b(?:main|key) (?:findings|points|messages)\b"
    rf"|\btell me about (?:the|this|that) (?:school|report|area|inspection)\b|{_FOUND}",
    re.IGNORECASE,
)
_BESIDE = frozenset(
    """last latest newest inspection report please tell show us brief short quick give briefly findings conclude
    conclusions concluded find found""".split()
)
NOTE = "Put together from what the report itself prints: grades, strengths and what it asks to improve."


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the overview of each named school's report; None where less is asked for, or no school is named."""
    question = scope.words or scope.core
    if not scope.named or not _ASKS.search(question) or left_over(_ASKS.sub(" ", question), ANYBODY | _BESIDE):
        return None
    return answered(scope, each(scope, records, lambda _, inspection: _overview(inspection, records)), [NOTE])


def _overview(inspection: Inspection, records: RecordLookup) -> Iterator[Evidence]:
    document = inspection.document
    if inspection.outcome is not None:
        yield evidence(document, (inspection.outcome.locator,), records)
    for judgement in inspection.judgements:
        yield judgement_evidence(document, judgement, records.page)
    for point in inspection.strengths[:STRENGTHS]:
        yield evidence(document, point.locators, records, strand=StrengthOrNeed.STRENGTH)
    if not inspection.strengths:
        for sentence in stated(inspection, records.passages(document), StrengthOrNeed.STRENGTH)[:STRENGTHS]:
            yield Evidence(document, sentence.text, sentence.locators, None, None, 1.0)
    for step in inspection.next_steps:
        yield evidence(document, step.locators, records, strand=StrengthOrNeed.NEED)
