"""What a short claim says of its subject, and of what the evidence says the same: "teaching is effective" and of whom.

"Effective training helps teachers" has the adjective, and of another noun; so has "attendance is inconsistent" beside
"teaching is inconsistent". A model that reads takes such pairs for alike. Finds where the evidence says a claim's word
of something else only; that such evidence bears nothing out is decided by the checker. Speaks only of claims of the
form "subject is word", where both are plain, and only where the evidence has the word itself: what is said in other
words is for the model to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.comparisons.facets import marks_of
from assistant.checking.words.keys import keys
from assistant.checking.words.tokens import Token, tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans

_BE = r"(?:is|are|was|were|remains?|remained|becomes?|became)"
_BEFORE = r"(?:now|also|very|consistently|typically|usually|generally|highly|extremely|often|still|largely|mostly|not)"
_CLAIM = re.compile(
    rf"^(?P<subject>(?:[\w’'-]+\s){{1,6}}?){_BE}\s(?:{_BEFORE}\s)*(?P<said>[\w’'-]+)"
    r"(?P<rest>\s(?:across|in|at|for|throughout|within|overall|and)\b[^,;]*)?\W*$",
    re.IGNORECASE,
)
_LEVEL = re.compile(rf"^(?P<subject>(?:[\w’'-]+\s){{1,8}}?){_BE}\s(?:{_BEFORE}\s)*(?P<said>[^,;]+)$", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:of|in|for|at|with|across|on|to|by|from|between|who|that|which)\b", re.IGNORECASE)
_VERBAL = re.compile(r"(?:ed|ing)$", re.IGNORECASE)
"""Forms of verbs: who does it and to whom may stand anywhere in the sentence."""
_COPULA = re.compile(rf"\b{_BE}\s(?:\w+ly\s|{_BEFORE}\s)*$", re.IGNORECASE)
_JOINED = re.compile(r"(?:[\s,-]|\b(?:and|or|well|very|highly|more)\b)*", re.IGNORECASE)
"""What may stand between adjectives, and between the last of them and its noun."""
_LIGHT = frozenset(
    "quality level rate standard range use impact amount number proportion extent pace work approach share "
    "teaching".split()
)
"""Nouns that are nothing without what follows "of": that may be the subject too."""
_OPPOSED = {"attendance": "absence", "absence": "attendance"}
"""High attendance is low absence: the level of the one is said by that of the other."""
SHORTEST_ROOT = 5
"""Letters that a noun must have for a longer one to be of its family: teach, teacher. Chosen."""
NEAR = 2
"""Content words behind an adjective among which its noun stands: "effective phonics teaching". Chosen."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim's subject as the stems of its nouns, and the stem of the word that is said of it."""

    heads: frozenset[str]
    word: str
    verbal: bool


def said_of_another(claim: str, evidence: str) -> Span | None:
    """Return where the evidence says a claim's word of something else, and nowhere of its subject; None if it does."""
    return _level_of_another(claim, evidence) or _word_of_another(claim, evidence)


def _word_of_another(claim: str, evidence: str) -> Span | None:
    said = _said(claim)
    if said is None:
        return None
    places = list(_places(evidence, said.word))
    if not places or any(_is_of(said, place, words, evidence) for place, words in places):
        return None
    place, words = places[0]
    return words[place].span


def _said(claim: str) -> _Said | None:
    match = _CLAIM.match(claim.strip())
    words = tokens(match["said"]) if match else ()
    heads = _heads(match["subject"]) if match else frozenset()
    if len(words) != 1 or not words[0].content or not heads:
        return None
    return _Said(heads, words[0].stem, _VERBAL.search(words[0].text) is not None)


def _heads(subject: str) -> frozenset[str]:
    """Return the noun that a subject is about; where it is light ("quality of teaching"), that behind "of" too."""
    stop = _PREPOSITION.search(subject)
    first = [token for token in tokens(subject[: stop.start()] if stop else subject) if token.content]
    if not first:
        return frozenset()
    light = first[-1].text.lower().rstrip("s") in _LIGHT
    behind = [token for token in tokens(subject[stop.end() :]) if token.content] if stop and light else []
    return frozenset(value for token in (first[-1], *behind) for value in _values(token))


def _values(token: Token) -> tuple[str, ...]:
    return (token.stem, *(key.value for key in keys(token.text)))


def _level_of_another(claim: str, evidence: str) -> Span | None:
    """Return a level that the evidence gives of something else: "capacity: above average" is none of attendance."""
    match = _LEVEL.match(claim.strip())
    heads = _heads(match["subject"]) if match else frozenset()
    if match is None or not heads or not _levels(match["said"]):
        return None
    level = _levels(evidence)
    opposed = {other for name, other in _OPPOSED.items() if heads & set(_values(tokens(name)[0]))}
    wanted = heads.union(*(_values(tokens(name)[0]) for name in opposed))
    if not level or any(_akin(wanted, token) for token in tokens(evidence)):
        return None
    return level[0]


def _levels(text: str) -> list[Span]:
    return [mark.span for mark in marks_of(text, "level")]


def _places(evidence: str, stem: str) -> Iterator[tuple[int, list[Token]]]:
    """Yield each place of a word with the words of its sentence; spans are places in the whole evidence."""
    for span in sentence_spans(evidence) or [Span(0, len(evidence))]:
        words = [token for token in tokens(evidence) if token.span.overlaps(span)]
        yield from ((place, words) for place, word in enumerate(words) if word.stem == stem)


def _is_of(said: _Said, place: int, words: Sequence[Token], text: str) -> bool:
    """Say whether a word is said of a subject: it stands right before it, or behind it and before no other noun."""
    if said.verbal:
        return any(_akin(said.heads, word) for word in words)
    behind = _phrase(place, words, text)
    if behind and not _COPULA.search(text[words[0].span.start : words[place].span.start]):
        return any(_akin(said.heads, other) for other in behind)
    return any(_akin(said.heads, other) for other in words[:place])


def _phrase(place: int, words: Sequence[Token], text: str) -> list[Token]:
    """Return the words that follow at once, as a noun follows its adjective; one more for each further adjective."""
    found: list[Token] = []
    most, end = NEAR, words[place].span.end
    for word in words[place + 1 :]:
        if not word.content:
            continue
        between = text[end : word.span.start]
        if not _JOINED.fullmatch(between) or len(found) == most:
            break
        most += bool(between.strip(" -"))
        found.append(word)
        end = word.span.end
    return found


def _akin(heads: frozenset[str], token: Token) -> bool:
    """Say whether a word is one of the nouns, or of the family of one: leaders and leadership."""
    return any(value in heads or any(_family(value, head) for head in heads) for value in _values(token))


def _family(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_ROOT and long.startswith(short)


__all__ = ["said_of_another"]
