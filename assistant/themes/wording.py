"""In which direction a sentence speaks, by its own words.

Knows no document. A sentence whose words do not say is neutral; tone is never turned into a grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.themes.change import change
from assistant.themes.denial import denied, no_trouble
from assistant.themes.phrases import Phrases, blanked
from assistant.themes.values import Direction
from ingest.packaged import packaged_json


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``wording.json``, as phrases and sets of headings in lower case."""

    mask: Phrases
    need: Phrases
    strength: Phrases
    turning: Phrases
    strength_headings: frozenset[str]
    need_headings: frozenset[str]
    set_aside: frozenset[str]
    strength_grades: frozenset[str]
    need_grades: frozenset[str]
    going_on: tuple[str, ...]


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the lists of words that come with the project."""
    raw = packaged_json(__package__, "wording.json")
    return Words(
        Phrases(raw["mask"]),
        Phrases(raw["need"]),
        Phrases(raw["strength"]),
        Phrases(raw["turning"]),
        frozenset(raw["strength_headings"]),
        frozenset(raw["need_headings"]),
        frozenset(raw["set_aside_headings"]),
        frozenset(raw["strength_grades"]),
        frozenset(raw["need_grades"]),
        tuple(raw["going_on"]),
    )


def direction_of(text: str) -> tuple[Direction, str]:
    """Return the direction of a sentence and the words that gave it.

    Words of need outweigh words of strength; with a turn ("but", "however") between them, the sentence is mixed.
    """
    lists = words()
    said = lists.mask.blanked(text)
    told = [one for one in (change(said), _untroubled(said)) if one]
    for _, found in told:
        said = said[: found.start()] + " " * (found.end() - found.start()) + said[found.end() :]
    needs = lists.need.starts(said)
    told += [(Direction.NEED, match) for match in needs[:1]]
    told += _praise(lists, said, needs)
    need, strength = (_first(told, direction) for direction in (Direction.NEED, Direction.STRENGTH))
    if need and strength and _turns(text, need.start(), strength.start(), lists.turning):
        return Direction.MIXED, f"says both ‘{strength.group()}’ and ‘{need.group()}’"
    if need:
        return Direction.NEED, f"says ‘{need.group()}’"
    if strength:
        return Direction.STRENGTH, f"says ‘{strength.group()}’"
    return Direction.NEUTRAL, "its words do not say in which direction"


def _untroubled(said: str) -> tuple[Direction, re.Match[str]] | None:
    match = no_trouble(said)
    return (Direction.STRENGTH, match) if match else None


def _praise(lists: Words, said: str, needs: Sequence[re.Match[str]]) -> Iterator[tuple[Direction, re.Match[str]]]:
    """Yield the words of strength; those that the words before them deny, as words of need."""
    for match in lists.strength.starts(blanked(said, needs)):
        turned = denied(said, match)
        yield (Direction.NEED, turned) if turned else (Direction.STRENGTH, match)


def _first(told: Sequence[tuple[Direction, re.Match[str]]], direction: Direction) -> re.Match[str] | None:
    """Return what speaks in a direction first."""
    return min((match for way, match in told if way is direction), key=lambda match: match.start(), default=None)


def _turns(text: str, one: int, other: int, turning: Phrases) -> bool:
    """Say whether a turning word stands between two places, or opens the sentence before both ("Although …, …")."""
    first, last = sorted((one, other))
    turns = turning.starts(text)
    between = any(first <= turn.start() and turn.end() <= last for turn in turns)
    opening = turns[0].group().casefold() if turns and not text[: turns[0].start()].strip() else ""
    return between or opening in {"although", "though", "while", "despite"}
