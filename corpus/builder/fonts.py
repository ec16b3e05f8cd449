"""The fonts of the sample reports, all embedded with a full map back to Unicode.

Text is set in Bitstream Vera, which ReportLab ships and whose licence allows it inside documents. The bullet of
real reports is a Wingdings square that extracts as U+F06E; Vera has no such glyph, so a one-glyph font is made here.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Vera"
BOLD = "VeraBd"
BULLET = "SampleBullet"
BULLET_CHARACTER = "\uf06e"

_EM = 1000
_ADVANCE = 760
_SQUARE = (60, 20, 660, 620)


class GlyphError(Exception):
    """A text holds a character that the fonts cannot show."""


@cache
def register() -> frozenset[int]:
    """Make the fonts known to ReportLab, once, and give the characters that the text font can show."""
    regular = TTFont(REGULAR, "Vera.ttf")
    pdfmetrics.registerFont(regular)
    pdfmetrics.registerFont(TTFont(BOLD, "VeraBd.ttf"))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    pdfmetrics.registerFont(TTFont(BULLET, BytesIO(_bullet_font())))
    return frozenset(regular.face.charToGlyph)


def require_glyphs(text: str) -> str:
    """Return the text unchanged, or fail where a character would print as an empty box."""
    known = register()
    missing = sorted({character for character in text if ord(character) not in known})
    if missing:
        names = ", ".join(f"U+{ord(character):04X}" for character in missing)
        raise GlyphError(f"no glyph for {names} in {text[:60]!r}")
    return text


def _bullet_font() -> bytes:
    builder = FontBuilder(_EM, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(BULLET_CHARACTER): "square"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "square": _square()})
    builder.setupHorizontalMetrics({".notdef": (_ADVANCE, 0), "square": (_ADVANCE, _SQUARE[0])})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": BULLET, "styleName": "Regular", "psName": BULLET})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    stream = BytesIO()
    builder.save(stream)
    return stream.getvalue()


def _square() -> Glyph:
    left, bottom, right, top = _SQUARE
    pen = TTGlyphPen(None)
    pen.moveTo((left, bottom))
    for corner in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
