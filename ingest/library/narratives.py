"""Narratives that are being written, in the catalogue: sections, claims as units, states, and who did what when.

A claim carries a version. Whoever changes it says which version they saw; where somebody else was quicker, nothing is
written and both texts are given back. Every change raises the version of the narrative too, so that nobody agrees to
words that they have not seen. A narrative goes from draft to in review to agreed, and only somebody who wrote
nothing in it agrees. What a claim is worth is not known here: payloads are kept as they come. Authors are names that
people give; that they are theirs is for accounts to see to, which this program has not.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from ingest.errors import LibraryError
from ingest.library import schema as s
from ingest.library.catalogue import Catalogue
from ingest.library.database import now

DRAFT, IN_REVIEW, AGREED = "draft", "in review", "agreed"
_STEPS = {(DRAFT, IN_REVIEW), (IN_REVIEW, AGREED), (IN_REVIEW, DRAFT), (AGREED, DRAFT)}
_WRITING = ("made", "edited", "added", "cited")
"""Kinds of event that make somebody an author."""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One claim: `section` is the ordinal of its section, `version` how often it was changed, counted from 1."""

    claim: str
    section: int
    text: str
    payload: Mapping[str, Any]
    version: int = 1
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class NarrativeRecord:
    """A narrative without its claims. `version` counts every change of it and its claims, from 1."""

    id: str
    title: str
    state: str
    version: int
    made_at: datetime
    made_by: str
    changed_at: datetime
    agreed_by: str | None
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EventRecord:
    """What somebody did: `before` and `after` are texts of the claim, or states of the narrative."""

    at: datetime
    author: str
    kind: str
    claim: str | None
    before: str | None
    after: str | None
    reason: str


class NarrativeConflict(LibraryError):
    """Somebody else changed a claim first. `theirs` is what stands now, `mine` what was not written."""

    def __init__(self, theirs: ClaimRecord, mine: str) -> None:
        super().__init__(
            f"{theirs.changed_by} changed this sentence while you were editing it. Nothing of yours was written. "
            "Compare both versions and choose one."
        )
        self.theirs, self.mine = theirs, mine


class CannotMove(LibraryError):
    """A narrative cannot go into a state: from where it is, or by whom."""


