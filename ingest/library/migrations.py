"""How one version of the catalogue's tables becomes the next.

Each step says in SQL what it made when it was released, and is never changed: what the tables are today (`schema`) is
none of its business, so that a column added later cannot turn up in an old step. The SQL is SQLite's: no library of
another database is older than the last of these steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

_SECOND = """
ALTER TABLE inspections ADD COLUMN details JSON DEFAULT '{}' NOT NULL;
ALTER TABLE pages ADD COLUMN unit VARCHAR(10) NOT NULL DEFAULT 'page';
ALTER TABLE pages ADD COLUMN measured BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE pages ADD COLUMN ocr BOOLEAN NOT NULL DEFAULT FALSE
"""
"""Inspections get people, points, figures and conflicts: what is there has none until it is read again. Pages may be
slides, sheets and sections, estimated, or read by OCR: every page so far is a measured page."""

_THIRD = """
CREATE TABLE IF NOT EXISTS drafts (id VARCHAR(64) NOT NULL, filename TEXT NOT NULL, media_type TEXT NOT NULL,
    checked_at DATETIME NOT NULL, checked_by VARCHAR(200) NOT NULL, content BLOB, PRIMARY KEY (id));
CREATE TABLE IF NOT EXISTS draft_verdicts (draft_id VARCHAR(64) NOT NULL, number INTEGER NOT NULL, claim TEXT
    NOT NULL, verdict VARCHAR(20) NOT NULL, document_id VARCHAR(64), fingerprint VARCHAR(64), payload JSON NOT NULL,
    PRIMARY KEY (draft_id, number), FOREIGN KEY(draft_id) REFERENCES drafts (id) ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS draft_decisions (id INTEGER NOT NULL, draft_id VARCHAR(64) NOT NULL, number INTEGER
    NOT NULL, claim TEXT NOT NULL, at DATETIME NOT NULL, author VARCHAR(200) NOT NULL, verdict VARCHAR(20) NOT NULL,
    was VARCHAR(20) NOT NULL, reason TEXT NOT NULL, document_id VARCHAR(64), fingerprint VARCHAR(64), evidence TEXT
    NOT NULL, PRIMARY KEY (id), FOREIGN KEY(draft_id) REFERENCES drafts (id) ON DELETE CASCADE);
CREATE INDEX IF NOT EXISTS ix_draft_decisions_draft_id ON draft_decisions (draft_id);
CREATE TABLE IF NOT EXISTS corrections (id INTEGER NOT NULL, document_id VARCHAR(64) NOT NULL, field VARCHAR(40)
    NOT NULL, value TEXT NOT NULL, old TEXT, base TEXT, author VARCHAR(200) NOT NULL, at DATETIME NOT NULL, ended_by
    VARCHAR(200), ended_at DATETIME, PRIMARY KEY (id));
CREATE INDEX IF NOT EXISTS ix_corrections_document_id ON corrections (document_id);
CREATE TABLE IF NOT EXISTS school_rows (id INTEGER NOT NULL, document_id VARCHAR(64) NOT NULL, kind VARCHAR(30)
    NOT NULL, "row" INTEGER NOT NULL, urn TEXT, name TEXT, phase TEXT, region TEXT, local_authority TEXT, group_name
    TEXT, group_uid TEXT, joined DATE, current BOOLEAN, judgements JSON NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE);
CREATE INDEX IF NOT EXISTS ix_school_rows_document_id ON school_rows (document_id);
CREATE INDEX IF NOT EXISTS ix_school_rows_group_name ON school_rows (group_name);
CREATE INDEX IF NOT EXISTS ix_school_rows_urn ON school_rows (urn);
CREATE TABLE IF NOT EXISTS survey_rows (id INTEGER NOT NULL, document_id VARCHAR(64) NOT NULL, "row" INTEGER NOT
    NULL, "column" TEXT NOT NULL, survey TEXT NOT NULL, audience VARCHAR(20) NOT NULL, school TEXT, urn TEXT,
    measure TEXT NOT NULL, theme TEXT, date DATE NOT NULL, favourable FLOAT, respondents INTEGER, benchmark FLOAT,
    suppressed BOOLEAN NOT NULL, PRIMARY KEY (id), FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE
    CASCADE);
CREATE INDEX IF NOT EXISTS ix_survey_rows_document_id ON survey_rows (document_id)
"""
"""Drafts that were checked, corrections by hand, tables and surveys. What was added as plain documents stays so."""

_FOURTH = """
CREATE TABLE IF NOT EXISTS conversations (id VARCHAR(32) NOT NULL, author VARCHAR(200) NOT NULL, title TEXT NOT
    NULL, started_at DATETIME NOT NULL, changed_at DATETIME NOT NULL, PRIMARY KEY (id));
CREATE INDEX IF NOT EXISTS ix_conversations_author ON conversations (author);
CREATE TABLE IF NOT EXISTS conversation_turns (conversation_id VARCHAR(32) NOT NULL, number INTEGER NOT NULL,
    question TEXT NOT NULL, payload JSON NOT NULL, fingerprints JSON NOT NULL, at DATETIME NOT NULL, PRIMARY KEY
    (conversation_id, number), FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS feedback (id INTEGER NOT NULL, conversation_id VARCHAR(32) NOT NULL, number INTEGER
    NOT NULL, kind VARCHAR(20) NOT NULL, marker INTEGER, note TEXT NOT NULL, author VARCHAR(200) NOT NULL, at
    DATETIME NOT NULL, PRIMARY KEY (id), FOREIGN KEY(conversation_id, number) REFERENCES conversation_turns
    (conversation_id, number) ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS narratives (id VARCHAR(32) NOT NULL, title TEXT NOT NULL, state VARCHAR(20) NOT NULL,
    version INTEGER NOT NULL, made_at DATETIME NOT NULL, made_by VARCHAR(200) NOT NULL, changed_at DATETIME NOT
    NULL, agreed_by VARCHAR(200), payload JSON NOT NULL, PRIMARY KEY (id));
CREATE TABLE IF NOT EXISTS narrative_sections (narrative_id VARCHAR(32) NOT NULL, ordinal INTEGER NOT NULL,
    payload JSON NOT NULL, PRIMARY KEY (narrative_id, ordinal), FOREIGN KEY(narrative_id) REFERENCES narratives (id)
    ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS narrative_claims (narrative_id VARCHAR(32) NOT NULL, claim VARCHAR(200) NOT NULL,
    section INTEGER NOT NULL, ordinal INTEGER NOT NULL, version INTEGER NOT NULL, changed_by VARCHAR(200) NOT NULL,
    text TEXT NOT NULL, payload JSON NOT NULL, PRIMARY KEY (narrative_id, claim), FOREIGN KEY(narrative_id)
    REFERENCES narratives (id) ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS narrative_events (id INTEGER NOT NULL, narrative_id VARCHAR(32) NOT NULL, at DATETIME
    NOT NULL, author VARCHAR(200) NOT NULL, kind VARCHAR(20) NOT NULL, claim VARCHAR(200), "before" TEXT, "after"
    TEXT, reason TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(narrative_id) REFERENCES narratives (id) ON DELETE
    CASCADE);
CREATE INDEX IF NOT EXISTS ix_narrative_events_narrative_id ON narrative_events (narrative_id);
CREATE TABLE IF NOT EXISTS theme_corrections (id INTEGER NOT NULL, document_id VARCHAR(64) NOT NULL, sentence
    TEXT NOT NULL, occurrence INTEGER NOT NULL, was_theme VARCHAR(80) NOT NULL, was_direction VARCHAR(40) NOT NULL,
    theme VARCHAR(80), direction VARCHAR(40) NOT NULL, author VARCHAR(200) NOT NULL, at DATETIME NOT NULL, ended_by
    VARCHAR(200), ended_at DATETIME, PRIMARY KEY (id));
CREATE INDEX IF NOT EXISTS ix_theme_corrections_document_id ON theme_corrections (document_id)
"""
"""Conversations and opinions on answers, drafts that are being written, corrections of themes."""

_FIFTH = "ALTER TABLE documents ADD COLUMN origin_key VARCHAR(64)"
"""Files of one name are told apart. Of what is there only the names are known, until its files are added again."""

_SIXTH = """
ALTER TABLE draft_verdicts ADD COLUMN others JSON DEFAULT '{}' NOT NULL;
ALTER TABLE draft_decisions ADD COLUMN others JSON DEFAULT '{}' NOT NULL
"""
"""Verdicts and decisions are bound to what says otherwise too. What is there is not, until it is checked again."""


def _step(sql: str) -> Callable[[Connection], None]:
    def run(connection: Connection) -> None:
        for statement in sql.split(";"):
            connection.exec_driver_sql(statement)

    return run


MIGRATIONS: Mapping[int, Callable[[Connection], None]] = {
    number: _step(sql) for number, sql in enumerate((_SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH), 1)
}
"""For each older version, the step that makes the next version of it. A step runs inside one transaction."""

__all__ = ["MIGRATIONS"]
