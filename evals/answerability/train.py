"""Trains the answerability model: ``python -m evals.answerability.train`` (about 20 minutes on two cores).

``--leave-out WRITER`` trains without one writer's pairs and prints how it does on them; without it, all pairs are used
and the adapter is written where the product loads it from.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.answering.answerability import ADAPTER, Network, load_adapter
from evals.answerability.data import Example, examples, load
from ingest.embedding import Embedder, has_bfloat16_units
from ingest.settings import Settings

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "answering" / ADAPTER
PASSES = 2
BATCH = 32
RATE = 8e-5
RANK = 32
"""Rank to which the change of each matrix is cut: 2.6 MB in half precision."""
SEED = 7


def train(data: Sequence[Example], passes: int = PASSES, start: Path | None = None) -> Network:
    """Train a network on the examples and return it; `start` is an adapter to go on from."""
    torch.manual_seed(SEED)
    network = Network()
    if start is not None:
        load_adapter(network, start)
    for name, parameter in network.encoder.named_parameters():
        parameter.requires_grad_(name.startswith("encoder.layer"))
    parameters = [p for p in network.encoder.parameters() if p.requires_grad] + list(network.head.parameters())
    optimiser = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    steps = passes * (len(data) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps))
    positive = sum(example.answers for example in data) / len(data)
    weight = torch.tensor(min((1 - positive) / positive, 2.0))
    network.encoder.train()
    started, done, total = time.perf_counter(), 0, 0.0
    for batch in _batches(data, passes):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_bfloat16_units()):
            logits = network([e.question for e in batch], [e.evidence for e in batch])
        wanted = torch.tensor([float(e.answers) for e in batch]) * 0.94 + 0.03
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), wanted, pos_weight=weight)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        done, total = done + 1, total + loss.item()
        if done % 50 == 0:
            _say(f"step {done} of {steps}, loss {total / 50:.3f}, {time.perf_counter() - started:.0f} s")
            total = 0.0
    network.eval()
    return network


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _rate(step: int, steps: int) -> float:
    return min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / steps)


def _batches(data: Sequence[Example], passes: int) -> Iterator[list[Example]]:
    """Yield batches of pairs of similar length, in an order that chance decides."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    for _ in range(passes):
        shuffled = sorted(data, key=lambda e: len(e.question) + len(e.evidence) + chance.uniform(0, 60))
        batches = [shuffled[start : start + BATCH] for start in range(0, len(shuffled), BATCH)]
        chance.shuffle(batches)
        yield from batches


def measure(network: Network, data: Sequence[Example]) -> dict[str, Any]:
    """Return AUROC over pairs, and over questions (best sentence: answerable against not)."""
    scores = np.zeros(len(data))
    order = sorted(range(len(data)), key=lambda place: len(data[place].evidence))
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_bfloat16_units()):
        for start in range(0, len(order), 64):
            places = order[start : start + 64]
            logits = network([data[p].question for p in places], [data[p].evidence for p in places])
            scores[places] = logits.float().numpy()
    best: dict[str, tuple[float, bool]] = {}
    for example, value in zip(data, scores, strict=True):
        old = best.get(example.question, (-99.0, False))
        best[example.question] = (max(old[0], float(value)), old[1] or example.answers)
    return {
        "pairs": len(data),
        "pair_auroc": auroc(scores, np.array([example.answers for example in data])),
        "questions": len(best),
        "question_auroc": auroc(np.array([v for v, _ in best.values()]), np.array([a for _, a in best.values()])),
    }


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


def save(network: Network, path: Path = TARGET, rank: int = RANK) -> int:
    """Write the change of the weights, matrices cut to `rank`, in half precision; return the size in bytes."""
    original = dict(Network().encoder.named_parameters())
    arrays: dict[str, Any] = {
        "head.weight": network.head.weight.detach().float().numpy(),
        "head.bias": network.head.bias.detach().float().numpy(),
    }
    for name, parameter in network.encoder.named_parameters():
        if not parameter.requires_grad:
            continue
        change = (parameter.detach() - original[name].detach()).float()
        if change.ndim == 2:
            left, values, right = torch.linalg.svd(change, full_matrices=False)
            arrays[f"{name}.a"] = (left[:, :rank] * values[:rank]).numpy()
            arrays[f"{name}.b"] = right[:rank].numpy()
        else:
            arrays[f"{name}.d"] = change.numpy()
    np.savez_compressed(path, **{name: array.astype(np.float16) for name, array in arrays.items()})
    return path.stat().st_size


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leave-out", metavar="WRITER", help="train without this writer's pairs and measure on them")
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--go-on", action="store_true", help="begin with the adapter that is there")
    options = parser.parse_args()
    data = examples(load(), Embedder(Settings()).embed)
    if options.leave_out:
        network = train([e for e in data if e.writer != options.leave_out], options.passes)
        result = measure(network, [e for e in data if e.writer == options.leave_out])
    else:
        network = train(data, options.passes, TARGET if options.go_on else None)
        result = {"pairs": len(data), "bytes": save(network)}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
