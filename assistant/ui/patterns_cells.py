"""What a button of the Patterns tab counts: for each cell, finding and response, its title and every place.

Looks up values and shows nothing. The screen's number and this list are taken from the same values, so that they agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.patterns.boards import Board, Place
from assistant.patterns.grades import Which
from assistant.patterns.values import Direction, GroupPatterns, Mention, Statement

SAID = frozenset({"themes", "findings", "responses"})
"""Views that rest on what reports say of themes."""

DIRECTIONS = {
    "strength": Direction.STRENGTH,
    "need": Direction.NEED,
    "mixed": Direction.MIXED,
    "neutral": Direction.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A button: the view it stands in, which of several of its place it is, and its place."""

    view: str
    kind: str
    row: int
    column: int


Counted = tuple[str, tuple[Place, ...]]


def counted(board: Board, patterns: GroupPatterns | None, cell: Cell) -> Counted:
    """Return what a button is called, and everything that it counts.

    :raises IndexError: if the board has no such cell.
    """
    if cell.view == "grades" and cell.kind in set(Which):
        return _grade(board, cell)
    if cell.view == "timeline":
        return _visit(board, cell)
    if patterns is not None:
        if cell.view == "themes":
            return _theme(patterns, cell)
        if cell.view == "findings":
            finding = patterns.findings[cell.row]
            return finding.sentence, _places(finding.evidence)
        if cell.view == "responses":
            return _response(patterns, cell)
    raise IndexError(cell)


def _grade(board: Board, cell: Cell) -> Counted:
    matrix = board.grades[Which(cell.kind)]
    title = f"{matrix.rows[cell.row].school.name}: {matrix.columns[cell.column].label}"
    found = matrix.cell(cell.row, cell.column)
    return title, tuple(Place(grade.record.id, (grade.locator,), grade.area) for grade in found)


def _visit(board: Board, cell: Cell) -> Counted:
    visit = board.schools[cell.row].visits[cell.column]
    places = tuple(
        Place(record.id, (inspection.dates.locator,), "Inspection dates")
        for record, inspection in zip(visit.records, visit.inspections, strict=True)
        if inspection.dates
    )
    return f"{visit.school}, inspected {visit.printed or 'on a day not found'}", places


def _theme(patterns: GroupPatterns, cell: Cell) -> Counted:
    span, _, way = cell.kind.partition("-")
    if way not in DIRECTIONS:
        raise IndexError(cell)
    matrix = patterns.history if span == "all" else patterns.matrix
    school, theme = matrix.schools[cell.row], matrix.themes[cell.column]
    found = matrix.cell(school.key, theme.key).of(DIRECTIONS[way])
    return f"{school.name}: {theme.name}, {DIRECTIONS[way].value}", _places(found)


def _response(patterns: GroupPatterns, cell: Cell) -> Counted:
    response = patterns.responses[cell.row]
    parts: dict[str, tuple[str, Sequence[Mention | Statement]]] = {
        "need": ("need for improvement", (response.need,)),
        "statements": ("what the group says it does", response.statements),
        "later": ("what later reports say", response.later),
    }
    if cell.kind not in parts:
        raise IndexError(cell)
    words, found = parts[cell.kind]
    school, theme = patterns.school(response.school).name, patterns.theme(response.theme).name
    return f"{school}, {theme}: {words}", _places(found)


def _places(found: Sequence[Mention | Statement]) -> tuple[Place, ...]:
    return tuple(
        Place(said.document, said.locators, mention=said if isinstance(said, Mention) else None) for said in found
    )


__all__ = ["SAID", "Cell", "counted"]
