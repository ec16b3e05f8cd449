"""The text layer of a page: PDFium's characters → words with a place, a size and a weight.

Reads one page at a time through PDFium's raw interface, in bulk where it has a bulk call and twice a
word (first and last character) where it has none. Decides nothing about lines, columns or blocks.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.documents import Box
from ingest.readers.characters import HYPHEN_MARKS, SOFT_HYPHEN, is_bullet_glyph, normalise, words_of
from ingest.readers.engine import Handle, pdfium

Rect = tuple[float, float, float, float]
"""left, top, right, bottom in points; origin at the top left."""

_LINE_ENDS = re.compile(f"[{HYPHEN_MARKS}]")
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_THIN_RULE = 2.0
_LONG_RULE = 24.0
_LEAST = 0.3
_DESCENT = 0.2


@dataclass(slots=True)
class WordPiece:
    """A word, or the part of a word that stands on one line.

    `hyphen` is "-" where the piece ends in a hyphen that PDFium, or the text itself, marks as ending a
    line inside a word, and "soft" where that hyphen is there for the line break only. `glued` is
    true where a no-break space joins the piece to the one before.
    """

    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    text: str
    bullet: bool = False
    hyphen: str = ""
    glued: bool = False


@dataclass(slots=True)
class PageGlyphs:
    """What is drawn on one page, in the frame in which its text runs from left to right.

    `width` and `height` are of that frame; `turn` counts the quarter turns (clockwise) that lead from
    the page as shown to the frame. `rules` are drawn horizontal lines. `sideways` are pieces
    that run in another direction than most of the page.
    """

    number: int
    shown_width: float
    shown_height: float
    turn: int
    pieces: list[WordPiece] = field(default_factory=list)
    sideways: list[WordPiece] = field(default_factory=list)
    rules: list[Rect] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Width of the frame in points."""
        return self.shown_height if self.turn % 2 else self.shown_width

    @property
    def height(self) -> float:
        """Height of the frame in points."""
        return self.shown_width if self.turn % 2 else self.shown_height

    def box_of(self, piece: WordPiece) -> Box:
        """Return where `piece` is drawn, as fractions of the page as shown."""
        width, height = self.width, self.height
        left, top, right, bottom = piece.left / width, piece.top / height, piece.right / width, piece.bottom / height
        for _ in range(-self.turn % 4):
            left, top, right, bottom = 1 - bottom, left, 1 - top, right
        return Box(round(left, 5), round(top, 5), round(right, 5), round(bottom, 5))


class _Raw(NamedTuple):
    """A word as PDFium gives it; boxes are left, bottom, right, top in the page's own coordinates."""

    text: str
    first: Rect
    last: Rect
    font: int
    glued: bool
    hyphen: bool
    way: int
    """Where the word runs to: 0 right, 1 up, 2 left, 3 down."""


@dataclass(slots=True)
class _Font:
    bold: bool
    size: float
    origin: tuple[float, float]
    sample: Rect
    """Size and origin of a character of the font, and the box that PDFium gives it."""


