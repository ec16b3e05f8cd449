"""What people type, put in the words of inspection reports: "mums and dads" asks about parents.

The list is data (``plain_words.json``), written from how the sector speaks. Only what is searched for is reworded,
never what is shown: the question stands as it was typed.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    raw = json.loads(resources.files("assistant").joinpath("plain_words.json").read_text(encoding="utf-8"))
    words: dict[str, str] = raw["words"]
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
    return pattern, words


def reworded_words() -> tuple[str, ...]:
    """Return the words of reports that everyday words are replaced by."""
    return tuple(_words()[1].values())


def reword(question: str) -> str:
    """Return the question with everyday words replaced by those of inspection reports; each stretch once."""
    pattern, words = _words()
    return pattern.sub(lambda match: words[match.group(0).lower()], question.replace("’", "'").replace("'s", "’s"))
