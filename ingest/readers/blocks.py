"""Lines of one column → paragraphs, bullets and rows of tables.

Works down one column at a time. Which block is a heading, and how deep a bullet is nested, is settled later,
when the whole document has been seen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.readers.glyphs import Rect, WordPiece
from ingest.readers.lines import Row, TextLine, rows_of

SPACE = 0.31
"""Width of a space in type sizes, for judging whether a word would have fitted on the line before."""

SLACK = 1.12
"""Lines belong together up to this many times the document's usual distance between lines."""

LOOSE = 1.7
"""Lines of which the second starts in the middle of a sentence belong together up to this many times it."""

INDENT = 0.6
"""Left edges closer than this many times the size count as level."""

_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|\([ivx]+\))$")
_FINAL = (".", "?", "!", ":", ";")
_CLEARLY = 0.15
_FEW = 4


@dataclass(frozen=True, slots=True)
class Style:
    """What is usual in a document: size of its text, distance of its lines, where its lines end."""

    size: float
    pitch: float
    """Distance of two lines of a paragraph, in type sizes."""
    right: float
    slack: float
    """Room, in points, that lines leave at their end although the next word would have fitted."""


@dataclass(slots=True)
class OpenBlock:
    """A block in the making: its lines, cell by cell (one cell unless it is a row of a table).

    `origin` is the left edge of its column, `glyph` its bullet.
    """

    cells: list[list[TextLine]]
    origin: float
    glyph: str = ""
    start: float = 0.0

    @property
    def lines(self) -> list[TextLine]:
        """All its lines, cell by cell."""
        return [line for cell in self.cells for line in cell]

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return len(self.cells) > 1


@dataclass(slots=True)
class _Column:
    rules: list[Rect]
    left: float
    right: float
    style: Style
    drafts: list[OpenBlock] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    edges: dict[int, list[float]] = field(default_factory=dict)
    """Right edges of the lines that begin at a left edge (rounded)."""

    def __post_init__(self) -> None:
        self.rules.sort(key=lambda rule: rule[1])
        self.tops = [rule[1] for rule in self.rules]

    def end_of(self, line: TextLine) -> float:
        """Return where lines that begin where `line` begins may end."""
        rights = self.edges.get(round(line.left / 2), [])
        if len(rights) > _FEW and max(rights) - line.left > 0.5 * (self.right - line.left):
            return max(rights)
        return self.right

    def ruled(self, above: TextLine, below: TextLine) -> bool:
        """Say whether a drawn line runs between two lines of text."""
        first, stop = bisect_right(self.tops, above.base), bisect_right(self.tops, below.base - 0.4 * below.size)
        return any(
            rule[0] < below.right and rule[2] > below.left and not _underlines(rule, above)
            for rule in self.rules[first:stop]
        )


def _underlines(rule: Rect, line: TextLine) -> bool:
    near = rule[1] - line.base < 0.35 * line.size
    return near and rule[0] >= line.left - 1.0 and rule[2] <= line.right + 1.0


def blocks_of(pieces: Sequence[WordPiece], rules: Sequence[Rect], style: Style, right: float) -> list[OpenBlock]:
    """Return the blocks of one column; `right` is where its lines may end."""
    rows = rows_of(pieces)
    if not rows:
        return []
    left = min(line.start for row in rows for line in row)
    right = max(right, max(line.right for row in rows for line in row))
    column = _Column(list(rules), left, right, style)
    for line in (row[0] for row in rows if len(row) == 1):
        column.edges.setdefault(round(line.left / 2), []).append(line.right)
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) else None
        _add(column, _without_stretched_gaps(column, row, following))
    return column.drafts


def _add(column: _Column, row: Row) -> None:
    last = column.drafts[-1] if column.drafts else None
    if len(row) == 1:
        _add_line(column, last, row[0])
    elif last is not None and last.is_row and _continues_row(column, last, row):
        for line in row:
            last.cells[_slot(last, line)].append(line)
    else:
        column.drafts.append(OpenBlock([[line] for line in row], column.left, row[0].bullet, row[0].start))


