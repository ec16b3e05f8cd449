"""Numbers in words and digits: what a text counts, measures, dates or names by number, found with their meaning.

A number is read as an interval: "more than 40", "between 20 and 30", "about 60 %", "Years 3 to 6". Finds; what two
numbers have to do with each other is `numbers`' matter.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from ingest.documents import Span
from ingest.number_words import MONTH, MONTHS, ONE_TO_NINETEEN, ORDINALS, TENS, TWENTY_TO_NINETY, UNITS

_WORDS = {word: float(value) for value, word in enumerate(UNITS)} | {w: float(value) for w, value in TENS.items()}
_ORDINALS = {word: float(value) for value, word in enumerate(ORDINALS, 1)}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_FRACTIONS = (
    {"half": 50.0}
    | {f"{article} {name}": 100 / parts for name, parts in _PARTS.items() for article in ("a", "one")}
    | {f"{UNITS[n]} {name}s": 100 * n / parts for name, parts in _PARTS.items() for n in range(2, parts)}
)
_SCALES = {"hundred": 100.0, "thousand": 1_000.0, "million": 1_000_000.0, "k": 1_000.0, "m": 1_000_000.0}


class NumberKind(StrEnum):
    """What a number is used for."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "percentage points"
    MONEY = "money"
    YEAR = "year"
    DAY = "day"
    MONTH = "month"
    AGE = "age"
    STAGE = "stage"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: what it is used for, the least and most that it may stand for, and where it stands.

    Months count 1–12. Stages count in year groups: Reception is 0, key stage 2 is 3 to 6, a sixth form 12 to 13.
    """

    kind: NumberKind
    low: float
    high: float
    span: Span
    places: int = 0
    """Decimal places that it is written with."""
    rough: bool = False
    """Whether it is said to be about so, or is a fraction in words."""
    bound: str = ""
    """For years: "since" or "until"; for stages "from", where the first of them is where something begins."""

    @property
    def exact(self) -> bool:
        """Whether it is one value and meant so."""
        return self.low == self.high and not self.rough


_NUMERAL = (
    rf"\d+(?:,\d{{3}})*(?:\.\d+)?(?:\s(?:million|thousand)\b)?|"
    rf"(?:a|{ONE_TO_NINETEEN})\s(?:hundred|thousand|million)\b|"
    rf"(?:{TWENTY_TO_NINETY})(?:[- ](?:{ONE_TO_NINETEEN}))?|{'|'.join(UNITS)}|hundred"
)
_DASH = r"(?:\s?to\s?|(?<=\d)\s?[–-]\s?(?=\d))"
"""Between two ends of a range; a hyphen only between digits ("twenty-three" is one number)."""
_TO = rf"(?:\s(?:and|or)\s|{_DASH})"
_STAGES = {"early years": (-1, 0), "nursery": (-1, -1), "reception": (0, 0), "sixth form": (12, 13)}
_STAGES |= {"sixth-form": (12, 13), "post-16": (12, 13)}
_KEY_STAGES = {1: (1, 2), 2: (3, 6), 3: (7, 9), 4: (10, 11), 5: (12, 13)}


def _rule(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


_YEAR_NAME = rf"\d{{1,2}}|{ONE_TO_NINETEEN}"
_RULES: tuple[tuple[NumberKind, str, re.Pattern[str]], ...] = (
    (
        NumberKind.AGE,
        "range",
        _rule(rf"\b(?:aged?|ages)\s+(?:between\s+|from\s+)?(?P<n>{_NUMERAL})(?:{_TO}(?P<to>{_NUMERAL}))?\b"),
    ),
    (NumberKind.AGE, "range", _rule(rf"\b(?:(?P<n>{_NUMERAL}){_DASH})?(?P<to>{_NUMERAL})[- ]years?[- ]olds?\b")),
    (
        NumberKind.STAGE,
        "range",
        _rule(
            rf"\b(?:Years?\s?(?:groups?\s)?|Y)(?P<n>{_YEAR_NAME})(?:{_TO}(?:Years?\s|Y)?(?P<to>{_YEAR_NAME}))?\b(?!\s*(?:per|years))"
        ),
    ),
    (
        NumberKind.STAGE,
        "key stage",
        _rule(rf"\b(?:key stages?|KS)\s?(?P<n>[1-5]|{ONE_TO_NINETEEN})(?:{_TO}(?P<to>[1-5]))?\b"),
    ),
    (NumberKind.STAGE, "named", _rule(rf"\b(?P<s>{'|'.join(_STAGES)})\b")),
    (NumberKind.YEAR, "school year", _rule(r"\b(?P<n>(?:19|20)\d\d)\s?(?:[/–-])\s?(?:20)?(?P<to>\d\d)\b")),
    (NumberKind.YEAR, "range", _rule(r"\bbetween\s(?P<n>(?:19|20)\d\d)\sand\s(?P<to>(?:19|20)\d\d)\b")),
    (NumberKind.YEAR, "", _rule(r"\b(?P<n>(?:19|20)\d\d)\b")),
    (
        NumberKind.PERCENT,
        "range",
        _rule(
            rf"(?<![\w.])(?:(?P<n>{_NUMERAL})|(?<!from )(?P<n2>{_NUMERAL})\s?(?:%|per\s?cent))(?:\sand\s|{_DASH})"
            rf"(?P<to>{_NUMERAL})\s?"
            r"(?:%|per\s?cent\b)(?!age)"
        ),
    ),
    (NumberKind.PERCENT, "", _rule(rf"(?<![\w.])(?P<n>{_NUMERAL})\s?(?:%|per\s?cent\b)(?!age)")),
    (NumberKind.POINTS, "", _rule(rf"(?<![\w.])(?P<n>{_NUMERAL})\s?(?:percentage[- ]points?|points?\b|pp\b)")),
    (
        NumberKind.PERCENT,
        "fraction",
        _rule(
            rf"(?<!second )(?<!first )\b(?P<f>{'|'.join(sorted(_FRACTIONS, key=len, reverse=True))})\b"
            r"(?![- ](?:term|day|hour|time|year|past)|-)"
        ),
    ),
    (NumberKind.PERCENT, "share", _rule(rf"\b(?P<a>{_NUMERAL})\s+(?:in|out of)\s+(?:every\s+)?(?P<b>{_NUMERAL})\b")),
    (NumberKind.MONEY, "", _rule(rf"£\s?(?P<n>{_NUMERAL})(?P<k>k|m)?\b")),
    (
        NumberKind.DAY,
        "",
        _rule(rf"\b(?P<n>\d{{1,2}})(?:st|nd|rd|th)?(?=\s+(?:and\s+\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{MONTH})\b)"),
    ),
    (NumberKind.MONTH, "", _rule(rf"\b(?P<m>{MONTH})\b", re.NOFLAG)),
    (NumberKind.ORDINAL, "", _rule(rf"\b(?:(?P<o>{'|'.join(_ORDINALS)})|(?P<n>\d{{1,2}})(?:st|nd|rd|th))\b")),
    (
        NumberKind.COUNT,
        "range",
        _rule(
            rf"(?<![\w.£–-])(?:between\s+(?P<n>{_NUMERAL})\sand|(?<!from )(?P<n2>{_NUMERAL}){_DASH})\s?"
            rf"(?P<to>{_NUMERAL})(?![\w%]|-year|\.\d)"
        ),
    ),
    (NumberKind.COUNT, "", _rule(rf"(?<![\w.£–-])(?P<n>{_NUMERAL})(?![\w%]|-year|\.\d)")),
)
_MORE = (
    r"(?:significantly |well |just |slightly |far |much )?"
    r"(?:more than|over|above|in excess of|exceed(?:s|ed|ing)?|upwards of|greater than|higher than)"
)
_LESS = r"(?:significantly |well |just |slightly |far |much )?(?:fewer than|less than|under|below|lower than|short of)"
_BEFORE = re.compile(
    rf"(?:(?P<least>at least|no (?:fewer|less) than|a minimum of|not (?:fewer|less) than)|"
    rf"(?P<most>at most|no more than|not more than|up to|a maximum of|a limit of)|"
    rf"(?P<more>{_MORE})|(?P<less>{_LESS})|"
    rf"(?P<nearly>nearly|almost|close to|approaching)|"
    rf"(?P<about>about|around|roughly|approximately|some|circa)|"
    rf"(?P<since>since|from|after)|(?P<until>until|till|before|up to|by))\s+"
    rf"(?:the\s|a\s)?(?:(?:{MONTH}|spring|summer|autumn)\s)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_AFTER = re.compile(
    r"\s*(?:(?P<about>or so|or thereabouts)|(?P<least>or more)|(?P<most>or (?:fewer|less)))\b", re.IGNORECASE
)
_IN_FEW = re.compile(r"\bin (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|10)$", re.IGNORECASE)
"""How a share ends that people round to: "nine in ten" of 91 %. "Nine out of ten schools" counts ten schools."""
_LISTING = re.compile(r"\s(?:and|or)\s(?:Years?\s|Y)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
"""Between two stages that are listed, and before two that are the ends of a range."""
_LOOKS_BACK = 40
"""Characters before a number among which its bound stands: "significantly more than the " and a month are within it."""
ROUGH_POINTS = 5.0
"""Percentage points that "about 60 %" may lie off. Chosen: people round to tens and fives."""
ROUGH_SHARE = 0.1
"""Share by which "about 200" or "nearly 200" may lie off. Chosen."""


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text in order; what one rule has taken no later one takes."""
    found: list[Number] = []
    for kind, form, pattern in _RULES:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(span.overlaps(other.span) for other in found):
                found += [_bounded(number, text) for number in _apart(_number(kind, form, match), form, match)]
    return tuple(sorted(found, key=lambda number: number.span))


