"""Sets a report card as they look from November 2025.

A report card has no footer and no printed page number. Its first page names all five grades, whatever the school's.
"""

from __future__ import annotations

from itertools import groupby

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.platypus import Flowable, PageBreak, Table

from corpus.builder import layout, standing
from corpus.builder.content import CARD_GRADES, Area, Figure, FigureTable, ReportCard, School, SourceError
from corpus.builder.layout import Commands, Story, style

MARGINS = layout.Margins(side=54, top=52, bottom=58)
_CHIP_WIDTH = 150.0

_GRADE_COLOURS: dict[str, Color] = {
    "Exceptional": HexColor("#1D4F91"),
    "Strong standard": HexColor("#0B6B4F"),
    "Expected standard": HexColor("#4C9A2A"),
    "Needs attention": HexColor("#F2A900"),
    "Urgent improvement": HexColor("#C8102E"),
}
_MET = HexColor("#0B6B4F")
_NOT_MET = HexColor("#C8102E")
_PALE = HexColor("#F3F2F1")
_NAVY = HexColor("#0B2545")

_BODY = style("rc-body", 9.5, 13.4, spaceAfter=9)
_NAME = style("rc-name", 19, 24, bold=True, spaceAfter=6)
_LINE = style("rc-line", 9.5, 14)
_DATE = style("rc-date", 12, 16, bold=True, spaceBefore=14, spaceAfter=12)
_LEGEND = style("rc-legend", 9.5, 13)
_GROUP = style("rc-group", 16, 20, bold=True, spaceBefore=12, spaceAfter=6, textColor=_NAVY)
_HEADING = style("rc-heading", 13.5, 18, bold=True, spaceBefore=14, spaceAfter=8, textColor=_NAVY)
_AREA = style("rc-area", 11, 14, bold=True)
_GRADE_LIGHT = style("rc-grade-light", 9, 14, bold=True, textColor=white, alignment=TA_CENTER)
_GRADE_DARK = style("rc-grade-dark", 9, 14, bold=True, alignment=TA_CENTER)
_LABEL = style("rc-label", 10, 14, bold=True, spaceBefore=8, spaceAfter=3)
_VALUE = style("rc-value", 12.5, 16, bold=True)
_MEANING = style("rc-meaning", 8.6, 12, spaceBefore=3, spaceAfter=3)
_STEP = style("rc-step", 9.5, 13.4, spaceAfter=8, leftIndent=14, bulletIndent=2, bulletFontSize=9.5)
_DEFINITION = style("rc-definition", 9.5, 13.4, spaceAfter=4, leftIndent=10)
_CELL = style("rc-cell", 8.8, 11.4)
_CELL_BOLD = style("rc-cell-bold", 8.8, 11.4, bold=True)
_SMALL = style("rc-small", 7.8, 10.4, spaceAfter=7)
_SMALL_LINE = style("rc-small-line", 7.8, 10.4)
_END = style("rc-end", 7.8, 10.4, alignment=TA_CENTER, spaceBefore=10)


def build(report: ReportCard, school: School) -> bytes:
    """Typeset the report."""
    sheet = layout.Sheet(
        title=f"{school.name}: inspection report, {report.dates}",
        subject="Inspection report card",
        published=report.published,
        margins=MARGINS,
    )
    return layout.render(lambda: _story(report, school), sheet)


def _story(report: ReportCard, school: School) -> Story:
    return [
        *_first_page(report, school),
        PageBreak(),
        *_areas(report),
        layout.heading("What it’s like to be a pupil at this school", _HEADING, with_next=False),
        *(layout.text(paragraph, _BODY) for paragraph in report.pupil),
        layout.heading("Next steps", _HEADING, with_next=False),
        *layout.bullets(report.next_steps, _STEP, "•"),
        PageBreak(),
        *_about(report),
        *_figures(report),
        *_grades_explained(),
        *_last_words(report),
    ]


def _first_page(report: ReportCard, school: School) -> Story:
    met = report.safeguarding == "met"
    tag = _chip(f"Safeguarding standards {report.safeguarding}", _MET if met else _NOT_MET, width=200)
    return [
        layout.text(school.name, _NAME),
        layout.text(f"Address: {school.address}", _LINE),
        layout.text(f"Unique reference number (URN): {school.urn}", _LINE),
        layout.text(f"Inspection report: {report.dates}", _DATE),
        _legend(),
        layout.gap(22),
        tag,
        layout.gap(6),
        layout.text(standing.SAFEGUARDING_STATEMENT[report.safeguarding], _BODY),
        layout.heading("How we evaluate safeguarding", _HEADING),
        layout.text(standing.SAFEGUARDING_INTRODUCTION, _BODY),
        *(layout.text(f"{outcome} {meaning}", _DEFINITION) for outcome, meaning in standing.SAFEGUARDING_MEANINGS),
    ]