class PageText:
    """PDFium's text layer of one page; close it with `with`."""

    def __init__(self, page: Handle) -> None:
        self._page = page
        self._text = pdfium.FPDFText_LoadPage(page)
        if not self._text:
            raise ValueError("PDFium gave no text layer for the page.")
        self._fonts: dict[int, _Font] = {}
        self._rect = pdfium.FS_RECTF()

    def __enter__(self) -> PageText:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDFText_ClosePage(self._text)

    def characters(self) -> str:
        """Return the page's characters, one a PDFium index."""
        count = pdfium.FPDFText_CountChars(self._text)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._text, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        return "".join(self._character(index) for index in range(count))

    def _character(self, index: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._text, index)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00"

    def words(self) -> Iterator[_Raw]:
        """Yield each word of the page in PDFium's order, split where a line ends inside it."""
        text = self.characters()
        previous = 0
        for start, end in words_of(text):
            glued = end > start and text[previous:start].strip(" ") == "\u00a0"
            previous = end
            for begin, stop in _parts(text, start, end):
                raw = self._raw(text, begin, stop, glued and begin == start)
                if raw is not None:
                    yield raw

    def _raw(self, text: str, start: int, end: int, glued: bool) -> _Raw | None:
        shown = text[start:end]
        hyphen = shown[-1] in HYPHEN_MARKS
        first = self._box(start)
        last = self._box(end - 1) if end - start > 1 else first
        if first is None or last is None:
            first = last = first or last
        if first is None or last is None:
            return None
        return _Raw(shown, first, last, self._font(start), glued, hyphen, _way(first, last))

    def _box(self, index: int) -> Rect | None:
        """Return left, bottom, right, top of a character in the page's own coordinates."""
        rect = self._rect
        if pdfium.FPDFText_GetLooseCharBox(self._text, index, rect):
            box = (rect.left, rect.bottom, rect.right, rect.top)
            if box[0] < box[2] < math.inf and box[1] < box[3] < math.inf and box[0] > -math.inf < box[1]:
                return box
        sides = [ctypes.c_double() for _ in range(4)]
        if not pdfium.FPDFText_GetCharBox(self._text, index, sides[0], sides[2], sides[1], sides[3]):
            return None
        box = (sides[0].value, sides[1].value, sides[2].value, sides[3].value)
        return box if all(map(math.isfinite, box)) and box != (0.0, 0.0, 0.0, 0.0) else None

    def _font(self, index: int) -> int:
        drawn = pdfium.FPDFText_GetTextObject(self._text, index)
        font = pdfium.FPDFTextObj_GetFont(drawn) if drawn else None
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._fonts:
            self._fonts[key] = self._measure(font, index)
        return key

    def _measure(self, font: Handle | None, index: int) -> _Font:
        matrix = pdfium.FS_MATRIX()
        scale = 1.0
        if pdfium.FPDFText_GetMatrix(self._text, index, matrix):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text, index, x, y)
        size = float(pdfium.FPDFText_GetFontSize(self._text, index)) * scale
        box = self._box(index) or (0.0, 0.0, 0.0, 0.0)
        return _Font(_is_bold(font), size, (x.value, y.value), box)

    def font(self, key: int) -> _Font:
        """Return what was measured of a font."""
        return self._fonts[key]


def read_sheet(page: Handle, number: int) -> PageGlyphs:
    """Read the text layer of `page`, a PDFium page handle."""
    frame = _Frame.of(page)
    with PageText(page) as text:
        raw = list(text.words())
        turn = _main_direction(raw, frame)
        sheet = PageGlyphs(number, *frame.shown, turn)
        frame = frame.turned(turn)
        metrics: dict[int, tuple[float, float, bool]] = {}
        for word in raw:
            if word.font not in metrics:
                metrics[word.font] = _metrics(text.font(word.font), frame)
            _place(sheet, word, frame, metrics[word.font])
    sheet.rules = [frame.rect(rule) for rule in _rules(page)]
    sheet.rules = [rule for rule in sheet.rules if rule[2] - rule[0] >= _LONG_RULE and rule[3] - rule[1] <= _THIN_RULE]
    return sheet


@dataclass(frozen=True, slots=True)
class _Frame:
    """From the page's own coordinates to points from the top left, after `quarters` quarter turns."""

    left: float
    bottom: float
    width: float
    height: float
    quarters: int
    shown: tuple[float, float]

    @classmethod
    def of(cls, page: Handle) -> _Frame:
        rect = pdfium.FS_RECTF()
        width, height = float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))
        quarters = int(pdfium.FPDFPage_GetRotation(page)) % 4
        own = (height, width) if quarters % 2 else (width, height)
        if pdfium.FPDF_GetPageBoundingBox(page, rect):
            return cls(rect.left, rect.bottom, own[0], own[1], quarters, (width, height))
        return cls(0.0, 0.0, own[0], own[1], quarters, (width, height))

    def turned(self, turn: int) -> _Frame:
        return _Frame(self.left, self.bottom, self.width, self.height, (self.quarters + turn) % 4, self.shown)

    def rect(self, own: Rect) -> Rect:
        """Map left, bottom, right, top to left, top, right, bottom."""
        left, right = own[0] - self.left, own[2] - self.left
        low, high = own[1] - self.bottom, own[3] - self.bottom
        if self.quarters == 0:
            return left, self.height - high, right, self.height - low
        if self.quarters == 1:
            return low, left, high, right
        if self.quarters == 2:
            return self.width - right, low, self.width - left, high
        return self.height - high, self.width - right, self.height - low, self.width - left

    @property
    def bounds(self) -> tuple[float, float]:
        """Width and height after turning."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a word after each hyphen that ends a line, and a bullet from what it is glued to."""
    if end - start > 1 and is_bullet_glyph(text[start]):
        yield start, start + 1
        start += 1
    for mark in _LINE_ENDS.finditer(text, start, end - 1):
        yield start, mark.end()
        start = mark.end()
    yield start, end


