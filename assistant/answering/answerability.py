"""A small cross-encoder that says how well one sentence, in its context, answers a question.

The packaged embedding model's own weights plus a low-rank change of them, trained on pairs written for this project
(``evals/answerability``). It gives a number and decides nothing: `relevance` weighs it with other features.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.embedding import Vectors, has_bfloat16_units, packaged_model

if TYPE_CHECKING:
    import torch

ADAPTER = "answerability.npz"
MAX_TOKENS = 160
"""Word pieces of question and evidence together; longer evidence is cut."""
BATCH = 16


def evidence_text(heading: str | None, before: str | None, sentence: str) -> str:
    """Return a sentence as the model reads it: its heading, the sentence before (shortened), then the sentence."""
    parts = [heading or ""]
    if before:
        parts.append(" ".join(before.split()[-20:]))
    return plain(" | ".join([*parts, sentence.replace("\t", " ; ")]))


def plain(text: str) -> str:
    """Return the text with straight quotation marks: documents print curly ones, people type straight ones."""
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


class Answerability:
    """Scores pairs of question and evidence. Loads when first used; safe to share between threads."""

    def __init__(self, adapter: Path | None = None) -> None:
        self._adapter = adapter
        self._lock = Lock()

    def score(self, question: str, evidence: Sequence[str]) -> Vectors:
        """Return one logit for each evidence, shape ``(len(evidence),)``; higher means that it answers."""
        if not evidence:
            return np.zeros(0, dtype=np.float32)
        import torch

        scores = np.zeros(len(evidence), dtype=np.float32)
        order = sorted(range(len(evidence)), key=lambda place: len(evidence[place]))
        with self._lock, torch.inference_mode():
            for start in range(0, len(order), BATCH):
                places = order[start : start + BATCH]
                logits = self._network([plain(question)] * len(places), [evidence[place] for place in places])
                scores[places] = logits.float().numpy()
        return scores

    @cached_property
    def _network(self) -> Network:
        import torch

        network = Network()
        load_adapter(network, self._adapter or _shipped())
        network.eval()
        return network.to(torch.bfloat16) if has_bfloat16_units() else network


def _shipped() -> Path:
    return Path(str(resources.files("assistant.answering").joinpath(ADAPTER)))


class Network:
    """The encoder of the packaged model and one linear layer over first and mean-pooled state."""

    def __init__(self) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import torch
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        folder = str(packaged_model())
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self.encoder: Any = AutoModel.from_pretrained(folder, local_files_only=True)
        self.head = torch.nn.Linear(2 * self.encoder.config.hidden_size, 1)

    def __call__(self, questions: list[str], evidence: list[str]) -> torch.Tensor:
        """Return one logit for each pair, shape ``(pairs,)``."""
        import torch

        batch = self.tokenizer(
            questions, evidence, truncation="only_second", max_length=MAX_TOKENS, padding=True, return_tensors="pt"
        )
        states = self.encoder(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1)
        logits: torch.Tensor = self.head(torch.cat([states[:, 0], mean], dim=1)).squeeze(-1)
        return logits

    def eval(self) -> None:
        """Turn dropout off."""
        self.encoder.eval()

    def to(self, dtype: torch.dtype) -> Network:
        """Change the precision of all weights."""
        self.encoder.to(dtype)
        self.head.to(dtype)
        return self


def load_adapter(network: Network, path: Path) -> None:
    """Put a stored adapter on a network that has the packaged model's own weights."""
    import torch

    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    apply_change(network.encoder, arrays)
    network.head.weight.data = torch.from_numpy(arrays["head.weight"])
    network.head.bias.data = torch.from_numpy(arrays["head.bias"])


def apply_change(encoder: Any, arrays: dict[str, Vectors]) -> None:  # noqa: ANN401 (transformers' own)
    """Add the low-rank change (``NAME.a`` times ``NAME.b``) or the full one (``NAME.d``) to each named weight."""
    import torch

    weights = dict(encoder.named_parameters())
    with torch.no_grad():
        for name, array in arrays.items():
            key, _, part = name.rpartition(".")
            if part == "a":
                weights[key] += torch.from_numpy(array @ arrays[f"{key}.b"])
            elif part == "d":
                weights[key] += torch.from_numpy(array)