def _number(kind: NumberKind, form: str, match: re.Match[str]) -> Number:
    groups = match.groupdict()
    low, high = _interval(form, groups)
    written = groups.get("n") or ""
    places = len(written.partition(".")[2].split()[0]) if "." in written else 0
    if kind is NumberKind.MONEY and groups.get("k"):
        low, high = low * _SCALES[groups["k"].lower()], high * _SCALES[groups["k"].lower()]
    rough = form == "fraction" or (form == "share" and _IN_FEW.search(match.group()) is not None)
    return Number(kind, min(low, high), max(low, high), Span(*match.span()), places, rough)


def _apart(number: Number, form: str, match: re.Match[str]) -> tuple[Number, ...]:
    """Return two stages where two are listed as a range is written: "Year 7 or Year 12" holds no Year 9."""
    groups = match.groupdict()
    if number.kind is not NumberKind.STAGE or not groups.get("n") or not groups.get("to"):
        return (number,)
    if not _LISTING.fullmatch(match.string, match.end("n"), match.start("to")) or _BETWEEN.search(
        match.string, 0, match.start()
    ):
        return (number,)
    first, last = (_interval(form, {"n": groups[name]}) for name in ("n", "to"))
    if last[0] - first[1] <= 1:
        return (number,)
    return (
        replace(number, low=first[0], high=first[1], span=Span(match.start(), match.end("n"))),
        replace(number, low=last[0], high=last[1], span=Span(match.start("to"), match.end())),
    )


