"""A small cross-encoder: two texts in, one number or several out.

The packaged embedding model's own weights, one linear layer over its states, and a stored low-rank change of both. Says
nothing of what the numbers mean: `answerability` and `checking.entailment` do, and ``evals`` trains them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ingest.embedding import Vectors, has_bfloat16_units, packaged_model

if TYPE_CHECKING:
    import torch

BATCH = 16
"""Pairs scored at once; they are sorted by length first."""

Cut = Literal["only_first", "only_second"]


class RankingNetwork:
    """The encoder of the packaged model and one linear layer over first and mean-pooled state.

    `outputs` numbers come out for each pair. A pair of more than `longest` word pieces loses the end of the text that
    `cut` names.
    """

    def __init__(self, outputs: int, longest: int, cut: Cut) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import torch
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        folder = str(packaged_model())
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self.encoder: Any = AutoModel.from_pretrained(folder, local_files_only=True)
        self.head = torch.nn.Linear(2 * self.encoder.config.hidden_size, outputs)
        self._longest, self._cut = longest, cut

    def __call__(self, first: list[str], second: list[str]) -> torch.Tensor:
        """Return the logits of pairs, shape ``(pairs, outputs)``."""
        import torch

        batch = self.tokenizer(
            first, second, truncation=self._cut, max_length=self._longest, padding=True, return_tensors="pt"
        )
        states = self.encoder(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1)
        logits: torch.Tensor = self.head(torch.cat([states[:, 0], mean], dim=1))
        return logits

    def eval(self) -> None:
        """Turn dropout off."""
        self.encoder.eval()

    def to(self, dtype: torch.dtype) -> RankingNetwork:
        """Change the precision of all weights."""
        self.encoder.to(dtype)
        self.head.to(dtype)
        return self


def score(network: RankingNetwork, first: Sequence[str], second: Sequence[str]) -> Vectors:
    """Return the logits of pairs in float32, shape ``(pairs, outputs)``, in their order."""
    import torch

    order = sorted(range(len(first)), key=lambda place: len(first[place]) + len(second[place]))
    scores = np.zeros((len(first), network.head.out_features), dtype=np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            scores[places] = network([first[p] for p in places], [second[p] for p in places]).float().numpy()
    return scores


def ready(network: RankingNetwork, adapter: Path) -> RankingNetwork:
    """Return the network with a stored adapter on it, for use: in bfloat16 where the processor has units for it."""
    import torch

    load_adapter(network, adapter)
    network.eval()
    return network.to(torch.bfloat16) if has_bfloat16_units() else network


def plain(text: str) -> str:
    """Return the text with straight quotation marks: documents print curly ones, people type straight ones."""
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def load_adapter(network: RankingNetwork, path: Path) -> None:
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
