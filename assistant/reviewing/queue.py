"""Checked drafts kept in the library: verdicts in, reviews with everybody's decisions out, decisions as gold cases.

Holds nothing itself, so that two reviewers always see the same. Checks nothing; `assistant.checking.drafts.draft` does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.checking.verdict import Verdict
from assistant.reviewing.review import Decision, Review, ReviewItem
from ingest.documents import Document
from ingest.errors import LibraryError
from ingest.library import Library
from ingest.library.reviews import DecisionRecord, DraftRecord, VerdictRecord
from ingest.readers.word import MEDIA_TYPE as WORD

LONGEST_REASON = 2000
"""Characters of a reviewer's reason."""


@cache
def _codec() -> TypeAdapter[ReviewItem]:
    return TypeAdapter(ReviewItem)


def keep(library: Library, draft: Document, items: tuple[ReviewItem, ...], content: bytes) -> Review:
    """Keep a checked draft; the bytes of a Word draft are kept, so that its comments can be written later."""
    verdicts = [
        VerdictRecord(
            item.number,
            item.text,
            item.verdict.value,
            item.source.document if item.source else None,
            item.source.fingerprint if item.source else None,
            _codec().dump_python(item, mode="json"),
            others={item.against.source.document: item.against.source.fingerprint} if item.against else {},
        )
        for item in items
    ]
    kept = content if draft.media_type == WORD else None
    library.reviews.keep(draft.id, draft.filename, draft.media_type, verdicts, kept)
    return load(library, draft.id)


def listed(library: Library) -> list[DraftRecord]:
    """Return the drafts that were checked, the latest first."""
    return library.reviews.drafts()


def load(library: Library, id: str) -> Review:
    """Return a checked draft with everybody's decisions.

    :raises LibraryError: if it was not checked here, or was kept by another version of the program.
    """
    record = library.reviews.draft(id)
    decisions: dict[int, list[Decision]] = {}
    for made in library.reviews.decisions(id):
        decisions.setdefault(made.number, []).append(_decision(made))
    try:
        items = tuple(
            replace(_codec().validate_python(v.payload), decisions=tuple(decisions.get(v.number, ())), stale=v.stale)
            for v in library.reviews.verdicts(id)
        )
    except ValidationError as error:
        raise LibraryError(
            f"The check of {record.filename} was kept by another version of this program. Check the draft again."
        ) from error
    return Review(record.id, record.filename, record.media_type, items, record.checked_at, record.checked_by)


def decide(library: Library, id: str, number: int, verdict: Verdict, reason: str) -> Review:
    """Keep a decision about a claim; one that differs from the checker needs a reason.

    :raises LibraryError: if there is no such claim, or no reason for a verdict of one's own.
    """
    item = load(library, id).item(number)
    if item is None or item.set_apart is not None:
        raise LibraryError(f"The draft {id[:12]} has no claim {number} to decide about.")
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if verdict is not item.verdict and not reason:
        raise LibraryError("Give a reason: who reads this later must see why the checker was overridden.")
    library.reviews.decide(id, number, verdict.value, reason, item.source.text if item.source else "")
    return load(library, id)


def gold_cases(library: Library, id: str | None = None) -> Iterator[dict[str, str]]:
    """Yield each decision that still stands as a pair of `evals.entailment.data`: evidence, claim and a person's label.

    Left out is what cannot be one: a claim without evidence, and one that the person could not check either.
    """
    for made in library.reviews.decisions(id):
        if made.stale or not made.document_id or made.verdict == Verdict.NOT_CHECKED.value:
            continue
        yield {
            "id": f"{made.draft_id[:12]}-{made.number}-{made.author}",
            "document": made.document_id,
            "evidence": made.evidence,
            "claim": made.claim,
            "label": made.verdict,
            "kind": f"reviewed (checker: {made.was}){f': {made.reason}' if made.reason else ''}",
            "writer": made.author,
        }


def forget(library: Library, draft: Path) -> None:
    """Take out what is kept of a draft: verdicts, decisions, and the bytes of a Word file.

    :raises LibraryError: if the file cannot be read, or was not checked against this library.
    """
    try:
        id = hashlib.sha256(draft.read_bytes()).hexdigest()
    except OSError as error:
        raise LibraryError(f"The file {draft} could not be read ({error.strerror}).") from error
    library.reviews.forget(library.reviews.draft(id).id)


def _decision(record: DecisionRecord) -> Decision:
    verdict, was = Verdict(record.verdict), Verdict(record.was)
    return Decision(verdict, was, record.reason, record.author, record.at, record.stale)


__all__ = ["decide", "forget", "gold_cases", "keep", "listed", "load"]
