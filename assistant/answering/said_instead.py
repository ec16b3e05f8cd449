"""What reports say of a subject where none says of it what is asked: "Is bullying a problem in any school?".

Puts together what was selected before; looks nothing up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.questions.direction import StrengthOrNeed
from assistant.scope import QuestionScope
from ingest.phrases import how_many

NONE_SAYS = {
    StrengthOrNeed.NEED: "Nothing that was found names something to improve in {subject}. What reports of {count} say:",
    StrengthOrNeed.STRENGTH: "Nothing that was found names a strength in {subject}. What reports of {count} say:",
}


def instead(
    scope: QuestionScope, schools: Sequence[SchoolEvidence], said: Sequence[tuple[Evidence, ...]]
) -> SelectedEvidence | None:
    """Return what reports say of a subject where none says of it what is asked ("Is bullying a problem anywhere?")."""
    told = [
        replace(school, evidence=each, otherwise=False) if school.otherwise else school
        for school, each in zip(schools, said, strict=True)
    ]
    count = sum(bool(school.evidence) for school in told if school.is_school)
    if not count or scope.aim.direction is None:
        return None
    lead = NONE_SAYS[scope.aim.direction].format(subject=scope.aim.subject, count=how_many(count, "school"))
    return SelectedEvidence(scope, tuple(told), lead=lead)


__all__ = ["instead"]
