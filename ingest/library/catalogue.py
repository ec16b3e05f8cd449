"""The catalogue: the one place where documents, passages, inspections and vectors are kept for good.

Opens the database, keeps its schema current and answers questions about what is in it. Changing what is in it is
the work of `entries`; the two search indexes, the files and the lock are not its business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Row,
    ScalarSelect,
    Select,
    String,
    Table,
    cast,
    func,
    insert,
    select,
    update,
)

from ingest.documents import Page, Passage
from ingest.errors import LibraryError, LibraryOutdated
from ingest.inspections import Inspection, ReportFormat
from ingest.library import schema as s
from ingest.library.codec import inspection_from, page_from, passage_from
from ingest.library.database import AT_ONCE, guarded, in_groups, new_engine, now
from ingest.library.overlay import in_force, laid_over
from ingest.library.records import AuditEntry, DocumentRecord, Membership, SchoolRecord

_CHANGES = "changes"
"""The key under which changes of what is listed are counted."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a document's vectors are of: another stamp means that they may be others. `passages` is their number."""

    model: int
    fingerprint: str
    added_at: datetime
    passages: int


class Catalogue:
    """The database of one library. Safe to use from several threads; each call is one transaction."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._listed: tuple[str | None, tuple[DocumentRecord, ...]] | None = None
        self._engine = new_engine(URL.create("sqlite", database=str(path)))

    @property
    def path(self) -> Path:
        """Where the database lies."""
        return self._path

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the catalogue throughout."""
        with guarded(self._path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, listed: bool = True) -> Iterator[Connection]:
        """Give a connection whose changes are all kept or all forgotten.

        `listed` is false where nothing changes that `documents` tells: what is listed then need not be read again.
        """
        with (
            guarded(self._path),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection
            if listed:
                count_change(connection)

    # The schema

    def prepare(self, *, write: bool) -> None:
        """Make a new catalogue, or bring an older one up to date, or say why it cannot be read."""
        with self.writing() if write else self.reading() as connection:
            _prepare(connection, write=write)

    def value(self, key: str) -> str | None:
        """Return what is kept under `key`."""
        with self.reading() as connection:
            return get_value(connection, key)

    def model(self) -> tuple[int, str, int] | None:
        """Return number, fingerprint and dimension of the model that made the vectors; None before the first."""
        query = select(s.models).where(s.models.c.id == _current_model())
        with self.reading() as connection:
            row = connection.execute(query).one_or_none()
        return (row.id, row.fingerprint, row.dimension) if row else None

    # Documents

    def documents(self, ids: Collection[str] | None = None) -> list[DocumentRecord]:
        """Return the documents, or those of `ids`, by file name, with the corrections in force."""
        d = s.documents.c
        query = _document_query().order_by(d.filename, d.origin, d.id)
        with self.reading() as connection:
            values = in_force(connection, ids)
            parts = [query] if ids is None else [query.where(d.id.in_(group)) for group in in_groups(ids)]
            rows = (row for part in parts for row in connection.execute(part))
            return [laid_over(_document(row), values.get(row.id, {})) for row in rows]

    def listing(self) -> list[DocumentRecord]:
        """Return all documents like `documents`; made anew only if the catalogue was changed since, by any process.

        Every question asks for them several times: at 2,500 documents that took .4 s of each answer.
        """
        state = self.value(_CHANGES)
        if self._listed is None or self._listed[0] != state:
            self._listed = (state, tuple(self.documents()))  # what changes in between has another state: read once more
        return list(self._listed[1])

    def matching(self, name: str) -> list[DocumentRecord]:
        """Return the documents whose id, beginning of an id (of 8 or more), path or file name is `name`."""
        d = s.documents.c
        condition = (d.id == name) | (d.filename == name) | (d.origin == name)
        if len(name) >= 8:
            condition |= d.id.startswith(name.lower(), autoescape=True)
        with self.reading() as connection:
            found = [_document(row) for row in connection.execute(_document_query().where(condition))]
            values = in_force(connection, [record.id for record in found])
        return [laid_over(record, values.get(record.id, {})) for record in found]

    def searchable(self, ids: Collection[str]) -> set[str]:
        """Return which of the documents searches may show."""
        d = s.documents.c
        with self.reading() as connection:
            groups = (select(d.id).where(d.id.in_(group), d.indexed) for group in in_groups(ids))
            return {id for query in groups for id in connection.scalars(query)}

    def has_searchable(self) -> bool:
        """Say whether there is any passage that a search may show."""
        query = select(s.documents.c.id).where(s.documents.c.indexed, s.documents.c.passage_count > 0).limit(1)
        with self.reading() as connection:
            return connection.scalar(query) is not None

    def stamps(self, ids: Collection[str]) -> dict[str, Stamp]:
        """Return the stamps of those of these documents that searches may show."""
        with self.reading() as connection:
            return self.stamps_in(connection, ids)

    def stamps_in(self, connection: Connection, ids: Collection[str]) -> dict[str, Stamp]:
        """Return the same, as one connection sees it."""
        d = s.documents.c
        query = select(d.id, d.model_id, d.fingerprint, d.added_at, d.passage_count).where(d.indexed)
        rows = (row for group in in_groups(ids) for row in connection.execute(query.where(d.id.in_(group))))
        return {row[0]: Stamp(*row[1:]) for row in rows}

    def pending(self) -> tuple[list[str], list[str]]:
        """Return the documents to be taken out of the indexes, and those to be put in."""
        with self.reading() as connection:
            removed = list(connection.scalars(select(s.removals.c.document_id)))
            added = select(s.documents.c.id).where(~s.documents.c.indexed).order_by(s.documents.c.added_at)
            return removed, list(connection.scalars(added))

    def passage_counts(self, *, boilerplate: bool) -> dict[str, int]:
        """Return how many passages each searchable document has, with or without boilerplate."""
        p = s.passages.c
        query = select(p.document_id, func.count()).join(s.documents).where(s.documents.c.indexed)
        if not boilerplate:
            query = query.where(p.boilerplate.is_(None))
        with self.reading() as connection:
            return {document: count for document, count in connection.execute(query.group_by(p.document_id))}

    def lacking_vectors(self) -> list[str]:
        """Return the documents that lack the vector of some passage that is not boilerplate."""
        d, p, v = s.documents.c, s.passages.c, s.vectors.c
        joined = s.passages.outerjoin(
            s.vectors, (v.document_id == p.document_id) & (v.ordinal == p.ordinal) & (v.model_id == d.model_id)
        )
        lacking = select(p.ordinal).select_from(joined).where(p.boilerplate.is_(None), v.ordinal.is_(None))
        with self.reading() as connection:
            return list(connection.scalars(select(d.id).where(lacking.where(p.document_id == d.id).exists())))

    # What a document holds

    def page(self, document: str, number: int) -> Page | None:
        """Return a page."""
        query = select(s.pages).where(s.pages.c.document_id == document, s.pages.c.number == number)
        with self.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return page_from(dict(row)) if row else None

    def pages(self, document: str) -> list[Page]:
        """Return all pages of a document, in order."""
        query = select(s.pages).where(s.pages.c.document_id == document).order_by(s.pages.c.number)
        with self.reading() as connection:
            return [page_from(dict(row)) for row in connection.execute(query).mappings()]

    def passages(self, keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Passage]:
        """Return the passages with these documents and ordinals, those that there are."""
        p, found = s.passages.c, {}
        asked = p.document_id + ":" + cast(p.ordinal, String)
        with self.reading() as connection:
            for group in in_groups(keys, AT_ONCE // 2):
                # Not a list of pairs: SQLite looks for those through every passage of the library, .1 s at 100,000.
                query = select(s.passages).where(p.document_id.in_({document for document, _ in group}))
                query = query.where(asked.in_([f"{document}:{ordinal}" for document, ordinal in group]))
                for row in connection.execute(query).mappings():
                    found[row["document_id"], row["ordinal"]] = passage_from(dict(row))
        return found

    def passages_of(self, document: str) -> list[Passage]:
        """Return the passages of a document, in order."""
        p = s.passages.c
        query = select(s.passages).where(p.document_id == document).order_by(p.ordinal)
        with self.reading() as connection:
            return [passage_from(dict(row)) for row in connection.execute(query).mappings()]

    def inspection(self, document: str) -> Inspection | None:
        """Return the inspection that a document reports."""
        return next(iter(self.inspections([document])), None)

    def inspections(self, documents: Collection[str]) -> list[Inspection]:
        """Return the inspections that these documents report, in the documents' order."""
        found = {}
        with self.reading() as connection:
            for group in in_groups(documents):
                rows = _by_document(connection, s.inspections, group)
                judgements = _by_document(connection, s.judgements, group)
                steps = _by_document(connection, s.next_steps, group)
                for id, (row,) in rows.items():
                    found[id] = inspection_from(row, judgements.get(id, []), steps.get(id, []))
        return [found[id] for id in documents if id in found]

    # Schools, groups, audit

    def memberships(self) -> list[Membership]:
        """Return which school is a member of which group, by group and school."""
        query = (
            select(s.schools.c.name, s.schools.c.urn, s.groups.c.name, s.memberships.c.start)
            .select_from(s.memberships.join(s.schools).join(s.groups))
            .order_by(s.groups.c.name, s.schools.c.name)
        )
        with self.reading() as connection:
            return [Membership(*row) for row in connection.execute(query)]

    def schools(self) -> list[SchoolRecord]:
        """Return the schools that documents are about or that belong to a group, by name."""
        groups: dict[tuple[str, str | None], list[str]] = {}
        for membership in self.memberships():
            groups.setdefault((membership.school, membership.urn), []).append(membership.group)
        c = s.schools.c
        used = select(s.documents.c.school_id).union(select(s.memberships.c.school_id))
        query = select(c.name, c.urn, c.phase, c.local_authority).where(c.id.in_(used)).order_by(c.name, c.urn)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        return [SchoolRecord(*row, groups=tuple(groups.get((row.name, row.urn), ()))) for row in rows]

    def record(self, kind: str, author: str, payload: dict[str, Any]) -> int:
        """Write one line of the audit trail and return its number."""
        with self.writing(listed=False) as connection:
            return add_audit(connection, kind, author, payload)

    def audit(self, kind: str | None, limit: int) -> list[AuditEntry]:
        """Return the latest lines of the audit trail, newest first."""
        query = select(s.audit).order_by(s.audit.c.id.desc()).limit(limit)
        if kind is not None:
            query = query.where(s.audit.c.kind == kind)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        return [AuditEntry(row.id, row.at.replace(tzinfo=UTC), row.author, row.kind, row.payload) for row in rows]


def get_value(connection: Connection, key: str) -> str | None:
    """Return what is kept under `key`."""
    return connection.scalar(select(s.meta.c.value).where(s.meta.c.key == key))


def set_value(connection: Connection, key: str, value: str) -> None:
    """Keep `value` under `key`."""
    if not connection.execute(update(s.meta).where(s.meta.c.key == key).values(value=value)).rowcount:
        connection.execute(insert(s.meta).values(key=key, value=value))


def count_change(connection: Connection) -> None:
    """Let it be seen, in every process, that what `Catalogue.documents` tells may have changed."""
    set_value(connection, _CHANGES, str(int(get_value(connection, _CHANGES) or 0) + 1))


def add_audit(connection: Connection, kind: str, author: str, payload: dict[str, Any]) -> int:
    """Write one line of the audit trail and return its number."""
    values = {"at": now(), "author": author, "kind": kind, "payload": payload}
    return int(connection.scalar(insert(s.audit).values(values).returning(s.audit.c.id)) or 0)


def _prepare(connection: Connection, *, write: bool) -> None:
    if not connection.dialect.has_table(connection, "meta"):
        if not write:
            raise LibraryError(
                "The library is empty: its catalogue was never finished. Add documents first: python -m ingest PATH"
            )
        s.metadata.create_all(connection)
        set_value(connection, "schema", str(s.SCHEMA_VERSION))
        return
    version = int(get_value(connection, "schema") or 0)
    if version > s.SCHEMA_VERSION:
        raise LibraryError(
            f"The library was written by a newer version of this program (schema {version}; this one knows "
            f"{s.SCHEMA_VERSION}). Update the program."
        )
    if version < s.SCHEMA_VERSION and not write:
        raise LibraryOutdated(
            f"The library was written by an older version of this program (schema {version}; this one needs "
            f"{s.SCHEMA_VERSION}). Bring it up to date: python -m ingest --rebuild"
        )
    for step in range(version, s.SCHEMA_VERSION):
        s.MIGRATIONS[step](connection)
        set_value(connection, "schema", str(step + 1))


def _current_model() -> ScalarSelect[int]:
    return select(cast(s.meta.c.value, s.models.c.id.type)).where(s.meta.c.key == "model").scalar_subquery()


def _document_query() -> Select[Any]:
    d, i = s.documents, s.inspections
    joined = d.join(s.models).outerjoin(s.schools).outerjoin(s.groups, d.c.group_id == s.groups.c.id).outerjoin(i)
    extra = (
        s.schools.c.urn,
        s.schools.c.local_authority,
        s.groups.c.name.label("group"),
        s.models.c.fingerprint.label("model"),
        i.c.start,
        i.c.end,
        i.c.dates,
        i.c.published,
    )
    return select(d, *extra).select_from(joined)


def _document(row: Row[Any]) -> DocumentRecord:
    return DocumentRecord(
        id=row.id,
        filename=row.filename,
        origin=row.origin,
        media_type=row.media_type,
        title=row.title,
        size=row.size,
        format=ReportFormat(row.format),
        school=row.provider,
        urn=row.urn,
        local_authority=row.local_authority,
        group=row.group,
        start=row.start,
        end=row.end,
        dates_printed=row.dates[0] if row.dates else None,
        published=row.published,
        pages=row.page_count,
        passages=row.passage_count,
        added_at=row.added_at.replace(tzinfo=UTC),
        added_by=row.added_by,
        model=row.model,
        indexed=row.indexed,
        warnings=tuple(row.warnings),
        fingerprint=row.fingerprint,
    )


def _by_document(connection: Connection, table: Table, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    query = select(table).where(table.c.document_id.in_(ids)).order_by(*table.primary_key)
    for row in connection.execute(query).mappings():
        rows.setdefault(row["document_id"], []).append(dict(row))
    return rows
