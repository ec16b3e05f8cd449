"""Running headers and footers, and the page numbers printed in them.

A line is furniture where it repeats, digits aside, at the same height of several pages, or where its
wording is that of a running line. The number printed on a page is taken from furniture only,
and only where it fits the sequence over the pages; a PDF's own page labels are not what is printed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.readers.glyphs import PageGlyphs, WordPiece
from ingest.readers.lines import baseline_rows

ZONE = 0.13
"""Running lines stand within this part of the page's height from its upper or lower edge."""

EDGE = 0.09
"""A running line that is known by its wording alone stands this close to an edge."""

LEVEL = 0.02
"""Running lines of two pages stand at the same height up to this part of the page's height."""

OUTERMOST = 3
"""Lines from the upper or lower end of a page's text that may be running lines wherever the text ends."""

LONG, MANY = 30, 10
"""A running line stands on half the pages; in a document this long its parts may have their own, on this many pages."""

_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
_PAGE = re.compile(r"\bpage\s+(\d+|[ivxlc]+)\b", re.IGNORECASE)
_PAGE_LINE = re.compile(
    r"(?:page\s+(?:\d{1,4}|[ivxlc]+)(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4})$", re.IGNORECASE
)
_RUNNING = re.compile(
    r"(?:(?:area send |monitoring |material change )?inspection report:.*\S.*|.*\bpage \d+ of \d+)$", re.IGNORECASE
)
_LAST_NUMBER = re.compile(r"(?:^|\s)(\d{1,4})$")
_FIRST_NUMBER = re.compile(r"^(\d{1,4})(?:\s|$)")
_DIGITS = re.compile(r"\d+")
_ENOUGH = 80
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True)
class RunningLine:
    """One line of furniture; cells are what stands apart on it."""

    cells: list[list[WordPiece]]
    at_top: bool

    @property
    def texts(self) -> list[str]:
        """The text of each cell."""
        return [" ".join(piece.text for piece in cell) for cell in self.cells]


@dataclass(slots=True)
class Furniture:
    """The furniture of one page, from the top down, and the page's printed number."""

    lines: list[RunningLine] = field(default_factory=list)
    label: str | None = None


@dataclass(slots=True)
class _Candidate:
    page: int
    row: list[WordPiece]
    cells: list[list[WordPiece]]
    masked: tuple[str, ...]
    height: float
    at_top: bool
    in_zone: bool
    rank: int
    """Place among the lines of the page, counted from its end."""


Seen = dict[tuple[bool, str], list[_Candidate]]


def take_furniture(sheets: Sequence[PageGlyphs]) -> list[Furniture]:
    """Find the running lines of a document and take their pieces off the sheets."""
    candidates = [_candidates(sheet) for sheet in sheets]
    seen: Seen = defaultdict(list)
    for page in candidates:
        for candidate in page:
            for masked in set(candidate.masked):
                seen[candidate.at_top, masked].append(candidate)
    found = [_chosen(page, seen, len(sheets)) for page in candidates]
    for sheet, furniture in zip(sheets, found, strict=True):
        taken = {id(piece) for line in furniture.lines for cell in line.cells for piece in cell}
        if taken:
            sheet.pieces = [piece for piece in sheet.pieces if id(piece) not in taken]
    _label(found)
    return found


def _candidates(sheet: PageGlyphs) -> list[_Candidate]:
    """Return the lines near the edges of a page, and the outermost ones wherever they stand."""
    pieces = sorted((piece for piece in sheet.pieces if not piece.bullet), key=lambda piece: piece.base)
    zone = ZONE * sheet.height
    found = []
    for at_top in (True, False):
        inwards = pieces if at_top else pieces[::-1]
        within = [p for p in inwards if (p.base < zone if at_top else p.base > sheet.height - zone)]
        rows = baseline_rows(inwards[: max(len(within), _ENOUGH)])
        for rank, row in enumerate(rows if at_top else rows[::-1]):
            base = row[-1].base
            near = base < zone if at_top else base > sheet.height - zone
            if near or rank < OUTERMOST:
                cells = _cells(row)
                masked = tuple(_mask(" ".join(piece.text for piece in cell)) for cell in cells)
                found.append(_Candidate(sheet.number, row, cells, masked, base / sheet.height, at_top, near, rank))
    return found


