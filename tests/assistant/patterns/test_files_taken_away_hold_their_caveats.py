"""CSV, XLSX and SVG hold what the screen shows and its caveats; no formula gets in, no two scales share a column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.patterns import grades, pictures, takeaway, takeaway_themes
from assistant.patterns.boards import Board, Boards
from assistant.patterns.grades import Which
from assistant.patterns.sheets import Book, ExportTable, csv_bytes, xlsx_bytes
from ingest.inspections import Scale

OEIF = {"outstanding", "good", "requires improvement", "inadequate"}
CARD = {"exceptional", "strong standard", "expected standard", "needs attention", "urgent improvement"}
MERGED = re.compile(
    r"\b(averag\w*|mean grade|rank\w*|overall grade|group grade|scores?|percent\w*|league)\b", re.IGNORECASE
)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def books(board: Board, boards: Boards) -> Iterator[Book]:
    patterns = boards.patterns(board)
    for which in Which:
        yield takeaway.grades_book(board.grades[which])
    yield takeaway.timeline_book(board.schools, board.group or "", grades.caveats(board.grades[Which.ALL]))
    yield takeaway_themes.themes_book(patterns, history=False)
    yield takeaway_themes.themes_book(patterns, history=True)
    yield takeaway_themes.findings_book(patterns)
    yield takeaway_themes.responses_book(patterns)


def drawings(board: Board, boards: Boards) -> Iterator[str]:
    for which in Which:
        yield pictures.grades_svg(board.grades[which])
    yield pictures.timeline_svg(board.schools, board.group or "", board.as_of)
    yield pictures.themes_svg(boards.patterns(board), history=True)


def test_every_table_can_be_read_back_from_both_formats_with_its_notes(board: Board, boards: Boards) -> None:
    for book in books(board, boards):
        rows = read_csv(csv_bytes(book))
        first = book.sheets[0]
        assert len(rows[0]) == len(first.header)
        assert rows[1 + len(first.rows)] == []
        assert [row[0] for row in rows[2 + len(first.rows) :]] == [book.title, *book.notes]
        workbook = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(book)))
        assert workbook.sheetnames == [*(sheet.name for sheet in book.sheets), "Notes"]
        for sheet in book.sheets:
            page = workbook[sheet.name]
            assert page.max_row == len(sheet.rows) + 1
            assert [cell.value for cell in page[1]] == list(sheet.header)
        assert [row[0].value for row in workbook["Notes"].iter_rows()] == [book.title, *book.notes]


@pytest.mark.parametrize("which", Which)
def test_grades_of_two_scales_never_share_a_column_of_a_file(board: Board, which: Which) -> None:
    rows = read_csv(csv_bytes(takeaway.grades_book(board.grades[which])))
    for column in range(len(rows[0])):
        held = {row[column].lower() for row in rows[1:] if len(row) == len(rows[0])}
        assert not (held & OEIF and held & CARD), rows[0][column]
    text = " ".join(cell for row in rows for cell in row)
    assert "Exceptional" in text
    assert "cannot be compared with each other" in text


def test_a_grade_stands_in_the_file_with_its_date_age_and_place(board: Board) -> None:
    rows = read_csv(csv_bytes(takeaway.grades_book(board.grades[Which.ALL])))
    title = grades.BLOCK_TITLES[Scale.OEIF.value]
    column = rows[0].index(f"{title}: Overall effectiveness")
    old = next(row for row in rows if row[0] == "Corvane Academy" and "2019" in row[4])
    assert old[column : column + 4] == ["Inadequate", "2019-03-05", "7 years 8 months", "corvane-2019.pdf, page 1"]
    assert old[6] == "before joining; predecessor; newer held"


def test_nothing_is_averaged_ranked_or_graded_for_the_group(board: Board, boards: Boards) -> None:
    quoted = {m.text for cell in boards.patterns(board).history.cells for m in cell.mentions}
    for book in books(board, boards):
        values = [value for sheet in book.sheets for row in (sheet.header, *sheet.rows) for value in row]
        words = [value for value in [book.title, *book.notes, *values] if isinstance(value, str)]
        assert not [word for word in words if word not in quoted and MERGED.search(word)]
        assert not [row for sheet in book.sheets for row in sheet.rows if row[0] == board.group]
    for drawing in drawings(board, boards):
        assert not MERGED.search(drawing)


def test_pictures_are_whole_and_hold_each_school_and_the_caveats(board: Board, boards: Boards) -> None:
    for drawing in drawings(board, boards):
        root = ElementTree.fromstring(drawing)  # noqa: S314 # our own drawing
        words = " ".join(root.itertext())
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert all(school.name in words for school in board.schools)
        assert "script" not in drawing
    assert "cannot be compared with each other" in " ".join(
        ElementTree.fromstring(pictures.grades_svg(board.grades[Which.LATEST])).itertext()  # noqa: S314
    )


@settings(max_examples=25, deadline=None)
@given(st.sampled_from("=+-@\t\r|%"), st.text(max_size=30))
def test_no_text_becomes_a_formula(first: str, rest: str) -> None:
    book = Book("=title", (ExportTable("One", ("=head",), ((f"{first}{rest}",), (date(2026, 1, 1),))),), ("+note",))
    for row in read_csv(csv_bytes(book)):
        assert not row or not row[0] or row[0][0] not in "=+-@\t\r"
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(book)))
    cells = [cell for page in workbook for row in page.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


def test_a_long_name_stands_whole_in_a_picture_on_two_lines() -> None:
    name = "St Orrin’s Church of England Voluntary Aided Primary School"
    lines = "".join(pictures._name(40, name, 270))
    assert "…" not in lines
    assert " ".join(text.text or "" for text in ElementTree.fromstring(f"<g>{lines}</g>")) == name  # noqa: S314
    assert len(pictures._name(40, "Corvane Academy", 270)) == 1
    longest = "".join(pictures._name(40, " ".join([name] * 2), 270))
    assert "…</text>" in longest
    assert f"{name}</title>" in longest, "the title of the line that is cut holds the rest of the name"
