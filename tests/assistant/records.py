"""Records of documents made of values, for tests that need no library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord


def made_record(name: str, school: str | None, start: date | None, **more: Any) -> DocumentRecord:
    """Return the record of a report of one day; `more` are fields that are to be otherwise."""
    facts: dict[str, Any] = {
        "id": name.ljust(64, "0"),
        "filename": f"{name}.pdf",
        "origin": f"{name}.pdf",
        "media_type": "application/pdf",
        "title": school or name,
        "size": 1,
        "format": ReportFormat.GRADED,
        "school": school,
        "urn": None,
        "local_authority": None,
        "group": None,
        "start": start,
        "end": start,
        "dates_printed": f"{start.day} {start:%B %Y}" if start else None,
        "published": None,
        "pages": 9,
        "passages": 9,
        "added_at": datetime(2026, 1, 1, tzinfo=UTC),
        "added_by": "local",
        "model": "model",
        "indexed": True,
        "warnings": (),
        "fingerprint": "",
    }
    return DocumentRecord(**facts | more)
