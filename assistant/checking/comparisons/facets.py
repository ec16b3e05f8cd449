"""Facets: aspects of meaning that a small change of words turns round, and how two texts compare in them.

The words are data (``facets.json``): for each facet its values, the words that show each value, and which values
exclude one another; and pairs of opposites. Compares what is written, word for nearest word; numbers, negation,
speakers and conditions are other modules' matter, and what a comparison counts for is fitted (`combine`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.checking.comparisons.comparison import Comparison, Relation, ValueMark, compare_marks
from assistant.checking.comparisons.movements import movements
from assistant.checking.words.tokens import is_negated
from ingest.documents import Span
from ingest.packaged import packaged_json

_DIRECTLY = re.compile(r"(?:\bnot|n[’']t)\s$", re.IGNORECASE)
_WITHOUT_EXCEPTION = frozenset({"all", "always"})
OPPOSITE, PEOPLE, QUANTITY, TREND = "opposite", "who", "quantity", "trend"
"""Names of facets that other modules ask for."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_WHOLE = frozenset({"well-being", "long-term", "short-term"})
"""Words with a hyphen that are one thing: nobody is "badly-being"."""
_POSSESSIVE = re.compile(r"[’']s$")


@dataclass(frozen=True, slots=True)
class Facet:
    """One aspect of meaning: which words show which value, and which two values cannot both be true of one thing."""

    name: str
    value_of: Mapping[str, str]
    exclusive: frozenset[tuple[str, str]]
    """Pairs (claim's value, evidence's value): "some" is no conflict where the evidence says "all"."""

    def compare(
        self, said: Sequence[ValueMark], stated: Sequence[ValueMark], texts: tuple[str, str]
    ) -> list[Comparison]:
        """Compare each word of this kind in the claim with the evidence's nearest; `texts` are both in that order."""
        return compare_marks(self.name, said, stated, self._relate, texts)

    def _relate(self, said: ValueMark, stated: ValueMark) -> Relation:
        if said.value == stated.value:
            return Relation.AGREES
        excluded = (said.value, stated.value) in self.exclusive
        return Relation.CONFLICTS if excluded else Relation.UNSTATED


def compare_facets(claim: str, evidence: str) -> list[Comparison]:
    """Compare a claim with evidence in every facet."""
    said, stated = marks(claim), marks(evidence)
    return [
        comparison
        for place, facet in enumerate(facets())
        if place in said
        for comparison in facet.compare(
            comparable(said[place], claim), comparable(stated.get(place, ()), evidence), (claim, evidence)
        )
    ]


def comparable(found: Sequence[ValueMark], text: str) -> list[ValueMark]:
    """Leave out "all" and "always" somewhere under a negation: "not … in every subject" may be in few or in many."""
    return [mark for mark in found if mark.value not in _WITHOUT_EXCEPTION or not _is_under_denial(mark, text)]


def _is_under_denial(mark: ValueMark, text: str) -> bool:
    return is_negated(text, mark.span.start) and not _DIRECTLY.search(text, 0, mark.span.start)


@lru_cache(maxsize=4096)
def marks(text: str) -> Mapping[int, Sequence[ValueMark]]:
    """Return the words of each facet in a text, by the facet's place in `facets`; longer phrases go first.

    Two figures from one of which something moved to the other show which way it moved, whatever the verb is.
    """
    words = _words_of(text)
    found: dict[int, list[ValueMark]] = defaultdict(list)
    for start, (first, span) in enumerate(words):
        bare = _POSSESSIVE.sub("", first)
        for phrase in (*_phrases().get(first, ()), *(_phrases().get(bare, ()) if bare != first else ())):
            last = start + len(phrase.words) - 1
            if last >= len(words) or any(words[start + n][0] != word for n, word in enumerate(phrase.words) if n):
                continue
            earlier = found[phrase.facet]
            if not earlier or earlier[-1].span.end <= span.start:
                earlier.append(ValueMark(phrase.value, Span(span.start, words[last][1].end)))
    moved = movements(text)
    if moved:
        trend = _place_of(TREND)
        others = (one for one in found[trend] if not any(_of_movement(one, other, text) for other in moved))
        found[trend] = sorted((*others, *moved), key=lambda mark: mark.span)
    return {place: tuple(listed) for place, listed in found.items() if listed}


