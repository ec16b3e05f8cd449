"""The two search indexes together: brought level with the catalogue, mended, made again, searched.

The catalogue is the truth. It says which documents the indexes have yet to take in or let go; both do so before the
mark goes, so that a process may die anywhere in between. Nothing here changes what the catalogue holds, marks apart.
"""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from ingest.documents import Hit, Passage, Scope
from ingest.errors import LibraryDamaged, LibraryError, ModelMismatch
from ingest.library import entries
from ingest.library.catalogue import Catalogue
from ingest.library.entry import Matrix
from ingest.library.lexical import LexicalIndex
from ingest.library.nearby import Nearby
from ingest.library.vectors import VectorIndex

logger = logging.getLogger(__name__)

EXACT_PASSAGES = 20_000
"""Passages in a scope up to which their vectors are compared one by one (`nearby`)."""
MOST_ASKED = 5000
"""Passages that the graph is asked for at most, to be left with those in a scope that is larger."""
SPARE = 2
"""How many more are asked for than there would be in the scope if it were spread evenly."""


class Indexes:
    """Lexical index and vector index of one library."""

    def __init__(self, folder: Path, catalogue: Catalogue, url: str | None, name: str) -> None:
        self._catalogue = catalogue
        self._said = False
        self.lexical = LexicalIndex(folder / "lexical")
        self.vectors = VectorIndex.shared(folder / "vectors", url, name)
        self._nearby = Nearby(catalogue)

    def close(self) -> None:
        """Let go of both."""
        self.lexical.close()
        self.vectors.close()

    # Searching

    def find_words(self, query: str, k: int, scope: Scope) -> list[Hit]:
        """Return the `k` passages in scope that share words with `query`, best first."""

        def search(count: int) -> list[Hit]:
            return self.lexical.search(query, count, scope.documents, boilerplate=scope.boilerplate)

        return self._shown(search, k)

    def find_near(self, vector: Matrix, k: int, scope: Scope) -> list[Hit]:
        """Return the `k` passages in scope whose vectors are nearest, nearest first, with their cosines."""
        model = self._catalogue.model()
        if model is None or k < 1 or (scope.documents is not None and not scope.documents):
            return []
        query = np.asarray(vector, dtype=np.float32).reshape(-1)
        if len(query) != model[2]:
            raise ModelMismatch(
                f"The query's vector has {len(query)} values, those of the library {model[2]} (made by {model[1]!r}). "
                "Embed the query with the library's model."
            )
        if not np.isfinite(query).all():
            raise LibraryError("The query's vector holds a value that is not a number. Embed the query again.")
        if scope.documents is None:
            return self._nearest(query, k, scope)
        stamps = self._catalogue.stamps(scope.documents)
        size = sum(stamp.passages for stamp in stamps.values())
        if size <= EXACT_PASSAGES:
            return self._nearby.best(query, k, stamps)
        return self._within(query, k, scope.documents, size) or self._nearest(query, k, scope)

    def _within(self, query: Matrix, k: int, documents: frozenset[str], size: int) -> list[Hit] | None:
        """Return the `k` nearest in a large scope, left over of more in the whole library; None if they are too few.

        At 100,000 passages the graph gives 1,000 in 14 ms, but 60 under a filter of 1,000 documents in 190 ms.
        """
        count = SPARE * k * self.lexical.total() // size
        hits = self.vectors.search(query, min(count, MOST_ASKED), None) or []
        inside = [hit for hit in hits if document_of(hit.passage) in documents]
        known = self._catalogue.searchable({document_of(hit.passage) for hit in inside})
        shown = [hit for hit in inside if document_of(hit.passage) in known]
        return shown[:k] if len(shown) >= k else None

    def _nearest(self, query: Matrix, k: int, scope: Scope) -> list[Hit]:
        def search(count: int) -> list[Hit]:
            hits = self.vectors.search(query, count, scope.documents)
            if hits is None:
                self._say_untrusted()
                return self._exactly(query, count, scope)
            return hits

        return self._shown(search, k)

    def _say_untrusted(self) -> None:
        if not self._said:
            logger.warning("The vector index is being made or was left half made; comparing all vectors instead.")
            self._said = True

    def _exactly(self, query: Matrix, k: int, scope: Scope) -> list[Hit]:
        best: list[Hit] = []
        length = float(np.linalg.norm(query)) or 1.0
        with self._catalogue.reading() as connection:
            for ids, vectors in entries.vectors_in(connection, scope.documents):
                lengths = np.maximum(np.linalg.norm(vectors, axis=1), 1e-12)
                scores = (vectors @ query) / (lengths * length)
                top = np.argpartition(-scores, min(k, len(ids)) - 1)[:k]
                best = heapq.nlargest(
                    k, best + [Hit(ids[i], min(1.0, float(scores[i]))) for i in top], key=lambda hit: hit.score
                )
        return best

    def _shown(self, search: Callable[[int], list[Hit]], k: int) -> list[Hit]:
        """Return `k` hits in documents that the catalogue shows, asking the index for more where it shows others."""
        count = k
        while True:
            try:
                hits = search(count)
            except LibraryDamaged:
                if self._catalogue.has_searchable():
                    raise
                return []  # nothing has been indexed yet, so there need be no index
            known = self._catalogue.searchable({document_of(hit.passage) for hit in hits})
            shown = [hit for hit in hits if document_of(hit.passage) in known]
            if len(shown) >= k or len(hits) < count:
                return shown[:k]
            count *= 4

    # Keeping level with the catalogue

    def finish(self) -> int:
        """Let the indexes take in and let go what the catalogue has marked; return how many documents.

        What they may have of a marked document from an earlier try is replaced.
        """
        removed, added = self._catalogue.pending()
        if not removed and not added:
            return 0
        model = self._catalogue.model()
        passages = [passage for id in added for passage in self._catalogue.passages_of(id)]
        self.lexical.update({*removed, *added}, passages)
        if model is not None:
            if not self.vectors.trusted():
                logger.warning("A process died while it was changing the vector index. Making it again now.")
                self.rebuild_vectors()
            self.vectors.update(removed, self._vectors_of(added, model[0], passages), model[1])
        with self._catalogue.writing() as connection:
            entries.mark_indexed(connection, removed, added)
        return len(added) + len(removed)

    def look(self) -> None:
        """Raise if an index is plainly damaged. Loads no vector: a deeper damage shows itself at the first search."""
        if self._catalogue.has_searchable():
            self.lexical.total()
            self.vectors.look()

    def mend(self) -> None:
        """Bring both indexes level with the catalogue, whatever state they were left in."""
        try:
            self.lexical.create()
            self.lexical.total()
        except LibraryDamaged as error:
            logger.warning("%s Making it again now.", error)
            self.rebuild_lexical()
        reason = self._vectors_wrong()
        if reason:
            logger.warning("%s Making it again now.", reason)
            self.rebuild_vectors()
        self.finish()
        self._level("lexical", self.lexical.total, self.lexical.counts, self.rebuild_lexical, boilerplate=True)
        if self.vectors.exists() and self._catalogue.model() is not None:
            self._level("vector", self.vectors.total, self.vectors.counts, self.rebuild_vectors, boilerplate=False)

    def rebuild_lexical(self) -> None:
        """Make the lexical index again from the catalogue."""
        counts = self._catalogue.passage_counts(boilerplate=True)
        self.lexical.rebuild(passage for id in counts for passage in self._catalogue.passages_of(id))
        self.lexical.create()

    def rebuild_vectors(self) -> None:
        """Make the vector index again from the catalogue."""
        model = self._catalogue.model()
        if model is not None:
            with self._catalogue.reading() as connection:
                self.vectors.rebuild(entries.vectors_in(connection, None), model[1])

    def differences(self) -> dict[str, dict[str, int]]:
        """Return, for each index, the documents of which it has too many passages (+) or too few (−)."""
        lexical = _difference(self.lexical.counts(), self._catalogue.passage_counts(boilerplate=True))
        expected = self._catalogue.passage_counts(boilerplate=False)
        vectors = self.vectors.counts() if self.vectors.exists() and self._catalogue.model() else {}
        return {"lexical": lexical, "vector": _difference(vectors, expected)}

    def _vectors_wrong(self) -> str | None:
        """Say why the vector index cannot be used as it is; None if it can."""
        model = self._catalogue.model()
        if model is None:
            return None
        if not self.vectors.trusted():
            return "A process died while it was changing the vector index."
        if not self.vectors.exists():
            return "The vector index is missing." if self._catalogue.passage_counts(boilerplate=False) else None
        try:
            if self.vectors.model() != model[1]:
                return "The vector index holds the vectors of another model."
            self.vectors.search(np.ones(max(model[2], 1), dtype=np.float32), 1, None)
        except LibraryDamaged as error:
            return str(error)
        return None

    def _level(
        self,
        name: str,
        total: Callable[[], int],
        counts: Callable[[], Mapping[str, int]],
        rebuild: Callable[[], None],
        *,
        boilerplate: bool,
    ) -> None:
        expected = self._catalogue.passage_counts(boilerplate=boilerplate)
        if total() == sum(expected.values()):
            return
        number = len(_difference(counts(), expected))
        logger.warning("The %s index and the catalogue differ in %d documents. Making it again now.", name, number)
        rebuild()

    def _vectors_of(self, ids: list[str], model: int, passages: list[Passage]) -> Iterator[tuple[list[str], Matrix]]:
        kept = {passage.id for passage in passages if passage.boilerplate is None}
        for id in ids:
            with self._catalogue.reading() as connection:
                found, vectors = entries.vectors_of(connection, id, model)
            rows = [i for i, passage in enumerate(found) if passage in kept]
            if rows:
                yield [found[i] for i in rows], vectors[rows]


def document_of(passage: str) -> str:
    """Return the document that a passage id belongs to."""
    return passage.rpartition(":")[0]


def _difference(found: Mapping[str, int], expected: Mapping[str, int]) -> dict[str, int]:
    both = {id: found.get(id, 0) - expected.get(id, 0) for id in {*found, *expected}}
    return {id: count for id, count in both.items() if count}
