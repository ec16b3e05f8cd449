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
from ingest.errors import ModelUnavailable

FILE = "combiner.json"
REMEDY = "Fit it again with: python -m evals --fit-checking"


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
    """Return the combiner that a part of the file describes.

    :raises ModelUnavailable: if it was fitted for other features than this program has.
    """
    if list(data.get("weights", ())) != list(NAMES):
        raise ModelUnavailable(f"{FILE} was fitted for other features than this program computes. {REMEDY}")
    weights = np.array([data["weights"][name] for name in NAMES], dtype=np.float32).T
    bands = data["bands"]
    bias = np.array(data["bias"], dtype=np.float32)
    return Combiner(weights, bias, bands["supported"], bands["contradicted"], bands["not_found"])


@lru_cache(maxsize=2)
def shipped(with_model: bool = True) -> Combiner:
    """Return the combiner that ships with the program, for use with an entailment model or without one.

    :raises ModelUnavailable: if its file is missing, is not JSON, or was fitted for other features.
    """
    place = resources.files("assistant.checking").joinpath(FILE)
    if not place.is_file():
        raise ModelUnavailable(f"{FILE} is missing from the installation. {REMEDY}")
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
        part = data["with_model" if with_model else "without_model"]
    except (json.JSONDecodeError, KeyError) as error:
        raise ModelUnavailable(f"{FILE} cannot be read ({type(error).__name__}: {error}). {REMEDY}") from error
    return combiner_of(part)


__all__ = ["FILE", "Combiner", "combiner_of", "shipped"]