def _add_line(column: _Column, last: OpenBlock | None, line: TextLine) -> None:
    if last is not None and last.is_row:
        slot = _slot(last, line)
        if _belongs_to_cell(column, last, slot, line):
            last.cells[slot].append(line)
            return
    elif last is not None and _same_paragraph(column, last, line):
        last.cells[0].append(line)
        return
    column.drafts.append(OpenBlock([[line]], column.left, line.bullet, line.start))


def _without_stretched_gaps(column: _Column, row: Row, following: Row | None) -> Row:
    """Join the parts of a justified line whose spaces are stretched.

    It is one where the row fills the column exactly, as the line before it, and is not far torn apart.
    """
    last = column.drafts[-1] if column.drafts else None
    if len(row) < 2 or last is None or last.is_row:
        return row
    above = last.cells[0][-1]
    gaps = [after.start - before.right for before, after in zip(row, row[1:], strict=False)]
    level = abs(row[-1].right - above.right) <= 1.0 and abs(row[0].left - above.left) <= 1.0
    below = following is not None and len(following) == 1 and abs(following[0].left - row[0].left) <= 1.0
    tight = _is_tight(column, above, row[0])
    if not (level and below and tight and max(gaps) <= 4 * row[0].size) or any(line.bullet for line in row):
        return row
    whole = TextLine(
        [piece for line in row for piece in line.pieces],
        row[0].left,
        row[-1].right,
        min(line.top for line in row),
        max(line.bottom for line in row),
        row[0].base,
        row[0].size,
        all(line.bold for line in row),
    )
    return [whole]


def _is_tight(column: _Column, above: TextLine, below: TextLine) -> bool:
    """Say whether `below` follows `above` at the distance of lines of one paragraph."""
    step = below.base - above.base
    usual = max(column.style.pitch, 1.15) * max(above.size, below.size)
    mid_sentence = below.pieces[0].text[:1].islower() and not below.bullet and not above.text.endswith(_FINAL)
    return 0.5 * below.size < step <= (LOOSE if mid_sentence else SLACK) * usual


def _same_paragraph(column: _Column, draft: OpenBlock, line: TextLine) -> bool:
    lines = draft.cells[0]
    above = lines[-1]
    if line.bullet or not _is_tight(column, above, line) or not _same_type(above, line) or column.ruled(above, line):
        return False
    if len(lines) > 1 and line.base - above.base > 1.2 * (above.base - lines[-2].base):
        return False
    if _starts_numbered(line):
        return False
    if not _edges_agree(column, draft, line):
        return False
    outdented = bool(draft.glyph) and abs(line.left - draft.start) <= 1.0 and line.left < above.left - 1.0
    if outdented and not line.pieces[0].text[:1].islower():
        return _room(above, line, column.end_of(above)) <= 0
    return not _breaks_on_purpose(above, line, column.end_of(above), column.style.slack)


def _same_type(above: TextLine, line: TextLine) -> bool:
    return abs(above.size - line.size) <= 0.08 * above.size and above.bold == line.bold


def _starts_numbered(line: TextLine) -> bool:
    first = line.pieces[0]
    apart = len(line.pieces) > 1 and line.pieces[1].left - first.right >= 0.5 * first.size
    return apart and bool(_NUMBERED.match(first.text))


def _edges_agree(column: _Column, draft: OpenBlock, line: TextLine) -> bool:
    """Say whether the left edge of `line` carries the paragraph on."""
    lines = draft.cells[0]
    limit = INDENT * line.size
    body = lines[-1].left
    if abs(line.left - body) <= limit:
        return True
    if draft.glyph and len(lines) == 1:
        return draft.start - limit <= line.left < body
    if len(lines) == 1 and (line.left < body or _starts_numbered(lines[0])):
        return abs(line.left - body) <= 6 * line.size
    centre = (line.left + line.right) / 2
    return abs(centre - (lines[-1].left + lines[-1].right) / 2) <= 2.0


