"""Questions for a school's capacity, or whether it is full: capacity and pupils on roll, each as the report prints it.

Works out no share and calls no school full: both numbers stand as printed, beside the national ones, if any.
A report that prints no capacity is told so, and its number of pupils is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from assistant.answering.evidence import Evidence, SelectedEvidence
from assistant.answering.recorded.figures import said
from assistant.answering.recorded.route import RecordLookup, each, evidence, left_over
from assistant.scope import QuestionScope, ScopeSchool
from ingest.inspections import Inspection
from ingest.phrases import listed

_SCHOOL = (
    r"(?:(?:the|any|each|every|all|which|what|our|these|how many)(?: of)?(?: the| our| these)? schools?|it|they"
    r"|(?:any|each|all|one) of them|any|one)"
)
_FULL = (
    r"(?:full(?: up| to capacity)?|over-?(?:crowded|full)|half[- ](?:full|empty))"
    r"(?=\W*(?:$|[?.,;]|\b(?:and|or|now|at)\b))"
)
_ASKS = re.compile(
    r"\b(?:(?:over|under|at|near|above|below) )?(?:(?:school|pupil) )?capacit(?:y|ies)\b"
    rf"|\bhow full\b|\b(?:is|are) {_SCHOOL} {_FULL}|\b{_SCHOOL} (?:is|are) {_FULL}"
    r"|\b(?:spare|empty|surplus|unfilled|vacant) places?\b"
    r"|\bhow many (?:pupil )?places (?:are|does|do|has|have) (?:there|the school)\b"
    r"|\bhow many pupils (?:can|could) (?:the school|it) (?:take|hold|admit)\b",
    re.IGNORECASE,
)
_TO_DO_SO = re.compile(
    r"\b(?:leaders?|leadership|staff|teachers?|governors?|governance|trust|build\w*)\b[^?.]*\bcapacity\b"
    r"|\bcapacity (?:to|for|and|of (?:leaders?|staff|teachers|governors|trustees))\b",
    re.IGNORECASE,
)
"""The capacity of people to do something."""
_SAID_OF_IT = re.compile(r"\b(?:reports?|inspectors?|ofsted) (?:say|says|said|find|found|think)\b", re.IGNORECASE)
"""Asks for prose."""
_BESIDE = frozenset(
    """roll pupil pupils number numbers many children many total room full take hold admit over under near above below
    big large size maximum published""".split()
)
_ROWS = ("school capacity", "total pupils")
AS_PRINTED = "Both numbers are given as printed: whether a school is full is not said here."
NO_CAPACITY = "No capacity is printed in the newest report on {names}."


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return capacity and number of pupils of each school; None where the question asks for more or nothing is held."""
    question = scope.words or scope.core
    if (
        not _ASKS.search(question)
        or _SAID_OF_IT.search(question)
        or _TO_DO_SO.search(question)
        or left_over(_ASKS.sub(" ", question), _BESIDE)
    ):
        return None
    schools = each(scope, records, partial(_numbers, records))
    without = [s.name for s in schools if not any("capacity" in (e.statement or "").lower() for e in s.evidence)]
    if len(without) == len(schools):
        return None
    notes = (AS_PRINTED, *((NO_CAPACITY.format(names=listed(without)),) if without else ()))
    return SelectedEvidence(scope, schools, notes=notes)


def _numbers(records: RecordLookup, _: ScopeSchool, inspection: Inspection) -> Iterator[Evidence]:
    rows = {row.measure.lower(): row for row in inspection.figures if row.school}
    for name in _ROWS:
        if name in rows:
            yield evidence(inspection.document, (rows[name].locator,), records, said(rows[name]))
    if _ROWS[1] not in rows and inspection.pupils is not None:
        place = inspection.pupils.locator
        yield evidence(inspection.document, (place,), records, f"Number of pupils: {inspection.pupils.text}")
