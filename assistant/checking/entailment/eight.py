"""The layers of the entailment network in eight-bit integers, where the processor is quickest with those.

Makes them from the layers of a network that is ready for use, and knows how large its states grow (measured by
``python -m evals.entailment.sizes``). Trains nothing: what is trained stays in floats.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from assistant.checking.entailment import base
from assistant.eight_bit import EightBit, factors
from ingest.errors import ModelUnavailable

if TYPE_CHECKING:
    from assistant.checking.entailment.network import EntailmentNetwork

SIZES = "sizes.safetensors"
INPUTS = {
    "self_attn.q_proj": "attended",
    "self_attn.o_proj": "joined",
    "mlp.gate_proj": "read",
    "mlp.down_proj": "kept",
}
"""What is measured of each layer, by the first part that reads it: ``NUMBER.NAME`` in the file of sizes."""
ROWS = 256
"""Pieces worked on at once, so that what stands between two parts stays in the processor's own memory. Chosen."""


class Projections(nn.Module):
    """Queries, keys and values of one attention, from states cut to integers once."""

    def __init__(self, parts: Sequence[nn.Linear], divided: torch.Tensor) -> None:
        super().__init__()
        self.all = EightBit(parts, divided)
        self.widths = [part.out_features for part in parts]

    def forward(self, states: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return the three, each of shape ``(pairs, pieces, its width)``."""
        together: tuple[torch.Tensor, ...] = self.all(states).split(self.widths, dim=-1)
        return together


class Joining(nn.Module):
    """What joins the heads of one attention: no layer before it could divide for it, as heads share their values."""

    def __init__(self, part: nn.Linear, largest: torch.Tensor) -> None:
        super().__init__()
        divided = factors(largest, [part])
        self.register_buffer("less", 1 / divided)
        self.part = EightBit([part], divided)

    less: torch.Tensor

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return what the attention adds, of the shape of the states."""
        out: torch.Tensor = self.part(states * self.less)
        return out


class FeedForward(nn.Module):
    """The gated feed-forward part of one layer."""

    def __init__(
        self, gate: nn.Linear, up: nn.Linear, down: nn.Linear, divided: torch.Tensor, kept: torch.Tensor
    ) -> None:
        super().__init__()
        self.gated = EightBit([gate, up], divided)
        inner = factors(kept, [down])
        self.gated.scales[gate.out_features :] /= inner  # so that what reaches `down` is divided already
        self.down = EightBit([down], inner)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return what it adds to the states, of their shape."""
        rows = states.reshape(-1, states.shape[-1])
        return torch.cat([self._some(some) for some in rows.split(ROWS)]).view(states.shape)

    def _some(self, rows: torch.Tensor) -> torch.Tensor:
        gate, up = self.gated(rows).chunk(2, dim=-1)
        out: torch.Tensor = self.down(nn.functional.silu(gate).mul_(up))
        return out


def to_eight_bits(network: EntailmentNetwork) -> None:
    """Put integers in the place of all layers of a merged network; its unchanged lower layers are shared.

    :raises ModelUnavailable: if the file of sizes is missing.
    """
    sizes = _sizes()
    layers: Any = network.base.layers
    network.base.layers = nn.ModuleList(
        _shared(number) if number < network.first else converted(layer, number, sizes)
        for number, layer in enumerate(layers)
    )


def converted(layer: Any, number: int, sizes: Mapping[str, torch.Tensor]) -> nn.Module:  # noqa: ANN401
    """Return one of the base's layers, changed: its linear parts in integers, its norms dividing for them."""
    attention, mlp = layer.self_attn, layer.mlp
    asking = [attention.q_proj, attention.k_proj, attention.v_proj]
    divided = factors(sizes[f"{number}.attended"], asking)
    layer.input_layernorm.weight.data = layer.input_layernorm.weight.data / divided
    attention.projections = Projections(asking, divided)
    attention.o_proj = Joining(attention.o_proj, sizes[f"{number}.joined"])
    del attention.q_proj, attention.k_proj, attention.v_proj
    divided = factors(sizes[f"{number}.read"], [mlp.gate_proj, mlp.up_proj])
    layer.post_attention_layernorm.weight.data = layer.post_attention_layernorm.weight.data / divided
    layer.mlp = FeedForward(mlp.gate_proj, mlp.up_proj, mlp.down_proj, divided, sizes[f"{number}.kept"])
    changed: nn.Module = layer
    return changed


@lru_cache(maxsize=64)
def _shared(number: int) -> nn.Module:
    layers: Any = base.shared()[0].layers
    return converted(copy.deepcopy(layers[number]), number, _sizes())


@lru_cache(maxsize=1)
def _sizes() -> dict[str, torch.Tensor]:
    from safetensors.torch import load_file

    path = Path(str(resources.files("assistant.checking.entailment").joinpath(SIZES)))
    if not path.is_file():
        raise ModelUnavailable(f"{path.name} is missing. Make it with: python -m evals.entailment.sizes")
    return load_file(path)


__all__ = ["INPUTS", "SIZES", "converted", "to_eight_bits"]