class Narratives:
    """The narratives of one library. A library that is open for reading keeps them too, as it keeps its audit trail."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def make(
        self,
        title: str,
        author: str,
        payload: Mapping[str, Any],
        sections: Sequence[Mapping[str, Any]],
        claims: Sequence[ClaimRecord],
    ) -> str:
        """Keep a new narrative whole, or nothing of it; return its id."""
        author, id, at = named(author), uuid.uuid4().hex, now()
        row = {
            "id": id, "title": title, "state": DRAFT, "version": 1, "made_at": at, "made_by": author,
            "changed_at": at, "agreed_by": None, "payload": dict(payload),
        }  # fmt: skip
        kept = [
            {
                "narrative_id": id, "claim": c.claim, "section": c.section, "ordinal": i, "version": 1,
                "changed_by": author, "text": c.text, "payload": dict(c.payload),
            }
            for i, c in enumerate(claims)
        ]  # fmt: skip
        outline = [{"narrative_id": id, "ordinal": i, "payload": dict(data)} for i, data in enumerate(sections)]
        with self._catalogue.writing(listed=False) as connection:
            connection.execute(insert(s.narratives).values(row))
            for table, rows in ((s.narrative_sections, outline), (s.narrative_claims, kept)):
                if rows:
                    connection.execute(insert(table), rows)
            _tell(connection, id, EventRecord(_at(), author, "made", None, None, title, ""))
        return id

    def listed(self) -> list[NarrativeRecord]:
        """Return all narratives, the last changed first."""
        query = select(s.narratives).order_by(s.narratives.c.changed_at.desc(), s.narratives.c.id)
        with self._catalogue.reading() as connection:
            return [_narrative(row) for row in connection.execute(query)]

    def narrative(self, id: str) -> NarrativeRecord:
        """Return one narrative.

        :raises LibraryError: if the library has none with this id.
        """
        with self._catalogue.reading() as connection:
            return _narrative(_known(connection, id))

    def sections(self, id: str) -> list[Mapping[str, Any]]:
        """Return what was kept of each section, in order."""
        c = s.narrative_sections.c
        with self._catalogue.reading() as connection:
            return list(connection.scalars(select(c.payload).where(c.narrative_id == id).order_by(c.ordinal)))

    def claims(self, id: str) -> list[ClaimRecord]:
        """Return the claims of a narrative, in order."""
        c = s.narrative_claims.c
        query = select(s.narrative_claims).where(c.narrative_id == id).order_by(c.section, c.ordinal)
        with self._catalogue.reading() as connection:
            return [_claim(row) for row in connection.execute(query)]

    def change(self, id: str, new: ClaimRecord, kind: str = "edited", reason: str = "") -> ClaimRecord:
        """Write a claim over the version that was seen (`new.version`), by `new.changed_by`; return it as it stands.

        `kind` is "edited", or what a reviewer decided.

        :raises NarrativeConflict: if it has another version by now; nothing is written.
        :raises LibraryError: if there is no such claim, the narrative is agreed, or no name is given.
        """
        author, c = named(new.changed_by), s.narrative_claims.c
        at = (c.narrative_id == id) & (c.claim == new.claim)
        with self._catalogue.writing(listed=False) as connection:
            _open_to_change(connection, id)
            row = _as_seen(
                connection.execute(select(s.narrative_claims).where(at)).one_or_none(), new.version, new.text
            )
            version = new.version + 1
            values = {"text": new.text, "payload": dict(new.payload), "version": version, "changed_by": author}
            connection.execute(update(s.narrative_claims).where(at).values(values))
            _touch(connection, id)
            done = EventRecord(_at(), author, kind, new.claim, row.text, new.text, reason)
            _tell(connection, id, done)
        return replace(new, section=row.section, version=version, changed_by=author)

    def insert(self, id: str, new: ClaimRecord, after: str | None) -> ClaimRecord:
        """Put a new claim behind another of its section, or at the section's end; return it as it stands.

        :raises LibraryError: if `after` is no claim of that section, the narrative is agreed, or no name is given.
        """
        author, c = named(new.changed_by), s.narrative_claims.c
        of_section = (c.narrative_id == id) & (c.section == new.section)
        with self._catalogue.writing(listed=False) as connection:
            _open_to_change(connection, id)
            query = select(c.claim, c.ordinal).where(of_section).order_by(c.ordinal)
            places = {row.claim: row.ordinal for row in connection.execute(query)}
            if after is not None and after not in places:
                raise LibraryError("The sentence before it is not there any more. Open the draft again.")
            at = 1 + (max(places.values(), default=0) if after is None else places[after])
            connection.execute(
                update(s.narrative_claims).where(of_section, c.ordinal >= at).values(ordinal=c.ordinal + 1)
            )
            row = asdict(new) | {"narrative_id": id, "ordinal": at, "version": 1, "changed_by": author}
            connection.execute(insert(s.narrative_claims).values(row | {"payload": dict(new.payload)}))
            _touch(connection, id)
            _tell(connection, id, EventRecord(_at(), author, "added", new.claim, None, new.text, ""))
        return replace(new, version=1, changed_by=author)

    def shift(self, id: str, claim: str, seen: int, by: int, author: str) -> None:
        """Let a claim change places with the one before it (`by` -1) or behind it (1) in its section.

        Words stay. Both are another version from then on: who saw either elsewhere is told before moving or editing it.

        :raises NarrativeConflict: if it has another version by now than was `seen`; nothing is moved.
        :raises LibraryError: if it is gone or at its section's edge, the narrative is agreed, or no name is given.
        """
        author, c = named(author), s.narrative_claims.c
        with self._catalogue.writing(listed=False) as connection:
            _open_to_change(connection, id)
            query = select(s.narrative_claims).where(c.narrative_id == id).order_by(c.section, c.ordinal)
            rows = list(connection.execute(query))
            row = _as_seen(next((row for row in rows if row.claim == claim), None), seen)
            beside = [other for other in rows if other.section == row.section]
            to = beside.index(row) + by
            if not 0 <= to < len(beside):
                raise LibraryError("The sentence stands at the edge of its section already.")
            for moved, other in ((row, beside[to]), (beside[to], row)):
                at = (c.narrative_id == id) & (c.claim == moved.claim)
                values = {"ordinal": other.ordinal, "version": moved.version + 1, "changed_by": author}
                connection.execute(update(s.narrative_claims).where(at).values(values))
            _touch(connection, id)
            _tell(connection, id, EventRecord(_at(), author, "reordered", claim, None, None, ""))

    def move(self, id: str, seen: int, state: str, author: str, reason: str = "") -> NarrativeRecord:
        """Bring a narrative into a state: draft → in review → agreed, or back. `seen` is the version looked at.

        :raises CannotMove: if it cannot go there, changed meanwhile, or an author would agree to words of their own.
        """
        author = named(author)
        with self._catalogue.writing(listed=False) as connection:
            row = _known(connection, id)
            if row.version != seen:
                raise CannotMove(_changed_since(connection, row))
            if (row.state, state) not in _STEPS:
                raise CannotMove(f"A draft cannot go from ‘{row.state}’ to ‘{state}’.")
            if state == AGREED and author.casefold() in {name.casefold() for name in _authors(connection, id)}:
                raise CannotMove(f"{author} wrote in this draft. Somebody who is not an author has to agree it.")
            agreed_by = author if state == AGREED else None
            values = {"state": state, "version": seen + 1, "changed_at": now(), "agreed_by": agreed_by}
            connection.execute(update(s.narratives).where(s.narratives.c.id == id).values(values))
            _tell(connection, id, EventRecord(_at(), author, "moved", None, row.state, state, reason))
        return self.narrative(id)

    def written_elsewhere(self, id: str) -> list[tuple[str, str]]:
        """Return title and text of every sentence that people wrote in other narratives, as it stands there now."""
        heads, c, e = s.narratives.c, s.narrative_claims.c, s.narrative_events.c
        wrote = select(e.id).where(
            e.narrative_id == c.narrative_id, e.claim == c.claim, e.kind.in_(("edited", "added"))
        )
        query = (
            select(heads.title, heads.made_by, c.text)
            .join_from(s.narrative_claims, s.narratives, heads.id == c.narrative_id)
            .where(c.narrative_id != id, wrote.exists())
        )
        with self._catalogue.reading() as connection:
            return [(f"{row.title}, made by {row.made_by}", row.text) for row in connection.execute(query)]

    def history(self, id: str, claim: str | None = None) -> list[EventRecord]:
        """Return what was done to a narrative, or to one of its claims, the latest first."""
        c = s.narrative_events.c
        query = select(s.narrative_events).where(c.narrative_id == id).order_by(c.id.desc())
        if claim is not None:
            query = query.where(c.claim == claim)
        with self._catalogue.reading() as connection:
            return [_event(row) for row in connection.execute(query)]

    def forget(self, id: str) -> None:
        """Take a narrative out with all that belongs to it."""
        with self._catalogue.writing(listed=False) as connection:
            connection.execute(delete(s.narratives).where(s.narratives.c.id == id))


def named(author: str) -> str:
    """Return a name as it is kept.

    :raises LibraryError: if there is none, or it is too long.
    """
    name = " ".join(author.split())
    if not name or len(name) > 200:
        raise LibraryError("Give your name (at most 200 characters): the history says who did what.")
    return name


def _known(connection: Connection, id: str) -> Row[Any]:
    row = connection.execute(select(s.narratives).where(s.narratives.c.id == id)).one_or_none()
    if row is None:
        raise LibraryError("The library has no such draft any more. Choose another.")
    return row


def _as_seen(row: Row[Any] | None, seen: int, mine: str | None = None) -> Row[Any]:
    """Return the row of a claim that somebody would change, if it is the version that they saw."""
    if row is None:
        raise LibraryError("The draft has no such sentence any more. Open it again.")
    if row.version != seen:
        raise NarrativeConflict(_claim(row), row.text if mine is None else mine)
    return row


def _open_to_change(connection: Connection, id: str) -> None:
    if _known(connection, id).state == AGREED:
        raise LibraryError("This draft is agreed. Take it back to a draft before changing it.")


def _touch(connection: Connection, id: str) -> None:
    c = s.narratives.c
    connection.execute(update(s.narratives).where(c.id == id).values(changed_at=now(), version=c.version + 1))


def _changed_since(connection: Connection, row: Row[Any]) -> str:
    c = s.narrative_events.c
    query = select(c.author).where(c.narrative_id == row.id).order_by(c.id.desc()).limit(1)
    who = connection.scalars(query).first()
    return f"{who} changed this draft since you opened it; it is now: {row.state}. Look at it again, then decide."


def _authors(connection: Connection, id: str) -> list[str]:
    c = s.narrative_events.c
    query = select(c.author).where(c.narrative_id == id, c.kind.in_(_WRITING)).distinct().order_by(c.author)
    return list(connection.scalars(query))


def _at() -> datetime:
    return now().replace(tzinfo=UTC)


def _tell(connection: Connection, id: str, event: EventRecord) -> None:
    values = asdict(event) | {"narrative_id": id, "at": event.at.replace(tzinfo=None)}
    connection.execute(insert(s.narrative_events).values(values))


def _narrative(row: Row[Any]) -> NarrativeRecord:
    return NarrativeRecord(
        row.id, row.title, row.state, row.version, row.made_at.replace(tzinfo=UTC), row.made_by,
        row.changed_at.replace(tzinfo=UTC), row.agreed_by, row.payload,
    )  # fmt: skip


def _claim(row: Row[Any]) -> ClaimRecord:
    return ClaimRecord(row.claim, row.section, row.text, row.payload, row.version, row.changed_by)


def _event(row: Row[Any]) -> EventRecord:
    at = row.at.replace(tzinfo=UTC)
    return EventRecord(at, row.author, row.kind, row.claim, row.before, row.after, row.reason)


__all__ = ["CannotMove", "ClaimRecord", "EventRecord", "NarrativeConflict", "NarrativeRecord", "Narratives", "named"]
