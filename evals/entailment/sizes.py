"""Measures how large the entailment network's states grow: ``python -m evals.entailment.sizes`` (a minute or two).

Reads pairs of the part "train" with the shipped adapter, in floats, and keeps the largest size of each input channel of
each linear part, which its eight-bit form divides by. Then tells, on pairs of the part "calibrate", how far integers
move the probabilities. Trains nothing.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file

from assistant.checking.entailment import base, eight
from assistant.checking.entailment.model import Entailment
from assistant.checking.entailment.network import EntailmentNetwork
from evals.adapters import SEED, auroc
from evals.entailment.data import Pair, load, of_part

TARGET = Path(eight.__file__).parent / eight.SIZES
READ = 300
COMPARED = 300


def measured(
    network: EntailmentNetwork, model: Entailment, pairs: Sequence[tuple[str, str]]
) -> dict[str, torch.Tensor]:
    """Return the largest size of each input channel by ``LAYER.NAME``, as float16."""
    largest: dict[str, torch.Tensor] = {}

    def watch(name: str) -> Any:  # noqa: ANN401 (torch's kind of hook)
        def keep(_: object, inputs: tuple[torch.Tensor]) -> None:
            seen = inputs[0].reshape(-1, inputs[0].shape[-1]).abs().amax(dim=0).float()
            largest[name] = torch.maximum(largest[name], seen) if name in largest else seen

        return keep

    hooks = [
        layer.get_submodule(part).register_forward_pre_hook(watch(f"{number}.{name}"))
        for number, layer in enumerate(network.base.layers)
        for part, name in eight.INPUTS.items()
    ]
    model.score(pairs)
    for hook in hooks:
        hook.remove()
    return {name: seen.half() for name, seen in largest.items()}


def main() -> int:
    """Measure, write, and compare."""
    pairs = load()
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    read = chance.sample(of_part(pairs, "train"), READ)
    shown = chance.sample(of_part(pairs, "calibrate"), COMPARED)
    with_floats = Entailment(precision="float32")
    network = with_floats.network()
    save_file(measured(network, with_floats, _texts(read)), TARGET, metadata={"base": base.SHA256})
    floats = with_floats.score(_texts(shown))
    whole = Entailment(precision="int8").score(_texts(shown))
    moved = np.abs(floats - whole)
    true = np.array([pair.label == "supported" for pair in shown])
    sys.stdout.write(
        f"{TARGET.name}: {TARGET.stat().st_size / 1000:.0f} kB\n"
        f"probabilities moved by {moved.mean():.4f} on average, {moved.max():.2f} at most\n"
        f"the same class first: {(floats.argmax(axis=1) == whole.argmax(axis=1)).mean():.3f}\n"
        f"AUROC of supported, floats {auroc(floats[:, 0], true):.3f}, integers {auroc(whole[:, 0], true):.3f}\n"
    )
    return 0


def _texts(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    return [(pair.evidence, pair.claim) for pair in pairs]


if __name__ == "__main__":
    sys.exit(main())
