"""One figure of a claim against the one figure that a sentence gives of the same thing.

"The Reception class has 39 children" beside "In the Reception class of 29 children, adults talk …": the sentences
differ, the thing counted does not. Speaks only where either text holds a single exact figure that the other lacks, and
no word by which one might be worked out from the other; of nine such pairs in the parts "train" and "calibrate" of the
entailment pairs seven are labelled contradicted. Without these bounds it is two in three.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.words.keys import shared
from assistant.checking.words.leads import without_school
from assistant.checking.words.numerals import Number, NumberKind, numbers
from assistant.checking.words.tokens import negations, tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans

_KINDS = frozenset({NumberKind.COUNT, NumberKind.YEAR, NumberKind.PERCENT, NumberKind.MONEY, NumberKind.POINTS})
_WORKED_OUT = re.compile(
    r"\b(?:before|after|than|since|until|but|others?|half|halved|halving|twice|doubled?|trebled|both|each|between|from|"
    r"preceding|previous|earlier|later|next|first|last|all|up to|change|rest|elsewhere|remaining|more|fewer|less|"
    r"together|total|over|under|used to|another|further|extra)\b",
    re.IGNORECASE,
)
"""Words by which two figures may both be true."""
SAME_THING = 0.6
"""Share of the claim's other content words that the sentence must have."""
FEWEST_WORDS = 2


def other_figures(claim: str, evidence: str) -> list[Comparison]:
    """Return a claim's figure and the other one that a sentence of the evidence gives; none where it is not sure."""
    if _WORKED_OUT.search(claim):
        return []
    stated = numbers(evidence)
    odd = [number for number in numbers(claim) if number.kind in _KINDS and not any(_meet(number, o) for o in stated)]
    if len(odd) != 1 or not odd[0].exact:
        return []
    number = odd[0]
    rest = f"{claim[: number.span.start]} {claim[number.span.end :]}"
    if sum(token.content for token in tokens(without_school(rest))) < FEWEST_WORDS:
        return []
    return [
        Comparison(number.kind, Relation.CONFLICTS, number.span, other.span, 1.0)
        for span in sentence_spans(evidence)
        for other in _left_over(stated, span, number, numbers(claim))
        if _of_the_same(number, claim, other, evidence) and _speaks(rest, claim, span.of(evidence))
    ]


def _meet(number: Number, other: Number) -> bool:
    """Say whether two figures may be one; what there may be at most ("up to ten places") is no figure of what is."""
    limit = other.low == -math.inf and number.exact
    return number.kind is other.kind and not limit and other.low <= number.high and number.low <= other.high


def _left_over(stated: Sequence[Number], sentence: Span, number: Number, said: Sequence[Number]) -> list[Number]:
    """Return a sentence's one figure that is of the number's kind and none of the claim's, if there is just one."""
    inside = [
        other
        for other in stated
        if other.kind is number.kind and other.span.overlaps(sentence) and not any(_meet(one, other) for one in said)
    ]
    return inside if len(inside) == 1 and inside[0].exact else []


def _speaks(rest: str, claim: str, sentence: str) -> bool:
    if _WORKED_OUT.search(sentence) or len(negations(claim)) != len(negations(sentence)):
        return False
    return shared(without_school(rest), sentence) >= SAME_THING


def _of_the_same(number: Number, claim: str, other: Number, evidence: str) -> bool:
    """Say whether two counts are followed by the same noun; figures of other kinds name none."""
    return number.kind is not NumberKind.COUNT or _noun(claim, number) == _noun(evidence, other)


def _noun(text: str, number: Number) -> str | None:
    behind = (token.stem for token in tokens(text) if token.content and token.span.start >= number.span.end)
    return next(behind, None)


__all__ = ["other_figures"]