def marks_of(text: str, name: str) -> Sequence[ValueMark]:
    """Return the words of one facet in a text, in order; not of `OPPOSITE`, which is the name of many."""
    return marks(text).get(_place_of(name), ())


@lru_cache(maxsize=64)
def _place_of(name: str) -> int:
    return next(place for place, facet in enumerate(facets()) if facet.name == name)


def _words_of(text: str) -> list[tuple[str, Span]]:
    """Return the words of a text in small letters; of one with a hyphen that no facet has whole, its parts too.

    Only where the first part is one of two opposites: "well-chosen" and "poorly chosen", not "over-reliant".
    """
    found = []
    for match in _WORD.finditer(text):
        word, span = match.group().lower(), Span(*match.span())
        first, hyphen, rest = word.partition("-")
        if not hyphen or word in _phrases() or word in _WHOLE or first not in _opposed():
            found.append((word, span))
        else:
            middle = span.start + len(first)
            found += [(first, Span(span.start, middle)), (rest, Span(middle + 1, span.end))]
    return found


@lru_cache(maxsize=1)
def _opposed() -> frozenset[str]:
    return frozenset(word for facet in facets() if facet.name == OPPOSITE for word in facet.value_of)


def _of_movement(mark: ValueMark, moved: ValueMark, text: str) -> bool:
    """Say whether a word of direction is the verb before two figures: these tell the direction too."""
    return mark.value == moved.value and not text[mark.span.end : moved.span.start].strip()


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    facet: int
    value: str


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Sequence[_Phrase]]:
    """Return every phrase of every facet under its first word, longest first."""
    result: dict[str, list[_Phrase]] = defaultdict(list)
    for place, facet in enumerate(facets()):
        for phrase, value in facet.value_of.items():
            words = tuple(match.group() for match in _WORD.finditer(phrase))
            result[words[0]].append(_Phrase(words, place, value))
    return {first: sorted(listed, key=lambda phrase: -len(phrase.words)) for first, listed in result.items()}


@lru_cache(maxsize=1)
def facets() -> tuple[Facet, ...]:
    """Return the facets of ``facets.json``; the last ones, all named "opposite", hold the pairs of opposites."""
    data = packaged_json(__package__, "facets.json")
    named = [_facet(name, entry) for name, entry in data["facets"].items()]
    return (*named, *(_opposites(pairs) for pairs in _disjoint(data["opposites"])))


@lru_cache(maxsize=1)
def facet_names() -> tuple[str, ...]:
    """Return each facet's name once, in order."""
    return tuple(dict.fromkeys(facet.name for facet in facets()))


def _facet(name: str, entry: Mapping[str, Any]) -> Facet:
    values = {value: _words(words) for value, words in entry["values"].items()}
    listed = entry["exclusive"]
    pairs = [(a, b) for a in values for b in values if a < b] if listed == "all" else [(a, b) for a, b in listed]
    return _made(name, values, pairs if entry.get("ordered") else [*pairs, *((b, a) for a, b in pairs)])


def _disjoint(pairs: Iterable[Sequence[str]]) -> list[list[Sequence[str]]]:
    """Group the pairs so that no word occurs twice in a group: a word may have several opposites."""
    used: list[set[str]] = []
    groups: list[list[Sequence[str]]] = []
    for pair in pairs:
        words = {word for side in pair for word in _words(side)}
        place = next((place for place, taken in enumerate(used) if not taken & words), len(used))
        if place == len(used):
            used.append(set())
            groups.append([])
        used[place] |= words
        groups[place].append(pair)
    return groups


def _opposites(pairs: Sequence[Sequence[str]]) -> Facet:
    values = {f"{place}{'ab'[side]}": _words(pair[side]) for place, pair in enumerate(pairs) for side in (0, 1)}
    return _made(OPPOSITE, values, [(f"{p}{a}", f"{p}{b}") for p in range(len(pairs)) for a, b in ("ab", "ba")])


def _made(name: str, values: Mapping[str, Sequence[str]], pairs: Sequence[tuple[str, str]]) -> Facet:
    return Facet(name, {word: value for value, words in values.items() for word in words}, frozenset(pairs))


def _words(words: str) -> list[str]:
    return [" ".join(word.lower().split()) for word in words.split(",") if word.strip()]


__all__ = [
    "OPPOSITE",
    "PEOPLE",
    "QUANTITY",
    "Facet",
    "comparable",
    "compare_facets",
    "facet_names",
    "facets",
    "marks",
    "marks_of",
]
