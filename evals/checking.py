"""The suite "checking": verdicts on hand-written claims, on parts of the pairs that nothing was trained or set on.

``--fit-checking`` fits the combiner and its bands on the part "calibrate"; the suite reports on the part "report" and
on `free.jsonl`, claims that somebody else wrote freely, beside word overlap and a checker that supports everything.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from assistant.checking.checker import Checked, Checker, Verdict
from assistant.checking.combine import Combiner
from assistant.checking.entailment import CLASSES
from assistant.checking.features import NAMES
from evals.adapters import auroc
from evals.entailment.data import FREE, Pair, load, load_file, of_part
from ingest.embedding import Embedder, Vectors
from ingest.settings import Settings
from ingest.words import stems

COMBINER = Path(__file__).resolve().parent.parent / "assistant" / "checking" / "combiner.json"
WRONGLY_SUPPORTED = 0.05
WRONGLY_CONTRADICTED = 0.02
"""What the bands may cost on the half that they are set on: what is promised."""
PENALTY = 0.02
FOLDS = 5


def fit() -> dict[str, Any]:
    """Fit the combiner on the part "calibrate", set its bands out of fold, and write both."""
    pairs = of_part(load(), "calibrate")
    rows, labels = rows_of(pairs), labels_of(pairs)
    folds = np.array([hash_of(pair) % FOLDS for pair in pairs])
    chances = np.zeros((len(pairs), 3), dtype=np.float32)
    for fold in range(FOLDS):
        chances[folds == fold] = _fitted(rows[folds != fold], labels[folds != fold]).chances(rows[folds == fold])
    bands = {
        "supported": _least(chances[:, 0], labels == 0, WRONGLY_SUPPORTED),
        "contradicted": _least(chances[:, 1], labels != 0, WRONGLY_CONTRADICTED),
        "not_found": _least(chances[:, 2], labels == 2, WRONGLY_SUPPORTED),
    }
    combiner = _fitted(rows, labels)
    content = {
        "fitted_by": "python -m evals --fit-checking",
        "fitted_on": f"{len(pairs)} pairs of the part 'calibrate'",
        "out_of_fold": {"supported_auroc": auroc(chances[:, 0], labels == 0)},
        "bands": bands,
        "bias": [round(float(value), 4) for value in combiner.bias],
        "weights": {n: [round(float(v), 4) for v in combiner.weights[:, i]] for i, n in enumerate(NAMES)},
    }
    COMBINER.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return {name: content[name] for name in ("fitted_on", "out_of_fold", "bands")}


def rows_of(pairs: Sequence[Pair]) -> Vectors:
    """Return the features of pairs, shape ``(len(pairs), len(NAMES))``."""
    examined = Checker(Embedder(Settings())).examine([(pair.evidence, pair.claim) for pair in pairs])
    return np.stack([item.row for item in examined])


def labels_of(pairs: Sequence[Pair]) -> np.ndarray[Any, Any]:
    """Return the class of each pair."""
    return np.array([CLASSES.index(pair.label) for pair in pairs])


def hash_of(pair: Pair) -> int:
    """Return a number of the pair's document, so that folds split between documents."""
    return sum(pair.document.encode())


def _fitted(rows: Vectors, labels: np.ndarray[Any, Any]) -> Combiner:
    """Fit a softmax regression with an L2 penalty on standardised features."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    inputs, wanted = torch.from_numpy((rows - mean) / spread), torch.from_numpy(labels)
    layer = torch.nn.Linear(rows.shape[1], len(CLASSES))
    torch.nn.init.zeros_(layer.weight)
    torch.nn.init.zeros_(layer.bias)
    optimiser = torch.optim.LBFGS(layer.parameters(), max_iter=200)

    def closure() -> float:
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(layer(inputs), wanted) + PENALTY * layer.weight.square().sum()
        loss.backward()
        return float(loss)

    optimiser.step(closure)
    weights = layer.weight.detach().numpy() / spread
    bias = layer.bias.detach().numpy() - weights @ mean
    return Combiner(weights.astype(np.float32), bias.astype(np.float32), 1.0, 1.0, 1.0)


def _least(scores: Vectors, right: np.ndarray[Any, Any], share: float) -> float:
    """Return the least threshold at which no more than `share` of the wrong ones pass."""
    wrong = np.sort(scores[~right])[::-1]
    allowed = int(len(wrong) * share)
    return round(float(wrong[min(allowed, len(wrong) - 1)]) + 1e-4, 4)


def run() -> dict[str, Any]:
    """Return the figures on the part "report", and on claims written freely by somebody else."""
    checker = Checker(Embedder(Settings()))
    checker.check([("Pupils read.", "Pupils read widely.")])  # loads the models
    return {
        "report": _measured(checker, of_part(load(), "report")),
        "free": _measured(checker, load_file(FREE)),
    }


def _measured(checker: Checker, pairs: Sequence[Pair]) -> dict[str, Any]:
    started = time.perf_counter()
    checked = checker.check([(pair.evidence, pair.claim) for pair in pairs])
    seconds = round(80 * (time.perf_counter() - started) / len(pairs), 2)
    return figures(pairs, checked) | {"seconds_for_80_claims": seconds, "by_kind": _by_kind(pairs, checked)}


def figures(pairs: Sequence[Pair], checked: Sequence[Checked]) -> dict[str, Any]:
    """Return what the verdicts are worth, beside word overlap and a checker that supports everything."""
    labels = labels_of(pairs)
    verdicts = np.array([item.verdict for item in checked])
    scores = np.array([item.score for item in checked])
    overlap = np.array([_overlap(pair) for pair in pairs])
    true, false = labels == 0, labels != 0
    return {
        "pairs": len(pairs),
        "wrongly_supported": _share(verdicts[false] == Verdict.SUPPORTED),
        "wrongly_contradicted": _share(verdicts[true] == Verdict.CONTRADICTED),
        "true_supported": _share(verdicts[true] == Verdict.SUPPORTED),
        "flips_contradicted": _share(verdicts[labels == 1] == Verdict.CONTRADICTED),
        "unstated_not_found": _share(verdicts[labels == 2] == Verdict.NOT_FOUND),
        "not_checked": _share(verdicts == Verdict.NOT_CHECKED),
        "score_auroc": auroc(scores, true),
        "word_overlap_auroc": auroc(overlap, true),
        "everything_supported_wrongly_supported": 1.0,
    }


def _by_kind(pairs: Sequence[Pair], checked: Sequence[Checked]) -> dict[str, str]:
    right = {"supported": Verdict.SUPPORTED, "contradicted": Verdict.CONTRADICTED, "not_found": Verdict.NOT_FOUND}
    result: dict[str, str] = {}
    for key in sorted({f"{pair.label}, {pair.kind}" for pair in pairs}):
        these = [(pair, item) for pair, item in zip(pairs, checked, strict=True) if f"{pair.label}, {pair.kind}" == key]
        hit = sum(item.verdict is right[pair.label] for pair, item in these)
        wrong = sum(item.verdict not in (right[pair.label], Verdict.NOT_CHECKED) for pair, item in these)
        result[key] = f"{hit} right, {wrong} wrong, {len(these) - hit - wrong} not checked"
    return result


def _overlap(pair: Pair) -> float:
    said, inside = set(stems(pair.claim)), set(stems(pair.evidence))
    return len(said & inside) / max(len(said), 1)


def _share(values: np.ndarray[Any, Any]) -> float | None:
    return round(float(values.mean()), 4) if len(values) else None
