"""Conversations in the catalogue: what a person asked, what was answered, and what was thought of the answers.

Each conversation belongs to its author; nobody sees or changes another's. What an answer holds is not known here: its
payload is kept as it comes, with the fingerprint of each document that it cites, so that a source that has left the
library or reads differently since can be told. Ranks and shows nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from ingest.errors import LibraryError
from ingest.library import schema as s
from ingest.library.catalogue import Catalogue
from ingest.library.database import now

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class ConversationRecord:
    """A stored conversation as a list shows it."""

    id: str
    title: str
    started_at: datetime
    changed_at: datetime
    turns: int


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One question with its answer's payload. `changed` maps cited documents to "removed" or "replaced"."""

    number: int
    question: str
    payload: Mapping[str, Any]
    at: datetime
    changed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FeedbackRecord:
    """What somebody thinks of an answer, or of the citation `marker` in it."""

    id: int
    conversation: str
    number: int
    kind: str
    marker: int | None
    note: str
    author: str
    at: datetime


class Conversations:
    """The conversations of one person in one library. `author` is that person."""

    def __init__(self, catalogue: Catalogue, author: str) -> None:
        self._catalogue = catalogue
        self.author = author

    def list(self) -> tuple[ConversationRecord, ...]:
        """Return one's conversations, the latest first."""
        c, t = s.conversations.c, s.conversation_turns.c
        joined = s.conversations.outerjoin(s.conversation_turns)
        query = select(s.conversations, func.count(t.number).label("turns")).select_from(joined)
        query = query.where(c.author == self.author).group_by(*c).order_by(c.changed_at.desc(), c.id)
        with self._catalogue.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            ConversationRecord(row.id, row.title, _zoned(row.started_at), _zoned(row.changed_at), row.turns)
            for row in rows
        )

    def start(self, title: str) -> str:
        """Make an empty conversation and return its id."""
        id, at = uuid.uuid4().hex, now()
        row = {"id": id, "author": self.author, "title": _title(title), "started_at": at, "changed_at": at}
        with self._catalogue.writing(listed=False) as connection:
            connection.execute(insert(s.conversations).values(row))
        return id

    def add(self, id: str, question: str, payload: Mapping[str, Any], documents: Collection[str]) -> int:
        """Add a question with its answer, which cites `documents`; return its number, counted from 0.

        :raises LibraryError: if this person has no such conversation.
        """
        return self.add_after(id, question, lambda _: payload, documents)

    def add_after(
        self,
        id: str,
        question: str,
        made: Callable[[Sequence[Mapping[str, Any]]], Mapping[str, Any]],
        documents: Collection[str],
    ) -> int:
        """Add a question with an answer whose payload is `made` from the payloads kept before it, oldest first.

        Both happen in one transaction, so that two windows of one conversation never make theirs from the same past.

        :raises LibraryError: if this person has no such conversation.
        """
        t, d = s.conversation_turns.c, s.documents.c
        with self._catalogue.writing(listed=False) as connection:
            self._own(connection, id)
            before = connection.execute(select(t.payload).where(t.conversation_id == id).order_by(t.number)).all()
            number, payload = len(before), made([one.payload for one in before])
            known = connection.execute(select(d.id, d.fingerprint).where(d.id.in_(documents))).all()
            row = {"conversation_id": id, "number": number, "question": question, "payload": dict(payload)}
            row |= {"fingerprints": {one.id: one.fingerprint for one in known}, "at": now()}
            connection.execute(insert(s.conversation_turns).values(row))
            connection.execute(update(s.conversations).where(s.conversations.c.id == id).values(changed_at=row["at"]))
        return number

    def turns(self, id: str) -> tuple[TurnRecord, ...]:
        """Return what was asked and answered, oldest first, each saying which of its sources changed since.

        :raises LibraryError: if this person has no such conversation.
        """
        t, d = s.conversation_turns.c, s.documents.c
        with self._catalogue.reading() as connection:
            self._own(connection, id)
            rows = connection.execute(
                select(s.conversation_turns).where(t.conversation_id == id).order_by(t.number)
            ).all()
            cited = {document for row in rows for document in row.fingerprints}
            query = select(d.id, d.fingerprint).where(d.id.in_(cited))
            present = {one.id: one.fingerprint for one in connection.execute(query)}
        return tuple(
            TurnRecord(row.number, row.question, row.payload, _zoned(row.at), _changed(row.fingerprints, present))
            for row in rows
        )

    def rename(self, id: str, title: str) -> None:
        """Give a conversation another title.

        :raises LibraryError: if this person has no such conversation, or the title is empty.
        """
        if not title.strip():
            raise LibraryError("A conversation needs a title. Type one or leave the old one.")
        with self._catalogue.writing(listed=False) as connection:
            self._own(connection, id)
            connection.execute(update(s.conversations).where(s.conversations.c.id == id).values(title=_title(title)))

    def delete(self, id: str) -> None:
        """Take a conversation out with its answers and the feedback on them.

        :raises LibraryError: if this person has no such conversation.
        """
        with self._catalogue.writing(listed=False) as connection:
            self._own(connection, id)
            connection.execute(delete(s.conversations).where(s.conversations.c.id == id))

    def tell(self, id: str, number: int, kind: str, marker: int | None = None, note: str = "") -> int:
        """Keep feedback on an answer, in place of one's earlier feedback on the same thing; return its id.

        :raises LibraryError: if this person has no such conversation, or it has no such answer.
        """
        f, t = s.feedback.c, s.conversation_turns.c
        row = {"conversation_id": id, "number": number, "kind": kind, "marker": marker, "note": note}
        with self._catalogue.writing(listed=False) as connection:
            self._own(connection, id)
            if connection.scalar(select(t.number).where(t.conversation_id == id, t.number == number)) is None:
                raise LibraryError(f"The conversation has no answer {number + 1}. Open it again and look.")
            same = (f.conversation_id == id) & (f.number == number) & (f.author == self.author)
            connection.execute(delete(s.feedback).where(same, f.marker.is_not_distinct_from(marker)))
            kept = connection.execute(insert(s.feedback).values(row | {"author": self.author, "at": now()}))
        return int(kept.inserted_primary_key[0]) if kept.inserted_primary_key else 0

    def withdraw(self, feedback: int) -> None:
        """Take back one's own feedback."""
        f = s.feedback.c
        with self._catalogue.writing(listed=False) as connection:
            connection.execute(delete(s.feedback).where(f.id == feedback, f.author == self.author))

    def feedback(self, id: str | None = None) -> tuple[FeedbackRecord, ...]:
        """Return one's feedback on a conversation, or on all, oldest first."""
        f = s.feedback.c
        query = select(s.feedback).where(f.author == self.author).order_by(f.id)
        if id is not None:
            query = query.where(f.conversation_id == id)
        with self._catalogue.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            FeedbackRecord(
                row.id, row.conversation_id, row.number, row.kind, row.marker, row.note, row.author, _zoned(row.at)
            )
            for row in rows
        )

    def _own(self, connection: Connection, id: str) -> None:
        c = s.conversations.c
        if connection.scalar(select(c.id).where(c.id == id, c.author == self.author)) is None:
            raise LibraryError(f"You have no conversation {id[:12]}. It may have been deleted.")


def _title(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def _zoned(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)


def _changed(then: Mapping[str, str], present: Mapping[str, str]) -> dict[str, str]:
    """Say which documents are gone or read differently now."""
    return {
        document: "replaced" if document in present else "removed"
        for document, fingerprint in then.items()
        if present.get(document) != fingerprint
    }


__all__ = ["ConversationRecord", "Conversations", "FeedbackRecord", "TurnRecord"]
