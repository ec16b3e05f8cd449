"""Slips in the words of a question: "bulying" is read as "bullying", where no document of the library has such a word.

Only words of the subjects that questions and reports share are put in a slip's place; names of schools are matched
elsewhere. The question is shown as it was typed, and what was read is a chip that can be taken out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from assistant.questions.question import content_words
from assistant.questions.rewording import reworded_words
from assistant.questions.topics import all_topics
from ingest.words import stem

LEAST = 85
"""Likeness from which a word is a slip of another: "attendence", "safegaurding", "governers". Chosen, not measured."""
SHORTEST = 5
_WORD = re.compile(r"(?<![\w’'-])[a-z]+(?![\w’'-])")

Known = Callable[[Sequence[str]], Sequence[int]]


def slips(question: str, known: Known, is_word: Callable[[str], bool] = lambda word: False) -> dict[str, str]:
    """Return the words of a question that are slips, each with the word that is meant.

    `known` tells in how many passages of the library each stem stands: a word that stands in one is no slip, nor is one
    that `is_word` knows ("tablets" are no "tables"). Words in capitals may be names, and are left alone.
    """
    asked = set(content_words(question))
    words = [word for word in dict.fromkeys(_WORD.findall(question)) if len(word) >= SHORTEST and word in asked]
    words = [word for word in words if word not in _dictionary()]
    counts = known([stem(word) for word in words]) if words else []
    found: dict[str, str] = {}
    for word, count in zip(words, counts, strict=True):
        best = None if count else process.extractOne(word, _dictionary(), scorer=fuzz.ratio, score_cutoff=LEAST)
        if best is not None and best[0][0] == word[0] and not is_word(word):
            found[word] = best[0]
    return found


def strange_words(question: str, known: Known, is_word: Callable[[str], bool]) -> str:
    """Return the words that a question is made of, quoted, where no document has any of them and nobody else; else "".

    A search finds a nearest sentence to anything, "asdf qwer" too.
    """
    words = content_words(question)
    if not words or any(any(c.isdigit() for c in word) for word in words):
        return ""
    if any(known([stem(word) for word in words])) or any(map(is_word, words)) or slips(question, known, is_word):
        return ""
    return " and ".join(f"‘{word}’" for word in words)


def without_slips(question: str, meant: dict[str, str]) -> str:
    """Return the question with the words that are meant."""
    return _WORD.sub(lambda match: meant.get(match.group(), match.group()), question)


@lru_cache(maxsize=1)
def _dictionary() -> tuple[str, ...]:
    """Return the words of the subjects' names and of what everyday words are put into."""
    names = " ".join([*(topic.name for topic in all_topics()), *reworded_words(), "governors inspectors headteacher"])
    return tuple(sorted({word for word in re.findall(r"[a-z]+", names.lower()) if len(word) >= SHORTEST}))


__all__ = ["slips", "strange_words", "without_slips"]
