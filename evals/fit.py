"""Fits the weights of ranking and sufficiency on the half "tune" of the gold questions, and sets the threshold there.

The questions of `gold.TUNING` and `gold.THIRD` belong to that half: they are for fitting alone.

Never looks at the half "report". Writes ``assistant/answering/weights.json`` with what it was fitted on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.answering.pipeline import Request
from assistant.answering.ranking.relevance import FEATURES, Candidate, Logistic
from assistant.answering.recorded.grades import asks_for_overall
from assistant.answering.sufficiency import READ, UNIT_FEATURES, Sufficiency
from assistant.answering.weights import Weights
from evals.gold import GoldQuestion, squeeze
from evals.metrics import share
from evals.workspace import Workspace
from ingest.embedding import Vectors

WEIGHTS = Path(__file__).resolve().parent.parent / "assistant" / "answering" / "weights.json"
FALSE_REFUSAL = 0.075
"""False refusal that the threshold may cost on the half it is set on; .10 is promised, and on another half chance moves
it by .03."""
RANKING_PENALTY = 3.0
"""Strength of the L2 penalty on the ranking's standardised weights; chosen for safety with few questions, not tuned."""
PENALTIES = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
"""Strengths tried for sufficiency; the one that best tells answerable from not out of fold (area under the curve) is
taken. Refusals at one threshold hang on a few questions and go up and down with the strength."""
FOLDS = 5
FOLDINGS = 5
"""Ways of folding that scores out of fold are averaged over: by one alone, refusals differ by .05 from chance."""
UNFITTED = Weights(
    Logistic(np.array([float(name in {"alignment", "cosine", "answerability"}) for name in FEATURES], np.float32), 0.0),
    Sufficiency(Logistic(np.zeros(len(UNIT_FEATURES), np.float32), 0.0), 0.5),
)
"""Weights to look at candidates with before any are fitted: a plain sum of three features ranks."""


class Chance(Protocol):
    """Anything that gives a unit's features a probability."""

    def probability(self, row: Vectors, /) -> float:
        """Return the probability that such a unit answers."""
        ...


Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FitUnit:
    """One question put to one school: its candidates' features, which of them answer, and the unit's own features."""

    question: GoldQuestion
    school: str
    older: bool
    rows: Matrix
    answers: Flags
    features: Matrix
    speaks: bool


def units(workspace: Workspace, questions: Sequence[GoldQuestion]) -> list[FitUnit]:
    """Return one unit for each question and school that the assistant would look at.

    Questions for a grade and those that the record answers are left out: nothing here is weighed for them.
    """
    weighed = [q for q in questions if q.kind != "judgement" and not asks_for_overall(q.question)]
    return [unit for question in weighed for unit in _units(workspace, question)]


def _units(workspace: Workspace, question: GoldQuestion) -> Iterator[FitUnit]:
    pipeline = workspace.assistant.pipeline
    scope = pipeline.scope(Request(question.question))
    if pipeline.recorded(scope) is not None:
        return
    looked = pipeline.look(scope)
    names = {record.id: record.filename for record in workspace.library.documents()}
    for asked in pipeline.retrieve(scope).asked:
        for older, found in ((False, asked.first), (True, asked.older)):
            scored, row = pipeline.selector.unit(found, looked, scope.named, older)
            if row is None:
                continue
            answers = np.array([_answers(question, item.candidate, names) for item in scored], dtype=bool)
            files = {names[item.candidate.found.passage.document] for item in scored}
            speaks = any(place.file in files for place in question.places)
            rows = np.array([item.features for item in scored], dtype=np.float64)
            yield FitUnit(question, asked.name, older, rows, answers, row.astype(np.float64), speaks)


def _answers(question: GoldQuestion, candidate: Candidate, names: dict[str, str]) -> bool:
    """Say whether a candidate is, holds or is held by one of the gold quotations of its file."""
    text = squeeze(candidate.sentence.text)
    file = names[candidate.found.passage.document]
    golds = [squeeze(place.quote) for place in question.places if place.file == file and place.quote]
    return any(gold in text or (len(text) >= 25 and text in gold) for gold in golds)


