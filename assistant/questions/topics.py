"""The subjects that a question names, and whether a text speaks of them, in the words of either side.

"Attendance" is asked for and "pupils miss too much school" speaks of it. The words are data (``topics.json``). Says
nothing about whether a text *answers*; a subject that is not in the list is left to the other features.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.packaged import packaged_json


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject and the words that speak of it."""

    name: str
    pattern: re.Pattern[str]

    def spoken_of(self, text: str) -> bool:
        """Say whether a text has a word of this subject."""
        return bool(self.pattern.search(text))


@lru_cache(maxsize=1)
def all_topics() -> tuple[Topic, ...]:
    """Return every subject of the list."""
    raw = packaged_json(__package__, "topics.json")
    topics: dict[str, str] = raw["topics"]
    return tuple(Topic(name, _pattern(words)) for name, words in topics.items())


def topics_of(question: str) -> tuple[Topic, ...]:
    """Return the subjects that a question names, in the order of the list.

    A subject whose words all lie inside those of another one named ("reading" in "phonics") is left out.
    """
    found = {topic: [match.span() for match in topic.pattern.finditer(question)] for topic in all_topics()}
    named = {topic: spans for topic, spans in found.items() if spans}
    return tuple(
        topic
        for place, (topic, spans) in enumerate(named.items())
        if not any(
            _inside(spans, others) and (not _inside(others, spans) or before < place)
            for before, (other, others) in enumerate(named.items())
            if other is not topic
        )
    )


def without_topics(question: str, topics: Sequence[Topic]) -> str:
    """Return the question without the words of these subjects."""
    for topic in topics:
        question = topic.pattern.sub(" ", question)
    return re.sub(r"\s+", " ", question).strip()


def _inside(spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return all(any(start >= first and end <= last for first, last in others) for start, end in spans)


def _pattern(words: str) -> re.Pattern[str]:
    """Return a pattern of whole words; initials ("SEND", "PE") must stand in capitals, all else in any case."""
    alternatives = [f"(?-i:{word})" if word.isupper() else word for word in _split(words)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])", re.IGNORECASE)


def _split(words: str) -> list[str]:
    """Split at bars that are not inside brackets."""
    parts, depth, current = [], 0, ""
    for character in words:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += character
    return [*parts, current]
