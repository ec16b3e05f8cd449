"""The library: documents in, documents out, and searches over them.

The one door to the store. It holds the writer's lock while it is open for writing, and sees to it that catalogue,
original files and indexes agree. What it holds is looked up in `holdings`. It reads no file's content, makes no vectors
and ranks nothing itself.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Document, Hit, Passage, Scope
from ingest.errors import LibraryError
from ingest.inspections import Inspection
from ingest.library import checks, entries, tables, theme_corrections
from ingest.library.adding import move, put_in
from ingest.library.catalogue import Catalogue, add_audit, get_value, set_value
from ingest.library.conversations import Conversations
from ingest.library.corrections import FieldCorrections, forget
from ingest.library.entry import Entry, checked
from ingest.library.files import Files
from ingest.library.holdings import Holdings
from ingest.library.indexes import Indexes
from ingest.library.locking import WriterLock
from ingest.library.narratives import Narratives
from ingest.library.readings import Readings
from ingest.library.records import Check, DocumentChange
from ingest.library.reviews import Reviews
from ingest.names import kept
from ingest.origins import Origin
from ingest.settings import Settings
from ingest.surveys import SurveyTable
from ingest.tables.schools import SchoolTable

logger = logging.getLogger(__name__)

Embed = Callable[[Sequence[Passage]], NDArray[np.floating[Any]]]
"""Makes one vector for each passage."""


class Library(Holdings):
    """A folder of documents with their catalogue and indexes. Safe to use from several threads.

    Open for reading, it can be searched, and records questions and answers; any number of processes may. Open for
    writing, it can also be changed; one opening at a time may, in whichever process.
    """

    def __init__(self, path: Path, settings: Settings, resources: ExitStack, *, write: bool) -> None:
        super().__init__(Catalogue(path / "catalogue.sqlite"), Files(path / "files", path / "cache"), settings)
        self._path, self._resources, self._write = path, resources, write
        resources.callback(self._catalogue.close)
        self._catalogue.prepare(write=write)
        self.reviews = Reviews(self._catalogue, settings.author)
        self.conversations = Conversations(self._catalogue, settings.author)
        self.narratives = Narratives(self._catalogue)
        self.tables = tables.Tables(self._catalogue, settings.survey_fewest)
        self.corrections = FieldCorrections(self._catalogue, settings.author)
        self.theme_corrections = theme_corrections.ThemeCorrections(self._catalogue, settings.author)
        self.readings = Readings(path / "readings.sqlite")
        resources.callback(self.readings.close)
        self._indexes = Indexes(path, self._catalogue, settings.chroma_url, self._name())
        resources.callback(self._indexes.close)
        self._lock = threading.RLock()
        self._batch: int | None = None
        self._waiting = 0

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        settings: Settings | None = None,
        write: bool = False,
        model: str | None = None,
    ) -> Library:
        """Open the library in `path`, or the one that the settings name.

        For writing, it is made if it is not there, and whatever a process that died left unfinished is finished.
        `model`, where given, must be the embedding model that made the library's vectors.

        :raises LibraryBusy: if another opening is writing.
        :raises LibraryDamaged: if it is opened for reading and an index is damaged or missing.
        :raises ModelMismatch: if the vectors are another model's.
        """
        settings = settings or Settings()
        folder = Path(path or settings.library)
        with ExitStack() as stack:
            if write:
                lock = WriterLock(folder)
                lock.acquire(settings.lock_seconds)
                stack.callback(lock.release)
            elif not (folder / "catalogue.sqlite").is_file():
                raise LibraryError(
                    f"There is no library in {folder}. Add documents first: python -m ingest PATH --library {folder}"
                )
            library = cls(folder, settings, stack, write=write)
            library._check_model(model)
            library._settle()
            library._resources = stack.pop_all()
        return library

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the library and give the writer's lock back."""
        self._resources.close()

    @property
    def path(self) -> Path:
        """The library's folder."""
        return self._path

    @property
    def settings(self) -> Settings:
        """The settings that the library was opened with."""
        return self._settings

    @property
    def model(self) -> str | None:
        """The embedding model that made the vectors; None while there are none."""
        model = self._catalogue.model()
        return model[1] if model else None

    # Changing

    def add(  # noqa: PLR0913 # everything that is kept of a document comes at once, so that it is kept whole
        self,
        document: Document,
        inspection: Inspection | None,
        passages: Sequence[Passage],
        vectors: NDArray[np.floating[Any]],
        *,
        source: Path,
        group: str | None,
        model: str,
        origin: Origin | str | None = None,
        again: bool = False,
        table: SchoolTable | SurveyTable | None = None,
    ) -> DocumentChange:
        """Put a document in, whole or not at all.

        `vectors` has one row for each passage that is not boilerplate, in their order. `source` is the file, which is
        copied. `origin` says where it lay (its name, if not given): a new version of the same file takes the place of
        the old one (`replacing` tells which it is). The same bytes change nothing, unless they were read `again`.
        `table` are the rows of a document that is a table of schools or a survey.
        """
        with self._changing():
            self._check_model(model)
            known = self.holds(document.id)
            author, matrix = self._settings.author, np.asarray(vectors, dtype=np.float32)
            size = self._files.keep(source, document.id, document.filename)
            place = origin if isinstance(origin, Origin) else Origin(origin or document.filename)
            inspection = kept(inspection, self._settings.keep_names) if inspection else None
            entry = checked(Entry(document, inspection, tuple(passages), matrix, place, size, group, model, author))
            with self._catalogue.writing() as connection:
                old, change = put_in(connection, entry, table, known=known, again=again)
            if change.result != "unchanged":
                self._files.discard(*old)
                self.readings.forget(*old, document.id)
                self._changed()
            return change

    def move(self, document_id: str, origin: Origin) -> None:
        """Note where the file of a document was found, so that its next version is known for one."""
        with self._changing(), self._catalogue.writing(listed=False) as connection:
            move(connection, document_id, origin)

    def remove(self, document_id: str) -> None:
        """Take a document out, with everything that is kept of it."""
        with self._changing():
            record = self.document(document_id)
            with self._catalogue.writing() as connection:
                entries.unlink(connection, entries.take_out(connection, [record.id]))
                forget(connection, record.id)
                theme_corrections.forget(connection, record.id)
                payload = {"document": record.id, "filename": record.filename}
                add_audit(connection, "remove", self._settings.author, payload)
            self._files.discard(record.id)
            self.readings.forget(record.id)
            self._changed()

    def expect_documents(self) -> None:
        """Begin to load what `add` will need, in the background."""
        self._indexes.vectors.load_early()

    @contextmanager
    def batch(self, every: int = 20) -> Iterator[None]:
        """Let the indexes take documents in `every` so many at a time, and the rest at the end.

        Each document is in the catalogue, and safe, when `add` returns; searches show it when the indexes have it.
        """
        with self._changing():
            outer, self._batch = self._batch, every
        try:
            yield
        finally:
            with self._lock:
                self._batch = outer
                self._changed()

    def rebuild(self) -> None:
        """Make both indexes again from the catalogue, and let go of what was read out of documents."""
        with self._changing():
            self.readings.tidy(())
            self._indexes.rebuild_lexical()
            self._indexes.rebuild_vectors()
            self._indexes.finish()

    def reembed(self, model: str, embed: Embed) -> None:
        """Make all vectors again with another model. The old ones serve until every new one is there.

        If it is interrupted, the next call goes on where this one stopped.
        """
        with self._changing():
            for number, id in enumerate(record.id for record in self.documents()):
                passages = [passage for passage in self.passages_of(id) if passage.has_vector]
                logger.info("Embedding document %d again.", number + 1)
                self._embed_again(model, id, passages, embed)
            if self.model not in (None, model):
                self._indexes.vectors.distrust()
                with self._catalogue.writing() as connection:
                    entries.switch_model(connection, model)
                self._indexes.rebuild_vectors()

    def join_group(self, school: str, group: str, start: date | None = None) -> None:
        """Make a school, given by URN or name, a member of a group from `start` on."""
        with self._changing(), self._catalogue.writing() as connection:
            entries.set_membership(connection, school, group, start)

    def leave_group(self, school: str, group: str) -> None:
        """Take a school, given by URN or name, out of a group that it was put into by hand or by a document."""
        with self._changing(), self._catalogue.writing() as connection:
            entries.end_membership(connection, school, group)

    def record(self, kind: str, payload: Mapping[str, Any], *, author: str | None = None) -> int:
        """Write a line of the audit trail and return its number. A library open for reading does so too."""
        return self._catalogue.record(kind, author or self._settings.author, dict(payload))

    # Searching

    def lexical_search(self, query: str, k: int = 10, scope: Scope | None = None) -> list[Hit]:
        """Return the `k` passages that share words with `query`, best first, with their BM25 scores."""
        return self._indexes.find_words(query, k, scope or Scope())

    def vector_search(self, vector: NDArray[np.floating[Any]], k: int = 10, scope: Scope | None = None) -> list[Hit]:
        """Return the `k` passages whose vectors are nearest, nearest first, with their cosines."""
        return self._indexes.find_near(np.asarray(vector, dtype=np.float32), k, scope or Scope())

    def passage_count(self) -> int:
        """Return how many passages can be searched."""
        return self._indexes.lexical.total()

    def document_frequencies(self, stems: Sequence[str]) -> list[int]:
        """Return for each stemmed word how many passages hold it."""
        return self._indexes.lexical.frequencies(stems)

    # Looking after

    def check(self) -> list[Check]:
        """Compare catalogue, files and indexes with each other, without changing anything."""
        return checks.run(self._catalogue, self._files, self._indexes)

    def _name(self) -> str:
        """Return the library's own name, by which a vector server tells it from others."""
        name = self._catalogue.value("name")
        if name is None and self._write:
            with self._catalogue.writing() as connection:
                name = get_value(connection, "name") or uuid.uuid4().hex
                set_value(connection, "name", name)
        return name or ""

    def _settle(self) -> None:
        if self._write:
            self._indexes.mend()
            self._files.tidy(held := {record.id for record in self.documents()})
            self.readings.tidy(held)
        else:
            self._indexes.look()

    def _check_model(self, model: str | None) -> None:
        current = self.model
        if model is not None and current is not None and current != model:
            raise entries.mismatch(current, model)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        if not self._write:
            raise LibraryError("The library is open for reading. Open it with write=True to change it.")
        with self._lock:
            yield

    def _changed(self) -> None:
        self._waiting += 1
        if self._batch is None or self._waiting >= self._batch:
            self._waiting = 0
            self._indexes.finish()

    def _embed_again(self, model: str, id: str, passages: list[Passage], embed: Embed) -> None:
        with self._catalogue.reading() as connection:
            if entries.is_staged(connection, model, id, len(passages)):
                return
        vectors = np.asarray(embed(passages), dtype=np.float32) if passages else np.empty((0, 0), np.float32)
        with self._catalogue.writing() as connection:
            entries.stage_vectors(connection, model, passages, vectors)
