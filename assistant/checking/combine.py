"""From numbers to three calibrated probabilities, and from these to a verdict's band.

A softmax regression over the standardised features, fitted by ``python -m evals --fit-checking`` on pairs that trained
no other part; `combiner.json` says on which, and how its thresholds came about. Extracts no features.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np

from assistant.checking.features import NAMES
from ingest.embedding import Vectors


@dataclass(frozen=True, slots=True)
class Combiner:
    """Weights of shape ``(3, features)``, biases of shape ``(3,)``, and the least probability of each firm verdict."""

    weights: Vectors
    bias: Vectors
    supported: float
    contradicted: float
    not_found: float

    def chances(self, rows: Vectors) -> Vectors:
        """Return the probabilities of supported, contradicted and not found, shape ``(len(rows), 3)``."""
        logits = rows @ self.weights.T + self.bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        result: Vectors = powers / powers.sum(axis=1, keepdims=True)
        return result


def combiner_of(data: Mapping[str, Any]) -> Combiner:
    """Return the combiner that a file's content describes.

    :raises ValueError: if it was fitted for other features than this program has.
    """
    if list(data["weights"]) != list(NAMES):
        raise ValueError("combiner.json was fitted for other features. Fit it again: python -m evals --fit-checking")
    weights = np.array([data["weights"][name] for name in NAMES], dtype=np.float32).T
    bands = data["bands"]
    bias = np.array(data["bias"], dtype=np.float32)
    return Combiner(weights, bias, bands["supported"], bands["contradicted"], bands["not_found"])


@lru_cache(maxsize=1)
def shipped() -> Combiner:
    """Return the combiner that ships with the program."""
    return combiner_of(
        json.loads(resources.files("assistant.checking").joinpath("combiner.json").read_text(encoding="utf-8"))
    )


__all__ = ["Combiner", "combiner_of", "shipped"]
