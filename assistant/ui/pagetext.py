"""The text of a page as HTML, the cited words marked: for documents that have no fixed pages.

Makes HTML from values and fetches nothing; every piece of text is escaped. A long sheet is shown around what is cited.
Says what the columns of a cited row are called only where a row of names is seen to stand above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape as html_escape

from assistant.writing.escaping import visible
from ingest.documents import Block, BlockKind, Page, Span, Unit

_FIGURE = re.compile(r"\d")
_FEWEST_COLUMNS = 3  # two cells are mostly a name and what it is: the pair above is another such pair, no heading
AROUND = 30
"""Blocks shown before and after the cited ones; a sheet may have thousands of rows."""
ROWS_AROUND = 6
"""Rows of a sheet shown before and after: fewer than paragraphs, so that the cited one is in sight at once."""


def page_text(page: Page, cited: Sequence[Span]) -> str:
    """Return the text of a page, block by block, with the spans in `cited` marked."""
    hits = [place for place, block in enumerate(page.blocks) if any(block.span.overlaps(span) for span in cited)]
    around = ROWS_AROUND if page.unit is Unit.SHEET else AROUND
    first = max(hits[0] - around, 0) if hits else 0
    last = min(hits[-1] + around + 1, len(page.blocks)) if hits else min(2 * AROUND, len(page.blocks))
    what = "rows" if page.unit is Unit.SHEET else "paragraphs"
    head = _rest(first, f"{what} before") + _column_names(page, first)
    body = "".join(_block(page, block, cited) for block in page.blocks[first:last])
    return f'<div class="page-text">{head}{body}{_rest(len(page.blocks) - last, f"{what} after")}</div>'


def column_names(page: Page, cited: Span) -> tuple[str, ...]:
    """Return what the columns of a cited table row are called; empty unless a row of names stands above it.

    That is a sheet's heading, or the first row of the rows that stand together: of as many cells, all words, where
    the cited row has a figure. A table without such a row may begin with one of its own.
    """
    place = next((place for place, block in enumerate(page.blocks) if block.span == cited), None)
    if place is None:
        return ()
    cells = cited.of(page.text).split("\t")
    names = _above(page, place)
    told = len(names) == len(cells) >= _FEWEST_COLUMNS and all(name.strip() for name in names[1:])
    return names if told and any(map(_FIGURE.search, cells)) and not any(map(_FIGURE.search, names)) else ()


def _above(page: Page, place: int) -> tuple[str, ...]:
    """Return the cells of the row that would hold the names: the first of the rows that stand together with one."""
    first = place
    while first and page.blocks[first - 1].kind is BlockKind.TABLE_ROW:
        first -= 1
    if page.unit is Unit.SHEET:
        heading = next((block for block in page.blocks[:place] if block.kind is BlockKind.HEADING), None)
        return tuple(heading.span.of(page.text).split("\t")) if heading else ()
    return tuple(page.blocks[first].span.of(page.text).split("\t")) if first < place else ()


def _rest(count: int, what: str) -> str:
    return f'<p class="rest">… {count:,} {what}</p>' if count else ""


def _column_names(page: Page, first: int) -> str:
    """Return a sheet's column names where what is shown begins below them."""
    names = next((block for block in page.blocks if block.kind is BlockKind.HEADING), None)
    return _block(page, names, ()) if first and names and page.unit is Unit.SHEET else ""


def _block(page: Page, block: Block, cited: Sequence[Span]) -> str:
    number = "" if block.paragraph is None else f'<span class="number" aria-hidden="true">{block.paragraph}</span>'
    content = _marked(page.text, block.span, cited)
    if block.kind is BlockKind.TABLE_ROW or page.unit is Unit.SHEET:
        content = _cells(page.text, block.span, cited)
    heading = " is-heading" if block.kind is BlockKind.HEADING else ""
    level = min(block.level, 5) if block.kind is BlockKind.BULLET else 0
    kind = block.kind.value.replace("_", "-")
    return f'<div class="block block-{kind}{heading} level-{level}">{number}<div>{content}</div></div>'


def _cells(text: str, span: Span, cited: Sequence[Span]) -> str:
    cells: list[str] = []
    start = span.start
    for cell in span.of(text).split("\t"):
        cells.append(f'<span class="cell">{_marked(text, Span(start, start + len(cell)), cited)}</span>')
        start += len(cell) + 1
    return "".join(cells)


def _marked(text: str, span: Span, cited: Sequence[Span]) -> str:
    """Escape a piece of the text, what of it is cited inside `mark`."""
    parts: list[str] = []
    at = span.start
    for hit in sorted(hit for hit in cited if hit.overlaps(span)):
        start, end = max(hit.start, at), min(hit.end, span.end)
        if start < end:
            parts += [_escape(text[at:start]), f'<mark class="cited">{_escape(text[start:end])}</mark>']
            at = end
    return "".join([*parts, _escape(text[at : span.end])])


def _escape(words: str) -> str:
    return html_escape(visible(words), quote=True)


__all__ = ["AROUND", "ROWS_AROUND", "column_names", "page_text"]
