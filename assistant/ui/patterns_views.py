"""Which view of the Patterns tab is made of what: asks the boards and hands what they give to the modules of HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from assistant.patterns.boards import Board, Boards
from assistant.patterns.grades import Which
from assistant.ui import (
    patterns_capacity,
    patterns_claims,
    patterns_correct,
    patterns_html,
    patterns_national,
    patterns_surveys,
)
from assistant.ui import patterns_themes as themes

View: TypeAlias = Callable[[Boards, Board, Which], str]


def _grades(boards: Boards, board: Board, which: Which) -> str:
    beside = patterns_national.national_view(boards.national(board), board.group)
    return patterns_html.grades_view(board, which) + beside


def _themes(boards: Boards, board: Board, which: Which) -> str:
    patterns = boards.patterns(board)
    table = themes.themes_view(board, patterns, which is Which.ALL)
    return table + patterns_correct.listed(boards.corrections(patterns), patterns)


def _surveys(boards: Boards, board: Board, which: Which) -> str:
    return patterns_surveys.surveys_view(board, boards.patterns(board), boards.surveys(board), boards.bands())


VIEWS: Mapping[str, View] = {
    "grades": _grades,
    "themes": _themes,
    "findings": lambda boards, board, which: themes.findings_view(board, boards.patterns(board)),
    "responses": lambda boards, board, which: themes.responses_view(board, boards.patterns(board)),
    "capacity": lambda boards, board, which: patterns_capacity.capacity_view(board, boards.patterns(board)),
    "surveys": _surveys,
    "claims": lambda boards, board, which: patterns_claims.claims_view(
        board, boards.patterns(board), boards.compared(board), boards.being_compared(board)
    ),
    "timeline": lambda boards, board, which: patterns_html.timeline_view(board),
}
"""Each view, by the key that its buttons and files carry."""

OF_RECORDS = frozenset({"grades", "timeline"})
"""The views for which no report is read for themes."""

__all__ = ["OF_RECORDS", "VIEWS"]
