"""Questions for the lowest or highest grade: on each scale by itself, which schools and areas the report gives it.

Compares the words of one scale alone and ranks no school: a word of one scale stands neither above nor below a word of
another. Takes the newest grades of each school, or of all inspections where the past is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.grades import area_words, judgement_evidence, named_areas
from assistant.answering.recorded.route import RecordLookup, left_over
from assistant.scope import QuestionScope, ScopeSchool
from ingest.inspections import Judgement, ReportFormat, Scale
from ingest.list_corrections import GRADES
from ingest.phrases import how_many, listed
from ingest.words import stems

_GRADE = r"(?:grades?|judge?ments?|ratings?)"
_LOW = r"(?:lowest|worst|poorest|weakest|bottom)"
_HIGH = r"(?:highest|best|strongest|top)"
_ENDS = tuple(
    (re.compile(rf"\b{words}(?P<between>(?: \w+){{0,2}}?) {_GRADE}\b|\b(?:graded|rated) (?:the )?{words}\b", re.I), end)
    for words, end in ((_LOW, "lowest"), (_HIGH, "highest"))
)
_BESIDE = frozenset(
    """got gotten received awarded area areas possible printed overall effectiveness ofsted ever so far scale scales
    latest newest current previous earlier""".split()
)
_SCALES = {
    Scale.REPORT_CARD: "report cards",
    Scale.OEIF: "the four-point scale of reports to 2025",
    Scale.MET_NOT_MET: "safeguarding standards",
}
APART = (
    "Scales are told apart: a grade on one stands neither above nor below a grade on another. Schools are not ranked."
)
OTHERS = "No area at the {end} grade of its scale: {names}."
UNGRADED = "The library holds no such grade of {names}."


@dataclass(frozen=True, slots=True)
class _Held:
    """One grade of one school, with its document."""

    school: str
    document: str
    judgement: Judgement


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return every area with the lowest or highest grade of its scale; None where the question asks for more."""
    end = next((end for pattern, end in _ENDS if pattern.search(scope.words or scope.core)), None)
    schools = [s for s in scope.schools if any(report.format is not ReportFormat.AREA_SEND for report in s.reports)]
    held = [one for school in schools for one in _held(scope, school, records)] if end else []
    asked = _asked(scope, held)
    if end is None or asked is None:
        return None
    at_end = {scale: found for scale in Scale if (found := _at(end, [o for o in asked if o.judgement.scale is scale]))}
    if not at_end:
        return None
    every = [one for found in at_end.values() for one in found]
    told = tuple(SchoolEvidence(school.name, True, tuple(_evidence(school.name, every, records))) for school in schools)
    notes = [APART, *_notes(end, [school.name for school in schools], every, asked)]
    return SelectedEvidence(scope, told, notes=tuple(notes), lead=_lead(end, at_end, asked), whole=True)


def _held(scope: QuestionScope, school: ScopeSchool, records: RecordLookup) -> Iterator[_Held]:
    """Yield the grades of a school's newest inspection with grades, or of all where the past is asked for."""
    for report in school.reports:
        inspection = records.inspection(report.id)
        if inspection is not None and inspection.judgements:
            yield from (_Held(school.name, report.id, judgement) for judgement in inspection.judgements)
            if not scope.past:
                return


def _asked(scope: QuestionScope, held: Sequence[_Held]) -> list[_Held] | None:
    """Return the grades of the area that is named, all where none is; None where something else is asked as well."""
    question = scope.words or scope.core
    for pattern, _ in _ENDS:
        question = pattern.sub(lambda match: f" {match['between'] or ''} ", question)
    left = set(stems(" ".join(left_over(question, _BESIDE))))
    if not left:
        return list(held)
    if not held or not left <= set().union(*(area_words(one.judgement) for one in held)):
        return None
    documents = dict.fromkeys(one.document for one in held)
    of_each = {d: named_areas(question, [o.judgement for o in held if o.document == d]) for d in documents}
    return [one for one in held if one.judgement in of_each[one.document]] or None


def _at(end: str, held: Sequence[_Held]) -> list[_Held]:
    """Return what is at the lowest or highest of the grades printed on one scale; met standards are no low grade."""
    if not held:
        return []
    words = [word.casefold() for word in GRADES[held[0].judgement.scale] if word != "Insufficient evidence"]
    placed = [(words.index(o.judgement.grade.casefold()), o) for o in held if o.judgement.grade.casefold() in words]
    pick = max if end == "lowest" else min
    far = pick((place for place, _ in placed), default=0)
    if held[0].judgement.scale is Scale.MET_NOT_MET and (far == 0 or end == "highest"):
        return []
    return [one for place, one in placed if place == far]


def _evidence(school: str, held: Sequence[_Held], records: RecordLookup) -> Iterator[Evidence]:
    for one in held:
        if one.school == school:
            yield judgement_evidence(one.document, one.judgement, records.page)


def _lead(end: str, at_end: dict[Scale, list[_Held]], asked: Sequence[_Held]) -> str:
    """Say what the lowest or highest grade printed is, scale by scale, and of how many schools."""
    told = []
    for scale, found in at_end.items():
        among = {one.school for one in asked if one.judgement.scale is scale}
        count = f"{len({one.school for one in found})} of {how_many(len(among), 'school')}"
        told.append(f"on {_SCALES[scale]} ‘{found[0].judgement.grade}’ ({count})")
    return f"The {end} grade printed: {listed(told)}."


def _notes(end: str, names: Sequence[str], found: Sequence[_Held], asked: Sequence[_Held]) -> Iterator[str]:
    """Tell of the schools that have no such grade: none of them is silent."""
    shown, graded = {one.school for one in found}, {one.school for one in asked}
    others = [name for name in names if name in graded - shown]
    if others:
        yield OTHERS.format(end=end, names=listed(others))
    ungraded = [name for name in names if name not in graded]
    if ungraded:
        yield UNGRADED.format(names=listed(ungraded))
