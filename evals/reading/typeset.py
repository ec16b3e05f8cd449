"""Sets the made reports of `evals/reading/made` as PDFs, so that they are read as any other file is.

A page is a list of lines: '# ' heading, '## ' smaller heading, '* ' bullet, '- ' nested bullet, '| a | b' table row,
'~ ' line at the page's foot, anything else a paragraph. The layout is ours and not the inspectorate's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph
from reportlab.platypus import Table as _Table

_MARGIN = 57.0
_WIDTH = A4[0] - 2 * _MARGIN
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=15, spaceAfter=7)
_CELL = ParagraphStyle("cell", parent=_BODY, spaceAfter=0)
_STYLES = {
    "# ": ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=20, leading=25, spaceAfter=4),
    "## ": ParagraphStyle(
        "subheading", fontName="Helvetica-Bold", fontSize=14, leading=18, spaceBefore=6, spaceAfter=5
    ),
    "* ": ParagraphStyle("bullet", parent=_BODY, leftIndent=18, bulletIndent=4),
    "- ": ParagraphStyle("nested", parent=_BODY, leftIndent=38, bulletIndent=22),
}
_SIGNS = {"* ": "•", "- ": "–"}


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Return the pages as a PDF."""
    buffer = BytesIO()
    template = BaseDocTemplate(buffer, pagesize=A4, invariant=1)
    frame = Frame(_MARGIN, _MARGIN, _WIDTH, A4[1] - 2 * _MARGIN, id="page")
    feet = [[line[2:] for line in page if line.startswith("~ ")] for page in pages]
    template.addPageTemplates(
        [PageTemplate(f"page{n}", frames=[frame], onPage=_foot(foot)) for n, foot in enumerate(feet)]
    )
    story: list[Flowable] = []
    for number, page in enumerate(pages):
        story += [NextPageTemplate(f"page{number}"), PageBreak()] if number else []
        story += _flowables([line for line in page if not line.startswith("~ ")])
    template.build(story)
    return buffer.getvalue()


def _flowables(lines: Sequence[str]) -> Iterator[Flowable]:
    for is_row, group in groupby(lines, key=lambda line: line.startswith("| ")):
        if is_row:
            yield from (_row(line) for line in group)
        else:
            yield from (_paragraph(line) for line in group)


def _paragraph(line: str) -> Paragraph:
    mark = next((mark for mark in ("## ", "# ", "* ", "- ") if line.startswith(mark)), "")
    text = escape(line.removeprefix(mark))
    return Paragraph(text, _STYLES.get(mark, _BODY), bulletText=_SIGNS.get(mark))


def _row(line: str) -> Flowable:
    cells = [cell.strip() for cell in line[2:].split(" | ")]
    first = 0.5 if len(cells) == 2 else 0.34
    widths = [first * _WIDTH] + [(1 - first) * _WIDTH / (len(cells) - 1)] * (len(cells) - 1)
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    return _Table([[Paragraph(escape(cell), _CELL) for cell in cells]], colWidths=widths, style=style)


def _foot(lines: Sequence[str]) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, _template: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        for number, line in enumerate(reversed(lines)):
            left, _, right = line.partition(" | ")
            canvas.drawString(_MARGIN, 24 + 11 * number, left)
            canvas.drawRightString(A4[0] - _MARGIN, 24 + 11 * number, right)

    return draw


__all__ = ["pdf"]
