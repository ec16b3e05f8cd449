"""The store: a catalogue that is the truth, two search indexes derived from it, and the original files.

Everything outside uses `Library`; the modules behind it are nobody else's business.
"""

from __future__ import annotations

from ingest.library.library import Embed, Library
from ingest.library.records import Added, AuditEntry, Check, DocumentChange, DocumentRecord, Membership, SchoolRecord

__all__ = [
    "Added",
    "AuditEntry",
    "DocumentChange",
    "Check",
    "DocumentRecord",
    "Embed",
    "Library",
    "Membership",
    "SchoolRecord",
]
