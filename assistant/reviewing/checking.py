"""A draft's file checked against a library and kept in its queue: read, check, keep.

Joins reader, checker and queue; decides nothing itself.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.checking.checker import Checker
from assistant.checking.drafts.draft import CheckedDraft, DraftChecker, Progress
from assistant.reviewing import queue
from assistant.reviewing.exports import FORMS, CannotExportReview, export
from assistant.reviewing.review import Review, items_of, without_comments
from assistant.search import Searcher
from ingest.errors import UnreadableDocument
from ingest.library import Library
from ingest.readers import ReaderProcess


@dataclass(frozen=True, slots=True)
class DraftDesk:
    """What checking a draft needs: the library, its searcher, the checker and the reader."""

    library: Library
    searcher: Searcher
    checker: Checker
    reader: ReaderProcess

    def check(
        self, path: Path, progress: Progress | None = None, name: str | None = None
    ) -> tuple[CheckedDraft, Review]:
        """Check a file and keep the result; `name` is what to call it, if not the file's name.

        :raises UnreadableDocument: if it cannot be read.
        """
        started = time.perf_counter()
        draft = self.reader.read(path)
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != draft.id:
            raise UnreadableDocument(f"{path.name} was changed while it was read. Check it again.")
        draft = without_comments(replace(draft, filename=name or draft.filename))
        checked = DraftChecker(self.library, self.searcher, self.checker).check(draft, progress)
        review = queue.keep(self.library, draft, items_of(checked), content)
        return checked, replace(review, seconds=time.perf_counter() - started)


def check_targets(draft: Path, targets: Sequence[Path]) -> None:
    """See before any work that the files to be written can be.

    :raises CannotExportReview: if one is the draft itself, has an unknown ending or no folder.
    """
    for target in targets:
        if target.suffix.lower() not in FORMS:
            raise CannotExportReview(
                f"{target}: a check can be written as {', '.join(FORMS)}. Give the file such an ending."
            )
        if not target.parent.is_dir():
            raise CannotExportReview(f"The folder {target.parent} is not there. Make it first.")
        if target.resolve() == draft.resolve():
            raise CannotExportReview(
                f"{target} is the draft itself, which is never changed. Give the file another name."
            )


def write(library: Library, review: Review, targets: Sequence[Path]) -> None:
    """Write a review to files, each in the form that its ending names.

    :raises CannotExportReview: if the draft cannot take a form, or a file cannot be written.
    """
    content = library.reviews.content(review.id)
    for target in targets:
        data = export(review, target.suffix.lower(), content)
        try:
            target.write_bytes(data)
        except OSError as error:
            raise CannotExportReview(f"{target} could not be written ({error.strerror}).") from error


def decision_lines(library: Library) -> list[str]:
    """Return the decisions that still stand as JSON lines for `evals`."""
    return [json.dumps(case, ensure_ascii=False) for case in queue.gold_cases(library)]


__all__ = ["DraftDesk", "check_targets", "decision_lines", "write"]
