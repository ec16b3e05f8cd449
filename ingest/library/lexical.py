"""The lexical index: which passages share words with a query (BM25 over stemmed English words).

Derived from the catalogue and no truth of its own: it can be thrown away and made again. A query is plain words and
never a query language, so that no character in it can raise or steer. Decides nothing about what may be shown.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

import tantivy
from tantivy import Occur, Query

from ingest.documents import Hit, Passage
from ingest.errors import LibraryDamaged

T = TypeVar("T")

_HEAP = 50_000_000
"""Bytes that the writer may hold before it writes a segment."""
_QUERY_WORDS = 400
"""Different words of a query that are looked up; a longer one is a text, and its first words stand for it."""
_LONGEST_WORD = 40  # as in tantivy's own "en_stem"
_TRIES, _PAUSE = 4, 0.05


@cache
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("heading", tokenizer_name="en_stem", index_option="freq")
    builder.add_text_field("text", tokenizer_name="en_stem", index_option="freq")
    builder.add_boolean_field("boilerplate", indexed=True)
    return builder.build()


@cache
def _analyser() -> tantivy.TextAnalyzer:
    filters = (
        tantivy.Filter.remove_long(_LONGEST_WORD),
        tantivy.Filter.lowercase(),
        tantivy.Filter.stemmer("english"),
    )
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in filters:
        builder = builder.filter(step)
    return builder.build()


class LexicalIndex:
    """The tantivy index in one folder. Any number of threads and processes may search while one writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._index: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._state: tuple[int, int] | None = None

    def create(self) -> None:
        """Make an empty index if there is none."""
        self._folder.mkdir(exist_ok=True)
        if not tantivy.Index.exists(str(self._folder)):
            with self._guarded():
                tantivy.Index(_schema(), path=str(self._folder))

    def close(self) -> None:
        """Finish merging and let go of the files."""
        with self._lock:
            if self._writer is not None:
                self._writer.wait_merging_threads()
            self._writer = self._index = self._state = None

    def search(self, query: str, k: int, documents: Collection[str] | None, *, boilerplate: bool) -> list[Hit]:
        """Return the `k` passages that match the words of `query` best, best first."""
        words = _words(query)
        if not words or k < 1 or (documents is not None and not documents):
            return []
        return _patiently(lambda: self._search(_query(words, documents, boilerplate=boilerplate), k))

    def update(self, removed: Collection[str], added: Iterable[Passage]) -> None:
        """Take documents out and put passages in: all of it becomes visible at once."""
        with self._lock:
            with self._guarded():
                writer = self._writer = self._writer or self._open().writer(heap_size=_HEAP, num_threads=1)
                for document in removed:
                    writer.delete_documents_by_term("document", document)
            for passage in added:
                writer.add_document(_entry(passage))
            with self._guarded():
                writer.commit()

    def rebuild(self, passages: Iterable[Passage]) -> None:
        """Make the index again from `passages`; searches use the old one until the new one is whole."""
        self.close()
        fresh, old = self._folder.with_suffix(".new"), self._folder.with_suffix(".old")
        for folder in (fresh, old):
            shutil.rmtree(folder, ignore_errors=True)
        fresh.mkdir(parents=True)
        made = LexicalIndex(fresh)
        made.create()
        made.update((), passages)
        made.close()
        if self._folder.exists():
            self._folder.rename(old)
        fresh.rename(self._folder)
        shutil.rmtree(old, ignore_errors=True)

    def total(self) -> int:
        """Return the number of passages in the index."""
        return _patiently(self._total)

    def frequencies(self, stems: Sequence[str]) -> list[int]:
        """Return for each stemmed word how many passages hold it in their text or heading (the larger number)."""
        return _patiently(lambda: self._frequencies(stems))

    def counts(self) -> dict[str, int]:
        """Return how many passages of each document are in the index."""
        with self._guarded():
            searcher, counts = self._searcher(), {}
            for document, _ in searcher.terms_with_prefix("document", ""):
                term = Query.term_query(_schema(), "document", document, "basic")
                counts[document] = searcher.search(term, 1).count  # type: ignore[attr-defined] # missing in the stub
            return {document: count for document, count in counts.items() if count}

    def _search(self, query: Query, k: int) -> list[Hit]:
        with self._guarded():
            searcher = self._searcher()
            hits = searcher.search(query, k, count=False).hits
            return [Hit(searcher.doc(address)["id"][0], float(score)) for score, address in hits]

    def _frequencies(self, stems: Sequence[str]) -> list[int]:
        with self._guarded():
            searcher = self._searcher()
            return [max(searcher.doc_freq(field, stem) for field in ("text", "heading")) for stem in stems]

    def _total(self) -> int:
        with self._guarded():
            return self._searcher().num_docs

    def _open(self) -> tantivy.Index:
        if self._index is None:
            self._index = tantivy.Index(_schema(), path=str(self._folder), reuse=True)
            self._index.config_reader("manual")
        return self._index

    def _searcher(self) -> tantivy.Searcher:
        """Return a searcher that sees the last commit, whichever process made it."""
        with self._lock:
            status = (self._folder / "meta.json").stat()
            state = (status.st_ino, status.st_mtime_ns)
            index = self._open()
            if state != self._state:
                index.reload()
                self._state = state
            return index.searcher()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError) as error:  # what the bindings raise for files that are missing or make no sense
            self._index = self._state = None
            raise LibraryDamaged(
                f"The lexical index in {self._folder} is damaged ({str(error)[:200]}). "
                "Make it again: python -m ingest --rebuild"
            ) from error


def _patiently(look: Callable[[], T]) -> T:
    """Look again where the index is not there: another process may be putting a new one in its place."""
    for _ in range(_TRIES - 1):
        with suppress(LibraryDamaged):
            return look()
        time.sleep(_PAUSE)
    return look()


def _entry(passage: Passage) -> tantivy.Document:
    return tantivy.Document(
        id=passage.id,
        document=passage.document,
        heading=passage.heading or "",
        text=passage.text,
        boilerplate=passage.boilerplate is not None,
    )


def _words(query: str) -> list[str]:
    """Return the different stemmed words of a query, in order."""
    return list(dict.fromkeys(_analyser().analyze(query.encode("utf-8", "replace").decode())))[:_QUERY_WORDS]


def _query(words: list[str], documents: Collection[str] | None, *, boilerplate: bool) -> Query:
    schema = _schema()
    fields = [(field, word) for word in words for field in ("text", "heading")]
    terms = [(Occur.Should, Query.term_query(schema, field, word, "freq")) for field, word in fields]
    clauses = [(Occur.Must, Query.boolean_query(terms))]
    if documents is not None:
        scope = Query.term_set_query(schema, "document", sorted(documents))
        clauses.append((Occur.Must, Query.const_score_query(scope, 0.0)))
    if not boilerplate:
        clauses.append((Occur.MustNot, Query.term_query(schema, "boilerplate", True)))
    return Query.boolean_query(clauses)
