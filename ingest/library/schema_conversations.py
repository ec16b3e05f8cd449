"""The tables of conversations and of opinions on answers. Describes only; their changes stand in `migrations`."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Table, Text


def conversation_tables(metadata: MetaData) -> tuple[Table, Table, Table]:
    """Return the tables of conversations, their turns and the feedback on them, made in this metadata."""
    return _conversations(metadata), _turns(metadata), _feedback(metadata)


def _conversations(metadata: MetaData) -> Table:
    return Table(
        "conversations",
        metadata,
        Column("id", String(32), primary_key=True),
        Column("author", String(200), nullable=False, index=True),
        Column("title", Text, nullable=False),
        Column("started_at", DateTime, nullable=False),
        Column("changed_at", DateTime, nullable=False),
    )


def _turns(metadata: MetaData) -> Table:
    return Table(
        "conversation_turns",
        metadata,
        Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("question", Text, nullable=False),
        Column("payload", JSON, nullable=False),
        Column("fingerprints", JSON, nullable=False),
        Column("at", DateTime, nullable=False),
        comment="Answers as they were given. No foreign key on what they cite: an answer outlives its sources.",
    )


def _feedback(metadata: MetaData) -> Table:
    return Table(
        "feedback",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("conversation_id", String(32), nullable=False),
        Column("number", Integer, nullable=False),
        Column("kind", String(20), nullable=False),
        Column("marker", Integer),
        Column("note", Text, nullable=False),
        Column("author", String(200), nullable=False),
        Column("at", DateTime, nullable=False),
        ForeignKeyConstraint(
            ["conversation_id", "number"],
            ["conversation_turns.conversation_id", "conversation_turns.number"],
            ondelete="CASCADE",
        ),
    )
