"""Which documents a new one takes the place of, and which of its namesakes stay beside it.

When in doubt both stay: a document too many is seen and removed, one that is lost is not missed until it is needed.
Decides only; nothing here changes the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from ingest.library import schema as s
from ingest.library.entries import said, school_name
from ingest.library.entry import Entry


@dataclass(frozen=True, slots=True)
class Former:
    """A document of the same name that the library had: its id, and where it came from."""

    id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The documents of the same name: those that the new one takes the place of, and those that stay."""

    replaced: tuple[Former, ...] = ()
    beside: tuple[Former, ...] = ()

    @property
    def ids(self) -> list[str]:
        """The ids of those that go."""
        return [one.id for one in self.replaced]


def namesakes(connection: Connection, entry: Entry) -> Namesakes:
    """Part the documents under the name of a new one, other bytes each, into those that it replaces and the others.

    The same path on disk is the same file. Where the path tells nothing, as of an upload, the name and what both say
    must agree, and only one document may come into question.
    """
    d = s.documents.c
    joined = s.documents.outerjoin(s.schools).outerjoin(s.groups, d.group_id == s.groups.c.id).outerjoin(s.inspections)
    query = select(
        d.id, d.origin, d.origin_key, d.provider, s.schools.c.urn, s.groups.c.name.label("group"), s.inspections.c.start
    ).select_from(joined)
    query = query.where(d.filename == entry.document.filename, d.id != entry.document.id).order_by(d.added_at)
    rows = connection.execute(query).mappings().all()
    same = [row for row in rows if _is_same_file(row, entry)]
    if len(same) > 1:  # two schools' reports were saved there, one after the other
        same = [row for row in same if _same_school(row, entry)]
    named = [row for row in rows if _is_same_by_name(row, entry)]
    gone = {row["id"] for row in same or (named if len(named) == 1 else [])}
    formers = [Former(row["id"], row["origin"]) for row in rows]
    return Namesakes(
        tuple(one for one in formers if one.id in gone), tuple(one for one in formers if one.id not in gone)
    )


def _is_same_file(row: RowMapping, entry: Entry) -> bool:
    """Say whether both were read from one path. A report on another school saved over the first is no new version."""
    key = entry.origin.key
    return key is not None and key == row["origin_key"] and _same_school(row, entry) is not False


def _is_same_by_name(row: RowMapping, entry: Entry) -> bool:
    """Say whether name, school, group and inspection speak for one file, where the paths do not speak against it.

    Where the path of one is known and that of the other is not, the name alone does not do: both must say one school.
    """
    origin, inspection = entry.origin, entry.inspection
    if not origin.telling or row["origin"] != origin.path or (origin.key and row["origin_key"]):
        return False
    same_school = _same_school(row, entry)
    if same_school is False or ((origin.key or row["origin_key"]) and same_school is None):
        return False
    group = entry.group or said(inspection.group if inspection else None)
    start = inspection.dates.start if inspection and inspection.dates else None
    return not _differ(row["group"], group) and not (start and row["start"] and start != row["start"])


def _same_school(row: RowMapping, entry: Entry) -> bool | None:
    """Say whether two documents are on the same school: by URN, else by name; None where one of them names none."""
    urn, name = said(entry.inspection.urn if entry.inspection else None), school_name(entry.inspection)
    for old, new in ((row["urn"], urn), (row["provider"], name)):
        if old and new:
            return not _differ(old, new)
    return None


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one.casefold().split() != other.casefold().split())


__all__ = ["Former", "Namesakes", "namesakes"]
