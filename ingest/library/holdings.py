"""What a library holds: its documents with their pages, passages and inspections, and the schools that they are about.

Reads the catalogue and changes nothing; searches are the library's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path

from ingest.documents import Page, Passage
from ingest.errors import LibraryError
from ingest.inspections import Inspection
from ingest.library.catalogue import Catalogue
from ingest.library.codec import passage_key
from ingest.library.files import Files
from ingest.library.records import AuditEntry, DocumentRecord, Membership, SchoolRecord
from ingest.names import kept
from ingest.settings import Settings


class Holdings:
    """Everything of a library that can be looked up by what it is called or belongs to."""

    def __init__(self, catalogue: Catalogue, files: Files, settings: Settings) -> None:
        self._catalogue, self._files, self._settings = catalogue, files, settings

    def documents(self) -> list[DocumentRecord]:
        """Return all documents, by file name."""
        return self._catalogue.listing()

    def document(self, document_id: str) -> DocumentRecord:
        """Return one document."""
        for found in self._catalogue.documents([document_id]):
            return found
        raise LibraryError(f"The library has no document {document_id}. List what it has: python -m ingest --list")

    def resolve(self, name_or_id: str) -> DocumentRecord:
        """Return the document with this id, beginning of an id (8 characters or more), path or file name."""
        found = self._catalogue.matching(name_or_id)
        exact = [r for r in found if name_or_id in (r.id, r.origin)]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise LibraryError(f"The library has no document {name_or_id!r}. List what it has: python -m ingest --list")
        listed = "; ".join(f"{r.id[:12]} {r.origin} ({r.school or 'no school'})" for r in found)
        raise LibraryError(f"{len(found)} documents are called {name_or_id!r}: {listed}. Give the id of one.")

    def holds(self, document_id: str) -> bool:
        """Say whether the library has this document."""
        return bool(self._catalogue.documents([document_id]))

    def known(self, path: Path) -> DocumentRecord | None:
        """Return the document with the bytes of this file, None if the library does not hold it."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return next(iter(self._catalogue.documents([digest])), None)

    def source_path(self, document_id: str) -> Path:
        """Return the library's copy of the original file."""
        record = self.document(document_id)
        return self._files.path(record.id, record.filename)

    def inspection(self, document_id: str) -> Inspection | None:
        """Return the inspection that a document reports; None for a plain document."""
        return next(iter(self.inspections([document_id])), None)

    def inspections(self, document_ids: Collection[str] | None = None) -> list[Inspection]:
        """Return the inspections of these documents, or of all by file name."""
        ids = [r.id for r in self.documents()] if document_ids is None else list(document_ids)
        return [kept(one, self._settings.keep_names) for one in self._catalogue.inspections(ids)]

    def page(self, document_id: str, number: int) -> Page:
        """Return one page of a document."""
        page = self._catalogue.page(document_id, number)
        if page is None:
            raise LibraryError(f"Document {document_id} has no page {number} in the library.")
        return page

    def pages(self, document_id: str) -> list[Page]:
        """Return all pages of a document, in order."""
        return self._catalogue.pages(document_id)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Return the passages with these ids, in the order asked. One that has been removed since is left out."""
        keys = [passage_key(id) for id in ids]
        found = self._catalogue.passages(list(dict.fromkeys(keys)))
        return [found[key] for key in keys if key in found]

    def passages_of(self, document_id: str) -> list[Passage]:
        """Return the passages of a document, in order."""
        return self._catalogue.passages_of(document_id)

    def schools(self) -> list[SchoolRecord]:
        """Return the schools that documents are about or that belong to a group."""
        return self._catalogue.schools()

    def memberships(self) -> list[Membership]:
        """Return which school is a member of which group since when."""
        return self._catalogue.memberships()

    def audit(self, kind: str | None = None, limit: int = 100) -> list[AuditEntry]:
        """Return the latest lines of the audit trail, newest first."""
        return self._catalogue.audit(kind, limit)


__all__ = ["Holdings"]
