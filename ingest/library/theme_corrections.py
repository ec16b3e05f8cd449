"""What people corrected in the reading of themes: put in, taken back, listed.

A correction is bound to the document and to the very words of the sentence, not to a place: a new reading of the file
may move a sentence by a line and must not lose it. Where the same sentence stands several times in a document,
`occurrence` says which of them is meant. Which themes and directions there are is not known here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from ingest.errors import InvalidCorrection, LibraryError
from ingest.library import schema as s
from ingest.library.catalogue import Catalogue, add_audit
from ingest.library.database import now


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """What a sentence was read as: its document, words, which of several alike it is (from 0), theme and direction."""

    document: str
    sentence: str
    occurrence: int
    theme: str
    direction: str

    @property
    def key(self) -> tuple[str, str, int, str]:
        """Identity of what is corrected: one sentence under one theme."""
        return self.document, plain(self.sentence), self.occurrence, self.theme


@dataclass(frozen=True, slots=True)
class ThemeCorrection:
    """What one person put in place of a reading; `theme` is None where the sentence is not about the theme at all."""

    number: int
    read: ThemeReading
    theme: str | None
    direction: str
    author: str
    at: datetime
    ended_by: str | None = None
    ended_at: datetime | None = None


class ThemeCorrections:
    """The theme corrections of one library. They need no writer's lock: each is one transaction of the catalogue."""

    def __init__(self, catalogue: Catalogue, author: str) -> None:
        self._catalogue, self._author = catalogue, author

    def listed(self, *, ended: bool = False) -> list[ThemeCorrection]:
        """Return the corrections in force, or all that there ever were, oldest first."""
        c = s.theme_corrections.c
        query = select(s.theme_corrections).order_by(c.id)
        with self._catalogue.reading() as connection:
            rows = connection.execute(query if ended else query.where(c.ended_at.is_(None)))
            return [_correction(row) for row in rows]

    def correct(self, read: ThemeReading, theme: str | None, direction: str) -> ThemeCorrection:
        """Put a theme and direction in the place of what was read, until it is taken back or corrected again.

        :raises InvalidCorrection: if that is what stands there.
        :raises LibraryError: if there is no such document.
        """
        with self._catalogue.writing(listed=False) as connection:
            d = s.documents.c
            if connection.scalar(select(d.id).where(d.id == read.document)) is None:
                raise LibraryError(f"The library has no document {read.document}, so nothing can be corrected in it.")
            current = _current(connection, read)
            stands = (current.theme, current.direction) if current else (read.theme, read.direction)
            if stands == (theme, direction):
                raise InvalidCorrection("That is what stands there already; nothing was changed.")
            if (theme, direction) == (read.theme, read.direction):
                raise InvalidCorrection("That is what was read. To go back to it, take the correction back.")
            self._end(connection, current)
            row = _values(read, theme, direction) | {"author": self._author, "at": now()}
            made = insert(s.theme_corrections).values(row).returning(s.theme_corrections.c.id)
            number = connection.execute(made).scalar_one()
            payload = {"document": read.document, "was": read.theme, "theme": theme, "direction": direction}
            add_audit(connection, "correct-theme", self._author, payload)
            return _correction(_row(connection, number))

    def take_back(self, number: int) -> ThemeCorrection:
        """End a correction, so that what was read stands again; return what was ended.

        :raises LibraryError: if no such correction is in force.
        """
        with self._catalogue.writing(listed=False) as connection:
            c = s.theme_corrections.c
            query = select(s.theme_corrections).where(c.id == number, c.ended_at.is_(None))
            current = connection.execute(query).one_or_none()
            if current is None:
                raise LibraryError("This correction has been taken back already, or its document has been removed.")
            self._end(connection, current)
            add_audit(connection, "take-back-theme", self._author, {"document": current.document_id, "number": number})
            return _correction(_row(connection, number))

    def _end(self, connection: Connection, current: Row[Any] | None) -> None:
        if current is not None:
            ended = update(s.theme_corrections).where(s.theme_corrections.c.id == current.id)
            connection.execute(ended.values(ended_by=self._author, ended_at=now()))


def plain(sentence: str) -> str:
    """Return a sentence as sentences are compared: white space does not count, for lines may be broken anew."""
    return " ".join(sentence.split())


def follow(connection: Connection, old: Collection[str], new: str) -> None:
    """Let the corrections of documents go over to the one that takes their place."""
    c = s.theme_corrections.c
    connection.execute(update(s.theme_corrections).where(c.document_id.in_(old)).values(document_id=new))


def forget(connection: Connection, document: str) -> None:
    """Delete every correction of a document that is removed."""
    connection.execute(delete(s.theme_corrections).where(s.theme_corrections.c.document_id == document))


def _values(read: ThemeReading, theme: str | None, direction: str) -> dict[str, Any]:
    return {
        "document_id": read.document,
        "sentence": plain(read.sentence),
        "occurrence": read.occurrence,
        "was_theme": read.theme,
        "was_direction": read.direction,
        "theme": theme,
        "direction": direction,
    }


def _current(connection: Connection, read: ThemeReading) -> Row[Any] | None:
    c = s.theme_corrections.c
    document, sentence, occurrence, theme = read.key
    same = (c.document_id == document, c.sentence == sentence, c.occurrence == occurrence, c.was_theme == theme)
    query = select(s.theme_corrections).where(*same, c.ended_at.is_(None))
    return connection.execute(query.order_by(c.id.desc())).first()


def _row(connection: Connection, number: int) -> Row[Any]:
    return connection.execute(select(s.theme_corrections).where(s.theme_corrections.c.id == number)).one()


def _correction(row: Row[Any]) -> ThemeCorrection:
    ended = row.ended_at.replace(tzinfo=UTC) if row.ended_at else None
    read = ThemeReading(row.document_id, row.sentence, row.occurrence, row.was_theme, row.was_direction)
    at = row.at.replace(tzinfo=UTC)
    return ThemeCorrection(row.id, read, row.theme, row.direction, row.author, at, row.ended_by, ended)


__all__ = ["ThemeReading", "ThemeCorrection", "ThemeCorrections", "follow", "forget", "plain"]
