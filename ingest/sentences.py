"""Sentence boundaries with offsets, for the prose of inspection documents.

Splits text into spans and changes no character of it. Knows nothing of pages or blocks.
"""

from __future__ import annotations

import re

from ingest.documents import Span

# A full stop after one of these does not end a sentence.
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "mx", "dr", "prof", "rev", "revd", "fr", "sr", "jr", "st", "hon"}
    | {"e.g", "eg", "i.e", "ie", "cf", "vs", "nos", "p", "pp", "vol", "ed", "approx", "dept", "fig", "ch"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"}
)
# After one of these, a single capital letter is a name for a thing and may end a sentence; elsewhere it is an initial.
_LETTERED = frozenset(
    {"set", "group", "band", "vitamin", "plan", "part", "appendix", "annex", "section", "block", "key", "form"}
)
# Numbers of notes stand behind the full stop, raised or in brackets ("[^1]"), and belong to the sentence before them.
_NOTES = r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,\s][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)?(?:\s?\[\^?\d{1,3}(?:[,;]\s?\d{1,3})*\])*"
_END = re.compile(rf"(?P<end>[.!?…]+)[’”'\")\]]*{_NOTES}(?=\s|$)")
_LAST_WORD = re.compile(r"([A-Za-z](?:[A-Za-z.]*[A-Za-z])?)$")
_LONGEST_WORD = 40
"""Letters before a full stop that are looked at: no abbreviation is longer, and a search of all before it is slow."""
_NEXT = re.compile(r"\s+(\S)")


def sentence_spans(text: str) -> list[Span]:
    """Return the spans of the sentences of one block of text, in order, without surrounding space.

    Every non-space character lies in exactly one span. An ending needs `.`, `!`, `?` or `…`, then space or
    the end; abbreviations ("Mrs", "e.g."), initials ("J. Smith") and a following lower-case letter or
    bracketed reference do not end a sentence.
    """
    spans: list[Span] = []
    start = _skip_space(text, 0)
    for match in _END.finditer(text):
        if match.start() < start or not _is_boundary(text, match):
            continue
        spans.append(Span(start, match.end()))
        start = _skip_space(text, match.end())
    end = len(text.rstrip())
    if start < end:
        spans.append(Span(start, end))
    return spans


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _is_boundary(text: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    if following.group(1).islower():
        return False
    word = _LAST_WORD.search(text, max(match.start() - _LONGEST_WORD, 0), match.start())
    if match["end"] != "." or word is None:
        return True
    if len(word.group(1)) == 1 and word.group(1).isupper():
        return _word_before(text, word.start()) in _LETTERED
    return word.group(1).lower() not in _ABBREVIATIONS


def _word_before(text: str, position: int) -> str:
    words = text[:position].rsplit(None, 1)
    return words[-1].lower() if words else ""
