"""Which themes a sentence speaks of: by cues and by the heading that it stands under.

Says for each theme what showed it. Decides nothing about direction. Likeness of meaning to the themes' descriptions
is not used: it was tried and lowered the figures at every threshold (``python -m evals --suite patterns``, "likeness").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.patterns.themes import ThemeRules


@dataclass(frozen=True, slots=True)
class Shown:
    """A theme that a sentence speaks of, and what showed it, in plain words."""

    theme: str
    why: str


def pattern_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of whole words for cues; `*` ends a word anyhow, and alone stands for up to four words.

    :raises ValueError: if there are no phrases: their pattern would be found everywhere.
    """
    if not phrases:
        raise ValueError("A pattern needs at least one phrase.")
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_phrase, longest_first))})(?!\w)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    words: list[str] = []
    for word in phrase.split():
        if word == "*":
            words.append(r"(?:[\w’'-]+\s+){0,3}[\w’'-]+")
        else:
            words.append(re.escape(word).replace("’", "[’']").replace(r"\*", r"[\w’'-]*"))
    return r"\s+".join(words)


class Themer:
    """Finds the themes of sentences."""

    def __init__(self, rules: Sequence[ThemeRules]) -> None:
        self._rules = tuple(rules)
        self._cues = [pattern_of([cue.words for cue in rule.theme.cues]) for rule in rules]
        self._exceptions = [pattern_of(rule.exceptions) if rule.exceptions else None for rule in rules]

    def by_cues(self, text: str) -> list[Shown]:
        """Return the themes whose cues stand in the text."""
        found: list[Shown] = []
        for rule, cues, exceptions in zip(self._rules, self._cues, self._exceptions, strict=True):
            match = cues.search(text)
            if match and exceptions:
                match = cues.search(exceptions.sub(lambda hidden: " " * len(hidden.group()), text))
            if match:
                found.append(Shown(rule.theme.key, f"says ‘{match.group()}’"))
        return found

    def by_heading(self, heading: str | None) -> list[Shown]:
        """Return the themes to which everything under the heading belongs."""
        plain = (heading or "").strip().rstrip(":").casefold()
        return [Shown(r.theme.key, f"stands under ‘{heading}’") for r in self._rules if plain and plain in r.headings]

    def themes(self, text: str, heading: str | None = None) -> list[Shown]:
        """Return the themes of one sentence, each once."""
        cued = self.by_cues(text)
        known = {shown.theme for shown in cued}
        return cued + [shown for shown in self.by_heading(heading) if shown.theme not in known]
