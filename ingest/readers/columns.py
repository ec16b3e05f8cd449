"""Pages set in columns: which rows are flowing columns, and where the gutter runs.

A table also has gutters; it is told apart because its rows begin together and its cells do not wrap
like running text. Decides nothing about paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import median

from ingest.readers.characters import DASH_BULLETS
from ingest.readers.glyphs import WordPiece
from ingest.readers.lines import TextLine, baseline_rows, line_of

NARROWEST = 0.6
"""The narrowest gutter, in type sizes."""

FEWEST_LINES = 6
"""Columns without bullets have at least this many lines on each side; shorter ones are cells of a table."""

LONG_BLOCK = 8
"""Two blocks side by side with at least this many lines each are columns rather than one row of a table."""

WORDS_A_LINE = 3.0
"""Lines of running columns have more words than this on average; cells of most tables have fewer."""

FEWEST_ROWS = 2
LONGEST_VALUE = 5
"""A table above columns has so many rows, or one and a heading below it; its values have so many words at most."""

_BLOCK_GAP = 1.25
_TOGETHER = 0.5


@dataclass(slots=True)
class Band:
    """Pieces that are read together, from left to right where `columns` has more than one part."""

    columns: list[list[WordPiece]]


_Rejected = tuple[int, float, float]
"""Row after the last of a rejected run, and the edges of its gutter."""


@dataclass(slots=True)
class _Run:
    rows: list[list[WordPiece]]
    low: float
    high: float
    """Left and right edge of the gutter."""


def bands_of(pieces: Sequence[WordPiece]) -> list[Band]:
    """Cut a region from the top down into bands, one column or several each."""
    rows = baseline_rows(pieces)
    bands: list[Band] = []
    waiting: list[list[WordPiece]] = []
    rejected: list[_Rejected] = []
    index = 0
    while index < len(rows):
        run = _flow_from(rows, index, rejected)
        if run is None:
            waiting.append(rows[index])
            index += 1
            continue
        if waiting:
            bands.append(Band([[piece for row in waiting for piece in row]]))
            waiting = []
        bands.append(Band(list(_sides(run))))
        index += len(run.rows)
    if waiting:
        bands.append(Band([[piece for row in waiting for piece in row]]))
    return bands


def _flow_from(rows: Sequence[Sequence[WordPiece]], start: int, rejected: list[_Rejected]) -> _Run | None:
    """Return the longest run of rows from `start` that reads as flowing columns, if there is one.

    Rows that as a whole were found to be no columns are not tried again from a later row on.
    """
    for low, high in _gaps(rows[start]):
        if any(start < end and low < far and high > near for end, near, far in rejected):
            continue
        run = _extend(rows, start, low, high)
        if run is not None and _is_flow(run):
            return None if _opens_with_table(run) else run
        if run is not None:
            rejected.append((start + len(run.rows), run.low, run.high))
    return None


def _opens_with_table(run: _Run) -> bool:
    """Say whether rows of label and short value stand above the first bullet of bulleted columns, in the same gutter.

    Columns begin below them: a cover's table of grades stands above its summary in two columns.
    """
    lead = list(takewhile(lambda row: not any(piece.bullet for piece in row), run.rows))
    both = [row for row in lead if row[0].right <= run.low and row[-1].left >= run.high]
    values = [sum(piece.left >= run.high for piece in row) for row in both]
    enough = len(both) >= FEWEST_ROWS or (len(both) == 1 and len(lead) > 1 and lead[0] is both[0])
    return enough and max(values) <= LONGEST_VALUE and len(lead) < len(run.rows)


def _gaps(row: Sequence[WordPiece]) -> list[tuple[float, float]]:
    """Return the gaps of a row that may be a gutter: wide, or before a bullet."""
    found = []
    for before, piece in zip(row, row[1:], strict=False):
        if before.bullet or before.text in DASH_BULLETS:
            continue
        if piece.left - before.right >= (NARROWEST if piece.bullet else 1.2) * piece.size:
            found.append((before.right, piece.left))
    return found


def _extend(rows: Sequence[Sequence[WordPiece]], start: int, low: float, high: float) -> _Run | None:
    run = _Run([], low, high)
    for row in rows[start:]:
        narrower = _common(row, run.low, run.high)
        if narrower is None or (run.rows and _ends_the_columns(run, row)):
            break
        run.rows.append(list(row))
        run.low, run.high = narrower
    return run if run.rows else None


def _common(row: Sequence[WordPiece], low: float, high: float) -> tuple[float, float] | None:
    """Return the widest stretch of the gutter that a row leaves free, or None where it is too narrow."""
    best, free = (low, low), low
    for piece in row:
        if piece.right > low and piece.left < high:
            best = max(best, (free, piece.left), key=_width)
            free = max(free, piece.right)
    best = max(best, (free, high), key=_width)
    return best if _width(best) >= NARROWEST * min(piece.size for piece in row) else None


def _width(stretch: tuple[float, float]) -> float:
    return stretch[1] - stretch[0]


def _ends_the_columns(run: _Run, row: Sequence[WordPiece]) -> bool:
    """Say whether a row that keeps clear of the gutter is a heading over the full width all the same.

    It is where it stands on the left only, differs in size or weight from the columns, and no line of the right
    column is near it.
    """
    if any(piece.left >= run.high for piece in row):
        return False
    line = line_of(row)
    if line is None or line.bullet:
        return False
    left = [piece for above in run.rows for piece in above if piece.right <= run.low]
    right = [piece for above in run.rows for piece in above if piece.left >= run.high]
    if not left or not right:
        return False
    size = median(piece.size for piece in left)
    differs = abs(line.size - size) > 0.08 * size or (line.bold and not _mostly_bold(left))
    lowest = max(piece.base for piece in left + right)
    return differs and line.base - lowest > 1.4 * size


def _mostly_bold(pieces: Sequence[WordPiece]) -> bool:
    return 2 * sum(piece.bold for piece in pieces) > len(pieces)


def _sides(run: _Run) -> tuple[list[WordPiece], list[WordPiece]]:
    centre = (run.low + run.high) / 2
    pieces = [piece for row in run.rows for piece in row]
    return [p for p in pieces if p.left < centre], [p for p in pieces if p.left >= centre]


def _is_flow(run: _Run) -> bool:
    sides = [_lines(side) for side in _sides(run)]
    if _bulleted(sides):
        return True
    if any(len(side) < FEWEST_LINES for side in sides):
        return False
    words = [sum(len(line.pieces) for line in side) / len(side) for side in sides]
    return min(words) > WORDS_A_LINE and _runs_on(sides) and not _rows_agree(sides)


def _runs_on(sides: Sequence[Sequence[TextLine]]) -> bool:
    """Say whether most lines on each side fill their column, as wrapped text does."""
    for side in sides:
        right, left = max(line.right for line in side), min(line.left for line in side)
        full = sum(line.right - left > 0.75 * (right - left) for line in side)
        if 2 * full < len(side):
            return False
    return True


def _lines(pieces: Sequence[WordPiece]) -> list[TextLine]:
    return [line for line in map(line_of, baseline_rows(pieces)) if line]


def _bulleted(sides: Sequence[Sequence[TextLine]]) -> bool:
    return all(any(line.bullet for line in side) for side in sides)


def _rows_agree(sides: Sequence[Sequence[TextLine]]) -> bool:
    """Say whether every block on the side with fewer blocks begins level with one on the other side."""
    tops = sorted((_tops(side) for side in sides), key=len)
    size = median(line.size for side in sides for line in side)
    level = all(any(abs(top - other) <= _TOGETHER * size for other in tops[1]) for top in tops[0])
    alone = len(tops[1]) == 1 and min(map(len, sides)) < LONG_BLOCK
    return level and (len(tops[0]) > 1 or alone)


def _tops(side: Sequence[TextLine]) -> list[float]:
    steps = [after.base - before.base for before, after in zip(side, side[1:], strict=False)]
    usual = median(steps) if steps else 0.0
    return [side[0].base] + [line.base for line, step in zip(side[1:], steps, strict=True) if step > _BLOCK_GAP * usual]


__all__ = ["Band", "bands_of"]
