"""How large a part of a group: "half of the nine pupils" beside "six of the nine pupils".

Works out the share of "so many of so many" in a sentence of the evidence and holds a claim's share, in words or in per
cent, against it: the same agrees, another conflicts, one that lies near bears nothing out. A share that the sentence
with the claim's other words does not give at all bears nothing out either. Speaks only where claim and sentence
otherwise have the same words; what a sentence says of some of the claim's group alone ("of the 38 with a plan") is no
share of the whole, and denies no more than that it is so of all. Decides nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.comparisons.facets import QUANTITY, comparable, compare_facets, marks_of
from assistant.checking.comparisons.own_clause import all_clauses
from assistant.checking.words.keys import shared
from assistant.checking.words.leads import without_school
from assistant.checking.words.numerals import Number, NumberKind, numbers
from assistant.checking.words.tokens import negations, tokens
from ingest.documents import Span
from ingest.number_words import ONE_TO_NINETEEN
from ingest.sentences import sentence_spans

_One = TypeVar("_One")
NO_SUCH_SHARE = "no such share"
_OF = re.compile(
    r"\s(?:(?:[\w’'-]+\s){0,2}out )?of\s(?:the\s|its\s|their\s|our\s|these\s|those\s|all\s)?(?:first\s|last\s)?",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(
    r"(?:^|[:;,(–—]\s)of\s(?:the\s|its\s|their\s|our\s|these\s|those\s|all\s)?(?:first\s|last\s)?$", re.IGNORECASE
)
_THEN = re.compile(
    r"(?![^.;:]*\ball\b(?! but))[^.;:]*?,\s(?:(?:only|just|about|at least|as many as|fewer than|more than|all but)\s)*",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(r"\ball but\s$", re.IGNORECASE)
_ALL_BUT_SOME = re.compile(rf"\ball but (?:an? few|a handful|\d+|{ONE_TO_NINETEEN})\b", re.IGNORECASE)
_NO_PART = re.compile(
    r"\s(?:times|of (?:them|these|those|whom|which)|more|further|other|others|years?|terms?)\b", re.IGNORECASE
)
"""What follows a figure that counts none of those named before it: "three times as many"."""
_BUT = re.compile(r"\sbut\s", re.IGNORECASE)
_OF_THEM = re.compile(rf"\s(?:of\s)?(?:the\s|its\s|their\s|these\s)?(?:(?:\d+|{ONE_TO_NINETEEN})\s)?", re.IGNORECASE)
_NOT_ALL = re.compile(r"\bnot (?:all|every)", re.IGNORECASE)
_NOT = re.compile(r"\bnot\s$", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|just)\s$", re.IGNORECASE)
_LACKS = re.compile(
    r"\b(?:missing|vacant|empty|absent|refus\w+|reject\w+|exclud\w+|decline[ds]?|left|leave|unfilled|without|fail\w*|"
    r"miss(?:ed)?|lack\w*|overlook\w*|lost|wrong\w*|too (?:high|low)\w*)\b",
    re.IGNORECASE,
)
"""What says of a part what is not so of the rest: where one text has such a word more, they say two things."""
_NEARLY_ALL = re.compile(r"nearly|almost|virtually|\b(?:vast|large|great|overwhelming|huge) majority\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"\b(?:the|at|than|more|often)\s$", re.IGNORECASE)
SAME = 0.8
"""Share of the claim's other content words that the sentence must have. Chosen."""
SAME_WHOLE = 0.6
"""The same where both name how many there are in all. Chosen."""
CLOSE, CLEAR = 5.0, 8.0
"""Percentage points within which a fraction in words stands for a share, and beyond which it does not. Chosen: half is
said of 46 %, not of 40 %; between them nothing is said."""
EXACT = 1.0
"""The same, both, for a share in per cent, which is rounded to whole ones."""
_WORKED_OUT = frozenset({NumberKind.PERCENT, NumberKind.POINTS, NumberKind.COUNT, NumberKind.MONEY})
_IN_WORDS = re.compile(
    r"\b(?:halv\w+|doubl\w+|trebl\w+|twice|equal\w*|half|third|quarter|sizeable|majority|minority|proportion)\b",
    re.IGNORECASE,
)
"""Words by which a sentence may give a share without a figure."""
_LIMITS_NOTHING = re.compile(
    r"\b(?:in the (?:\w+ )?(?:survey|questionnaire)s?|only|just|now|currently|already|exactly|every)\b", re.IGNORECASE
)
"""Words of a sentence that take none out of the group of whom it gives a share."""
FEWEST_WORDS = 4
_IN_ALL = re.compile(r"\s(?:the\s|its\s|their\s|our\s)?", re.IGNORECASE)
_FIRST, _REACH = 2, 4
"""Content words behind a share of the claim, and behind one of the evidence, among which those stand of whom it is
said."""
_ADDED = 1e-6
"""What a share may lie off by how computers divide."""
_QUANTITIES = {
    "all": (100.0, 100.0),
    "most": (50.0 + _ADDED, 100.0),
    "none": (0.0, 0.0),
}
_FEW = re.compile(r"minority", re.IGNORECASE)
HALF, MANY, TOO_FEW = 50.0, 75.0, 65.0
"""Per cent: up to which a minority goes; from which it is nearly all, and below which it is not. Chosen."""


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many, in per cent of these, and where both figures stand; `total` is how many there are."""

    low: float
    high: float
    total: float
    span: Span
    counted: Span
    """Where it says of whom it is said."""


@dataclass(frozen=True, slots=True)
class Share:
    """A claim's share: the per cent that it stands for, those beyond which it is false, and where it stands."""

    low: float
    high: float
    least: float
    most: float
    span: Span
    facet: str
    but: float = 0.0
    """How many it takes out: "all but two"."""


