"""Needs, what the group says it does about them, and what later reports say came of it.

States are about evidence, never about quality: that no response was found does not mean that there is none. Statements
are matched by theme and school; whether a statement answers this very need, only its text can show. Later evidence is
what the school's next report says.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.patterns.standing import day, is_strong, needs
from assistant.patterns.statements import Themed
from assistant.patterns.values import Mention, Response, ResponseState, School, Statement, ThemeMatrix


def responses(history: ThemeMatrix, said: Sequence[Themed]) -> tuple[Response, ...]:
    """Return one response for each next step of each report and each theme that it asks for, latest reports first."""
    by_theme: dict[str, list[Statement]] = {}
    for themed in said:
        if themed.applies:
            by_theme.setdefault(themed.theme, []).append(themed.statement)
    found: list[Response] = []
    for school in history.schools:
        for cell in history.row(school.key):
            about = [s for s in by_theme.get(cell.theme, []) if not s.schools or school.key in s.schools]
            for need in cell.mentions:
                if need.next_step:
                    found.append(_response(school, need, about, cell.mentions))
    return tuple(sorted(found, key=lambda response: (_age(response.need), response.school, response.theme)))


def _response(school: School, need: Mention, about: Sequence[Statement], mentions: Sequence[Mention]) -> Response:
    statements = tuple(s for s in about if s.date is None or need.date is None or s.date >= need.date)
    later = _later(school, need, mentions)
    state, why = _state(statements, later)
    return Response(need.theme, school.key, need, statements, later, state, why)


def _later(school: School, need: Mention, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return what the school's next report after the need says of the theme."""
    order = [report.document for report in school.reports]
    following = order[order.index(need.document) + 1 :]
    return tuple(m for m in mentions if following and m.document == following[0])


def _state(statements: Sequence[Statement], later: Sequence[Mention]) -> tuple[ResponseState, str]:
    when = f" of {day(later[0].date)}" if later and later[0].date else ""
    undated = any(statement.date is None for statement in statements)
    note = " The date of a statement is not known: it may be older than the need." if undated else ""
    note = note if statements else " No document of the group in this library speaks of the theme and the school."
    if needs(later):
        return ResponseState.SAME_NEED, f"A next step of the later report{when} asks for the same theme.{note}"
    if later and is_strong(later):
        return ResponseState.IMPROVED, f"The later report{when} speaks of a strength.{note}"
    if not statements:
        return ResponseState.NONE, note.strip()
    if later:
        return ResponseState.STATED, f"What the later report{when} says of the theme points neither way.{note}"
    return ResponseState.STATED, f"No later report speaks of the theme.{note}"


def _age(need: Mention) -> int:
    return -need.date.toordinal() if need.date else 0
