"""Reads files in a child process, so that no file can crash, exhaust or hold up the application.

One child reads and another draws page images; each is started when first needed, reused for many files, and
replaced when it fails. Knows nothing of file formats beyond choosing the reader.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import logging
import os
import resource
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

from ingest.documents import Document
from ingest.errors import UnreadableDocument, cannot_open
from ingest.readers.formats import HEAD, recognise
from ingest.readers.limits import environment
from ingest.readers.wire import Garbled, Message, frame, receive, unpack

if TYPE_CHECKING:
    from ingest.settings import Settings

logger = logging.getLogger(__name__)

_MIB = 1024 * 1024
_NEARLY_ALL = 0.5
"""A child that died after touching this part of its memory limit most likely died of it."""

_LINES, _LINE = 10, 500
"""Lines of what a child says of its failure, and characters in each, that are logged at most."""

_CRASHED = (
    "Reading this file crashed the reader; nothing else was affected. "
    "The file may be damaged: open it and print it to a new PDF, and add that."
)


class ReaderProcess:
    """Reads documents and draws their pages; use as a context manager, from any thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._reading = _Child(settings.read_memory_mb, settings.read_seconds)
        self._drawing = _Child(settings.read_memory_mb, settings.read_seconds)

    def __enter__(self) -> ReaderProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child processes; a later call starts them again."""
        self._reading.close()
        self._drawing.close()

    def read(self, path: Path) -> Document:
        """Read a file.

        :raises UnreadableDocument: if it cannot be read; the message says why and what to do.
        """
        digest = self._accept(path)
        request = {"do": "read", "path": str(path.resolve()), "max_pages": self._settings.max_pages}
        answer = self._reading.ask({**request, "draw": self._settings.draw_texts})
        try:
            document = unpack(answer["document"], path.name)
        except (Garbled, KeyError) as error:
            raise UnreadableDocument(_CRASHED) from error
        if document.id != digest:
            raise UnreadableDocument("This file changed while it was being read. Add it again.")
        return document

    def render(self, path: Path, page_number: int, width: int) -> bytes:
        """Draw a page (counted from 1) as a PNG `width` pixels wide.

        :raises UnreadableDocument: if the file cannot be read or has no such page.
        """
        self._accept(path, digest=False)
        request = {"do": "render", "path": str(path.resolve()), "page": page_number, "width": width}
        answer = self._drawing.ask({**request, "draw": self._settings.draw_texts})
        try:
            return base64.b64decode(answer["image"], validate=True)
        except (KeyError, TypeError, binascii.Error) as error:
            raise UnreadableDocument(_CRASHED) from error

    def _accept(self, path: Path, digest: bool = True) -> str:
        """Check size and kind before any child sees the file; return the SHA-256 of its bytes."""
        try:
            size = path.stat().st_size
            if size > self._settings.max_file_mb * _MIB:
                raise UnreadableDocument(
                    f"This file is {size / _MIB:,.1f} MiB; at most {self._settings.max_file_mb:,} MiB are accepted. "
                    "Save a smaller copy, or raise the setting max_file_mb."
                )
            with path.open("rb") as file:
                recognise(file.read(HEAD), path.name)
                file.seek(0)
                return hashlib.file_digest(file, "sha256").hexdigest() if digest else ""
        except OSError as error:
            raise UnreadableDocument(cannot_open(error)) from error


class _Child:
    """One reading process: started when needed, one request at a time, killed when it is late."""

    def __init__(self, memory_mb: int, seconds: float) -> None:
        self._memory_mb = memory_mb
        self._seconds = seconds
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answered = 0

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._kill()

    def ask(self, request: Message) -> Message:
        """Send a request and return the answer.

        A child that fails after it served other files gets a second try afresh: the fault may be theirs.
        """
        with self._lock:
            while True:
                fresh = self._answered == 0
                try:
                    answer = self._exchange(request)
                except _Died as death:
                    logger.error("The reader ended without an answer (%s).", death.how)
                    if fresh:
                        raise UnreadableDocument(death.message) from None
                    continue
                self._answered += 1
                if "error" in answer:
                    raise UnreadableDocument(str(answer["error"]))
                if "failure" not in answer:
                    return answer
                self._kill()
                if answer["failure"] == "crash":
                    _log(answer)
                if fresh:
                    raise UnreadableDocument(self._exhausted() if answer["failure"] == "memory" else _CRASHED)

    def _exchange(self, request: Message) -> Message:
        process = self._process or self._start()
        deadline = time.monotonic() + self._seconds
        stdin, stdout = process.stdin, process.stdout
        if stdin is None or stdout is None:
            raise _Died(_CRASHED, "no pipe")
        try:
            stdin.write(frame({**request, "seconds": self._seconds}))
            stdin.flush()
            return receive(lambda count: _read(stdout.fileno(), count, deadline))
        except TimeoutError:
            self._kill()
            raise UnreadableDocument(
                f"Reading this file took longer than {self._seconds:,.4g} seconds and was stopped. "
                "Split it, or raise the setting read_seconds."
            ) from None
        except (EOFError, BrokenPipeError, Garbled):
            exhausted = self._kill()
            raise _Died(self._exhausted() if exhausted else _CRASHED, f"status {process.returncode}") from None

    def _exhausted(self) -> str:
        return (
            f"Reading this file took more than {self._memory_mb:,} MiB of memory and was stopped. "
            "Split it, or raise the setting read_memory_mb."
        )

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-B", "-s", "-P", "-m", "ingest.readers.child", str(self._memory_mb)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=environment(),
        )
        self._answered = 0
        return self._process

    def _kill(self) -> bool:
        """End the process; say whether it had died already, and of want of memory.

        PDFium and the C++ library abort when they get no memory. The most memory that a process held
        would be the plainer sign, but Linux counts what its parent held when it was started.
        """
        process, self._process, self._answered = self._process, None, 0
        if process is None:
            return False
        os.kill(process.pid, signal.SIGKILL)  # not process.kill(), which would take the child's status itself
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)
        touched = usage.ru_minflt * resource.getpagesize()
        return process.returncode == -signal.SIGABRT or touched > _NEARLY_ALL * self._memory_mb * _MIB


def _log(answer: Message) -> None:
    """Log where the reader's code failed, line by line, whatever a child that read an untrusted file may have sent."""
    where = answer.get("where")
    lines = [str(line)[:_LINE] for line in where[:_LINES]] if isinstance(where, list) else []
    logger.error("The reader failed with %s at:\n%s", str(answer.get("what"))[:_LINE], "\n".join(lines))


class _Died(Exception):
    """The child ended without an answer."""

    def __init__(self, message: str, how: str) -> None:
        super().__init__(message)
        self.message, self.how = message, how


def _close(stream: object) -> None:
    try:
        stream.close()  # type: ignore[attr-defined]
    except BrokenPipeError:
        return  # unsent bytes for a child that is gone


def _read(descriptor: int, count: int, deadline: float) -> bytes:
    """Read exactly `count` bytes before the deadline.

    :raises TimeoutError: if they do not come in time.
    :raises EOFError: if the child ends before.
    """
    parts: list[bytes] = []
    while count:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise TimeoutError
        part = os.read(descriptor, min(count, _MIB))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


__all__ = ["ReaderProcess"]
