"""Sets the PDF documents beside the reports: letters, reports in plain lines, a form with answers, a scanned page.

Every kind comes from the same blocks. The form's answers live in its fields and not in its text; the scan is a
picture of a page that was made once and is kept beside its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak

from corpus.builder import fonts, layout
from corpus.builder.layout import Story, style
from corpus.builder.papers import FormField, Line, Paper, lines

_MARGINS = layout.Margins(side=57, top=64, bottom=70)
_LOOKS = {
    "#": style("paper-title", 19, 24, bold=True, spaceAfter=6),
    "##": style("paper-heading", 13, 17, bold=True, spaceBefore=9, spaceAfter=6),
    "###": style("paper-subheading", 11, 15, bold=True, spaceBefore=6, spaceAfter=4),
    "": style("paper-body", 10.2, 14.4, spaceAfter=8),
    "*": style("paper-bullet", 10.2, 14.4, spaceAfter=5, leftIndent=14, bulletIndent=0),
}
_CELL = style("paper-cell", 9.6, 13)
_LABEL = style("paper-label", 10.2, 14.4, bold=True, spaceBefore=6, spaceAfter=3)
_FOOT = 8.0
_ANSWER = 9.5


def build(paper: Paper) -> bytes:
    """Typeset a letter, a report or a form."""
    sheet = layout.Sheet(
        title=paper.title,
        subject=paper.what,
        published=paper.dated,
        margins=_MARGINS,
        after=_footer(paper.footer) if paper.footer else None,
    )
    return layout.render(lambda: [*_story(list(lines(paper.text))), *_form(paper.fields)], sheet)


def _footer(words: Sequence[str]) -> layout.Furniture:
    def draw(canvas: Canvas, page: int, pages: int) -> None:
        if page == 1:
            return
        for number, line in enumerate(reversed(words)):
            layout.label(canvas, _MARGINS.side, 30 + 11 * number, [(fonts.REGULAR, line)], _FOOT)
        layout.label(canvas, layout.PAGE_WIDTH - _MARGINS.side - 8, 30, [(fonts.REGULAR, str(page))], _FOOT)

    return draw


def _story(blocks: Sequence[Line]) -> Story:
    story: Story = []
    for is_row, group in groupby(blocks, key=lambda line: line.mark == "|"):
        if is_row:
            story.append(_table([line.cells for line in group]))
            story.append(layout.gap(8))
        else:
            story += [_block(line) for line in group]
    return story


def _block(line: Line) -> Flowable:
    if line.mark == "---":
        return PageBreak()
    look = _LOOKS[line.mark]
    if line.mark == "*":
        return layout.bullet(line.content, look, "•")
    return layout.heading(line.content, look) if line.mark else layout.text(line.content, look)


def _table(rows: Sequence[Sequence[str]]) -> Flowable:
    count = len(rows[0])
    widths = [_MARGINS.width / count] * count
    cells = [[layout.Cell(text, _CELL) for text in row] for row in rows]
    return layout.table(cells, widths, [("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 5)])


def _form(fields: Sequence[FormField]) -> Story:
    story: Story = []
    for field in fields:
        story += [layout.heading(field.label, _LABEL), _Answer(field), layout.gap(4)]
    return story


class _Answer(Flowable):
    """A form's field with what was filled in."""

    def __init__(self, field: FormField) -> None:
        super().__init__()
        self.field = field
        self.width = 16.0 if field.tick else _MARGINS.width
        wrapped = simpleSplit(field.answer.replace("’", "'"), "Helvetica", _ANSWER, self.width - 12)
        self.text = "\n".join(wrapped)  # what draws the field breaks no lines itself
        self.height = 16.0 if field.tick else max(20.0, 12.5 * len(wrapped) + 10)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Give the room that the field takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Put the field on the page."""
        field, form = self.field, self.canv.acroForm
        place: dict[str, Any] = {"name": field.name, "tooltip": field.label, "x": 0, "y": 0, "relative": True}
        if field.tick:
            form.checkbox(checked=True, size=16, **place)
            return
        size: dict[str, Any] = {
            "width": self.width,
            "height": self.height,
            "fontName": "Helvetica",
            "fontSize": _ANSWER,
        }
        if field.choices:
            form.choice(value=field.answer, options=list(field.choices), **place, **size)
            return
        flags = "multiline" if self.height > 20 else ""
        form.textfield(value=self.text, fieldFlags=flags, maxlen=2000, **place, **size)


def build_scan(paper: Paper, picture: Path) -> bytes:
    """Return a PDF whose one page is a picture and holds no text."""
    margins = layout.Margins(side=0, top=0, bottom=0)
    image = ImageReader(BytesIO(picture.read_bytes()))  # named by its content; a path would name it by where it lies

    def draw(canvas: Canvas, page: int, pages: int) -> None:
        canvas.drawImage(image, 0, 0, layout.PAGE_WIDTH, layout.PAGE_HEIGHT)

    sheet = layout.Sheet(paper.title, paper.what, paper.dated, margins, before=draw)
    return layout.render(lambda: [layout.gap(1)], sheet)


def build_broken(whole: bytes) -> bytes:
    """Return a PDF that was cut off in the middle of its transfer."""
    return whole[: len(whole) * 2 // 5]
