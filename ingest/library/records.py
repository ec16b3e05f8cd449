"""What the library says about itself: documents, schools, groups, audit entries and the results of its checks.

Describes values only; nothing here opens the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from ingest.inspections import ReportFormat

Added: TypeAlias = Literal["added", "unchanged", "replaced"]
Severity: TypeAlias = Literal["ok", "warning", "error"]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document of the library, without its text.

    `school` is the name as this document prints it; `group` is the group that it was added for or, failing that,
    the one that it prints. `pages` and `passages` are counts. `indexed` is false while searches cannot show it.
    """

    id: str
    filename: str
    origin: str
    media_type: str
    title: str | None
    size: int
    format: ReportFormat
    school: str | None
    urn: str | None
    local_authority: str | None
    group: str | None
    start: date | None
    end: date | None
    dates_printed: str | None
    published: date | None
    pages: int
    passages: int
    added_at: datetime
    added_by: str
    model: str
    indexed: bool
    warnings: tuple[str, ...]
    fingerprint: str
    corrected: tuple[str, ...] = ()
    """Names of the fields in whose place a correction by hand stands (`ingest.corrections.FIELDS`)."""

    @property
    def state(self) -> str:
        """What tells this reading of the file from every other: when it came in, and a digest of its passages."""
        return f"{self.added_at.isoformat()} {self.fingerprint}"


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What adding a document did to it and to others of its name.

    `replaced` are the origins of those that went, `beside` of those that stayed because they may be other documents.
    """

    result: Added
    replaced: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SchoolRecord:
    """One school, under the name in its latest document, and the groups that it is a member of."""

    name: str
    urn: str | None
    phase: str | None
    local_authority: str | None
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """A school's membership of a group. `start` is None where nobody has said when it began."""

    school: str
    urn: str | None
    group: str
    start: date | None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Something that was asked, answered, added or removed: when, by whom and what."""

    id: int
    at: datetime
    author: str
    kind: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check of the library. `remedy` is empty where nothing needs doing."""

    name: str
    severity: Severity
    message: str
    remedy: str = ""
