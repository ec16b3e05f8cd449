"""Where a text quotes: the words in double or single quotation marks, curly or straight.

A single closing mark is also an apostrophe ("pupils’ work"): it closes where no better one follows. Reads no words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.documents import Span

_DOUBLE = re.compile(r"“(?P<in>[^“”]{2,})”|\"(?P<straight>[^\"]{2,})\"")
_OPENS = re.compile(r"(?<![\w’'])(?P<mark>[‘'])(?!\d\ds\b)(?=[\w\[(…“\"])")
_CLOSES = {"‘": re.compile(r"(?<=\S)’(?!\w)"), "'": re.compile(r"(?<=\S)'(?!\w)")}
_NEXT = {"‘": re.compile("‘"), "'": re.compile(r"(?<![\w’'])'(?=\w)")}
_OWNS = re.compile(r"(?<=s)[’']\s[a-z]")
"""What may be a possessive: "pupils’ work"."""


@lru_cache(maxsize=4096)
def quoted(text: str) -> tuple[Span, ...]:
    """Return the stretches in quotation marks, marks left out; none of them inside another."""
    found = [Span(*match.span("in" if match["in"] else "straight")) for match in _DOUBLE.finditer(text)]
    place = 0
    while (opens := _OPENS.search(text, place)) is not None:
        place = opens.end()
        if any(span.start <= opens.start() < span.end for span in found):
            continue
        following = _NEXT[opens["mark"]].search(text, opens.end())
        closers = list(
            _CLOSES[opens["mark"]].finditer(text, opens.end(), following.start() if following else len(text))
        )
        if not closers:
            continue
        closes = next((one for one in closers if not _OWNS.match(text, one.start())), closers[0])
        found.append(Span(opens.end(), closes.start()))
        place = closes.end()
    return tuple(sorted(found, key=lambda span: span.start))


__all__ = ["quoted"]
