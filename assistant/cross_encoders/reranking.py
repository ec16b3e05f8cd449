"""Reranking: a cross-encoder that reads question and passage together and puts what was found in another order.

Off unless the setting ``reranker`` names one. Scores and orders; it finds nothing, and whether a passage answers is
decided in `answering`. Loads only what lies on this machine: nothing is fetched.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.cross_encoders.answerability import Answerability
from ingest.embedding import Vectors
from ingest.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

OFF, PACKAGED = "off", "packaged"
BATCH = 16


class Reranker(Protocol):
    """Anything that scores passages for a question; higher is nearer."""

    def score(self, question: str, evidence: Sequence[str]) -> Vectors:
        """Return one number for each passage, shape ``(len(evidence),)``."""
        ...


def reranker_of(setting: str) -> Reranker | None:
    """Return what the setting names: "off" (None), "packaged" (our answerability network), else a `CrossEncoder`."""
    if setting == OFF:
        return None
    return Answerability() if setting == PACKAGED else NamedReranker(setting)


class NamedReranker:
    """A sentence-transformers `CrossEncoder` with one score a pair. Loads when first used; threads may share it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()

    def score(self, question: str, evidence: Sequence[str]) -> Vectors:
        """Return one number for each passage, shape ``(len(evidence),)``.

        :raises ModelUnavailable: if the model cannot be loaded, or gives other than one score a pair.
        """
        if not evidence:
            return np.zeros(0, dtype=np.float32)
        with self._lock:
            pairs = [(question, text) for text in evidence]
            scores = np.asarray(self._loaded.predict(pairs, batch_size=BATCH, show_progress_bar=False))
        return scores.astype(np.float32).reshape(len(evidence))

    @cached_property
    def _loaded(self) -> CrossEncoder:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import CrossEncoder
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        try:
            model: CrossEncoder = CrossEncoder(self._name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"The reranker {self._name!r} could not be loaded ({error}). Nothing is fetched here: give the folder "
                f"of a sentence-transformers CrossEncoder, or fetch it first (hf download {self._name}), "
                f'or set INSPECTION_RERANKER to "{OFF}".'
            ) from error
        self._check(model)
        return model

    def _check(self, model: CrossEncoder) -> None:
        """Refuse what loads and still ranks nothing: an embedding model gets a last layer of random numbers."""
        kinds = getattr(model.config, "architectures", None) or ()
        if not any(kind.endswith(("ForSequenceClassification", "ForCausalLM")) for kind in kinds):
            raise ModelUnavailable(
                f"{self._name!r} is no cross-encoder (its kind: {', '.join(kinds) or 'not told'}). Name one that was "
                f'trained to score pairs, or set INSPECTION_RERANKER to "{OFF}".'
            )
        if model.num_labels != 1:
            raise ModelUnavailable(
                f"{self._name!r} gives {model.num_labels} numbers for a pair, and a reranker must give one. Choose "
                f'another, or set INSPECTION_RERANKER to "{OFF}".'
            )


def reranked(fused: dict[str, float], ranked: Sequence[str], scores: Vectors) -> dict[str, float]:
    """Return the passages' scores with those of the first ones, `ranked`, in the reranker's order, 0–1.

    They stay above the best of the rest, whose scores are as before.
    """
    rest = [value for passage, value in fused.items() if passage not in set(ranked)]
    floor = max(rest, default=0.0)
    spread = float(scores.max() - scores.min()) if len(scores) else 0.0
    places = (scores - scores.min()) / spread if spread > 0 else np.ones(len(scores), dtype=np.float32)
    return fused | {p: floor + (1 - floor) * float(place) for p, place in zip(ranked, places, strict=True)}


__all__ = ["OFF", "PACKAGED", "NamedReranker", "Reranker", "reranked", "reranker_of"]
