"""Strength or need: which of the two a question asks for, and which of them a sentence states.

Reads words (data: ``direction.json``), headings and the place of a sentence in the report (a next step, a listed
strength). Where none of them says, a sentence is neutral: no direction is read off a grade or guessed from tone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ingest.packaged import packaged_json


class StrengthOrNeed(StrEnum):
    """What is said of a subject."""

    STRENGTH = "strength"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns made of the lists in ``direction.json``."""

    asks_need: re.Pattern[str]
    asks_strength: re.Pattern[str]
    picks_strength: re.Pattern[str]
    well: re.Pattern[str]
    need: re.Pattern[str]
    strength: re.Pattern[str]
    need_headings: re.Pattern[str]
    strength_headings: re.Pattern[str]
    told: tuple[tuple[re.Pattern[str], StrengthOrNeed], ...]
    """Of some things little is good ("absence is high" is a need, "bullying is rare" a strength), of others much."""


@lru_cache(maxsize=1)
def _words() -> _Words:
    raw = packaged_json(__package__, "direction.json")
    lists: dict[str, str] = {name: "|".join(words) for name, words in raw.items() if name != "about"}
    burden, thing = lists["burden"], lists["good_thing"]
    return _Words(
        asks_need=_pattern(lists["asks_need"]),
        asks_strength=_pattern(lists["asks_strength"]),
        picks_strength=_pattern(lists["picks_strength"]),
        well=_pattern(lists["well"]),
        need=_pattern(rf"\b(?:{lists['need']})\b"),
        strength=_pattern(rf"(?<!not )(?<!not as )(?<!less )(?<!more )\b(?:{lists['strength']})\b"),
        need_headings=_pattern(lists["need_headings"]),
        strength_headings=_pattern(lists["strength_headings"]),
        told=(
            (_told(burden, lists["little"], lists["little"], 3), StrengthOrNeed.STRENGTH),
            (_told(burden, lists["much"], lists["much"], 3), StrengthOrNeed.NEED),
            (_told(thing, lists["fallen"], lists["low"], 2), StrengthOrNeed.NEED),
            (_told(thing, lists["risen"], lists["high"], 2), StrengthOrNeed.STRENGTH),
        ),
    )


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _told(thing: str, after: str, before: str, between: int) -> re.Pattern[str]:
    """Return a pattern of a thing with what is told of it, on either side ("absence has risen", "rising absence")."""
    return _pattern(
        rf"\b(?:{thing})\b[^.;]{{0,60}}\b(?:{after})\b|\b(?:{before})\s+(?:\w+\s+){{0,{between}}}(?:{thing})\b"
    )


_PICKS = re.compile(
    r"^\W*(?:and |so )?(?:(?:at|in) )?(?:which|where|what|who|list|name|how many|any|do any|are any|are there"
    r"|is there)\b",
    re.IGNORECASE,
)
"""Picks those of which something is so. "Is phonics taught well at Corvane?" is answered by what is not well, too."""
_UNDONE = re.compile(
    r"(?:\b(?:not|never|no|without|hardly)\b|n[’']t\b)"
    r"(?:\s+(?:have|has|had|having|got|any|an?|the|its|their|real|really|very|particularly|especially|always|yet|be|been"
    r"|being|seem|seen|show|find|as|so|great|major|serious|significant))*\s*$",
    re.IGNORECASE,
)
"""Before words of direction, turns them round: "do not do well", "have no real weaknesses"."""
_DONE_NOT = re.compile(r"(?:\bnot\b|\bnever\b|n[’']t\b)(?:\s+[\w’-]+){1,4}\s*$", re.IGNORECASE)
"""Before "well" a deed stands between: "do not share data well"."""


def asked(question: str) -> StrengthOrNeed | None:
    """Return the direction that a question asks for; None where it asks for neither or for both."""
    ways = {way for way, _ in _asking(question)}
    return ways.pop() if len(ways) == 1 else None


_WHO_DOES_NOT = re.compile(
    r"^\W*(?:and |so )?(?:(?:at|in) )?(?:which|what|how many|any|are there any|do any)\b[^?.,;]{0,30}"
    r"\b(?:schools?|areas?|academ(?:y|ies)|primaries|secondaries|partnerships?)\b(?: that| who)?"
    r"(?: (?:do|does|did|have|has|are|is|were|was|can|could)(?: not\b|n[’']t\b)| (?:have|has|with) no\b| lacks?\b"
    r"| without\b| never\b)",
    re.IGNORECASE,
)


