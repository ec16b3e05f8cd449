"""One document into the catalogue, within a transaction: the old one out, the new one in, a line of the audit trail.

Decides what a document replaces and what goes with it. Files and indexes are the library's business, after the commit.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from ingest.library import entries, tables, theme_corrections
from ingest.library.catalogue import add_audit
from ingest.library.corrections import follow
from ingest.library.entries import Entry
from ingest.library.records import Added
from ingest.surveys import SurveyTable
from ingest.tables.schools import SchoolTable


def put_in(
    connection: Connection,
    entry: Entry,
    table: SchoolTable | SurveyTable | None,
    *,
    known: bool,
    again: bool,
) -> tuple[Sequence[str], Added]:
    """Write an entry; return the ids of the documents that it replaces, and what became of it.

    :param known: whether a document of the same bytes is there.
    :param again: whether it was read anew all the same.
    """
    old, document = entries.replaced_by(connection, entry), entry.document
    if known and not again and not old:
        return old, "unchanged"
    entries.take_out(connection, old)
    follow(connection, old, document.id)
    theme_corrections.follow(connection, old, document.id)
    if again or not known:
        entries.put(connection, entry)
        if table is not None:
            tables.put(connection, document.id, table, entry.group)
        tables.fill(connection)
    result: Added = "replaced" if old or known else "added"
    payload = {"document": document.id, "filename": document.filename, "replaces": old, "result": result}
    add_audit(connection, "add", entry.author, payload)
    return old, result


__all__ = ["put_in"]
