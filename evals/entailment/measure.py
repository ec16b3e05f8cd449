"""What an entailment model is worth on pairs that it was neither trained nor set on: figures from probabilities.

Takes any model that gives three probabilities a pair, and says nothing of verdicts, which are the checker's.
The figures are AUROC, false claims rejected where 85 % of the true ones are kept, the same kind by kind, and the
calibration error. The suite "entailment" prints them beside the data set's own baselines.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.checking.entailment import CLASSES, Entailment
from evals.adapters import auroc
from evals.entailment import baselines
from evals.entailment.data import OTHERS, Pair, load, load_file, of_part
from evals.metrics import mean, rounded
from ingest.embedding import Vectors

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


def suite() -> dict[str, Any]:
    """Return the figures of the shipped model on "report" and on other writers, and what tells the labels without."""
    model, others = Entailment(), load_file(OTHERS)
    told = figures(others, model.score([(pair.evidence, pair.claim) for pair in others]))
    return run(model) | {"other_writers": told, "baselines_of_all_pairs": baselines.figures(load())}


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
        "supported_auroc": auroc(supported, labels == 0),
        "supported_against_contradicted_auroc": auroc(between, labels[decided] == 0),
        "false_rejected_at_85": rounded(float((~kept[labels != 0]).mean())),
        "right_twin": told_from_twin(pairs, supported),
        "right_class": rounded(float((chances.argmax(axis=1) == labels).mean())),
        "calibration_error": rounded(calibration_error(supported, labels == 0)),
        "word_overlap_auroc": auroc(baselines.overlap(pairs), labels == 0),
        "right_by_kind_at_85": _by_kind(pairs, kept == (labels == 0)),
    }


def keeping(scores: Vectors, true: NDArray[np.bool_], share: float = KEPT) -> float:
    """Return the highest threshold that at least `share` of the true ones reach."""
    ordered = np.sort(scores[true])[::-1]
    return float(ordered[int(np.ceil(share * len(ordered))) - 1])


def told_from_twin(pairs: Sequence[Pair], supported: Vectors) -> dict[str, Any]:
    """Return how often a claim scores higher against the evidence that supports it than against the twin that does not.

    The claim is the same on both sides, so what the claim alone gives away is worth .5 here; ties count half.
    """
    scores = {pair.id: (pair.label == "supported", float(score)) for pair, score in zip(pairs, supported, strict=True)}
    right: list[float] = []
    for name, (true, score) in scores.items():
        evidence, _, number = name.rpartition("-")
        twin = scores.get(f"{evidence}t-{number}")
        if twin is not None and twin[0] is not true:
            higher, lower = (score, twin[1]) if true else (twin[1], score)
            right.append(1.0 if higher > lower else 0.5 if higher == lower else 0.0)
    return {"claims": len(right), "share": rounded(mean(right))}


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


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Print the figures of one adapter.")
    parser.add_argument("adapter", type=Path, metavar="FILE", help="an adapter, for example of an unfinished training")
    options = parser.parse_args()
    sys.stdout.write(json.dumps(run(Entailment(options.adapter)), indent=1) + "\n")


if __name__ == "__main__":
    main()
