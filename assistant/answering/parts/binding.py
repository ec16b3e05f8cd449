"""Whether a sentence answers one part of a question: it says what the part alone asks about, and states what is wanted.

"How many places has the base, and who runs it?" is answered whole only if a sentence speaks of running it. A part's own
words must stand in the sentence, or words near them in meaning; what it shares with the rest of the question proves
nothing. Looks at single sentences; ranks none and weighs no probability.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.answering.parts.parts import Part
from assistant.answering.ranking.relevance import Candidate, needs_context
from assistant.questions.question import Wanted, content_words, counted_words, is_number, states, wanted_kind
from ingest.documents import Passage
from ingest.embedding import Vectors, WordVectors
from ingest.number_words import MONTH
from ingest.words import stem, stems

NEAR = 0.6
"""Similarity in context from which a word counts as said. Of the parts of ``evals/gold/parts.jsonl`` (half "tune") that
no report answers, the nearest sentence reaches .56 ("presented" and "won"), most less than .45."""
FORGIVEN_FROM = 3
"""Own words from which on one of them may be missing: "which instrument do Year 5 pupils learn" and "the cornet"."""

BEFORE_THING, AFTER_THING = 4, 8
"""Words between a number and what it counts, by which of them comes first."""
_TELLS_NUMBER = frozenset("is are was were whom which there of from to rose fell for has have had".split())
SHORTEST_STEM = 4

Embed = Callable[[Sequence[str]], list[WordVectors]]

_LIGHT = frozenset(
    stem(word)
    for word in """work works working get take takes help helps use uses run go goes long often old number numbers
    share proportion percentage per cent percent figure figures month year day date time money much many amount
    name far big large soon well good full kind type part parts area thing order own now currently today""".split()
)
"""Stems that say which kind of answer is wanted, or next to nothing."""
_TIME = r"(?:minutes?|hours?|days?|weeks?|fortnights?|months?|terms?|half[- ]terms?|years?)"
_KINDS: tuple[tuple[str, str], ...] = (
    (
        r"\bhow often\b|\bhow regularly\b|\bhow frequently\b",
        rf"\b(?:every|each|once|twice|per|a|times?) (?:\w+ ){{0,2}}{_TIME}\b|\b(?:daily|weekly|fortnightly|monthly|"
        rf"termly|half-termly|yearly|annual(?:ly)?|every (?:other|second|third))\b"
        r"|\bon (?:mon|tues|wednes|thurs|fri)days?\b",
    ),
    (
        r"\bhow long\b|\bsince when\b",
        rf"\b{_TIME}\b|\bsince\b|\b(?:19|20)\d\d\b",
    ),
    (r"\bhow old\b|\b(?:what|which) ages?\b", r"\bage[ds]?\b[^.]{0,20}\d|\byears? old\b|\byear-olds?\b|\bborn in\b"),
    (
        r"\bhow much (?:\w+ ){0,2}(?:money|funding|cash)\b|\b(?:cost|price|rent|fee|fees|salary|salaries|pay|paid"
        r"|wages?|earn\w*|budget|charges?)\b|\bhow much (?:did|does|do|is|was|were)\b",
        r"£|\bpounds?\b|\bpence\b|\bfree of charge\b|\bfor free\b|\bmillion\b",
    ),
    (r"\b(?:what|which) month\b", rf"\b(?:{MONTH})\b"),
    (r"\bwhere\b", r"\b(?:in|at|on|near|beside|by|from|to)\b"),
    (r"^\W*(?:and )?when\W*$", rf"\b(?:19|20)\d\d\b|\b(?:{MONTH})\b"
                               r"|\b(?:spring|summer|autumn|last|this) (?:term|year)\b"),
)  # fmt: skip
"""What a part asks for, and what a sentence must hold to state it; before the kinds of whole questions."""
_MONEY_WORDS = frozenset(
    stem(word) for word in "cost costs price rent fee fees salary salaries pay paid budget".split()
)
_ROLE = re.compile(r"\bwho(?:m|se)?\s+(?:has\s+|have\s+|had\s+|does\s+|did\s+|do\s+)?(\w+)", re.IGNORECASE)
_IN_CHARGE = re.compile(r"\b(?:is|are|was) in charge of\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that must be said: its stem, and its vector in the part's own sentence (None: unseen by the model)."""

    stem: str
    vector: Vectors | None


