"""Lists in a sentence: "A, B and C"."""

from __future__ import annotations

from collections.abc import Sequence


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return items as prose lists them, `last` before the last one; nothing where there are none."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


__all__ = ["listed"]
