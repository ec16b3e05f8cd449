"""The Patterns tab's capacity as HTML: Ofsted's letters on the group itself, then topic by topic what documents say.

Makes HTML from values and asks nothing. Every sentence is a document's own, and no letter's words become a grade.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.patterns.boards import Board
from assistant.patterns.values import CapacityTopic, Evaluation, GroupPatterns, Statement
from assistant.ui.evidence import text
from assistant.ui.patterns_cells import sources_of
from assistant.ui.patterns_html import downloads
from ingest.phrases import day_words, how_many

SHOWN = 3
"""Sentences of a topic that are shown before it is opened."""
NOTES = (
    "Sentences are gathered by their words. They are what documents say, not how great a capacity is.",
    "From reports only sentences that speak of the group or of those who govern are taken.",
)
OF_LETTERS = "A summary evaluation or focused review speaks of the group as it was on its day, and gives it no grade."
TITLES = {"own": "The group’s own documents", "letters": "Ofsted’s letters on the group", "reports": "Reports"}


def capacity_view(board: Board, patterns: GroupPatterns) -> str:
    """Return what documents say of the group's capacity, topic by topic, and on what no document speaks."""
    letters = "".join(_letter(board, letter, number) for number, letter in enumerate(patterns.evaluations))
    topics = "".join(_topic(board, patterns, topic, number) for number, topic in enumerate(patterns.capacity))
    notes = (*NOTES, *([OF_LETTERS] if patterns.evaluations else []))
    items = "".join(f"<li>{text(note)}</li>" for note in notes)
    return (
        f'<div class="findings">{letters}{topics}</div>{downloads(board, "capacity", ("csv", "xlsx"))}'
        f'<section class="legend" aria-label="Caveats"><h3>To bear in mind</h3><ul>{items}</ul></section>'
    )


def _letter(board: Board, letter: Evaluation, number: int) -> str:
    """Return a letter on the group: its findings under their own headings, then what it recommends."""
    when = letter.printed or (day_words(letter.date) if letter.date else "day not found")
    parts = [
        f'<p class="kind">{text(heading)}</p>{_quotes(list(said))}'
        for heading, said in groupby(letter.said, key=lambda one: one.why)
    ]
    found = "".join(parts) + _button(board, f"said:{number}:0", letter.said, f"{letter.name}, what it found")
    asked = (
        f'<p class="kind">Recommendations</p>{_quotes(letter.asked)}'
        + _button(board, f"asked:{number}:0", letter.asked, f"{letter.name}, what it recommends")
        if letter.asked
        else ""
    )
    return (
        f'<article class="card finding topic letter"><h3>{text(letter.name)} of the group</h3>'
        f'<p class="fact">{text(when)}. {text(letter.file)}. It gives the group no grade.</p>'
        f"{found if letter.said else ''}{asked}</article>"
    )


def _topic(board: Board, patterns: GroupPatterns, topic: CapacityTopic, number: int) -> str:
    if not topic.statements:
        body = (
            '<p class="fact">No document of this library speaks of it: no evidence, which is not the same as no '
            "capacity.</p>"
        )
    else:
        body = "".join(
            _said(board, f"{kind}:{number}:0", TITLES[kind], some, topic)
            for kind, some in sources_of(patterns, topic).items()
            if some or kind != "letters"
        )
    return f'<article class="card finding topic"><h3>{text(topic.name)}</h3>{body}</article>'


def _said(board: Board, message: str, title: str, statements: Sequence[Statement], topic: CapacityTopic) -> str:
    if not statements:
        return f'<p class="kind">{title}: <span>nothing found</span></p>'
    about = f"{topic.name}, {title}"
    return f'<p class="kind">{title}</p>{_quotes(statements[:SHOWN], True)}{_button(board, message, statements, about)}'


def _quotes(statements: Sequence[Statement], sourced: bool = False) -> str:
    items = "".join(f"<li>“{text(s.text)}”{_source(s) if sourced else ''}</li>" for s in statements)
    return f'<ul class="quotes">{items}</ul>'


def _source(said: Statement) -> str:
    return f" <span>{text(said.file)}{f', {day_words(said.date)}' if said.date else ''}</span>"


def _button(board: Board, message: str, statements: Sequence[Statement], about: str) -> str:
    return (
        f'<button type="button" class="open evidence" data-count="{len(statements)}" '
        f'data-open="{board.stamp}:capacity:{message}">Open: {how_many(len(statements), "sentence")}'
        f'<span class="visually-hidden">, {text(about)}</span></button>'
    )


__all__ = ["capacity_view"]
