"""Checked drafts in the catalogue: their verdicts, and what reviewers decided about them.

A verdict is bound to the bytes of the draft and to the text of the source that it rests on, and to that of every other
document that it was weighed against (one that says otherwise). It is *stale* once one of them has left the library or
reads differently; so is a decision. What a verdict is worth is not known here: its
payload is kept as it comes. A library that is open for reading keeps reviews too, as it keeps its audit trail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, insert, select

from ingest.errors import LibraryError
from ingest.library import schema as s
from ingest.library.catalogue import Catalogue, add_audit
from ingest.library.database import now


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A draft that was checked: its hash, its name, when it was last checked and by whom."""

    id: str
    filename: str
    media_type: str
    checked_at: datetime
    checked_by: str


@dataclass(frozen=True, slots=True)
class VerdictRecord:
    """One claim of a draft and its verdict. `document_id` and `fingerprint` are the source's, None without one.

    `others` are the further documents that it rests on, each with its fingerprint.
    """

    number: int
    claim: str
    verdict: str
    document_id: str | None
    fingerprint: str | None
    payload: Mapping[str, Any]
    stale: bool = False
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What a reviewer decided about a claim: `verdict` in place of what the checker said (`was`), and why."""

    draft_id: str
    number: int
    claim: str
    at: datetime
    author: str
    verdict: str
    was: str
    reason: str
    evidence: str
    document_id: str | None
    stale: bool


class Reviews:
    """The checked drafts of one library. `author` is who checks and decides here."""

    def __init__(self, catalogue: Catalogue, author: str) -> None:
        self._catalogue = catalogue
        self.author = author

    def keep(
        self, id: str, filename: str, media_type: str, verdicts: Sequence[VerdictRecord], content: bytes | None = None
    ) -> DraftRecord:
        """Keep a draft and its verdicts in place of those of an earlier check; decisions stay."""
        at = now()
        values = {
            "filename": filename,
            "media_type": media_type,
            "checked_at": at,
            "checked_by": self.author,
            "content": content,
        }
        rows = [
            {
                "draft_id": id,
                "number": verdict.number,
                "claim": verdict.claim,
                "verdict": verdict.verdict,
                "document_id": verdict.document_id,
                "fingerprint": verdict.fingerprint,
                "others": dict(verdict.others),
                "payload": dict(verdict.payload),
            }
            for verdict in verdicts
        ]
        with self._catalogue.writing(listed=False) as connection:
            known = connection.execute(s.drafts.update().where(s.drafts.c.id == id).values(values))
            if not known.rowcount:
                connection.execute(insert(s.drafts).values(values | {"id": id}))
            connection.execute(delete(s.draft_verdicts).where(s.draft_verdicts.c.draft_id == id))
            if rows:
                connection.execute(insert(s.draft_verdicts), rows)
            add_audit(connection, "check", self.author, {"draft": id, "filename": filename, "claims": len(rows)})
        return DraftRecord(id, filename, media_type, at.replace(tzinfo=UTC), self.author)

    def drafts(self) -> list[DraftRecord]:
        """Return the drafts that were checked, the latest first."""
        query = _drafts().order_by(s.drafts.c.checked_at.desc(), s.drafts.c.id)
        with self._catalogue.reading() as connection:
            return [_draft(row) for row in connection.execute(query)]

    def draft(self, id: str) -> DraftRecord:
        """Return one draft.

        :raises LibraryError: if it was not checked against this library.
        """
        with self._catalogue.reading() as connection:
            row = connection.execute(_drafts().where(s.drafts.c.id == id)).one_or_none()
        if row is None:
            raise LibraryError(f"No draft {id[:12]} was checked against this library. Check it first.")
        return _draft(row)

    def content(self, id: str) -> bytes | None:
        """Return the bytes of a Word draft; None for other kinds, whose bytes are not kept."""
        with self._catalogue.reading() as connection:
            return connection.scalar(select(s.drafts.c.content).where(s.drafts.c.id == id))

    def verdicts(self, id: str) -> list[VerdictRecord]:
        """Return the verdicts on a draft in the order of its claims, each saying whether it is stale."""
        v, d = s.draft_verdicts.c, s.documents.c
        same = and_(d.id == v.document_id, d.fingerprint == v.fingerprint)
        joined = s.draft_verdicts.outerjoin(s.documents, same)
        query = select(s.draft_verdicts, d.id.label("present")).select_from(joined)
        with self._catalogue.reading() as connection:
            rows = connection.execute(query.where(v.draft_id == id).order_by(v.number)).all()
            present = _present(connection, rows)
        return [_verdict(row, present) for row in rows]

    def decide(self, id: str, number: int, verdict: str, reason: str, evidence: str) -> None:
        """Keep a decision about a claim; an earlier one of the same author about it is replaced.

        :raises LibraryError: if the draft has no such claim.
        """
        v, c = s.draft_verdicts.c, s.draft_decisions.c
        with self._catalogue.writing(listed=False) as connection:
            row = connection.execute(select(s.draft_verdicts).where(v.draft_id == id, v.number == number)).one_or_none()
            if row is None:
                raise LibraryError(f"The draft {id[:12]} has no claim {number}. Check it again and look at the list.")
            mine = (c.draft_id == id) & (c.number == number) & (c.author == self.author)
            connection.execute(delete(s.draft_decisions).where(mine))
            kept = {
                "draft_id": id,
                "number": number,
                "claim": row.claim,
                "at": now(),
                "author": self.author,
                "verdict": verdict,
                "was": row.verdict,
                "reason": reason,
                "document_id": row.document_id,
                "fingerprint": row.fingerprint,
                "others": row.others,
                "evidence": evidence,
            }
            connection.execute(insert(s.draft_decisions).values(kept))
            self._tell(connection, id, number, verdict)

    def withdraw(self, id: str, number: int) -> None:
        """Take back one's own decision about a claim; nobody takes back another's."""
        c = s.draft_decisions.c
        mine = (c.draft_id == id) & (c.number == number) & (c.author == self.author)
        with self._catalogue.writing(listed=False) as connection:
            connection.execute(delete(s.draft_decisions).where(mine))
            self._tell(connection, id, number, None)

    def decisions(self, id: str | None = None) -> list[DecisionRecord]:
        """Return the decisions about a draft, or about all, oldest first; a claim may have one of each reviewer."""
        c, d, v = s.draft_decisions.c, s.documents.c, s.draft_verdicts.c
        same = and_(d.id == c.document_id, d.fingerprint == c.fingerprint)
        # A later check may rest on another source or say something else: the decision was not about that.
        claim = and_(v.draft_id == c.draft_id, v.number == c.number, v.claim == c.claim, v.verdict == c.was)
        joined = s.draft_decisions.outerjoin(s.documents, same).outerjoin(s.draft_verdicts, claim)
        query = select(s.draft_decisions, d.id.label("present"), v.number.label("asked")).select_from(joined)
        if id is not None:
            query = query.where(c.draft_id == id)
        with self._catalogue.reading() as connection:
            rows = connection.execute(query.order_by(c.id)).all()
            present = _present(connection, rows)
        return [_decision(row, present) for row in rows]

    def forget(self, id: str) -> None:
        """Take out a draft with its verdicts and decisions."""
        with self._catalogue.writing(listed=False) as connection:
            connection.execute(delete(s.drafts).where(s.drafts.c.id == id))
            add_audit(connection, "forget", self.author, {"draft": id})

    def _tell(self, connection: Connection, id: str, number: int, verdict: str | None) -> None:
        add_audit(connection, "decide", self.author, {"draft": id, "claim": number, "verdict": verdict})


def _drafts() -> Select[Any]:
    c = s.drafts.c
    return select(c.id, c.filename, c.media_type, c.checked_at, c.checked_by)


def _draft(row: Row[Any]) -> DraftRecord:
    return DraftRecord(row.id, row.filename, row.media_type, row.checked_at.replace(tzinfo=UTC), row.checked_by)


def _present(connection: Connection, rows: Sequence[Row[Any]]) -> Mapping[str, str]:
    """Return the fingerprints, as they are now, of the further documents that verdicts or decisions rest on."""
    ids = {document for row in rows for document in row.others}
    if not ids:
        return {}
    d = s.documents.c
    return {one.id: one.fingerprint for one in connection.execute(select(d.id, d.fingerprint).where(d.id.in_(ids)))}


def _stale(row: Row[Any], present: Mapping[str, str]) -> bool:
    """Say whether the source, or another document that a verdict or decision rests on, is gone or reads differently."""
    if row.document_id is not None and row.present is None:
        return True
    return any(present.get(document) != fingerprint for document, fingerprint in row.others.items())


def _verdict(row: Row[Any], present: Mapping[str, str]) -> VerdictRecord:
    stale = _stale(row, present)
    return VerdictRecord(
        row.number, row.claim, row.verdict, row.document_id, row.fingerprint, row.payload, stale, row.others
    )


def _decision(row: Row[Any], present: Mapping[str, str]) -> DecisionRecord:
    return DecisionRecord(
        row.draft_id,
        row.number,
        row.claim,
        row.at.replace(tzinfo=UTC),
        row.author,
        row.verdict,
        row.was,
        row.reason,
        row.evidence,
        row.document_id,
        _stale(row, present) or row.asked is None,
    )


__all__ = ["DecisionRecord", "DraftRecord", "Reviews", "VerdictRecord"]
