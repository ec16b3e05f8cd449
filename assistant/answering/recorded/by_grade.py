"""Questions why a school was given a grade that is named by its word alone ("why was it inadequate?").

Finds the newest report that prints this grade, and gives every area with it and what the report itself lists as
weaknesses or strengths; where it lists none, the beginning of each area's section, or what it asks to improve. That no
report prints the grade is said. It names no cause that the report does not put there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.grades import GRADE_WORDS, judgement_evidence
from assistant.answering.recorded.points import stated
from assistant.answering.recorded.route import RecordLookup, evidence, left_over
from assistant.answering.recorded.sections import section_of
from assistant.questions.direction import StrengthOrNeed
from assistant.scope import QuestionScope, ScopeSchool
from ingest.documents import Locator
from ingest.inspections import Inspection, Judgement
from ingest.list_corrections import GRADES
from ingest.phrases import listed

POINTS = 8
"""Most points shown that the report lists: as many as most list."""
SENTENCES, LEAST = 6, 2
"""Sentences shown of the sections of all areas with the grade, where the report lists no points; at least so many of
each."""
FOUND = "{school}: the grade ‘{grade}’ is printed in the report of {when}. What that report puts beside it:"
NOT_FOUND = "No report in the library prints the grade ‘{grade}’ for {names}."
_REQUIRE = re.compile(r"\brequire improvement\b", re.IGNORECASE)
_BESIDE = frozenset(
    """why reason reasons behind lies lay come get got given give found graded rated judged grade grades rating ratings
    judgement judgements overall effectiveness requiring receive received""".split()
)


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return what stands beside the grade that is named; None where none is, or a subject is named as well."""
    question = _REQUIRE.sub("requires improvement", scope.words or scope.core)
    match = GRADE_WORDS.search(question)
    if match is None or left_over(GRADE_WORDS.sub(" ", question), _BESIDE):
        return None
    grade = match.group(1).lower()
    found = [(school, _printing(grade, school, records)) for school in scope.schools]
    told = tuple(SchoolEvidence(school.name, True, tuple(_told(grade, one, records))) for school, one in found)
    leads = [_lead(school, one, grade) for school, one in found if one is not None]
    without = [school.name for school, one in found if one is None]
    notes = (NOT_FOUND.format(grade=grade.capitalize(), names=listed(without)),) if without else ()
    return SelectedEvidence(scope, told, notes=notes, lead=" ".join(leads), looked_back=True)


def _printing(grade: str, school: ScopeSchool, records: RecordLookup) -> Inspection | None:
    """Return the newest inspection of those asked that gave the grade to any area."""
    held = (records.inspection(report.id) for report in school.reports)
    return next((one for one in held if one is not None and _with(grade, one)), None)


def _with(grade: str, inspection: Inspection) -> list[Judgement]:
    return [judgement for judgement in inspection.judgements if judgement.grade.lower() == grade]


def _lead(school: ScopeSchool, inspection: Inspection, grade: str) -> str:
    report = next(report for report in school.reports if report.id == inspection.document)
    printed = _with(grade, inspection)[0].grade
    return FOUND.format(school=school.name, grade=printed, when=report.dates_printed or "no printed date")


def _told(grade: str, inspection: Inspection | None, records: RecordLookup) -> Iterator[Evidence]:
    if inspection is None:
        return
    judgements = _with(grade, inspection)
    low = _is_low(judgements[0])
    points = [point.locators for point in (inspection.weaknesses if low else inspection.strengths)]
    most, sectioned = max(SENTENCES // len(judgements), LEAST), False
    for judgement in judgements:
        yield judgement_evidence(inspection.document, judgement, records.page)
        section = [] if points else section_of(judgement, inspection, records.passages(inspection.document))
        for sentence in section[:most]:
            yield Evidence(inspection.document, sentence.text, sentence.locators, judgement.area, None, 1.0)
        sectioned = sectioned or bool(section)
    if not sectioned:
        yield from _listed(inspection, points, low, records)


def _listed(
    inspection: Inspection, points: Sequence[Sequence[Locator]], low: bool, records: RecordLookup
) -> Iterator[Evidence]:
    """Yield what the report lists as such; failing that its next steps, or sentences that state a strength."""
    strand = StrengthOrNeed.NEED if low else StrengthOrNeed.STRENGTH
    places = list(points) or [step.locators for step in inspection.next_steps if low]
    for locators in places[:POINTS]:
        yield evidence(inspection.document, locators, records, strand=strand)
    if not places and not low:
        for sentence in stated(inspection, records.passages(inspection.document), strand)[:SENTENCES]:
            yield Evidence(inspection.document, sentence.text, sentence.locators, None, None, 1.0)


def _is_low(judgement: Judgement) -> bool:
    """Say whether a grade lies in the lower half of its own scale, so that weaknesses and not strengths explain it."""
    words: Sequence[str] = [word.casefold() for word in GRADES[judgement.scale] if word != "Insufficient evidence"]
    return words.index(judgement.grade.casefold()) >= len(words) / 2
