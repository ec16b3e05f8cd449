"""What a typed comparison is: how claim and evidence relate in one aspect of meaning, and in which words of each.

Holds what every kind shares: the relations, how near two words stand to the same things, and the comparison of one
word of the claim with the nearest of the evidence. Knows no kind and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.checking.words.tokens import Token, is_negated, tokens
from ingest.documents import Span

NEIGHBOURS = 5
"""Content words on each side that tell whether two words speak of the same thing. Chosen, not measured."""
AGREEING = 0.25
"""What a word that agrees is worth beside the nearness of one that conflicts: the evidence does say it."""


class Relation(StrEnum):
    """How claim and evidence compare."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    UNSTATED = "unstated"  # the claim says something of this kind, the evidence nothing that it can be held against
    DROPPED = "dropped"  # the evidence says who says so, or limits what it says, and the claim leaves that out
    SILENT = "silent"  # the claim says nothing of this kind


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a claim and evidence compare in one facet, and in which words of each.

    `strength` in 0–1 says how surely the two words speak of the same thing: the share of the words around the one
    that stand around the other.
    """

    facet: str
    relation: Relation
    claim: Span | None = None
    evidence: Span | None = None
    strength: float = 0.0


def moved(comparison: Comparison, by: int) -> Comparison:
    """Return a comparison with a sentence as one with the whole evidence, in which the sentence begins at `by`."""
    span = comparison.evidence
    return comparison if span is None else replace(comparison, evidence=Span(span.start + by, span.end + by))


@dataclass(frozen=True, slots=True)
class ValueMark:
    """A stretch of text that shows a value of some kind."""

    value: str
    span: Span


Relate = Callable[[ValueMark, ValueMark], Relation]


def compare_marks(
    facet: str, said: Sequence[ValueMark], stated: Sequence[ValueMark], relate: Relate, texts: tuple[str, str]
) -> list[Comparison]:
    """Compare each mark of the claim with the one of the evidence that stands nearest to the same words.

    `texts` are the claim and the evidence.
    """
    return [_compare_mark(facet, mark, stated, relate, texts) for mark in said]


def _compare_mark(
    facet: str, mark: ValueMark, stated: Sequence[ValueMark], relate: Relate, texts: tuple[str, str]
) -> Comparison:
    claim, evidence = texts
    best, rank = Comparison(facet, Relation.UNSTATED, mark.span), -1.0
    for other in stated:
        relation = relate(mark, other)
        if relation is Relation.UNSTATED or is_negated(claim, mark.span.start) != is_negated(
            evidence, other.span.start
        ):
            # "not above" against "below" cannot be compared by the words alone; `polarity` looks at the rest.
            continue
        strength = nearness(claim, mark.span, evidence, other.span)
        value = strength + (AGREEING if relation is Relation.AGREES else 0.0)
        if value > rank:
            rank, best = value, Comparison(facet, relation, mark.span, other.span, strength)
    return best


def nearness(claim: str, at: Span, evidence: str, there: Span) -> float:
    """Return the share of the content words around `at` that stand around `there`; 0.5 where there are none."""
    around = _around(claim, at, NEIGHBOURS)
    if not around:
        return 0.5
    near = {token.stem for token in _around(evidence, there, 2 * NEIGHBOURS)}
    weights = [1.0 / (1 + place // 2) for place in range(len(around))]
    return sum(w for token, w in zip(around, weights, strict=True) if token.stem in near) / sum(weights)


def _around(text: str, span: Span, reach: int) -> list[Token]:
    """Return content words around a place, nearest first."""
    content = [token for token in tokens(text) if token.content and not token.span.overlaps(span)]
    before = [token for token in content if token.span.end <= span.start][::-1][:reach]
    after = [token for token in content if token.span.start >= span.end][:reach]
    return sorted(before + after, key=lambda t: min(abs(t.span.start - span.end), abs(span.start - t.span.end)))


__all__ = ["Comparison", "ValueMark", "Relation", "compare_marks", "moved", "nearness"]
