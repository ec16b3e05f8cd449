"""The sheets of a whole document → its pages.

Looks at the document as a whole for what a single page cannot tell: the usual size of type and distance of
lines, running lines, ranks of headings and nesting of bullets, and what carries on over a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.documents import BlockKind, Page
from ingest.readers.assembly import Finished, build_page, carries_on
from ingest.readers.blocks import SLACK, SPACE, OpenBlock, Style, blocks_of
from ingest.readers.columns import bands_of
from ingest.readers.furniture import take_furniture
from ingest.readers.glyphs import PageGlyphs, WordPiece
from ingest.readers.hyphens import UnbrokenWords
from ingest.readers.lines import baseline_rows

HEADING_SIZE = 1.12
"""Type this many times the document's usual size marks a heading."""

LONGEST_HEADING = 200
"""Characters; longer blocks in bold or large type are paragraphs."""

_NEAR = 1.0
_USUAL_PITCH = 1.2


def pages_of(sheets: Sequence[PageGlyphs]) -> list[Page]:
    """Return the pages of a document, in order."""
    vocabulary = UnbrokenWords(piece for sheet in sheets for piece in sheet.pieces)
    furniture = take_furniture(sheets)
    style = _style(sheets)
    drafts = [_drafts(sheet, style) for sheet in sheets]
    ranks = _heading_ranks((draft for page in drafts for draft in page), style)
    settler = _Settler(style, ranks)
    pages: list[Page] = []
    last: Finished | None = None
    for sheet, page, around in zip(sheets, drafts, furniture, strict=True):
        body = settler.settle(page)
        blocks = [(Finished.running(line), False) for line in around.lines if line.at_top]
        for index, block in enumerate(body):
            blocks.append((block, index == 0 and last is not None and carries_on(last, block)))
        blocks += [(_aside(sheet.sideways), False)] if sheet.sideways else []
        blocks += [(Finished.running(line), False) for line in around.lines if not line.at_top]
        pages.append(build_page(sheet, around.label, blocks, vocabulary))
        last = body[-1] if body else None
    return pages


def _aside(pieces: list[WordPiece]) -> Finished:
    return Finished(BlockKind.PARAGRAPH, [[[piece for piece in pieces]]])


