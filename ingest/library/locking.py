"""Locks between processes: one writer to a library, and one process at a time in its vector index.

Holds locks and a few bytes of state beside them; knows nothing of what they protect. A lock goes with its process,
however that ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingest.errors import LibraryBusy, LibraryError

_PAUSE = 0.05
_NOTE = 120


class WriterLock:
    """The right to write to the library in `folder`. Other processes, and other openings in this one, wait or leave."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "writer.lock"
        self._file: int | None = None

    def acquire(self, seconds: float) -> None:
        """Take the lock, waiting at most `seconds`, or say who holds it. The folder is made if it is not there."""
        file = _opened(self._path)
        deadline = time.monotonic() + seconds
        while not _try(file):
            if time.monotonic() >= deadline:
                holder = os.pread(file, 1000, 0)
                os.close(file)
                raise LibraryBusy(_busy(self._path.parent, holder, seconds))
            time.sleep(_PAUSE)
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        _overwrite(file, json.dumps({"pid": os.getpid(), "started": started}).encode())
        self._file = file

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            os.ftruncate(self._file, 0)
            fcntl.flock(self._file, fcntl.LOCK_UN)  # said outright: a forked child may hold the same open file
            os.close(self._file)
            self._file = None


@dataclass(frozen=True, slots=True)
class State:
    """What is noted beside a lock: how often the locked thing changed, a word on its condition, a digest of it."""

    counter: int = 0
    word: str = ""
    digest: str = ""


class StateLock:
    """A lock with a note beside it, for whoever holds it to read and change.

    The caller sees to it that only one thread of this process uses it at a time.
    """

    def __init__(self, path: Path) -> None:
        self._file = _opened(path)
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock, waiting for as long as it takes. Whoever holds it may do so again."""
        if not self._depth:
            fcntl.flock(self._file, fcntl.LOCK_EX)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def read(self) -> State:
        """Return the note; an empty one where there is none."""
        counter, word, digest = (os.pread(self._file, _NOTE, 0).decode("ascii", "replace").split(" ") + [""] * 3)[:3]
        return State(int(counter), word, digest.strip()) if counter.isdecimal() else State()

    def write(self, state: State) -> None:
        """Write the note; it outlives this process and the machine's power."""
        note = f"{state.counter} {state.word} {state.digest}"
        os.pwrite(self._file, note.ljust(_NOTE).encode("ascii"), 0)
        os.fsync(self._file)

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise LibraryError(
            f"The library in {path.parent} cannot be used ({error.strerror}). See that the folder is one, and that you "
            "may write in it (reading needs that too)."
        ) from error


def _try(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _overwrite(file: int, content: bytes) -> None:
    os.ftruncate(file, 0)
    os.pwrite(file, content, 0)


def _busy(folder: Path, holder: bytes, seconds: float) -> str:
    try:
        told = json.loads(holder)
        who = f"Process {told['pid']}, since {told['started']},"
    except (ValueError, KeyError, TypeError):
        who = "Another process"
    waited = f" (waited {seconds:g} s)" if seconds else ""
    return (
        f"{who} is writing to the library in {folder}{waited}. Wait until it has finished, "
        "or wait longer: INSPECTION_LOCK_SECONDS=600"
    )
