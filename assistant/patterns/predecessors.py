"""Which reports are on a school as it was before it became an academy: its predecessor, by the category printed.

A predecessor of another URN is a school of its own (`assistant.schools.register`); this is about reports that the
library knows as the same school's, as a converter carries them. Reads the printed category and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.inspections import Inspection


def is_academy(inspections: Iterable[Inspection]) -> bool | None:
    """Say whether reports print the school's category as an academy; None where they print no category."""
    printed = [one.school_category.text.casefold() for one in inspections if one.school_category]
    return any("academy" in words or "free school" in words for words in printed) if printed else None


def is_of_predecessor(own: bool | None, later: Iterable[bool | None]) -> bool:
    """Say whether a report is of the predecessor, by what it and the later ones say (`is_academy`)."""
    return own is False and any(later)


__all__ = ["is_academy", "is_of_predecessor"]
