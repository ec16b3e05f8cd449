"""Older libraries: the steps that bring one up to date make today's tables without looking at how they are defined."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Table, text

from ingest.library import Library, migrations, schema

LATER = (
    "draft_decisions", "draft_verdicts", "drafts", "corrections", "school_rows", "survey_rows", "feedback",
    "conversation_turns", "conversations", "narrative_events", "narrative_claims", "narrative_sections", "narratives",
    "theme_corrections",
)  # fmt: skip
"""Tables that the first release did not have, those that refer to others first."""
LATER_COLUMNS = {"inspections": ("details",), "pages": ("unit", "measured", "ocr"), "documents": ("origin_key",)}


def tables(connection: Connection) -> dict[str, object]:
    """Return the columns of every table, and the names of all indexes."""
    names = list(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
    columns = {
        name: {
            (row.name, row.type, row.notnull, row.pk) for row in connection.execute(text(f"PRAGMA table_info({name})"))
        }
        for name in names
    }
    indexes = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'index'")))
    keys = {name: len(connection.execute(text(f"PRAGMA foreign_key_list({name})")).all()) for name in names}
    return {"columns": columns, "indexes": indexes, "keys": keys}


def test_a_library_of_the_first_version_gets_the_tables_of_today_from_frozen_steps(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library._catalogue.writing() as connection:
        fresh = tables(connection)
        for name in LATER:
            connection.execute(text(f"DROP TABLE {name}"))
        for table, columns in LATER_COLUMNS.items():
            for column in columns:
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        connection.execute(text("UPDATE meta SET value = '1' WHERE key = 'schema'"))
    library.close()

    def live(*_: object, **__: object) -> None:
        raise AssertionError("a step made a table as it is defined today")

    monkeypatch.setattr(Table, "create", live)
    with Library.open(library.path, write=True) as mended, mended._catalogue.reading() as connection:
        assert tables(connection) == fresh


def test_there_is_a_step_to_every_version() -> None:
    assert list(migrations.MIGRATIONS) == list(range(1, schema.SCHEMA_VERSION))
