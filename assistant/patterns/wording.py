"""In which direction a sentence speaks, by its own words.

Knows no document. A sentence whose words do not say is neutral; tone is never turned into a grade.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.patterns.theming import pattern_of
from assistant.patterns.values import Direction


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``wording.json``, as patterns and sets of headings in lower case."""

    mask: re.Pattern[str]
    need: re.Pattern[str]
    strength: re.Pattern[str]
    turning: re.Pattern[str]
    strength_headings: frozenset[str]
    need_headings: frozenset[str]
    set_aside: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the lists of words that come with the project."""
    raw = json.loads(resources.files("assistant.patterns").joinpath("wording.json").read_text(encoding="utf-8"))
    return Words(
        pattern_of(raw["mask"]),
        pattern_of(raw["need"]),
        pattern_of(raw["strength"]),
        pattern_of(raw["turning"]),
        frozenset(raw["strength_headings"]),
        frozenset(raw["need_headings"]),
        frozenset(raw["set_aside_headings"]),
    )


def direction_of(text: str) -> tuple[Direction, str]:
    """Return the direction of a sentence and the words that gave it.

    Words of need outweigh words of strength; with a turn ("but", "however") between them, the sentence is mixed.
    """
    lists = words()
    said = lists.mask.sub(_blank, text)
    need = lists.need.search(said)
    left = lists.need.sub(_blank, said)
    strength = lists.strength.search(left)
    if need and strength and _turns(text, need.start(), strength.start(), lists.turning):
        return Direction.MIXED, f"says both ‘{strength.group()}’ and ‘{need.group()}’"
    if need:
        return Direction.NEED, f"says ‘{need.group()}’"
    if strength:
        return Direction.STRENGTH, f"says ‘{strength.group()}’"
    return Direction.NEUTRAL, "its words do not say in which direction"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _turns(text: str, one: int, other: int, turning: re.Pattern[str]) -> bool:
    """Say whether a turning word stands between two places, or opens the sentence before both ("Although …, …")."""
    first, last = sorted((one, other))
    between = turning.search(text, first, last)
    opening = turning.match(text.lstrip()) if not between else None
    return bool(between) or (
        opening is not None and opening.group().lower() in {"although", "though", "while", "despite"}
    )
