"""Phrases that every writer needs: "A, B and C"; "1 page", "1,200 pages"; who did something."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.settings import LOCAL_AUTHOR


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return items as prose lists them, `last` before the last one; nothing where there are none."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def how_many(number: int, word: str) -> str:
    """Return a number with its word, which takes an "s" for more than one."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def person(author: str) -> str:
    """Return who did something as people read it; "local" is no name but the lack of one."""
    return "the local user" if author == LOCAL_AUTHOR else author


__all__ = ["how_many", "listed", "person"]
