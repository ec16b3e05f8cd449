"""Whether a passage as a whole answers a question, as the small language model reads it.

The base of the entailment model with a low-rank change of its own, trained on questions about inspection prose, two in
five of which the passage only comes near to (``evals/answerability``). It gives a number and decides nothing:
`sufficiency` weighs it. It is absent where the base is not installed or the setting `entailment` is off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from assistant.checking.entailment import base
from assistant.checking.entailment.model import Entailment
from assistant.checking.entailment.reader import OFF
from assistant.cross_encoders.network import plain
from ingest.embedding import Vectors

if TYPE_CHECKING:
    from ingest.documents import Passage

ADAPTER = "reading.safetensors"
SAY_NOTHING = (
    "Information about this inspection | The inspection took place over two days. Inspectors held meetings with "
    "leaders and looked at documents.",
    "About the school | The school is smaller than average. It has a nursery.",
    "Behaviour | Pupils are polite to visitors. They line up quietly after break.",
)
"""Passages that answer next to nothing. A question whose words the model cannot place ("Any schools where the most able
aren't stretched?") is read as answered by these as well, and then by every passage of every school."""
UNMOVED = -1.5
"""Mean log-odds of passages that say nothing up to which a question is read as it should be: plain ones get some -3.5.
Chosen, not measured: on the half "tune" it changes one answer, for the better; with the last two passages alone,
schools that speak were lost there (counted once)."""
REMEMBERED = 2000
"""Questions with their passage whose score is remembered: some 2 MB of text."""
SUREST = 1e-4
"""Probabilities nearer to 0 or 1 than this count as this: beyond it the log-odds say nothing more."""


class PassageReading:
    """Scores passages against a question. Loads when first used; safe to share between threads."""

    def __init__(self, adapter: Path | None = None) -> None:
        self._adapter = adapter
        self._known: dict[tuple[str, str], float] = {}
        self._lock = Lock()

    @cached_property
    def _model(self) -> Entailment:
        from assistant.checking.entailment.network import QUESTION

        return Entailment(self._adapter or shipped(), QUESTION)

    def score(self, question: str, passages: Sequence[str]) -> Vectors:
        """Return the log-odds that each passage answers, shape ``(len(passages),)``.

        What the question gets from passages that say nothing, over `UNMOVED`, is taken off.

        :raises ModelUnavailable: if the base is not the published one, or the adapter is missing or none for it.
        """
        if not passages:
            return np.zeros(0, dtype=np.float32)
        nothing = self.score_pairs([(question, passage) for passage in SAY_NOTHING])
        odds = self.score_pairs([(question, passage) for passage in passages])
        lowered: Vectors = odds - max(float(nothing.mean()) - UNMOVED, 0.0)
        return lowered

    def score_pairs(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Return the log-odds that each passage answers its own question, shape ``(len(pairs),)``."""
        with self._lock:
            odds = {pair: self._known[pair] for pair in pairs if pair in self._known}
        unread = list(dict.fromkeys(pair for pair in pairs if pair not in odds))
        if unread:
            odds |= dict(zip(unread, self._odds(unread), strict=True))
            self._keep(odds)
        return np.array([odds[pair] for pair in pairs], dtype=np.float32)

    def _odds(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        chances = self._model.score([(passage, plain(question)) for question, passage in pairs])[:, 0]
        clipped = np.clip(chances, SUREST, 1 - SUREST)
        return [float(value) for value in np.log(clipped / (1 - clipped))]

    def _keep(self, odds: Mapping[tuple[str, str], float]) -> None:
        """Remember the last that were read: who takes a school out of a question asks the rest again."""
        with self._lock:
            self._known |= odds
            for pair in list(self._known)[: max(len(self._known) - REMEMBERED, 0)]:
                del self._known[pair]


def reading_of(setting: str) -> PassageReading | None:
    """Return the model, or None where the setting `entailment` is off or the base is not installed."""
    return None if setting == OFF or base.installed() is None else PassageReading()


def passage_text(heading: str | None, sentences: Sequence[str]) -> str:
    """Return a passage as the model reads it: its heading, then its sentences."""
    return plain(f"{heading or ''} | {' '.join(sentences)}".replace("\t", " ; "))


def text_of(passage: Passage) -> str:
    """Return a passage of the library as the model reads it."""
    return passage_text(passage.heading, [sentence.text for sentence in passage.sentences])


def shipped() -> Path:
    """Return where the adapter that ships lies."""
    return Path(str(resources.files("assistant.answering").joinpath(ADAPTER)))
