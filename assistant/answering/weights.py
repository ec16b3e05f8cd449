"""The fitted weights that ship: of ranking and of sufficiency, with what they were fitted on.

Reads ``weights.json``; ``python -m evals --fit`` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from assistant.answering.ranking.relevance import FEATURES, Logistic
from assistant.answering.sufficiency import UNIT_FEATURES, Sufficiency
from ingest.packaged import packaged_json


@dataclass(frozen=True, slots=True)
class Weights:
    """What ranking and sufficiency weigh by."""

    ranking: Logistic
    sufficiency: Sufficiency


@lru_cache(maxsize=2)
def shipped(with_reading: bool) -> Weights:
    """Return the weights that ship, for use with the model that reads passages or without it."""
    raw = packaged_json(__package__, "weights.json")
    without = raw["sufficiency_without_reading"]
    beside = _logistic(without, UNIT_FEATURES)
    if not with_reading:
        return Weights(_logistic(raw["ranking"], FEATURES), Sufficiency(beside, float(without["threshold"])))
    read = raw["sufficiency"]
    sufficiency = Sufficiency(_logistic(read, UNIT_FEATURES), float(read["threshold"]), beside)
    return Weights(_logistic(raw["ranking"], FEATURES), sufficiency)


def _logistic(raw: Mapping[str, Any], names: Sequence[str]) -> Logistic:
    values = np.array([raw["weights"][name] for name in names], dtype=np.float32)
    return Logistic(values, float(raw["bias"]))
