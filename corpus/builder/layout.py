"""How all sample reports are set: text styles, tables, page templates, and the turning of a story into bytes.

Holds nothing that belongs to one format alone, and no wording.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import md5
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import TimeStamp, simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from corpus.builder import fonts
from corpus.builder.content import Block

PAGE_WIDTH, PAGE_HEIGHT = A4
TAN = HexColor("#FDE9CE")
RULE = HexColor("#B1B4B6")
_SHARE_AT_LEFT: dict[object, float] = {TA_CENTER: 0.5, TA_RIGHT: 1.0}
AUTHOR = "Inspection Assistant sample group (fictional)"

Story = list[Flowable]
Commands = list[tuple[Any, ...]]
"""The look of a table, in ReportLab's words."""
Furniture = Callable[[Canvas, int, int], None]
"""Draws what stands outside the text of a page, given the page's number and the number of pages."""


@dataclass(frozen=True)
class Margins:
    """White space around the text, in points."""

    side: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """Give the width of a line of text."""
        return PAGE_WIDTH - 2 * self.side


@dataclass(frozen=True)
class Sheet:
    """Everything about a document but its story."""

    title: str
    subject: str
    published: date
    margins: Margins
    before: Furniture | None = None
    """Comes before the page's text in the file, and so in what a reader extracts."""
    after: Furniture | None = None
    """Comes after it."""


@cache
def style(name: str, size: float, leading: float, bold: bool = False, **extra: Any) -> ParagraphStyle:  # noqa: ANN401
    """Make a text style; words that already hold a hyphen may break at it, as a word processor breaks them."""
    fonts.register()
    face = fonts.BOLD if bold else fonts.REGULAR
    usual: dict[str, Any] = {"bulletFontName": face, "embeddedHyphenation": 1, "splitLongWords": 1}
    return ParagraphStyle(name, fontName=face, fontSize=size, leading=leading, **(usual | extra))


class Cell(Flowable):
    """A short text in a table.

    A `Paragraph` ends each line with a line feed, so that a reader extracts a label and its value as two lines. In
    real reports they are one line, as they are here.
    """

    def __init__(self, content: str, look: ParagraphStyle) -> None:
        super().__init__()
        self.content = fonts.require_glyphs(content)
        self.look = look
        self.lines: list[str] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Break the text into lines and give the room they take."""
        self.lines = simpleSplit(self.content, self.look.fontName, self.look.fontSize, available_width)
        self.width = available_width
        self.height = len(self.lines) * self.look.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines, each from its own origin."""
        look = self.look
        y = self.height - look.fontSize
        for line in self.lines:
            spare = self.width - stringWidth(line, look.fontName, look.fontSize)
            x = spare * _SHARE_AT_LEFT.get(look.alignment, 0.0)
            label(self.canv, x, y, [(look.fontName, line)], look.fontSize, look.textColor)
            y -= look.leading


def text(content: str, look: ParagraphStyle) -> Paragraph:
    """Set one paragraph of plain text."""
    return Paragraph(escape(fonts.require_glyphs(content)), look)


def heading(content: str, look: ParagraphStyle, *, with_next: bool = True) -> Paragraph:
    """Set a heading; it stays with what follows unless told otherwise."""
    paragraph = text(content, look)
    paragraph.keepWithNext = int(with_next)
    return paragraph


def bullet(content: str, look: ParagraphStyle, glyph: str = fonts.BULLET_CHARACTER) -> Paragraph:
    """Set a bullet; the style gives its indents and the font of the glyph."""
    return Paragraph(escape(fonts.require_glyphs(content)), look, bulletText=glyph)


def bullets(items: Sequence[str], look: ParagraphStyle, glyph: str = fonts.BULLET_CHARACTER) -> Story:
    """Set a list of bullets."""
    return [bullet(item, look, glyph) for item in items]


