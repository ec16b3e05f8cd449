"""Which entailment model reads a claim against its evidence: the packaged one, one by name or path, or none.

Chooses by the setting `entailment`; loads nothing before it is used and judges nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.checking.entailment import base
from assistant.checking.entailment.model import CLASSES, Entailment
from ingest.embedding import Vectors
from ingest.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

PACKAGED = "packaged"
OFF = "off"
_NAMES = {
    "supported": ("entailment", "entail", "supported"),
    "contradicted": ("contradiction", "contradict", "contradicted", "refutes"),
    "not_found": ("neutral", "not_found", "not enough info"),
}
"""What natural-language-inference models call our three classes."""


class ReadsPairs(Protocol):
    """Anything that reads pairs of evidence and claim."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Return the probabilities of `CLASSES` for each (evidence, claim), shape ``(len(pairs), 3)``."""
        ...


def reader_of(setting: str) -> ReadsPairs | None:
    """Return the model that a setting names: "packaged", "off" (None), or a `CrossEncoder` by name or path.

    Where the packaged model's base is not installed the answer is None too: the checker then works without, leaves more
    unchecked, and `doctor` says so.
    """
    if setting == OFF or (setting == PACKAGED and base.installed() is None):
        return None
    return Entailment() if setting == PACKAGED else NamedEntailment(setting)


class NamedEntailment:
    """A sentence-transformers `CrossEncoder` with the three classes of natural-language inference."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()

    def score(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Return the probabilities of `CLASSES` for each (evidence, claim), shape ``(len(pairs), 3)``.

        :raises ModelUnavailable: if the model cannot be loaded, or does not name the three classes.
        """
        with self._lock:
            model, columns = self._loaded
            logits = np.asarray(model.predict(list(pairs), apply_softmax=True), dtype=np.float32)
        chances: Vectors = logits.reshape(len(pairs), -1)[:, columns]
        return chances

    @cached_property
    def _loaded(self) -> tuple[CrossEncoder, list[int]]:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import CrossEncoder

        try:
            model = CrossEncoder(self._name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"The entailment model {self._name!r} could not be loaded ({error}). Nothing is fetched "
                "here: give the folder of a sentence-transformers CrossEncoder, or fetch it first "
                f"(hf download {self._name}), "
                f'or set INSPECTION_ENTAILMENT to "{PACKAGED}" or "{OFF}".'
            ) from error
        labels = {int(place): str(label).lower() for place, label in model.model.config.id2label.items()}
        return model, [self._column(labels, name) for name in CLASSES]

    def _column(self, labels: dict[int, str], wanted: str) -> int:
        for place, label in labels.items():
            if label in _NAMES[wanted]:
                return place
        raise ModelUnavailable(
            f"The model {self._name!r} does not name the three classes of natural-language inference "
            f'(it has: {", ".join(labels.values())}). Choose another, or set INSPECTION_ENTAILMENT to "{OFF}".'
        )


__all__ = ["OFF", "PACKAGED", "NamedEntailment", "ReadsPairs", "reader_of"]
