"""What an entailment model is worth on pairs that it was neither trained nor set on: figures from probabilities.

Takes any model that gives three probabilities a pair, and says nothing of verdicts, which are the checker's.
The figures are AUROC, false claims rejected where 85 % of the true ones are kept, the same kind by kind, and calibration
error.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from evals.entailment.baselines import overlap
from evals.entailment.data import Pair, load, of_part
from evals.metrics import auroc, rounded
from ingest.embedding import Vectors

CLASSES = ("supported", "contradicted", "not_found")
KEPT = 0.85
"""Share of the true claims that the threshold keeps; the false ones below it are the rejected."""
BINS = 10
FEWEST = 10
"""Pairs below which a kind's share is not told."""


class Model(Protocol):
    """Anything that reads pairs of evidence and claim."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Return the probabilities of `CLASSES` for each (evidence, claim), shape ``(len(pairs), 3)``."""
        ...


def run(model: Model) -> dict[str, Any]:
    """Return the figures of a model on the part "report", with the milliseconds a claim once it is loaded."""
    pairs = of_part(load(), "report")
    model.score([(pairs[0].evidence, pairs[0].claim)])
    started = time.perf_counter()
    chances = model.score([(pair.evidence, pair.claim) for pair in pairs])
    return figures(pairs, chances) | {"ms_per_claim": rounded(1000 * (time.perf_counter() - started) / len(pairs), 1)}


def figures(pairs: Sequence[Pair], chances: Vectors) -> dict[str, Any]:
    """Return what the probabilities are worth, beside word overlap."""
    labels = np.array([CLASSES.index(pair.label) for pair in pairs])
    supported, decided = chances[:, 0], labels != CLASSES.index("not_found")
    between = (chances[:, 0] - chances[:, 1])[decided]
    kept = supported >= keeping(supported, labels == 0)
    return {
        "pairs": len(pairs),
        "supported_auroc": rounded(auroc(supported, labels == 0)),
        "supported_against_contradicted_auroc": rounded(auroc(between, labels[decided] == 0)),
        "false_rejected_at_85": rounded(float((~kept[labels != 0]).mean())),
        "right_class": rounded(float((chances.argmax(axis=1) == labels).mean())),
        "calibration_error": rounded(calibration_error(supported, labels == 0)),
        "word_overlap_auroc": rounded(auroc(overlap(pairs), labels == 0)),
        "right_by_kind_at_85": _by_kind(pairs, kept == (labels == 0)),
    }


def keeping(scores: Vectors, true: NDArray[np.bool_], share: float = KEPT) -> float:
    """Return the highest threshold that at least `share` of the true ones reach."""
    ordered = np.sort(scores[true])[::-1]
    return float(ordered[int(np.ceil(share * len(ordered))) - 1])


def calibration_error(chances: Vectors, happened: NDArray[np.bool_], bins: int = BINS) -> float:
    """Return the expected calibration error: how far chance and share lie apart, over bins of equal width."""
    places = np.minimum((chances * bins).astype(int), bins - 1)
    apart = [
        abs(float(chances[places == place].mean()) - float(happened[places == place].mean())) * (places == place).mean()
        for place in np.unique(places)
    ]
    return float(sum(apart))


def _by_kind(pairs: Sequence[Pair], right: NDArray[np.bool_]) -> dict[str, str]:
    kinds = np.array([f"{pair.label}, {pair.kind}" for pair in pairs])
    return {
        kind: f"{right[kinds == kind].mean():.2f} of {(kinds == kind).sum()}"
        for kind in np.unique(kinds).tolist()
        if (kinds == kind).sum() >= FEWEST
    }
