"""The Patterns tab says how far the first reading of a group's reports is, and waits for none where none is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import gradio as gr
import pytest

from assistant.patterns.boards import Boards
from assistant.ui import patterns
from ingest.library import Library
from tests.assistant.patterns.conftest import TRUST, group_library  # noqa: F401 # a fixture
from tests.assistant.patterns.simple import simple_engine


class Backend:
    """A library of four reports, of which three were never read."""

    def __init__(self, library: Library) -> None:
        self.asked: list[str] = []
        self.boards = Boards(lambda: library, simple_engine, lambda: date(2026, 11, 26), ahead=self._ahead)

    def _ahead(self, library: Library, group: str) -> Iterator[tuple[int, int]]:
        self.asked.append(group)
        yield from ((done, 3) for done in range(3))


@pytest.fixture
def backend(group_library: Library) -> Backend:  # noqa: F811
    return Backend(group_library)


def updates(backend: Backend, view: str, group: str = TRUST) -> list[dict[str, Any]]:
    with gr.Blocks():
        parts = patterns.build(cast(patterns.PatternsBackend, backend))
    names = {parts.progress: "progress", parts.table: "table"}
    shown = patterns._Screen(cast(patterns.PatternsBackend, backend), parts).show(
        group, patterns.ANY_YEAR, patterns.ANY_YEAR, next(iter(patterns.WHICH)), view
    )
    return [{names[part]: value for part, value in update.items() if part in names} for update in shown]


def test_a_view_of_themes_tells_which_report_is_read_and_then_clears_what_it_told(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "TOLD_EVERY", 0)
    *told, last = updates(backend, "Findings")
    assert [
        "Reading report 1 of 3 for themes. This is done once for each report." in told[0]["progress"],
        'max="3" value="2"' in told[2]["progress"],
        all("table" not in update for update in told),
    ] == [True] * 3
    assert last["progress"] == ""
    assert "findings" in last["table"]


def test_no_more_is_told_than_a_person_can_read(backend: Backend) -> None:
    assert len(updates(backend, "Themes")) == 2


def test_grades_timeline_and_the_whole_library_wait_for_no_reading(backend: Backend) -> None:
    for view, group in (("Grades as printed", TRUST), ("Timeline of inspections", TRUST)):
        assert [set(update) for update in updates(backend, view, group)] == [{"table"}]
    assert backend.asked == []
    updates(backend, "Themes", patterns.EVERY_SCHOOL)
    assert backend.asked == []
