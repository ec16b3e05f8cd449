"""What was read out of documents and can be read out of them again: kept beside the catalogue, and never the truth.

Keeps bytes for each document, under the state of the document and the version of whatever read it, in a database of its
own (`readings.sqlite`), which may be deleted at any time. What the bytes mean is not known here. Whatever goes wrong
costs time and nothing else: the log tells of it, and the caller reads anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

from sqlalchemy import (
    URL,
    Column,
    Connection,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from ingest.library.database import in_groups, new_engine

logger = logging.getLogger(__name__)

T = TypeVar("T")

_metadata = MetaData()
_readings = Table(
    "readings",
    _metadata,
    Column("document_id", String(64), primary_key=True),
    Column("state", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
_c = _readings.c


class Readings:
    """The kept readings of one library, one a document. Safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = new_engine(URL.create("sqlite", database=str(path)), lasting=False)
        self._usable = True
        self._prepared = False

    @property
    def usable(self) -> bool:
        """Whether anything can be kept; False once something went wrong."""
        return self._usable

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def of(self, document: str, state: str, version: str) -> bytes | None:
        """Return what this version read out of the document in this state, None if that is not kept."""
        same = (_c.document_id == document, _c.state == state, _c.version == version)
        if not self._path.is_file():
            return None
        return self._tried(lambda connection: connection.scalar(select(_c.content).where(*same)), None)

    def states(self, version: str) -> dict[str, str]:
        """Return the documents whose readings by this version are kept, each with the state that was read."""
        query = select(_c.document_id, _c.state).where(_c.version == version)

        def listed(connection: Connection) -> dict[str, str]:
            return {row.document_id: row.state for row in connection.execute(query)}

        return self._tried(listed, {}) if self._path.is_file() else {}

    def keep(self, document: str, state: str, version: str, content: bytes) -> None:
        """Keep a reading in the place of any other of this document."""

        def put(connection: Connection) -> None:
            connection.execute(delete(_readings).where(_c.document_id == document))
            row = {"document_id": document, "state": state, "version": version, "content": content}
            connection.execute(insert(_readings).values(row))

        self._tried(put, None, writing=True)

    def forget(self, *documents: str) -> None:
        """Delete the readings of these documents."""
        if self._path.is_file():
            self._tried(lambda connection: _delete(connection, documents), None, writing=True)

    def tidy(self, documents: Collection[str]) -> None:
        """Delete the readings of every document that is not among these."""

        def sweep(connection: Connection) -> None:
            _delete(connection, set(connection.scalars(select(_c.document_id))) - set(documents))

        if self._path.is_file():
            self._tried(sweep, None, writing=True)

    def _tried(self, work: Callable[[Connection], T], otherwise: T, *, writing: bool = False) -> T:
        """Return what comes of some work in one transaction; `otherwise`, where the database fails or has failed."""
        if not self._usable:
            return otherwise
        try:
            if not self._prepared:
                self._prepare()
            with self._engine.connect().execution_options(writing=writing) as connection, connection.begin():
                return work(connection)
        except OperationalError as error:  # no room, no right to write, locked for long
            self._give_up(error)
        except DatabaseError as error:
            self._give_up(error)
            self._throw_away()
        return otherwise

    def _prepare(self) -> None:
        with self._engine.connect() as connection, connection.begin():
            self._prepared = connection.dialect.has_table(connection, _readings.name)
        if not self._prepared:
            with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                _metadata.create_all(connection)
            self._prepared = True

    def _give_up(self, error: DatabaseError) -> None:
        self._usable = False
        logger.warning("What was read of themes cannot be kept in %s (%s); it is read anew.", self._path, error.orig)

    def _throw_away(self) -> None:
        """Delete a database that is none, so that the next opening makes another."""
        self._engine.dispose()
        for end in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)


def _delete(connection: Connection, documents: Collection[str]) -> None:
    for group in in_groups(documents):
        connection.execute(delete(_readings).where(_c.document_id.in_(group)))


__all__ = ["Readings"]
