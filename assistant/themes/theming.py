"""Which themes a sentence speaks of: by cues and by the heading that it stands under.

Says for each theme what showed it. Decides nothing about direction. Likeness of meaning to the themes' descriptions
is not used: it was tried and lowered the figures at every threshold (``python -m evals --suite patterns``, "likeness").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.themes.phrases import Phrases, PhraseTable
from assistant.themes.themes import ThemeRules, shipped_themes


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """A theme that a sentence speaks of, and what showed it, in plain words; `cue` is the cue as it stands there."""

    theme: str
    why: str
    cue: str = ""


class Themer:
    """Finds the themes of sentences."""

    def __init__(self, rules: Sequence[ThemeRules]) -> None:
        self.rules = tuple(rules)
        self._cues = PhraseTable({rule.theme.key: [cue.words for cue in rule.theme.cues] for rule in rules})
        self._exceptions = {rule.theme.key: Phrases(rule.exceptions) for rule in rules if rule.exceptions}

    def by_cues(self, text: str) -> list[ShownTheme]:
        """Return the themes whose cues stand in the text."""
        first = self._cues.first(text)
        found: list[ShownTheme] = []
        for rule in self.rules:
            match = first.get(rule.theme.key)
            exceptions = self._exceptions.get(rule.theme.key)
            if match and exceptions:
                left = exceptions.blanked(text)
                match = match if left == text else self._cues.first(left).get(rule.theme.key)
            if match:
                found.append(ShownTheme(rule.theme.key, f"says ‘{match.group()}’", match.group()))
        return found

    def by_heading(self, heading: str | None) -> list[ShownTheme]:
        """Return the themes to which everything under the heading belongs."""
        plain = (heading or "").strip().rstrip(":").casefold()
        return [
            ShownTheme(r.theme.key, f"stands under ‘{heading}’") for r in self.rules if plain and plain in r.headings
        ]

    def themes(self, text: str, heading: str | None = None) -> list[ShownTheme]:
        """Return the themes of one sentence, each once."""
        cued = self.by_cues(text)
        known = {shown.theme for shown in cued}
        return cued + [shown for shown in self.by_heading(heading) if shown.theme not in known]


@lru_cache(maxsize=1)
def shipped_themer() -> Themer:
    """Return what finds the themes that come with the project; made once, for its patterns take long to compile."""
    return Themer(shipped_themes())