def asks_who_does_not(question: str) -> bool:
    """Say whether a question picks schools by what they do not do or have: reports seldom say that."""
    return bool(_WHO_DOES_NOT.search(question))


_WHETHER = re.compile(r"^\W*(?:and |so |but )?(?:is|are|was|were|do|does|did|has|have|had)\b", re.IGNORECASE)


def asks_whether(question: str) -> bool:
    """Say whether a question asks if something is so: of one school, what is said the other way answers it too."""
    return bool(_WHETHER.match(question))


def without_direction(question: str) -> str:
    """Return the question without its words of direction: they say which way, not what about."""
    for _, (start, end) in sorted(_asking(question), key=lambda each: -each[1][0]):
        question = f"{question[:start]} {question[end:]}"
    return re.sub(r"\s+", " ", question).strip()


def _asking(question: str) -> list[tuple[StrengthOrNeed, tuple[int, int]]]:
    """Return the words of direction with the way that they ask, turned round where they are denied."""
    need, strength = StrengthOrNeed.NEED, StrengthOrNeed.STRENGTH
    ways = [(_words().asks_need, need, strength, _UNDONE), (_words().asks_strength, strength, need, _UNDONE)]
    if _PICKS.match(question):
        ways += [(_words().picks_strength, strength, need, _UNDONE), (_words().well, strength, need, _DONE_NOT)]
    found: list[tuple[StrengthOrNeed, tuple[int, int]]] = []
    for pattern, way, other, denied in ways:
        for match in pattern.finditer(question):
            if not any(match.start() < end and start < match.end() for _, (start, end) in found):
                found.append((other if denied.search(question[: match.start()]) else way, match.span()))
    return found


_AS_WELL_AS = re.compile(r"\bas well as\b|\bwell-?being\b", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?:when|where|which)\b[^,.;]*\bwas (?:a |an? \w+ )?(?:strength|weakness|strong|weak)\b", re.IGNORECASE
)
"""What was so at an earlier inspection, told beside what is so now."""
_DENIED = re.compile(
    r"\b(?:cannot|not|never|without|few|no|neither|nor|unable to|too few)\b(?:\s+[\w’-]+){0,3}", re.IGNORECASE
)
"""What is denied is no strength: "cannot read fluently"."""
_CLAUSE = re.compile(
    r"[;:]|,\s+(?=(?:but|although|though|while|whereas|because|yet|so|even|however|and)\b)|\s(?=(?:but|although|whereas)\b)",
    re.IGNORECASE,
)


def stated(
    text: str, heading: str | None = None, place: StrengthOrNeed | None = None, about: Sequence[re.Pattern[str]] = ()
) -> frozenset[StrengthOrNeed]:
    """Return the directions that a sentence states: by its place in the report, its heading, or its own words.

    `place` is the direction that the report itself gives the sentence (a next step, a listed strength); it decides, and
    so does a heading that says so. Elsewhere words decide, those of the clauses that `about` finds its subject in where
    there are any. A sentence may state both ("improved, but not enough").
    """
    if place is not None:
        return frozenset({place})
    if heading and _words().need_headings.search(heading):
        return frozenset({StrengthOrNeed.NEED})
    if heading and _words().strength_headings.search(heading):
        return frozenset({StrengthOrNeed.STRENGTH})
    clauses = [clause for clause in _CLAUSE.split(text) if any(pattern.search(clause) for pattern in about)]
    return frozenset().union(*(in_words(clause) for clause in clauses or [text]))


def in_words(text: str) -> frozenset[StrengthOrNeed]:
    """Return the directions that the words of a clause state."""
    found = set()
    rest = _AS_WELL_AS.sub(" ", _ONCE.sub(" ", text))
    for pattern, direction in _words().told:
        if pattern.search(rest):
            found.add(direction)
            rest = pattern.sub(" ", rest)
    if _words().need.search(rest):
        found.add(StrengthOrNeed.NEED)
    if _words().strength.search(_words().need.sub(" ", _DENIED.sub(" ", rest))):
        found.add(StrengthOrNeed.STRENGTH)
    return frozenset(found)