def _breaks_on_purpose(above: TextLine, line: TextLine, right: float, slack: float, clearly: float = _CLEARLY) -> bool:
    """Say whether the line before was ended early: the first word of `line` would have fitted on it."""
    room = _room(above, line, right) - slack
    if room <= 0.5 * line.size or above.text.endswith(","):
        return False
    if above.text.endswith(_FINAL):
        return True
    first = line.pieces[0].text
    return not first[:1].islower() and room > clearly * (right - min(above.left, line.left))


def _room(above: TextLine, line: TextLine, right: float) -> float:
    """Return the room left on `above` if the first word of `line` stood on it too."""
    return right - above.right - SPACE * line.size - _first_word(line)


def _first_word(line: TextLine) -> float:
    """Width of what had to stay together at the start of a line."""
    right = line.pieces[0].right
    for piece in line.pieces[1:]:
        if not piece.glued:
            break
        right = piece.right
    return right - line.pieces[0].left


def _slot(draft: OpenBlock, line: TextLine) -> int:
    """Return the cell of a row that stands above `line`."""
    edges = [min(part.start for part in cell) for cell in draft.cells]
    middle = (line.left + line.right) / 2
    for index in range(len(edges) - 1, -1, -1):
        begins = line.left >= edges[index] - line.size or middle >= edges[index] + line.size
        if begins and line.right > edges[index]:
            return index
    return 0


def _limit(column: _Column, draft: OpenBlock, slot: int) -> float:
    """Return where the lines of a cell may end."""
    if slot + 1 == len(draft.cells):
        return column.right
    return min(line.start for line in draft.cells[slot + 1]) - draft.cells[slot][0].size


def _belongs_to_cell(column: _Column, draft: OpenBlock, slot: int, line: TextLine) -> bool:
    """Say whether a line that stands alone in its row carries on a cell of the row above."""
    above = draft.cells[slot][-1]
    lowest = max(draft.lines, key=lambda part: part.base)
    if line.bullet or not _is_tight(column, lowest, line) or not _same_type(above, line) or column.ruled(above, line):
        return False
    limit = _limit(column, draft, slot)
    if line.right > limit + line.size or not _stands_under(line, draft.cells[slot]):
        return False
    return slot > 0 or not _breaks_on_purpose(above, line, limit, column.style.slack, 0.0)


def _stands_under(line: TextLine, cell: Sequence[TextLine]) -> bool:
    """Say whether a line is set under a cell: level at the left, at the right, or centred."""
    first = cell[0]
    left, right = line.left - first.left, line.right - first.right
    return abs(left) <= line.size or min(abs(right), abs(left + right) / 2) <= 0.5 * line.size


def _continues_row(column: _Column, draft: OpenBlock, row: Row) -> bool:
    """Say whether a row of several cells carries on the one above: its cells wrap, none begins anew."""
    slots = [_slot(draft, line) for line in row]
    lowest = max(draft.lines, key=lambda part: part.base)
    if len(set(slots)) < len(slots) or row[0].bullet or not _is_tight(column, lowest, row[0]):
        return False
    pairs = [(draft.cells[slot], line, _limit(column, draft, slot)) for slot, line in zip(slots, row, strict=True)]
    for cell, line, _ in pairs:
        if column.ruled(cell[-1], line) or not _same_type(cell[-1], line) or not _stands_under(line, cell):
            return False
    if 0 not in slots:
        return True
    slack = column.style.slack
    return not any(_breaks_on_purpose(cell[-1], line, limit, slack, 0.0) for cell, line, limit in pairs)


__all__ = ["OpenBlock", "Style", "blocks_of"]
