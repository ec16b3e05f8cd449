"""Cells of exports: what a spreadsheet program could take for a formula stays text, in every export alike."""

import pytest
from openpyxl import Workbook

from assistant.writing.spreadsheets import LONGEST_CELL, csv_text, looks_like_formula, put_text


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "|", "%", "\t", "\r", "\n", " \t", "  =", "\x0b=", "＝", "＋", "－", "＠"]
)
def test_what_may_be_a_formula_gets_an_apostrophe(start):
    assert csv_text(f"{start}1+1").startswith("'")


@pytest.mark.parametrize("text", ["", "Good", "Years 1–2", "5 + 3", " two words", "(see =)"])
def test_other_texts_stay_as_they_are(text):
    assert csv_text(text) == text
    assert not looks_like_formula(text)


def test_a_text_in_a_workbook_is_text_whatever_it_begins_with_and_no_longer_than_a_cell():
    book = Workbook()
    cell = book.active.cell(1, 1)
    put_text(cell, "=1+1\x07" + "x" * LONGEST_CELL)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.startswith("=1+1x")
    assert len(cell.value) == LONGEST_CELL
