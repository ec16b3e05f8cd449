"""What the screens need from the rest of the program, as one protocol and a few plain values.

Opens nothing and knows neither the library nor the models; `desk` is the real one, and tests script
another. A document is named by its id everywhere; paths never cross this line towards the browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer, Citation, Filters, Turn
from assistant.drafting.room import Room
from assistant.patterns.boards import Boards
from assistant.ui.drafts import Drafts
from assistant.ui.records import InspectionRecords
from ingest.documents import Box, Page
from ingest.library.conversations import Conversations
from ingest.pipeline import Outcome


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One document of the library as the Library tab lists it. Absent facts are None."""

    document: str
    file: str
    title: str
    school: str | None
    date: date | None
    date_printed: str | None
    format: str
    pages: int
    passages: int
    notes: tuple[str, ...] = ()
    group: str | None = None
    media_type: str = "application/pdf"
    corrected: tuple[str, ...] = ()
    """Names of the fields that were corrected by hand."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file, with the reason where it failed."""

    name: str
    outcome: Outcome
    reason: str | None = None
    pages: int = 0
    passages: int = 0
    sensitive: bool = False
    """Whether it waits for somebody to confirm that it may be added; its copy is kept until then."""
    mapping: str | None = None
    """A mapping to begin with, where it is a survey that nothing maps."""
    notes: tuple[str, ...] = ()
    """What became of other documents of its name."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A stored document: where its bytes are, and what to call it."""

    path: Path
    filename: str
    media_type: str
    withheld: str | None = None
    """Why the bytes are given to nobody; None where they may be."""


class Backend(Protocol):
    """Everything that a screen or a route may ask for.

    Methods may be called from several threads at once. Those that need a model wait for it.
    """

    @property
    def cache(self) -> Path:
        """Folder in which page images are kept."""
        ...

    @property
    def boards(self) -> Boards:
        """The boards of the Patterns tab."""
        ...

    @property
    def drafts(self) -> Drafts:
        """The drafts of the Check tab."""
        ...

    @property
    def room(self) -> Room:
        """The drafts of the Draft tab."""
        ...

    @property
    def records(self) -> InspectionRecords:
        """What was read from each document, corrections and groups by hand."""
        ...

    @property
    def conversations(self) -> Conversations | None:
        """The conversations of who works here; None while there is no library."""
        ...

    def start(self) -> None:
        """Begin loading what is slow, in the background."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...

    def ready(self) -> bool:
        """Say whether a question would be answered without waiting for a model."""
        ...

    def rows(self) -> tuple[LibraryRow, ...]:
        """List the documents of the library."""
        ...

    def row(self, document: str) -> LibraryRow | None:
        """Return one document of the library, or None if it holds none with this id."""
        ...

    def page(self, document: str, number: int) -> Page:
        """Return one page of a document that the library holds."""
        ...

    def page_image(self, document: str, number: int, width: int) -> bytes:
        """Draw one page as PNG."""
        ...

    def source(self, document: str) -> SourceFile:
        """Say where the bytes of a document are."""
        ...

    def ask(self, question: str, *, filters: Filters, history: Sequence[Turn], first_marker: int) -> Answer:
        """Answer a question; markers are numbered from `first_marker`."""
        ...

    def highlight(self, citation: Citation, page: int) -> tuple[Box, ...]:
        """Boxes of a quotation on a page, one a line; empty where it does not stand there."""
        ...

    def add(self, paths: Sequence[Path], group: str | None, *, confirmed: bool = False) -> Iterator[FileOutcome]:
        """Add uploaded copies to the library, one outcome a file, as each is done; each copy is deleted.

        The copy of a sensitive file is kept where nobody has `confirmed` it yet.
        """
        ...

    def discard(self, paths: Sequence[Path]) -> None:
        """Delete uploaded copies that nobody confirmed."""
        ...

    def remove(self, documents: Sequence[str]) -> None:
        """Take documents out of the library."""
        ...


__all__ = ["Backend", "FileOutcome", "LibraryRow", "Outcome", "SourceFile"]
