"""Questions for the lowest or highest grade: on each scale by itself, which schools and areas the report gives it.

Compares the words of one scale alone and ranks no school: a word of one scale stands neither above nor below a word of
another. Takes the newest grades of each school, or of all inspections where the past is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.grades import judgement_evidence
from assistant.answering.recorded.held_grades import SCALES, UNGRADED, Held, held_of, of_areas
from assistant.answering.recorded.route import RecordLookup
from assistant.scope import QuestionScope
from ingest.inspections import ReportFormat, Scale
from ingest.list_corrections import GRADES
from ingest.phrases import how_many, listed

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
APART = (
    "Scales are told apart: a grade on one stands neither above nor below a grade on another. Schools are not ranked."
)
OTHERS = "No area at the {end} grade of its scale: {names}."


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return every area with the lowest or highest grade of its scale; None where the question asks for more."""
    end = next((end for pattern, end in _ENDS if pattern.search(scope.words or scope.core)), None)
    schools = [s for s in scope.schools if any(report.format is not ReportFormat.AREA_SEND for report in s.reports)]
    held = [one for school in schools for one in held_of(school, records, past=scope.past)] if end else []
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


def _asked(scope: QuestionScope, held: Sequence[Held]) -> list[Held] | None:
    """Return the grades of the area that is named, all where none is; None where something else is asked as well."""
    question = scope.words or scope.core
    for pattern, _ in _ENDS:
        question = pattern.sub(lambda match: f" {match['between'] or ''} ", question)
    return of_areas(question, held, _BESIDE)


def _at(end: str, held: Sequence[Held]) -> list[Held]:
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


def _evidence(school: str, held: Sequence[Held], records: RecordLookup) -> Iterator[Evidence]:
    for one in held:
        if one.school == school:
            yield judgement_evidence(one.document, one.judgement, records.page)


def _lead(end: str, at_end: dict[Scale, list[Held]], asked: Sequence[Held]) -> str:
    """Say what the lowest or highest grade printed is, scale by scale, and of how many schools."""
    told = []
    for scale, found in at_end.items():
        among = {one.school for one in asked if one.judgement.scale is scale}
        count = f"{len({one.school for one in found})} of {how_many(len(among), 'school')}"
        told.append(f"on {SCALES[scale]} ‘{found[0].judgement.grade}’ ({count})")
    return f"The {end} grade printed: {listed(told)}."


def _notes(end: str, names: Sequence[str], found: Sequence[Held], asked: Sequence[Held]) -> Iterator[str]:
    """Tell of the schools that have no such grade: none of them is silent."""
    shown, graded = {one.school for one in found}, {one.school for one in asked}
    others = [name for name in names if name in graded - shown]
    if others:
        yield OTHERS.format(end=end, names=listed(others))
    ungraded = [name for name in names if name not in graded]
    if ungraded:
        yield UNGRADED.format(names=listed(ungraded))
