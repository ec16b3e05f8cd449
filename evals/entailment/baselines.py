"""What tells the label without reading evidence against claim: ``python -m evals.entailment.baselines``.

Two checks of the data set itself: a classifier that sees the claim alone, and the share of the claim's words that are
in the evidence. Both should be near .5, or a model could learn the writers' habits and no entailment. Scores no model
of ours.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from evals.adapters import auroc
from evals.entailment.data import Pair, load
from ingest.embedding import Vectors
from ingest.words import stems

FOLDS = 5
RAREST = 5
"""Claims that a word or pair of words must stand in to be an input."""
PENALTY = 1e-3


def overlap(pairs: Sequence[Pair]) -> Vectors:
    """Return the share of each claim's word stems that stand in its evidence, shape ``(len(pairs),)``."""
    return np.array([word_overlap(pair) for pair in pairs], dtype=np.float32)


def claim_alone(pairs: Sequence[Pair], groups: Sequence[str]) -> Vectors:
    """Return the chance of "supported" by a logistic regression over the claim's words, word pairs and length.

    Fitted out of fold: pairs of one group are never on both sides. Shape ``(len(pairs),)``.
    """
    folds = np.array([_fold(group) for group in groups])
    grams = [_grams(pair.claim) for pair in pairs]
    counts = Counter(gram for each in grams for gram in each)
    places = {gram: n for n, gram in enumerate(sorted(g for g, count in counts.items() if count >= RAREST))}
    inputs = np.zeros((len(pairs), len(places) + 1), dtype=np.float32)
    for row, (pair, each) in enumerate(zip(pairs, grams, strict=True)):
        inputs[row, [places[gram] for gram in each if gram in places]] = 1.0
        inputs[row, -1] = len(pair.claim.split()) / 10
    wanted = np.array([pair.label == "supported" for pair in pairs], dtype=np.float32)
    scores = np.zeros(len(pairs), dtype=np.float32)
    for fold in np.unique(folds):
        held = folds == fold
        scores[held] = inputs[held] @ _fitted(inputs[~held], wanted[~held])
    return scores


def _fitted(inputs: Vectors, wanted: NDArray[np.float32]) -> Vectors:
    weights = torch.zeros(inputs.shape[1], requires_grad=True)
    rows, goal = torch.from_numpy(inputs), torch.from_numpy(wanted)
    bias = float(np.log(wanted.mean() / (1 - wanted.mean())))
    optimiser = torch.optim.LBFGS([weights], max_iter=60)

    def closure() -> float:
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(rows @ weights + bias, goal)
        loss = loss + PENALTY * weights.square().sum()
        loss.backward()
        return float(loss.detach())

    optimiser.step(closure)
    return weights.detach().numpy()


def _grams(text: str) -> set[str]:
    words = ["^", *text.lower().split(), "$"]
    return {*words[1:-1], *(" ".join(two) for two in zip(words, words[1:], strict=False))}


def _fold(group: str) -> int:
    return hashlib.sha256(group.encode()).digest()[0] % FOLDS


def word_overlap(pair: Pair) -> float:
    """Return the share of a claim's words, as stems, that its evidence has."""
    said, inside = set(stems(pair.claim)), set(stems(pair.evidence))
    return len(said & inside) / max(len(said), 1)


def figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return AUROC of supported against the rest, and against contradicted, for both checks."""
    labels = np.array([pair.label for pair in pairs])
    decided = labels != "not_found"
    result: dict[str, Any] = {"pairs": len(pairs)}
    documents = [f"{pair.writer} {pair.document}" for pair in pairs]
    for name, scores in (("overlap", overlap(pairs)), ("claim_alone", claim_alone(pairs, documents))):
        result[name] = auroc(scores, labels == "supported")
        result[f"{name}_against_contradicted"] = auroc(scores[decided], labels[decided] == "supported")
    return result


def main() -> None:
    """Print the figures of all pairs, of each writer, and of the pairs with no twins' labels."""
    pairs = load()
    result = {"all": figures(pairs), "without twins": figures([pair for pair in pairs if pair.kind != "twin"])}
    for writer in sorted({pair.writer for pair in pairs}):
        result[writer] = figures([pair for pair in pairs if pair.writer == writer])
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
