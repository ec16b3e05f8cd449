"""What people type, put in the words of inspection reports: "mums and dads" asks about parents.

The list is data (``plain_words.json``), written from how the sector speaks. Only what is searched for is reworded,
never what is shown: the question stands as it was typed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.packaged import packaged_json

_SAYS = "say|said|write|written|tell us|told us|report|reported|note|noted|find|found|think|thought"
_FRAME = re.compile(
    rf"^what (?:do|does|did|have|has) (?:the )?(?:(?:latest|last|newest) )?(?:inspection )?"
    rf"(?:inspectors?|inspections?|reports?|ofsted) (?:{_SAYS}) (about|of|on)\b",
    re.IGNORECASE,
)
"""Reports never say that inspectors say a thing: with these words a question finds how the inspectors went about it."""
_PAST = {"was": "Is", "were": "Are"}


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    raw = packaged_json(__package__, "plain_words.json")
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


def as_reports_speak(question: str, *, past: bool) -> str:
    """Return the question without "what do inspectors say about", and where `past`, as if it were asked at that time.

    `past` says that a time was named, and taken out: the report of then speaks in the present.
    """
    said = _FRAME.sub("What is said \\1", question)
    if not past:
        return said
    said = re.sub(r"\s+(?:in|at|from|since|during)$", "", said)
    first, _, rest = said.partition(" ")
    return f"{_PAST[first.lower()]} {rest}" if first.lower() in _PAST else said
