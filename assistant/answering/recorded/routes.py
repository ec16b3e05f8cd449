"""One route after another, until one answers from the record.

Knows the routes and their order, and nothing of what any of them reads.
"""

from __future__ import annotations

from assistant.answering.evidence import SelectedEvidence
from assistant.answering.recorded import (
    asked_before,
    by_bound,
    capacity,
    exams,
    extremes,
    facts,
    figures,
    formats,
    heads,
    joining,
    members,
    moves,
    next_steps,
    outcomes,
    overview,
    points,
    provision,
    reasons,
    resourced,
    safeguarding,
    stock,
    then_now,
    told_figures,
)
from assistant.answering.recorded.route import RecordLookup, Route
from assistant.scope import QuestionScope

ROUTES: tuple[Route, ...] = (
    reasons.route,
    overview.route,
    safeguarding.route,
    next_steps.route,
    points.route,
    joining.route,
    provision.route,
    resourced.route,
    members.route,
    capacity.route,
    facts.route,
    exams.route,
    figures.route,
)
"""In this order: a question for reasons names a grade, and one for a figure may name a role's pupils."""

JUDGED: tuple[Route, ...] = (
    formats.route,
    stock.route,
    heads.route,
    asked_before.route,
    moves.route,
    then_now.route,
    extremes.route,
    by_bound.route,
    outcomes.route,
    told_figures.route,
)
"""What is told by reports and grades set beside each other."""


def judged(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return what is told by grades and outcomes set beside each other; asked before a grade itself is looked for."""
    if scope.choices:
        return None
    return next((selected for route in JUDGED if (selected := route(scope, records)) is not None), None)


def routed(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the first route's answer, or None: then the question is for retrieval."""
    if scope.choices or scope.unknown or scope.change:
        return None
    return next((selected for route in ROUTES if (selected := route(scope, records)) is not None), None)
