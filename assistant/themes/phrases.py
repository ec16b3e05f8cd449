"""Finding many phrases in a sentence, fast.

Knows only phrases, not what they mean. Looks at the start of each word only at phrases that begin with its first two
characters: one pattern of some hundred phrases, tried at every place, took ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

_OTHERS = r"[^\x00-\x7f]"
"""Characters that are not ASCII."""


class PhraseTable:
    """Phrases under keys. `*` ends a word anyhow, and alone stands for up to four words; case does not matter."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        """Take the phrases of each key.

        :raises ValueError: if a key has no phrase, or a phrase begins with `*`.
        """
        gathered: dict[str, dict[str, list[str]]] = {}
        for key, some in phrases.items():
            if not some:
                raise ValueError(f"No phrase stands under {key!r}. Give at least one.")
            for phrase in some:
                if phrase.lstrip().startswith("*"):
                    raise ValueError(f"The phrase {phrase!r} begins with *. Begin it with a word.")
                gathered.setdefault(_first(phrase), {}).setdefault(key, []).append(phrase)
        self._table = {
            start: [(key, _pattern(some)) for key, some in by_key.items()] for start, by_key in gathered.items()
        }
        self._begin = _beginning(gathered)

    def matches(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield key and match for every place at which a phrase begins, in the order of the text."""
        for begin in self._begin.finditer(text):
            place = begin.start()
            head = text[place : place + 2].casefold()
            for start in (head, head[:1]) if len(head) == 2 else (head,):
                for key, pattern in self._table.get(start, ()):
                    match = pattern.match(text, place)
                    if match:
                        yield key, match

    def first(self, text: str) -> dict[str, re.Match[str]]:
        """Return the first match of each key that has one."""
        found: dict[str, re.Match[str]] = {}
        for key, match in self.matches(text):
            found.setdefault(key, match)
        return found


class Phrases:
    """One list of phrases."""

    def __init__(self, phrases: Sequence[str]) -> None:
        """Take the phrases; as `PhraseTable`, raise ValueError for none."""
        self._table = PhraseTable({"phrases": phrases})

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match."""
        return next((match for _, match in self._table.matches(text)), None)

    def starts(self, text: str) -> list[re.Match[str]]:
        """Return all matches, in the order of the text."""
        return [match for _, match in self._table.matches(text)]

    def blanked(self, text: str) -> str:
        """Return the text with every match turned into spaces."""
        return blanked(text, self.starts(text))


def blanked(text: str, found: Iterable[re.Match[str]]) -> str:
    """Return the text with every match turned into spaces."""
    result = text
    for match in found:
        start, end = match.span()
        result = result[:start] + " " * (end - start) + result[end:]
    return result


def _first(phrase: str) -> str:
    """Return the characters under which a phrase is looked up: two, or one where its first word has only one."""
    word = phrase.split()[0].rstrip("*")
    return word[:2].casefold()


def _beginning(starts: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for the words that may begin a phrase, by their first characters: most words begin none.

    A character that is not ASCII may fold to one that is, so words with one are let through.
    """
    behind: dict[str, set[str]] = {}
    alone = {start for start in starts if len(start) == 1}
    for start in starts:
        behind.setdefault(start[0], set()).update(start[1:])
    known = (
        _any_case({first}) + ("" if first in alone else f"(?={_any_case(seconds)}|{_OTHERS})")
        for first, seconds in behind.items()
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join((*known, _OTHERS))})")


def _any_case(characters: set[str]) -> str:
    every = sorted({case for one in characters for case in (one, one.upper()) if len(case) == 1})
    return f"[{''.join(map(re.escape, every))}]"


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(_phrase, longest_first))})(?!\w)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    words: list[str] = []
    for word in phrase.split():
        if word == "*":
            words.append(r"(?:[\w’'-]+\s+){0,3}[\w’'-]+")
        else:
            words.append(re.escape(word).replace("’", "[’']").replace(r"\*", r"[\w’'-]*"))
    return r"\s+".join(words)
