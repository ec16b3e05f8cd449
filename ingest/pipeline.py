"""Read → recognise → split → embed → store: from files and folders to the library.

One bad file never stops the rest: its reason is reported beside it. Shows nothing itself; it yields a
result for each file, and whoever called it shows progress.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Protocol

from ingest import reports, sensitive
from ingest.documents import Document, Passage, Unit
from ingest.embedding import Embedder, KnownTexts, Vectors
from ingest.errors import DocumentRefused, UnmappedSurvey, UnreadableDocument, cannot_keep, cannot_open
from ingest.inspections import Inspection, Located
from ingest.library import DocumentChange, DocumentRecord, Library
from ingest.origins import Filing, Origin, by_name, check_name
from ingest.origins import find_files as find_files
from ingest.passages import MAX_WORDS, split
from ingest.surveys import SurveyTable
from ingest.tables import Table, read_table
from ingest.tables import mapping as mappings
from ingest.tables.reading import is_csv

AHEAD = 8
"""Files read ahead of their embedding, at most: reading one takes a tenth of the time that embedding it takes."""
WAVE_PASSAGES = 256
"""Files are embedded together until they hold this many passages. Sorted by length over 256 passages instead of some
40 of one report, batches lose a fiftieth of their work to padding instead of a fifth (``--suite ingest-speed``)."""

_ALONE = (
    "This is a mapping file, and no survey of its name was chosen with it. Choose both together: staff.csv and "
    "staff.mapping.yaml."
)


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
    notes: tuple[str, ...] = ()
    """What became of other documents of its name: which it took the place of, which stayed beside it."""
    seconds: float = 0.0
    mapping: str | None = None
    """A mapping to begin with, where the file is a survey that nothing maps."""
    sensitive: bool = False
    """Whether the file failed only because nobody has confirmed that it may be added (`ingest.sensitive`)."""


class DocumentReader(Protocol):
    """What the pipeline needs of `ingest.readers.ReaderProcess`."""

    def read(self, path: Path) -> Document:
        """Read one file.

        :raises UnreadableDocument: if it cannot be read.
        """
        ...


def passage_input(passage: Passage) -> str:
    """Return the text that stands for a passage in the vector space: its heading, then its sentences."""
    return f"{passage.heading}. {passage.text}" if passage.heading else passage.text


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was read, recognised and split, and waits for its vectors."""

    path: Path
    document: Document
    inspection: Inspection
    passages: tuple[Passage, ...]
    seconds: float
    table: Table | None = None
    again: bool = False
    """Whether the library has these bytes and read them otherwise, as a survey without this mapping."""

    @property
    def inputs(self) -> list[str]:
        """The texts to be embedded: boilerplate needs no vector."""
        return [passage_input(passage) for passage in self.passages if passage.has_vector]


Wave = Sequence[Prepared | FileResult]
"""Files that are embedded together, those that failed among them."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of a wave's inputs, file after file, shape ``(inputs, dimensions)``, and the seconds each took."""

    vectors: Vectors
    seconds_each: float


