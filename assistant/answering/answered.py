"""Whether a passage answers a question: the entailment model's base, trained on questions instead of claims.

Gives one probability a pair and decides nothing; `sufficiency` weighs it with other features. Slower than the
cross-encoder that ranks sentences, so it is asked about the first few only.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np

from assistant.checking.entailment.model import CLASSES, Entailment
from assistant.checking.entailment.network import QUESTION
from ingest.embedding import Vectors

ADAPTER = "answered.safetensors"


def passage_text(heading: str | None, sentences: Sequence[str]) -> str:
    """Return a passage as the model reads it: its heading, then its sentences."""
    text = " ".join(sentences)
    return f"{heading} | {text}" if heading else text


class Answered:
    """Scores pairs of question and passage. Loads when first used; safe to share between threads."""

    def __init__(self, adapter: Path | None = None) -> None:
        shipped = Path(str(resources.files("assistant.answering").joinpath(ADAPTER)))
        self._model = Entailment(adapter or shipped, QUESTION)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Return for each (question, passage) the probability that the passage answers, shape ``(len(pairs),)``."""
        if not pairs:
            return np.zeros(0, dtype=np.float32)
        chances: Vectors = self._model.score([(passage, question) for question, passage in pairs])
        return chances[:, CLASSES.index("supported")]


__all__ = ["ADAPTER", "Answered", "passage_text"]