class Binding:
    """The test of sentences for one part."""

    def __init__(self, part: Part, embed: Embed) -> None:
        self._embed = embed
        self._text = part.text
        self._subject: str | None = None
        self._wanted = wanted_kind(part.text)
        self._counted = tuple(stem(word) for word in counted_words(part.text, content_words(part.text)))
        seen = embed([part.text])[0]
        self._own = tuple(_word(word, seen) for word in part.own if _says(word, part.text))
        self._role = _role_of(part.text)

    def prepare(self, passages: Sequence[Passage], subject: Sequence[str]) -> None:
        """Look at what was found, all sentences at once, and for the word by which it speaks of the subject.

        `subject` are stems of what the rest of the question is about, the rarest first.
        """
        sentences = [sentence.text for passage in passages for sentence in passage.sentences]
        if sentences:
            self._embed(sentences)
        used = {each for passage in passages for each in stems(passage.text)}
        self._subject = next((word for word in subject if word in used and word not in _LIGHT), None)

    def holds(self, candidate: Candidate) -> bool:
        """Say whether a sentence answers the part, read with the sentence before and in its passage."""
        text = candidate.sentence.text
        leans = candidate.before is not None and needs_context(text)
        around = f"{candidate.before.text} {text}" if candidate.before is not None and leans else text
        return self._stated(text, around) and self._spoken(text, around) and self._linked(candidate)

    def _stated(self, text: str, around: str) -> bool:
        """Say whether a text holds the kind of thing that is wanted; a reason need not be marked as one."""
        own_kind = _kind(self._text)
        if own_kind is not None:
            return bool(own_kind.search(text))
        if self._wanted is Wanted.PERSON:
            return True  # a role answers as well as a name: "by a teacher of the deaf"
        if self._wanted is Wanted.NUMBER and self._counted:
            return self._counts(text) or (text is not around and states(self._wanted, text) and self._counts_in(around))
        return (self._wanted is Wanted.REASON and bool(self._own)) or states(self._wanted, text)

    def _counts(self, text: str) -> bool:
        """Say whether a number stands with what is counted: "24 places", "carers, of whom there are 26"."""
        words = [match.group().lower() for match in re.finditer(r"[\w’'-]+", text)]
        numbers = [place for place, word in enumerate(words) if is_number(word)]
        things = [place for place, word in enumerate(words) if stem(word) in self._counted]
        return any(
            0 < thing - number <= BEFORE_THING
            or (0 < number - thing <= AFTER_THING and bool(_TELLS_NUMBER & set(words[thing:number])))
            for number in numbers
            for thing in things
        )

    @property
    def open(self) -> bool:
        """Whether nothing of a kind is wanted: then any sentence about the subject may answer."""
        return self._wanted in {Wanted.ANY, Wanted.GRADE} and _kind(self._text) is None

    def _counts_in(self, around: str) -> bool:
        return bool(set(self._counted) & set(stems(around)))

    def _spoken(self, text: str, around: str) -> bool:
        missed = [word for word in self._own if not self._said(word, text, around)]
        if any(word.stem == self._role for word in missed):
            return False
        return len(missed) <= (len(self._own) >= FORGIVEN_FROM)

    def _said(self, word: _Word, text: str, around: str) -> bool:
        if any(_alike(word.stem, other) for other in stems(around)):
            return True
        seen = self._embed([text])[0]
        return word.vector is not None and len(seen.vectors) > 0 and float(np.max(seen.vectors @ word.vector)) >= NEAR

    def _linked(self, candidate: Candidate) -> bool:
        """Say whether the passage speaks of what the rest of the question is about."""
        passage = candidate.found.passage
        return self._subject is None or self._subject in stems(f"{passage.heading or ''} {passage.text}")


def _alike(first: str, second: str) -> bool:
    """Say whether two stems are one word: the stemmer parts "staffs" and "staffed"."""
    short, long = sorted((first, second), key=len)
    return first == second or (len(short) >= SHORTEST_STEM and long.startswith(short) and len(long) - len(short) < 2)


def _says(word: str, text: str) -> bool:
    """Say whether a word has to be said: not one that only tells the kind of answer."""
    found = stem(word)
    return found not in _LIGHT and not (found in _MONEY_WORDS and _kind(text) is not None)


def _word(word: str, seen: WordVectors) -> _Word:
    plain = re.sub(r"[’']s?$", "", word)
    place = next((n for n, each in enumerate(seen.words) if each in (word, plain)), None)
    return _Word(stem(plain), None if place is None else seen.vectors[place])


def _role_of(text: str) -> str | None:
    """Return the stem of the word after "who": what somebody does must be said and not only to whom."""
    match = _ROLE.search(_IN_CHARGE.sub("leads", text))
    return stem(match.group(1).lower()) if match else None


@lru_cache(maxsize=256)
def _kind(text: str) -> re.Pattern[str] | None:
    """Return what a sentence must hold, where the part asks for one of the kinds of this list."""
    for asked, stated in _KINDS:
        if re.search(asked, text, re.IGNORECASE):
            return re.compile(stated, re.IGNORECASE)
    return None


__all__ = ["Binding"]
