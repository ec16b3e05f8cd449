"""The connection to the catalogue's database, and what its errors mean.

Knows nothing of tables or of what is kept in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from ingest.errors import DocumentRefused, LibraryDamaged, LibraryError

_BUSY_SECONDS = 30
AT_ONCE = 500
"""Values in one IN list: well under every database's limit on parameters."""

T = TypeVar("T")


def in_groups(values: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """Yield `values` in lists of at most `size`."""
    group: list[T] = []
    for value in values:
        group.append(value)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def now() -> datetime:
    """Return the time as the catalogue keeps it: universal time without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def new_engine(url: URL, *, lasting: bool = True) -> Engine:
    """Return an engine whose transactions begin, and last, as the catalogue needs.

    Of one that is not `lasting`, the latest transactions may be gone after a loss of power; what is there is whole.
    """
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver leaves BEGIN to `begin` below
        synchronous = "FULL" if lasting else "NORMAL"
        for pragma in ("journal_mode = WAL", f"synchronous = {synchronous}", "foreign_keys = ON"):
            connection.cursor().execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later can fail at once in WAL mode; one that says so first waits.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what the database raises into what the library raises: what is wrong with it, and what to do."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise DocumentRefused(
            f"The text {error.object[:60]!r} holds halves of characters, which cannot be kept. Replace them first."
        ) from error
    except OperationalError as error:
        raise LibraryError(
            f"The catalogue {path} cannot be used ({error.orig}). See that there is room on the disk "
            "and that you may write in the library's folder (reading needs that too)."
        ) from error
    except IntegrityError:
        raise
    except DatabaseError as error:
        raise LibraryDamaged(
            f"The catalogue {path} is not a readable database ({error.orig}). "
            "Restore the library's folder from a backup, or move it away and add the documents again."
        ) from error
