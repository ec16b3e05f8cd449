"""The words of a claim or of evidence with their places, stems, and whether a negation stands over them.

Splits and marks; compares nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.documents import Span
from ingest.words import stem

FUNCTION_WORDS = frozenset(
    """a about after all also although an and any are as at be because been before being both but by can could did do
    does doing during each either for from had has have having he her here hers him his how however i if in into is it
    its itself itself may might more most much must of on once one onto or other our out over own per quite rather she
    should since so some such than that the their theirs them themselves then there these they this those through thus
    to too toward towards under until up upon us very was we well were what when where which while who whom whose why
    will with within would yet you your not no never nor neither without there's every""".split()
)
_WORD = re.compile(r"£?\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:[’'][^\W\d_]+)*", re.UNICODE)
_NEGATION = re.compile(
    r"(?<![\w-])(?:not|never|no(?! longer\b)|none|nobody|nothing|neither|nor|without|lacks?|lacked|lacking|"
    r"fails? to|failed to|cannot|hardly|scarcely|unable to|insufficient(?:ly)?|absence of|too (?:few|little)|far from|"
    r"rather than|no longer|yet to|stopped|free of|little(?= (?:evidence|progress|impact|effect|use|doubt)))(?![\w-])"
    r"|\b\w+n[’']t\b",
    re.IGNORECASE,
)
_NOT_NEGATION = re.compile(r"not only|no doubt|nothing but|no matter|if not|not least|without exception", re.IGNORECASE)
_STOPS = re.compile(r"[.;:!?,—–]|\b(?:but|although|though|however|while|whereas|and|because|which|who|unless|except)\b")
_REACH = 6
"""Words after a negation that it may turn round. Chosen, not measured."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as written, its stem, its place, whether it is a content word, whether it is negated."""

    text: str
    stem: str
    span: Span
    content: bool
    negated: bool


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order."""
    scopes = [scope for _, scope in negations(text)]
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        lowered = re.sub(r"[’']s?$", "", word.lower()).replace("’", "'")
        span = Span(*match.span())
        under = sum(scope.start <= span.start < scope.end for scope in scopes) % 2 == 1
        found.append(Token(word, stem(lowered), span, lowered not in FUNCTION_WORDS, under))
    return tuple(found)


def content(text: str, inside: Span | None = None, but: Span | None = None) -> frozenset[str]:
    """Return the stems of the content words of a text, or of a stretch of it, or without some words."""
    return frozenset(
        token.stem
        for token in tokens(text)
        if token.content
        and (inside is None or token.span.overlaps(inside))
        and not (but is not None and token.span.overlaps(but))
    )


@lru_cache(maxsize=4096)
def negations(text: str) -> tuple[tuple[Span, Span], ...]:
    """Return each negating word's place and the stretch of text that it may turn round."""
    excluded = [Span(*match.span()) for match in _NOT_NEGATION.finditer(text)]
    result = []
    for match in _NEGATION.finditer(text):
        span = Span(*match.span())
        if any(span.overlaps(other) for other in excluded):
            continue
        stop = _STOPS.search(text, match.end())
        end = stop.start() if stop else len(text)
        words = list(_WORD.finditer(text, match.end(), end))
        if len(words) > _REACH:
            end = words[_REACH - 1].end()
        result.append((span, Span(match.end(), end)))
    return tuple(result)


def is_negated(text: str, place: int) -> bool:
    """Say whether an odd number of negations stand over a place of the text."""
    return sum(scope.start <= place < scope.end for _, scope in negations(text)) % 2 == 1


def denials(text: str, inside: Span | None = None, but: Span | None = None) -> int:
    """Return how many negations stand in a stretch of text, without one that is part of the words `but`.

    "Never" beside "often" and "no pupils" beside "too few" are compared as what they are, not as a denial.
    """
    places = (place for place, _ in negations(text))
    return sum((not inside or inside.overlaps(place)) and not (but and but.overlaps(place)) for place in places)


__all__ = ["FUNCTION_WORDS", "Token", "content", "denials", "is_negated", "negations", "tokens"]
