"""Numbers of a claim against those of the evidence: interval against interval, each with what it is a number of.

Compares like with like; where the evidence gives the claim's figure to another thing ("30 teachers and 12 pupils" for
"12 teachers and 30 pupils") the two conflict. Finds no numbers (`numerals`) and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from assistant.checking.comparisons.comparison import Comparison, Relation, nearness
from assistant.checking.words.numerals import ROUGH_POINTS, Number, NumberKind, numbers
from assistant.checking.words.tokens import tokens
from ingest.documents import Span

FAR = 12.0
"""Percentage points beyond which a fraction in words does not stand for a figure. Chosen."""
_SCOPES = frozenset({NumberKind.STAGE, NumberKind.AGE})
"""Kinds that say about whom something is said: what is said of Years 3 to 6 is said of Year 4."""
_ALL = frozenset({NumberKind.YEAR, NumberKind.MONTH, NumberKind.DAY, NumberKind.STAGE, NumberKind.AGE})
ROUNDING = 1.0
"""Percentage points by which two parts of a hundred may miss it, each rounded to whole ones."""
_YEARS = re.compile(r"\s+years?\s+(?:after|before|earlier|later|previously|beforehand|afterwards)\b", re.IGNORECASE)
_BY_OR_TO = re.compile(
    r"\b(?:fall\w*|fell|rise\w*|rose|rising|drop\w*|grow\w*|grew|shr[aiu]nk\w*|increas\w*|decreas\w*|reduc\w*|declin\w*|cut"
    r"|improv\w*|climb\w*|down|up)\s+(?P<way>by|to)\s+(?:(?:about|around|nearly|almost|just|only|over|under)\s+)*$",
    re.IGNORECASE,
)
_REACH = 4
"""Content words behind a number among which its noun stands: "twelve newly appointed early career teachers". Chosen."""
_AS_GOOD_AS = 1e-6
"""What sums of decimal fractions may lie off by how computers add."""


def compare_numbers(claim: str, evidence: str) -> list[Comparison]:
    """Compare each number of the claim with the evidence's of its kind."""
    stated = numbers(evidence)
    return [_compared(number, stated, claim, evidence) for number in numbers(claim)]


def _compared(number: Number, stated: Sequence[Number], claim: str, evidence: str) -> Comparison:
    same = [other for other in stated if other.kind is number.kind]
    ranked = sorted(same, key=lambda other: -nearness(claim, number.span, evidence, other.span))
    agreeing = [other for other in ranked if _relate(number, other) is Relation.AGREES]
    if agreeing:
        rival = _rival(number, agreeing[0], same, claim, evidence)
        if len(agreeing) == 1 and _by_and_to(number, claim, agreeing[0], evidence):
            return _told(number, agreeing[0], Relation.CONFLICTS, claim, evidence)
        return _told(number, rival or agreeing[0], Relation.CONFLICTS if rival else Relation.AGREES, claim, evidence)
    against = [other for other in ranked if _conflicts(number, other, claim, evidence)]
    # Of a year or a stage the evidence must have none that fits; of a count the one of the same thing decides.
    worked_out = _worked_out(number, same) or _years_apart(number, same, evidence)
    if against and not worked_out and (len(against) == len(same) or number.kind not in _ALL):
        return _told(number, against[0], Relation.CONFLICTS, claim, evidence)
    crossed = _other_unit(number, stated)
    if crossed is not None and not same:
        return _told(number, crossed, Relation.CONFLICTS, claim, evidence)
    return Comparison(number.kind, Relation.UNSTATED, number.span, ranked[0].span if ranked else None)


def _worked_out(number: Number, same: Sequence[Number]) -> bool:
    """Say whether the claim's figure is a sum or difference of the evidence's, or the rest of a hundred per cent."""
    if number.kind not in (NumberKind.COUNT, NumberKind.PERCENT, NumberKind.POINTS, NumberKind.MONEY):
        return False
    values = [other.low for other in same]
    if number.kind is NumberKind.PERCENT and any(
        number.low - ROUGH_POINTS <= 100 - value <= number.high + ROUGH_POINTS for value in values
    ):
        return True
    low, high = number.low - _AS_GOOD_AS, number.high + _AS_GOOD_AS
    return any(low <= abs(a - b) <= high or low <= a + b <= high for a, b in combinations(values, 2))


def _years_apart(number: Number, same: Sequence[Number], evidence: str) -> bool:
    """Say whether the claim's year is so many years from one of the evidence as it says: "two years after …"."""
    if number.kind is not NumberKind.YEAR:
        return False
    apart = [
        other.low
        for other in numbers(evidence)
        if other.kind is NumberKind.COUNT and _YEARS.match(evidence, other.span.end)
    ]
    return any(abs(number.low - other.low) == years for other in same for years in apart)


