"""What a button of the Patterns tab counts: for each cell, finding and response, its title and every place.

Looks up values and shows nothing. The screen's number and this list are taken from the same values, so that they agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.patterns.boards import Board, CountedPlace
from assistant.patterns.grades import Which
from assistant.patterns.surveys import SurveyBoard, SurveyFigure
from assistant.patterns.values import CapacityTopic, ClaimAgainstReports, GroupPatterns, Statement
from assistant.themes.values import Direction, Mention

SAID = frozenset({"themes", "findings", "responses", "surveys", "capacity"})
"""Views that rest on what reports say of themes."""

DIRECTIONS = {
    "strength": Direction.STRENGTH,
    "need": Direction.NEED,
    "mixed": Direction.MIXED,
    "neutral": Direction.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class CellButton:
    """A button: the view it stands in, which of several of its place it is, and its place."""

    view: str
    kind: str
    row: int
    column: int


Counted = tuple[str, tuple[CountedPlace, ...]]


def counted(
    board: Board, patterns: GroupPatterns | None, cell: CellButton, surveys: Sequence[SurveyBoard] = ()
) -> Counted:
    """Return what a button is called, and everything that it counts.

    :raises IndexError: if the board has no such cell.
    """
    if cell.view == "grades" and cell.kind in set(Which):
        return _grade(board, cell)
    if cell.view == "timeline":
        return _visit(board, cell)
    if cell.view == "surveys":
        return _survey(surveys, cell)
    if patterns is None or cell.view not in _OF_REPORTS:
        raise IndexError(cell)
    return _OF_REPORTS[cell.view](patterns, cell)


def _grade(board: Board, cell: CellButton) -> Counted:
    matrix = board.grades[Which(cell.kind)]
    title = f"{matrix.rows[cell.row].school.name}: {matrix.columns[cell.column].label}"
    found = matrix.cell(cell.row, cell.column)
    return title, tuple(CountedPlace(grade.record.id, (grade.locator,), grade.area, graded=True) for grade in found)


def _visit(board: Board, cell: CellButton) -> Counted:
    visit = board.schools[cell.row].visits[cell.column]
    places = tuple(
        CountedPlace(record.id, (inspection.dates.locator,), "Inspection dates")
        for record, inspection in zip(visit.records, visit.inspections, strict=True)
        if inspection.dates
    )
    return f"{visit.school}, inspected {visit.printed or 'on a day not found'}", places


def _theme(patterns: GroupPatterns, cell: CellButton) -> Counted:
    span, _, way = cell.kind.partition("-")
    if way not in DIRECTIONS:
        raise IndexError(cell)
    matrix = patterns.history if span == "all" else patterns.matrix
    school, theme = matrix.schools[cell.row], matrix.themes[cell.column]
    found = matrix.cell(school.key, theme.key).of(DIRECTIONS[way])
    return f"{school.name}: {theme.name}, {DIRECTIONS[way].value}", _places(found)


def _finding(patterns: GroupPatterns, cell: CellButton) -> Counted:
    finding = patterns.findings[cell.row]
    return finding.sentence, _places(finding.evidence)


def _response(patterns: GroupPatterns, cell: CellButton) -> Counted:
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


def _capacity(patterns: GroupPatterns, cell: CellButton) -> Counted:
    if cell.kind in {"said", "asked"}:
        letter = patterns.evaluations[cell.row]
        which = "what it found" if cell.kind == "said" else "what it recommends"
        return f"{letter.name}: {which}", _places(letter.said if cell.kind == "said" else letter.asked)
    topic = patterns.capacity[cell.row]
    names = {"own": "the group’s own documents", "letters": "Ofsted’s letters on the group", "reports": "reports"}
    if cell.kind not in names:
        raise IndexError(cell)
    return f"{topic.name}: {names[cell.kind]}", _places(sources_of(patterns, topic)[cell.kind])


def sources_of(patterns: GroupPatterns, topic: CapacityTopic) -> dict[str, list[Statement]]:
    """Return the sentences of a topic by where they stand: the group's own documents, letters on it, reports."""
    own, letters = set(patterns.other_documents), {letter.document for letter in patterns.evaluations}
    found: dict[str, list[Statement]] = {"own": [], "letters": [], "reports": []}
    for said in topic.statements:
        found["own" if said.document in own else "letters" if said.document in letters else "reports"].append(said)
    return found


def _survey(surveys: Sequence[SurveyBoard], cell: CellButton) -> Counted:
    kind, _, number = cell.kind.partition("-")
    if not number.isdecimal():
        raise IndexError(cell)
    survey = surveys[int(number)]
    if kind == "cell":
        found = survey.cell(cell.row, cell.column)
        title = f"{survey.schools[cell.row].name}: {survey.questions[cell.column].name}"
        return title, _rows(found.figures)
    bridge = survey.bridges[cell.row]
    if kind == "rows":
        return bridge.sentence, _rows([figure for _, figure in bridge.figures])
    if kind == "reports":
        return bridge.sentence, _places(bridge.mentions)
    raise IndexError(cell)


def claim_places(compared: Sequence[Sequence[ClaimAgainstReports]], cell: CellButton) -> Counted:
    """Return a claim's own place, or every passage that it was held against.

    :raises IndexError: if there is no such claim.
    """
    kind, _, number = cell.kind.partition("-")
    if not number.isdecimal() or kind not in {"own", "evidence"}:
        raise IndexError(cell)
    claim = compared[int(number)][cell.row]
    if kind == "own":
        return "Claim of the group", _places((claim.claim,))
    return f"{claim.bearing.value.capitalize()}: {claim.claim.text}", _places(claim.evidence)


def _rows(figures: Sequence[SurveyFigure]) -> tuple[CountedPlace, ...]:
    return tuple(CountedPlace(f.row.document, (f.locator,), f.row.says.survey) for f in figures if f.locator)


def _places(found: Sequence[Mention | Statement]) -> tuple[CountedPlace, ...]:
    return tuple(
        CountedPlace(said.document, said.locators, mention=said if isinstance(said, Mention) else None)
        for said in found
    )


__all__ = ["SAID", "CellButton", "counted", "sources_of"]


_OF_REPORTS: Mapping[str, Callable[[GroupPatterns, CellButton], Counted]] = {
    "themes": _theme,
    "findings": _finding,
    "responses": _response,
    "capacity": _capacity,
}
