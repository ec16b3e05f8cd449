"""The vector index: which passages are near a query vector (Chroma, cosine).

Derived from the catalogue and no truth of its own. Decides nothing about what may be shown.

Chroma embedded (1.5.9) is neither safe against being killed nor made for two processes, as we measured: a process
that does not know of another's additions answers from its old graph without a word, or fails with "Error finding id"
where a filter is given; one killed while it saves its graph leaves files that never load again; and reading may write.
So every use of the embedded index holds a lock between processes, opens Chroma anew where another process has
changed it since, and notes beside the lock that a change is under way. A note still there once the lock is free
means that a process died; from then on the index is not *trusted*, until it is made again from the catalogue.

Boilerplate is not kept here: a metadata filter costs 23 ms a query at 6,000 vectors where none costs 1 ms.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Hit
from ingest.errors import LibraryDamaged, LibraryError
from ingest.library.locking import State, StateLock

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection
    from chromadb.config import Settings

Matrix = NDArray[np.float32]

_CLEAN, _LOADING, _CHANGING, _REBUILDING = "clean", "loading", "changing", "rebuilding"
_COLLECTION = "passages"
_CONFIGURATION: Any = {"hnsw": {"space": "cosine", "sync_threshold": 50}}
"""How often Chroma saves its graph: what is not saved is put in again, one by one, whenever a process opens it.

