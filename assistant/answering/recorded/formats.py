"""Questions which schools had an inspection of some kind ("which had an ungraded inspection?"): from the record alone.

Gives the days of each report of that format that the library holds. What is not in the library it cannot tell, and says
so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.route import RecordLookup, evidence, left_over
from assistant.questions.kinds import format_asked
from assistant.scope import QuestionScope, ScopeSchool
from ingest.inspections import FORMAT_NAMES, ReportFormat
from ingest.phrases import how_many

HELD = "The library holds such a report on {count}."
ONLY_HELD = "Only reports that are in the library are known here: an inspection without one is not counted."
_ASKS = re.compile(
    r"^\W*(?:and |so )?(?:which|what|how many|when|has|have|did|do|does|is there|are there)\b"
    r".{0,60}\b(?:have|has|had|get|got|receiv\w+|given|with|been|a|an|any|last)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:not|never|only|no|without|more than|once|twice|two|three|several|all|every|what (?:is|are|does|do)|first)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
"""Asks for those without one, for how many each has had, or what such a report is."""
_NEWEST = re.compile(r"\b(?:last|latest|newest|most recent)\b", re.IGNORECASE)
_BESIDE = frozenset(
    """school schools area areas academy academies any had have has got get received receive receiving given been last
    latest recent recently yet ever ofsted single inspection inspections report reports visit visits letter
    letters""".split()
)


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the days of the reports of the format that is asked for; None where more is asked or none is held."""
    asked = format_asked(scope.question)
    if asked is None or not _ASKS.search(scope.question):
        return None
    words, formats = asked
    if _MORE.search(scope.question) or left_over(scope.core.replace(words, " "), _BESIDE):
        return None
    most = 1 if _NEWEST.search(scope.question) else None
    schools = tuple(
        SchoolEvidence(school.name, True, tuple(islice(_days(school, formats, records), most)))
        for school in scope.schools
    )
    count = sum(bool(school.evidence) for school in schools)
    if not count:
        return None
    areas = formats == {ReportFormat.AREA_SEND}
    lead = HELD.format(count=how_many(count, "local area" if areas else "school"))
    return SelectedEvidence(scope, schools, notes=(ONLY_HELD,), lead=lead, looked_back=True, whole=True)


def _days(school: ScopeSchool, formats: frozenset[ReportFormat], records: RecordLookup) -> Iterator[Evidence]:
    for report in school.reports:
        inspection = records.inspection(report.id) if report.format in formats else None
        if inspection is not None and inspection.dates is not None:
            printed = inspection.dates.printed
            yield evidence(
                report.id, (inspection.dates.locator,), records, f"{FORMAT_NAMES[report.format]}: inspected {printed}"
            )
