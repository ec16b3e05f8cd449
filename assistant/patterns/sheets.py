"""Tables to take away: CSV and XLSX with their caveats in the file.

Writes values into bytes and computes nothing. A text that a spreadsheet could take for a formula is written so that it
cannot; every text of a document is data.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from assistant.writing.spreadsheets import csv_text, put_text

Value: TypeAlias = str | int | date | None

MAX_NAME = 31  # characters of a sheet's name
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One table: column headings, and rows as wide as they."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Tables that belong together, and what their reader must bear in mind."""

    title: str
    sheets: tuple[ExportTable, ...]
    notes: tuple[str, ...]


def csv_bytes(book: Book) -> bytes:
    """Return the first table as CSV (UTF-8 with a mark, which spreadsheets need), then a blank line and the notes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    sheet = book.sheets[0]
    writer.writerow([_guarded(word) for word in sheet.header])
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    writer.writerow([])
    writer.writerows([[_guarded(note)] for note in (book.title, *book.notes)])
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(book: Book) -> bytes:
    """Return the tables as a workbook, one sheet each, and a last sheet with the notes."""
    workbook = Workbook(write_only=True)
    for sheet in book.sheets:
        page = workbook.create_sheet(_NOT_IN_NAMES.sub(" ", sheet.name)[:MAX_NAME])
        page.freeze_panes = "B2"
        for number in range(1, len(sheet.header) + 1):
            page.column_dimensions[get_column_letter(number)].width = 34 if number == 1 else 20
        page.append([_cell(page, word, strong=True) for word in sheet.header])
        _append(page, sheet.rows)
    notes = workbook.create_sheet("Notes")
    notes.column_dimensions["A"].width = 110
    notes.append([_cell(notes, book.title, strong=True)])
    _append(notes, [(note,) for note in book.notes])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _append(page: WriteOnlyWorksheet, rows: Iterable[Sequence[Value]]) -> None:
    for row in rows:
        page.append([_cell(page, value) for value in row])


def _cell(page: WriteOnlyWorksheet, value: Value, *, strong: bool = False) -> Cell:
    """Return a cell whose text is text whatever it begins with."""
    if isinstance(value, str):
        cell: Cell = WriteOnlyCell(page)
        put_text(cell, value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, date):
        cell = WriteOnlyCell(page, datetime.combine(value, time()))
        cell.number_format = "d mmm yyyy"
    else:
        cell = WriteOnlyCell(page, value)
    if strong:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8F1F3")
    return cell


def _plain(value: Value) -> str | int:
    if value is None:
        return ""
    return _guarded(value) if isinstance(value, str) else value.isoformat() if isinstance(value, date) else value


def _guarded(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula."""
    return csv_text(" ".join(text.split()))


__all__ = ["Book", "ExportTable", "Value", "csv_bytes", "xlsx_bytes"]