def fit_ranking(data: Sequence[FitUnit]) -> Logistic:
    """Fit which sentence of a school's candidates answers, on units where one does."""
    speaking = [unit for unit in data if unit.answers.any()]
    rows = np.vstack([unit.rows for unit in speaking])
    labels = np.concatenate([unit.answers for unit in speaking])
    return logistic(rows, labels, RANKING_PENALTY)


def fit_sufficiency(data: Sequence[FitUnit], penalty: float) -> Logistic:
    """Fit whether a unit answers at all. Each question weighs the same, however many schools it is put to."""
    counts = {unit.question.id: 0 for unit in data}
    for unit in data:
        counts[unit.question.id] += 1
    importance = np.array([1 / counts[unit.question.id] for unit in data])
    return logistic(
        np.vstack([unit.features for unit in data]), np.array([unit.speaks for unit in data]), penalty, importance
    )


def logistic(rows: Matrix, labels: Flags, strength: float, importance: Matrix | None = None) -> Logistic:
    """Fit a logistic model with an L2 penalty by Newton's method; both classes weigh the same in all."""
    wanted = labels.astype(np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    inputs = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    given = np.ones(len(rows)) if importance is None else importance
    weight = given * np.where(labels, 0.5 / given[labels].sum(), 0.5 / given[~labels].sum()) * len(rows)
    penalty = np.diag([strength] * rows.shape[1] + [1e-6]) * len(rows) / 100
    values = np.zeros(inputs.shape[1])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-inputs @ values))
        gradient = inputs.T @ (weight * (chance - wanted)) + penalty @ values
        curvature = (inputs * (weight * chance * (1 - chance))[:, None]).T @ inputs + penalty
        step = np.linalg.solve(curvature, gradient)
        values = values - step
        if float(np.abs(step).max()) < 1e-8:
            break
    weights = values[:-1] / spread
    return Logistic(weights.astype(np.float32), float(values[-1] - weights @ mean))


def question_scores(
    data: Sequence[FitUnit], model: Callable[[GoldQuestion], Chance]
) -> list[tuple[GoldQuestion, float]]:
    """Return for each question the probability of its best unit: one school that answers makes an answer."""
    best: dict[str, tuple[GoldQuestion, float]] = {}
    for unit in data:
        value = model(unit.question).probability(unit.features.astype(np.float32))
        known = best.get(unit.question.id, (unit.question, 0.0))[1]
        best[unit.question.id] = (unit.question, max(known, value))
    return list(best.values())


def out_of_fold(
    data: Sequence[FitUnit], penalty: float, fitted: Callable[[Sequence[FitUnit]], Chance] | None = None
) -> list[tuple[GoldQuestion, float]]:
    """Return each question's score by models fitted without that question, averaged over `FOLDINGS`.

    `fitted` fits one on a part; without it, sufficiency is fitted with the penalty.
    """
    fit_one = fitted or (lambda part: fit_sufficiency(part, penalty))
    foldings = [_one_folding(data, fit_one, folding) for folding in range(FOLDINGS)]
    return [(scores[0][0], float(np.mean([value for _, value in scores]))) for scores in zip(*foldings, strict=True)]


def _one_folding(
    data: Sequence[FitUnit], fit_one: Callable[[Sequence[FitUnit]], Chance], folding: int
) -> list[tuple[GoldQuestion, float]]:
    models = [fit_one([unit for unit in data if _fold(unit.question, folding) != fold]) for fold in range(FOLDS)]
    return question_scores(data, lambda question: models[_fold(question, folding)])


def choose_penalty(data: Sequence[FitUnit]) -> float:
    """Return the strength of `PENALTIES` that best tells answerable questions from others, out of fold."""
    return max(PENALTIES, key=lambda penalty: separation(out_of_fold(data, penalty)))


def refusals(scores: Sequence[tuple[GoldQuestion, float]]) -> float:
    """Return the share of the unanswerable questions that the threshold for `FALSE_REFUSAL` refuses."""
    threshold = choose_threshold(scores)
    return share(value < threshold for question, value in scores if not question.answerable) or 0.0


def separation(scores: Sequence[tuple[GoldQuestion, float]]) -> float:
    """Return the share of pairs of an answerable and an unanswerable question that the scores put in order (AUROC)."""
    high = np.array([value for question, value in scores if question.answerable])[:, None]
    low = np.array([value for question, value in scores if not question.answerable])[None, :]
    return float(((high > low) + 0.5 * (high == low)).mean())


