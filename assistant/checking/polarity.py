"""Negation: whether a claim denies what the evidence says, or says what it denies.

Compares the words under a negation in both texts. Opposites without a negating word are `facets`' matter.
"""

from __future__ import annotations

from assistant.checking.comparison import Comparison, Relation, nearness
from assistant.checking.tokens import Token, negations, tokens
from ingest.documents import Span

POLARITY = "polarity"


def compare_polarity(claim: str, evidence: str) -> list[Comparison]:
    """Compare each negation of the claim with the evidence, and each of the evidence with the claim.

    A negation whose words the other text has without one conflicts; one that stands over the same words there agrees.
    """
    here = [_over(span, scope, claim, evidence) for span, scope in negations(claim)]
    there = [_turned(_over(span, scope, evidence, claim)) for span, scope in negations(evidence)]
    return [*here, *(found for found in there if found.relation is Relation.CONFLICTS)]


def _over(negation: Span, scope: Span, text: str, other: str) -> Comparison:
    under = [token for token in tokens(text) if token.content and token.span.overlaps(scope)]
    best = Comparison(POLARITY, Relation.UNSTATED, negation)
    for token in under:
        for match in [match for match in tokens(other) if match.stem == token.stem and match.content]:
            strength = nearness(text, token.span, other, match.span)
            if strength < best.strength or (best.evidence is not None and strength == best.strength):
                continue
            if match.negated == token.negated:
                best = Comparison(POLARITY, Relation.AGREES, negation, _negation_over(match, other), strength)
            else:
                best = Comparison(POLARITY, Relation.CONFLICTS, negation, match.span, strength)
    return best


def _negation_over(token: Token, text: str) -> Span:
    return next((span for span, scope in negations(text) if scope.overlaps(token.span)), token.span)


def _turned(comparison: Comparison) -> Comparison:
    return Comparison(comparison.facet, comparison.relation, comparison.evidence, comparison.claim, comparison.strength)


__all__ = ["POLARITY", "compare_polarity"]
