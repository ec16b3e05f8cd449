"""The real backend: one library, one reader and one assistant behind the screens.

Loads the embedding model in the background, so that the first page does not wait for it. The library is held open
for reading; it is opened for writing only while files are added or removed, so that the command line can write in
between. Shows nothing and decides nothing about answers.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from assistant.answer import Answer, Citation, Filters, Turn
from assistant.drafting.prose import writer_of
from assistant.drafting.room import Room
from assistant.patterns.boards import Boards, at_hand
from assistant.patterns.claims import Checks, Searches
from assistant.patterns.engine import Engine
from assistant.schools.register import Register, register_of
from assistant.service import Assistant
from assistant.ui.backend import FileOutcome, LibraryRow, SourceFile
from assistant.ui.drafts import LibraryDrafts
from assistant.ui.records import LibraryRecords
from ingest.documents import Box, Page
from ingest.embedding import Embedder
from ingest.errors import LibraryDamaged, LibraryError, LibraryOutdated
from ingest.library import DocumentRecord, Library
from ingest.library.conversations import Conversations
from ingest.pipeline import FileResult, Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings

logger = logging.getLogger(__name__)


WITHHELD = (
    "This survey's file holds figures of too few respondents to be shown, so it is not given out. "
    "The other figures are listed by: python -m assistant surveys"
)


class Desk:
    """Everything that the screens ask for, from the library in the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._resources = ExitStack()
        self._reader = self._resources.enter_context(ReaderProcess(settings))
        self._embedder = Embedder(settings)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._library: Library | None = None
        self._assistant: Assistant | None = None
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="loading")
        self._adder = ThreadPoolExecutor(1, thread_name_prefix="adding")
        self._loaded: Future[None] | None = None
        engine = Engine()
        self._boards = Boards(self._reading, engine, judges=self._judges, ahead=engine.ahead)
        self.drafts = LibraryDrafts(self._open, self._asker, self._reader, lambda: self._reading() is not None)
        writer = (lambda: writer_of(settings)) if settings.model else None
        self.room = Room(self._open, lambda: self.drafts.judge(), writer, settings.model, settings.frameworks)
        self.records = LibraryRecords(self._reading, self._opened_for_writing)

    @property
    def cache(self) -> Path:
        """Folder in which page images are kept."""
        return self._settings.library / "cache"

    @property
    def boards(self) -> Boards:
        """The boards of the Patterns tab."""
        return self._boards

    @property
    def conversations(self) -> Conversations | None:
        """The conversations of who works here; None while there is no library."""
        library = self._reading()
        return library.conversations if library else None

    def start(self) -> None:
        """Begin loading the model in the background."""
        if self._loaded is None:
            self._loaded = self._loader.submit(self._embedder.load)
            self._loader.submit(self._warm).add_done_callback(_tell)

    def close(self) -> None:
        """Close the library and end the reader's processes; a file that is being added is finished first."""
        self._closing.set()
        self._loader.shutdown(wait=False, cancel_futures=True)
        self._adder.shutdown(wait=True, cancel_futures=True)
        self.drafts.close()
        self._resources.close()

    def ready(self) -> bool:
        """Say whether a question would be answered without waiting for the model."""
        return self._loaded is not None and self._loaded.done()

    def rows(self) -> tuple[LibraryRow, ...]:
        """List the documents of the library."""
        library = self._reading()
        return _rows(library.documents()) if library else ()

    def row(self, document: str) -> LibraryRow | None:
        """Return one document of the library, or None if it holds none with this id."""
        library = self._reading()
        if library is None:
            return None
        try:
            return _row(library.document(document), register_of(library.documents()))
        except LibraryError:
            return None

    def page(self, document: str, number: int) -> Page:
        """Return one page of a document that the library holds."""
        return self._open().page(document, number)

    def page_image(self, document: str, number: int, width: int) -> bytes:
        """Draw one page as PNG."""
        return self._reader.render(self._open().source_path(document), number, width)

    def source(self, document: str) -> SourceFile:
        """Say where the bytes of a document are."""
        library = self._open()
        record = library.document(document)
        withheld = WITHHELD if library.tables.withholds(document) else None
        return SourceFile(library.source_path(document), record.filename, record.media_type, withheld)

    def ask(self, question: str, *, filters: Filters, history: Sequence[Turn], first_marker: int) -> Answer:
        """Answer a question, once the model is there. A damaged index is made again from the catalogue first."""
        try:
            return self._asker().ask(question, filters=filters, history=history, first_marker=first_marker)
        except (LibraryDamaged, LibraryOutdated) as error:
            self._mend(error)
            return self._asker().ask(question, filters=filters, history=history, first_marker=first_marker)

    def highlight(self, citation: Citation, page: int) -> tuple[Box, ...]:
        """Boxes of a quotation on a page, one a line; empty where it does not stand there."""
        return self._asker().highlight(citation, page)

    def add(self, paths: Sequence[Path], group: str | None, *, confirmed: bool = False) -> Iterator[FileOutcome]:
        """Add uploaded copies to the library, one outcome a file, as each is done; each copy is deleted.

        The copy of a sensitive file is kept where nobody has `confirmed` it yet.
        The work goes on to its end in its own thread, even where nobody is there any more to see the outcomes.
        """
        outcomes: SimpleQueue[FileOutcome | None] = SimpleQueue()
        by = self._settings.author if confirmed else None
        work = self._adder.submit(self._add_all, tuple(paths), group, by, outcomes.put)
        while (outcome := outcomes.get()) is not None:
            yield outcome
        work.result()

    def discard(self, paths: Sequence[Path]) -> None:
        """Delete uploaded copies that nobody confirmed."""
        for path in paths:
            path.unlink(missing_ok=True)

    def _add_all(
        self,
        paths: Sequence[Path],
        group: str | None,
        confirmed_by: str | None,
        tell: Callable[[FileOutcome | None], None],
    ) -> None:
        waiting: set[Path] = set()
        try:
            with self._opened_for_writing() as library:
                ingestor = Ingestor(library, self._reader, self._embedder, confirmed_by=confirmed_by)
                for result in ingestor.add_paths(paths, group):
                    if result.sensitive:
                        waiting.add(result.path)
                    tell(_outcome(result))
                    if self._closing.is_set():
                        break
        finally:
            self.discard([path for path in paths if path not in waiting])
            tell(None)

    def remove(self, documents: Sequence[str]) -> None:
        """Take documents out of the library; what was drawn of them goes too."""
        with self._opened_for_writing() as library, library.batch():
            for document in documents:
                library.remove(document)

    def _opened_for_writing(self) -> Library:
        return Library.open(
            self._settings.library, settings=self._settings, write=True, model=self._embedder.fingerprint
        )

    def _mend(self, error: LibraryError) -> None:
        """Open the library for writing once: that makes it whole again, and brings an older one up to date."""
        logger.warning("%s", error)
        self._opened_for_writing().close()

    def _warm(self) -> None:
        """Ask the library something, so that the first question finds everything in memory."""
        library = self._reading()
        if library is not None:
            self._make_assistant(library).search("reading")

    def _judges(self) -> tuple[Searches, Checks]:
        return self._asker().searcher, self.drafts.judge()

    def _asker(self) -> Assistant:
        self.start()
        if self._loaded is not None:
            self._loaded.result()
        return self._make_assistant(self._open())

    def _make_assistant(self, library: Library) -> Assistant:
        with self._lock:
            if self._assistant is None:
                self._assistant = Assistant(library, self._embedder, settings=self._settings)
            return self._assistant

    def _open(self) -> Library:
        return at_hand(self._reading())

    def _reading(self) -> Library | None:
        """Return the library, opened at first use; None while there is none. A damaged or older one is mended first."""
        with self._lock:
            if self._library is None and (self._settings.library / "catalogue.sqlite").is_file():
                try:
                    library = Library.open(self._settings.library, settings=self._settings)
                except (LibraryDamaged, LibraryOutdated) as error:
                    self._mend(error)
                    library = Library.open(self._settings.library, settings=self._settings)
                self._library = self._resources.enter_context(library)
            return self._library


def _tell(warming: Future[None]) -> None:
    """Say in the log why warming up failed; the first question will meet the same and say it on the screen."""
    if not warming.cancelled() and (error := warming.exception()) is not None:
        logger.warning("Warming up failed: %s", error)


def _rows(records: Sequence[DocumentRecord]) -> tuple[LibraryRow, ...]:
    register = register_of(records)
    return tuple(_row(record, register) for record in records)


def _row(record: DocumentRecord, register: Register) -> LibraryRow:
    return LibraryRow(
        document=record.id,
        file=record.filename,
        title=record.title or record.filename,
        school=register.label(record),
        date=record.start,
        date_printed=record.dates_printed,
        format=record.format.value,
        pages=record.pages,
        passages=record.passages,
        notes=record.warnings,
        group=record.group,
        media_type=record.media_type,
        corrected=record.corrected,
    )


def _outcome(result: FileResult) -> FileOutcome:
    said = (result.path.name, result.outcome, result.reason, result.pages, result.passages, result.sensitive)
    return FileOutcome(*said, result.mapping, result.notes)


__all__ = ["Desk"]
