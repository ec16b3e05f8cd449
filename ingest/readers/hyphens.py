"""Words broken at the end of a line: whether the hyphen belongs to the word.

The document's own vocabulary decides: "improve-/ment" is joined where the document also writes "improvement",
and "well-/being" keeps its hyphen where it writes "well-being" or both halves are words of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.readers.glyphs import WordPiece

_EDGES = re.compile(r"^\W+|\W+$")
_OFTEN_HYPHENATED = re.compile(
    r"(?:anti|co|cross|ex|extra|half|high|inter|long|low|mid|multi|neuro|non|off|on|out|part|post|pre|pro|re|self|semi"
    r"|short|sub|under|up|well)$"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|\S@)\S*$", re.IGNORECASE)
_CARRIES_ADDRESS_ON = re.compile(r"[./?&=_#%~]\S")
_INSIDE_ADDRESS = re.compile(r"[a-z0-9-]+(?:[./?&=_@][\w-]+)+")


class UnbrokenWords:
    """The words of a document, as they stand where no line end breaks them."""

    def __init__(self, pieces: Iterable[WordPiece]) -> None:
        self._words: Counter[str] = Counter()
        for piece in pieces:
            if not piece.hyphen and not piece.bullet:
                word = _bare(piece.text)
                self._words[word] += 1
                if "-" in word:
                    self._words.update(part for part in word.split("-") if part)

    def keeps_hyphen(self, first: str, second: str) -> bool:
        """Say whether "first-second", broken after the hyphen, is written with the hyphen."""
        if not second[:1].islower() or not first.rstrip("-")[-1:].isalpha() or _ADDRESS.search(first):
            return True
        head, tail = _bare(first), _bare(second)
        with_hyphen, joined = self._words[f"{head}-{tail}"], self._words[head + tail]
        if with_hyphen or joined:
            return with_hyphen >= joined
        last_part = head.rsplit("-", 1)[-1]
        if _OFTEN_HYPHENATED.match(last_part):
            return True
        return bool(self._words[last_part] and self._words[re.split(r"\W", tail)[0]])


def is_broken_address(first: str, second: str) -> bool:
    """Say whether a web or e-mail address goes on from the end of one line to the start of the next."""
    if not _ADDRESS.search(first) or first.endswith((",", ";", ")")):
        return False
    return first.endswith(("/", "_")) or bool(_CARRIES_ADDRESS_ON.match(second)) or bool(_INSIDE_ADDRESS.match(second))


def _bare(word: str) -> str:
    return _EDGES.sub("", word).casefold().replace("’s", "").replace("'s", "")


__all__ = ["UnbrokenWords", "is_broken_address"]
