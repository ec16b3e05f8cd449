"""A library of the sample group to measure on, made anew for each run.

Reads the committed PDFs with the product's own pipeline; keeps nothing afterwards.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.weights import Weights
from assistant.service import Assistant
from evals.gold import REPORTS, GoldError, facts
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.passages import MAX_WORDS
from ingest.pipeline import Ingestor, Outcome, find_files
from ingest.readers import ReaderProcess
from ingest.settings import Settings


@dataclass(frozen=True, slots=True)
class Workspace:
    """A library of the sample group, the embedding model and an assistant over both."""

    library: Library
    embedder: Embedder
    assistant: Assistant


@contextmanager
def sample_workspace(
    folder: Path = REPORTS, passage_words: int = MAX_WORDS, weights: Weights | None = None
) -> Iterator[Workspace]:
    """Open a fresh library of the sample group; it is deleted on leaving. `weights` replace the shipped ones.

    :raises GoldError: if one of its reports could not be read.
    """
    with workspace_of([folder], facts()["group"]["name"], passage_words, weights) as workspace:
        yield workspace


@contextmanager
def workspace_of(
    paths: Sequence[Path], group: str | None = None, passage_words: int = MAX_WORDS, weights: Weights | None = None
) -> Iterator[Workspace]:
    """Open a fresh library of any files and folders; it is deleted on leaving.

    :raises GoldError: if one of the files could not be read.
    """
    with tempfile.TemporaryDirectory(prefix="evals-") as temporary:
        settings = Settings(library=Path(temporary) / "library")
        embedder = Embedder(settings)
        with Library.open(settings.library, settings=settings, write=True) as library:
            _read(library, embedder, paths, group, passage_words)
            yield Workspace(library, embedder, Assistant(library, embedder, weights))


def read_sample(folder: Path) -> None:
    """Read the sample group into a new library in `folder`, and close it.

    :raises GoldError: if one of its reports could not be read.
    """
    settings = Settings(library=folder)
    with Library.open(folder, settings=settings, write=True) as library:
        _read(library, Embedder(settings), [REPORTS], facts()["group"]["name"], MAX_WORDS)


def _read(library: Library, embedder: Embedder, paths: Sequence[Path], group: str | None, passage_words: int) -> None:
    with ReaderProcess(embedder.settings) as reader:
        results = list(Ingestor(library, reader, embedder, passage_words).add_paths(find_files(paths), group))
    failed = [f"{result.path.name}: {result.reason}" for result in results if result.outcome is Outcome.FAILED]
    if failed or not results:
        raise GoldError(f"These reports could not be read: {'; '.join(failed) or 'no files found'}.")
