"""Words of a question that narrow nothing: where among the reports, and that it is asked of the present.

Reads words only.
"""

from __future__ import annotations

import re

PLACE = re.compile(
    r"\s+(?:in|at|across|within|by|from|of)\s+(?:any|all|the|our|these|those|each|every|other)\b(?: of (?:the|our))?"
    r"[\w ]{0,20}?\b(?:reports?|schools?|areas?|academies|trust|group|library|inspections?|documents?)\s*$"
    r"|\s+(?:anywhere|at all|ever|please|by inspectors|by name|in reports|in schools)\s*$",
    re.IGNORECASE,
)
"""Says where a thing is looked for, and not what it is."""
_NOW = re.compile(
    r",?\s*\b(?:nowadays|currently|at present|presently|at the moment|at this time|right now|just now|these days|so far"
    r"|to date|as yet|as of (?:now|today)|today|now)\b(?!['’])(?=\s*(?:[,?.!]|$))"
    r"|\b(?:currently|presently|nowadays|at present|at the moment|these days)\b,?",
    re.IGNORECASE,
)
"""Adverbs for the present; "now" and "so far" only at the end: "now that" and "so far behind" say more."""


def without_now(question: str) -> str:
    """Return a question without the adverbs that ask it of the present, which is what a newest report is asked of."""
    return re.sub(r"\s+", " ", _NOW.sub(" ", question)).replace(" ?", "?").strip(" ,")
