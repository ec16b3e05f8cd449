"""Whatever a report holds, the Patterns tab shows it as characters."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from assistant.patterns.boards import Boards
from assistant.patterns.grades import YearRange
from tests.assistant.patterns.conftest import TRUST
from tests.assistant.patterns.test_numbers_open_their_lists import views

HOSTILE = "<img src=x onerror=alert(1)>\" onmouseover='x'"
ATTRIBUTE = re.compile(r"""<[^<>]*" onmouseover='x'""")
"""The same broken out of an attribute: inside a tag, behind its quotation mark."""
SAID = {"name", "grade", "area", "text", "printed", "sentence", "words", "why", "title", "group"}
"""Fields that hold words of documents or of people."""


def hostile(value: Any) -> Any:
    """Return a value with markup in every text that a document or a person may have written."""
    if isinstance(value, tuple | list):
        return type(value)(hostile(item) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        field.name: HOSTILE + kept if field.name in SAID and type(kept) is str else hostile(kept)
        for field in fields(value)
        if field.init
        for kept in [getattr(value, field.name)]
    }
    return replace(value, **changed)


@pytest.mark.parametrize("themes", ["boards", "real_boards"])
def test_markup_in_names_grades_and_sentences_appears_as_it_stands(
    themes: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    boards: Boards = request.getfixturevalue(themes)
    board = boards.board(TRUST, YearRange())
    patterns = hostile(boards.patterns(board))
    monkeypatch.setattr(boards, "patterns", lambda _: patterns)
    shown = views(hostile(board), boards)
    assert all("&lt;img src=x onerror=alert(1)&gt;" in html for name, html in shown.items() if name != "responses")
    for name, html in shown.items():
        assert "<img" not in html, name
        assert not ATTRIBUTE.search(html), name
