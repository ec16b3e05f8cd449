"""How rare a word is in the library: what a question hangs on, and what the library has never heard of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.embedding import Vectors
from ingest.library import Library


class Rarity:
    """Inverse document frequency of stems over the passages of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def weights(self, stems: Sequence[str]) -> Vectors:
        """Return the weight of each stem: BM25's inverse document frequency, a word never seen weighing most."""
        total = self._library.passage_count()
        counts = np.array(self._library.document_frequencies(stems), dtype=np.float32)
        weights: Vectors = np.log1p((total - counts + 0.5) / (counts + 0.5)).astype(np.float32)
        return weights
