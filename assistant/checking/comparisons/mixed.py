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
OPPOSITE_PEOPLE = "said of their opposite"
MIXED = frozenset({ELSEWHERE_SAID, OTHER_SHARE, ON_CONDITION, OPPOSITE_PEOPLE})
_PERSON = r"(?:staff|teachers?|leaders?|governors?|colleagues|pupils|children|students|assistants)"
_NEW = rf"(?:new(?:er)?|(?:newly|recently) (?:qualified|appointed)|early[- ]career|inexperienced) {_PERSON}"
_KNOWING = rf"(?:(?:more |most |very )?(?:experienced|established)|long-serving) {_PERSON}"
_OPPOSITE_PEOPLE = tuple(
    (re.compile(rf"\b{side}\b", re.IGNORECASE), re.compile(rf"\b{opposite}\b", re.IGNORECASE))
    for one, other in ((_NEW, _KNOWING), (rf"(?:younger|youngest) {_PERSON}", rf"(?:older|oldest) {_PERSON}"))
    for side, opposite in ((one, other), (other, one))
)
_PLACE = re.compile(
    r"\b(?:in|at|across|within)\s(?!which\b|whom\b|it\b|this\b|that\b|them\b|order\b)"
    r"(?:the\s|other\s|some\s)?(?P<where>[\w’'-]+(?:\s[\w’'-]+){0,2}?)(?=[,.;]|\s(?:it|they|is|are|"
    r"was|were|has|have|remains?|but|and|where|because)\b|$)",
    re.IGNORECASE,
)
"""Where something is said to be so: "in the foundation subjects", up to what is said of it."""
FEWEST = 2
"""Words, and half of those that a claim has beside its place, that must come from the other clause; with fewer, that
clause must have all that the claim has beside its place. Chosen."""
_LEANS = re.compile(r"\b(?:it|they|this|these|those|he|she)\b", re.IGNORECASE)
_EVENT = re.compile(r"\b(?:was|were|had|did)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|where|whenever|when|should|unless)\b[^,.;]*", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\b(?:if|where|whenever|when|should|unless)\b", re.IGNORECASE)
_EVERY = frozenset({"all"})


def mixed(claim: str, evidence: str) -> list[Comparison]:
    """Return the words by which the evidence says of another place or share, or on a condition, what the claim says."""
    rules = (_of_another_place, _of_opposite_people, _of_another_share, _on_condition)
    found = (rule(claim, evidence) for rule in rules)
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
        if not left or len(left) * 2 < len(said - where):
            continue
        if _LEANS.search(own[0].of(evidence)):
            continue  # "It was least clear in music": what "it" is stands in the other clause
        for at in clauses:
            other, there = _PLACE.search(evidence, at.start, at.end), content(at.of(evidence))
            if at == own[0] or other is None or not (said - where if len(left) < FEWEST else left) <= there:
                continue
            there = content(other["where"])
            if there and not there & said:
                return Comparison(ELSEWHERE_SAID, Relation.DROPPED, Span(*match.span()), Span(*other.span()))
    return None


def _of_opposite_people(claim: str, evidence: str) -> Comparison | None:
    """Return who the evidence says it of, where a claim says it of their opposite: new staff, and not experienced ones.

    The clause that has what the claim says beside its people must have the opposite alone.
    """
    for side, opposite in _OPPOSITE_PEOPLE:
        ours = side.search(claim)
        if ours is None or opposite.search(claim):
            continue
        rest = content(claim[: ours.start()] + claim[ours.end() :])
        clauses = all_clauses(evidence)
        if any(side.search(evidence, at.start, at.end) and rest <= content(at.of(evidence)) for at in clauses):
            continue
        for at in clauses:
            theirs = opposite.search(evidence, at.start, at.end)
            if theirs and rest and not side.search(evidence, at.start, at.end) and rest <= content(at.of(evidence)):
                return Comparison(OPPOSITE_PEOPLE, Relation.DROPPED, Span(*ours.span()), Span(*theirs.span()))
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