def parts(text: str) -> list[Part]:
    """Return where a text says so many of so many: "six of the nine", "of the 38 …, 15", "all but two of the 46"."""
    counts = [number for number in numbers(text) if number.kind is NumberKind.COUNT]
    return [part for one, other in pairwise(counts) if (part := _part(one, other, text)) is not None]


def _part(one: Number, other: Number, text: str) -> Part | None:
    between = text[one.span.end : other.span.start]
    if _OF.fullmatch(between):
        some, whole = one, other
    elif _OF_BEFORE.search(text, 0, one.span.start) and _THEN.fullmatch(between):
        some, whole = other, one
    else:
        return None
    if not whole.exact or whole.low <= 1 or some.rough or whole.low != int(whole.low):
        return None
    but = _ALL_BUT.search(text, 0, some.span.start)
    if _NO_PART.match(text, some.span.end) and some is other:
        return None
    if some.high == 1 and not (but or _ONLY.search(text, 0, some.span.start)):
        return None  # "every one of the 60", "one of the nine told inspectors"
    low, high = (whole.low - some.high, whole.low - some.low) if but else (some.low, some.high)
    if not 0 <= max(low, 0.0) <= min(high, whole.low):
        return None
    start = but.start() if but else min(one.span.start, other.span.start)
    cents = (100 * max(low, 0.0) / whole.low, 100 * min(high, whole.low) / whole.low)
    end = max(one.span.end, other.span.end)
    counted = Span(one.span.end, other.span.start) if some is other else Span(end, len(text))
    return Part(*cents, whole.low, Span(start, end), counted)


def compare_parts(claim: str, evidence: str) -> list[Comparison]:
    """Return how a claim's share of a group relates to the one that a sentence gives of the same; often nothing."""
    share = _only(list(_shares(claim)))
    if share is None or (parts(claim) and not share.but):
        return []
    rest = without_school(f"{claim[: share.span.start]} {claim[share.span.end :]}")
    if len(tokens(rest)) < 2:
        return []
    spans = sentence_spans(evidence) or [Span(0, len(evidence))]
    for listed in (spans, all_clauses(evidence)):  # a sentence may deny or count something else in another clause
        found = list(_related_in(listed, claim, share, rest, evidence))
        if found:
            return [next((one for one in found if one.relation is not Relation.DROPPED), found[0])]
    return []


def _related_in(spans: Sequence[Span], claim: str, share: Share, rest: str, evidence: str) -> Iterator[Comparison]:
    """Yield how a claim's share relates to that of each sentence or clause that gives one of the same."""
    for span in spans:
        text = span.of(evidence)
        if len(negations(text)) != len(negations(claim)) or _is_turned(rest, text) or _others(claim, share, text):
            continue
        found = _same_whole(share, rest, claim, text)
        if found is not None:
            place = Span(found.span.start + span.start, found.span.end + span.start)
            related = _related(share, found, place)
            limited = not _totals(claim, share) and _is_limited(found, claim, text)
            denied = related.relation is Relation.CONFLICTS and _is_all(share) and shared(rest, text) >= 1
            yield Comparison(NO_SUCH_SHARE, Relation.DROPPED, share.span, place) if limited and not denied else related


