"""Questions which schools have a sixth form or early years: told by the area that their newest grades have for it.

A report that grades no such area says nothing of it, and that is told; of a school that is named the age range is given
as printed. Where sixth-formers of another school or college are spoken of is no provision of the school's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from assistant.answer import Coverage
from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.grades import judgement_evidence
from assistant.answering.recorded.moves import of_schools
from assistant.answering.recorded.route import RecordLookup, evidence, left_over
from assistant.scope import QuestionScope, ScopeSchool
from ingest.inspections import Inspection
from ingest.phrases import listed

_HAVE = re.compile(
    r"^\W*(?:and |so )?(?:(?:which|what|how many) (?:of (?:the|our) )?\w*\s*(?:schools?|academ(?:y|ies))\b"
    r"|do any|does any|have any|has any|do|does|has|have|is there|are there)\b[^?]*",
    re.IGNORECASE,
)
_VERBS = re.compile(r"\b(?:have|has|having|got|with|run|runs|offer|offers|is there|are there|there)\b", re.IGNORECASE)
_PROVISIONS = (
    ("a sixth form", r"sixth[- ]forms?(?: provision)?|post[- ]16(?: provision)?", r"sixth|post.16|16 to 19"),
    (
        "early years",
        r"early years(?: provision)?|early years foundation stage|EYFS|Reception(?: class(?:es)?)?",
        r"early years",
    ),
)
_BESIDE = frozenset("own".split())
LEAD = "{count}: {what} is graded in the newest report with grades."
NOTE = "No grade for {what} in the newest report with grades of {names}: whether they have it, silence does not tell."


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the grade of the provision asked for, of each school that has one; None where more is asked."""
    question = scope.words or scope.core
    found = next((p for p in _PROVISIONS if re.search(rf"\b(?:an? )?(?:{p[1]})\b", question, re.IGNORECASE)), None)
    if found is None or not _HAVE.match(question):
        return None
    what, asked, area = found
    left = _VERBS.sub(" ", re.sub(rf"\b(?:{asked})\b", " ", question, flags=re.IGNORECASE))
    if left_over(left, _BESIDE):
        return None
    schools = tuple(_of(school, area, scope, records) for school in of_schools(scope))
    graded = tuple(school.name for school in schools if any(item.graded for item in school.evidence))
    if not any(school.evidence for school in schools):
        return None
    names = tuple(school.name for school in schools)
    without = tuple(name for name in names if name not in graded)
    notes = (NOTE.format(what=what, names=listed(without)),) if without else ()
    lead = LEAD.format(count=Coverage(names, graded, without).count, what=what)
    return SelectedEvidence(scope, schools, notes=notes, lead=lead, whole=True)


def _of(school: ScopeSchool, area: str, scope: QuestionScope, records: RecordLookup) -> SchoolEvidence:
    held = (records.inspection(report.id) for report in school.reports)
    newest = next((one for one in held if one is not None and one.judgements), None)
    told = tuple(_told(newest, area, scope, records)) if newest is not None else ()
    return SchoolEvidence(school.name, True, told)


def _told(inspection: Inspection, area: str, scope: QuestionScope, records: RecordLookup) -> Iterator[Evidence]:
    document, graded = inspection.document, partial(re.search, area, flags=re.IGNORECASE)
    yield from (judgement_evidence(document, j, records.page) for j in inspection.judgements if graded(j.area))
    if scope.named and inspection.age_range is not None:
        place = inspection.age_range.locator
        yield evidence(document, (place,), records, f"Age range: {inspection.age_range.text}")