class Ingestor:
    """Adds files to a library.

    Reading goes on in a thread (and its child process) while what was read before is embedded in another and what was
    embedded before is stored. Several documents are embedded together, so that batches hold texts of like length: the
    model's own time is most of what is left (``python -m evals --suite ingest-speed``).
    """

    def __init__(  # a part each, and what a person has confirmed
        self,
        library: Library,
        reader: DocumentReader,
        embedder: Embedder,
        passage_words: int = MAX_WORDS,
        *,
        confirmed_by: str | None = None,
    ) -> None:
        """Put the parts together; `confirmed_by` names who confirmed that sensitive files may be added, if anybody."""
        self._settings = library.settings
        self._passage_words = passage_words
        self._confirmed_by = confirmed_by
        self._library = library
        self._reader = reader
        self._embedder = embedder
        self._known = KnownTexts(embedder.embed)
        self._expecting = False

    def add_paths(
        self, paths: Iterable[Path], group: str | None = None, origins: Mapping[Path, Origin] | None = None
    ) -> Iterator[FileResult]:
        """Add each file, in order, yielding its result as soon as it is known. Indexes are committed in batches.

        `origins` says where the files lie (`find_origins`); of one that it lacks, an upload, only the name is known.
        The mapping file of a survey has no result of its own, unless no survey among `paths` is the one that it maps.
        """
        given = mappings.paired(list(paths))
        known = origins or {}
        filing = Filing(group, {**by_name(path for path in given.documents if path not in known), **known})
        prepare = partial(self._prepare_mapped, given.mappings)
        with (
            self._library.batch(),
            closing(_waves(prepare, given.documents)) as waves,
            ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedding") as thread,
        ):
            before: list[tuple[Wave, Embedded]] = []
            for wave in waves:
                coming = thread.submit(self._embed, wave)
                for done in before:
                    yield from self._store(*done, filing)
                before = [(wave, coming.result())]
            for done in before:
                yield from self._store(*done, filing)
        for path in given.left:
            yield FileResult(path, Outcome.FAILED, reason=_ALONE)

    def _prepare_mapped(self, mapped: Mapping[Path, Path], path: Path) -> Prepared | FileResult:
        return self.prepare(path, mapped.get(path))

    def add(self, path: Path, group: str | None = None) -> FileResult:
        """Add one file, whole or not at all."""
        return self._add(path, Filing(group))

    def _add(self, path: Path, filing: Filing) -> FileResult:
        wave = [self.prepare(path)]
        (result,) = self._store(wave, self._embed(wave), filing)
        return result

    def prepare(self, path: Path, mapping: Path | None = None) -> Prepared | FileResult:
        """Read, recognise and split one file; the result at once where it failed or is in the library already."""
        started = time.perf_counter()
        try:
            check_name(path)
            known = self._library.known(path)
            if known and mapping is None:
                return _unchanged(path, known)
            read = self._read(path, mapping)
        except (UnreadableDocument, OSError) as error:
            offered = error.mapping if isinstance(error, UnmappedSurvey) else None
            reason = cannot_open(error) if isinstance(error, OSError) else str(error)
            return FileResult(path, Outcome.FAILED, reason, seconds=time.perf_counter() - started, mapping=offered)
        if isinstance(read, Table):
            content = read.content
            if known and isinstance(content, SurveyTable) and self._library.tables.holds(known.id, content):
                return _unchanged(path, known)
            seconds = time.perf_counter() - started
            return Prepared(path, read.document, read.inspection, (), seconds, read, again=known is not None)
        return self._prepare_text(path, read, started)

    def _read(self, path: Path, mapping: Path | None) -> Table | Document:
        """Return the table that a file holds, if it is one that is known, else its text.

        :raises UnreadableDocument: if it cannot be read.
        """
        table = read_table(path, self._settings, mapping=mapping) if is_csv(path) else None
        if table is not None:
            return table
        if not self._expecting:
            self._expecting = True
            self._library.expect_documents()
            Thread(target=reports.warm_up, name="warming up").start()
        document = self._reader.read(path)
        if document.pages[0].unit is Unit.SHEET:
            table = read_table(path, self._settings, document, mapping)
        return table or document

    def _prepare_text(self, path: Path, document: Document, started: float) -> Prepared | FileResult:
        found = sensitive.signs(document)
        if found and self._confirmed_by is None:
            seconds = time.perf_counter() - started
            return FileResult(path, Outcome.FAILED, sensitive.refusal(found), seconds=seconds, sensitive=True)
        if found:
            noted = (*document.warnings, sensitive.confirmation(found, self._confirmed_by or ""))
            document = replace(document, warnings=noted)
        report = reports.read_report(document)
        passages = tuple(split(document, report.boilerplate, self._passage_words))
        return Prepared(path, document, report.inspection, passages, time.perf_counter() - started)

    def _embed(self, wave: Wave) -> Embedded:
        """Embed together what was read together."""
        started = time.perf_counter()
        vectors = self._known.embed([text for item in wave if isinstance(item, Prepared) for text in item.inputs])
        return Embedded(vectors, (time.perf_counter() - started) / max(len(vectors), 1))

    def _store(self, wave: Wave, embedded: Embedded, filing: Filing) -> Iterator[FileResult]:
        """Put each document into the library, whole or not at all."""
        done = 0
        for item in wave:
            if isinstance(item, FileResult):
                yield self._seen(item, filing)
                continue
            count = len(item.inputs)
            vectors = embedded.vectors[done : done + count]
            yield self._keep(item, vectors, filing, item.seconds + embedded.seconds_each * count)
            done += count

    def _seen(self, result: FileResult, filing: Filing) -> FileResult:
        """Return the result of a file that was not read: as it is, if the library still holds what it held then.

        Files are looked at ahead. One before this may since have taken the place of the same bytes, under their name.
        """
        if result.outcome is Outcome.UNCHANGED and result.document is not None:
            if not self._library.holds(result.document):
                return self._add(result.path, filing)
            self._library.move(result.document, filing.origin(result.path))
        return result

    def _keep(self, item: Prepared, vectors: Vectors, filing: Filing, seconds: float) -> FileResult:
        started = time.perf_counter()
        try:
            change = self._library.add(
                item.document,
                item.inspection,
                item.passages,
                vectors,
                source=item.path,
                group=filing.group or _text(item.inspection.group),
                model=self._embedder.fingerprint,
                origin=filing.origin(item.path),
                table=item.table.content if item.table else None,
                again=item.again,
            )
        except (UnreadableDocument, DocumentRefused, OSError) as error:
            reason = cannot_keep(error, self._library.path) if isinstance(error, OSError) else str(error)
            return FileResult(item.path, Outcome.FAILED, reason, seconds=seconds)
        return FileResult(
            item.path,
            Outcome(change.result),
            notes=_notes(change),
            document=item.document.id,
            pages=len(item.document.pages),
            passages=len(item.passages),
            warnings=item.document.warnings,
            seconds=seconds + time.perf_counter() - started,
        )


