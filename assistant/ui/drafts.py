"""What the Check tab needs from the rest of the program, and the real one: drafts checked against the library.

Loads the checker when a draft is first checked. Shows nothing; the queue in the library holds everything.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path, PurePath
from queue import SimpleQueue
from typing import Protocol

from assistant.checking.checker import Checker
from assistant.checking.verdict import Verdict
from assistant.reviewing import queue
from assistant.reviewing.checking import DraftDesk
from assistant.reviewing.exports import export
from assistant.reviewing.review import Review
from assistant.service import Assistant
from ingest.library import Library
from ingest.library.reviews import DraftRecord
from ingest.readers import ReaderProcess

Step = tuple[int, int]
"""Sentences checked so far, and how many there are."""


class Drafts(Protocol):
    """Drafts as the tab and its routes want them. Errors are `IngestError`, with facts and remedy."""

    def check(self, path: Path, name: str) -> Iterator[Step | Review]:
        """Check an uploaded copy, which is deleted; yield how far it has come, and at last the review."""
        ...

    def listed(self) -> Sequence[DraftRecord]:
        """Return the drafts that were checked, the latest first."""
        ...

    def review(self, draft: str) -> Review:
        """Return a checked draft with everybody's decisions."""
        ...

    def decide(self, draft: str, number: int, verdict: Verdict, reason: str) -> Review:
        """Keep a decision about a claim."""
        ...

    def withdraw(self, draft: str, number: int) -> Review:
        """Take back one's own decision about a claim."""
        ...

    def export(self, draft: str, form: str) -> tuple[str, bytes]:
        """Return a file's name and bytes; `form` is an ending such as ".docx"."""
        ...


class LibraryDrafts:
    """Drafts of the library that the application has open."""

    def __init__(
        self,
        library: Callable[[], Library],
        assistant: Callable[[], Assistant],
        reader: ReaderProcess,
        present: Callable[[], bool],
    ) -> None:
        self._library, self._assistant, self._reader, self._present = library, assistant, reader, present
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="checking")
        self._lock = threading.Lock()
        self._checker: Checker | None = None

    def close(self) -> None:
        """Finish the draft that is being checked and begin no other."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def check(self, path: Path, name: str) -> Iterator[Step | Review]:
        """Check an uploaded copy, which is deleted; yield how far it has come, and at last the review."""
        steps: SimpleQueue[Step | None] = SimpleQueue()
        work = self._begun(path, name, steps.put)
        while (step := steps.get()) is not None:
            yield step
        yield work.result()

    def _begun(self, path: Path, name: str, tell: Callable[[Step | None], None]) -> Future[Review]:
        """Put the draft in line. Its copy goes however that ends: a closing window or program would else leave it."""

        def over(_: Future[Review] | None = None) -> None:
            path.unlink(missing_ok=True)
            tell(None)

        try:
            work = self._worker.submit(self._check, path, name, tell)
        except RuntimeError:  # the program is closing
            over()
            raise
        work.add_done_callback(over)
        return work

    def _check(self, path: Path, name: str, tell: Callable[[Step], None]) -> Review:
        assistant = self._assistant()
        desk = DraftDesk(assistant.library, assistant.searcher, self._judge(assistant), self._reader)
        return desk.check(path, lambda done, total: tell((done, total)), name)[1]

    def _judge(self, assistant: Assistant) -> Checker:
        with self._lock:
            if self._checker is None:
                self._checker = Checker(assistant.searcher.embedder)
            return self._checker

    def judge(self) -> Checker:
        """Return the checker, loading it the first time."""
        return self._judge(self._assistant())

    def listed(self) -> Sequence[DraftRecord]:
        """Return the drafts that were checked, the latest first; none while there is no library."""
        return queue.listed(self._library()) if self._present() else ()

    def review(self, draft: str) -> Review:
        """Return a checked draft with everybody's decisions."""
        return queue.load(self._library(), draft)

    def decide(self, draft: str, number: int, verdict: Verdict, reason: str) -> Review:
        """Keep a decision about a claim."""
        return queue.decide(self._library(), draft, number, verdict, reason)

    def withdraw(self, draft: str, number: int) -> Review:
        """Take back one's own decision about a claim."""
        library = self._library()
        library.reviews.withdraw(draft, number)
        return queue.load(library, draft)

    def export(self, draft: str, form: str) -> tuple[str, bytes]:
        """Return a file's name and bytes; `form` is an ending such as ".docx"."""
        library = self._library()
        review = queue.load(library, draft)
        content = library.reviews.content(draft) if form == ".docx" else None
        return f"{PurePath(review.filename).stem}-checked{form}", export(review, form, content)


__all__ = ["Drafts", "LibraryDrafts", "Step"]
