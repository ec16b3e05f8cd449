"""Changes to the catalogue: putting a document in, taking it out, exchanging the vectors.

Every function works inside a transaction that the caller opened, so that a change happens whole or not at all.
Nothing here commits, indexes or copies a file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, Table, cast, delete, func, insert, select, update

from ingest.corrections import corrected
from ingest.documents import Passage
from ingest.errors import LibraryError, ModelMismatch
from ingest.inspections import OF_A_TRUST, Inspection, Located, ReportFormat
from ingest.library import schema as s
from ingest.library.catalogue import set_value
from ingest.library.codec import inspection_row, judgement_rows, next_step_rows, page_row, passage_row
from ingest.library.database import in_groups, now
from ingest.library.entry import Entry, Matrix, fingerprint
from ingest.library.overlay import in_force


class Link(NamedTuple):
    """The numbers of the school and the group that a document belongs to."""

    school: int
    group: int | None


def put(connection: Connection, entry: Entry) -> None:
    """Put a document in, marked as not yet in the indexes. An earlier reading of the same bytes goes."""
    document, inspection = entry.document, entry.inspection
    model = model_number(connection, entry.model, entry.vectors.shape[1])
    links = take_out(connection, [document.id])
    linked = _with_corrections(connection, document.id, inspection)
    school = _school(connection, linked)
    group = _group(connection, entry)
    join(connection, school, group)
    connection.execute(
        insert(s.documents).values(
            id=document.id,
            filename=document.filename,
            origin=entry.origin.path,
            origin_key=entry.origin.key,
            media_type=document.media_type,
            title=document.title,
            size=entry.size,
            page_count=len(document.pages),
            passage_count=len(entry.passages),
            format=(linked.format if linked else ReportFormat.DOCUMENT).value,
            provider=school_name(linked),
            school_id=school,
            group_id=group,
            added_at=now(),
            added_by=entry.author,
            model_id=model,
            indexed=False,
            warnings=list(document.warnings),
            fingerprint=fingerprint(entry.passages),
        )
    )
    _insert(connection, s.pages, [page_row(document.id, page) for page in document.pages])
    _insert(connection, s.passages, [passage_row(passage) for passage in entry.passages])
    put_vectors(connection, model, entry.embedded, entry.vectors)
    if inspection:
        _insert(connection, s.inspections, [inspection_row(inspection)])
        _insert(connection, s.judgements, judgement_rows(inspection))
        _insert(connection, s.next_steps, next_step_rows(inspection))
    unlink(connection, links)


def relink(connection: Connection, document: str, inspection: Inspection | None, group: str | None = None) -> None:
    """Let a document belong to the school, format and, if given, group that hold with its corrections in force.

    An empty `group` means none. A school or membership that only what was replaced had called for goes.
    """
    linked = _with_corrections(connection, document, inspection)
    d = s.documents.c
    old = connection.execute(select(d.school_id, d.group_id).where(d.id == document)).one()
    school, number = _school(connection, linked), old.group_id
    if group is not None:
        number = group_number(connection, group) if group else None
    format = (linked.format if linked else ReportFormat.DOCUMENT).value
    values = {"provider": school_name(linked), "school_id": school, "group_id": number, "format": format}
    connection.execute(update(s.documents).where(d.id == document).values(values))
    join(connection, school, number)
    if old.school_id is not None and (school, number) != tuple(old):
        _leave(connection, old.school_id, old.group_id)


def unlink(connection: Connection, links: Collection[Link]) -> None:
    """Let go what only documents that are gone had called for: their schools' places in groups, and the schools."""
    for school, group in links:
        _leave(connection, school, group)


def _leave(connection: Connection, school: int, group: int | None) -> None:
    """Delete an undated membership that no document of the school calls for, and a school with nothing left."""
    d, m = s.documents.c, s.memberships.c
    calling = select(d.id).where(d.school_id == school, d.group_id == group).exists()
    gone = delete(s.memberships).where(m.school_id == school, m.group_id == group, m.start.is_(None), ~calling)
    connection.execute(gone)
    used = select(d.id).where(d.school_id == school).exists() | select(m.id).where(m.school_id == school).exists()
    connection.execute(delete(s.schools).where(s.schools.c.id == school, ~used))


def _with_corrections(connection: Connection, document: str, inspection: Inspection | None) -> Inspection | None:
    """Return the inspection that decides where a document belongs: as read, with the corrections in force."""
    values = in_force(connection, [document]).get(document)
    if not values:
        return inspection
    return corrected(inspection or Inspection(document, ReportFormat.DOCUMENT, 0.0, "Nothing was read."), values)


def take_out(connection: Connection, ids: Collection[str]) -> list[Link]:
    """Take documents out and note that the indexes still have them; return the schools and groups they were linked to.

    These are let go (`unlink`) when what comes in their place is there: a school keeps its number until then.
    """
    d, links = s.documents.c, []
    for id in ids:
        linked = select(d.school_id, d.group_id).where(d.id == id, d.school_id.is_not(None))
        links += [Link(row.school_id, row.group_id) for row in connection.execute(linked)]
        if connection.execute(delete(s.documents).where(s.documents.c.id == id)).rowcount:
            noted = connection.scalar(select(s.removals.c.document_id).where(s.removals.c.document_id == id))
            if noted is None:
                connection.execute(insert(s.removals).values(document_id=id))
    return links