def _by_and_to(number: Number, claim: str, other: Number, evidence: str) -> bool:
    """Say whether one text moves a thing by a figure and the other to it: "fallen by a third", "fallen to a third"."""
    ours, theirs = _BY_OR_TO.search(claim, 0, number.span.start), _BY_OR_TO.search(evidence, 0, other.span.start)
    return ours is not None and theirs is not None and ours["way"].lower() != theirs["way"].lower()


def _told(number: Number, other: Number, relation: Relation, claim: str, evidence: str) -> Comparison:
    strength = nearness(claim, number.span, evidence, other.span)
    return Comparison(number.kind, relation, number.span, other.span, strength)


def _relate(number: Number, other: Number) -> Relation:
    """Say whether what the evidence's number stands for lies inside what the claim's stands for, or outside."""
    if number.kind in _SCOPES:
        inside = other.low <= number.low and number.high <= other.high
        apart = number.high < other.low or other.high < number.low
    elif number.kind is NumberKind.YEAR:
        inside = not (number.high < other.low or other.high < number.low)
        apart = not inside
        if {number.bound, other.bound} == {"since", "until"}:
            return Relation.CONFLICTS
    else:
        close = 0.5 * 10.0**-number.places + _AS_GOOD_AS
        margin = close if number.kind in (NumberKind.PERCENT, NumberKind.POINTS, NumberKind.MONEY) else _AS_GOOD_AS
        if number.rough and number.low == number.high:
            margin = ROUGH_POINTS  # a fraction in words
        inside = number.low - margin <= other.low and other.high <= number.high + margin
        apart = number.high + margin < other.low or other.high < number.low - margin
    return Relation.AGREES if inside else Relation.CONFLICTS if apart else Relation.UNSTATED


def _conflicts(number: Number, other: Number, claim: str, evidence: str) -> bool:
    if _relate(number, other) is not Relation.CONFLICTS:
        return False
    if number.kind in (NumberKind.ORDINAL, NumberKind.COUNT):
        nouns, others = _nouns(claim, number), _nouns(evidence, other)
        loose = number.kind is NumberKind.ORDINAL or number.low == number.high <= 1
        return bool(nouns & others) or (not loose and not (nouns and others))
    if number.kind is NumberKind.PERCENT and number.rough:
        return max(other.low - number.high, number.low - other.high) > FAR
    return True


def _other_unit(number: Number, stated: Sequence[Number]) -> Number | None:
    """Return the number that gives the same figure in per cent for percentage points, or the other way round."""
    units = {NumberKind.PERCENT: NumberKind.POINTS, NumberKind.POINTS: NumberKind.PERCENT}
    wanted = units.get(number.kind)
    return next((o for o in stated if o.kind is wanted and o.low == number.low and not number.rough), None)


def _rival(number: Number, own: Number, same: Sequence[Number], claim: str, evidence: str) -> Number | None:
    """Return the number that the evidence gives to the claim's thing, where it gives the claim's figure to another."""
    if number.kind not in (NumberKind.COUNT, NumberKind.PERCENT, NumberKind.MONEY) or not own.exact:
        return None
    about = _things(claim, number)
    here = _things(evidence, own)
    for other in same:
        there = _things(evidence, other)
        if other.low != own.low and about & (there - here) and not about & (here - there) and here - there:
            return other
    return None


def _things(text: str, number: Number) -> frozenset[str]:
    """Return the stems of what a number is a number of: what follows up to the next of its kind, else what precedes."""
    same = [other for other in numbers(text) if other.kind is number.kind]
    place = same.index(number)
    start = same[place - 1].span.end if place else 0
    end = same[place + 1].span.start if place + 1 < len(same) else len(text)
    return _stems(text, Span(number.span.end, end)) or _stems(text, Span(start, number.span.start))


def _stems(text: str, span: Span) -> frozenset[str]:
    stop = min(
        (place for place in (text.find(mark, span.start, span.end) for mark in ".;") if place >= 0), default=None
    )
    inside = Span(span.start, max(span.start, stop if stop is not None else span.end))
    return frozenset(token.stem for token in tokens(text) if token.content and token.span.overlaps(inside))


def _nouns(text: str, number: Number) -> frozenset[str]:
    """Return the stems of the first content words behind a number, among them its noun."""
    behind = [token for token in tokens(text) if token.content and token.span.start >= number.span.end]
    return frozenset(token.stem for token in behind[:_REACH] if not token.text[0].isdigit())


def gives_the_rest(claim: str, evidence: str) -> bool:
    """Say whether a figure or fraction of a claim and one of the evidence make a hundred per cent."""
    stated = numbers(evidence)
    shares = [number.low for number in stated if number.kind is NumberKind.PERCENT and number.low == number.high]
    return any(
        number.kind is NumberKind.PERCENT
        and number.low == number.high
        and number.low not in shares
        and any(abs(number.low + share - 100) < ROUNDING for share in shares)
        for number in numbers(claim)
    )


__all__ = ["compare_numbers", "gives_the_rest"]
