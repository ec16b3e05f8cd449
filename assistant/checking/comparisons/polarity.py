"""Negation: whether a claim denies what the evidence says, or says what it denies.

Compares the words under a negation in both texts. Opposites without a negating word are `facets`' matter.
"""

from __future__ import annotations

import re

from assistant.checking.comparisons.comparison import AGREEING, Comparison, Relation, nearness
from assistant.checking.words.tokens import Token, negations, tokens
from ingest.documents import Span

POLARITY = "polarity"
_TOO_FEW = re.compile(r"too (?:few|little)", re.IGNORECASE)
_FEW = re.compile(r"(?<!\ba )\b(?:few|little)\s(?:[\w’'-]+\s)?$", re.IGNORECASE)

_LITOTES = re.compile(
    r"(?:not|n[’']t|never)\s(?:(?:been|at all|very|always|remained)\s)*(?P<lack>slow|reluctant|afraid|unaware|uncommon"
    r"|unusual|blind|complacent|idle|short of|without)\b",
    re.IGNORECASE,
)
"""Denies a lack and so says its opposite: "have not been slow to act" does not deny what they acted on."""


def compare_polarity(claim: str, evidence: str) -> list[Comparison]:
    """Compare each negation of the claim with the evidence, and each of the evidence with the claim.

    A negation whose words the other text has without one conflicts; one that stands over the same words there agrees.
    """
    here = [_over(span, scope, claim, evidence) for span, scope in negations(claim)]
    there = [_turned(_over(span, scope, evidence, claim)) for span, scope in negations(evidence)]
    return [*here, *(found for found in there if found.relation is Relation.CONFLICTS)]


def _over(negation: Span, scope: Span, text: str, other: str) -> Comparison:
    """Compare a negation with the other text by the word under it that stands nearest to the same things there.

    One that the other text denies too counts more: "no pupils are excluded" says that pupils are not excluded.
    """
    under = [token for token in tokens(text) if token.content and token.span.overlaps(scope)]
    denied = _LITOTES.match(negation.of(text) + text[negation.end :])
    if denied is not None and denied["lack"].lower() not in other.lower():
        return Comparison(POLARITY, Relation.UNSTATED, negation)
    best, rank = Comparison(POLARITY, Relation.UNSTATED, negation), 0.0
    for token in under:
        for match in [match for match in tokens(other) if match.stem == token.stem and match.content]:
            agrees = match.negated == token.negated or _is_scant(negation.of(text), other, match)
            strength = nearness(text, token.span, other, match.span)
            value = strength + (AGREEING if agrees else 0.0)
            if value < rank or (best.evidence is not None and value == rank):
                continue
            rank, place = value, _negation_over(match, other) if agrees else match.span
            best = Comparison(POLARITY, Relation.AGREES if agrees else Relation.CONFLICTS, negation, place, strength)
    return best


def _is_scant(negation: str, text: str, token: Token) -> bool:
    """Say whether "too few" of a thing meets "few" of it: that is less than was wanted, and no denial of it."""
    return bool(_TOO_FEW.fullmatch(negation) and _FEW.search(text, 0, token.span.start))


def _negation_over(token: Token, text: str) -> Span:
    return next((span for span, scope in negations(text) if scope.overlaps(token.span)), token.span)


def _turned(comparison: Comparison) -> Comparison:
    return Comparison(comparison.facet, comparison.relation, comparison.evidence, comparison.claim, comparison.strength)


__all__ = ["POLARITY", "compare_polarity"]
