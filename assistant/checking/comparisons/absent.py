"""Names and figures of a claim that the evidence has nowhere: hard facts, which no likeness of meaning stands in for.

Counts words as written; what a figure stands for is compared elsewhere (`numbers`). Decides nothing.
"""

from __future__ import annotations

import re

from assistant.checking.words.align import PASSED_OVER
from ingest.words import stem, stems

MOST_NAMES, MOST_FIGURES = 4, 3
"""As many count: one more says no more."""
_WORD = re.compile(r"[^\W_]+")


def absent_names(claim: str, evidence: str) -> int:
    """Return how many of the claim's names, words with a capital letter not at its start, the evidence lacks."""
    inside = set(stems(evidence))
    words = _WORD.findall(claim)[1:]
    names = (word.lower() for word in words if word[0].isupper() and word.lower() not in PASSED_OVER)
    return min(sum(stem(name) not in inside for name in names), MOST_NAMES)


def absent_figures(claim: str, evidence: str) -> int:
    """Return how many of the claim's words with a digit the evidence lacks."""
    inside = set(_WORD.findall(evidence.lower()))
    figures = (word for word in _WORD.findall(claim.lower()) if any(letter.isdigit() for letter in word))
    return min(sum(figure not in inside for figure in figures), MOST_FIGURES)


__all__ = ["absent_figures", "absent_names"]
