"""Texts in cells of CSV files and workbooks, so that no spreadsheet program takes one for a formula.

What is exported comes from drafts and documents: it is data, whatever it begins with. Lays out no table and writes no
file.
"""

from __future__ import annotations

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook may hold."""
_FORMULA = re.compile(r" *[\t\r\n]|\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet program may take for a formula or a command, full-width forms included."""


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet program may take a text for a formula."""
    return _FORMULA.match(text) is not None


def csv_text(text: str) -> str:
    """Return a text for a cell of a CSV file: with an apostrophe before what looks like a formula."""
    words = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{words}" if looks_like_formula(words) else words


def put_text(cell: Cell, text: str) -> None:
    """Put a text into a cell of a workbook as text, cut to what a cell holds."""
    words = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]
    cell.value = words
    cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
    cell.quotePrefix = looks_like_formula(words)


__all__ = ["LONGEST_CELL", "csv_text", "looks_like_formula", "put_text"]
