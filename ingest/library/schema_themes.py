"""The table of what people corrected in the reading of themes. Describes only; its changes stand in `migrations`."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, Text


def theme_tables(metadata: MetaData) -> Table:
    """Return the table of theme corrections, made in this metadata."""
    return Table(
        "theme_corrections",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("document_id", String(64), nullable=False, index=True),
        Column("sentence", Text, nullable=False),
        Column("occurrence", Integer, nullable=False),
        Column("was_theme", String(80), nullable=False),
        Column("was_direction", String(40), nullable=False),
        Column("theme", String(80)),
        Column("direction", String(40), nullable=False),
        Column("author", String(200), nullable=False),
        Column("at", DateTime, nullable=False),
        Column("ended_by", String(200)),
        Column("ended_at", DateTime),
        comment="By document and the sentence's words. No foreign key: a correction outlives a new reading.",
    )