def mark_indexed(connection: Connection, removed: Collection[str], added: Collection[str]) -> None:
    """Note that both indexes no longer have `removed` and now have `added`."""
    for group in in_groups(removed):
        connection.execute(delete(s.removals).where(s.removals.c.document_id.in_(group)))
    for group in in_groups(added):
        connection.execute(update(s.documents).where(s.documents.c.id.in_(group)).values(indexed=True))


# Models and vectors


def model_number(connection: Connection, model: str, dimension: int) -> int:
    """Return the number of the model, which must be the one that made all other vectors here."""
    current = connection.execute(
        select(s.models)
        .join(s.meta, cast(s.meta.c.value, s.models.c.id.type) == s.models.c.id)
        .where(s.meta.c.key == "model")
    ).one_or_none()
    if current is None:
        number = new_model(connection, model, dimension)
        set_value(connection, "model", str(number))
        return number
    if current.fingerprint != model:
        raise mismatch(current.fingerprint, model)
    if not current.dimension:  # only documents without passages so far
        connection.execute(update(s.models).where(s.models.c.id == current.id).values(dimension=dimension))
    elif dimension and current.dimension != dimension:
        raise LibraryError(
            f"Vectors of model {model!r} have {current.dimension} values in this library; got {dimension}."
        )
    return int(current.id)


def new_model(connection: Connection, model: str, dimension: int) -> int:
    """Return the number of a model, giving it one where it has none."""
    number = connection.scalar(select(s.models.c.id).where(s.models.c.fingerprint == model))
    if number is None:
        values = {"fingerprint": model, "dimension": dimension}
        number = connection.scalar(insert(s.models).values(values).returning(s.models.c.id))
    return int(number or 0)


def mismatch(library: str, wanted: str) -> ModelMismatch:
    """Return the error for two models, naming both and the way out."""
    return ModelMismatch(
        f"The library's vectors were made by {library!r}, the model in use is {wanted!r}, and their vectors cannot be "
        "compared. Go back to the first model, or embed everything again: python -m ingest --rebuild"
    )


def put_vectors(connection: Connection, model: int, passages: Sequence[Passage], vectors: Matrix) -> None:
    """Keep one vector for each passage."""
    rows = [
        {"document_id": p.document, "ordinal": p.ordinal, "model_id": model, "vector": v.astype("<f4").tobytes()}
        for p, v in zip(passages, vectors, strict=True)
    ]
    _insert(connection, s.vectors, rows)


def vectors_of(connection: Connection, document: str, model: int) -> tuple[list[str], Matrix]:
    """Return passage ids and vectors of a document that a model made, in the passages' order."""
    v = s.vectors.c
    query = select(v.ordinal, v.vector).where(v.document_id == document, v.model_id == model).order_by(v.ordinal)
    rows = connection.execute(query).all()
    return [f"{document}:{row.ordinal}" for row in rows], matrix_of([row.vector for row in rows])


def vectors_in(
    connection: Connection, documents: Collection[str] | None, *, at_once: int = 4096
) -> Iterator[tuple[list[str], Matrix]]:
    """Yield ids and vectors of the passages that searches may show."""
    p, v, d = s.passages.c, s.vectors.c, s.documents.c
    joined = s.documents.join(s.passages).join(
        s.vectors, (v.document_id == p.document_id) & (v.ordinal == p.ordinal) & (v.model_id == d.model_id)
    )
    query = select(p.document_id, p.ordinal, v.vector).select_from(joined).where(d.indexed, p.boilerplate.is_(None))
    groups = [None] if documents is None else list(in_groups(documents))
    for group in groups:
        part_query = query if group is None else query.where(d.id.in_(group))
        rows = connection.execute(part_query.execution_options(yield_per=at_once))
        for part in rows.partitions():
            ids = [f"{document}:{ordinal}" for document, ordinal, _ in part]
            yield ids, matrix_of([vector for _, _, vector in part])


def is_staged(connection: Connection, model: str, document: str, count: int) -> bool:
    """Say whether the model has made vectors of all `count` passages of a document."""
    v = s.vectors.c
    counted = select(func.count()).select_from(s.vectors.join(s.models)).where(v.document_id == document)
    return connection.scalar(counted.where(s.models.c.fingerprint == model)) == count


def stage_vectors(connection: Connection, model: str, passages: Sequence[Passage], vectors: Matrix) -> None:
    """Keep a document's vectors of another model beside those in use."""
    if len(vectors) != len(passages) or vectors.ndim != 2 or not np.isfinite(vectors).all():
        raise LibraryError(f"Vectors of shape {vectors.shape} do not fit {len(passages)} passages. Embed each once.")
    if passages:
        v, number = s.vectors.c, new_model(connection, model, vectors.shape[1])
        connection.execute(delete(s.vectors).where(v.document_id == passages[0].document, v.model_id == number))
        put_vectors(connection, number, passages, vectors)


