"""Fits the checker's combiner: what its features weigh, and from which probability a verdict is firm.

With a model in two steps, because it has seen the part "train" and the rules have not: the rules' weights are fitted on
"train" without the model, then model and rules are weighed against each other on "calibrate", out of fold for the
bands. Both steps are linear, so that what is written is one weight for each feature and class. Without a model the
first step is all, on claims merged of two as well (`checking_merged`). Never sees "report" or the free claims.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.checking.checker import shown_conflicts
from assistant.checking.combine import FILE, Combiner
from assistant.checking.entailment import CLASSES, ReadsPairs, reader_of
from assistant.checking.features import MODEL, NAMES, Examined, examine
from assistant.checking.outright import is_said_outright
from evals.adapters import auroc
from evals.checking_merged import merged
from evals.entailment.data import Pair, load, of_part
from ingest.embedding import Embedder, Vectors
from ingest.settings import Settings

COMBINER = Path(__file__).resolve().parent.parent / "assistant" / "checking" / FILE
WRONGLY_SUPPORTED = 0.05
WRONGLY_CONTRADICTED = 0.02
"""What the bands may cost on the part that they are set on: what is promised."""
RULES_ALONE = 0.8
"""Least probability of *supported* where no model reads. Of 3,375 pairs of "train" and "calibrate", 329 reach .63 and
.66 of these are supported; only 4 reach .8, 3 of them rightly. What no sentence says outright is left to be read."""
PENALTY = 0.02
"""Strength of the L2 penalty on standardised weights. Chosen: .003 to .03 differ by .001 of AUROC out of fold."""
FOLDS = 5
OWN = tuple(NAMES.index(name) for name in ("verbatim", "kept", "contradicts", "elsewhere"))
"""Features that the second step weighs once more beside the first step's sums."""
RULES_ONLY = tuple(NAMES.index(name) for name in ("weaker", "absent_names", "absent_figures"))
"""Features that weigh nothing where a model reads: it reads names and figures itself."""
MERGED = 450
"""Claims merged of two, each of them twice. Chosen: with more, claims on short evidence are told worse."""

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PairSet:
    """Pairs with what was found out about them."""

    pairs: Sequence[Pair]
    examined: Sequence[Examined]

    @property
    def rows(self) -> Vectors:
        """The features, shape ``(len(pairs), len(NAMES))``."""
        return np.stack([item.row for item in self.examined])

    @property
    def labels(self) -> Labels:
        """The class of each pair."""
        return labels_of(self.pairs)

    @property
    def folds(self) -> Labels:
        """The fold of each pair: one document's pairs are never in two."""
        return np.array([sum(pair.document.encode()) % FOLDS for pair in self.pairs])


def fit() -> dict[str, Any]:
    """Fit the combiner with and without an entailment model, set the bands, and write both."""
    embedder, pairs = Embedder(Settings()), load()
    train, held = part_of(of_part(pairs, "train"), embedder, None), of_part(pairs, "calibrate")
    reader = reader_of(Settings().entailment)
    with_model = _second(part_of(held, embedder, reader), _rules(train, RULES_ONLY))
    return _written(with_model, _alone(train, pairs, embedder))


def fit_alone() -> dict[str, Any]:
    """Fit the combiner without an entailment model; the other stays, and weighs no feature that is new to it."""
    embedder, pairs = Embedder(Settings()), load()
    with_model = json.loads(COMBINER.read_text(encoding="utf-8"))["with_model"]
    with_model["weights"] = {name: with_model["weights"].get(name, [0.0] * len(CLASSES)) for name in NAMES}
    return _written(with_model, _alone(part_of(of_part(pairs, "train"), embedder, None), pairs, embedder))


def _written(with_model: dict[str, Any], without_model: dict[str, Any]) -> dict[str, Any]:
    told = {
        "fitted_by": "python -m evals --fit-checking",
        "fitted_on": "pairs of 'train' (without a model also claims merged of two), then those of 'calibrate'",
    }
    parts = {"with_model": with_model, "without_model": without_model}
    COMBINER.write_text(json.dumps({**told, **parts}, indent=1) + "\n", encoding="utf-8")
    return {**told, **{n: {k: part[k] for k in ("out_of_fold", "bands")} for n, part in parts.items()}}


def _alone(train: PairSet, pairs: Sequence[Pair], embedder: Embedder) -> dict[str, Any]:
    """Return the rules' weights as they are, fitted on `train` and claims merged of two; there is nothing to weigh."""
    made = part_of(merged(of_part(pairs, "train"), MERGED), embedder, None)
    rules = _rules(PairSet([*train.pairs, *made.pairs], [*train.examined, *made.examined]))
    part = part_of(of_part(pairs, "calibrate"), embedder, None)
    result = _described(rules, part, rules.chances(part.rows))
    result["bands"]["supported"] = max(result["bands"]["supported"], RULES_ALONE)
    return result


