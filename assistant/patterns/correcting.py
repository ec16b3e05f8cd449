"""What people corrected in the reading of themes, laid over what was read; and what a correction may say.

A next step asks for improvement whatever anybody thinks of its wording, so its direction cannot be corrected, only its
theme. Keeps nothing: that is the work of `ingest.library.theme_corrections`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.themes.values import Corrected, Direction, Mention, Theme
from assistant.writing.times import day_of
from ingest.documents import Locator
from ingest.errors import InvalidCorrection
from ingest.library import Library
from ingest.library.theme_corrections import ThemeCorrection, ThemeReading, plain
from ingest.phrases import person


@dataclass(frozen=True, slots=True)
class ThemeChange:
    """What a person says that a sentence is: its theme, None for "about none of these themes", and its direction."""

    theme: str | None
    direction: Direction


class CorrectedMentions:
    """Lays corrections over the mentions of reports. One whose theme has left the list of themes is not applied."""

    def __init__(self, corrections: Sequence[ThemeCorrection], themes: Sequence[Theme]) -> None:
        self._names = {theme.key: theme.name for theme in themes}
        self._by_key = {c.read.key: c for c in corrections if c.theme is None or c.theme in self._names}
        self._documents = {c.read.document for c in self._by_key.values()}

    def laid_over(self, document: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the mentions of one report as they stand now; a sentence counts for a theme only once.

        One that is about none of the themes counts under no theme, whichever it was corrected in, but for a theme that
        a person gave it by itself.
        """
        if document not in self._documents:
            return tuple(mentions)
        of_none = {mention.locators for mention in mentions if self._is_of_none(mention)}
        each = [self._changed(mention) for mention in mentions]
        changed = [m for m in each if m is not None and (m.corrected or m.locators not in of_none)]
        best: dict[tuple[str, tuple[Locator, ...]], Mention] = {}
        for mention in changed:
            key = (mention.theme, mention.locators)
            if key not in best or (mention.corrected and not best[key].corrected):
                best[key] = mention
        return tuple(m for m in changed if best[m.theme, m.locators] is m)

    def _is_of_none(self, mention: Mention) -> bool:
        correction = self._by_key.get(reading_of(mention).key)
        return correction is not None and correction.theme is None

    def _changed(self, mention: Mention) -> Mention | None:
        read = reading_of(mention)
        correction = self._by_key.get(read.key)
        if correction is None:
            return mention
        if correction.theme is None:
            return None
        said = Corrected(correction.number, correction.author, correction.at, mention.theme, mention.direction)
        direction = Direction.NEED if mention.next_step else Direction(correction.direction)
        was = self._names.get(mention.theme, mention.theme)
        by = f"corrected by {person(said.author)} on {day_of(said.at)}"
        why = f"{by}; read as {was}, {said.direction.value} ({mention.why})"
        return replace(mention, theme=correction.theme, direction=direction, why=why, corrected=said)


def reading_of(mention: Mention) -> ThemeReading:
    """Return what a mention was read as, whatever it has been corrected to since."""
    said = mention.corrected
    theme, direction = (said.theme, said.direction) if said else (mention.theme, mention.direction)
    return ThemeReading(mention.document, plain(mention.text), mention.occurrence, theme, direction.value)


def correct(library: Library, mention: Mention, change: ThemeChange, themes: Sequence[Theme]) -> ThemeCorrection:
    """Keep that a mention's theme or direction is another.

    :raises InvalidCorrection: if there is no such theme, if a next step is given another direction than need, or if
        nothing would change.
    """
    if change.theme is not None and change.theme not in {theme.key for theme in themes}:
        raise InvalidCorrection("There is no such theme in the list of themes; nothing was changed.")
    if mention.next_step and change.theme is not None and change.direction is not Direction.NEED:
        raise InvalidCorrection(
            "This is a point that the report asks to improve, so it needs improvement whatever its theme. Only its "
            "theme can be corrected."
        )
    read = reading_of(mention)
    direction = change.direction.value if change.theme is not None else read.direction
    return library.theme_corrections.correct(read, change.theme, direction)


__all__ = ["ThemeChange", "CorrectedMentions", "correct", "reading_of"]
