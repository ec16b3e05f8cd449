"""Fits the weights of relevance on the "tune" half of the gold questions, and sets its threshold there.

Never looks at the "report" half. Writes ``assistant/answering/relevance.json`` with what it was fitted on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answering.evidence import SHORTLIST_NAMED, SHORTLIST_SCHOOL
from assistant.answering.pipeline import Request
from assistant.answering.relevance import FEATURES, Candidate
from evals.gold import GoldQuestion, squeeze
from evals.metrics import share
from evals.workspace import Workspace

WEIGHTS = Path(__file__).resolve().parent.parent / "assistant" / "answering" / "relevance.json"
FALSE_REFUSAL = 0.06
"""False refusal that the threshold may cost on the half it is set on; the promise on the other half is 0.10."""
PENALTY = 1.0
"""Strength of the L2 penalty on standardised weights."""
FOLDS = 5

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One question's candidates: features, shape (candidates, features), and which of them answer."""

    question: GoldQuestion
    rows: Matrix
    answers: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Model:
    """Logistic weights on raw features."""

    weights: Matrix
    bias: float

    def probabilities(self, rows: Matrix) -> Matrix:
        """Return the probability of each row."""
        value: Matrix = 1 / (1 + np.exp(-(rows @ self.weights + self.bias)))
        return value


def examples(workspace: Workspace, questions: Sequence[GoldQuestion]) -> list[Example]:
    """Return the candidates that the assistant would weigh for each question, with their labels."""
    return [_example(workspace, question) for question in questions if question.kind != "judgement"]


def _example(workspace: Workspace, question: GoldQuestion) -> Example:
    pipeline = workspace.assistant.pipeline
    scope = pipeline.scope(Request(question.question))
    looked, known = pipeline.look(scope)
    size = SHORTLIST_NAMED if scope.named else SHORTLIST_SCHOOL
    scored = [
        item
        for asked in pipeline.retrieve(scope).asked
        for found in (asked.first, asked.older)
        for item in pipeline.scorer.score(looked, found, known, size)
    ]
    names = {record.id: record.filename for record in workspace.library.documents()}
    rows = [item.features for item in scored]
    answers = [_answers(question, item.candidate, names) for item in scored]
    shape = (len(rows), len(FEATURES))
    return Example(question, np.array(rows, dtype=np.float64).reshape(shape), np.array(answers, dtype=bool))


def _answers(question: GoldQuestion, candidate: Candidate, names: dict[str, str]) -> bool:
    """Say whether a candidate is, holds or is held by one of the gold quotations of its file."""
    text = squeeze(candidate.sentence.text)
    file = names[candidate.found.passage.document]
    golds = [squeeze(place.quote) for place in question.places if place.file == file and place.quote]
    return any(gold in text or (len(text) >= 25 and text in gold) for gold in golds)


def fit(examples: Sequence[Example]) -> Model:
    """Fit by Newton's method; each question weighs the same, and answers as much as the rest."""
    kept = [example for example in examples if len(example.rows)]
    rows = np.vstack([example.rows for example in kept])
    labels = np.concatenate([example.answers for example in kept]).astype(np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    inputs = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    importance = np.where(
        labels > 0, 0.5 * len(labels) / max(labels.sum(), 1), 0.5 * len(labels) / (len(labels) - labels.sum())
    )
    penalty = np.diag([PENALTY] * len(FEATURES) + [0.0]) * len(labels) / 1000
    values = np.zeros(inputs.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-inputs @ values))
        gradient = inputs.T @ (importance * (chance - labels)) + penalty @ values
        curvature = (inputs * (importance * chance * (1 - chance))[:, None]).T @ inputs + penalty
        step = np.linalg.solve(curvature, gradient)
        values = values - step
        if float(np.abs(step).max()) < 1e-8:
            break
    weights = values[:-1] / spread
    return Model(weights, float(values[-1] - weights @ mean))


def out_of_fold(examples: Sequence[Example]) -> list[tuple[GoldQuestion, float]]:
    """Return for each question the best probability of its candidates, by a model fitted without that question."""
    result: list[tuple[GoldQuestion, float]] = []
    for fold in range(FOLDS):
        inside = [example for example in examples if _fold(example.question) != fold]
        model = fit(inside)
        for example in examples:
            if _fold(example.question) == fold:
                best = float(model.probabilities(example.rows).max()) if len(example.rows) else 0.0
                result.append((example.question, best))
    return result


def _fold(question: GoldQuestion) -> int:
    return hashlib.sha256(f"fold {question.id}".encode()).digest()[0] % FOLDS


def choose_threshold(scores: Sequence[tuple[GoldQuestion, float]]) -> float:
    """Return the highest threshold that refuses no more than `FALSE_REFUSAL` of the answerable questions."""
    answerable = sorted(value for question, value in scores if question.answerable)
    place = int(len(answerable) * FALSE_REFUSAL)
    return max(answerable[place] - 1e-6, 0.0)


def write(
    model: Model, threshold: float, scores: Sequence[tuple[GoldQuestion, float]], path: Path = WEIGHTS
) -> dict[str, Any]:
    """Write the weights and what they were fitted on; return what was written."""
    content: dict[str, Any] = {
        "fitted_by": "python -m evals --fit",
        "fitted_on": f"{len(scores)} gold questions of the half 'tune' (judgement questions left out)",
        "refusal_recall_out_of_fold": share(value < threshold for question, value in scores if not question.answerable),
        "false_refusal_out_of_fold": share(value < threshold for question, value in scores if question.answerable),
        "weights": {name: round(float(value), 4) for name, value in zip(FEATURES, model.weights, strict=True)},
        "bias": round(model.bias, 4),
        "threshold": round(threshold, 4),
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return content
