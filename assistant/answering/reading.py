"""Whether a passage as a whole answers a question, as the small language model reads it.

The base of the entailment model with a low-rank change of its own, trained on questions about inspection prose, two in
five of which the passage only comes near to (``evals/answerability``). It gives a number and decides nothing:
`sufficiency` weighs it. It is absent where the base is not installed or the setting `entailment` is off.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.checking.entailment import base
from assistant.checking.entailment.model import Entailment
from assistant.checking.entailment.reader import OFF
from assistant.cross_encoder import plain
from ingest.embedding import Vectors

if TYPE_CHECKING:
    from ingest.documents import Passage

ADAPTER = "reading.safetensors"
SUREST = 1e-4
"""Probabilities nearer to 0 or 1 than this count as this: beyond it the log-odds say nothing more."""


class Reading:
    """Scores passages against a question. Loads when first used; safe to share between threads."""

    def __init__(self, adapter: Path | None = None) -> None:
        self._adapter = adapter

    @cached_property
    def _model(self) -> Entailment:
        from assistant.checking.entailment.network import QUESTION

        return Entailment(self._adapter or shipped(), QUESTION)

    def score(self, question: str, passages: Sequence[str]) -> Vectors:
        """Return the log-odds that each passage answers, shape ``(len(passages),)``.

        :raises ModelUnavailable: if the base is not the published one, or the adapter is missing or none for it.
        """
        chances = self._model.score([(passage, plain(question)) for passage in passages])[:, 0]
        clipped = np.clip(chances, SUREST, 1 - SUREST)
        odds: Vectors = np.log(clipped / (1 - clipped)).astype(np.float32)
        return odds


def reading_of(setting: str) -> Reading | None:
    """Return the model, or None where the setting `entailment` is off or the base is not installed."""
    return None if setting == OFF or base.installed() is None else Reading()


def passage_text(heading: str | None, sentences: Sequence[str]) -> str:
    """Return a passage as the model reads it: its heading, then its sentences."""
    return plain(f"{heading or ''} | {' '.join(sentences)}".replace("\t", " ; "))


def text_of(passage: Passage) -> str:
    """Return a passage of the library as the model reads it."""
    return passage_text(passage.heading, [sentence.text for sentence in passage.sentences])


def shipped() -> Path:
    """Return where the adapter that ships lies."""
    return Path(str(resources.files("assistant.answering").joinpath(ADAPTER)))
