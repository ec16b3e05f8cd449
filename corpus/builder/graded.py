"""Sets a graded report of the 2019 framework.

The first page carries no footer; the two-line footer of the others stands after the text in the file.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Table

from corpus.builder import fonts, layout, standing
from corpus.builder.content import Graded, School
from corpus.builder.layout import Story, style

MARGINS = layout.Margins(side=57, top=74, bottom=84)
_FOOTER_Y = 40
_FOOTER_SIZE = 7.8

_TOP = style("eif-top", 9.5, 13)
_NAME = style("eif-name", 24.5, 31, rightIndent=20)
_ADDRESS = style("eif-address", 9.2, 13, spaceBefore=4)
_HEADING = style("eif-heading", 12.6, 16, bold=True, spaceBefore=12, spaceAfter=9)
_NOTE = style("eif-note", 10.2, 14.4, bold=True, spaceAfter=9)
_BODY = style("eif-body", 10.2, 14.4, spaceAfter=11)
_BULLET = style(
    "eif-bullet",
    10.2,
    14.4,
    spaceAfter=5,
    leftIndent=14,
    bulletFontName=fonts.BULLET,
    bulletFontSize=10.2,
    bulletIndent=0,
)
_CELL = style("eif-cell", 9.6, 13)
_CELL_BOLD = style("eif-cell-bold", 9.6, 13, bold=True)
_SMALL = style("eif-small", 8, 10.6, spaceAfter=10)
_SMALL_LINE = style("eif-small-line", 8, 10.6)


def build(report: Graded, school: School) -> bytes:
    """Typeset the report."""
    sheet = layout.Sheet(
        title=f"Inspection report: {school.name}, {report.dates}",
        subject=f"Inspection of {school.name}",
        published=report.published,
        margins=MARGINS,
        after=_footer(school.name, report.dates),
    )
    return layout.render(lambda: _story(report, school), sheet)


def _footer(name: str, dates: str) -> layout.Furniture:
    def draw(canvas: Canvas, page: int, pages: int) -> None:
        if page == 1:
            return
        second = _FOOTER_Y - _FOOTER_SIZE * 1.4
        pieces = [(fonts.BOLD, "Inspection report: "), (fonts.REGULAR, name)]
        layout.label(canvas, MARGINS.side, _FOOTER_Y, pieces, _FOOTER_SIZE)
        layout.label(canvas, MARGINS.side, second, [(fonts.REGULAR, dates)], _FOOTER_SIZE)
        right = layout.PAGE_WIDTH - MARGINS.side - stringWidth(str(page), fonts.REGULAR, _FOOTER_SIZE)
        layout.label(canvas, right, second, [(fonts.REGULAR, str(page))], _FOOTER_SIZE)

    return draw


def _story(report: Graded, school: School) -> Story:
    return [
        *_cover(report, school),
        PageBreak(),
        layout.heading("What is it like to attend this school?", _HEADING),
        *_paragraphs(report.attend),
        layout.heading("What does the school do well and what does it need to do better?", _HEADING),
        *_paragraphs(report.well),
        layout.heading("Safeguarding", _HEADING),
        *_paragraphs(report.safeguarding),
        layout.heading("What does the school need to do to improve?", _HEADING),
        layout.heading("(Information for the school and appropriate authority)", _NOTE),
        *layout.bullets(report.improve, _BULLET),
        PageBreak(),
        layout.heading("How can I feed back my views?", _HEADING),
        *_paragraphs(standing.FEEDBACK),
        layout.heading("Further information", _HEADING),
        *_paragraphs(standing.FURTHER),
        PageBreak(),
        *_details(report, school),
        layout.heading("Information about this inspection", _HEADING),
        *_what_it_was(report),
        *layout.bullets(report.about_inspection, _BULLET),
        layout.heading("Inspection team", _HEADING),
        _two_columns(report.team),
        PageBreak(),
        *_last_page(report),
    ]


def _paragraphs(items: Sequence[str]) -> Story:
    return [layout.text(item, _BODY) for item in items]


def _cover(report: Graded, school: School) -> Story:
    widths = (MARGINS.width * 0.5, MARGINS.width * 0.5)
    grades: list[tuple[str, str]] = [(judgement.area, judgement.grade) for judgement in report.judgements]
    grades.append(("Previous inspection grade", report.previous_grade))
    return [
        layout.text("School report", _TOP),
        layout.gap(86),
        layout.text(f"Inspection of {school.name}", _NAME),
        layout.text(school.address, _ADDRESS),
        layout.gap(34),
        layout.rows([("Inspection dates:", report.dates)], widths, (_CELL, _CELL), padding=6),
        layout.gap(14),
        layout.rows(grades, widths, (_CELL_BOLD, _CELL_BOLD), padding=6, rule=layout.RULE),
    ]


def _details(report: Graded, school: School) -> Story:
    details = report.details
    pairs = [
        ("Unique reference number", school.urn),
        ("Local authority", school.local_authority),
        ("Inspection number", report.inspection_number),
        ("Type of school", details.type),
        ("School category", details.category),
        ("Age range of pupils", details.ages),
        ("Gender of pupils", details.gender),
        ("Gender of pupils in sixth-form provision", "Mixed" if details.sixth_form_roll else None),
        ("Number of pupils on the school roll", details.roll),
        ("Of which, number on roll in the sixth form", details.sixth_form_roll),
        ("Appropriate authority", details.authority),
        ("Chair of governing body", details.chair),
        ("Chair of trust", details.chair_of_trust),
        ("CEO of the trust", details.ceo),
        (details.headteacher_label, details.headteacher),
        ("Telephone number", details.telephone),
        ("Website", details.website),
        ("Email address", details.email),
        ("Date of previous inspection", details.previous_inspection),
    ]
    return [
        layout.heading("School details", _HEADING),
        _two_columns([(label, value) for label, value in pairs if value is not None]),
        layout.heading("Information about this school", _HEADING),
        *layout.bullets(report.about_school, _BULLET),
    ]


def _what_it_was(report: Graded) -> Story:
    """Say what a graded inspection is, unless the source says so itself."""
    if any("graded inspection under section 5" in item for item in report.about_inspection):
        return []
    return [layout.text(standing.graded_inspection(report.start), _BODY)]


def _two_columns(pairs: Sequence[tuple[str, str]]) -> Table:
    widths = (MARGINS.width * 0.52, MARGINS.width * 0.48)
    return layout.rows(pairs, widths, (_CELL, _CELL), padding=5.5)


def _last_page(report: Graded) -> Story:
    return [
        *(layout.text(paragraph, _SMALL) for paragraph in standing.LAST_PAGE),
        *(layout.text(line, _SMALL_LINE) for line in standing.ADDRESS),
        layout.gap(14),
        layout.text(standing.FICTION, _SMALL),
        layout.text(f"{standing.END_LINE} {report.published.year}", _SMALL),
    ]
