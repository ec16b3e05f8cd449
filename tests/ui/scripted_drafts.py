"""Scripted drafts for the Check tab: what is found is written here; the exports are the real ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.checking.verdict import Reason, Verdict
from assistant.reviewing.exports import export
from assistant.reviewing.review import Decision, Review, ReviewItem, VerdictSource
from assistant.ui.drafts import Step
from ingest.documents import Locator, Sentence, Span
from ingest.errors import LibraryError, UnreadableDocument
from ingest.library.reviews import DraftRecord
from ingest.readers.word import MEDIA_TYPE

if TYPE_CHECKING:
    from tests.ui.scripted import ScriptedBackend

AT = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
SENTENCES = (
    "Attendance",
    "Leaders track attendance with care and act on what they find.",
    "Attendance of all pupils remains too low <b>everywhere</b>.",
    "The school has a pool.",
    "Pupils read widely.",
)


class ScriptedDrafts:
    """Finds the same in every Word draft; keeps reviews in memory."""

    def __init__(self, backend: ScriptedBackend) -> None:
        self._backend = backend
        self.reset()

    def reset(self) -> None:
        """Forget every draft."""
        self._kept: dict[str, tuple[Review, bytes]] = {}

    def check(self, path: Path, name: str) -> Iterator[Step | Review]:
        content = path.read_bytes()
        path.unlink()
        if not content.startswith(b"PK") and b"Pupils" not in content:
            raise UnreadableDocument("This is not a kind of file that can be read. Save it <i>again</i>.")
        yield 2, len(SENTENCES)
        kind = MEDIA_TYPE if content.startswith(b"PK") else "text/plain"
        review = Review(hashlib.sha256(content).hexdigest(), name, kind, tuple(self._items()), AT, "ann", 1.5)
        self._kept[review.id] = review, content
        yield review

    def listed(self) -> Sequence[DraftRecord]:
        return [DraftRecord(r.id, r.filename, r.media_type, r.checked_at, r.checked_by) for r, _ in self._kept.values()]

    def review(self, draft: str) -> Review:
        if draft not in self._kept:
            raise LibraryError("No such draft was checked.")
        return self._kept[draft][0]

    def decide(self, draft: str, number: int, verdict: Verdict, reason: str) -> Review:
        item = self.review(draft).items[number - 1]
        if verdict is not item.verdict and not reason.strip():
            raise LibraryError("Give a reason: who reads this later must see why.")
        return self._put(draft, replace(item, decisions=(Decision(verdict, item.verdict, reason, "ann", AT),)))

    def withdraw(self, draft: str, number: int) -> Review:
        return self._put(draft, replace(self.review(draft).items[number - 1], decisions=()))

    def export(self, draft: str, form: str) -> tuple[str, bytes]:
        review, content = self._kept[draft] if draft in self._kept else (self.review(draft), b"")
        return f"draft-checked{form}", export(review, form, content)

    def _put(self, draft: str, item: ReviewItem) -> Review:
        review, content = self._kept[draft]
        items = tuple(item if old.number == item.number else old for old in review.items)
        self._kept[draft] = replace(review, items=items), content
        return self.review(draft)

    def _items(self) -> Iterator[ReviewItem]:
        tracked = self._source(2, "Leaders track attendance with care and act on what they find.")
        low = self._source(4, "Attendance of some pupils remains too low.")
        conflict = (Reason("quantifier", "all", "some"), Reason("nothing speaks to", "everywhere", ""))
        agree = (Reason("who", "Leaders", "Leaders"),)
        yield self._item(1, Verdict.NOT_CHECKED, set_apart="a heading")
        yield self._item(2, Verdict.SUPPORTED, source=tracked, reasons=agree, citations=("Ash Hill, 2024, p. 2",))
        yield self._item(3, Verdict.CONTRADICTED, source=low, reasons=conflict, suggestion="Stands in: page 4")
        yield self._item(4, Verdict.NOT_FOUND, findings=("uncited",))
        yield self._item(5, Verdict.NOT_CHECKED, source=tracked)

    def _item(self, number: int, verdict: Verdict, **more: object) -> ReviewItem:
        text = SENTENCES[number - 1]
        empty = {"set_apart": None, "reasons": (), "findings": (), "suggestion": None, "citations": (), "source": None}
        values = {"number": number, "text": text, "written": text, "page": 1, "paragraph": 1, "verdict": verdict}
        return ReviewItem(score=0.5, **(empty | values | more))  # type: ignore[arg-type]

    def _source(self, page: int, text: str) -> VerdictSource:
        row = self._backend.rows()[0]
        start = self._backend.page(row.document, page).text.index(text)
        place = Locator(row.document, page, Span(start, start + len(text)))
        return VerdictSource(
            row.document, "f" * 64, row.file, row.title, row.school, date(2024, 3, 12), "12 and 13 March 2024",
            "graded", "Attendance", (Sentence(text, (place,)),), 0,
        )  # fmt: skip
