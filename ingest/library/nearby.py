"""Vectors of a few documents, compared one by one: what a search inside a scope does instead of asking the graph.

Kept in memory once they were needed, up to a bound, because the next question is mostly put to the same schools. A
document that was removed, read again or embedded again is told by its stamp and never served from memory. Measured at
100,000 passages: reading 4,000 vectors takes 12 to 25 ms, comparing them 1 ms; Chroma with a filter takes 50 ms for 200
documents and 190 ms for 1,000 (``python -m evals --suite speed``). Decides nothing about which scope is small.
"""

from __future__ import annotations

import heapq
import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from ingest.documents import Hit
from ingest.library import entries
from ingest.library import schema as s
from ingest.library.catalogue import Catalogue, Stamp
from ingest.library.database import in_groups
from ingest.library.entry import Matrix

KEPT = 60_000
"""Vectors kept at most: 92 MB of those of the packaged model."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document's unit vectors, and the stamp that it had when they were read."""

    stamp: Stamp
    ids: list[str]
    vectors: Matrix


class Nearby:
    """Compares a query with every vector of some documents. Safe to use from several threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._size = 0

    def best(self, query: Matrix, k: int, stamps: Mapping[str, Stamp]) -> list[Hit]:
        """Return the `k` nearest passages of the documents with these stamps, nearest first, with their cosines."""
        with self._lock:
            self._read({id for id, stamp in stamps.items() if id not in self._kept or self._kept[id].stamp != stamp})
            found = [self._kept[id] for id in stamps if id in self._kept and len(self._kept[id].ids)]
            for id in stamps:
                if id in self._kept:
                    self._kept.move_to_end(id)
            self._forget()
        if not found:
            return []
        unit = query / (float(np.linalg.norm(query)) or 1.0)
        scores = np.concatenate([document.vectors @ unit for document in found])
        ids = [id for document in found for id in document.ids]
        top = np.argpartition(-scores, min(k, len(ids)) - 1)[:k]
        return heapq.nlargest(k, (Hit(ids[i], min(1.0, float(scores[i]))) for i in top), key=lambda hit: hit.score)

    def _read(self, ids: Collection[str]) -> None:
        """Read the vectors of documents that are not kept, or no longer as they are."""
        for id in ids:
            self._drop(id)
        if not ids:
            return
        with self._catalogue.reading() as connection:
            stamps = self._catalogue.stamps_in(connection, ids)
            rows = _vectors_of(connection, ids)
        for id, stamp in stamps.items():
            names, vectors = rows.get(id, ([], np.empty((0, 0), np.float32)))
            lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
            self._kept[id] = _Kept(stamp, names, vectors / lengths)
            self._size += len(names)

    def _forget(self) -> None:
        """Drop what was not asked for longest, until the bound is kept."""
        while self._size > KEPT and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def _drop(self, id: str) -> None:
        gone = self._kept.pop(id, None)
        self._size -= len(gone.ids) if gone else 0


def _vectors_of(connection: Connection, documents: Collection[str]) -> dict[str, tuple[list[str], Matrix]]:
    """Return passage ids and vectors of each document, of the passages that searches may show.

    Fetched from the driver at once: row by row through SQLAlchemy a group's 4,000 vectors take twice as long.
    """
    p, v, d = s.passages.c, s.vectors.c, s.documents.c
    joined = s.documents.join(s.passages).join(
        s.vectors, (v.document_id == p.document_id) & (v.ordinal == p.ordinal) & (v.model_id == d.model_id)
    )
    query = select(p.document_id, p.ordinal, v.vector).select_from(joined).where(d.indexed, p.boilerplate.is_(None))
    found: dict[str, tuple[list[str], list[bytes]]] = {}
    for group in in_groups(documents):
        for document, ordinal, vector in connection.execute(query.where(d.id.in_(group))).cursor.fetchall():
            ids, blobs = found.setdefault(document, ([], []))
            ids.append(f"{document}:{ordinal}")
            blobs.append(vector)
    return {document: (ids, entries.matrix_of(blobs)) for document, (ids, blobs) in found.items()}