def blocks(items: Sequence[Block], plain: ParagraphStyle, outer: ParagraphStyle, inner: ParagraphStyle) -> Story:
    """Set paragraphs and bullets, nested ones with an en dash."""
    story: Story = []
    for item in items:
        if item.p is not None:
            story.append(text(item.p, plain))
        if item.b is not None:
            story.append(bullet(item.b, outer))
            story += bullets(item.sub, inner, "–")
    return story


def table(
    cells: Sequence[list[Any]],
    widths: Sequence[float],
    commands: Commands,
    **extra: Any,  # noqa: ANN401
) -> Table:
    """Make a table at the left margin; no font but the embedded ones is ever named in the file."""
    look = TableStyle([("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR), *commands])
    return Table(cells, colWidths=widths, style=look, hAlign="LEFT", **extra)


def rows(
    pairs: Sequence[tuple[str, str]],
    widths: tuple[float, float],
    looks: tuple[ParagraphStyle, ParagraphStyle],
    *,
    padding: float = 5,
    fill: Color | None = None,
    rule: Color | None = None,
) -> Table:
    """Set label and value rows, the label on a tinted ground where a fill is given."""
    cells = [[Cell(name, looks[0]), Cell(value, looks[1])] for name, value in pairs]
    commands: Commands = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    if fill is not None:
        commands.append(("BACKGROUND", (0, 0), (0, -1), fill))
    if rule is not None:
        commands.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, rule))
    return table(cells, widths, commands)


def gap(height: float) -> Spacer:
    """Leave white space."""
    return Spacer(1, height)


def label(
    canvas: Canvas, x: float, y: float, pieces: Sequence[tuple[str, str]], size: float, colour: Color = black
) -> None:
    """Draw one line of text, piece by piece, each in its font."""
    line = canvas.beginText(x, y)
    line.setFillColor(colour)
    for face, piece in pieces:
        line.setFont(face, size)
        line.textOut(fonts.require_glyphs(piece))
    canvas.drawText(line)


def render(make_story: Callable[[], Story], sheet: Sheet) -> bytes:
    """Typeset a story twice, the second time knowing how many pages there are."""
    fonts.register()
    _, pages = _typeset(make_story(), sheet, pages=0)
    document, _ = _typeset(make_story(), sheet, pages)
    return document


def _noon(day: date) -> TimeStamp:
    """Give noon on the day of publication, whatever the clock and the environment say."""
    stamp = TimeStamp(1)
    stamp.YMDhms = (day.year, day.month, day.day, 12, 0, 0)
    stamp.dhh = stamp.dmm = 0
    return stamp


def _frame(margins: Margins) -> Frame:
    height = PAGE_HEIGHT - margins.top - margins.bottom
    return Frame(margins.side, margins.bottom, margins.width, height, 0, 0, 0, 0)


def _typeset(story: Story, sheet: Sheet, pages: int) -> tuple[bytes, int]:
    stream = BytesIO()

    def draw(furniture: Furniture | None) -> Callable[[Canvas, BaseDocTemplate], None]:
        def page(canvas: Canvas, document: BaseDocTemplate) -> None:
            if furniture is not None:
                furniture(canvas, document.page, pages)

        return page

    template = PageTemplate("page", [_frame(sheet.margins)], onPage=draw(sheet.before), onPageEnd=draw(sheet.after))
    document = BaseDocTemplate(
        stream,
        pagesize=A4,
        pageTemplates=[template],
        title=sheet.title,
        subject=sheet.subject,
        author=AUTHOR,
        creator="corpus.builder",
        producer="ReportLab",
        lang="en-GB",
        initialFontName=fonts.REGULAR,
        invariant=1,
        pageCompression=1,
    )

    def canvas_maker(*arguments: Any, **options: Any) -> Canvas:  # noqa: ANN401
        canvas = Canvas(*arguments, **options)
        hidden: Any = canvas
        hidden._doc._timeStamp = _noon(sheet.published)
        hidden._doc.signature = md5(str(sheet.published).encode(), usedforsecurity=False)
        return canvas

    document.build(story, canvasmaker=canvas_maker)
    return stream.getvalue(), document.page
