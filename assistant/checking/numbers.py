"""Numbers in words and digits: what a text counts, measures, dates or names by number.

Finds and compares them. What a number is of ("61 % of what?") is not read; a number of the claim that the evidence
has nowhere is told as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.facets import Comparison, Relation
from ingest.documents import Span

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = {word: float(value) for value, word in enumerate(_UNITS)} | {w: float(value) for w, value in _TENS.items()}
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ORDINALS = {word: float(value) for value, word in enumerate(_ORDINAL_WORDS, 1)}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_FRACTIONS = (
    {"half": 50.0}
    | {f"{article} {name}": 100 / parts for name, parts in _PARTS.items() for article in ("a", "one")}
    | {f"{_UNITS[n]} {name}s": 100 * n / parts for name, parts in _PARTS.items() for n in range(2, parts)}
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_TENS_PATTERN = "|".join(_TENS)
_UNIT_PATTERN = "|".join(_UNITS[1:])


class Kind(StrEnum):
    """What a number is used for."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "percentage points"
    MONEY = "money"
    YEAR = "year"
    YEAR_GROUP = "year group"
    KEY_STAGE = "key stage"
    MONTH = "month"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: what it is used for, its value, and where it stands. Months count 1–12."""

    kind: Kind
    value: float
    span: Span
    rough: bool = False
    """Whether it is a fraction in words, which people use for what is near it or, with "more than", beyond it."""


_NUMERAL = rf"\d+(?:,\d{{3}})*(?:\.\d+)?|(?:{_TENS_PATTERN})(?:[- ](?:{_UNIT_PATTERN}))?|{'|'.join(_UNITS)}|hundred"
_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.YEAR_GROUP, rf"\b(?:Years?|Y)\s?(?P<n>\d{{1,2}}|{_UNIT_PATTERN})\b(?!\s*(?:per|years))"),
        (Kind.KEY_STAGE, rf"\b(?:key stage|KS)\s?(?P<n>[1-5]|{_UNIT_PATTERN})\b"),
        (Kind.YEAR, r"\b(?P<n>(?:19|20)\d\d)(?:[/–-]\d\d)?\b"),
        (Kind.PERCENT, rf"(?<![\w.])(?P<n>{_NUMERAL})\s?(?:%|per\s?cent\b)(?!age)"),
        (Kind.POINTS, rf"(?<![\w.])(?P<n>{_NUMERAL})\s?(?:percentage points?|pp\b)"),
        (Kind.PERCENT, rf"\b(?P<f>{'|'.join(sorted(_FRACTIONS, key=len, reverse=True))})\b"),
        (Kind.PERCENT, rf"\b(?P<a>{_NUMERAL})\s+in\s+(?P<b>{_NUMERAL})\b"),
        (Kind.MONEY, rf"£\s?(?P<n>{_NUMERAL})"),
        (Kind.MONTH, rf"\b(?P<m>{_MONTHS})\b"),
        (Kind.ORDINAL, rf"\b(?P<o>{'|'.join(_ORDINALS)})\b"),
        (Kind.COUNT, rf"(?<![\w.£–-])(?P<n>{_NUMERAL})(?![\w%]|-year|\.\d)"),
    )
)


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text in order; what one rule has taken no later one takes."""
    found: list[Number] = []
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(span.overlaps(other.span) for other in found):
                found.append(Number(kind, _value(match), span, bool(match.groupdict().get("f"))))
    return sorted(found, key=lambda number: number.span)


def compare_numbers(claim: str, evidence: str) -> list[Comparison]:
    """Compare each number of the claim with the evidence's.

    It agrees where the evidence has it; it conflicts where the evidence has others of the same kind only; else it is
    unstated. "One", ordinals and fractions in words are too loose to conflict.
    """
    stated = numbers(evidence)
    return [_compared(number, stated) for number in numbers(claim)]


def _compared(number: Number, stated: list[Number]) -> Comparison:
    same = [other for other in stated if other.kind is number.kind]
    for other in same + [o for o in stated if {o.kind, number.kind} <= {Kind.COUNT, Kind.PERCENT}]:
        if abs(other.value - number.value) < 0.5:
            return Comparison(number.kind, Relation.AGREES, number.span, other.span)
    vague = number.kind is Kind.ORDINAL or number.rough or (number.kind is Kind.COUNT and number.value <= 1)
    if same and not vague:
        return Comparison(number.kind, Relation.CONFLICTS, number.span, same[0].span)
    return Comparison(number.kind, Relation.UNSTATED, number.span)


def _value(match: re.Match[str]) -> float:
    groups = match.groupdict()
    if groups.get("f"):
        return _FRACTIONS[" ".join(groups["f"].lower().split())]
    if groups.get("a"):
        return 100 * _numeral(groups["a"]) / max(_numeral(groups["b"]), 1.0)
    if groups.get("m"):
        return float(_MONTHS.split("|").index(groups["m"].capitalize()) + 1)
    if groups.get("o"):
        return _ORDINALS[groups["o"].lower()]
    return _numeral(groups["n"])


def _numeral(text: str) -> float:
    lowered = text.lower().replace(",", "")
    if lowered[0].isdigit():
        return float(lowered)
    if lowered == "hundred":
        return 100.0
    return sum(_WORDS[word] for word in re.split(r"[- ]", lowered))


__all__ = ["Kind", "Number", "compare_numbers", "numbers"]