def _fold(question: GoldQuestion, folding: int = 0) -> int:
    """Return the fold of a question; byte by byte, the hash of its id gives one folding after the other."""
    return hashlib.sha256(f"fold {question.id}".encode()).digest()[folding] % FOLDS


def choose_threshold(scores: Sequence[tuple[GoldQuestion, float]]) -> float:
    """Return the highest threshold that refuses no more than `FALSE_REFUSAL` of the answerable questions.

    `scores` must be out of fold: on the fitted model's own scores the threshold comes out too high (tried: 0.19 of the
    other half's answerable questions were then refused).
    """
    answerable = sorted(value for question, value in scores if question.answerable)
    place = int(len(answerable) * FALSE_REFUSAL)
    return max(answerable[place] - 1e-6, 0.0)


def write(data: Sequence[FitUnit], path: Path = WEIGHTS) -> dict[str, Any]:
    """Fit, set the thresholds out of fold, write all of it, and return what was written."""
    questions = len({unit.question.id for unit in data})
    read = _masked(data, READ)
    without = _masked(data, [name for name in UNIT_FEATURES if name != "reading"])
    firm, loose = choose_penalty(read), choose_penalty(without)

    def both(part: Sequence[FitUnit]) -> Sufficiency:
        kept = {unit.question.id for unit in part}
        model = fit_sufficiency([unit for unit in read if unit.question.id in kept], firm)
        beside = fit_sufficiency([unit for unit in without if unit.question.id in kept], loose)
        return Sufficiency(model, 0.5, beside)

    content: dict[str, Any] = {
        "fitted_by": "python -m evals --fit",
        "fitted_on": f"{questions} gold questions of the half 'tune' (less those for a grade or in the record)",
        "ranking": _model(fit_ranking(data), FEATURES),
        "first_sentence_is_gold": firsts(data, fit_ranking(data)),
        "reading_alone": _told(out_of_fold(_masked(data, ["reading"]), firm), firm)["out_of_fold"],
        "reading_and_bound": _told(out_of_fold(read, firm), firm)["out_of_fold"],
        "sufficiency": _told(out_of_fold(data, firm, both), firm) | _model(fit_sufficiency(read, firm), UNIT_FEATURES),
        "sufficiency_without_reading": _told(out_of_fold(without, loose), loose)
        | _model(fit_sufficiency(without, loose), UNIT_FEATURES),
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return content


def firsts(data: Sequence[FitUnit], ranking: Logistic) -> dict[str, Any]:
    """Return how often the first sentence is gold: as ordered with the reading, and by the ranking alone."""
    speaking = [unit for unit in data if unit.answers.any()]
    alone = [int(np.argmax([ranking.probability(row.astype(np.float32)) for row in unit.rows])) for unit in speaking]
    return {
        "units": len(speaking),
        "with_reading": _rounded(share(bool(unit.answers[0]) for unit in speaking)),
        "by_ranking_alone": _rounded(share(bool(u.answers[n]) for u, n in zip(speaking, alone, strict=True))),
    }


def _masked(data: Sequence[FitUnit], names: Sequence[str]) -> list[FitUnit]:
    """Return the units with only some of the features; the others are 0 and weigh nothing."""
    kept = np.array([name in names for name in UNIT_FEATURES])
    return [replace(unit, features=np.where(kept, unit.features, 0.0)) for unit in data]


def _told(scores: Sequence[tuple[GoldQuestion, float]], penalty: float) -> dict[str, Any]:
    """Return the threshold that scores out of fold give, and what it costs there."""
    threshold = choose_threshold(scores)
    return {
        "penalty": penalty,
        "out_of_fold": {
            "separation": _rounded(separation(scores)),
            "refusal_recall": _rounded(refusals(scores)),
            "false_refusal": _rounded(share(value < threshold for question, value in scores if question.answerable)),
        },
        "threshold": round(threshold, 4),
    }


def _model(model: Logistic, names: Sequence[str]) -> dict[str, Any]:
    weights = {name: round(float(value), 4) for name, value in zip(names, model.weights, strict=True)}
    return {"weights": weights, "bias": round(model.bias, 4)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