def _style(sheets: Sequence[PageGlyphs]) -> Style:
    """Measure what is usual in the document."""
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    edges: Counter[float] = Counter()
    for sheet in sheets:
        for piece in sheet.pieces:
            sizes[round(piece.size, 1)] += len(piece.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    full: list[list[list[WordPiece]]] = []
    for sheet in sheets:
        rows = [row for row in baseline_rows(sheet.pieces) if len(row) > 3]
        full.append(rows)
        for above, below in zip(rows, rows[1:], strict=False):
            step = (below[0].base - above[0].base) / max(below[0].size, 1.0)
            if 0.9 < step < 2.5:
                steps[round(step, 2)] += 1
        edges.update(round(row[-1].right) for row in rows)
    right = _outer_edge(edges)
    pitch = steps.most_common(1)[0][0] if steps else _USUAL_PITCH
    return Style(size, pitch, right, _slack(full, right, pitch))


def _slack(pages: Iterable[Sequence[Sequence[WordPiece]]], right: float, pitch: float) -> float:
    """Measure, on lines that certainly run on, how much room they leave although the next word would fit.

    It is nought where a text was set by the width of its line, and large where its line ends
    were taken over from elsewhere.
    """
    rooms = [0.0]
    for rows in pages:
        for above, below in zip(rows, rows[1:], strict=False):
            first, last = below[0], above[-1]
            runs_on = first.text[:1].islower() and last.text[-1].isalpha() and abs(first.left - above[0].left) < 1.0
            full = last.right - above[0].left > 0.6 * (right - above[0].left)
            if runs_on and full and first.base - last.base <= SLACK * pitch * first.size:
                rooms.append(right - last.right - SPACE * first.size - (first.right - first.left))
    rooms.sort()
    return max(0.0, rooms[int(0.9 * (len(rooms) - 1))])


def _outer_edge(edges: Counter[float]) -> float:
    """Return where full lines end: the right edge that one line in twenty reaches or passes."""
    left = sum(edges.values()) / 20
    for edge in sorted(edges, reverse=True):
        left -= edges[edge]
        if left < 0:
            return edge
    return 0.0


def _drafts(sheet: PageGlyphs, style: Style) -> list[OpenBlock]:
    return _region(sheet.pieces, sheet, style, style.right)


def _region(pieces: Sequence[WordPiece], sheet: PageGlyphs, style: Style, right: float) -> list[OpenBlock]:
    drafts: list[OpenBlock] = []
    for band in bands_of(pieces):
        if len(band.columns) == 1:
            drafts += blocks_of(band.columns[0], sheet.rules, style, right)
            continue
        for index, column in enumerate(band.columns):
            last = index + 1 == len(band.columns)
            edge = right if last else max(piece.right for piece in column)
            drafts += _region(column, sheet, style, edge)
    return drafts


def _is_heading(draft: OpenBlock, style: Style) -> bool:
    """Say whether a block stands out by size or weight, and is short enough to head something."""
    lines = draft.lines
    text = " ".join(line.text for line in lines)
    if draft.glyph or len(text) > LONGEST_HEADING or not any(map(str.isalpha, text)):
        return False
    large = all(line.size >= HEADING_SIZE * style.size for line in lines)
    bold = all(line.bold for line in lines) and not text.endswith((".", ",", ";"))
    return large or bold


def _rank(draft: OpenBlock) -> tuple[float, bool]:
    line = draft.lines[0]
    return round(line.size * 2) / 2, line.bold


def _heading_ranks(drafts: Iterable[OpenBlock], style: Style) -> dict[tuple[float, bool], int]:
    found = {_rank(draft) for draft in drafts if _is_heading(draft, style)}
    return {rank: level for level, rank in enumerate(sorted(found, reverse=True))}


@dataclass(slots=True)
class _Settler:
    """Gives each draft its kind and level; remembers the bullets still open, also over a page."""

    style: Style
    ranks: dict[tuple[float, bool], int]
    open: list[tuple[float, str]] = field(default_factory=list)

    def settle(self, drafts: Sequence[OpenBlock]) -> list[Finished]:
        finished = []
        for index, draft in enumerate(drafts):
            kind = self._kind(drafts, index)
            level = 0
            if kind is BlockKind.BULLET:
                level = self._nesting(draft)
            elif kind is BlockKind.HEADING:
                level = self.ranks[_rank(draft)]
                self.open.clear()
            finished.append(Finished.of(draft, kind, level, self.style.right))
        return finished

    def _kind(self, drafts: Sequence[OpenBlock], index: int) -> BlockKind:
        draft = drafts[index]
        if draft.is_row:
            alone = not any(drafts[near].is_row for near in (index - 1, index + 1) if 0 <= near < len(drafts))
            heads = alone and len(draft.cells) == 2 and _is_heading(draft, self.style)
            return BlockKind.HEADING if heads else BlockKind.TABLE_ROW
        if draft.glyph:
            return BlockKind.BULLET
        return BlockKind.HEADING if _is_heading(draft, self.style) else BlockKind.PARAGRAPH

    def _nesting(self, draft: OpenBlock) -> int:
        """Return how deep a bullet is nested: by its indent, or by its glyph where the indent is new."""
        indent = draft.start - draft.origin
        for depth, (_, glyph) in enumerate(self.open):
            if glyph == draft.glyph:
                del self.open[depth + 1 :]
                return depth
        while self.open and self.open[-1][0] > indent + _NEAR:
            self.open.pop()
        self.open.append((indent, draft.glyph))
        return len(self.open) - 1


__all__ = ["pages_of"]
