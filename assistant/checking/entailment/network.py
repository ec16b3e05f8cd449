"""The entailment network: the base transformer, low-rank changes of its upper layers, and three outputs.

Reads ``Evidence: …\\nClaim: …\\nVerdict:``; the state of the last piece and the mean state of the claim's pieces go
into one linear layer of three classes. Loads no file, trains nothing and decides no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from assistant.cross_encoders.network import plain

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import LlamaModel

CLASSES = ("supported", "contradicted", "not_found")
LONGEST_EVIDENCE = 320
"""Pieces of evidence read; what is over is cut at its end. A passage of 110 words has about 150."""
LONGEST_CLAIM = 120
"""Pieces of a claim read."""


@dataclass(frozen=True, slots=True)
class PairForm:
    """The words that stand before and after the second text of a pair, as a network was trained to read them."""

    before: str
    after: str


CLAIM = PairForm("\nClaim:", "\nVerdict:")
QUESTION = PairForm("\nQuestion:", "\nAnswered:")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One pair as pieces: all of them, and where the claim's stand."""

    ids: tuple[int, ...]
    claim: tuple[int, int]


def prompt_of(tokenizer: Tokenizer, evidence: str, claim: str, form: PairForm = CLAIM) -> Prompt:
    """Return evidence and claim (or question) as the network reads them."""
    before = tokenizer.encode(f"Evidence: {one_line(evidence)}").ids[:LONGEST_EVIDENCE]
    opening = tokenizer.encode(form.before).ids
    said = tokenizer.encode(f" {one_line(claim)}").ids[:LONGEST_CLAIM]
    start = len(before) + len(opening)
    return Prompt((*before, *opening, *said, *tokenizer.encode(form.after).ids), (start, start + len(said)))


def one_line(text: str) -> str:
    """Return the text on one line, with straight quotation marks."""
    return " ".join(plain(text).split())


class LowRank(nn.Module):
    """A linear layer whose weights stay as they are, and a learned change of low rank beside it."""

    def __init__(self, layer: nn.Linear, rank: int) -> None:
        super().__init__()
        self.layer = layer
        self.a = nn.Parameter(torch.randn(rank, layer.in_features) / layer.in_features**0.5)
        self.b = nn.Parameter(torch.zeros(layer.out_features, rank))

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return the layer's output plus the change's."""
        out: torch.Tensor = self.layer(states)
        return out + states @ self.a.T.to(states.dtype) @ self.b.T.to(states.dtype)

    def merged(self) -> nn.Linear:
        """Return the layer with the change added to its weights."""
        with torch.no_grad():
            self.layer.weight += (self.b @ self.a).to(self.layer.weight.dtype)
        return self.layer


class EntailmentNetwork(nn.Module):
    """The base, its layers from `first` on changeable, and the linear layer over its states."""

    def __init__(self, base: LlamaModel, first: int) -> None:
        super().__init__()
        self.base = base
        self.first = first
        self.head = nn.Linear(2 * base.config.hidden_size, len(CLASSES))

    def add_changes(self, rank: int) -> None:
        """Put a change, of no effect yet, beside each linear layer from `first` on; all else stays as it is."""
        for parameter in self.base.parameters():
            parameter.requires_grad_(False)
        for _, owner, attribute in list(self._linear()):
            setattr(owner, attribute, LowRank(getattr(owner, attribute), rank))

    def changes(self) -> dict[str, LowRank]:
        """Return the changes by the name of what they change."""
        return {name: getattr(owner, attribute) for name, owner, attribute in self._linear()}

    def merge(self) -> None:
        """Add the changes to the weights, for use."""
        for _, owner, attribute in list(self._linear()):
            setattr(owner, attribute, getattr(owner, attribute).merged())

    def lower(self, ids: torch.Tensor) -> torch.Tensor:
        """Return the states before layer `first`, shape ``(pairs, pieces, width)``: no change reaches them."""
        states: torch.Tensor = self.base.embed_tokens(ids)
        return self._layers(states, 0, self.first)

    def upper(self, states: torch.Tensor, prompts: Sequence[Prompt]) -> torch.Tensor:
        """Return the logits in float32, shape ``(pairs, 3)``, from the states before layer `first`."""
        states = self._layers(states, self.first, len(self.base.layers))
        rows = [
            torch.stack([row[len(prompt.ids) - 1], row[prompt.claim[0] : prompt.claim[1]].mean(dim=0)])
            for row, prompt in zip(states, prompts, strict=True)
        ]
        both = self.base.norm(torch.stack(rows)).float()
        logits: torch.Tensor = self.head(both.flatten(start_dim=1))
        return logits

    def forward(self, prompts: Sequence[Prompt]) -> torch.Tensor:
        """Return the logits of pairs in float32, shape ``(pairs, 3)``."""
        return self.upper(self.lower(padded(prompts)), prompts)

    def _linear(self) -> Iterator[tuple[str, nn.Module, str]]:
        for number, layer in enumerate(self.base.layers):
            if number < self.first:
                continue
            for part in ("self_attn", "mlp"):
                owner = getattr(layer, part)
                for attribute, child in list(owner.named_children()):
                    if isinstance(child, nn.Linear | LowRank):
                        yield f"{number}.{part}.{attribute}", owner, attribute

    def _layers(self, states: torch.Tensor, start: int, end: int) -> torch.Tensor:
        """Run some layers. No mask is needed: pieces look back only, and padding stands behind."""
        rotation = self.base.rotary_emb(states, torch.arange(states.shape[1])[None])
        layers: Any = self.base.layers[start:end]
        for layer in layers:
            states = states + _attended(layer.self_attn, layer.input_layernorm(states), rotation)
            states = states + layer.mlp(layer.post_attention_layernorm(states))
        return states


def _attended(
    attention: Any,  # noqa: ANN401 (a layer of the base's own kind)
    states: torch.Tensor,
    rotation: tuple[torch.Tensor, torch.Tensor],
) -> torch.Tensor:
    """Return what attention adds: the published layer's sums, without its copies of keys and values for each head."""
    pairs, pieces, _ = states.shape
    asked, found, said = (
        part(states).view(pairs, pieces, -1, attention.head_dim).transpose(1, 2)
        for part in (attention.q_proj, attention.k_proj, attention.v_proj)
    )
    seen = nn.functional.scaled_dot_product_attention(
        _turned(asked, rotation), _turned(found, rotation), said, is_causal=True, enable_gqa=True
    )
    out: torch.Tensor = attention.o_proj(seen.transpose(1, 2).reshape(pairs, pieces, -1))
    return out


def _turned(states: torch.Tensor, rotation: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    """Turn states by their place; both halves of a rotation are the same."""
    half = states.shape[-1] // 2
    first, second = states[..., :half], states[..., half:]
    cos, sin = (part[:, None, :, :half] for part in rotation)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)


def padded(prompts: Sequence[Prompt]) -> torch.Tensor:
    """Return the pieces as one block of equal length, padded behind."""
    length = max(len(prompt.ids) for prompt in prompts)
    return torch.tensor([prompt.ids + (0,) * (length - len(prompt.ids)) for prompt in prompts])


__all__ = ["CLAIM", "CLASSES", "QUESTION", "PairForm", "LowRank", "EntailmentNetwork", "Prompt", "padded", "prompt_of"]
