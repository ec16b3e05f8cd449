"""Questions how many and which schools there are ("which schools are in the trust?"): one by one, from their reports.

Counts the schools that the library holds reports on and gives what each report prints of its school: the group, the
category and the ages. A school without a report here is not counted, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.evidence import Evidence, SelectedEvidence
from assistant.answering.recorded.route import RecordLookup, answered, each, evidence, left_over
from assistant.scope import QuestionScope
from ingest.inspections import Inspection
from ingest.phrases import how_many

LEAD = "The library holds reports on {count}:"
ONLY_HELD = "A school without a report in the library is not counted here."
_GROUP = r"(?:the|our|this|its)? ?(?:trust|group|MAT|federation|library)"
_SCHOOLS = r"(?:schools?|academ(?:y|ies))"
_ASKS = re.compile(
    rf"\b(?:how many|which|what) {_SCHOOLS}\b(?: (?:are|is|do|does|make|belong|there|we|have|has|run|runs|up|in|to|part"
    rf"|of|members|currently|now))*(?: {_GROUP})?(?: (?:have|has|run|runs|there|hold|holds|include|includes))?(?=\W|$)"
    rf"|\blist (?:all |the |our |all the |all our )?{_SCHOOLS}\b(?: (?:in|of) {_GROUP})?"
    rf"|\b(?:what|which) (?:types?|kinds?|sorts?|phases?)(?: of)?(?: {_SCHOOLS})?\b",
    re.IGNORECASE,
)
_BESIDE = frozenset(
    """school schools academy academies trust group library type types kind kinds sort sorts phase phases serve serves
    cover covers run runs name names called number total belong members""".split()
)
_HOW = re.compile(r"\b(?:well|badly|not|better|worse)\b|n[’']t\b", re.IGNORECASE)
"""Asks how schools do, and not which there are."""
_OF_GROUP = re.compile(r"\b(?:trust|group|MAT|federation)\b", re.IGNORECASE)


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return what each school's report prints of it; None where a question asks for more, or names schools."""
    question = scope.words or scope.core
    if scope.named or not scope.schools or not _ASKS.search(question) or _HOW.search(question):
        return None
    if left_over(_ASKS.sub(" ", question), _BESIDE):
        return None
    of_group = bool(_OF_GROUP.search(scope.question))
    found = answered(scope, each(scope, records, lambda _, one: _printed(one, records, of_group)), [ONLY_HELD])
    if found is None:
        return None
    return SelectedEvidence(
        scope, found.schools, notes=found.notes, lead=LEAD.format(count=how_many(len(scope.schools), "school"))
    )


def _printed(inspection: Inspection, records: RecordLookup, of_group: bool) -> Iterator[Evidence]:
    fields = [("School category", inspection.school_category), ("Age range", inspection.age_range)]
    for label, field in [*([("Group", inspection.group)] if of_group else []), *fields]:
        if field is not None:
            place = field.locator
            value = " ".join(place.span.of(records.page(inspection.document, place.page).text).split())
            yield evidence(inspection.document, (place,), records, f"{label}: {value}")