def _way(first: Rect, last: Rect) -> int:
    across, up = first[0] + first[2] - last[0] - last[2], last[1] + last[3] - first[1] - first[3]
    if abs(across) >= abs(up):
        return 2 if across > 0 else 0
    return 1 if up > 0 else 3


def _main_direction(words: list[_Raw], frame: _Frame) -> int:
    """Return the quarter turns (clockwise) after which most words run from left to right."""
    votes = [0, 0, 0, 0]
    for word in words:
        if len(word.text) > 2:
            votes[(word.way - frame.quarters) % 4] += 1
    best = max(range(4), key=votes.__getitem__)
    return best if votes[best] > votes[0] else 0


def _metrics(font: _Font, frame: _Frame) -> tuple[float, float, bool]:
    """Return, for boxes of the font, size / height and (bottom - baseline) / height."""
    left, top, right, bottom = frame.rect(font.sample)
    height = bottom - top
    origin = frame.rect((*font.origin, *font.origin))
    if height <= 0 or font.size <= 0:
        return 1.0, _DESCENT, font.bold
    descent = (bottom - origin[1]) / height
    return font.size / height, descent if -0.5 < descent < 1 else _DESCENT, font.bold


def _place(sheet: PageGlyphs, word: _Raw, frame: _Frame, metrics: tuple[float, float, bool]) -> None:
    """Put `word` on the sheet, unless it shows nothing or lies outside the page."""
    text, hyphen, bullet = word.text, "", False
    if len(text) == 1 and is_bullet_glyph(text):
        bullet = True
    else:
        text, hyphen = _as_read(word)
    left, top, right, bottom = frame.rect(_union(word.first, word.last))
    width, height = frame.bounds
    if not text or right <= 0 or bottom <= 0 or left >= width or top >= height:
        return
    ratio, descent, bold = metrics
    sideways = len(text) > 1 and word.way != frame.quarters
    tall = right - left if sideways and (word.way - frame.quarters) % 2 else bottom - top
    if left < 0 or top < 0 or right > width or bottom > height or right - left < _LEAST or bottom - top < _LEAST:
        left, top = min(max(left, 0.0), width - _LEAST), min(max(top, 0.0), height - _LEAST)
        right, bottom = min(max(right, left + _LEAST), width), min(max(bottom, top + _LEAST), height)
    base, size = bottom - descent * tall, ratio * tall
    piece = WordPiece(left, top, right, bottom, base, size, bold, text, bullet, hyphen, word.glued)
    (sheet.sideways if sideways else sheet.pieces).append(piece)


def _as_read(word: _Raw) -> tuple[str, str]:
    """Return the word as a reader would type it, and the mark of its last hyphen."""
    text = word.text
    soft = text[-1] == SOFT_HYPHEN
    if word.hyphen or soft:
        text = text.rstrip(HYPHEN_MARKS + SOFT_HYPHEN) + "-"
    shown = normalise(text)
    return shown, "soft" if soft else "-" if len(shown) > 1 and shown[-1] == "-" else ""


def _union(first: Rect, last: Rect) -> Rect:
    if first is last:
        return first
    return min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3])


def _rules(page: Handle) -> Iterator[Rect]:
    """Yield the boxes of thin drawn paths: lines under headings and between rows of tables."""
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(drawn, *sides):
            left, bottom, right, top = (side.value for side in sides)
            if min(right - left, top - bottom) <= _THIN_RULE and max(right - left, top - bottom) >= _LONG_RULE:
                yield left, bottom, right, top


def _is_bold(font: Handle | None) -> bool:
    if not font:
        return False
    if pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return bool(_BOLD_NAME.search(name.value.decode("latin-1")))


__all__ = ["PageText", "WordPiece", "Rect", "PageGlyphs", "read_sheet"]
