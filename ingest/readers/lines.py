"""Words → rows → lines.

A *row* is everything on one baseline across the page; a *line* is a stretch of a row without a wide gap,
such as one line of a column or one cell's line of a table. Knows nothing of blocks or reading order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.characters import DASH_BULLETS
from ingest.readers.glyphs import WordPiece

BASELINE = 0.3
"""Two words share a row where their baselines differ by less than this many times the smaller size."""

WIDE_GAP = 1.5
"""A gap of this many times the type size ends a line; justified text stays well below it."""

CELL_GAP = 0.45
"""A gap of this many times the size may part two cells whose edges a neighbouring row confirms."""

BULLET_GAP = 0.4
"""A dash is a bullet where it stands this many times the size before the text."""

_ALIGNED = 1.5
_UNUSUAL = 1.4
_INSIDE = 5


@dataclass(slots=True)
class TextLine:
    """Words on one baseline without a wide gap; the bullet that opens it is kept apart."""

    pieces: list[WordPiece]
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    bullet: str = ""
    bullet_left: float = 0.0

    @property
    def text(self) -> str:
        """The words of the line, joined with spaces."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def width(self) -> float:
        """Width of the line in points, without its bullet."""
        return self.right - self.left

    @property
    def start(self) -> float:
        """Left edge of the line, with its bullet."""
        return self.bullet_left if self.bullet else self.left


Row = list[TextLine]


def line_of(pieces: Sequence[WordPiece]) -> TextLine | None:
    """Build a line from pieces in reading order; None where nothing but bullet glyphs is left."""
    bullet, rest = _opening_bullet(pieces)
    words = [piece for piece in rest if not piece.bullet]
    if not words:
        return None
    letters = [piece for piece in words if any(map(str.isalnum, piece.text))] or words
    weight = sum(len(piece.text) for piece in letters)
    bold = sum(len(piece.text) for piece in letters if piece.bold)
    widest = max(letters, key=lambda piece: len(piece.text))
    return TextLine(
        words,
        words[0].left,
        max(piece.right for piece in words),
        min(piece.top for piece in words),
        max(piece.bottom for piece in words),
        widest.base,
        widest.size,
        bold >= 0.9 * weight,
        bullet.text if bullet else "",
        bullet.left if bullet else 0.0,
    )


def _opening_bullet(pieces: Sequence[WordPiece]) -> tuple[WordPiece | None, Sequence[WordPiece]]:
    first = pieces[0]
    if first.bullet:
        return first, pieces[1:]
    if len(pieces) > 1 and first.text in DASH_BULLETS and pieces[1].left - first.right >= BULLET_GAP * pieces[1].size:
        return first, pieces[1:]
    return None, pieces


def baseline_rows(pieces: Iterable[WordPiece]) -> list[list[WordPiece]]:
    """Group pieces by baseline, from the top of the page down; each group from left to right."""
    rows: list[list[WordPiece]] = []
    base = size = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if rows and piece.base - base <= BASELINE * min(piece.size, size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
            base, size = piece.base, piece.size
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    return rows


def rows_of(pieces: Iterable[WordPiece]) -> list[Row]:
    """Return the rows of `pieces`, each cut into lines at its wide gaps."""
    groups = [_cut(row) for row in baseline_rows(pieces)]
    _cut_at_neighbours(groups)
    rows = [[line for line in map(line_of, row) if line] for row in groups]
    return [row for row in rows if row]


def _cut(row: Sequence[WordPiece]) -> list[list[WordPiece]]:
    """Cut a row at its wide gaps and before a bullet glyph that stands inside it."""
    parts: list[list[WordPiece]] = [[row[0]]]
    for before, piece in zip(row, row[1:], strict=False):
        gap = piece.left - before.right
        alone = len(parts[-1]) == 1 and (before.bullet or before.text in DASH_BULLETS)
        limit = WIDE_GAP * (3 if alone else 1) * min(before.size, piece.size)
        if gap > limit or (piece.bullet and gap > CELL_GAP * piece.size):
            parts.append([piece])
        else:
            parts[-1].append(piece)
    return parts


def _cut_at_neighbours(rows: list[list[list[WordPiece]]]) -> None:
    """Cut narrow gaps too, where a row close by has a cell that begins at the same place.

    "Ofsted Lead inspector  David Roberts" is two cells whose gap is hardly wider than a space.
    """
    left = min((row[0][0].left for row in rows), default=0.0)
    starts = [[part[0].left for part in row if part[0].left > left + _INSIDE * part[0].size] for row in rows]
    for index, row in enumerate(rows):
        edges = [edge for near in starts[max(index - 2, 0) : index + 3] for edge in near]
        if edges:
            rows[index] = [piece for part in row for piece in _cut_at(part, edges)]


def _cut_at(part: list[WordPiece], edges: Sequence[float]) -> list[list[WordPiece]]:
    if len(part) < 3:
        return [part]
    gaps = [after.left - before.right for before, after in zip(part, part[1:], strict=False)]
    usual = median(gaps)
    for place, gap in enumerate(gaps, 1):
        piece = part[place]
        unusual = gap >= CELL_GAP * piece.size and gap >= _UNUSUAL * usual and place > 1
        if unusual and any(abs(piece.left - edge) <= _ALIGNED for edge in edges):
            return [part[:place], *_cut_at(part[place:], edges)]
    return [part]


__all__ = ["TextLine", "Row", "baseline_rows", "line_of", "rows_of"]