At 40,000 vectors, saving after 50 (Chroma's own choice is 1,000) costs 25 ms more a document; opening takes .13 s, not
.5 s.
"""
_PART = 2000
"""Vectors given to Chroma at once: each call costs it 20 ms or more, however few they are."""


class VectorIndex:
    """The vectors of one library. One object a folder and process, shared by all its openings and threads."""

    _open: ClassVar[dict[Path, VectorIndex]] = {}
    _users: ClassVar[Counter[Path]] = Counter()
    _guard: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, folder: Path, url: str | None, name: str) -> None:
        self._folder, self._url = folder, url
        self._name = f"library-{name}" if url else _COLLECTION
        self._mutex = threading.RLock()
        self._lock = StateLock(folder.with_suffix(".lock"))
        self._client: ClientAPI | None = None
        self._collection: ChromaCollection | None = None
        self._loaded = False
        self._seen = -1

    @classmethod
    def shared(cls, folder: Path, url: str | None, name: str) -> VectorIndex:
        """Return this process's one index of the folder (or server); `close` it as often as it was asked for."""
        key = folder.resolve()
        with cls._guard:
            index = cls._open.get(key) or cls(key, url, name)
            if index._url != url:
                raise LibraryError(f"The library is open in this process with another vector server: {index._url}")
            cls._open[key] = index
            cls._users[key] += 1
            return index

    def close(self) -> None:
        """Let go of the index; the last user of it in this process closes it."""
        with self._guard:
            self._users[self._folder] -= 1
            if self._users[self._folder] > 0:
                return
            del self._users[self._folder], self._open[self._folder]
        with self._mutex:
            self._disconnect()
            self._lock.close()

    def load_early(self) -> None:
        """Begin to load Chroma, in a thread: who adds files needs it only when they are read and embedded."""
        if self._url is None and self._client is None:
            threading.Thread(target=_load_chroma, name="loading-chroma").start()

    def trusted(self) -> bool:
        """Say whether the index is whole, as far as the last process that changed it could say."""
        with self._mutex, self._lock.held():
            return self._state().word in (_CLEAN, "")

    def exists(self) -> bool:
        """Say whether there is an index at all. Asks a server nothing."""
        return self._url is not None or (self._folder / "chroma.sqlite3").is_file()

    def look(self) -> None:
        """Raise if the index is missing though it should be whole. Loads nothing."""
        if self.trusted() and not self.exists():
            raise LibraryDamaged(_message(self._folder, "it is missing"))

    def distrust(self) -> None:
        """Note that the index no longer agrees with the catalogue, until it is made again."""
        with self._mutex, self._lock.held():
            self._lock.write(State(self._lock.read().counter + 1, _REBUILDING))

    def model(self) -> str | None:
        """Return the model that the index says its vectors are from."""
        with self._reading() as collection:
            return (collection.metadata or {}).get("model")

    def search(self, vector: Matrix, k: int, documents: Collection[str] | None) -> list[Hit] | None:
        """Return the `k` nearest passages, nearest first; None if the index is not to be trusted at present."""
        where: Any = None if documents is None else {"document": {"$in": sorted(documents)}}
        with self._mutex, self._lock.held():
            if not self.trusted():
                return None
            with self._reading() as collection:
                found = collection.query(
                    query_embeddings=vector[np.newaxis], n_results=k, where=where, include=["distances"]
                )
        distances = (found["distances"] or [[]])[0]
        return [
            Hit(id, min(1.0, 1.0 - float(distance))) for id, distance in zip(found["ids"][0], distances, strict=True)
        ]

    def update(self, removed: Collection[str], added: Iterable[tuple[list[str], Matrix]], model: str) -> None:
        """Take documents out, and put passages (ids and vectors) in."""
        with self._changing(model) as (client, collection):
            for document in removed:
                collection.delete(where={"document": document})
            largest = client.get_max_batch_size()
            for ids, vectors in _in_parts(added, min(largest, _PART)):
                metadatas: Any = [{"document": id.rpartition(":")[0]} for id in ids]
                collection.upsert(ids=ids, embeddings=vectors, metadatas=metadatas)

    def rebuild(self, parts: Iterable[tuple[list[str], Matrix]], model: str) -> None:
        """Make the index again. Until it is whole it is not trusted; other processes get their turn between parts."""
        self.distrust()
        with self._mutex, self._lock.held():
            self._clear()
        self.update((), (), model)
        for part in parts:
            self.update((), [part], model)
        with self._mutex, self._lock.held():
            self._note(_CLEAN)

    def total(self) -> int:
        """Return the number of passages in the index."""
        with self._reading() as collection:
            return collection.count()

    def counts(self) -> dict[str, int]:
        """Return how many passages of each document are in the index."""
        with self._reading() as collection:
            return Counter(id.rpartition(":")[0] for id in collection.get(include=[])["ids"])

    @contextmanager
    def _reading(self) -> Iterator[ChromaCollection]:
        with self._mutex, self._lock.held(), self._guarded():
            state = self._refresh()
            if not self.exists():
                raise LibraryDamaged(_message(self._folder, "it is missing"))
            with self._catching_up(state):
                yield self._get()

    @contextmanager
    def _catching_up(self, state: State) -> Iterator[None]:
        """Note, while Chroma opens its files, that it may be changing them: it catches up with its own log then."""
        before, loading = self._graph(), not self._loaded and state.word == _CLEAN
        if loading:
            self._lock.write(replace(state, word=_LOADING))
        try:
            yield
            self._loaded = True
        finally:
            if self._graph() == before:
                if loading:
                    self._lock.write(state)
            elif self._loaded:
                self._note(state.word)  # other processes must look again

    @contextmanager
    def _changing(self, model: str) -> Iterator[tuple[ClientAPI, ChromaCollection]]:
        with self._mutex, self._lock.held(), self._guarded():
            state = self._refresh()
            if state.word == _CHANGING:
                raise LibraryDamaged(_message(self._folder, "a process died while it was changing it"))
            before = self._graph()
            self._note(_REBUILDING if state.word == _REBUILDING else _CHANGING)
            client = self._connect()
            collection = client.get_or_create_collection(
                self._name, embedding_function=None, configuration=_CONFIGURATION, metadata={"model": model}
            )
            yield client, collection
            self._flush(before)
            self._note(state.word or _CLEAN)

    def _refresh(self) -> State:
        """Return what is noted of the index, and forget what this process knew if another has changed it since."""
        state = self._state()
        if state.counter != self._seen:
            if self._url is None:
                self._disconnect()
                if state.word == _CLEAN and state.digest != self._digest():
                    raise LibraryDamaged(_message(self._folder, "its files are not those that were written"))
            self._seen = state.counter
        return state

    def _state(self) -> State:
        """Return what is noted of the index. Where a process died opening it, what its files show decides."""
        state = self._lock.read()
        if state.word == _LOADING:
            return replace(state, word=_CLEAN if state.digest == self._digest() else _CHANGING)
        return state

    def _note(self, word: str) -> None:
        """Note the state of the index, and that it changed."""
        self._seen += 1
        self._lock.write(State(self._seen, word, self._digest() if word == _CLEAN else ""))

    def _digest(self) -> str:
        """Return a digest of the names and sizes of the graph's files: enough to notice one missing or cut short.

        Chroma itself does not notice all of these, and then answers wrongly or takes the process down with it.
        """
        return hashlib.sha256(repr([(name, size) for name, size, _ in self._graph()]).encode()).hexdigest()

    def _flush(self, before: list[tuple[str, int, int]]) -> None:
        """See that the files that changed since `before` outlive a loss of power; Chroma leaves that to chance."""
        for name, *_ in set(self._graph()) - set(before):
            with (self._folder / name).open("rb") as file:
                os.fsync(file.fileno())

    def _graph(self) -> list[tuple[str, int, int]]:
        """Return name, size and time of change of the graph's files. The database beside them minds itself."""
        if self._url is not None:
            return []
        found = ((path, path.stat()) for path in self._folder.glob("*/*"))
        return sorted((str(p.relative_to(self._folder)), status.st_size, status.st_mtime_ns) for p, status in found)

    def _connect(self) -> ClientAPI:
        if self._client is None:
            from chromadb.config import Settings  # slow to load (0.7 s), and not needed to look a document up

            settings = Settings(anonymized_telemetry=False)
            self._client = _server(self._url, settings) if self._url else _embedded(str(self._folder), settings)
        return self._client

    def _get(self) -> ChromaCollection:
        """Return the collection. Of the embedded index it is asked for once a connection: each time costs 2 ms."""
        client = self._connect()
        if self._url is not None:
            return client.get_collection(self._name, embedding_function=None)
        if self._collection is None:
            self._collection = client.get_collection(self._name, embedding_function=None)
        return self._collection

    def _disconnect(self) -> None:
        self._collection = None
        if self._client is not None:
            cast(Any, self._client).close()
            self._client = None
        self._loaded = False

    def _clear(self) -> None:
        if self._url is None:
            self._disconnect()
            shutil.rmtree(self._folder, ignore_errors=True)
            return
        with self._guarded():
            client = self._connect()
            if self._name in {collection.name for collection in client.list_collections()}:
                client.delete_collection(self._name)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        import httpx
        from chromadb.errors import ChromaError, NotFoundError

        try:
            yield
        except NotFoundError as error:
            raise LibraryDamaged(_message(self._folder, "it has no collection")) from error
        except (ChromaError, OSError, ValueError, httpx.HTTPError) as error:
            if self._url is None:
                raise LibraryDamaged(_message(self._folder, str(error))) from error
            raise LibraryError(
                f"The Chroma server at {self._url} did not do as asked ({str(error)[:200]}). Start it, or unset "
                "INSPECTION_CHROMA_URL to keep the vectors in the library's folder."
            ) from error


def _in_parts(parts: Iterable[tuple[list[str], Matrix]], size: int) -> Iterator[tuple[list[str], Matrix]]:
    """Yield the same ids and vectors, as many at a time as come to `size`, and never more."""
    ids: list[str] = []
    vectors: list[Matrix] = []
    for more, matrix in parts:
        for start in range(0, len(more), size):
            if ids and len(ids) + len(more[start : start + size]) > size:
                yield ids, np.concatenate(vectors)
                ids, vectors = [], []
            ids = ids + more[start : start + size]
            vectors.append(matrix[start : start + size])
    if ids:
        yield ids, np.concatenate(vectors)


def _load_chroma() -> None:
    """Import what an embedded client loads when it is made: 0.7 s, of which nothing is left to do then."""
    from chromadb.config import Settings

    importlib.import_module(Settings().chroma_api_impl.rpartition(".")[0])


def _embedded(folder: str, settings: Settings) -> ClientAPI:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient

    # Chroma keeps what it failed to open, and would hand it out again instead of opening the mended folder.
    if SharedSystemClient._identifier_to_refcount.get(folder, 0) <= 0:
        SharedSystemClient._identifier_to_system.pop(folder, None)
    return chromadb.PersistentClient(folder, settings=settings)


def _server(url: str, settings: Settings) -> ClientAPI:
    import chromadb

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise LibraryError(f"{url!r} is not the address of a Chroma server. Give one such as http://localhost:8000")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    return chromadb.HttpClient(host=parts.hostname, port=port, ssl=secure, settings=settings)


def _message(folder: Path, why: str) -> str:
    return f"The vector index in {folder} is damaged ({why[:200]}). Make it again: python -m ingest --rebuild"
