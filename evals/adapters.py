"""Training of a cross-encoder and storing its change: what the trainers of the two adapters share.

Knows nothing of what a pair means; data, classes and loss are the trainers' own.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.cross_encoders.network import RankingNetwork
from ingest.embedding import has_bfloat16_units

BATCH = 32
RANK = 32
"""Rank to which the change of each matrix is cut: 2.6 MB in half precision."""
SEED = 7

Example = TypeVar("Example")


def train(
    network: RankingNetwork,
    batches: Sequence[Sequence[Example]],
    loss_of: Callable[[Sequence[Example]], torch.Tensor],
    rate: float,
) -> None:
    """Change the network's layers and head, batch by batch, so that the loss falls. The word vectors stay."""
    for name, parameter in network.encoder.named_parameters():
        parameter.requires_grad_(name.startswith("encoder.layer"))
    parameters = [p for p in network.encoder.parameters() if p.requires_grad] + list(network.head.parameters())
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01)
    steps = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step, steps))
    network.encoder.train()
    started, total = time.perf_counter(), 0.0
    for done, batch in enumerate(batches, start=1):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_bfloat16_units()):
            loss = loss_of(batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        total += loss.item()
        if done % 50 == 0:
            seconds = time.perf_counter() - started
            sys.stderr.write(f"step {done} of {steps}, loss {total / 50:.3f}, {seconds:.0f} s\n")
            total = 0.0
    network.eval()


def rate_at(step: int, steps: int) -> float:
    """Return the share of the full learning rate at a step: a short rise, then a straight fall to nothing."""
    return min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / steps)


def batches_of(
    data: Sequence[Example], passes: int, length: Callable[[Example], int], seed: int = SEED
) -> Iterator[list[Example]]:
    """Yield batches of pairs of similar length (in characters), in an order that chance decides."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    for _ in range(passes):
        shuffled = sorted(data, key=lambda example: length(example) + chance.uniform(0, 60))
        batches = [shuffled[start : start + BATCH] for start in range(0, len(shuffled), BATCH)]
        chance.shuffle(batches)
        yield from batches


def auroc(scores: NDArray[Any], positive: NDArray[np.bool_]) -> float:
    """Return the chance that a positive scores above a negative; ties count half."""
    ranks = np.empty(len(scores))
    order = np.argsort(scores, kind="stable")
    ranks[order] = np.arange(1, len(scores) + 1)
    for value in np.unique(scores):
        same = scores == value
        ranks[same] = ranks[same].mean()
    count = int(positive.sum())
    above = ranks[positive].sum() - count * (count + 1) / 2
    return round(float(above / (count * (len(scores) - count))), 4)


def save(network: RankingNetwork, original: RankingNetwork, path: Path, rank: int = RANK) -> int:
    """Write the change of `original`'s weights, matrices cut to `rank`, in half precision; return the size in bytes."""
    before = dict(original.encoder.named_parameters())
    arrays: dict[str, Any] = {
        "head.weight": network.head.weight.detach().float().numpy(),
        "head.bias": network.head.bias.detach().float().numpy(),
    }
    for name, parameter in network.encoder.named_parameters():
        if not parameter.requires_grad:
            continue
        change = (parameter.detach() - before[name].detach()).float()
        if change.ndim == 2:
            left, values, right = torch.linalg.svd(change, full_matrices=False)
            arrays[f"{name}.a"] = (left[:, :rank] * values[:rank]).numpy()
            arrays[f"{name}.b"] = right[:rank].numpy()
        else:
            arrays[f"{name}.d"] = change.numpy()
    np.savez_compressed(path, **{name: array.astype(np.float16) for name, array in arrays.items()})
    return path.stat().st_size


__all__ = ["SEED", "auroc", "batches_of", "rate_at", "save", "train"]
