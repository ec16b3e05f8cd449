"""How long: "two terms" is not "two years", though the figures agree.

Compares figures with a unit of time behind them, claim against sentence; other figures are `numbers`' matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.comparisons.comparison import Comparison, Relation, nearness
from ingest.documents import Span
from ingest.number_words import ONE_TO_NINETEEN, UNITS

DURATION = "how long"
_FIGURE = rf"\d+(?:\.\d+)?|{ONE_TO_NINETEEN}|an?|several|many|a few|a couple of|half an?"
_UNIT = r"minute|hour|day|week|fortnight|month|half[- ]term|term|year|decade"
_DURATION = re.compile(
    rf"(?<![\w.,/-])(?P<figure>{_FIGURE})[\s-](?:(?:whole|full|school|academic|calendar|consecutive|working)\s)?"
    rf"(?P<unit>{_UNIT})s?\b(?!\s?\d)(?!\s(?:group|\d))(?!-olds?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A figure with a unit of time, in small letters, and where both stand."""

    figure: str
    unit: str
    span: Span


def durations(text: str) -> list[Duration]:
    """Return the stretches of time of a text, in order."""
    return [
        Duration(_in_words(match["figure"]), match["unit"].lower().replace("-", " "), Span(*match.span()))
        for match in _DURATION.finditer(text)
    ]


def compare_durations(claim: str, evidence: str) -> list[Comparison]:
    """Return where the evidence has the claim's figure with another unit of time, and nowhere with its own."""
    stated = durations(evidence)
    found = (_against(one, stated, claim, evidence) for one in durations(claim))
    return [one for one in found if one is not None]


def _against(said: Duration, stated: Sequence[Duration], claim: str, evidence: str) -> Comparison | None:
    if any(other.unit == said.unit for other in stated):
        return None  # of the same unit, figures are compared
    others = [other for other in stated if other.figure == said.figure]
    if not others:
        return None
    best = max(others, key=lambda other: nearness(claim, said.span, evidence, other.span))
    strength = nearness(claim, said.span, evidence, best.span)
    return Comparison(DURATION, Relation.CONFLICTS, said.span, best.span, strength)


def _in_words(figure: str) -> str:
    """Return a figure as words, so that "2 years" and "two years" are one."""
    lowered = figure.lower()
    if lowered in ("a", "an"):
        return UNITS[1]
    return UNITS[int(lowered)] if lowered.isdigit() and int(lowered) < len(UNITS) else lowered


__all__ = ["DURATION", "Duration", "compare_durations", "durations"]
