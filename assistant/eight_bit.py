"""Linear layers in eight-bit integers, for processors that multiply those faster than floats.

A weight has one scale per output, a state one per row, found anew for each row. Before that, each input channel is
divided by a factor that its weights are multiplied with, so that a few large channels do not cost the others their
digits (SmoothQuant, arXiv:2211.10438). Loads nothing and chooses no precision: who makes a network does.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

LARGEST = 127
"""The largest integer used, both ways: -128 stays free, so that a state and its negative are cut alike."""
BALANCE = 0.5
"""How much of a channel's size goes from states to weights: the paper's. Of .3 to .7, tried by hand, none moved the
probabilities of the entailment model less (``python -m evals.entailment.sizes`` prints by how much)."""
LEAST = 1e-4
"""A channel smaller than this counts as this large: it says nothing, and nothing is divided by zero."""


class EightBit(nn.Module):
    """One linear layer without bias, or several over the same states, in eight-bit integers.

    States must come divided by `factors`, shape ``(inputs,)``, which the weights are multiplied with; None for none.
    """

    weights: torch.Tensor
    scales: torch.Tensor

    def __init__(self, layers: Sequence[nn.Linear], factors: torch.Tensor | None = None) -> None:
        super().__init__()
        weights = _joined(layers) if factors is None else _joined(layers) * factors
        scales = _steps(weights)
        self.register_buffer("weights", (weights / scales).round_().to(torch.int8).T.contiguous())
        self.register_buffer("scales", scales.flatten())

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return the layers' outputs side by side, shape ``(…, outputs)``, in float32."""
        rows = states.reshape(-1, states.shape[-1])
        steps = _steps(rows)
        whole = (rows / steps).round_().to(torch.int8)
        out = torch._int_mm(whole, self.weights).float().mul_(steps).mul_(self.scales)
        return out.view(*states.shape[:-1], -1)


def factors(largest: torch.Tensor, layers: Sequence[nn.Linear]) -> torch.Tensor:
    """Return what each input channel is divided by, so that states and weights share its size.

    `largest` is the largest state seen of each channel, shape ``(inputs,)``.
    """
    own = _joined(layers).abs().amax(dim=0).clamp(min=LEAST)
    return largest.float().clamp(min=LEAST).pow(BALANCE) / own.pow(1 - BALANCE)


def _joined(layers: Sequence[nn.Linear]) -> torch.Tensor:
    return torch.cat([layer.weight.detach().float() for layer in layers])


def _steps(rows: torch.Tensor) -> torch.Tensor:
    """Return what one step of the integers is worth in each row, shape ``(rows, 1)``."""
    return rows.abs().amax(dim=1, keepdim=True).clamp_(min=LEAST * LEAST).div_(LARGEST)


__all__ = ["LARGEST", "EightBit", "factors"]