def _is_all(share: Share) -> bool:
    """Say whether a share is "all", which one who is left out denies."""
    return share.facet == QUANTITY and share.least >= 100


def _is_limited(part: Part, claim: str, sentence: str) -> bool:
    """Say whether a sentence has a word more than the claim: it may give the share of some of the claim's group."""
    rest = sentence
    for number in reversed(numbers(sentence)):
        if number.kind is NumberKind.COUNT and number.span.overlaps(part.span):
            rest = f"{rest[: number.span.start]} {rest[number.span.end :]}"
    return shared(_LIMITS_NOTHING.sub(" ", rest), claim) < 1


def other_part(claim: str, evidence: str) -> list[Comparison]:
    """Return a claim's share and the figures of the evidence by which it is another one; often nothing."""
    found = [one for one in compare_parts(claim, evidence) if one.relation is Relation.CONFLICTS]
    return found or _not_quite_all(claim, evidence)


def in_figures(claim: str, evidence: str) -> str | None:
    """Return a claim with the evidence's figures for the share that they agree with: "six of the nine" for "most"."""
    agreed = _only([one for one in compare_parts(claim, evidence) if one.relation is Relation.AGREES])
    if agreed is None or agreed.claim is None or agreed.evidence is None:
        return None
    behind = _OF_THEM.match(claim, agreed.claim.end)
    rest = claim[behind.end() if behind else agreed.claim.end :].lstrip()
    return f"{claim[: agreed.claim.start]}{agreed.evidence.of(evidence)} {rest}"


def leaves_some_out(claim: str, evidence: str) -> bool:
    """Say whether a claim says "not all" where the evidence says "all but three": neither denies the other."""
    return _NOT_ALL.search(claim) is not None and _ALL_BUT_SOME.search(evidence) is not None


def _not_quite_all(claim: str, evidence: str) -> list[Comparison]:
    """Return "all" of a claim and "all but three" of a sentence that is otherwise the same."""
    share = _only(list(_shares(claim)))
    if share is None or share.but or share.least < 100:
        return []
    rest = without_school(f"{claim[: share.span.start]} {claim[share.span.end :]}")
    for at in sentence_spans(evidence):
        sentence = at.of(evidence)
        for but in _ALL_BUT_SOME.finditer(sentence):
            said = _stems(claim, Span(share.span.end, len(claim)))[:_FIRST]
            stated = _stems(sentence, Span(but.end(), len(sentence)))[:_REACH]
            if shared(rest, sentence) >= SAME and set(said) & set(stated) and not _is_turned(rest, sentence):
                place = Span(at.start + but.start(), at.start + but.end())
                return [Comparison(QUANTITY, Relation.CONFLICTS, share.span, place, 1.0)]
    return []


def no_such_share(claim: str, sentence: str) -> Comparison | None:
    """Return a claim's fraction where the sentence with its other words gives neither a share nor figures for one."""
    shares = [number for number in numbers(claim) if number.kind is NumberKind.PERCENT]
    if len(shares) != 1 or any(number.kind in _WORKED_OUT for number in numbers(sentence)):
        return None
    if _IN_WORDS.search(sentence) or marks_of(sentence, QUANTITY):
        return None
    rest = without_school(f"{claim[: shares[0].span.start]} {claim[shares[0].span.end :]}")
    if len(tokens(rest)) < FEWEST_WORDS or shared(rest, sentence) < SAME:
        return None
    return Comparison(NO_SUCH_SHARE, Relation.DROPPED, shares[0].span)


def _is_turned(rest: str, sentence: str) -> bool:
    """Say whether the words beside the share conflict: "accepted" of those that were rejected."""
    if len(_LACKS.findall(rest)) != len(_LACKS.findall(sentence)):
        return True
    return any(
        one.relation is Relation.CONFLICTS and one.facet != QUANTITY and one.strength > 0
        for one in compare_facets(rest, sentence)
    )


