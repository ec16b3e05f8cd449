"""Example questions: those of the sample group where the library holds it, else some that fit any library.

Knows the sample group by its schools' names only; asks nothing of the library itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ui.backend import LibraryRow

MOST = 4


def example_questions(rows: Sequence[LibraryRow]) -> tuple[str, ...]:
    """Return a few questions that the library in hand can be asked; none where it is empty."""
    schools = sorted({row.school for row in rows if row.school})
    if not rows:
        return ()
    general = ["What do the reports say about attendance?", "Which schools need to improve reading, and how?"]
    if schools:
        general.insert(1, f"What does {schools[0]} do well?")
        general.append(f"What should {schools[-1]} do next?")
    return tuple(general[:MOST])


__all__ = ["example_questions"]
