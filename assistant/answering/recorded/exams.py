"""Questions for the results of tests and examinations by the name that people have for them ("SATs", "GCSEs").

The tables of a report card call them by their measures; their newest rows are given as printed. A report without such
rows is left to retrieval, and so is a question across schools: `figures` looks for measures there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.answering.evidence import Evidence, SelectedEvidence
from assistant.answering.recorded.figures import MEASURES, of_years, said
from assistant.answering.recorded.route import RecordLookup, answered, each, evidence, left_over
from assistant.scope import QuestionScope, ScopeSchool
from ingest.inspections import Figure, Inspection
from ingest.words import stems

_EXAMS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(measures, re.IGNORECASE))
    for asked, measures in (
        (r"\bSATs?\b|\bkey stage (?:2|two)\b|\bKS2\b", r"\b(?:expected|higher) standard\b|\bkey stage 2\b"),
        (
            r"\bGCSEs?\b|\bkey stage (?:4|four)\b|\bKS4\b",
            r"\b(?:Attainment|Progress) 8\b|\bGCSEs?\b|\bBaccalaureate\b|\bEBacc\b",
        ),
        (r"\bA[ -]levels?\b|\bsixth-form courses?\b", r"\bA level"),
    )
)
"""What people call them, or the question's rewording does, and the measures of tables that hold their results."""
_RESULTS = re.compile(r"\b(?:results?|scores?|outcomes|performance|attainment)\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_DISADVANTAGED = "disadvantaged"
_BESIDE = frozenset(
    """good bad strong weak test tests exam exams examination examinations pupil pupils children student students
    latest newest year years do did does well subject subjects overall disadvantaged compare compared""".split()
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which rows are asked for."""

    measures: re.Pattern[str]
    subject: frozenset[str]
    """The stems of the subject that is named, if any."""
    disadvantaged: bool
    question: str


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return a named school's newest results of the tests named; None where more is asked or no table has them."""
    core = scope.core
    found = next(((asked, measures) for asked, measures in _EXAMS if asked.search(core)), None)
    if found is None or not scope.named or not _RESULTS.search(core) or _HOW_MANY.search(core):
        return None
    left = left_over(found[0].sub(" ", _RESULTS.sub(" ", core)), _BESIDE)
    subject = frozenset(stems(" ".join(word for word in left if not any(letter.isdigit() for letter in word))))
    wanted = _Wanted(found[1], subject, _DISADVANTAGED in core.lower(), scope.asked or scope.question)
    return answered(scope, each(scope, records, partial(_rows, wanted, records)))


def _rows(wanted: _Wanted, records: RecordLookup, _: ScopeSchool, inspection: Inspection) -> Iterator[Evidence]:
    """Give the newest row of each measure, or that of the year that is named; of a subject, its own measure."""
    by_measure: dict[str, list[Figure]] = {}
    for row in inspection.figures:
        if _fits(wanted, row):
            by_measure.setdefault(row.measure, []).append(row)
    named = sorted(by_measure, key=lambda measure: len(stems(measure)))[:1] if wanted.subject else list(by_measure)
    for measure in named[:MEASURES]:
        yield from _newest(by_measure[measure], wanted.question, inspection.document, records)


def _fits(wanted: _Wanted, row: Figure) -> bool:
    section = (row.section or "").lower()
    if not row.school or not wanted.measures.search(row.measure) or "gap" in section:
        return False
    return (_DISADVANTAGED in section) is wanted.disadvantaged and wanted.subject <= set(stems(row.measure))


def _newest(rows: Sequence[Figure], question: str, document: str, records: RecordLookup) -> Iterator[Evidence]:
    for row in of_years(rows, question)[:1]:
        yield evidence(document, (row.locator,), records, said(row))


__all__ = ["route"]
