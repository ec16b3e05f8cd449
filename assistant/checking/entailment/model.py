"""The entailment model as the checker uses it: pairs in, three probabilities out.

SmolLM2-135M plus a low-rank change of its upper layers, trained on claims that people wrote about inspection prose
written for this project (``evals/entailment``). Decides no verdict: the typed comparisons beside it overrule it where
numbers, dates or names conflict. Imports and loads what is heavy only when first used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.checking.entailment import base
from ingest.embedding import Vectors
from ingest.errors import ModelUnavailable

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

    from assistant.checking.entailment.network import EntailmentNetwork, PairForm

ADAPTER = "adapter.safetensors"
CLASSES = ("supported", "contradicted", "not_found")
TRAIN = "Train it with: python -m evals.entailment.train"
_LOADING = Lock()
BATCH = 16
"""Pairs read at once at most; they are sorted by length first."""
PADDED = 1.15
"""Pieces read, over those that say something, from which a batch ends. Chosen: a fifth was padding without it."""


class Entailment:
    """Scores pairs of evidence and claim. Loads when first used; safe to share between threads."""

    def __init__(self, adapter: Path | None = None, form: PairForm | None = None) -> None:
        self._adapter = adapter
        self._form = form
        self._lock = Lock()

    def score(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Return the probabilities of `CLASSES` for each (evidence, claim), shape ``(len(pairs), 3)``.

        :raises ModelUnavailable: if the base is not installed or not the published one, or the adapter is none for it.
        """
        import torch

        from assistant.checking.entailment.network import CLAIM, prompt_of

        chances = np.zeros((len(pairs), len(CLASSES)), dtype=np.float32)
        with self._lock, torch.inference_mode():
            network, tokenizer = self._loaded
            prompts = [prompt_of(tokenizer, evidence, claim, self._form or CLAIM) for evidence, claim in pairs]
            order = sorted(range(len(pairs)), key=lambda place: len(prompts[place].ids))
            for places in batches(order, [len(prompt.ids) for prompt in prompts]):
                chances[places] = torch.softmax(network([prompts[place] for place in places]), dim=-1).numpy()
        return chances

    @cached_property
    def _loaded(self) -> tuple[EntailmentNetwork, Tokenizer]:
        from assistant.checking.entailment.network import EntailmentNetwork

        with _LOADING:
            model, tokenizer = base.shared()
        path = self._adapter or Path(str(resources.files("assistant.checking.entailment").joinpath(ADAPTER)))
        state = read_adapter(path)
        first = first_layer(state)
        network = EntailmentNetwork(base.with_own_layers(model, first), first)
        network.head.load_state_dict({"weight": state["head.weight"].float(), "bias": state["head.bias"].float()})
        _apply(network, state)
        network.eval()
        return network, tokenizer


def batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield places, the shortest pair first, in batches of like length."""
    batch: list[int] = []
    for place in order:
        filled = sum(lengths[one] for one in batch) + lengths[place]
        if batch and (len(batch) == BATCH or (len(batch) + 1) * lengths[place] > PADDED * filled):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def read_adapter(path: Path) -> dict[str, torch.Tensor]:
    """Return an adapter's tensors by name.

    :raises ModelUnavailable: if it is missing, or was trained on another base than the published file.
    """
    from safetensors import safe_open

    if not path.is_file():
        raise ModelUnavailable(f"The entailment adapter {path.name} is missing. {TRAIN}")
    with safe_open(path, "pt") as stored:
        trained_on = (stored.metadata() or {}).get("base")
        if trained_on != base.SHA256:
            raise ModelUnavailable(
                f"The entailment adapter {path.name} was not trained on {base.FILE} "
                f"(SHA-256 {trained_on or 'not told'}, expected {base.SHA256}). {TRAIN}"
            )
        return {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118 (no mapping)


def first_layer(state: Mapping[str, Any]) -> int:
    """Return the number of the first layer that an adapter changes."""
    return min(int(name.split(".")[0]) for name in state if not name.startswith("head"))


def _apply(network: EntailmentNetwork, state: Mapping[str, Any]) -> None:
    rank = next(tensor.shape[0] for name, tensor in state.items() if name.endswith(".a"))
    network.add_changes(rank)
    for name, change in network.changes().items():
        change.a.data, change.b.data = state[f"{name}.a"].float(), state[f"{name}.b"].float()
    network.merge()


__all__ = ["ADAPTER", "CLASSES", "Entailment", "batches", "first_layer", "read_adapter"]
