"""Sets made reports as the inspectorate's own pages look: sizes, two columns of bullets, ruled rows, running feet.

Unlike `typeset`, a cover's grades stand at the right edge, the summary runs in two columns, a letter's address is one
line under the other, and the foot of a page is drawn before its text, as Word's export draws it. Lines are marked:
'# ' name, '## ' heading, '### ' small heading, '* ' bullet, '- ' nested bullet, '< ' and '> ' bullet or paragraph of
the left and right column, '| a | b' row, '|> a | b' row with its last cell at the right, '|= a | b' ruled row,
'. ' line with nothing between it and the next, '.> ' one at the right, '~ ' foot, '^ ' head of the page; anything
else a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph
from reportlab.platypus import Table as _Table

_LEFT, _RIGHT, _TOP, _FOOT = 54.0, 56.0, 72.0, 66.0
_WIDTH = A4[0] - _LEFT - _RIGHT
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=13.3, spaceAfter=9)
_CLOSE = ParagraphStyle("close", parent=_BODY, spaceAfter=0)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=10.5, leading=12.6, spaceAfter=0)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=9.5, leading=11.4, spaceAfter=6)
_BULLET = ParagraphStyle(
    "bullet", parent=_BODY, leftIndent=14, bulletIndent=2, spaceAfter=5, bulletFontName="ZapfDingbats"
)
_STYLES = {
    "# ": ParagraphStyle("name", parent=_BODY, fontSize=20, leading=24, spaceAfter=3),
    "## ": ParagraphStyle("heading", parent=_BODY, fontName="Helvetica-Bold", fontSize=14, leading=17, spaceBefore=8),
    "### ": ParagraphStyle("small heading", parent=_BODY, fontName="Helvetica-Bold", fontSize=11.5, leading=14),
    "* ": _BULLET,
    "- ": ParagraphStyle("nested", parent=_BODY, leftIndent=28, bulletIndent=15, spaceAfter=4),
    ". ": _CLOSE,
    ".> ": ParagraphStyle("right", parent=_CLOSE, fontSize=9, leading=11, alignment=TA_RIGHT),
}
_HALF = ParagraphStyle(
    "half", parent=_SMALL, leftIndent=13, bulletIndent=1, bulletFontName="ZapfDingbats", bulletFontSize=6
)
_SIGNS = {"* ": "n", "- ": "–"}
_COLUMNS, _ROWS = ("< ", "> "), ("|> ", "|= ", "| ")


def printed_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Return the pages as a PDF."""
    buffer = BytesIO()
    template = BaseDocTemplate(buffer, pagesize=A4, invariant=1)
    frame = Frame(_LEFT, _FOOT, _WIDTH, A4[1] - _TOP - _FOOT, leftPadding=0, rightPadding=0, id="page")
    edges = [[line for line in page if line.startswith(("~ ", "^ "))] for page in pages]
    template.addPageTemplates(
        [PageTemplate(f"page{n}", frames=[frame], onPage=_edges(lines)) for n, lines in enumerate(edges)]
    )
    story: list[Flowable] = []
    for number, page in enumerate(pages):
        story += [NextPageTemplate(f"page{number}"), PageBreak()] if number else []
        story += _flowables([line for line in page if not line.startswith(("~ ", "^ "))])
    template.build(story)
    return buffer.getvalue()


def _kind(line: str) -> str:
    return next((kind for kind, marks in (("columns", _COLUMNS), ("rows", _ROWS)) if line.startswith(marks)), "")


def _flowables(lines: Sequence[str]) -> Iterator[Flowable]:
    for kind, group in groupby(lines, key=_kind):
        if kind == "columns":
            yield _columns(list(group))
        elif kind == "rows":
            yield from (_row(line) for line in group)
        else:
            yield from (_paragraph(line) for line in group)


def _paragraph(line: str) -> Paragraph:
    mark = next((mark for mark in ("### ", "## ", "# ", "* ", "- ", ".> ", ". ") if line.startswith(mark)), "")
    return Paragraph(escape(line.removeprefix(mark)) or "&nbsp;", _STYLES.get(mark, _BODY), bulletText=_SIGNS.get(mark))


def _columns(lines: Sequence[str]) -> Flowable:
    sides = [[_half(line[2:]) for line in lines if line.startswith(mark)] for mark in _COLUMNS]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return _Table([sides], colWidths=[_WIDTH / 2, _WIDTH / 2], style=style)


def _half(line: str) -> Paragraph:
    if line.startswith("* "):
        return Paragraph(escape(line[2:]), _HALF, bulletText=_SIGNS["* "])
    return Paragraph(escape(line), _SMALL)


def _row(line: str) -> Flowable:
    mark = next(mark for mark in _ROWS if line.startswith(mark))
    cells = [cell.strip() for cell in line.removeprefix(mark).split(" | ")]
    first = {2: 0.62 if mark == "|> " else 0.44}.get(len(cells), 0.3)
    widths = [first * _WIDTH] + [(1 - first) * _WIDTH / (len(cells) - 1)] * (len(cells) - 1) if cells[1:] else [_WIDTH]
    right = ParagraphStyle("right cell", parent=_CELL, alignment=TA_RIGHT)
    last = right if mark == "|> " else _CELL
    row = [Paragraph(escape(cell), last if n and n == len(cells) - 1 else _CELL) for n, cell in enumerate(cells)]
    table = _Table([row], colWidths=widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
    if mark == "|= ":
        table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    return table


def _edges(lines: Sequence[str]) -> Callable[[Canvas, BaseDocTemplate], None]:
    feet = [line[2:] for line in lines if line.startswith("~ ")]
    heads = [line[2:] for line in lines if line.startswith("^ ")]

    def draw(canvas: Canvas, _template: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        for base, group in ((24 + 10 * (len(feet) - 1), feet), (A4[1] - 36, heads)):
            for number, line in enumerate(group):
                left, _, right = line.partition(" | ")
                canvas.drawString(_LEFT, base - 10 * number, left)
                canvas.drawRightString(A4[0] - _RIGHT, base - 10 * number, right)

    return draw


__all__ = ["printed_pdf"]
