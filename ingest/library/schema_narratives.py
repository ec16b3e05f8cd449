"""The tables of narratives that are being written. Describes them only; their changes stand in `migrations`."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, MetaData, String, Table, Text


def narrative_tables(metadata: MetaData) -> tuple[Table, Table, Table, Table]:
    """Return the tables of narratives, their sections, their claims and their events, made in this metadata."""
    return _narratives(metadata), _sections(metadata), _claims(metadata), _events(metadata)


def _narratives(metadata: MetaData) -> Table:
    return Table(
        "narratives",
        metadata,
        Column("id", String(32), primary_key=True),
        Column("title", Text, nullable=False),
        Column("state", String(20), nullable=False),
        Column("version", Integer, nullable=False),
        Column("made_at", DateTime, nullable=False),
        Column("made_by", String(200), nullable=False),
        Column("changed_at", DateTime, nullable=False),
        Column("agreed_by", String(200)),
        Column("payload", JSON, nullable=False),
        comment="Drafts that are being written here. Those that were checked stand in `drafts`.",
    )


def _sections(metadata: MetaData) -> Table:
    return Table(
        "narrative_sections",
        metadata,
        Column("narrative_id", String(32), ForeignKey("narratives.id", ondelete="CASCADE"), primary_key=True),
        Column("ordinal", Integer, primary_key=True),
        Column("payload", JSON, nullable=False),
    )


def _claims(metadata: MetaData) -> Table:
    return Table(
        "narrative_claims",
        metadata,
        Column("narrative_id", String(32), ForeignKey("narratives.id", ondelete="CASCADE"), primary_key=True),
        Column("claim", String(200), primary_key=True),
        Column("section", Integer, nullable=False),
        Column("ordinal", Integer, nullable=False),
        Column("version", Integer, nullable=False),
        Column("changed_by", String(200), nullable=False),
        Column("text", Text, nullable=False),
        Column("payload", JSON, nullable=False),
        comment="A version counts the changes of one claim, so that two people at different claims never collide.",
    )


def _events(metadata: MetaData) -> Table:
    return Table(
        "narrative_events",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("narrative_id", String(32), ForeignKey("narratives.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("at", DateTime, nullable=False),
        Column("author", String(200), nullable=False),
        Column("kind", String(20), nullable=False),
        Column("claim", String(200)),
        Column("before", Text),
        Column("after", Text),
        Column("reason", Text, nullable=False),
    )