def _waves(
    prepare: Callable[[Path], Prepared | FileResult], paths: Iterable[Path]
) -> Generator[list[Prepared | FileResult], None, None]:
    """Prepare files in a thread, ahead of their use, and yield in order what is ready: one file at least."""
    coming = iter(paths)
    waiting: deque[Future[Prepared | FileResult]] = deque()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading") as thread:
        try:
            while True:
                waiting.extend(thread.submit(prepare, path) for path in islice(coming, AHEAD - len(waiting)))
                if not waiting:
                    return
                wave = [waiting.popleft().result()]
                while waiting and waiting[0].done() and _size(wave) < WAVE_PASSAGES:
                    wave.append(waiting.popleft().result())
                waiting.extend(thread.submit(prepare, path) for path in islice(coming, AHEAD - len(waiting)))
                yield wave
        finally:
            for future in waiting:
                future.cancel()


def _size(wave: Sequence[Prepared | FileResult]) -> int:
    return sum(len(item.passages) for item in wave if isinstance(item, Prepared))


def _unchanged(path: Path, known: DocumentRecord) -> FileResult:
    """Return that a file is known; one of another name would else not be found in the list."""
    other = (f"The library has this file already, as {known.filename}.",) if path.name != known.filename else ()
    return FileResult(
        path, Outcome.UNCHANGED, document=known.id, pages=known.pages, passages=known.passages, notes=other
    )


def _notes(change: DocumentChange) -> tuple[str, ...]:
    """Say what became of other documents of the same name, and what to do if that is not what was meant."""
    notes = []
    if change.replaced:
        notes.append(
            f"It took the place of {_listed(change.replaced)}, which had its name. If that was another document, add "
            "it again under another name."
        )
    if change.beside:
        notes.append(
            f"The library also has {_listed(change.beside)}, which may be another document, so both are kept. If it is "
            "an earlier version of this one, remove it."
        )
    return tuple(notes)


def _listed(origins: Sequence[str]) -> str:
    return ", ".join(f"“{origin}”" for origin in origins)


def _text(located: Located | None) -> str | None:
    return located.text if located else None
