"""Which way something has changed: for better or worse, up or down, and whether a sentence states just that.

"Rising suspensions" is not answered by "suspensions have fallen". Reads words that state a change which has happened
or goes on (data: ``change.json``): what is to be improved has not changed yet, and no change is read off figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ingest.packaged import packaged_json


class UpOrDown(StrEnum):
    """Which way: where more of a thing is neither good nor bad, up or down."""

    BETTER = "a change for the better"
    WORSE = "a change for the worse"
    MORE = "a rise"
    LESS = "a fall"


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns made of the lists in ``change.json``, and of the things in ``direction.json``."""

    ways: tuple[tuple[re.Pattern[str], UpOrDown], ...]
    burden: re.Pattern[str]
    good: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    changes, things = _lists("change.json"), _lists("direction.json")
    ways = (
        ("rises", UpOrDown.MORE),
        ("falls", UpOrDown.LESS),
        ("betters", UpOrDown.BETTER),
        ("worsens", UpOrDown.WORSE),
    )
    return _Words(
        tuple((_pattern(changes[name]), change) for name, change in ways),
        _pattern(things["burden"] + changes["burdens"]),
        _pattern(things["good_thing"]),
    )


def _lists(name: str) -> dict[str, list[str]]:
    return packaged_json(__package__, name)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_PICKS = re.compile(
    r"^\W*(?:and |so )?(?:(?:at|in|on|of|for) )?(?:which|where|what|who|list|name|how many|any|do any|are any|are there"
    r"|has any|have any|is any|is there)\b",
    re.IGNORECASE,
)
"""Picks those of which something is so; "has attendance improved?" is answered by a fall as well."""
_CLAUSE = re.compile(
    r"[;:.]|,\s+(?=(?:but|although|though|while|whereas|because|yet|so|even|however)\b)"
    r"|\s(?=(?:but|although|whereas|while)\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|hardly|without)\b|n[’']t\b)(?:\s+[\w’-]+){0,2}\s*$", re.IGNORECASE
)
_TO_COME = re.compile(r"\b(?:to|should|must|will|would|could|can|may|might|need)\b(?:\s+be)?\s*$", re.IGNORECASE)
_GERUND = re.compile(r"\b(?:on|towards?|at|by|for|of|about|without)\s*$", re.IGNORECASE)
"""Before a word in "-ing", an aim or a means and no change: "work on reducing absence"."""
_BEFORE = 24
"""Characters before a word of change in which it may be denied or said to be still to come."""
_AWAY = 90
"""Most characters between a thing and the word that says how it has changed. Chosen, not measured."""

_HAPPENED = {
    "improve": "improved", "rise": "risen", "increase": "increased", "grow": "grown", "fall": "fallen",
    "drop": "dropped", "decrease": "decreased", "decline": "declined", "worsen": "worsened",
    "get better": "got better", "get worse": "got worse", "go up": "gone up", "go down": "gone down",
}  # fmt: skip
_SEEN = re.compile(
    r"\b(?:seen|watched|had)\s+(?:its |their |the |an? )?(?P<thing>(?:(?!to\b)[\w’'-]+\s+){0,3}?(?!to\b)[\w’'-]+)\s+"
    rf"(?P<verb>{'|'.join(_HAPPENED)})\b",
    re.IGNORECASE,
)
"""What schools have seen happen has happened: "have seen attendance improve"."""


def asked_change(question: str, things: Sequence[re.Pattern[str]]) -> UpOrDown | None:
    """Return the change by which a question picks schools; None where it picks none, or names both ways."""
    told = _SEEN.sub(lambda match: f"{match['thing']} has {_HAPPENED[match['verb'].lower()]}", question)
    found = set(changes_of(told, things)) if _PICKS.match(question) else set()
    return found.pop() if len(found) == 1 else None


def without_change(question: str) -> str:
    """Return the question without its words of change: they say which way, not what about."""
    question = _SEEN.sub(lambda match: match["thing"], question)
    for pattern, _ in _words().ways:
        question = pattern.sub(" ", question)
    return re.sub(r"\s+", " ", question).strip()


def states_change(change: UpOrDown, text: str, before: str, things: Sequence[re.Pattern[str]]) -> bool:
    """Say whether a sentence states this change of one of the things; `before` is what it leans on, or empty."""
    led_by = _last_thing(before, things)
    return change in set(changes_of(text, things, led_by))


def changes_of(text: str, things: Sequence[re.Pattern[str]], led_by: str = "") -> Iterator[UpOrDown]:
    """Return each change that a text states of the things, clause by clause.

    A clause that names none speaks of what the one before does: "attendance is low, but has improved". `led_by` is what
    the text before speaks of last.
    """
    for clause in _CLAUSE.split(text):
        spans = [match for thing in things for match in thing.finditer(clause)]
        beside = [match for thing in (_words().burden, _words().good) for match in thing.finditer(clause)]
        beside = [match for match in beside if not any(_apart(match, span) == 0 for span in spans)]
        for pattern, way in _words().ways:
            for match in pattern.finditer(clause):
                if _only_meant(clause[max(match.start() - _BEFORE, 0) : match.start()], match.group()):
                    continue
                thing = _nearest(match, [*spans, *beside])
                if thing in spans or (thing is None and led_by and not spans):
                    yield _judged(way, thing.group() if thing else led_by)
        led_by = spans[-1].group() if spans else led_by


def _only_meant(before: str, word: str) -> bool:
    """Say whether what follows is denied, or is yet to come ("should be reduced", "has not improved")."""
    aim = word.lower().endswith("ing") and _GERUND.search(before)
    return bool(aim or _DENIED.search(before) or _TO_COME.search(before))


def _nearest(word: re.Match[str], things: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """Return the thing nearest to a word of change, of two as near the one before it; None where none is near."""
    near = [thing for thing in things if _apart(thing, word) <= _AWAY]
    return min(near, key=lambda thing: (_apart(thing, word), thing.start() > word.start()), default=None)


def _apart(one: re.Match[str], other: re.Match[str]) -> int:
    return max(one.start() - other.end(), other.start() - one.end(), 0)


def _judged(way: UpOrDown, thing: str) -> UpOrDown:
    """Return what more or less of a thing means: of some things more is better, of others worse."""
    if way in {UpOrDown.BETTER, UpOrDown.WORSE}:
        return way
    if _words().burden.search(thing):
        return UpOrDown.WORSE if way is UpOrDown.MORE else UpOrDown.BETTER
    if _words().good.search(thing):
        return UpOrDown.BETTER if way is UpOrDown.MORE else UpOrDown.WORSE
    return way


def _last_thing(text: str, things: Sequence[re.Pattern[str]]) -> str:
    found = sorted((match.end(), match.group()) for thing in things for match in thing.finditer(text))
    return found[-1][1] if found else ""


__all__ = ["UpOrDown", "asked_change", "changes_of", "states_change", "without_change"]
