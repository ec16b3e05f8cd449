"""Hybrid retrieval inside a scope: words and meaning, fused.

Finds passages and says how well each index liked them. Decides nothing about whether a passage answers a
question; that is the work of `answering`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.cross_encoders.reranking import Reranker, reranked
from ingest.documents import Hit, Passage, Scope
from ingest.embedding import Embedder, Vectors
from ingest.library import Library

POOL = 60
"""How deep each index is read before fusion. Chosen, not measured: well beyond the passages that are looked at."""
LEXICAL_WEIGHT = 0.5
"""Weight of the lexical score; the rest is the dense one's. The design's measurement (SciFact nDCG@10 .728 at equal
weights, .679 and .646 alone) chose it; ``python -m evals --suite retrieval`` compares weights on the gold questions."""

RERANKED = 24
"""Passages of a search that a reranker reads, where one is set: twice what is looked at for a named school. Chosen, not
measured; a cross-encoder of six layers takes about a third of a second for them on two cores."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and its scores: fused (0–1; as the reranker puts it, where there is one), BM25 and cosine."""

    passage: Passage
    score: float
    lexical: float
    dense: float


def fuse(lexical: Sequence[Hit], dense: Sequence[Hit], weight: float = LEXICAL_WEIGHT) -> dict[str, float]:
    """Join two rankings by min-max of their scores; a passage that one index did not bring up gets 0 there."""
    fused: dict[str, float] = {}
    for hits, share in ((lexical, weight), (dense, 1 - weight)):
        for passage, value in _min_max(hits).items():
            fused[passage] = fused.get(passage, 0.0) + share * value
    return fused


def _min_max(hits: Sequence[Hit]) -> Mapping[str, float]:
    if not hits:
        return {}
    low, high = min(hit.score for hit in hits), max(hit.score for hit in hits)
    spread = high - low
    return {hit.passage: (hit.score - low) / spread if spread > 0 else 1.0 for hit in hits}


class Searcher:
    """Searches a library with both indexes; a reranker, where there is one, has the last word on the order."""

    def __init__(self, library: Library, embedder: Embedder, reranker: Reranker | None = None) -> None:
        self._library = library
        self._reranker = reranker
        self.embedder = embedder
        self._asked: tuple[str, Vectors] | None = None

    def search(self, words: str, k: int = 10, scope: Scope | None = None, vector: Vectors | None = None) -> list[Found]:
        """Return up to `k` passages inside the scope, best first. `vector` is that of the words, where it is known."""
        wanted = scope or Scope()
        if wanted.documents is not None and not wanted.documents:
            return []
        depth = max(POOL, k)
        lexical = self._library.lexical_search(words, depth, wanted)
        dense = self._library.vector_search(self._vector(words) if vector is None else vector, depth, wanted)
        fused = fuse(lexical, dense)
        if self._reranker is not None:
            fused = self._reranked(self._reranker, words, fused)
        best = sorted(fused, key=lambda passage: (-fused[passage], passage))[:k]
        words_score = {hit.passage: hit.score for hit in lexical}
        dense_score = {hit.passage: hit.score for hit in dense}
        return [
            Found(passage, fused[passage.id], words_score.get(passage.id, 0.0), dense_score.get(passage.id, 0.0))
            for passage in self._library.passages(best)
        ]

    def _vector(self, words: str) -> Vectors:
        """Return the vector of the words. The last one is kept: a question across schools is asked of each school."""
        asked = self._asked
        if asked is None or asked[0] != words:
            asked = self._asked = (words, self.embedder.embed([words])[0])
        return asked[1]

    def _reranked(self, reranker: Reranker, words: str, fused: dict[str, float]) -> dict[str, float]:
        first = sorted(fused, key=lambda passage: (-fused[passage], passage))[:RERANKED]
        texts = [f"{passage.heading or ''} | {passage.text}" for passage in self._library.passages(first)]
        return reranked(fused, first, reranker.score(words, texts))


class PassageRetriever(BaseRetriever):
    """The library as a LangChain retriever: one LangChain document a passage, its place in the metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    scope: Scope = Scope()
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(page_content=found.passage.text, metadata=_metadata(found), id=found.passage.id)
            for found in self.searcher.search(query, self.k, self.scope)
        ]


def _metadata(found: Found) -> dict[str, Any]:
    passage = found.passage
    return {
        "document": passage.document,
        "page": passage.page,
        "page_label": passage.sentences[0].locators[0].label if passage.sentences else None,
        "heading": passage.heading,
        "score": found.score,
    }
