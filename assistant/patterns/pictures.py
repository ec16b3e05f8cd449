"""Pictures to take away, as SVG: the comparison matrix and the timeline of inspections.

Draws values and computes nothing. Every mark is told apart by its shape or its words, not by its colour; the caveats
stand under the picture.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from assistant.patterns import grades
from assistant.patterns.grades import GradeMatrix, GradeRow, SchoolVisits, Visit, VisitMark
from assistant.patterns.values import GroupPatterns, ThemeCell
from assistant.themes.values import Direction
from assistant.writing.escaping import visible
from ingest.inspections import FORMAT_NAMES, ReportFormat
from ingest.phrases import day_words

FONT = "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"
INK, MUTED, LINE, GREY, ACCENT = "#1c2733", "#4a5866", "#d5dade", "#eceeef", "#1b5061"
NAME_WIDTH, CELL_WIDTH, CELL_HEIGHT, HEAD_HEIGHT, LINE_HEIGHT = 250, 156, 44, 74, 16
TIMELINE_WIDTH, TIMELINE_ROW = 1040, 30
THEME_WIDTH = 104
SIGNS = {Direction.STRENGTH: "▲", Direction.NEED: "▼", Direction.MIXED: "◆", Direction.NEUTRAL: "○"}
"""A shape for each direction, so that colour is never alone."""

LETTER = 6.3  # pixels of a letter at 12 pixels, a little more than most fonts need

SHAPES = {
    ReportFormat.REPORT_CARD: "square",
    ReportFormat.GRADED: "circle",
    ReportFormat.SECTION_5: "diamond",
    ReportFormat.UNGRADED: "triangle",
    ReportFormat.SHORT_INSPECTION: "triangle",
}


def grades_svg(matrix: GradeMatrix) -> str:
    """Return the matrix as a picture: printed grade and date in each cell, grey where nothing was judged."""
    width = NAME_WIDTH + CELL_WIDTH * max(len(matrix.columns), 1)
    parts, left = [], NAME_WIDTH
    for title, columns in matrix.blocks():
        parts += [_text(left + 4, 46, title, bold=True, room=CELL_WIDTH * len(columns))]
        for number, column in enumerate(columns):
            lines = textwrap.wrap(column.label, 19)[:3]
            parts += [_text(left + number * CELL_WIDTH + 4, 66 + 14 * n, line, size=11) for n, line in enumerate(lines)]
        parts.append(_line(left, 32, left, 40 + HEAD_HEIGHT + CELL_HEIGHT * len(matrix.rows), ACCENT))
        left += CELL_WIDTH * len(columns)
    top = 40 + HEAD_HEIGHT
    for number, row in enumerate(matrix.rows):
        parts += _grade_cells(matrix, row, number, top + number * CELL_HEIGHT)
    title = f"Grades as printed, {matrix.group or 'all schools of the library'}"
    return _svg(title, width, top + CELL_HEIGHT * len(matrix.rows), parts, grades.caveats(matrix))


def themes_svg(patterns: GroupPatterns, history: bool) -> str:
    """Return schools × themes as a picture: a shape and a number for each direction, grey where reports are silent."""
    matrix = patterns.history if history else patterns.matrix
    width = NAME_WIDTH + THEME_WIDTH * max(len(matrix.themes), 1)
    parts, top = [], 40 + HEAD_HEIGHT
    for number, theme in enumerate(matrix.themes):
        for line, words in enumerate(textwrap.wrap(theme.name, 15)[:4]):
            parts.append(_text(NAME_WIDTH + number * THEME_WIDTH + 4, 54 + 14 * line, words, size=11))
    for number, school in enumerate(matrix.schools):
        y = top + number * CELL_HEIGHT
        parts += [_line(0, y, width, y, LINE), *_name(y + 26, school.name, NAME_WIDTH - 16, bold=True)]
        for place, cell in enumerate(matrix.row(school.key)):
            parts += _theme_cell(cell, NAME_WIDTH + place * THEME_WIDTH, y)
    reports = "all reports" if history else "latest report of each school"
    notes = [_theme_words(), *patterns.notes]
    return _svg(f"Themes, {patterns.group}, {reports}", width, top + CELL_HEIGHT * len(matrix.schools), parts, notes)


def timeline_svg(schools: Sequence[SchoolVisits], group: str, as_of: date) -> str:
    """Return every inspection of every school on one line of years, the day of joining as an upright bar."""
    days = [visit.start for school in schools for visit in school.visits if visit.start]
    first, last = min([*days, as_of]).year, max([*days, as_of]).year + 1
    left, right, top = NAME_WIDTH + 40, TIMELINE_WIDTH - 30, 74

    def across(day: date) -> float:
        done = day.year + (day.timetuple().tm_yday - 1) / 366 - first
        return left + (right - left) * done / (last - first)

    height = top + TIMELINE_ROW * len(schools)
    parts = []
    for year in range(first, last + 1):
        x = across(date(year, 1, 1))
        parts += [_line(x, top - 14, x, height, LINE)]
        if year < last and (last - first <= 14 or year % 2 == 0):
            parts.append(_text(x + 3, top - 20, str(year), size=11, colour=MUTED))
    for number, school in enumerate(schools):
        y = top + number * TIMELINE_ROW + TIMELINE_ROW / 2
        parts += [*_name(y + 4, school.name, NAME_WIDTH + 20), _line(left, y, right, y, LINE)]
        if school.joined and first <= school.joined.start.year < last:
            x = across(school.joined.start)
            parts.append(f"<g>{_title(f'Joined on {day_words(school.joined.start)}')}")
            parts.append(f'<rect x="{x - 2:.1f}" y="{y - 11:.1f}" width="4" height="22" fill="{INK}"/></g>')
        parts += [_mark(visit, across(visit.start), y) for visit in school.visits if visit.start]
    notes = [_legend_words(), f"Drawn on {day_words(as_of)}."]
    return _svg(
        f"Timeline of inspections, {group or 'all schools of the library'}", TIMELINE_WIDTH, height, parts, notes
    )


def _legend_words() -> str:
    return (
        "Square: report card. Circle: graded report. Diamond: section 5 report. Triangle: ungraded or short report. "
        "Cross: any other. Hollow: before the school joined the group. Upright bar: the day it joined."
    )


def _theme_words() -> str:
    signs = ". ".join(f"{sign} {direction.value}" for direction, sign in SIGNS.items())
    return f"{signs}. Each number counts sentences of reports. Grey: no report mentions the theme."


def _theme_cell(cell: ThemeCell, left: float, top: float) -> list[str]:
    if cell.is_silent:
        return [
            f'<rect x="{left + 1:.1f}" y="{top + 1:.1f}" width="{THEME_WIDTH - 2}" height="{CELL_HEIGHT - 2}" '
            f'fill="{GREY}"/>'
        ]
    said = [f"{SIGNS[direction]}{number}" for direction, number in cell.counts.items() if number]
    lines = [" ".join(said[:2]), " ".join(said[2:])]
    return [_text(left + 5, top + 18 + 17 * n, line, size=13) for n, line in enumerate(lines) if line]


def _grade_cells(matrix: GradeMatrix, row: GradeRow, number: int, top: float) -> list[str]:
    parts = [_line(0, top, NAME_WIDTH + CELL_WIDTH * len(matrix.columns), top, LINE)]
    name = _name(top + 19, row.school.name, NAME_WIDTH - 16, bold=True)
    parts += name
    when = row.visit.printed or "no date" if row.visit else "no inspection in this period"
    marks = f" ({', '.join(mark.value for mark in row.visit.marks)})" if row.visit and row.visit.marks else ""
    under = top + (34 if len(name) == 1 else 39)
    parts.append(_text(12, under, f"{when}{marks}", size=11, colour=MUTED, room=NAME_WIDTH - 16))
    for place in range(len(matrix.columns)):
        left, cell = NAME_WIDTH + place * CELL_WIDTH, matrix.cell(number, place)
        if not cell:
            parts.append(
                f'<rect x="{left + 1}" y="{top + 1:.1f}" width="{CELL_WIDTH - 2}" height="{CELL_HEIGHT - 2}" '
                f'fill="{GREY}"/>'
            )
            continue
        words = " / ".join(dict.fromkeys(grade.grade for grade in cell))
        parts.append(_text(left + 4, top + 18, words, room=CELL_WIDTH - 8))
        age = grades.age_words(cell[0].date, matrix.as_of)
        year = f"{cell[0].date:%b %Y}, " if cell[0].date else ""
        parts.append(_text(left + 4, top + 34, f"{year}{age}", size=10, colour=MUTED, room=CELL_WIDTH - 8))
    return parts


def _mark(visit: Visit, x: float, y: float) -> str:
    kinds = [record.format for record in visit.records]
    shape = next((SHAPES[kind] for kind in kinds if kind in SHAPES), "cross")
    hollow = VisitMark.BEFORE_JOINING in visit.marks
    paint = f'fill="{"#fff" if hollow else ACCENT}" stroke="{ACCENT}" stroke-width="2"'
    said = "; ".join([visit.printed or "", *(FORMAT_NAMES[kind] for kind in kinds), *(m.value for m in visit.marks)])
    outlines = {
        "square": f'<rect x="{x - 7:.1f}" y="{y - 7:.1f}" width="14" height="14" {paint}/>',
        "circle": f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7.5" {paint}/>',
        "diamond": f'<path d="M{x:.1f} {y - 9:.1f}l9 9l-9 9l-9 -9z" {paint}/>',
        "triangle": f'<path d="M{x:.1f} {y - 8:.1f}l8.5 15h-17z" {paint}/>',
        "cross": f'<path d="M{x - 6:.1f} {y - 6:.1f}l12 12m0 -12l-12 12" fill="none" stroke="{ACCENT}" '
        'stroke-width="3"/>',
    }
    return f"<g>{_title(said)}{outlines[shape]}</g>"


def _svg(title: str, width: float, height: float, parts: Sequence[str], notes: Sequence[str]) -> str:
    """Return a whole picture, its title above and its notes below, tall enough for both."""
    room = max(int((width - 24) / LETTER), 40)
    lines = [line for note in notes for line in textwrap.wrap(visible(note), room)]
    below = "".join(_text(12, height + 26 + n * LINE_HEIGHT, line, colour=MUTED) for n, line in enumerate(lines))
    total = height + 36 + LINE_HEIGHT * len(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {total:.0f}" width="{width:.0f}" '
        f'height="{total:.0f}" role="img" aria-label={quoteattr(visible(title))} font-family="{FONT}" font-size="12">'
        f"{_title(title)}"
        f'<rect width="100%" height="100%" fill="#fff"/>{_text(12, 24, title, size=15, bold=True)}'
        f"{''.join(parts)}{below}</svg>"
    )


def _name(y: float, name: str, room: float, *, bold: bool = False) -> list[str]:
    """Return a school's name around a line, on two smaller ones where one would not hold it."""
    if len(visible(name)) <= _most(room, 12, bold):
        return [_text(12, y, name, bold=bold)]
    first, *more = textwrap.wrap(visible(name), _most(room, 11, bold))
    second = _text(12, y + 7, " ".join(more), size=11, bold=bold, room=room)
    return [_text(12, y - 6, first, size=11, bold=bold), second]


def _most(room: float, size: int, bold: bool) -> int:
    return int(room / (LETTER * size / 12 * (1.08 if bold else 1)))


def _title(words: str) -> str:
    return f"<title>{escape(visible(words))}</title>"


def _text(  # one argument an attribute
    x: float,
    y: float,
    words: str,
    *,
    size: int = 12,
    colour: str = INK,
    bold: bool = False,
    room: float | None = None,
) -> str:
    """Return one line of text, cut with an ellipsis where it would not fit, whole in its title."""
    words = visible(words)
    most = _most(room, size, bold) if room else len(words)
    cut = words if len(words) <= most else f"{words[: max(most - 1, 1)].rstrip()}…"
    full = _title(words) if cut != words else ""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"{weight}>{full}{escape(cut)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" fill="none"/>'


__all__ = ["SIGNS", "grades_svg", "themes_svg", "timeline_svg"]
