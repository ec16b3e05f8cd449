"""Quotations: text in quotation marks must stand in the documents word for word.

Allowed, because no meaning hangs on it: curly or straight marks, the case of letters, white space, an ellipsis or words
in square brackets (each part must stand, in order). Repairs nothing: it says what does not stand, and offers the
nearest true wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ingest.sentences import sentence_spans

_QUOTED = re.compile(r"“([^“”]{2,})”|\"([^\"]{2,})\"|(?<![\w’'])‘([^‘]{8,}?)’(?![\w])")
_GAP = re.compile(r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*")
FEWEST_WORDS = 2
"""A single word in quotation marks is a name or a term, not a quotation."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of a draft; `stands`: whether some text has it; `nearest`: the likest sentence where none has."""

    text: str
    stands: bool
    nearest: str | None = None


def quotations(claim: str) -> list[str]:
    """Return the texts in quotation marks, marks left out."""
    found = [next(group for group in match.groups() if group) for match in _QUOTED.finditer(claim)]
    return [text for text in found if len(text.split()) >= FEWEST_WORDS]


def check_quotations(claim: str, texts: Sequence[str]) -> list[Quotation]:
    """Check each quotation of a claim against texts of documents."""
    return [_checked(text, texts) for text in quotations(claim)]


def stands_in(quotation: str, text: str) -> bool:
    """Say whether a quotation stands in a text, part by part in order."""
    inside, place = _plain(text), 0
    parts = [part for part in (_plain(part).strip(" .,;:") for part in _GAP.split(quotation)) if part]
    for part in parts:
        found = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)").search(inside, place)
        if found is None:
            return False
        place = found.end()
    return bool(parts)


def _checked(quotation: str, texts: Sequence[str]) -> Quotation:
    if any(stands_in(quotation, text) for text in texts):
        return Quotation(quotation, stands=True)
    sentences = [span.of(text) for text in texts for span in sentence_spans(text)]
    wanted = _plain(quotation)
    nearest = max(sentences, key=lambda sentence: fuzz.partial_ratio(wanted, _plain(sentence)), default=None)
    return Quotation(quotation, stands=False, nearest=nearest)


def _plain(text: str) -> str:
    """Return the text as the comparison sees it."""
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u00ad", ""), ("‐", "-"), ("‑", "-")):
        text = text.replace(curly, straight)
    return " ".join(text.split()).lower()


__all__ = ["Quotation", "check_quotations", "quotations", "stands_in"]