def _interval(form: str, groups: dict[str, str | None]) -> tuple[float, float]:
    if form in ("fraction", "share", "named"):
        return _from_words(form, groups)
    if groups.get("m"):
        month = float(MONTHS.index(str(groups["m"])) + 1)
        return month, month
    if groups.get("o"):
        return _ORDINALS[str(groups["o"]).lower()], _ORDINALS[str(groups["o"]).lower()]
    first = groups.get("n") or groups.get("n2") or groups.get("to")
    low = _numeral(str(first))
    high = _numeral(str(groups["to"])) if groups.get("to") else low
    if form == "key stage":
        return _KEY_STAGES.get(int(low), (low, low))[0], _KEY_STAGES.get(int(high), (high, high))[1]
    if form == "school year":
        return low, low + 1
    return low, high


def _from_words(form: str, groups: dict[str, str | None]) -> tuple[float, float]:
    if form == "named":
        low, high = _STAGES[str(groups["s"]).lower()]
        return float(low), float(high)
    if form == "fraction":
        share = _FRACTIONS[" ".join(str(groups["f"]).lower().split())]
    else:
        share = 100 * _numeral(str(groups["a"])) / max(_numeral(str(groups["b"])), 1.0)
    return share, share


def _bounded(number: Number, text: str) -> Number:
    """Widen a number by the words before and behind it: "more than", "about", "or so", "since"."""
    if number.kind is NumberKind.STAGE and _FROM.search(text, 0, number.span.start):
        return replace(number, bound="from")
    if number.kind in (NumberKind.STAGE, NumberKind.MONTH, NumberKind.DAY, NumberKind.ORDINAL):
        return number
    before = _BEFORE.search(text, max(0, number.span.start - _LOOKS_BACK), number.span.start)
    after = _AFTER.match(text, number.span.end)
    words = before or after
    if words is None:
        return number
    word = str(words.lastgroup)
    if word in ("since", "until") and number.kind is not NumberKind.YEAR:
        return number
    span = Span(min(words.start(), number.span.start), max(number.span.end, words.end()))
    bounded = replace(number, span=span)
    if number.kind is NumberKind.YEAR:
        return _dated(bounded, word, words.group().lower())
    return _widened(bounded, word)


def _dated(number: Number, word: str, written: str) -> Number:
    if word in ("since", "more"):
        if written.startswith(("after", "more", "over")):
            return replace(number, low=number.high + 1, high=math.inf, bound="since")
        return replace(number, bound="since")
    if word in ("until", "most", "less"):
        if written.startswith("before"):
            return replace(number, low=-math.inf, high=number.low - 1, bound="until")
        return replace(number, bound="until")
    return number


def _widened(number: Number, word: str) -> Number:
    margin = ROUGH_POINTS if number.kind is NumberKind.PERCENT else max(ROUGH_SHARE * abs(number.high), 1.0)
    low, high = number.low, number.high
    least = 10.0**-number.places / 1000
    changes = {
        "least": (low, math.inf),
        "most": (-math.inf, high),
        "more": (high + least, math.inf),
        "less": (-math.inf, low - least),
        "nearly": (low - margin, high),
        "about": (low - margin, high + margin),
    }
    low, high = changes[word]
    return replace(number, low=low, high=high, rough=word in ("nearly", "about"))


def _numeral(text: str) -> float:
    lowered = text.lower().replace(",", "")
    words = re.split(r"[-\s]", lowered)  # a space that does not break too: "76.25\xa0million"
    scale = 1.0
    while words[-1] in _SCALES and len(words) > 1:
        scale *= _SCALES[words.pop()]
    if words == ["hundred"]:
        return 100.0
    if words[0][0].isdigit():
        return float(words[0]) * scale
    return sum(1.0 if word == "a" else _WORDS[word] for word in words) * scale


__all__ = ["ROUGH_POINTS", "NumberKind", "Number", "numbers"]
