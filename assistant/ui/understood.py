"""What was understood of a question, as chips that can be taken out, and what it may mean, as choices to press.

Makes HTML and reads back which chip or choice was pressed; asks nothing. A press names places in the conversation
("chip-2-0": the first chip of the third exchange), never words, so that nothing typed into a page can be asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Answer, Chip, Filters
from assistant.writing.escaping import escape

_PRESSED = re.compile(r"(?P<what>chip|choice)-(?P<exchange>\d{1,6})-(?P<place>\d{1,3})")


@dataclass(frozen=True, slots=True)
class Pressed:
    """A chip or a choice of one exchange, by its place."""

    what: str
    exchange: int
    place: int


def pressed(message: str) -> Pressed | None:
    """Read which chip or choice was pressed, or None where the message names neither."""
    match = _PRESSED.fullmatch(message or "")
    return Pressed(match["what"], int(match["exchange"]), int(match["place"])) if match else None


def chips_html(answer: Answer, exchange: int, ignored: tuple[str, ...] = ()) -> str:
    """Return the chips of an answer; those that can be taken out are links that do so."""
    chips = answer.searched.chips or tuple(Chip(words) for words in answer.searched.narrowed)
    if not chips and not ignored:
        return ""
    shown = " ".join(_chip(chip, exchange, place) for place, chip in enumerate(chips))
    out = f' <span class="chips-label">Taken out</span> {_taken_out(ignored)}' if ignored else ""
    return f'<div class="chips"><span class="chips-label">Understood as</span> {shown}{out}</div>'


def choices_html(answer: Answer, exchange: int) -> str:
    """Return what a question may mean as links, each of which asks the question so."""
    if not answer.choices:
        return ""
    links = " ".join(
        f'<a class="choice" href="#choice-{exchange}-{place}" title="{_attribute(choice.question)}">'
        f"{escape(choice.words)}</a>"
        for place, choice in enumerate(answer.choices)
    )
    return f'<div class="choices">{links}</div>'


def without(filters: Filters, ignored: tuple[str, ...], chip: Chip) -> Filters:
    """Return the filters with this chip taken out, beside those that were before."""
    keys = tuple(dict.fromkeys((*ignored, chip.key)))
    return Filters(filters.schools, filters.formats, filters.documents, filters.since, filters.until, keys)


def _chip(chip: Chip, exchange: int, place: int) -> str:
    words = escape(chip.words)
    if not chip.key:
        return f'<span class="chip">{words}</span>'
    title = f"Ask again without: {_attribute(chip.words)}"
    return (
        f'<a class="chip chip-out" href="#chip-{exchange}-{place}" title="{title}">{words}'
        '<span class="chip-cross"> ✕</span></a>'
    )


_KEYS = {
    "latest": "latest report only",
    "period": "years",
    "phase": "kind of school",
    "topic": "subject",
    "direction": "strength or need",
    "authority": "area",
    "format": "report format",
    "joined": "joining the group",
    "follow-up": "what was asked before",
}


def _taken_out(ignored: tuple[str, ...]) -> str:
    words = [_KEYS.get(key, key.removeprefix("school:")) for key in ignored]
    return " ".join(f'<span class="chip chip-gone">{escape(word)}</span>' for word in words)


def _attribute(words: str) -> str:
    return escape(words).replace('"', "&#34;")


__all__ = ["Pressed", "chips_html", "choices_html", "pressed", "without"]
