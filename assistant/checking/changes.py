"""A claim that is the evidence's own sentence but for a few words, judged by these words alone.

Lays the claim over each sentence and looks at what stands in the place of what. Where words of one kind stand in the
place of others of that kind ("all" for "some", "Year 8" for "Year 6", "governors" for "pupils") the two texts say
different things of one thing, whatever a model makes of the rest. Claims farther from the sentence are other modules'
matter. The shares on which this rests are printed by ``python -m evals.checking_kinds``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.comparisons.facets import comparable, facets, marks
from assistant.checking.proof import as_negative
from assistant.checking.words.edits import Edits, WordEdit
from assistant.checking.words.numerals import Number, NumberKind, numbers
from assistant.checking.words.tokens import Token
from ingest.documents import Span

FEWEST_KEPT = 5
"""Words of the claim that must be the sentence's own. Chosen: with fewer nothing is laid over anything."""
KEPT = 0.85
"""Share of the claim's words, those compared left out, that must be the sentence's own, in order."""
MOST_WORDS = 4
"""Words that may stand in one another's place; where more differ, other things may be said of them. Chosen."""

ROUNDED = 0.5
"""Percentage points by which ends of two shares may differ and be one: "nearly half" is "just under 50 %"."""


def typed_changes(claim: str, evidence: str, laid: Sequence[Edits]) -> list[Comparison]:
    """Return where a claim that is otherwise a sentence of the evidence has another word of the same kind.

    Two such places may make one another good ("seven in eight at least half" and "one in eight less than half"): none
    then.
    """
    for edit in laid:
        if edit.kept_words < FEWEST_KEPT:
            continue
        found = [
            compared
            for change in edit.changes
            if 0 < len(change.claim) <= MOST_WORDS and 0 < len(change.evidence) <= MOST_WORDS
            for compared in _typed(change, claim, evidence)
            if edit.in_place(compared.claim, compared.evidence) >= KEPT
            and as_negative(compared, claim, evidence, edit.extent)
        ]
        if len({compared.claim for compared in found}) == 1:
            return found
    return []


def _typed(change: WordEdit, claim: str, evidence: str) -> Iterator[Comparison]:
    said = [number for number in numbers(claim) if _inside(number.span, change.claim)]
    stated = [number for number in numbers(evidence) if _inside(number.span, change.evidence)]
    if len(said) == len(stated) == 1 and _differ(said[0], stated[0]):
        yield Comparison(said[0].kind, Relation.CONFLICTS, said[0].span, stated[0].span, 1.0)
    here, there = marks(claim), marks(evidence)
    for place, facet in enumerate(facets()):
        ours = [mark for mark in comparable(here.get(place, ()), claim) if _inside(mark.span, change.claim)]
        theirs = [mark for mark in comparable(there.get(place, ()), evidence) if _inside(mark.span, change.evidence)]
        if len(ours) == len(theirs) == 1 and (ours[0].value, theirs[0].value) in facet.exclusive:
            yield Comparison(facet.name, Relation.CONFLICTS, ours[0].span, theirs[0].span, 1.0)


def _differ(said: Number, stated: Number) -> bool:
    """Say whether two numbers of one kind cannot stand for one another in one sentence.

    They are apart, or measured from the same side ("over 92" for "over 90"), or two ranges with other ends. A range of
    year groups holds those within it, unless it says where something begins: "from Year 7 to Year 11".
    """
    if said.kind is not stated.kind:
        return False
    apart = said.high < stated.low or stated.high < said.low
    close = ROUNDED if said.kind is NumberKind.PERCENT else 0.0
    nested = _holds(stated, said, close) or _holds(said, stated, close)
    return apart or not nested or _same_side(said, stated) or _other_ends(said, stated)


def _holds(wide: Number, narrow: Number, close: float) -> bool:
    return wide.low - close <= narrow.low and narrow.high <= wide.high + close


def _same_side(said: Number, stated: Number) -> bool:
    """Say whether both are measured from one side, and from another mark."""
    above = said.high == stated.high == math.inf and said.low != stated.low
    return above or (said.low == stated.low == -math.inf and said.high != stated.high)


def _other_ends(said: Number, stated: Number) -> bool:
    ends = [(number.low, number.high) for number in (said, stated)]
    if ends[0] == ends[1] or any(
        low == high or number.rough for (low, high), number in zip(ends, (said, stated), strict=True)
    ):
        return False
    if math.inf in ends[0] + ends[1] or -math.inf in ends[0] + ends[1]:
        return False
    return said.kind is not NumberKind.STAGE or said.bound == stated.bound == "from"


def _inside(span: Span, words: Sequence[Token]) -> bool:
    return any(word.span.overlaps(span) for word in words)


__all__ = ["KEPT", "typed_changes"]
