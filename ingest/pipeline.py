"""Read → recognise → split → embed → store: from files and folders to the library.

One bad file never stops the rest: its reason is reported beside it. Shows nothing itself; it yields a
result for each file, and whoever called it shows progress.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from ingest import reports
from ingest.documents import Document, Passage
from ingest.embedding import Embedder
from ingest.errors import UnreadableDocument
from ingest.inspections import Located
from ingest.library import Library
from ingest.passages import MAX_WORDS, split

SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini"})


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file, and why where it failed."""

    path: Path
    outcome: Outcome
    reason: str | None = None
    document: str | None = None
    pages: int = 0
    passages: int = 0
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0


class DocumentReader(Protocol):
    """What the pipeline needs of `ingest.readers.Reader`."""

    def read(self, path: Path) -> Document:
        """Read one file.

        :raises UnreadableDocument: if it cannot be read.
        """
        ...


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files that `paths` name, folders searched through, in a stable order, each once.

    Hidden files and the operating system's own droppings are left out; symbolic links in folders are not
    followed, so that a folder cannot lead out of itself. A path that does not exist is kept: it fails by name.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and not inner.is_symlink() and _is_wanted(inner.relative_to(path)):
                    found.setdefault(inner, None)
        else:
            found.setdefault(path, None)
    return list(found)


def _is_wanted(relative: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in relative.parts)
    return not hidden and relative.name.lower() not in SKIPPED_NAMES


def passage_input(passage: Passage) -> str:
    """Return the text that stands for a passage in the vector space: its heading, then its sentences."""
    return f"{passage.heading}. {passage.text}" if passage.heading else passage.text


class Ingestor:
    """Adds files to a library."""

    def __init__(
        self, library: Library, reader: DocumentReader, embedder: Embedder, passage_words: int = MAX_WORDS
    ) -> None:
        self._passage_words = passage_words
        self._library = library
        self._reader = reader
        self._embedder = embedder

    def add_paths(self, paths: Iterable[Path], group: str | None = None) -> Iterator[FileResult]:
        """Add each file, yielding its result as soon as it is known. Indexes are committed in batches."""
        with self._library.batch():
            for path in paths:
                yield self.add(path, group)

    def add(self, path: Path, group: str | None = None) -> FileResult:
        """Add one file, whole or not at all."""
        started = time.perf_counter()
        try:
            known = self._library.known(path)
            result = (
                FileResult(path, Outcome.UNCHANGED, document=known.id, pages=known.pages, passages=known.passages)
                if known
                else self._read_and_store(path, group)
            )
        except UnreadableDocument as error:
            result = FileResult(path, Outcome.FAILED, reason=str(error))
        except OSError as error:
            reason = (
                f"The file could not be opened ({os.strerror(error.errno or 0)}). Check that it exists and may be read."
            )
            result = FileResult(path, Outcome.FAILED, reason=reason)
        return replace(result, seconds=time.perf_counter() - started)

    def _read_and_store(self, path: Path, group: str | None) -> FileResult:
        document = self._reader.read(path)
        report = reports.read_report(document)
        passages = split(document, report.boilerplate, self._passage_words)
        vectors = self._embedder.embed([passage_input(passage) for passage in passages])
        outcome = self._library.add(
            document,
            report.inspection,
            passages,
            vectors,
            source=path,
            group=group or _text(report.inspection.group),
            model=self._embedder.fingerprint,
        )
        return FileResult(
            path,
            Outcome(outcome),
            document=document.id,
            pages=len(document.pages),
            passages=len(passages),
            warnings=document.warnings,
        )


def _text(located: Located | None) -> str | None:
    return located.text if located else None
