"""The Patterns tab's themes, findings and responses as HTML.

Makes HTML from values and asks nothing. Every number stands on a button that opens as many sentences, or is the length
of the list beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.patterns.boards import Board
from assistant.patterns.grades import age_words
from assistant.patterns.pictures import SIGNS
from assistant.patterns.values import (
    Finding,
    GroupPatterns,
    GroupSchool,
    ResponseState,
    Statement,
    ThemeCell,
    ThemeMatrix,
)
from assistant.themes.values import Direction, Mention, Theme
from assistant.ui.evidence import text
from assistant.ui.patterns_html import choice, downloads, region
from ingest.phrases import day_words, how_many

WORDS = {
    Direction.STRENGTH: ("strength", "strengths"),
    Direction.NEED: ("need", "needs"),
    Direction.MIXED: ("mixed", "mixed"),
    Direction.NEUTRAL: ("neutral", "neutral"),
}
KEYS = {
    Direction.STRENGTH: "strength",
    Direction.NEED: "need",
    Direction.MIXED: "mixed",
    Direction.NEUTRAL: "neutral",
}
STATE_SIGNS = {
    ResponseState.NONE: "○",
    ResponseState.STATED: "◐",
    ResponseState.IMPROVED: "▲",
    ResponseState.SAME_NEED: "▼",
}
SILENT = "no report mentions it: no evidence, which is not the same as no problem"
ORDERS = (("kept", "By kind"), ("schools", "Most schools first"), ("latest", "Latest report first"))
FIRST_WORDS = 22
RESPONSES_EMPTY = (
    "Here the needs that reports name stand beside what the group says in its self-evaluation, plans and board papers. "
    "There is nothing to set side by side in this period."
)


def themes_view(board: Board, patterns: GroupPatterns, history: bool) -> str:
    """Return schools × themes with how many sentences speak in each direction, of the latest or of all reports."""
    matrix = patterns.history if history else patterns.matrix
    if not any(cell.mentions for cell in matrix.cells):
        return _nothing("No report of this group mentions a theme of the list in this period.", patterns.notes)
    heads = "".join(
        f'<th scope="col" class="area" data-theme="{text(theme.key)}" title="{text(theme.description)}">'
        f"{text(theme.name)}</th>"
        for theme in matrix.themes
    )
    rows = "".join(_theme_row(board, patterns, matrix, number, history) for number in range(len(matrix.schools)))
    table = (
        '<table class="matrix themes"><caption class="visually-hidden">Themes in the reports, schools by themes'
        '</caption><thead><tr><th scope="col" class="corner" aria-sort="ascending">School</th>'
        f'{heads}</tr></thead><tbody class="narrowed">{rows}</tbody></table>'
    )
    return (
        f"{_tools(matrix.schools, matrix.themes)}{region('Themes, schools by themes', table)}"
        f"{downloads(board, 'themes', ('csv', 'xlsx', 'svg'), 'all' if history else 'latest')}{_legend(patterns)}"
    )


def findings_view(board: Board, patterns: GroupPatterns) -> str:
    """Return the findings: one plain sentence each, its schools, evidence, silent schools and caveats."""
    if not patterns.findings:
        return _nothing("Nothing recurs or changes in the reports of this group in this period.", patterns.notes)
    kinds = dict.fromkeys(finding.kind.value for finding in patterns.findings)
    themes = {finding.theme: patterns.theme(finding.theme).name for finding in patterns.findings}
    items = "".join(_finding(board, patterns, number) for number in range(len(patterns.findings)))
    total = how_many(len(patterns.findings), "finding")
    return (
        '<div class="tools" role="group" aria-label="Narrow the findings">'
        '<label>Find<input type="search" data-narrow="find" autocomplete="off" placeholder="School, word …"></label>'
        f"{choice('Kind', 'kind', [('', 'Any kind'), *((kind, kind) for kind in kinds)])}"
        f"{choice('Theme', 'theme', [('', 'Any theme'), *sorted(themes.items(), key=lambda pair: pair[1])])}"
        f"{choice('Order', 'sort', ORDERS)}"
        f'<p class="total" role="status" data-what="findings">{total}</p></div>'
        f'<div class="findings narrowed">{items}</div>'
        f"{downloads(board, 'findings', ('csv', 'xlsx'))}{_notes(patterns.notes)}"
    )


def responses_view(board: Board, patterns: GroupPatterns) -> str:
    """Return need → response → later evidence → state."""
    if not patterns.responses:
        return _nothing(RESPONSES_EMPTY, patterns.notes)
    rows = "".join(_response(board, patterns, number) for number in range(len(patterns.responses)))
    states = [("", "Any state"), *((state.value, state.value) for state in ResponseState)]
    table = (
        '<table class="matrix responses"><caption class="visually-hidden">Needs for improvement and responses to them'
        '</caption><thead><tr><th scope="col">School and theme</th><th scope="col">Need, in the report’s words</th>'
        '<th scope="col">What the group says it does</th><th scope="col">What a later report says</th>'
        f'<th scope="col">State of the evidence</th></tr></thead><tbody class="narrowed">{rows}</tbody></table>'
    )
    total = how_many(len(patterns.responses), "need")
    return (
        '<div class="tools" role="group" aria-label="Narrow the table">'
        '<label>Find<input type="search" data-narrow="find" autocomplete="off" placeholder="School, word …"></label>'
        f"{choice('State', 'kind', states)}"
        f'<p class="total" role="status" data-what="needs">{total}</p></div>'
        '<p class="said">The state says what evidence the library holds, not how good a response is.</p>'
        f"{region('Needs and responses', table)}{downloads(board, 'responses', ('csv', 'xlsx'))}"
        f"{_notes(patterns.notes)}"
    )


def _tools(schools: Sequence[GroupSchool], themes: Sequence[Theme]) -> str:
    phases = sorted({school.phase for school in schools if school.phase})
    choices = choice("Phase", "phase", [("", "Any phase"), *((p, p) for p in phases)]) if phases else ""
    orders = [("name", "School"), ("newest", "Newest report first"), ("oldest", "Oldest report first")]
    options = "".join(f'<option value="{text(theme.key)}">{text(theme.name)}</option>' for theme in themes)
    column = f'<label>Theme<select data-column><option value="">All themes</option>{options}</select></label>'
    return (
        '<div class="tools" role="group" aria-label="Sort and narrow the table">'
        '<label>Find a school<input type="search" data-narrow="find" autocomplete="off"></label>'
        f"{choices}{column}{choice('Order', 'sort', orders)}"
        f'<p class="total" role="status" data-what="schools">{how_many(len(schools), "school")}</p></div>'
    )


def _theme_row(board: Board, patterns: GroupPatterns, matrix: ThemeMatrix, number: int, history: bool) -> str:
    school = matrix.schools[number]
    latest = school.latest
    day = latest.date if latest else None
    facts = [school.phase, _report_words(school, board.as_of, history)]
    under = "".join(f'<span class="fact">{text(fact)}</span>' for fact in facts if fact)
    marks = _marks(school, history)
    themes = enumerate(zip(matrix.themes, matrix.row(school.key), strict=True))
    cells = "".join(_theme_cell(board, school, theme, cell, number, place, history) for place, (theme, cell) in themes)
    return (
        f'<tr data-name="{text(school.name)}" data-phase="{text(school.phase or "")}" '
        f'data-day="{day.isoformat() if day else ""}"><th scope="row"><span class="name">{text(school.name)}</span>'
        f"{under}{marks}</th>{cells}</tr>"
    )


def _report_words(school: GroupSchool, as_of: date, history: bool) -> str:
    if school.latest is None:
        return "no report in this period"
    if history:
        return how_many(len(school.reports), "report")
    when = day_words(school.latest.date) if school.latest.date else "no date"
    return f"report of {when}, {age_words(school.latest.date, as_of)}"


def _marks(school: GroupSchool, history: bool) -> str:
    reports = school.reports if history else school.reports[-1:]
    marks = [("before joining", any(r.predates for r in reports)), ("predecessor", any(r.predecessor for r in reports))]
    return "".join(f'<span class="badge">{mark}</span>' for mark, shown in marks if shown)


def _theme_cell(  # one argument a coordinate
    board: Board, school: GroupSchool, theme: Theme, cell: ThemeCell, row: int, column: int, history: bool
) -> str:
    if cell.is_silent:
        hidden = f'<span class="visually-hidden">{SILENT}</span>'
        return f'<td class="none"><span aria-hidden="true">–</span>{hidden}</td>'
    span = "all" if history else "latest"
    buttons = "".join(
        f'<button type="button" class="open direction {KEYS[direction]}" data-count="{number}" '
        f'data-open="{board.stamp}:themes:{span}-{KEYS[direction]}:{row}:{column}">'
        f'<i aria-hidden="true">{SIGNS[direction]}</i> {number} {WORDS[direction][number != 1]}'
        f'<span class="visually-hidden">: {text(theme.name)}, {text(school.name)}</span></button>'
        for direction, number in cell.counts.items()
        if number
    )
    reports = how_many(len(cell.documents), "report")
    by_hand = sum(mention.corrected is not None for mention in cell.mentions)
    badge = f'<span class="badge">{by_hand} corrected by hand</span>' if by_hand else ""
    return f'<td>{buttons}<span class="in">in {reports}</span>{badge}</td>'


def _finding(board: Board, patterns: GroupPatterns, number: int) -> str:
    finding = patterns.findings[number]
    theme = patterns.theme(finding.theme).name
    names = " ".join(school.name for school in finding.schools)
    found = how_many(len(finding.evidence), "sentence")
    opening = (
        f'<button type="button" class="open evidence" data-count="{len(finding.evidence)}" '
        f'data-open="{board.stamp}:findings:evidence:{number}:0">Evidence: {found}'
        f'<span class="visually-hidden"> for: {text(finding.sentence)}</span></button>'
        if finding.evidence
        else '<span class="fact">Rests on what no report says, so there is no sentence to open.</span>'
    )
    return (
        f'<article class="card finding" data-name="{text(f"{finding.sentence} {names}")}" '
        f'data-kind="{text(finding.kind.value)}" data-theme="{text(finding.theme)}" data-place="{number}" '
        f'data-schools="{len(finding.schools)}" data-day="{_latest_day(finding)}">'
        f'<p class="kind"><span class="badge plain">{text(finding.kind.value)}</span><span>{text(theme)}</span></p>'
        f"<h3>{text(finding.sentence)}</h3>{opening}"
        f"{_listed('School', 'schools', _finding_schools(finding))}"
        f"{_listed('Silent school', 'silent schools', [text(patterns.school(key).name) for key in finding.silent])}"
        f"{_listed('Caveat', 'caveats', [text(words) for words in finding.caveats])}</article>"
    )


def _latest_day(finding: Finding) -> str:
    days = [day for school in finding.schools for day in school.dates]
    return max(days).isoformat() if days else ""


def _finding_schools(finding: Finding) -> list[str]:
    items = []
    for school in finding.schools:
        role = f" ({text(school.role)})" if school.role else ""
        dates = ", ".join(day_words(day) for day in school.dates)
        items.append(f"{text(school.name)}{role}{f': {dates}' if dates else ''}")
    return items


def _listed(one: str, more: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    number = how_many(len(items), one.lower(), more)
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f'<details><summary data-count="{len(items)}">{number}</summary><ul>{lines}</ul></details>'


def _response(board: Board, patterns: GroupPatterns, number: int) -> str:
    response = patterns.responses[number]
    school, theme = patterns.school(response.school).name, patterns.theme(response.theme).name
    when = day_words(response.need.date) if response.need.date else "no date"
    about = f": {school}, {theme}"
    first, later = f"{board.stamp}:responses:", f":{number}:0"
    need = _opening(f"{first}need{later}", 1, f"“{_first(response.need.text)}”", when, about)
    statements = _counted(f"{first}statements{later}", response.statements, "statement", about)
    after = _counted(f"{first}later{later}", response.later, "sentence", about)
    state = f'<span class="state"><i aria-hidden="true">{STATE_SIGNS[response.state]}</i> {text(response.state.value)}'
    return (
        f'<tr data-name="{text(f"{school} {theme} {response.need.text}")}" data-kind="{text(response.state.value)}">'
        f'<th scope="row"><span class="name">{text(school)}</span><span class="fact">{text(theme)}</span></th>'
        f'<td class="words">{need}</td><td class="words">{statements}</td><td class="words">{after}</td>'
        f'<td class="words">{state}</span><span class="in">{text(response.why)}</span></td></tr>'
    )


def _counted(message: str, items: Sequence[Mention] | Sequence[Statement], word: str, about: str) -> str:
    if not items:
        return '<span class="in">none found</span>'
    return _opening(message, len(items), how_many(len(items), word), f"“{_first(items[0].text)}”", about)


def _opening(message: str, number: int, words: str, under: str, about: str) -> str:
    return (
        f'<button type="button" class="open" data-count="{number}" data-open="{message}"><b>{text(words)}</b>'
        f'<span class="when">{text(under)}</span><span class="visually-hidden">{text(about)}</span></button>'
    )


def _first(words: str) -> str:
    split = words.split()
    return " ".join(split[:FIRST_WORDS]) + ("…" if len(split) > FIRST_WORDS else "")


def _legend(patterns: GroupPatterns) -> str:
    signs = "".join(
        f'<li><span class="swatch {KEYS[d]}" aria-hidden="true">{SIGNS[d]}</span>{text(d.value)}</li>'
        for d in Direction
    )
    return (
        f'<section class="legend" aria-label="How to read this table"><h3>How to read this</h3><ul>{signs}'
        f'<li><span class="swatch none" aria-hidden="true">–</span>{SILENT}</li>'
        "<li>Each number counts sentences of reports and opens them. A sentence may speak of more than one theme.</li>"
        f"{_note_items(patterns.notes)}</ul></section>"
    )


def _notes(notes: Iterable[str]) -> str:
    items = _note_items(notes)
    return (
        f'<section class="legend" aria-label="Caveats"><h3>To bear in mind</h3><ul>{items}</ul></section>'
        if items
        else ""
    )


def _note_items(notes: Iterable[str]) -> str:
    return "".join(f"<li>{text(note)}</li>" for note in notes)


def _nothing(words: str, notes: Iterable[str]) -> str:
    return f'<div class="card empty"><h3>Nothing to show</h3><p>{text(words)}</p></div>{_notes(notes)}'


__all__ = ["KEYS", "findings_view", "responses_view", "themes_view"]
