"""Which words of a claim and of its evidence agree, conflict or stand alone, and a text as HTML with them marked.

Finds the words that a verdict's reasons name; judges nothing. Every piece of text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.checking.verdict import Reason, Verdict
from assistant.reviewing.review import UNSTATED, WHOLE
from assistant.ui.evidence import text as escaped

Tone = Literal["agree", "conflict", "silent"]
TONES: dict[Tone, str] = {"agree": "agrees", "conflict": "conflicts", "silent": "nothing speaks to it"}
"""What each tone means, for those who do not see the colour."""


@dataclass(frozen=True, slots=True, order=True)
class MarkedRange:
    """A range of characters and what is said of it."""

    start: int
    end: int
    tone: Tone


def claim_marks(claim: str, verdict: Verdict, reasons: Sequence[Reason]) -> list[MarkedRange]:
    """Return the marked words of a claim, in order, none over another."""
    return _apart([m for reason in reasons for m in _found(claim, reason.claim, reason, verdict)])


def evidence_marks(evidence: str, verdict: Verdict, reasons: Sequence[Reason]) -> list[MarkedRange]:
    """Return the marked words of a sentence of the evidence, in order, none over another."""
    return _apart([m for reason in reasons for m in _found(evidence, reason.evidence, reason, verdict)])


def _found(text: str, words: str, reason: Reason, verdict: Verdict) -> list[MarkedRange]:
    if not words.strip() or reason.kind in WHOLE:
        return []
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)
    return [MarkedRange(match.start(), match.end(), _tone(reason, verdict))] if match else []


def _tone(reason: Reason, verdict: Verdict) -> Tone:
    if reason.kind == UNSTATED or not (reason.evidence or reason.kind == "quotation"):
        return "silent"
    return "agree" if verdict is Verdict.SUPPORTED else "conflict"


def _apart(marks: list[MarkedRange]) -> list[MarkedRange]:
    """Leave out what another mark covers already; a conflict goes before what agrees, and that before silence."""
    kept: list[MarkedRange] = []
    for mark in sorted(marks, key=lambda mark: (("conflict", "agree", "silent").index(mark.tone), mark.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept)


def marked(text: str, marks: Sequence[MarkedRange]) -> str:
    """Return a text as HTML, each mark an element that says its tone in its title and class."""
    parts: list[str] = []
    at = 0
    for mark in marks:
        words = f'<mark class="{mark.tone}" title="{TONES[mark.tone]}">{escaped(text[mark.start : mark.end])}</mark>'
        parts += [escaped(text[at : mark.start]), words]
        at = mark.end
    return "".join([*parts, escaped(text[at:])])


__all__ = ["TONES", "MarkedRange", "claim_marks", "evidence_marks", "marked"]
