"""The matrices that a draft can hold: grades as printed, one table for each scale, and themes by school.

Each cell cites what it stands on. Two scales never share a table, nothing is mapped, summed or put in an order of
merit, and the group has no row. Makes values only; writes no file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from assistant.drafting.checks import CitedPlaces
from assistant.drafting.material import SCALES, Material
from assistant.drafting.values import Cite, MatrixCell, MatrixRow, MatrixTable
from assistant.drafting.wording import latest, month, short_names
from assistant.patterns.values import GroupSchool, ThemeCell
from assistant.themes.values import Direction
from ingest.inspections import Scale
from ingest.phrases import listed

MOST_COLUMNS = 8
"""Columns beside the first of one table: as many as an upright page holds with words that can be read."""
NOTHING, GONE = "–", "left out"
_ORDER = (Scale.REPORT_CARD, Scale.OEIF, Scale.MET_NOT_MET)
_TITLES = {
    Scale.REPORT_CARD: "Grades as printed: report cards",
    Scale.OEIF: "Grades as printed: the four-point scale",
    Scale.MET_NOT_MET: "Safeguarding standards as printed",
}
_GRADES_NOTE = (
    "Each school’s latest report that prints a grade, on {scale}, with the page. A dash: the report prints no grade "
    "for this area. Grades of other scales stand in other tables and cannot be compared with these."
)
_THEMES_NOTE = (
    "From the latest report on each school, with the page of the first place. “next step”: the report asks for "
    "improvement; “strength”: a sentence describes one; “named”: the theme is mentioned without either; a dash: the "
    "report does not speak of it, which does not mean that there is nothing to say."
)


class Matrix(StrEnum):
    """Which matrix."""

    GRADES = "grades"
    THEMES = "themes"


MATRIX_WORDS = {Matrix.GRADES: "Grades as printed", Matrix.THEMES: "Themes by school"}


def tables_of(material: Material, chosen: Sequence[Matrix]) -> tuple[MatrixTable, ...]:
    """Return the tables of the chosen matrices, grades first."""
    made: list[MatrixTable] = []
    if Matrix.GRADES in chosen:
        made += _grades(material)
    if Matrix.THEMES in chosen:
        made += _themes(material)
    return tuple(made)


def looked_up(table: MatrixTable, places: CitedPlaces) -> MatrixTable:
    """Return a table without what its library no longer holds so; its note then says so."""
    gone = 0
    rows: list[MatrixRow] = []
    for row in table.rows:
        cells = [cell if all(map(places.stands, cell.citations)) else MatrixCell(GONE) for cell in row.cells]
        gone += sum(cell.text == GONE for cell in cells)
        rows.append(replace(row, cells=tuple(cells)))
    if not gone:
        return table
    many = "One cell is" if gone == 1 else f"{gone} cells are"
    note = f"{table.note} {many} left out: a document cited has left the library or was read anew since."
    return replace(table, rows=tuple(rows), note=note)


def _grades(material: Material) -> Iterator[MatrixTable]:
    """Yield a table for each scale that the latest reports with grades use."""
    printed = {school.name: material.printed(school) for school in material.schools}
    for scale in (*_ORDER, *(other for other in Scale if other not in _ORDER)):
        found = {
            name: [cite for cite in cites if cite.graded and cite.graded.scale == scale.value]
            for name, cites in printed.items()
        }
        found = {name: cites for name, cites in found.items() if cites}
        areas = list(dict.fromkeys(cite.graded.area for cites in found.values() for cite in cites if cite.graded))
        for start in range(0, len(areas), MOST_COLUMNS):
            some = areas[start : start + MOST_COLUMNS]
            rows = tuple(row for name, cites in found.items() if (row := _graded(name, cites, some)))
            words = SCALES.get(scale, f"the scale “{scale.value}”")
            title = _TITLES.get(scale, f"Grades as printed: {words}")
            yield MatrixTable(title, ("School", *some), rows, _GRADES_NOTE.format(scale=words))


def _graded(school: str, cites: Sequence[Cite], areas: Sequence[str]) -> MatrixRow | None:
    by_area: dict[str, list[Cite]] = defaultdict(list)
    for cite in cites:
        if cite.graded and cite.graded.area in areas:
            by_area[cite.graded.area].append(cite)
    if not by_area:
        return None
    day = next(cite.date for some in by_area.values() for cite in some)
    return MatrixRow(f"{school} ({month(day)})", tuple(_grade(by_area[area]) for area in areas))


def _grade(cites: Sequence[Cite]) -> MatrixCell:
    words = " / ".join(dict.fromkeys(cite.graded.grade for cite in cites if cite.graded))
    return MatrixCell(f"{words[:1].upper()}{words[1:]}, {_pages(cites)}" if cites else NOTHING, tuple(cites))


def _pages(cites: Sequence[Cite]) -> str:
    pages = [str(page) for page in sorted({cite.page for cite in cites})]
    return f"p. {pages[0]}" if len(pages) == 1 else f"pp. {listed(pages)}"


def _themes(material: Material) -> Iterator[MatrixTable]:
    """Yield tables of themes by school, as many schools in each as a page holds; unspoken themes are left out."""
    short = short_names([school.name for school in material.schools])
    for start in range(0, len(material.schools), MOST_COLUMNS):
        schools = material.schools[start : start + MOST_COLUMNS]
        rows = tuple(row for theme in material.patterns.themes if (row := _theme(theme.key, schools, material)))
        heads = tuple(f"{short[s.name]} ({month(latest(s).date)})" for s in schools)
        yield MatrixTable("Themes in the latest reports", ("Theme", *heads), rows, _THEMES_NOTE, by_column=True)


def _theme(key: str, schools: Sequence[GroupSchool], material: Material) -> MatrixRow | None:
    cells = [material.patterns.matrix.cell(school.key, key) for school in schools]
    if all(cell.is_silent for cell in cells):
        return None
    return MatrixRow(material.theme(key).name, tuple(_shown(cell, material) for cell in cells))


def _shown(cell: ThemeCell, material: Material) -> MatrixCell:
    """Return what a report says of a theme, each kind with the page of its first place."""
    found = {
        "next step": [m for m in cell.of(Direction.NEED) if m.next_step],
        "strength": list(cell.of(Direction.STRENGTH)),
    }
    said = {words: material.cite(some[0]) for words, some in found.items() if some}
    if not said and cell.mentions:
        said = {"named": material.cite(cell.mentions[0])}
    words = "; ".join(f"{kind}, {_pages([cite])}" for kind, cite in said.items())
    return MatrixCell(words or NOTHING, tuple(said.values()))


__all__ = ["MATRIX_WORDS", "Matrix", "looked_up", "tables_of"]