def switch_model(connection: Connection, model: str) -> None:
    """Make `model` the library's model; the vectors of every other one go."""
    number = new_model(connection, model, 0)
    set_value(connection, "model", str(number))
    connection.execute(update(s.documents).values(model_id=number))
    connection.execute(delete(s.vectors).where(s.vectors.c.model_id != number))
    connection.execute(delete(s.models).where(s.models.c.id != number))


# Schools and groups


def set_membership(connection: Connection, school: str, group: str, start: date | None) -> None:
    """Make a school (by URN or name) a member of a group from `start`, which may be unknown."""
    found, number, m = _known_school(connection, school), group_number(connection, group), s.memberships.c
    join(connection, found, number)
    connection.execute(update(s.memberships).where(m.school_id == found, m.group_id == number).values(start=start))


def end_membership(connection: Connection, school: str, group: str) -> None:
    """Delete the membership of a school (by URN or name) in a group."""
    found, number, m = _known_school(connection, school), group_number(connection, group), s.memberships.c
    if not connection.execute(delete(s.memberships).where(m.school_id == found, m.group_id == number)).rowcount:
        raise LibraryError(f"{school!r} is no member of {group!r}, so there is nothing to take out.")


def _known_school(connection: Connection, school: str) -> int:
    """Return the number of the one school with this URN or name."""
    c = s.schools.c
    found = list(connection.scalars(select(c.id).where((c.urn == school) | (c.name == school))))
    if len(found) != 1:
        raise LibraryError(f"{len(found)} schools are called {school!r}. Give the URN of a school in the library.")
    return int(found[0])


def matrix_of(blobs: Sequence[bytes]) -> Matrix:
    """Return stored vectors as the rows of a matrix."""
    width = len(blobs[0]) // 4 if blobs else 0
    return np.frombuffer(b"".join(blobs), dtype="<f4").reshape(len(blobs), width)


def _school(connection: Connection, inspection: Inspection | None) -> int | None:
    """Return the number of the school that the inspection is about; its name is that of its latest inspection."""
    provider, urn = school_name(inspection), said(inspection.urn if inspection else None)
    if inspection is None or not (provider or urn):
        return None
    c, name = s.schools.c, provider or f"URN {urn}"
    number = _number_of(connection, name, urn)
    values = {"name": name, "urn": urn, "local_authority": said(inspection.local_authority)}
    if number is None:
        return int(connection.execute(insert(s.schools).values(values).returning(c.id)).scalar_one())
    latest = select(func.max(s.inspections.c.start)).join(s.documents, s.documents.c.id == s.inspections.c.document_id)
    last = connection.scalar(latest.where(s.documents.c.school_id == number))
    if last is None or (inspection.dates and inspection.dates.start >= last):
        connection.execute(update(s.schools).where(c.id == number).values({k: v for k, v in values.items() if v}))
    return number


def _number_of(connection: Connection, name: str, urn: str | None) -> int | None:
    """Return the school with this URN, else the only one with this name if one of the two has no URN.

    A letter often prints no URN. Where several schools have its name, it is nobody's but its own.
    """
    c = s.schools.c
    if urn and (number := connection.scalar(select(c.id).where(c.urn == urn))) is not None:
        return int(number)
    namesakes = list(connection.execute(select(c.id, c.urn).where(c.name == name)))
    without = [row.id for row in namesakes if row.urn is None]
    if urn:
        return without[0] if len(namesakes) == len(without) == 1 else None
    return without[0] if without else namesakes[0].id if len(namesakes) == 1 else None


def school_name(inspection: Inspection | None) -> str | None:
    """Return the name of the school that the inspection is about; a letter on a trust is about no one school."""
    if inspection is None or inspection.format in OF_A_TRUST:
        return None
    return said(inspection.provider)


def _group(connection: Connection, entry: Entry) -> int | None:
    """Return the number of the group that the document is added for, or prints; a correction stands before both."""
    name = entry.group or said(entry.inspection.group if entry.inspection else None)
    c = s.corrections.c
    mine = (c.document_id == entry.document.id) & (c.field == "group") & c.ended_at.is_(None)
    connection.execute(update(s.corrections).where(mine).values(base=name))
    name = connection.scalar(select(c.value).where(mine)) or name
    return group_number(connection, name) if name else None


def said(fact: Located | None) -> str | None:
    """Return what a fact says; None where it says nothing."""
    return (fact.text.strip() or None) if fact else None


def group_number(connection: Connection, name: str) -> int:
    """Return the number of a group, which is made if it is not there."""
    number = connection.scalar(select(s.groups.c.id).where(s.groups.c.name == name))
    if number is None:
        number = connection.scalar(insert(s.groups).values(name=name).returning(s.groups.c.id))
    return int(number or 0)


def join(connection: Connection, school: int | None, group: int | None) -> None:
    """Make a school a member of a group, unless it is one or either is unknown."""
    m = s.memberships.c
    if school is None or group is None:
        return
    if connection.scalar(select(m.id).where(m.school_id == school, m.group_id == group)) is None:
        connection.execute(insert(s.memberships).values(school_id=school, group_id=group))


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
