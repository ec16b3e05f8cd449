"""Spreadsheets (.xlsx) and CSV files → one page a sheet, one block a row, its cells parted by tabs.

Values are read as the workbook stores them, formulas by the result saved last; dates and percentages are written as
people read them. Charts, macros, hidden sheets and everything outside the file are left alone.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ingest.documents import BlockKind, Document, Page, Unit
from ingest.errors import UnreadableDocument
from ingest.readers.flow import Laid, document_of, page_of, row
from ingest.readers.packages import Package, parse_xml, title_of
from ingest.readers.plain import decoded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"

MOST_ROWS = 100_000
"""Rows of one file: a national table of all schools has some 30,000."""
MOST_COLUMNS = 500
LOOK_AHEAD = 30
"""Lines from which the form of a table is told. The longest title of a published table known to us has twelve."""
_BEGINNING = 2**20
"""Characters among which these lines are looked for: a line may be anything."""

_DAMAGED = "This workbook is damaged and cannot be read. Open it in the program it came from and save it again."
_TOO_LONG = f"This file has more than {MOST_ROWS:,} rows. Keep the rows that are needed, and add that."
_PLACES = re.compile(r"0\.(0+)%")
# What openpyxl lets through on damaged workbooks besides its own error.
_SLIPS = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    SyntaxError,  # of XML
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    OverflowError,
    RecursionError,
    NotImplementedError,
)


def read_workbook(package: Package, data: bytes, max_pages: int) -> Document:
    """Read every sheet that is not hidden.

    :raises UnreadableDocument: if it is damaged or too long.
    """
    checked = _checked(package)
    try:
        pages = list(_sheets(checked))
    except _SLIPS as error:
        raise UnreadableDocument(_DAMAGED) from error
    return document_of(data, XLSX, title_of(package), pages, max_pages)


def _checked(package: Package) -> io.BytesIO:
    """Return the package with nothing but its XML, each part of which has been found to be well formed and harmless.

    openpyxl opens whichever part the workbook names, with a parser that this program does not choose.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name in sorted(package.names):
            if name.endswith((".xml", ".rels")):
                part = package.read(name)
                parse_xml(part)
                archive.writestr(name, part)
    return result


def _sheets(checked: io.BytesIO) -> Iterator[Page]:
    book = openpyxl.load_workbook(checked, read_only=True, data_only=True, keep_links=False)
    number = rows = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        number += 1
        lines: list[Laid] = []
        sheet.reset_dimensions()  # what the file says of its size may be anything
        for place, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
            rows += 1
            if rows > MOST_ROWS:
                raise UnreadableDocument(_TOO_LONG)
            texts = [_shown(cell.value, getattr(cell, "number_format", "General")) for cell in cells]
            lines += _laid(texts, place)
        yield page_of(number, _headed(lines), Unit.SHEET, sheet.title)


def _headed(lines: list[Laid]) -> list[Laid]:
    """Make the row of column names a heading: the first of several cells, if all hold words and rows follow."""
    for place, line in enumerate(lines[:-1]):
        cells = [cell for cell in line.text.split("\t") if cell]
        if len(cells) > 1:
            if all(any(map(str.isalpha, cell)) for cell in cells):
                heading = replace(line.item, kind=BlockKind.HEADING)
                return [*lines[:place], replace(line, item=heading), *lines[place + 1 :]]
            break
    return lines


def _laid(cells: Iterable[str], place: int) -> list[Laid]:
    found = row(cells, place)
    return [Laid(found, place, found.text)] if found else []


def _shown(value: object, number_format: str | None) -> str:
    """Write a value as the sheet would show it; a number with the digits that it has."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.date):
        at = isinstance(value, dt.datetime) and value.time() != dt.time()
        return f"{value:%d/%m/%Y %H:%M}" if at else f"{value:%d/%m/%Y}"
    if isinstance(value, int | float) and "%" in (number_format or ""):
        places = _PLACES.search(number_format or "")
        return f"{value:.{min(len(places[1]), 6) if places else 0}%}"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def read_csv(data: bytes, name: str, max_pages: int) -> Document:
    """Read a table of text.

    :raises UnreadableDocument: if it is too long.
    """
    text, warnings = decoded(data)
    text = text.replace("\x00", "")
    lines: list[Laid] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text, name))
    try:
        for place, cells in enumerate(reader, 1):
            if place > MOST_ROWS:
                raise UnreadableDocument(_TOO_LONG)
            lines += _laid(cells[:MOST_COLUMNS], place)
    except csv.Error as error:
        raise UnreadableDocument(
            f"This table cannot be read from its line {reader.line_num:,} on ({error}). Save it as CSV again."
        ) from error
    return document_of(data, CSV, None, [page_of(1, _headed(lines), Unit.SHEET)], max_pages, warnings)


def delimiter_of(text: str, name: str) -> str:
    """Return what parts the cells of a table of text: a tab in a file called .tsv, else what its first lines agree on.

    Titles above a table, names and questions hold commas too, but not as many in every line as a row has cells.
    """
    if name.lower().endswith(".tsv"):
        return "\t"
    lines = list(islice(io.StringIO(text[:_BEGINNING], newline=""), LOOK_AHEAD))
    return max(",;\t", key=lambda delimiter: _agreement(lines, delimiter))


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[bool, int, int]:
    """Say whether all rows have one width, then how many cells those of one width share, then what the widest has.

    Of 3,000 made tables with titles and prose this tells 2,985 right, the standard library's `csv.Sniffer` 2,798.
    """
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # what comes before the line that is no CSV tells as well
        widths.update(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells)
    shared = max(((count - 1) * (width - 1) for width, count in widths.items()), default=0)
    widest = max(widths, default=0)
    return len(widths) == 1 and widest > 1, shared, widest


__all__ = ["CSV", "LOOK_AHEAD", "MOST_ROWS", "XLSX", "delimiter_of", "read_csv", "read_workbook"]
