"""Everything that is kept of one document, checked before it is kept: what is put in fits together.

Knows nothing of tables or of other documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Document, Passage
from ingest.errors import LibraryError
from ingest.inspections import Inspection
from ingest.origins import Origin

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that is kept of one document."""

    document: Document
    inspection: Inspection | None
    passages: tuple[Passage, ...]
    vectors: Matrix
    origin: Origin
    size: int
    group: str | None
    model: str
    author: str

    @property
    def embedded(self) -> tuple[Passage, ...]:
        """The passages that `vectors` has a row for, in their order."""
        return tuple(passage for passage in self.passages if passage.has_vector)


def checked(entry: Entry) -> Entry:
    """Return the entry, or say what about it does not fit together."""
    id, count = entry.document.id, len(entry.embedded)
    if entry.vectors.ndim != 2 or len(entry.vectors) != count or (count and not entry.vectors.shape[1]):
        raise LibraryError(
            f"The vectors have shape {entry.vectors.shape}, the document {count} passages that are not boilerplate. "
            "Embed each of these once, in their order."
        )
    if not np.isfinite(entry.vectors).all():
        raise LibraryError("A vector holds a value that is not a number. Embed the document again.")
    strangers = {p.document for p in entry.passages} | ({entry.inspection.document} if entry.inspection else set())
    if strangers - {id}:
        raise LibraryError(f"Passages and inspection must belong to document {id}; got {sorted(strangers - {id})}.")
    ordinals, pages = [p.ordinal for p in entry.passages], [p.number for p in entry.document.pages]
    if len(set(ordinals)) != len(ordinals) or len(set(pages)) != len(pages):
        raise LibraryError("Two passages have the same ordinal, or two pages the same number. Number each once.")
    return entry


def fingerprint(passages: Sequence[Passage]) -> str:
    """Return a digest of the passages of one document, to notice when they are no longer what was put in."""
    digest = hashlib.sha256()
    for p in sorted(passages, key=lambda passage: passage.ordinal):
        digest.update(repr((p.ordinal, p.page, p.heading, p.boilerplate, p.text)).encode())
    return digest.hexdigest()


__all__ = ["Entry", "Matrix", "checked", "fingerprint"]
