"""Example questions: those of the sample group where the library holds it, else some that fit any library.

Knows the sample group by its schools' names only; asks nothing of the library itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ui.backend import LibraryRow

SAMPLE_SCHOOLS = frozenset({"Ashlark High School", "The Wickenmoss School"})
SAMPLE_QUESTIONS = (
    "Across the trust, what do the reports say about pupils with SEND?",
    "Which schools have a problem with attendance?",
    "Is safeguarding effective at The Wickenmoss School?",
    "How good is reading at Ashlark High School?",
)


def example_questions(rows: Sequence[LibraryRow]) -> tuple[str, ...]:
    """Return a few questions that the library in hand can be asked; none where it is empty."""
    schools = sorted({row.school for row in rows if row.school})
    if not rows:
        return ()
    if SAMPLE_SCHOOLS.issubset(schools):
        return SAMPLE_QUESTIONS
    questions = ["What do the reports say about attendance?"]
    if len(schools) > 1:
        questions.append("Which schools need to improve reading, and how?")
    if schools:
        questions.append(f"What does {schools[0]} do well?")
        questions.append(f"What should {schools[-1]} do next?")
    return tuple(questions)


__all__ = ["example_questions"]
