"""Questions that are declined whatever the library holds, with the reason and what can be said instead.

Reads the question only. What the library cannot answer is not declined but *not found*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declined:
    """Why a question is declined, and what can be asked instead."""

    reason: str
    instead: str


_GROUP = r"(?:trust|group|mat|federation|diocese|schools|all (?:the |our )?schools)"
_GRADE = r"(?:grades?|rat(?:e|es|ing|ings)|judge?ments?)"
_RULES: tuple[tuple[str, Declined], ...] = (
    (
        rf"\b(?:average|mean|typical|combined|aggregate)\b[^?.]*\b{_GRADE}\b",
        Declined(
            "Grades are words on a scale, given to one school on one date; they cannot be averaged.",
            "Ask which schools were given which grade for an area, and when.",
        ),
    ),
    (
        rf"\b(?:what|which|give|suggest|how would you)\b[^?.]*\b{_GRADE}\b"
        rf"[^?.]*\b(?:whole|overall|entire|the)\s+{_GROUP}\b"
        rf"|\b(?:grade|rate)\s+(?:the|this|our)\s+{_GROUP}\b",
        Declined(
            "No report grades a group of schools, and neither does this assistant.",
            "Ask what the reports of its schools say about a theme, or which grades each school was given.",
        ),
    ),
    (
        r"\b(?:rank|league table)\b"
        r"|\bwhich (?:schools?|academy) (?:is|are|was|were) (?:the )?(?:best|worst|weakest|strongest)\b"
        r"|\b(?:best|worst|weakest|strongest|top|bottom)\s+(?:performing\s+)?(?:school|academy|primary|secondary)\b",
        Declined(
            "Schools are not ranked here: their inspections differ in date, framework and scale.",
            "Ask which schools' reports name a strength or a weakness in a particular theme.",
        ),
    ),
    (
        r"\b(?:your|the) (?:system )?(?:prompt|instructions)\b"
        r"|\bignore (?:all |the |your )?(?:previous|above|earlier)\b",
        Declined(
            "This is a question about the assistant and not about the documents.",
            "Ask about what the reports in the library say.",
        ),
    ),
)


def declines(question: str) -> Declined | None:
    """Return why a question is declined, or None."""
    return next((answer for pattern, answer in _RULES if re.search(pattern, question, re.IGNORECASE)), None)
