"""Questions whether a named school has improved: its grades then and now as printed, and no verdict of our own.

Sets grades side by side only on one scale and under one name. What stands on another scale, or is said by a letter or
an ungraded inspection in place of grades, is given beside them as that. What prose says of a subject is not read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.grades import judgement_evidence
from assistant.answering.recorded.moves import SAME_NAME, Pair, asked_way, of_schools, pairs_of, with_printed
from assistant.answering.recorded.route import RecordLookup, evidence
from assistant.scope import QuestionScope, ScopeSchool
from ingest.inspections import Inspection
from ingest.phrases import how_many

NO_VERDICT = (
    "Whether a school has improved is not judged here. What its reports say of it in words is found by asking what has "
    "changed."
)
OTHER_SCALE = (
    "{school}: the newest inspection ({when}) grades on another scale than the one before: shown, not compared."
)
ONE_ONLY = "{school}: the library holds grades of one inspection only, so nothing can be set beside them."


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of one school: pairs on one scale, what stands by itself, and the inspections with grades."""

    school: str
    pairs: tuple[Pair, ...]
    alone: tuple[Evidence, ...]
    graded: tuple[str, ...]
    """The dates of the inspections with grades, the newest first."""
    newer: int
    """How many of them, newer than the pairs, stand on another scale."""
    days: Mapping[str, str]
    """The dates of each report as printed."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What is shown: pair by pair, then what stands by itself."""
        return (*(item for pair in self.pairs for item in (pair.then, pair.now)), *self.alone)


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the grades of each named school then and now; None where a subject is asked for or nothing is held."""
    if not scope.named or asked_way(scope) is None:
        return None
    told = [_of(school, scope, records) for school in of_schools(scope)]
    if not any(one.evidence for one in told):
        return None
    schools = tuple(SchoolEvidence(one.school, True, one.evidence) for one in told)
    lead = " ".join(_counted(one) for one in told if one.evidence)
    return SelectedEvidence(scope, schools, notes=tuple(_notes(told)), lead=lead, looked_back=True)


def _of(school: ScopeSchool, scope: QuestionScope, records: RecordLookup) -> _Told:
    """Compare the newest inspection that can be with the one before, or with the first of the time that is named."""
    held = [one for report in school.reports if (one := records.inspection(report.id)) is not None]
    graded = [one for one in held if one.judgements]
    pairs, newer = _pairs(graded, scope, records)
    apart = (
        graded[:newer]
        if pairs
        else [graded[-1 if scope.period is not None else 1], graded[0]]
        if graded[1:]
        else graded
    )
    alone = [judgement_evidence(one.document, j, records.page) for one in apart for j in one.judgements]
    since = held[: held.index(graded[0])] if graded else held
    alone += [item for one in since for item in _outcome(one, records)]
    days = {report.id: report.dates_printed or "no printed date" for report in school.reports}
    return _Told(school.name, pairs, tuple(alone), tuple(days[one.document] for one in graded), newer, days)


def _pairs(graded: Sequence[Inspection], scope: QuestionScope, records: RecordLookup) -> tuple[tuple[Pair, ...], int]:
    """Return the pairs, and how many newer inspections with grades stand on another scale."""
    for place, later in enumerate(graded):
        earlier = graded[place + 1 :]
        for before in reversed(earlier) if scope.period is not None else earlier:
            pairs = tuple(pairs_of(before, later, records))
            if pairs:
                return pairs, place
    printed = tuple(with_printed(graded[0], records)) if graded and scope.period is None else ()
    return printed, 0


def _outcome(inspection: Inspection, records: RecordLookup) -> Iterator[Evidence]:
    if inspection.outcome is not None:
        yield evidence(inspection.document, (inspection.outcome.locator,), records)


def _counted(told: _Told) -> str:
    """Count what went up, down and stayed; where nothing can be compared, say what is shown."""
    if not told.pairs:
        return f"{told.school}: no two inspections held grade on one scale; what each prints is shown."
    up, down = sum(pair.steps > 0 for pair in told.pairs), sum(pair.steps < 0 for pair in told.pairs)
    same = len(told.pairs) - up - down
    then, now = told.days[told.pairs[0].then.document], told.days[told.pairs[0].now.document]
    when = f"({then} and {now})" if then != now else f"(the one before and {now})"
    both = how_many(len(told.pairs), "grade")
    return (
        f"{told.school}: of {both} given at both inspections {when}, {up} went up, {down} went down and {same} stayed."
    )


def _notes(told: Sequence[_Told]) -> Iterator[str]:
    yield NO_VERDICT
    if any(one.pairs for one in told):
        yield SAME_NAME
    for one in told:
        if one.newer or (not one.pairs and one.graded[1:]):
            yield OTHER_SCALE.format(school=one.school, when=one.graded[0])
        if not one.pairs and len(one.graded) == 1:
            yield ONE_ONLY.format(school=one.school)
