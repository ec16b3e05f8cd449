"""Fits what is fitted on the gold questions, from a fresh library: ``python -m evals --fit``.

Opens the library and calls `evals.fit`, which does the work. Never looks at the half "report".
"""

from __future__ import annotations

from typing import Any

from assistant.answering.weights import Weights
from evals import fit
from evals.gold import THIRD, TUNING, load
from evals.workspace import sample_workspace


def run() -> dict[str, Any]:
    """Fit the weights of relevance on the half "tune" and write them."""
    questions = [question for question in (*load(), *load(TUNING), *load(THIRD)) if question.half == "tune"]
    with sample_workspace(weights=fit.UNFITTED) as workspace:
        first = fit.units(workspace, questions)
        # Which candidates come first depends on the ranking, and what suffices on which come first: so in two rounds.
        workspace.assistant.pipeline.use(Weights(fit.fit_ranking(first), fit.UNFITTED.sufficiency))
        return fit.write(fit.units(workspace, questions))
