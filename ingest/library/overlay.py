"""Corrections in force, laid over the records of documents.

Reads the table of corrections and puts values in place of others; it keeps nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from ingest.corrections import days_of, words_of
from ingest.inspections import ReportFormat
from ingest.library import schema as s
from ingest.library.database import in_groups
from ingest.library.records import DocumentRecord

Values = Mapping[str, str]
"""Field → value, of the corrections in force of one document."""


def in_force(connection: Connection, documents: Collection[str] | None = None) -> dict[str, dict[str, str]]:
    """Return for each document that was corrected, of all or of these, its fields and values in force."""
    c = s.corrections.c
    query = select(c.document_id, c.field, c.value).where(c.ended_at.is_(None)).order_by(c.id)
    parts = [query] if documents is None else [query.where(c.document_id.in_(ids)) for ids in in_groups(documents)]
    found: dict[str, dict[str, str]] = {}
    for part in parts:
        for document, field, value in connection.execute(part):
            found.setdefault(document, {})[field] = value
    return found


def laid_over(record: DocumentRecord, values: Values) -> DocumentRecord:
    """Return the record with corrected values in place of those read, and the names of the fields that are."""
    if not values:
        return record
    changes: dict[str, Any] = {"corrected": tuple(values)}
    for field, name in (("provider", "school"), ("urn", "urn"), ("local_authority", "local_authority")):
        if field in values:
            changes[name] = values[field]
    if "group" in values:
        changes["group"] = values["group"]
    if "format" in values:
        changes["format"] = ReportFormat(values["format"])
    if "dates" in values:
        start, end = days_of(values["dates"])
        changes |= {"start": start, "end": end, "dates_printed": words_of("dates", values["dates"])}
    if "published" in values:
        changes["published"] = days_of(values["published"])[0]
    return replace(record, **changes)


__all__ = ["Values", "in_force", "laid_over"]
