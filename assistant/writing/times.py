"""When something was done, as people read it: in this computer's time, on every screen and in every file alike.

What is kept carries its time zone, so that nothing is lost by it. Days that a document prints have no hour and are not
for here, but for `naming`.
"""

from __future__ import annotations

from datetime import datetime

from ingest.phrases import day_words


def day_of(at: datetime) -> str:
    """Return the day on which something was done: "1 July 2026"."""
    return day_words(at.astimezone())


def moment(at: datetime) -> str:
    """Return when something was done, with the time zone: "1 July 2026, 00:30 BST"."""
    return f"{day_of(at)}, {at.astimezone():%H:%M %Z}"


def short_moment(at: datetime) -> str:
    """Return when something was done, as wide as any other: "01/07/2026 00:30"."""
    return f"{at.astimezone():%d/%m/%Y %H:%M}"


__all__ = ["day_of", "moment", "short_moment"]
