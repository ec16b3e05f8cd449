"""Trains the entailment adapter: ``python -m evals.entailment.train`` (about half an hour on two cores).

Trains on the part "train" of the pairs, writes the adapter where the product loads it from, and prints how it does on
the part "report", which nothing is set on. ``--more FILE`` adds pairs that are not in the repository (JSON lines with
evidence, claim and label). The layers below the first changed one are run once and their states kept: they are the same
in every pass.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file

from assistant.checking.entailment import base
from assistant.checking.entailment.model import ADAPTER, CLASSES, Entailment
from assistant.checking.entailment.network import CLAIM, EntailmentNetwork, PairForm, Prompt, padded, prompt_of
from evals.adapters import SEED, auroc, rate_at
from evals.entailment.data import Pair, load, of_part

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "checking" / "entailment" / ADAPTER
FIRST = 12
"""The first layer that is changed, of thirty."""
RANK = 16
PASSES = 3
BATCH = 16
RATE = 1.5e-3
"""After 60 steps on 1,800 pairs the loss was .59 with it, .81 with 5e-4, and .64 where all weights were trained, at
3e-5."""
SMOOTHING = 0.05


class Trainer:
    """The network, the pairs as pieces, and the kept states below the changed layers."""

    def __init__(self, pairs: Sequence[Pair], form: PairForm = CLAIM, first: int = FIRST) -> None:
        torch.manual_seed(SEED)
        model, tokenizer = base.load(base.find())
        self.network = EntailmentNetwork(model, first)
        self.network.base.to(dtype=torch.bfloat16)  # type: ignore[call-arg]
        self.network.add_changes(RANK)
        self.prompts = [prompt_of(tokenizer, pair.evidence, pair.claim, form) for pair in pairs]
        self.labels = [CLASSES.index(pair.label) for pair in pairs]
        self._states = list(self._lower())

    def go_on_from(self, state: Mapping[str, torch.Tensor]) -> None:
        """Begin with the changes and the head of another adapter of the same layers."""
        for name, change in self.network.changes().items():
            change.a.data, change.b.data = state[f"{name}.a"].float(), state[f"{name}.b"].float()
        self.network.head.load_state_dict({part: state[f"head.{part}"].float() for part in ("weight", "bias")})

    def _lower(self) -> list[torch.Tensor]:
        order = sorted(range(len(self.prompts)), key=lambda place: len(self.prompts[place].ids))
        kept: dict[int, torch.Tensor] = {}
        with torch.no_grad():
            for start in range(0, len(order), 32):
                places = order[start : start + 32]
                states = self.network.lower(padded([self.prompts[place] for place in places]))
                kept |= {p: s[: len(self.prompts[p].ids)].clone() for p, s in zip(places, states, strict=True)}
        return [kept[place] for place in range(len(self.prompts))]

    def logits(self, places: Sequence[int]) -> torch.Tensor:
        """Return the logits of some pairs."""
        prompts: list[Prompt] = [self.prompts[place] for place in places]
        length = max(len(prompt.ids) for prompt in prompts)
        states = [self._states[place] for place in places]
        padded_states = [torch.nn.functional.pad(s, (0, 0, 0, length - len(s))) for s in states]
        return self.network.upper(torch.stack(padded_states), prompts)

    def train(self, passes: int, target: Path) -> None:
        """Train, and write the adapter after each pass."""
        parameters = [p for p in self.network.parameters() if p.requires_grad]
        optimiser = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
        batches = list(self._batches(passes))
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step, len(batches)))
        started, total = time.perf_counter(), 0.0
        for done, places in enumerate(batches, start=1):
            wanted = torch.tensor([self.labels[place] for place in places])
            loss = torch.nn.functional.cross_entropy(self.logits(places), wanted, label_smoothing=SMOOTHING)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total += loss.item()
            if done % 25 == 0:
                seconds = time.perf_counter() - started
                sys.stderr.write(f"step {done} of {len(batches)}, loss {total / 25:.3f}, {seconds:.0f} s\n")
                total = 0.0
            if done % 100 == 0 or done == len(batches):
                self.save(target)

    def _batches(self, passes: int) -> Iterator[list[int]]:
        chance = random.Random(SEED)  # noqa: S311 (no secret)
        for _ in range(passes):
            places = sorted(range(len(self.prompts)), key=lambda p: len(self.prompts[p].ids) + chance.uniform(0, 15))
            batches = [places[start : start + BATCH] for start in range(0, len(places), BATCH)]
            chance.shuffle(batches)
            yield from batches

    def save(self, path: Path) -> int:
        """Write the changes and the head in half precision; return the size in bytes."""
        state: dict[str, torch.Tensor] = {f"{n}.a": c.a for n, c in self.network.changes().items()}
        state |= {f"{n}.b": c.b for n, c in self.network.changes().items()}
        state |= {"head.weight": self.network.head.weight, "head.bias": self.network.head.bias}
        halves = {name: tensor.detach().half().contiguous() for name, tensor in state.items()}
        save_file(halves, path, metadata={"base": base.SHA256, "trained_by": "python -m evals.entailment.train"})
        return path.stat().st_size


def measure(model: Entailment, data: Sequence[Pair]) -> dict[str, Any]:
    """Return AUROC of supported against the rest and against contradicted, and the share of right classes."""
    chances = model.score([(pair.evidence, pair.claim) for pair in data])
    labels = np.array([CLASSES.index(pair.label) for pair in data])
    decided = labels != CLASSES.index("not_found")
    between = (chances[:, 0] - chances[:, 1])[decided]
    return {
        "pairs": len(data),
        "supported_auroc": auroc(chances[:, 0], labels == 0),
        "supported_against_contradicted_auroc": auroc(between, labels[decided] == 0),
        "right_class": round(float((chances.argmax(axis=1) == labels).mean()), 4),
    }


def read_more(path: Path) -> list[Pair]:
    """Read further pairs; every label that is neither "supported" nor "contradicted" counts as "not_found"."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Pair(
            id=row["id"],
            document=row["evidence"],
            evidence=row["evidence"],
            claim=row["claim"],
            label=row["label"] if row["label"] in CLASSES else "not_found",
            kind=row.get("kind", ""),
            writer=path.stem,
        )
        for row in rows
    ]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--more", type=Path, metavar="FILE", help="train on these pairs too")
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--target", type=Path, default=TARGET, help="where to write the adapter")
    options = parser.parse_args()
    pairs = load()
    training = of_part(pairs, "train") + (read_more(options.more) if options.more else [])
    trainer = Trainer(training)
    trainer.train(options.passes, options.target)
    result = {"trained_on": len(training), "bytes": options.target.stat().st_size}
    sys.stdout.write(json.dumps(result | measure(Entailment(options.target), of_part(pairs, "report"))) + "\n")


if __name__ == "__main__":
    main()
