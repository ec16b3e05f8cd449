"""A narrative as Markdown and as HTML, with the same notes as the Word file.

Escapes everything: text of documents is data.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.writing.escaping import escape_for_file as escape
from assistant.writing.narrative import Grid, Narrative, NarrativeBlock, NarrativeKind, Note, Run

_MARKS = {
    NarrativeKind.TITLE: "# ",
    NarrativeKind.HEADING: "## ",
    NarrativeKind.SUBHEADING: "### ",
    NarrativeKind.BULLET: "- ",
}
_TAGS = {
    NarrativeKind.TITLE: "h1",
    NarrativeKind.HEADING: "h2",
    NarrativeKind.SUBHEADING: "h3",
    NarrativeKind.BULLET: "li",
}
_STYLE = (
    "body{font:1rem/1.5 Calibri,Carlito,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "h1,h2,h3{color:#1f3a5f;line-height:1.2}.question,.small{font-style:italic;color:#555}"
    "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d0d7e2;padding:.3rem;text-align:left;"
    "vertical-align:top}th[scope=row]{font-weight:400}.wide{overflow-x:auto}.wide table{font-size:.85rem}"
    "section.notes{font-size:.85rem;border-top:1px solid #8496b0}"
)


def markdown(text: Narrative) -> str:
    """Return the narrative in Markdown, notes as footnotes ("[^1]")."""
    lines = [_markdown_block(block) for block in text.blocks]
    if text.grids:
        lines.append("## Tables")
    for grid in text.grids:
        lines += [f"### {escape(grid.caption)}", f"*{escape(grid.note)}*", _markdown_grid(grid)]
    lines += ["## Sources", _markdown_table(text)]
    lines += [_markdown_block(block) for block in text.ending]
    lines += [f"[^{note.number}]: {escape(note.text)}" for note in text.notes]
    return "\n\n".join(lines) + "\n"


def _markdown_block(block: NarrativeBlock) -> str:
    inside = _markdown_runs(block.runs)
    if block.kind in (NarrativeKind.QUESTION, NarrativeKind.SMALL, NarrativeKind.SUBTITLE):
        return f"*{inside}*"
    return _MARKS.get(block.kind, "") + inside


def _markdown_runs(runs: Sequence[Run]) -> str:
    return "".join(f"[^{run.number}]" if isinstance(run, Note) else _between_notes(run) for run in runs).strip()


def _between_notes(text: str) -> str:
    """Return a text escaped, with the space at its ends: it may go on where a note stood."""
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return f"{before}{escape(text)}{after}"


def _markdown_grid(grid: Grid) -> str:
    head = [f"| {' | '.join(map(_markdown_runs, grid.columns))} |", f"|{' --- |' * len(grid.columns)}"]
    return "\n".join([*head, *(f"| {' | '.join(map(_markdown_runs, row))} |" for row in grid.rows)])


def _markdown_table(text: Narrative) -> str:
    rows = [(r.school, r.document, r.date, r.file) for r in text.sources]
    cells = ["| School | Document | Date | File |", "| --- | --- | --- | --- |"]
    return "\n".join([*cells, *(f"| {' | '.join(map(escape, row))} |" for row in rows)])


def page(text: Narrative) -> str:
    """Return the narrative as one HTML page that loads nothing from anywhere."""
    blocks = "\n".join(_html_block(block) for block in text.blocks)
    ending = "\n".join(_html_block(block) for block in text.ending)
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in (r.school, r.document, r.date, r.file))}</tr>"
        for r in text.sources
    )
    notes = "\n".join(
        f'<p id="note-{n.number}"><a href="#ref-{n.number}">{n.number}</a> {html.escape(n.text)}</p>'
        for n in text.notes
    )
    head = f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{html.escape(text.title)}</title>'
    grids = "".join(("<h2>Tables</h2>" if text.grids else "", *map(_html_grid, text.grids)))
    table = f"{grids}<h2>Sources</h2><table><tr><th>School<th>Document<th>Date<th>File</tr>{rows}</table>"
    notes = f'<section class="notes"><h2>Notes</h2>{notes}</section>'
    return f"{head}<style>{_STYLE}</style></head><body>{blocks}{table}{ending}{notes}</body></html>\n"


def _html_grid(grid: Grid) -> str:
    head = "".join(f"<th scope=col>{_html_runs(column)}</th>" for column in grid.columns)
    rows = "".join(
        f"<tr><th scope=row>{_html_runs(row[0])}</th>{''.join(f'<td>{_html_runs(cell)}</td>' for cell in row[1:])}</tr>"
        for row in grid.rows
    )
    note = f'<p class="small">{html.escape(grid.note)}</p>'
    return f'<h3>{html.escape(grid.caption)}</h3>{note}<div class="wide"><table><tr>{head}</tr>{rows}</table></div>'


def _html_runs(runs: Sequence[Run]) -> str:
    return "".join(
        f'<sup id="ref-{run.number}"><a href="#note-{run.number}">{run.number}</a></sup>'
        if isinstance(run, Note)
        else html.escape(run)
        for run in runs
    )


def _html_block(block: NarrativeBlock) -> str:
    inside = _html_runs(block.runs)
    tag = _TAGS.get(block.kind, "p")
    return f'<{tag} class="{block.kind.value.split()[0]}">{inside}</{tag}>'


__all__ = ["markdown", "page"]
