"""Questions that pick schools by a grade and a bound on it: "below Expected standard", "Good or better", "no grade …".

Takes the grades as printed, of one scale at a time: a school graded on another scale is told so and set beside nothing.
Ranks no school and takes no mean of areas. Takes the newest grades of each school, or those of all inspections where
the past is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.grade_bounds import GradesMeant, grades_meant
from assistant.answering.recorded.grades import judgement_evidence
from assistant.answering.recorded.held_grades import SCALES, UNGRADED, Held, held_of, of_areas
from assistant.answering.recorded.moves import of_schools
from assistant.answering.recorded.route import RecordLookup
from assistant.scope import QuestionScope
from ingest.inspections import Scale
from ingest.phrases import how_many, listed

_EVER = re.compile(r"\b(?:ever|never|ha(?:s|ve) had)\b", re.IGNORECASE)
_PICKS = re.compile(
    r"^\W*(?:(?:and|so|but) )?(?:(?:at|in) )?(?:which|where|what|who|how many|list|name|show|any|graded|rated|judged"
    r"|(?:is|are|was|were|do|does|did|has|have|had)(?:n[’']t)?)\b",
    re.IGNORECASE,
)
_BESIDE = frozenset(
    """got gotten received receive awarded score scored grade grades graded rating ratings rated area areas overall
    effectiveness ofsted newest latest current standard standards report card cards scale anywhere least single
    printed category element never""".split()
)
_OF_A_GRADE = re.compile(
    r"\b(?:grades?|judge?ments?|ratings?|areas?|aspects?|any|anything|anywhere|nothing|everything|ever|never|single)\b",
    re.IGNORECASE,
)
"""Asks for a grade somewhere in a report; "is the school good or better?" asks how the school as a whole is graded."""
_OVERALL = re.compile(r"\boverall\b", re.IGNORECASE)
OVERALL = "Overall effectiveness"
OTHERS = "Graded there, and not so: {names}."
OTHER_SCALE = "The grades of {names} are on {scale}, where no such grade exists: scales are not set beside each other."
NOT_THERE = "No grade of that name in the grades of {names}."


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, and the grades that it is asked of: those of the areas named, on the scales named."""

    meant: GradesMeant
    held: Sequence[Held]
    """All grades of the schools."""
    asked: Sequence[Held]
    areas: bool
    """Whether areas are named."""

    def of(self, school: str) -> list[Held]:
        """Return a school's grades that it is asked of."""
        return [one for one in self.asked if one.school == school]

    def picked(self, school: str) -> list[Held]:
        """Return a school's grades that answer: those that are meant, or all of them where all must be."""
        own = self.of(school)
        fitting = [one for one in own if self.meant.fits(one.judgement)]
        return fitting if not self.meant.every or len(fitting) == len(own) else []


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the grades that are meant, school by school; None where the question asks for more or for no grade."""
    question = scope.words or scope.core
    meant = grades_meant(question) if _PICKS.match(question) else None
    if meant is None or (scope.named and not meant.bounded):
        return None
    names = [school.name for school in of_schools(scope)]
    past = scope.past or bool(_EVER.search(question))
    held = [one for school in of_schools(scope) for one in held_of(school, records, past=past)]
    of_named = of_areas(meant.left, held, _BESIDE)
    if of_named is None:
        return None
    if meant.bounded and len(of_named) == len(held) and (_OVERALL.search(question) or not _OF_A_GRADE.search(question)):
        of_named, meant = _as_a_whole(held), replace(meant, every=not meant.denied)
        held = of_named
    on_scale = [one for one in of_named if one.judgement.scale in meant.grades]
    asked = _Asked(meant, held, on_scale, len(of_named) < len(held))
    if not asked.asked:
        return None if asked.areas or not meant.bounded else _on_no_such_scale(scope, asked, names)
    shown = {name: asked.picked(name) for name in names}
    if scope.named and not any(shown.values()):
        shown = {name: asked.of(name) for name in names}
    schools = tuple(SchoolEvidence(name, True, tuple(_evidence(held, records))) for name, held in shown.items())
    notes = tuple(_notes(asked, names, shown))
    return SelectedEvidence(scope, schools, notes=notes, lead=_lead(asked, names), whole=True, looked_back=past)


def _as_a_whole(held: Sequence[Held]) -> list[Held]:
    """Return of each report its overall grade where it prints one, else all: then every one must be so."""
    with_overall = {one.document for one in held if one.judgement.area == OVERALL}
    return [one for one in held if one.document not in with_overall or one.judgement.area == OVERALL]


def _on_no_such_scale(scope: QuestionScope, asked: _Asked, names: Sequence[str]) -> SelectedEvidence:
    """Say that none of the schools is graded on the scale of the word: nothing answers then, and no prose does."""
    schools = tuple(SchoolEvidence(name, True, ()) for name in names)
    return SelectedEvidence(scope, schools, lead=" ".join(_notes(asked, names, {})), whole=True)


def _evidence(held: Sequence[Held], records: RecordLookup) -> Iterator[Evidence]:
    for one in held:
        yield judgement_evidence(one.document, one.judgement, records.page)


def _lead(asked: _Asked, names: Sequence[str]) -> str:
    """Say of how many schools it is so, of those that are graded on the scales of the words."""
    graded = [name for name in names if asked.of(name)]
    so = sum(bool(asked.picked(name)) for name in graded)
    scales = listed([SCALES[scale] for scale in asked.meant.grades])
    areas = listed([f"‘{area}’" for area in dict.fromkeys(one.judgement.area for one in asked.asked)])
    of = f" for {areas}" if asked.areas else ""
    if len(graded) == 1:
        return f"{graded[0]}, graded{of} on {scales}, has {_said(asked.meant, so=bool(so))}."
    among = f"{so or 'None'} of {how_many(len(graded), 'school')} graded{of} on {scales}"
    return f"{among} {'have' if so > 1 else 'has'} {_said(asked.meant)}."


def _said(meant: GradesMeant, *, so: bool = True) -> str:
    """Say what is asked for or, where it is not `so`, what holds instead."""
    if meant.every is so:
        return f"no grade {meant.words}" if meant.every is meant.denied else f"only grades {meant.words}"
    return f"a grade {meant.words}" if meant.every is meant.denied else f"a grade that is not {meant.words}"


def _notes(asked: _Asked, names: Sequence[str], shown: Mapping[str, Sequence[Held]]) -> Iterator[str]:
    """Tell of the schools that are not shown: none of them is silent."""
    others = [name for name in names if asked.of(name) and not shown[name]]
    if others:
        yield OTHERS.format(names=listed(others))
    rest = [name for name in names if not asked.of(name)]
    scales = {name: {one.judgement.scale for one in asked.held if one.school == name} for name in rest}
    for scale in (Scale.REPORT_CARD, Scale.OEIF):
        on = [name for name in rest if scale in scales[name] and not scales[name] & set(asked.meant.grades)]
        if on:
            yield OTHER_SCALE.format(names=listed(on), scale=SCALES[scale])
    without = [name for name in rest if scales[name] & set(asked.meant.grades)]
    if without:
        yield NOT_THERE.format(names=listed(without))
    ungraded = [name for name in rest if not scales[name]]
    if ungraded:
        yield UNGRADED.format(names=listed(ungraded))
