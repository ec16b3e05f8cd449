"""Of whom a share is said: "most of those who attend are eligible" does not say that most of the eligible attend.

Every word of such a claim stands in the sentence, so that words and models take the two for alike. Compares which group
is counted and what is said of it; how large a share is, is compared by `numbers` and `facets`. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.comparisons.comparison import Comparison, Relation, ValueMark
from assistant.checking.comparisons.facets import QUANTITY, comparable, marks_of
from assistant.checking.words.numerals import NumberKind, numbers
from assistant.checking.words.tokens import tokens
from ingest.documents import Span
from ingest.number_words import ONE_TO_NINETEEN

CONVERSE = "a share of others"
_PART = re.compile(rf"\b(?:\d+|{ONE_TO_NINETEEN}|half|a third|a quarter)\sof\b|\b\d+(?:\.\d+)?\s?%", re.IGNORECASE)
_RESTRICTS = re.compile(
    r"\s*(?:\w+\s){0,2}?(?:who|whose|that|with|eligible|entitled|known|identified|attending|taking|studying|receiving|"
    r"entered|supported|excluded|absent|working|from)\b",
    re.IGNORECASE,
)
"""What follows the people of whom a share is said and tells which of them are meant."""
FEWEST = 2
"""Content words that each of the two groups must have for one to stand in the other's place. Chosen."""


def of_other_shares(claim: str, evidence: str) -> bool:
    """Say whether claim and evidence speak of two shares: "most have none" beside "two of seven have one"."""
    said, stated = _shares(claim), _shares(evidence)
    return bool(said and stated) and said.isdisjoint(stated)


def _shares(text: str) -> set[str]:
    parts = {match.group().lower() for match in _PART.finditer(text)}
    return parts | {mark.value for mark in _quantities(text) if mark.value not in ("all", "none")}


def of_others(claim: str, sentence: str) -> Comparison | None:
    """Return the share that a sentence says of those of whom a claim says what the sentence says of them.

    The words behind the people counted are the same two groups, the one and then the other, in claim and sentence.
    """
    for ours in _shared(claim):
        for theirs in _shared(sentence):
            if _turned_round(_behind(claim, ours), _behind(sentence, theirs)):
                return Comparison(CONVERSE, Relation.DROPPED, ours, theirs)
    return None


def _turned_round(said: Sequence[str], stated: Sequence[str]) -> bool:
    if len(said) != len(stated) or list(said) == list(stated):
        return False
    cuts = range(FEWEST, len(said) - FEWEST + 1)
    return any([*said[cut:], *said[:cut]] == list(stated) for cut in cuts)


def _shared(text: str) -> Iterator[Span]:
    """Yield each quantity or per cent of people that is followed by which of them are meant."""
    cents = (number.span for number in numbers(text) if number.kind is NumberKind.PERCENT)
    for span in (*(mark.span for mark in _quantities(text)), *cents):
        people = _people(text, span)
        if people is not None and _RESTRICTS.match(text, people.end) is not None:
            yield Span(span.start, people.end)


def _people(text: str, share: Span) -> Span | None:
    """Return the first content word behind a share, within a few words: those of whom it is said."""
    behind = [token for token in tokens(text) if token.span.start >= share.end][:3]
    return next((token.span for token in behind if token.content), None)


def _behind(text: str, counted: Span) -> list[str]:
    return [token.stem for token in tokens(text) if token.content and token.span.start >= counted.end]


def _quantities(text: str) -> Sequence[ValueMark]:
    return comparable(marks_of(text, QUANTITY), text)


__all__ = ["CONVERSE", "of_other_shares", "of_others"]