def _cells(row: Sequence[WordPiece]) -> list[list[WordPiece]]:
    cells: list[list[WordPiece]] = []
    for index, piece in enumerate(row):
        if index and piece.left - row[index - 1].right <= 1.5 * min(piece.size, row[index - 1].size):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _mask(text: str) -> str:
    """Return `text` without what changes from page to page."""
    return "#" if _ROMAN.match(text) else _DIGITS.sub("#", text).casefold()


def _chosen(page: Sequence[_Candidate], seen: Seen, pages: int) -> Furniture:
    """Take running lines from each edge inwards, up to the first line that is none."""
    chosen: dict[bool, list[_Candidate]] = {True: [], False: []}
    taken: set[int] = set()
    for at_top, found in chosen.items():
        for candidate in page:
            if candidate.at_top is at_top:
                if id(candidate.row[0]) in taken or not _is_running(candidate, seen, pages):
                    break
                found.append(candidate)
                taken.update(id(piece) for piece in candidate.row)
    lines = (*chosen[True], *reversed(chosen[False]))
    return Furniture([RunningLine(found.cells, found.at_top) for found in lines])


def _is_running(candidate: _Candidate, seen: Seen, pages: int) -> bool:
    needed = max(2 if pages < 4 else 3, (pages + 1) // 2)
    if pages >= LONG and len(candidate.cells) < 3:
        needed = max(MANY, pages // 20)
    repeated = 0
    for masked in candidate.masked:
        others = seen[candidate.at_top, masked]
        near = sum(other.in_zone and abs(other.height - candidate.height) <= LEVEL for other in others)
        telling = masked != "#" and ("#" in masked or _RUNNING.match(masked))
        ranked = sum(other.rank == candidate.rank for other in others) if telling else 0
        repeated += max(near if candidate.in_zone else 0, ranked) >= (
            needed if pages > 2 or "#" in masked else pages + 1
        )
    if repeated and repeated >= len(candidate.masked) - 1:
        return True
    at_edge = candidate.height < EDGE or candidate.height > 1 - EDGE
    whole = " ".join(piece.text for cell in candidate.cells for piece in cell)
    return at_edge and bool(whole == str(candidate.page) or _PAGE_LINE.match(whole) or _RUNNING.match(whole))


def _label(pages: Sequence[Furniture]) -> None:
    """Set the printed number of each page where the sequence over the pages bears it out."""
    offered = [list(_numbers(furniture)) for furniture in pages]
    offsets: Counter[tuple[str, int]] = Counter()
    for index, numbers in enumerate(offered):
        offsets.update({(style, value - index) for _, style, value, _ in numbers})
    for index, (furniture, numbers) in enumerate(zip(pages, offered, strict=True)):
        ranked = sorted(
            ((offsets[style, value - index], sure, text) for text, style, value, sure in numbers), reverse=True
        )
        if ranked and (ranked[0][0] >= 2 or ranked[0][1] or ranked[0][2] == str(index + 1)):
            furniture.label = ranked[0][2]


def _numbers(furniture: Furniture) -> Iterable[tuple[str, str, int, bool]]:
    """Yield what may be a printed page number: as printed, style, value, and whether its wording is sure."""
    for text in (text for line in furniture.lines for text in line.texts):
        page = _PAGE.search(text)
        if page:
            yield page[1], *_value(page[1]), True
        elif _ROMAN.match(text):
            yield text, *_value(text), False
        else:
            for pattern in (_LAST_NUMBER, _FIRST_NUMBER):
                number = pattern.search(text)
                if number:
                    yield number[1], *_value(number[1]), False


def _value(number: str) -> tuple[str, int]:
    if number.isdecimal():
        return "arabic", int(number)
    digits = [_ROMAN_DIGITS[letter] for letter in number.lower()]
    signed = [-digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True)]
    return "roman", sum(signed)


__all__ = ["Furniture", "RunningLine", "take_furniture"]
