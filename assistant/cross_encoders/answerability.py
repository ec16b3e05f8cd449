"""A small cross-encoder that says how well one sentence, in its context, answers a question.

The packaged embedding model's own weights plus a low-rank change of them, trained on pairs written for this project
(``evals/answerability``). It gives a number and decides nothing: `relevance` weighs it with other features.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from threading import Lock

import numpy as np

from assistant.cross_encoders.network import RankingNetwork, plain, ready, score
from ingest.embedding import Vectors

ADAPTER = "answerability.npz"
MAX_TOKENS = 160
"""Word pieces of question and evidence together; longer evidence is cut."""
OUTPUTS = 1


def evidence_text(heading: str | None, before: str | None, sentence: str) -> str:
    """Return a sentence as the model reads it: its heading, the sentence before (shortened), then the sentence."""
    parts = [heading or ""]
    if before:
        parts.append(" ".join(before.split()[-20:]))
    return plain(" | ".join([*parts, sentence.replace("\t", " ; ")]))


class Answerability:
    """Scores pairs of question and evidence. Loads when first used; safe to share between threads."""

    def __init__(self, adapter: Path | None = None) -> None:
        self._adapter = adapter
        self._lock = Lock()

    def score(self, question: str, evidence: Sequence[str]) -> Vectors:
        """Return one logit for each evidence, shape ``(len(evidence),)``; higher means that it answers."""
        if not evidence:
            return np.zeros(0, dtype=np.float32)
        with self._lock:
            return score(self._network, [plain(question)] * len(evidence), evidence)[:, 0]

    @cached_property
    def _network(self) -> RankingNetwork:
        return ready(new_network(), self._adapter or _shipped())


def _shipped() -> Path:
    return Path(str(resources.files("assistant.cross_encoders").joinpath(ADAPTER)))


def new_network() -> RankingNetwork:
    """Return the network without what was learned."""
    return RankingNetwork(OUTPUTS, MAX_TOKENS, "only_second")
