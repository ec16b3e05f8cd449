"""Correcting what was read of a sentence, as HTML: the form beside its page, what was done, and what was corrected.

Makes HTML from values and keeps nothing. `patterns.js` reads the two choices of the form and sends them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.patterns.values import GroupPatterns
from assistant.themes.values import Direction, Mention
from assistant.ui.evidence import text
from assistant.writing.times import day_of
from ingest.library.theme_corrections import ThemeCorrection
from ingest.phrases import day_words, how_many, person

NO_THEME = "none"
"""What the form sends for "about none of these themes". No theme has this key: it would be in the list of themes."""
_KEYS = {Direction.STRENGTH: "strength", Direction.NEED: "need", Direction.MIXED: "mixed", Direction.NEUTRAL: "neutral"}


def form(mention: Mention, marker: int, names: Mapping[str, str]) -> str:
    """Return what was read of a sentence and why, and the choices with which a person corrects it; `names` by theme."""
    themes = [*names.items(), (NO_THEME, "About none of these themes")]
    fixed = " disabled" if mention.next_step else ""
    directions = [(_KEYS[direction], direction.value) for direction in Direction]
    note = (
        '<p class="hint">A point that the report asks to improve: its direction is fixed, its theme is not.</p>'
        if mention.next_step
        else ""
    )
    back = ""
    if mention.corrected:
        back = f'<button type="button" class="link" data-send="undo:{mention.corrected.number}">Take it back</button>'
    return (
        f'<details class="correcting"{" open" if mention.corrected else ""}><summary>Counted as '
        f"<b>{text(names.get(mention.theme, mention.theme))}, {mention.direction.value}</b>"
        f"{_badge(mention)} <span>Correct this</span></summary>"
        f'<p class="why">Why: {text(mention.why)}. {back}</p>'
        f'<div class="choices">{_select("Theme", "theme", themes, mention.theme)}'
        f"{_select('Direction', 'direction', directions, _KEYS[mention.direction], fixed)}"
        f'<button type="button" class="do" data-correct="{marker}">Correct</button></div>{note}'
        '<p class="hint">Kept with your name and the date, shown as corrected, and can be taken back. The report '
        "itself is not changed.</p></details>"
    )


def corrected(correction: ThemeCorrection, patterns: GroupPatterns) -> str:
    """Return what was corrected, with the way back."""
    now = _words(patterns, correction.theme, correction.direction)
    return _done(
        correction,
        f"Corrected: the sentence now counts as <b>{now}</b>. The table has been made again.",
        f'<button type="button" class="link" data-send="undo:{correction.number}">Take it back</button>',
    )


def taken_back(correction: ThemeCorrection, patterns: GroupPatterns) -> str:
    """Return what was taken back."""
    read = _words(patterns, correction.read.theme, correction.read.direction)
    return _done(correction, f"Taken back: the sentence counts as <b>{read}</b> again, as it was read.", "")


def listed(corrections: Sequence[ThemeCorrection], patterns: GroupPatterns) -> str:
    """Return the corrections in force in these reports, each with the way back; nothing where there is none."""
    if not corrections:
        return ""
    number = how_many(len(corrections), "correction")
    items = "".join(_item(correction, patterns) for correction in corrections)
    return (
        f'<details class="corrections"><summary data-count="{len(corrections)}">{number} by hand in these reports'
        f"</summary><ul>{items}</ul></details>"
    )


def _done(correction: ThemeCorrection, words: str, button: str) -> str:
    return (
        f'<div class="notice notice-good" role="status"><p>{words}</p>'
        f"<blockquote>“{text(correction.read.sentence)}”</blockquote>{button}</div>"
    )


def _item(correction: ThemeCorrection, patterns: GroupPatterns) -> str:
    place = _place(correction, patterns)
    read = _words(patterns, correction.read.theme, correction.read.direction)
    now = _words(patterns, correction.theme, correction.direction)
    return (
        f"<li><p>“{text(correction.read.sentence)}”</p><p>{text(place)}: read as {read}, corrected to <b>{now}</b> by "
        f"{text(person(correction.author))} on {day_of(correction.at)}. "
        f'<button type="button" class="link" data-send="undo:{correction.number}">Take it back'
        f'<span class="visually-hidden">: {text(correction.read.sentence[:80])}</span></button></p></li>'
    )


def _place(correction: ThemeCorrection, patterns: GroupPatterns) -> str:
    for school in patterns.schools:
        for report in school.reports:
            if report.document == correction.read.document:
                return f"{school.name}, {day_words(report.date) if report.date else 'no date'}"
    return "a report"


def _words(patterns: GroupPatterns, theme: str | None, direction: str) -> str:
    if theme is None:
        return "about none of these themes"
    names = {known.key: known.name for known in patterns.themes}
    return f"{text(names.get(theme, theme))}, {text(direction)}"


def _badge(mention: Mention) -> str:
    return ' <span class="badge">corrected</span>' if mention.corrected else ""


def _select(label: str, part: str, choices: Sequence[tuple[str, str]], chosen: str, more: str = "") -> str:
    options = "".join(
        f'<option value="{text(value)}"{" selected" if value == chosen else ""}>{text(words)}</option>'
        for value, words in choices
    )
    return f'<label>{label}<select data-part="{part}"{more}>{options}</select></label>'


__all__ = ["NO_THEME", "corrected", "form", "listed", "taken_back"]
