"""One document into the catalogue, within a transaction: the old one out, the new one in, a line of the audit trail.

Sees to what goes with a document that is replaced; `replacing` says which one is. Files and indexes are the library's
business, after the commit.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, update

from ingest.library import entries, tables, theme_corrections
from ingest.library import schema as s
from ingest.library.catalogue import add_audit, count_change
from ingest.library.corrections import follow
from ingest.library.entry import Entry
from ingest.library.records import DocumentChange
from ingest.library.replacing import namesakes
from ingest.origins import Origin
from ingest.surveys import SurveyTable
from ingest.tables.schools import SchoolTable


def put_in(
    connection: Connection,
    entry: Entry,
    table: SchoolTable | SurveyTable | None,
    *,
    known: bool,
    again: bool,
) -> tuple[Sequence[str], DocumentChange]:
    """Write an entry; return the ids of the documents that it replaces, and what became of it.

    :param known: whether a document of the same bytes is there.
    :param again: whether it was read anew all the same.
    """
    found, document = namesakes(connection, entry), entry.document
    old = found.ids
    if known and not again and not old:
        return old, DocumentChange("unchanged")
    links = entries.take_out(connection, old)
    follow(connection, old, document.id)
    theme_corrections.follow(connection, old, document.id)
    if again or not known:
        entries.put(connection, entry)
        if table is not None:
            tables.put(connection, document.id, table, entry.group)
        tables.fill(connection)
    entries.unlink(connection, links)
    gone, stay = (tuple(one.origin for one in some) for some in (found.replaced, found.beside))
    change = DocumentChange("replaced" if old or known else "added", gone, stay)
    payload = {
        "document": document.id,
        "filename": document.filename,
        "origin": entry.origin.path,
        "replaces": old,
        "replaced": gone,
        "result": change.result,
    }
    add_audit(connection, "add", entry.author, payload)
    return old, change


def move(connection: Connection, document: str, origin: Origin) -> None:
    """Note where the file of a document lies now. A bare name says no more than is known."""
    d = s.documents.c
    if origin.key is not None:
        here = update(s.documents).where(d.id == document, func.coalesce(d.origin_key, "") != origin.key)
        if connection.execute(here.values(origin=origin.path, origin_key=origin.key)).rowcount:
            count_change(connection)


__all__ = ["move", "put_in"]
