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
_RULES: tuple[tuple[re.Pattern[str], Declined], ...] = (
    (
        re.compile(
            r"\b(?:average|mean|typical|combined|aggregate)\b[^?.]*\b(?:grades?|judge?ments?|ratings?)\b", re.IGNORECASE
        ),
        Declined(
            "Grades are words on a scale, given to one school on one date; they cannot be averaged.",
            "Ask which schools were given which grade for an area, and when.",
        ),
    ),
    (
        re.compile(
            rf"\b(?:what|which|give|suggest|how would you)\b[^?.]*\b(?:grade|rate|rating|judge?ment)\b[^?.]*\b(?:whole|overall|entire|the)"
            rf"\s+{_GROUP}\b|\b(?:grade|rate)\s+(?:the|this|our)\s+{_GROUP}\b",
            re.IGNORECASE,
        ),
        Declined(
            "No report grades a group of schools, and neither does this assistant.",
            "Ask what the reports of its schools say about a theme, or which grades each school was given.",
        ),
    ),
    (
        re.compile(
            r"\b(?:rank|league table)\b|\b(?:best|worst|weakest|strongest|top|bottom)\s+(?:performing\s+)?(?:school|academy|primary|secondary)\b",
            re.IGNORECASE,
        ),
        Declined(
            "Schools are not ranked here: their inspections differ in date, framework and scale.",
            "Ask which schools' reports name a strength or a weakness in a particular theme.",
        ),
    ),
    (
        re.compile(
            r"\b(?:your|the) (?:system )?(?:prompt|instructions)\b|\bignore (?:all |the |your )?(?:previous|above|earlier)\b",
            re.IGNORECASE,
        ),
        Declined(
            "This is a question about the assistant and not about the documents.",
            "Ask about what the reports in the library say.",
        ),
    ),
)


def declines(question: str) -> Declined | None:
    """Return why a question is declined, or None."""
    return next((answer for pattern, answer in _RULES if pattern.search(question)), None)
