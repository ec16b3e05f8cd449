"""A cache of sentences as the embedding model sees them: each is embedded once, not at each question or claim."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from ingest.embedding import Embedder, WordVectors

CAPACITY = 6_000
"""Sentences kept: about 40 kB each, so 240 MB at most; the sample group's reports hold about two
thousand."""


class WordCache:
    """Word vectors of texts, least recently used dropped first. Safe to share between threads."""

    def __init__(self, embedder: Embedder, capacity: int = CAPACITY) -> None:
        self._embedder = embedder
        self._capacity = capacity
        self._kept: OrderedDict[str, WordVectors] = OrderedDict()
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> list[WordVectors]:
        """Return the word vectors of each text, embedding only what is not kept yet."""
        with self._lock:
            found = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            found.update(zip(new, self._embedder.embed_words(new), strict=True))
        with self._lock:
            for text in texts:
                self._kept[text] = found[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return [found[text] for text in texts]
