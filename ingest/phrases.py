"""Phrases that every writer needs: "A, B and C"; "1,200 pages"; "5 March 2019"; who did something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ingest.settings import LOCAL_AUTHOR


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return items as prose lists them, `last` before the last one; nothing where there are none."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def how_many(number: int, word: str, more: str | None = None) -> str:
    """Return a number with its word; for others than one the word is `more`, or takes an "s"."""
    return f"{number:,} {word if number == 1 else more or f'{word}s'}"


def day_words(day: date) -> str:
    """Write a day out: "5 March 2019"."""
    return f"{day.day} {day:%B %Y}"


def person(author: str) -> str:
    """Return who did something as people read it; "local" is no name but the lack of one."""
    return "the local user" if author == LOCAL_AUTHOR else author


__all__ = ["day_words", "how_many", "listed", "person"]