def part_of(pairs: Sequence[Pair], embedder: Embedder, reader: ReadsPairs | None) -> PairSet:
    """Examine pairs."""
    return PairSet(pairs, examine([(pair.evidence, pair.claim) for pair in pairs], embedder.embed_words, reader))


def labels_of(pairs: Sequence[Pair]) -> Labels:
    """Return the class of each pair."""
    return np.array([CLASSES.index(pair.label) for pair in pairs])


def _rules(train: PairSet, hidden: Sequence[int] = ()) -> Combiner:
    """Return weights over all features, those of the model, and of what is hidden, 0."""
    rows = train.rows.copy()
    rows[:, [*range(len(MODEL)), *hidden]] = 0.0
    return softmax_regression(rows, train.labels)


def _second(part: PairSet, rules: Combiner) -> dict[str, Any]:
    rows, labels, folds = part.rows, part.labels, part.folds
    chances = np.zeros((len(rows), len(CLASSES)), dtype=np.float32)
    for fold in range(FOLDS):
        chances[folds == fold] = _weighed(rows[folds != fold], labels[folds != fold], rules).chances(
            rows[folds == fold]
        )
    return _described(_weighed(rows, labels, rules), part, chances)


def _described(combiner: Combiner, part: PairSet, chances: Vectors) -> dict[str, Any]:
    """Return a part of the file; `chances` are those of pairs that the combiner was not fitted on."""
    return {
        "out_of_fold": {"pairs": len(part.pairs), "supported_auroc": auroc(chances[:, 0], part.labels == 0)},
        "bands": bands(part, chances),
        "bias": [round(float(value), 4) for value in combiner.bias],
        "weights": {n: [round(float(v), 4) for v in combiner.weights[:, i]] for i, n in enumerate(NAMES)},
    }


def _weighed(rows: Vectors, labels: Labels, rules: Combiner) -> Combiner:
    """Weigh the model, the rules' sums and a few features against each other, as weights over all features."""
    sums = rows @ rules.weights.T + rules.bias
    few = softmax_regression(np.hstack([rows[:, : len(MODEL)], sums, rows[:, OWN]]), labels)
    model, rule, own = np.split(few.weights, [len(MODEL), len(MODEL) + len(CLASSES)], axis=1)
    weights = rule @ rules.weights
    weights[:, : len(MODEL)] += model
    weights[:, OWN] += own
    return Combiner(weights.astype(np.float32), (few.bias + rule @ rules.bias).astype(np.float32), 1.0, 1.0, 1.0)


def bands(part: PairSet, chances: Vectors) -> dict[str, float]:
    """Return the least probability of each firm verdict, counting only the claims that it can be said of."""
    labels = part.labels
    outright = np.array([is_said_outright(item.claim, item.evidence) for item in part.examined])
    barred = np.array([bool(item.proofs or item.elsewhere) for item in part.examined])
    shown = np.array([bool(shown_conflicts(item)) for item in part.examined])
    open_to = np.where(outright, 1.0, np.where(barred, 0.0, chances[:, 0]))
    against = np.where(shown & ~outright, chances[:, 1], 0.0)
    return {
        "supported": _least(open_to, labels == 0, WRONGLY_SUPPORTED),
        "contradicted": _least(against, labels != 0, WRONGLY_CONTRADICTED),
        "not_found": _least(chances[:, 2], labels == 2, WRONGLY_SUPPORTED),
    }


def softmax_regression(rows: Vectors, labels: Labels) -> Combiner:
    """Fit a softmax regression with an L2 penalty on standardised features."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    inputs, wanted = torch.from_numpy(((rows - mean) / spread).astype(np.float32)), torch.from_numpy(labels)
    layer = torch.nn.Linear(rows.shape[1], len(CLASSES))
    torch.nn.init.zeros_(layer.weight)
    torch.nn.init.zeros_(layer.bias)
    optimiser = torch.optim.LBFGS(layer.parameters(), max_iter=200)

    def closure() -> float:
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(layer(inputs), wanted) + PENALTY * layer.weight.square().sum()
        loss.backward()
        return float(loss.detach())

    optimiser.step(closure)
    weights = layer.weight.detach().numpy() / spread
    bias = layer.bias.detach().numpy() - weights @ mean
    return Combiner(weights.astype(np.float32), bias.astype(np.float32), 1.0, 1.0, 1.0)


def _least(scores: Vectors, right: NDArray[np.bool_], share: float) -> float:
    """Return the least threshold at which no more than `share` of the wrong ones pass."""
    wrong = np.sort(scores[~right])[::-1]
    allowed = int(len(wrong) * share)
    return round(float(wrong[min(allowed, len(wrong) - 1)]) + 1e-4, 4)


__all__ = ["PairSet", "bands", "fit", "fit_alone", "labels_of", "part_of", "softmax_regression"]
