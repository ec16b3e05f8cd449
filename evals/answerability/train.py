"""Trains the answerability model: ``python -m evals.answerability.train`` (about 20 minutes on two cores).

``--leave-out WRITER`` trains without one writer's pairs and prints how it does on them; without it, all pairs are used
and the adapter is written where the product loads it from. ``--unseen`` trains nothing and prints how the shipped
adapter does on near misses by a writer that it never saw.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from assistant.cross_encoders.answerability import ADAPTER, new_network
from assistant.cross_encoders.network import RankingNetwork, load_adapter, score
from evals import adapters
from evals.answerability.data import PAIRS, UNSEEN, SentenceExample, examples, load
from ingest.embedding import Embedder
from ingest.settings import Settings

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "cross_encoders" / ADAPTER
WRITERS = ("writer1", "writer2", "writer3", "writer4")
"""Whose pairs the adapter that ships was trained on; the later writers' were written for the reading of passages."""
PASSES = 2
RATE = 8e-5


def train(data: Sequence[SentenceExample], passes: int = PASSES, start: Path | None = None) -> RankingNetwork:
    """Train a network on the examples and return it; `start` is an adapter to go on from."""
    torch.manual_seed(adapters.SEED)
    network = new_network()
    if start is not None:
        load_adapter(network, start)
    positive = sum(example.answers for example in data) / len(data)
    weight = torch.tensor(min((1 - positive) / positive, 2.0))

    def loss(batch: Sequence[SentenceExample]) -> torch.Tensor:
        logits = network([e.question for e in batch], [e.evidence for e in batch])[:, 0].float()
        wanted = torch.tensor([float(e.answers) for e in batch]) * 0.94 + 0.03
        return torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted, pos_weight=weight)

    batches = list(adapters.batches_of(data, passes, lambda e: len(e.question) + len(e.evidence)))
    adapters.train(network, batches, loss, RATE)
    return network


def measure(network: RankingNetwork, data: Sequence[SentenceExample]) -> dict[str, Any]:
    """Return AUROC over pairs, and over questions (best sentence: answerable against not)."""
    scores = score(network, [e.question for e in data], [e.evidence for e in data])[:, 0]
    best: dict[str, tuple[float, bool]] = {}
    for example, value in zip(data, scores, strict=True):
        old = best.get(example.question, (-99.0, False))
        best[example.question] = (max(old[0], float(value)), old[1] or example.answers)
    return {
        "pairs": len(data),
        "pair_auroc": adapters.auroc(scores, np.array([example.answers for example in data])),
        "questions": len(best),
        "question_auroc": adapters.auroc(
            np.array([v for v, _ in best.values()]), np.array([a for _, a in best.values()])
        ),
    }


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leave-out", metavar="WRITER", help="train without this writer's pairs and measure on them")
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--go-on", action="store_true", help="begin with the adapter that is there")
    parser.add_argument("--unseen", action="store_true", help="measure the shipped adapter on pairs it never saw")
    options = parser.parse_args()
    items = load(UNSEEN) if options.unseen else [each for each in load(PAIRS) if each[0] in WRITERS]
    data = examples(items, Embedder(Settings()).embed)
    if options.unseen:
        network = new_network()
        load_adapter(network, TARGET)
        result = measure(network, data)
    elif options.leave_out:
        network = train([e for e in data if e.writer != options.leave_out], options.passes)
        result = measure(network, [e for e in data if e.writer == options.leave_out])
    else:
        network = train(data, options.passes, TARGET if options.go_on else None)
        result = {"pairs": len(data), "bytes": adapters.save(network, new_network(), TARGET)}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
