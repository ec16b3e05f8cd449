"""Every number on the Patterns tab is the length of the list that it opens; nothing there sums schools up."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from assistant.patterns.boards import Board, Boards
from assistant.patterns.engine import Engine
from assistant.patterns.grades import Which, YearRange
from assistant.themes.kept import KeptMentions
from assistant.themes.values import Direction, Mention, SchoolReport
from assistant.ui import patterns_html, patterns_themes
from assistant.ui.patterns_cells import CellButton, counted
from ingest.library import Library
from tests.assistant.patterns.conftest import TRUST
from tests.assistant.patterns.test_files_taken_away_hold_their_caveats import CARD, MERGED, OEIF

BUTTON = re.compile(
    r'<button type="button" class="open[^"]*" data-count="(?P<count>\d+)" '
    r'data-open="(?P<stamp>[0-9a-f]{12}):(?P<view>[a-z]+):(?P<kind>[a-z-]+):(?P<row>\d+):(?P<column>\d+)">'
    r"(?P<inside>.*?)</button>",
    re.DOTALL,
)
TAG = re.compile(r"<[^>]+>")


def views(board: Board, boards: Boards) -> dict[str, str]:
    patterns = boards.patterns(board)
    return {
        **{f"grades {which.value}": patterns_html.grades_view(board, which) for which in Which},
        "timeline": patterns_html.timeline_view(board),
        "themes latest": patterns_themes.themes_view(board, patterns, history=False),
        "themes all": patterns_themes.themes_view(board, patterns, history=True),
        "findings": patterns_themes.findings_view(board, patterns),
        "responses": patterns_themes.responses_view(board, patterns),
    }


@pytest.mark.parametrize("themes", ["boards", "real_boards"])
def test_every_number_is_the_length_of_the_list_that_it_opens(themes: str, request: pytest.FixtureRequest) -> None:
    boards: Boards = request.getfixturevalue(themes)
    board = boards.board(TRUST, YearRange())
    patterns, seen = boards.patterns(board), 0
    for name, html in views(board, boards).items():
        buttons = list(BUTTON.finditer(html))
        assert len(buttons) == html.count("data-open="), name
        for found in buttons:
            cell = CellButton(found["view"], found["kind"], int(found["row"]), int(found["column"]))
            title, places = counted(board, patterns, cell)
            opened = boards.cite(board, places)
            assert found["stamp"] == board.stamp
            assert len(opened) == int(found["count"]) > 0, (name, title)
            words = unescape(TAG.sub(" ", found["inside"]))
            if cell.view in {"themes", "findings"}:
                assert int(re.findall(r"\d+", words)[0]) == len(opened), words
            if cell.view == "grades":
                assert all(re.sub(r"\W+", " ", c.quote.lower()).strip() for c in opened)
            seen += 1
    assert seen > 100


def test_every_cell_that_holds_something_can_be_opened(board: Board, boards: Boards) -> None:
    shown = views(board, boards)
    for which, matrix in board.grades.items():
        filled = sum(bool(cell) for row in matrix.rows for cell in row.cells.values())
        assert shown[f"grades {which.value}"].count("data-open=") == filled
    patterns = boards.patterns(board)
    for name, matrix_ in (("themes latest", patterns.matrix), ("themes all", patterns.history)):
        filled = sum(bool(cell.of(direction)) for cell in matrix_.cells for direction in Direction)
        assert shown[name].count("data-open=") == filled
        assert shown[name].count('<td class="none">') == sum(cell.is_silent for cell in matrix_.cells)


def test_lists_beside_a_number_are_as_long_as_it_says(board: Board, boards: Boards) -> None:
    lists = re.findall(
        r'<summary data-count="(\d+)">(\d+) [^<]*</summary><ul>(.*?)</ul>', views(board, boards)["findings"]
    )
    assert lists
    for said, shown, items in lists:
        assert int(said) == int(shown) == items.count("<li>")


def test_a_period_holds_only_what_its_inspections_say(real_boards: Boards) -> None:
    board = real_boards.board(TRUST, YearRange(2021, 2025))
    found = real_boards.patterns(board)
    dates = {m.date for cell in found.history.cells for m in cell.mentions}
    assert {day.year for day in dates if day} == {2022, 2024}
    assert all(m.date in dates for finding in found.findings for m in finding.evidence)
    assert {school.name for school in found.schools} == {school.name for school in board.schools}


def test_a_report_is_read_for_themes_once(group_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = KeptMentions.mentions

    def counting(self: KeptMentions, school: str, report: SchoolReport) -> tuple[Mention, ...]:
        read.append(report.document)
        return original(self, school, report)

    monkeypatch.setattr(KeptMentions, "mentions", counting)
    engine = Engine()
    for since in (None, 2020, None):
        engine(group_library, TRUST, YearRange(since), date(2026, 11, 26))
    assert len(read) == len(set(read)) == len(group_library.documents())


def test_a_grade_opens_the_words_that_print_it(board: Board, boards: Boards) -> None:
    matrix = board.grades[Which.LATEST]
    for row in range(len(matrix.rows)):
        for column in range(len(matrix.columns)):
            _, places = counted(board, None, CellButton("grades", "latest", row, column))
            for grade, citation in zip(matrix.cell(row, column), boards.cite(board, places), strict=True):
                assert grade.grade.lower() in citation.quote.lower()


@pytest.mark.parametrize("themes", ["boards", "real_boards"])
def test_no_screen_averages_ranks_or_grades_the_group(themes: str, request: pytest.FixtureRequest) -> None:
    boards: Boards = request.getfixturevalue(themes)
    board = boards.board(TRUST, YearRange())
    quoted = re.compile(r"“[^”]*”")
    for name, html in views(board, boards).items():
        words = quoted.sub("", unescape(TAG.sub(" ", html)))
        assert not MERGED.search(words), name
        assert f'<th scope="row"><span class="name">{board.group}' not in html


def test_no_column_of_a_screen_holds_two_scales(board: Board) -> None:
    for which in Which:
        columns: dict[int, set[str]] = {}
        for line in re.findall(r"<tr data-name.*?</tr>", patterns_html.grades_view(board, which), re.DOTALL):
            for number, cell in enumerate(re.findall(r"<td.*?</td>", line, re.DOTALL)):
                columns.setdefault(number, set()).update(w.lower() for w in re.findall(r"<b>(.*?)</b>", cell))
        assert all(not (words & OEIF and words & CARD) for words in columns.values())
        assert any(words & OEIF for words in columns.values())
        assert any(words & CARD for words in columns.values())


@pytest.mark.parametrize(
    "cell",
    [
        CellButton("grades", "latest", 999, 0),
        CellButton("grades", "other", 0, 0),
        CellButton("themes", "latest-worst", 0, 0),
        CellButton("responses", "all", 0, 0),
        CellButton("nowhere", "latest", 0, 0),
    ],
)
def test_a_cell_that_is_not_there_is_told(board: Board, boards: Boards, cell: CellButton) -> None:
    with pytest.raises(IndexError):
        counted(board, boards.patterns(board), cell)


def test_texts_of_documents_and_caveats_are_escaped(board: Board, boards: Boards) -> None:
    html = views(board, boards)["findings"]
    assert "Few schools &lt;b&gt;here&lt;/b&gt;." in html
    assert "<b>here" not in html


def test_tables_are_tables_for_those_who_listen(board: Board, boards: Boards) -> None:
    for name, html in views(board, boards).items():
        if name == "findings":
            continue
        assert html.count("<table") == html.count("<caption") == 1, name
        assert 'scope="col"' in html
        assert html.count('<th scope="row">') == html.count("<tr data-name")
        assert 'role="region" tabindex="0" aria-label=' in html
