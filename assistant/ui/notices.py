"""Short words to a reader about what was done, what is going on and what went wrong, read out by screen readers.

Makes one paragraph of words and escapes them; says nothing of its own.
"""

from __future__ import annotations

from assistant.ui.evidence import text


def status(words: str) -> str:
    """Return what was done or is going on."""
    return f'<p class="status" role="status">{text(words)}</p>'


def problem(words: str) -> str:
    """Return why something could not be done."""
    return f'<p class="notice notice-bad" role="alert">{text(words)}</p>'


def warning(words: str) -> str:
    """Return why something is not shown as it was asked for."""
    return f'<p class="notice notice-warn" role="alert">{text(words)}</p>'


__all__ = ["problem", "status", "warning"]
