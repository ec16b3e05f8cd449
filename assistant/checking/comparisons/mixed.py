"""Claims mixed of two statements: what is said in one place, of one group or on a condition, told of another.

"Behaviour is managed well in the main school. In the sixth form, punctuality is poor" does not say that punctuality is
poor in the main school, though every word stands there. Finds where the words of a claim come from two clauses of which
the second has a place, a share or a condition of its own. Such evidence bears nothing out; decides nothing.
"""

from __future__ import annotations

import re

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.comparisons.facets import QUANTITY, marks_of
from assistant.checking.comparisons.own_clause import all_clauses
from assistant.checking.words.numerals import NumberKind, numbers
from assistant.checking.words.tokens import content
from ingest.documents import Span

ELSEWHERE_SAID, OTHER_SHARE, ON_CONDITION = "said of another place", "said of another share", "only a condition"
MIXED = frozenset({ELSEWHERE_SAID, OTHER_SHARE, ON_CONDITION})
_PLACE = re.compile(
    r"\b(?:in|at|across|within)\s(?!which\b|whom\b|it\b|this\b|that\b|them\b|order\b)"
    r"(?:the\s|other\s|some\s)?(?P<where>[\w’'-]+(?:\s[\w’'-]+){0,2}?)(?=[,.;]|\s(?:it|they|is|are|"
    r"was|were|has|have|remains?|but|and|where|because)\b|$)",
    re.IGNORECASE,
)
"""Where something is said to be so: "in the foundation subjects", up to what is said of it."""
FEWEST = 2
"""Words, and half of those that a claim has beside its place, that must come from the other clause. Chosen."""
_EVENT = re.compile(r"\b(?:was|were|had|did)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|where|whenever|when|should|unless)\b[^,.;]*", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\b(?:if|where|whenever|when|should|unless)\b", re.IGNORECASE)
_EVERY = frozenset({"all"})


def mixed(claim: str, evidence: str) -> list[Comparison]:
    """Return the words by which the evidence says of another place or share, or on a condition, what the claim says."""
    found = (rule(claim, evidence) for rule in (_of_another_place, _of_another_share, _on_condition))
    return [one for one in found if one is not None]


def _of_another_place(claim: str, evidence: str) -> Comparison | None:
    clauses = all_clauses(evidence)
    said = content(claim)
    for match in _PLACE.finditer(claim):
        where = content(match["where"])
        own = [at for at in clauses if where and where <= content(at.of(evidence))]
        if len(own) != 1:
            continue
        left = said - content(own[0].of(evidence))
        if len(left) < FEWEST or len(left) * 2 < len(said - where):
            continue
        for at in clauses:
            other = _PLACE.search(evidence, at.start, at.end)
            if at == own[0] or other is None or not left <= content(at.of(evidence)):
                continue
            there = content(other["where"])
            if there and not there & said:
                return Comparison(ELSEWHERE_SAID, Relation.DROPPED, Span(*match.span()), Span(*other.span()))
    return None


def _of_another_share(claim: str, evidence: str) -> Comparison | None:
    """Return "every" of the clause that has the claim's words, where another has the claim's fraction or per cent."""
    shares = [number for number in numbers(claim) if number.kind is NumberKind.PERCENT]
    if len(shares) != 1:
        return None
    rest = content(claim[: shares[0].span.start] + claim[shares[0].span.end :])
    for at in all_clauses(evidence):
        text = at.of(evidence)
        every = [mark for mark in marks_of(text, QUANTITY) if mark.value in _EVERY]
        has_its_own = any(number.kind is NumberKind.PERCENT for number in numbers(text))
        if every and not has_its_own and rest and rest <= content(text):
            there = Span(every[0].span.start + at.start, every[0].span.end + at.start)
            return Comparison(OTHER_SHARE, Relation.DROPPED, shares[0].span, there)
    return None


def _on_condition(claim: str, evidence: str) -> Comparison | None:
    """Return the condition in which alone the evidence has the claim's figure, where the claim has no condition."""
    if _CONDITIONAL.search(claim):
        return None
    found = (match for match in _CONDITION.finditer(evidence) if not _EVENT.search(match.group()))
    conditions = [Span(*match.span()) for match in found]
    for number in numbers(claim):
        if number.kind is not NumberKind.PERCENT:
            continue
        same = [
            n.span for n in numbers(evidence) if n.kind is number.kind and (n.low, n.high) == (number.low, number.high)
        ]
        inside = [at for at in conditions if any(at.overlaps(span) for span in same)]
        if same and len(inside) == len(same):
            return Comparison(ON_CONDITION, Relation.DROPPED, None, inside[0])
    return None


__all__ = ["MIXED", "mixed"]