def _others(claim: str, share: Share, sentence: str) -> bool:
    """Say whether a claim has a figure beside its share that the sentence lacks: "By Year 5 …"."""
    stated = numbers(sentence)
    return any(
        not any(other.kind is number.kind and other.low <= number.low <= number.high <= other.high for other in stated)
        for number in numbers(claim)
        if not number.span.overlaps(share.span)
    )


def _same_whole(share: Share, rest: str, claim: str, sentence: str) -> Part | None:
    """Return the part that a sentence gives of those of whom the claim's share is said."""
    found = parts(sentence)
    totals = _totals(claim, share)
    if totals:
        found = [part for part in found if part.total in totals]
    part = _only(found)
    if part is None or shared(rest, sentence) < (SAME_WHOLE if totals else SAME):
        return None
    said = _stems(claim, Span(share.span.end, len(claim)))[:_FIRST]
    return part if totals or set(said) & set(_stems(sentence, part.counted)[:_REACH]) else None


def _totals(claim: str, share: Share) -> list[float]:
    """Return how many the claim says that there are in all: "half of the nine"."""
    return [
        number.low
        for number in numbers(claim)
        if number.kind is NumberKind.COUNT
        and number.exact
        and (
            _OF.fullmatch(claim, share.span.end, number.span.start)
            or _IN_ALL.fullmatch(claim, share.span.end, number.span.start)
        )
    ]


def _stems(text: str, inside: Span) -> list[str]:
    """Return the stems of the content words of a stretch, figures left out."""
    figures = [number.span for number in numbers(text)]
    return [
        token.stem
        for token in tokens(text)
        if token.content
        and inside.start <= token.span.start < inside.end
        and not any(f.overlaps(token.span) for f in figures)
    ]


def _shares(claim: str) -> Iterator[Share]:
    for number in numbers(claim):
        if number.kind is NumberKind.PERCENT:
            yield _of_number(number)
    for mark in comparable(marks_of(claim, QUANTITY), claim):
        words = mark.span.of(claim)
        if _NOT.search(claim, 0, mark.span.start):
            continue
        but = next((n for n in numbers(claim) if _BUT.fullmatch(claim, mark.span.end, n.span.start)), None)
        if mark.value == "all" and but is not None:
            yield Share(0.0, 0.0, 0.0, 0.0, Span(mark.span.start, but.span.end), QUANTITY, but.low)
            continue
        if mark.value == "most" and _SUPERLATIVE.search(claim, 0, mark.span.start):
            continue
        if mark.value == "most" and _NEARLY_ALL.search(words):
            yield Share(MANY, 100.0, TOO_FEW, 100.0, mark.span, QUANTITY)
        elif mark.value == "few":
            yield Share(0.0, HALF if _FEW.search(words) else 0.0, 0.0, HALF, mark.span, QUANTITY)
        elif mark.value in _QUANTITIES:
            low, high = _QUANTITIES[mark.value]
            yield Share(low, high, low, high, mark.span, QUANTITY)


def _of_number(number: Number) -> Share:
    low, high = max(number.low, 0.0), min(number.high, 100.0)
    if math.inf in (number.high, -number.low):
        return Share(low, high, low, high, number.span, number.kind)
    close, clear = (CLOSE, CLEAR) if number.rough and low == high else (EXACT, CLEAR - CLOSE)
    return Share(low - close, high + close, low - clear, high + clear, number.span, number.kind)


def _related(share: Share, part: Part, place: Span) -> Comparison:
    if share.but:
        left = 100 * (part.total - share.but) / part.total
        share = replace(share, low=left - _ADDED, high=left + _ADDED, least=left, most=left)
    if share.low <= part.low and part.high <= share.high:
        return Comparison(share.facet, Relation.AGREES, share.span, place, 1.0)
    if part.high < share.least or share.most < part.low:
        return Comparison(share.facet, Relation.CONFLICTS, share.span, place, 1.0)
    return Comparison(NO_SUCH_SHARE, Relation.DROPPED, share.span, place)


def _only(listed: Sequence[_One]) -> _One | None:
    return listed[0] if len(listed) == 1 else None


__all__ = [
    "NO_SUCH_SHARE",
    "Part",
    "compare_parts",
    "in_figures",
    "leaves_some_out",
    "no_such_share",
    "other_part",
    "parts",
]