def _legend() -> Table:
    commands: Commands = [
        ("BOX", (0, 0), (-1, -1), 0.5, layout.RULE),
        ("BACKGROUND", (1, 0), (1, -1), _PALE),
        ("LEFTPADDING", (1, 0), (1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("LINEBELOW", (0, 0), (-1, -2), 1.5, white),
    ]
    commands += [("BACKGROUND", (0, row), (0, row), _GRADE_COLOURS[grade]) for row, grade in enumerate(CARD_GRADES)]
    cells = [["", layout.Cell(grade, _LEGEND)] for grade in CARD_GRADES]
    return layout.table(cells, (14, 186), commands)


def _areas(report: ReportCard) -> Story:
    story: Story = []
    for grade, areas in groupby(report.areas, key=lambda area: area.grade):
        story.append(layout.heading(grade, _GROUP))
        for area in areas:
            story.append(_area_line(area))
            story += [layout.text(paragraph, _BODY) for paragraph in area.paragraphs]
            story.append(layout.gap(6))
    return story


def _area_line(area: Area) -> Table:
    commands: Commands = [
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, layout.RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    cells = [[layout.Cell(area.area, _AREA), _chip(area.grade, _GRADE_COLOURS[area.grade])]]
    widths = (MARGINS.width - _CHIP_WIDTH, _CHIP_WIDTH)
    line = layout.table(cells, widths, commands, spaceBefore=4, spaceAfter=4)
    line.keepWithNext = 1
    return line


def _chip(content: str, colour: Color, width: float = _CHIP_WIDTH) -> Table:
    """Set a short text on a coloured ground, in the shade of black or white that can be read on it."""
    look = _GRADE_DARK if colour is _GRADE_COLOURS["Needs attention"] else _GRADE_LIGHT
    commands: Commands = [
        ("BACKGROUND", (0, 0), (-1, -1), colour),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("ROUNDEDCORNERS", [4, 4, 4, 4]),
    ]
    return layout.table([[layout.Cell(content, look)]], (width,), commands)


def _about(report: ReportCard) -> Story:
    return [
        layout.heading("About this inspection", _HEADING),
        *(layout.text(paragraph, _BODY) for paragraph in report.about),
        layout.text(report.headteacher_line, _LINE),
        layout.gap(10),
        layout.text("Lead inspector:", _CELL_BOLD),
        *(layout.text(name, _LINE) for name in report.lead),
        layout.gap(8),
        layout.text("Team inspectors:", _CELL_BOLD),
        *(layout.text(name, _LINE) for name in report.team),
        layout.gap(10),
    ]


def _figures(report: ReportCard) -> Story:
    story: Story = [
        layout.heading("Facts and figures used on inspection", _HEADING, with_next=False),
        layout.text(standing.FACTS_INTRODUCTION, _BODY),
        layout.text(f"This data is from {report.dates}", _LINE),
        layout.heading("School and pupil context", _HEADING, with_next=False),
    ]
    for figure in report.context:
        story += _figure(report.key, figure)
    for section, tables in groupby(report.tables, key=lambda table: table.section):
        story.append(layout.heading(section, _HEADING, with_next=False))
        if section in standing.SECTION_NOTES:
            story.append(layout.text(standing.SECTION_NOTES[section], _BODY))
        for table in tables:
            story += _figure_table(table)
    return story


def _figure(key: str, figure: Figure) -> Story:
    meaning = standing.figure_meaning(figure.label)
    if meaning is None:
        raise SourceError(f"{key}.yaml: context: no explanation is known for {figure.label!r}")
    story: Story = [layout.text(figure.label, _LABEL)]
    story += [layout.text(figure.value, _VALUE)] if figure.value else []
    story += [layout.text(figure.comparison, _LINE)] if figure.comparison else []
    story += [layout.text("What does this mean?", _MEANING), layout.text(meaning, _MEANING)]
    story += [layout.text(f"National average: {figure.national}", _MEANING)] if figure.national else []
    return story


def _figure_table(table: FigureTable) -> Story:
    first = 104.0
    widths = (first, *((MARGINS.width - first) / (len(table.columns) - 1) for _ in table.columns[1:]))
    cells = [[layout.Cell(column, _CELL_BOLD) for column in table.columns]]
    cells += [[layout.Cell(cell, _CELL) for cell in row] for row in table.rows]
    commands: Commands = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, layout.RULE),
        ("BACKGROUND", (0, 0), (-1, 0), _PALE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ]
    return [
        layout.text(table.title, _LABEL),
        layout.text(table.note, _MEANING),
        layout.table(cells, widths, commands, repeatRows=1, spaceBefore=4, spaceAfter=8),
    ]


def _grades_explained() -> Story:
    story: list[Flowable] = [layout.heading("Our grades explained", _HEADING)]
    for grade in CARD_GRADES:
        story += [layout.heading(grade, _LABEL), layout.text(standing.GRADE_MEANINGS[grade], _LINE)]
    return story


def _last_words(report: ReportCard) -> Story:
    return [
        layout.gap(16),
        *(layout.text(paragraph, _SMALL) for paragraph in standing.LAST_PAGE),
        *(layout.text(line, _SMALL_LINE) for line in standing.ADDRESS),
        layout.gap(8),
        layout.text(standing.FICTION, _SMALL),
        layout.text(f"{standing.END_LINE} {report.published.year}", _END),
    ]
