"""Sets a section 5 report as they looked from 2015 to 2019.

The first page carries no footer; the footer of the others stands before the text in the file, as in real ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.enums import TA_RIGHT
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Table

from corpus.builder import fonts, layout, standing
from corpus.builder.content import School, Section, Section5
from corpus.builder.layout import Commands, Story, style

MARGINS = layout.Margins(side=60, top=62, bottom=74)
_FOOTER_Y = 30
_FOOTER_SIZE = 7.6

_BODY = style("s5-body", 10.1, 13.9, spaceAfter=6)
_BULLET = style(
    "s5-bullet",
    10.1,
    13.9,
    spaceAfter=6,
    leftIndent=15,
    bulletFontName=fonts.BULLET,
    bulletFontSize=10.1,
    bulletIndent=1,
)
_NESTED = style(
    "s5-nested",
    10.1,
    13.9,
    spaceAfter=5,
    leftIndent=30,
    bulletFontName=fonts.REGULAR,
    bulletFontSize=10.1,
    bulletIndent=16,
)
_SUMMARY = style(
    "s5-summary",
    9.2,
    12.1,
    spaceAfter=5,
    leftIndent=14,
    bulletFontName=fonts.BULLET,
    bulletFontSize=9.2,
    bulletIndent=1,
)
_TOP = style("s5-top", 8.6, 12)
_NAME = style("s5-name", 18, 23)
_ADDRESS = style("s5-address", 8.4, 11)
_TITLE = style("s5-title", 12.4, 16, bold=True, spaceBefore=6, spaceAfter=9)
_LARGE = style("s5-large", 13, 17, bold=True, spaceBefore=16, spaceAfter=8)
_SUBHEADING = style("s5-subheading", 10.1, 13.5, bold=True, spaceBefore=4, spaceAfter=4)
_STATEMENT = style("s5-statement", 9.6, 13, bold=True, spaceBefore=8, spaceAfter=8)
_CELL = style("s5-cell", 9.4, 12.4)
_CELL_BOLD = style("s5-cell-bold", 9.4, 12.4, bold=True)
_CELL_RIGHT = style("s5-cell-right", 9.4, 12.4, alignment=TA_RIGHT)
_CELL_RIGHT_BOLD = style("s5-cell-right-bold", 9.4, 12.4, bold=True, alignment=TA_RIGHT)
_SMALL = style("s5-small", 7.9, 10.4, spaceAfter=9)


def build(report: Section5, school: School) -> bytes:
    """Typeset the report."""
    sheet = layout.Sheet(
        title=f"Inspection report: {school.name}, {report.dates}",
        subject="School report",
        published=report.published,
        margins=MARGINS,
        before=_footer(f"{school.name}, {report.dates}"),
    )
    return layout.render(lambda: _story(report, school), sheet)


def _footer(running: str) -> layout.Furniture:
    def draw(canvas: Canvas, page: int, pages: int) -> None:
        if page == 1:
            return
        pieces = [(fonts.BOLD, "Inspection report: "), (fonts.REGULAR, running)]
        layout.label(canvas, MARGINS.side + 3, _FOOTER_Y, pieces, _FOOTER_SIZE)
        number = f"Page {page} of {pages}"
        width = stringWidth(number, fonts.REGULAR, _FOOTER_SIZE)
        right = layout.PAGE_WIDTH - MARGINS.side - 3 - width
        layout.label(canvas, right, _FOOTER_Y, [(fonts.REGULAR, number)], _FOOTER_SIZE)

    return draw


def _story(report: Section5, school: School) -> Story:
    return [
        *_first_page(report, school),
        PageBreak(),
        layout.heading("Full report", _TITLE),
        *([layout.text(report.preamble, _BODY)] if report.preamble else []),
        layout.heading("What does the school need to do to improve further?", _SUBHEADING),
        *layout.blocks(report.improve, _BODY, _BULLET, _NESTED),
        PageBreak(),
        layout.heading("Inspection judgements", _TITLE),
        *(flowable for section in report.sections for flowable in _section(report, section)),
        PageBreak(),
        *_details(report, school),
        PageBreak(),
        layout.heading("Information about this inspection", _TITLE),
        *layout.bullets(report.about_inspection, _BULLET),
        layout.heading("Inspection team", _SUBHEADING),
        _two_columns(report.team),
        PageBreak(),
        *_last_page(report),
    ]


def _first_page(report: Section5, school: School) -> Story:
    summary = report.summary
    story: Story = [
        layout.text("School report", _TOP),
        layout.gap(30),
        layout.text(school.name, _NAME),
        layout.text(school.address, _ADDRESS),
        layout.gap(6),
        _judgement_table(report),
        layout.heading("Summary of key findings for parents and pupils", _LARGE),
        layout.heading(summary.statement, _STATEMENT),
        _summary_columns(summary.first),
    ]
    if summary.second_heading is not None:
        story += [layout.heading(summary.second_heading, _STATEMENT), _summary_columns(summary.second)]
    return story


def _judgement_table(report: Section5) -> Table:
    cells = [[layout.Cell("Inspection dates", _CELL_BOLD), layout.Cell(report.dates, _CELL_RIGHT)]]
    for index, judgement in enumerate(report.judgements):
        left = _CELL_BOLD if index == 0 else _CELL
        cells.append([layout.Cell(judgement.area, left), layout.Cell(judgement.grade, _CELL_RIGHT_BOLD)])
    previous = "Overall effectiveness at previous inspection"
    cells.append([layout.Cell(previous, _CELL), layout.Cell(report.previous_grade, _CELL_RIGHT)])
    commands: Commands = [
        ("BACKGROUND", (0, 1), (-1, 1), layout.TAN),
        ("BACKGROUND", (0, -1), (-1, -1), layout.TAN),
        ("TOPPADDING", (0, 0), (-1, -1), 4.4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5.4),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 12),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    return layout.table(cells, (MARGINS.width - 150, 150), commands)


def _summary_columns(items: Sequence[str]) -> Table:
    """Set bullets in two columns, the left one at least as long as the right one and first in the file."""
    column = MARGINS.width / 2
    inner = column - 16
    heights = [layout.bullet(item, _SUMMARY).wrap(inner, layout.PAGE_HEIGHT)[1] + _SUMMARY.spaceAfter for item in items]
    cut = next(cut for cut in range(1, len(items) + 1) if sum(heights[:cut]) >= sum(heights[cut:]))
    cells = [[layout.bullets(items[:cut], _SUMMARY), layout.bullets(items[cut:], _SUMMARY)]]
    commands: Commands = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 16),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    return layout.table(cells, (column, column), commands, splitInRow=1)


def _section(report: Section5, section: Section) -> Story:
    body = layout.blocks(section.blocks, _BODY, _BULLET, _NESTED)
    if section.area is None:
        return [layout.heading(section.heading or "", _SUBHEADING), *body]
    commands: Commands = [
        ("BACKGROUND", (0, 0), (0, 0), layout.TAN),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    cells = [[layout.Cell(section.area, _CELL_BOLD), layout.Cell(report.grade_of(section.area), _CELL_BOLD)]]
    line = layout.table(cells, (MARGINS.width - 150, 150), commands, spaceBefore=9, spaceAfter=8)
    line.keepWithNext = 1
    return [line, *body]


def _details(report: Section5, school: School) -> Story:
    details = report.details
    numbers = [
        ("Unique reference number", school.urn),
        ("Local authority", school.local_authority),
        ("Inspection number", report.inspection_number),
    ]
    optional = [
        ("Type of school", details.type),
        ("School category", details.category),
        ("Age range of pupils", details.ages),
        ("Gender of pupils", details.gender),
        ("Number of pupils on the school roll", details.roll),
        ("Number of pupils on the school roll in 16 to 19 study programmes", details.sixth_form_roll),
        ("Appropriate authority", details.authority),
        ("Chair", details.chair or details.chair_of_trust),
        (details.headteacher_label, details.headteacher),
        ("Telephone number", details.telephone),
        ("Website", details.website),
        ("Email address", details.email),
        ("Date of previous inspection", details.previous_inspection),
    ]
    return [
        layout.heading("School details", _TITLE),
        _two_columns(numbers),
        layout.gap(8),
        layout.text("This inspection of the school was carried out under section 5 of the Education Act 2005.", _BODY),
        _two_columns([(label, value) for label, value in optional if value is not None]),
        layout.gap(8),
        layout.heading("Information about this school", _SUBHEADING),
        *layout.bullets(report.about_school, _BULLET),
    ]


def _two_columns(pairs: Sequence[tuple[str, str]]) -> Table:
    width = MARGINS.width * 0.52
    return layout.rows(pairs, (width, MARGINS.width - width), (_CELL, _CELL), padding=4.2, fill=layout.TAN)


def _last_page(report: Section5) -> Story:
    commands: Commands = [("BACKGROUND", (0, 0), (-1, -1), layout.TAN)]
    boxed = layout.table([[layout.text(standing.COMPLAINTS, _SMALL)]], (MARGINS.width,), commands)
    paragraphs = [standing.DISADVANTAGED_2015, *standing.PARENT_VIEW_2015]
    return [
        boxed,
        layout.gap(16),
        *(layout.text(paragraph, _SMALL) for paragraph in paragraphs),
        layout.gap(30),
        *(layout.text(paragraph, _SMALL) for paragraph in standing.LAST_PAGE),
        *(layout.text(line, _ADDRESS) for line in standing.ADDRESS),
        layout.gap(12),
        layout.text(standing.FICTION, _SMALL),
        layout.text(f"{standing.END_LINE} {report.published.year}", _SMALL),
    ]
