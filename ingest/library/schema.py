"""What the catalogue's tables are today.

Describes tables only: nothing here opens a connection or decides when to migrate. The types are
SQLAlchemy's generic ones, so that the same tables can stand in PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from ingest.library.migrations import MIGRATIONS as MIGRATIONS
from ingest.library.schema_conversations import conversation_tables
from ingest.library.schema_narratives import narrative_tables
from ingest.library.schema_themes import theme_tables

SCHEMA_VERSION = 6
"""Version that this program reads and writes; `migrations` has a step to each from the one before."""

metadata = MetaData()

_DOCUMENT = String(64)


def _document_key() -> Column[str]:
    return Column("document_id", _DOCUMENT, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)


meta = Table(
    "meta",
    metadata,
    Column("key", String(50), primary_key=True),
    Column("value", Text, nullable=False),
)

models = Table(
    "models",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", String(500), nullable=False, unique=True),
    Column("dimension", Integer, nullable=False),
)

groups = Table(
    "groups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

schools = Table(
    "schools",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("urn", Text, unique=True),
    Column("phase", Text),
    Column("local_authority", Text),
)

memberships = Table(
    "memberships",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school_id", Integer, ForeignKey("schools.id", ondelete="CASCADE"), nullable=False),
    Column("group_id", Integer, ForeignKey("groups.id", ondelete="CASCADE"), nullable=False),
    Column("start", Date),
    UniqueConstraint("school_id", "group_id"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", _DOCUMENT, primary_key=True),
    Column("filename", Text, nullable=False, index=True),
    Column("origin", Text, nullable=False, index=True),
    Column("media_type", Text, nullable=False),
    Column("title", Text),
    Column("size", Integer, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("passage_count", Integer, nullable=False),
    Column("format", String(30), nullable=False),
    Column("provider", Text),
    Column("school_id", Integer, ForeignKey("schools.id")),
    Column("group_id", Integer, ForeignKey("groups.id")),
    Column("added_at", DateTime, nullable=False),
    Column("added_by", String(200), nullable=False),
    Column("model_id", Integer, ForeignKey("models.id"), nullable=False),
    Column("indexed", Boolean, nullable=False, index=True),
    Column("warnings", JSON, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("origin_key", String(64)),
)

pages = Table(
    "pages",
    metadata,
    _document_key(),
    Column("number", Integer, primary_key=True),
    Column("label", Text),
    Column("width", Float(53), nullable=False),
    Column("height", Float(53), nullable=False),
    Column("text", Text, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("unit", String(10), nullable=False, server_default="page"),
    Column("measured", Boolean, nullable=False, server_default=true()),
    Column("ocr", Boolean, nullable=False, server_default=false()),
)

passages = Table(
    "passages",
    metadata,
    _document_key(),
    Column("ordinal", Integer, primary_key=True),
    Column("page", Integer, nullable=False),
    Column("heading", Text),
    Column("kind", String(20), nullable=False),
    Column("boilerplate", Text),
    Column("sentences", JSON, nullable=False),
    Column("text", Text, nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("document_id", _DOCUMENT, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("model_id", Integer, ForeignKey("models.id"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    ForeignKeyConstraint(["document_id", "ordinal"], ["passages.document_id", "passages.ordinal"], ondelete="CASCADE"),
)

inspections = Table(
    "inspections",
    metadata,
    _document_key(),
    Column("format", String(30), nullable=False),
    Column("confidence", Float(53), nullable=False),
    Column("reason", Text, nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("dates", JSON),
    Column("published", Date),
    Column("facts", JSON, nullable=False),
    Column("not_found", JSON, nullable=False),
    Column("details", JSON, nullable=False, server_default=text("'{}'")),
)

judgements = Table(
    "judgements",
    metadata,
    _document_key(),
    Column("ordinal", Integer, primary_key=True),
    Column("area", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("scale", String(30), nullable=False),
    Column("date", Date),
    Column("locator", JSON, nullable=False),
)

next_steps = Table(
    "next_steps",
    metadata,
    _document_key(),
    Column("ordinal", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("locators", JSON, nullable=False),
)

school_rows = Table(
    "school_rows",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", _DOCUMENT, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(30), nullable=False),
    Column("row", Integer, nullable=False),
    Column("urn", Text, index=True),
    Column("name", Text),
    Column("phase", Text),
    Column("region", Text),
    Column("local_authority", Text),
    Column("group_name", Text, index=True),
    Column("group_uid", Text),
    Column("joined", Date),
    Column("current", Boolean),
    Column("judgements", JSON, nullable=False),
    comment="What tables say of schools, a row for each row. Reports are the other source; neither replaces the other.",
)

survey_rows = Table(
    "survey_rows",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", _DOCUMENT, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("row", Integer, nullable=False),
    Column("column", Text, nullable=False),
    Column("survey", Text, nullable=False),
    Column("audience", String(20), nullable=False),
    Column("school", Text),
    Column("urn", Text),
    Column("measure", Text, nullable=False),
    Column("theme", Text),
    Column("date", Date, nullable=False),
    Column("favourable", Float(53)),
    Column("respondents", Integer),
    Column("benchmark", Float(53)),
    Column("suppressed", Boolean, nullable=False),
)

removals = Table(
    "removals",
    metadata,
    Column("document_id", _DOCUMENT, primary_key=True),
    comment="Documents that have left the catalogue and are not yet out of both indexes.",
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("author", String(200), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("payload", JSON, nullable=False),
    Index("audit_kind_at", "kind", "at"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", _DOCUMENT, primary_key=True),
    Column("filename", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("checked_at", DateTime, nullable=False),
    Column("checked_by", String(200), nullable=False),
    Column("content", LargeBinary),
    comment="Drafts that were checked, by the hash of their bytes. Only of Word files are the bytes kept.",
)

draft_verdicts = Table(
    "draft_verdicts",
    metadata,
    Column("draft_id", _DOCUMENT, ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("claim", Text, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("document_id", _DOCUMENT),
    Column("fingerprint", String(64)),
    Column("others", JSON, nullable=False, server_default=text("'{}'")),
    Column("payload", JSON, nullable=False),
    comment="No foreign key on the source: a verdict outlives it, and is then stale.",
)

draft_decisions = Table(
    "draft_decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_id", _DOCUMENT, ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("claim", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("author", String(200), nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("was", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("document_id", _DOCUMENT),
    Column("fingerprint", String(64)),
    Column("others", JSON, nullable=False, server_default=text("'{}'")),
    Column("evidence", Text, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", _DOCUMENT, nullable=False, index=True),
    Column("field", String(40), nullable=False),
    Column("value", Text, nullable=False),
    Column("old", Text),
    Column("base", Text),
    Column("author", String(200), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("ended_by", String(200)),
    Column("ended_at", DateTime),
    comment="What people corrected by hand. No foreign key: a correction outlives every new reading of its document.",
)

conversations, conversation_turns, feedback = conversation_tables(metadata)
narratives, narrative_sections, narrative_claims, narrative_events = narrative_tables(metadata)
theme_corrections = theme_tables(metadata)
