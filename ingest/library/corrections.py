"""Corrections by hand in the catalogue: put in, taken back, listed.

A correction never changes what was read; the record of a document shows it in place of what was read and says so. It
outlives every new reading of its file, goes over to the file that takes the document's place, and goes when the
document is removed. What a value must look like is the business of `ingest.corrections`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from ingest.corrections import Correction, kept, read_value, words_of
from ingest.errors import InvalidCorrection, LibraryError
from ingest.inspections import Inspection
from ingest.library import entries
from ingest.library import schema as s
from ingest.library.catalogue import Catalogue, add_audit
from ingest.library.database import now
from ingest.list_corrections import NEW_JUDGEMENT, NEW_STEP, NOTHING, is_listed


class FieldCorrections:
    """The corrections of one library. They need no writer's lock: each is one transaction of the catalogue."""

    def __init__(self, catalogue: Catalogue, author: str) -> None:
        self._catalogue, self._author = catalogue, author

    def of(self, document: str, *, ended: bool = False) -> list[Correction]:
        """Return the corrections of a document that are in force, or all that there ever were, oldest first."""
        c = s.corrections.c
        query = select(s.corrections).where(c.document_id == document).order_by(c.id)
        with self._catalogue.reading() as connection:
            return [
                _correction(row) for row in connection.execute(query if ended else query.where(c.ended_at.is_(None)))
            ]

    def correct(self, document: str, field: str, value: str) -> Correction:
        """Put a value in the place of a field's, until it is taken back or corrected again.

        :raises InvalidCorrection: if the value cannot be the field's, or is the one that stands there.
        :raises LibraryError: if there is no such document.
        """
        wanted = field
        field, value = kept(field, value)
        inspection = self._catalogue.inspection(document)
        with self._catalogue.writing() as connection:
            current = _current(connection, document, field)
            base = current.base if current else self._base(connection, document, field, inspection)
            old = current.value if current else base
            _refuse(wanted, field, value, old, base)
            self._end(connection, current)
            row = {"document_id": document, "field": field, "value": value, "old": old, "base": base}
            made = insert(s.corrections).values(row | {"author": self._author, "at": now()})
            number = connection.execute(made.returning(s.corrections.c.id)).scalar_one()
            entries.relink(connection, document, inspection, value if field == "group" else None)
            add_audit(
                connection, "correct", self._author, {"document": document, "field": field, "value": value, "old": old}
            )
            made_row = connection.execute(select(s.corrections).where(s.corrections.c.id == number)).one()
        return _correction(made_row)

    def take_back(self, document: str, field: str) -> Correction:
        """End the correction of a field, so that what was read stands again; return what was ended."""
        inspection = self._catalogue.inspection(document)
        with self._catalogue.writing() as connection:
            current = _current(connection, document, field)
            if current is None:
                raise LibraryError(
                    f"No correction of {field!r} is in force for this document, so none can be taken back."
                )
            self._end(connection, current)
            entries.relink(connection, document, inspection, (current.base or "") if field == "group" else None)
            payload = {"document": document, "field": field, "value": current.value}
            add_audit(connection, "take-back", self._author, payload)
            ended = connection.execute(select(s.corrections).where(s.corrections.c.id == current.id)).one()
        return _correction(ended)

    def _end(self, connection: Connection, current: Row[Any] | None) -> None:
        if current is not None:
            ended = update(s.corrections).where(s.corrections.c.id == current.id)
            connection.execute(ended.values(ended_by=self._author, ended_at=now()))

    @staticmethod
    def _base(connection: Connection, document: str, field: str, inspection: Inspection | None) -> str | None:
        """Return what stands without any correction; a group may have been named when the document was added."""
        d = s.documents.c
        query = select(d.id, s.groups.c.name).select_from(s.documents.outerjoin(s.groups)).where(d.id == document)
        row = connection.execute(query).one_or_none()
        if row is None:
            raise LibraryError(f"The library has no document {document}. List what it has: python -m ingest --list")
        return row.name if field == "group" else read_value(inspection, field)


def _refuse(wanted: str, field: str, value: str, old: str | None, base: str | None) -> None:
    """Refuse a value that changes nothing, or that corrects what neither the reader nor a person ever gave.

    :raises InvalidCorrection: with the reason.
    """
    words = words_of(field, value)
    if is_listed(wanted) and wanted not in (NEW_JUDGEMENT, NEW_STEP) and old is None:
        raise InvalidCorrection("No such judgement or next step was read here. Add it as one that was not read.")
    if is_listed(field) and base is None and words == NOTHING:
        raise InvalidCorrection("It was added by hand. To take it out, take the correction back.")
    if value == old:
        raise InvalidCorrection(f"{words} is what stands there already; nothing was changed.")
    if old != base and value == base:
        raise InvalidCorrection(f"{words} is what was read. To go back to it, take the correction back.")


def follow(connection: Connection, old: Collection[str], new: str) -> None:
    """Let the corrections of documents go over to the one that takes their place."""
    c = s.corrections.c
    connection.execute(update(s.corrections).where(c.document_id.in_(old)).values(document_id=new))


def forget(connection: Connection, document: str) -> None:
    """Delete every correction of a document that is removed."""
    connection.execute(delete(s.corrections).where(s.corrections.c.document_id == document))


def _current(connection: Connection, document: str, field: str) -> Row[Any] | None:
    c = s.corrections.c
    query = select(s.corrections).where(c.document_id == document, c.field == field, c.ended_at.is_(None))
    return connection.execute(query.order_by(c.id.desc())).first()


def _correction(row: Row[Any]) -> Correction:
    ended = row.ended_at.replace(tzinfo=UTC) if row.ended_at else None
    values = (row.id, row.document_id, row.field, row.value, row.old, row.base, row.author, row.at.replace(tzinfo=UTC))
    return Correction(*values, row.ended_by, ended)


__all__ = ["FieldCorrections", "follow", "forget"]
