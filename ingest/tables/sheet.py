"""A sheet as rows of cells under column names, whether it came from a CSV file or from a workbook that was read.

Column names are compared without regard to case, double spaces and byte order marks. Knows no column by name.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, islice

from ingest.documents import Document, Page, Unit
from ingest.errors import UnreadableDocument
from ingest.readers.plain import decoded
from ingest.readers.sheets import LOOK_AHEAD, MOST_COLUMNS, MOST_ROWS, delimiter_of

_EMPTY = frozenset({"", "null", "n/a", "not applicable", "-", "–"})
MOST_CELLS = 10_000_000
"""Cells of one table. It is held in the application's own memory: seven million took 4 s and 620 MiB on two cores."""
LARGEST_CSV = 100 * 2**20
"""Bytes of one CSV file: ten million cells of ten characters, which is more than a cell of figures has."""
_LONGEST_LINE = 2**20
"""Characters of one line. The program's CSV reader takes a line apart whole, however many columns that makes."""
_KEEP = "Keep the rows and columns that are needed, and add that."
_DATES = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y %H:%M", "%d %B %Y")


@lru_cache(maxsize=10_000)
def key(name: str) -> str:
    """Return a column name as it is compared."""
    return re.sub(r"\s+", " ", name.lstrip("\ufeff")).strip().casefold()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number, as a spreadsheet counts from 1, and its cells by the keys of their columns."""

    number: int
    cells: dict[str, str]
    filled: tuple[str, ...] = ()
    """The cells that hold something, whatever column they stand in."""
    width: int = 0
    """How many columns the table has."""
    starts_late: bool = False
    """Whether the first cell is empty."""

    def get(self, *names: str) -> str | None:
        """Return the first of these cells that says something; `NULL` and "N/A" say nothing."""
        for name in names:
            value = self.cells.get(key(name), "").strip()
            if value.casefold() not in _EMPTY:
                return value
        return None

    def date(self, *names: str) -> date | None:
        """Return a cell as a day.

        :raises UnreadableDocument: if it says something that is not a day.
        """
        value = self.get(*names)
        if value is None:
            return None
        found = parse_day(value)
        if found is None:
            raise UnreadableDocument(
                f"Row {self.number:,} of this table has {value!r} as “{names[0]}”, which is not a date. "
                "Write dates as dd/mm/yyyy or yyyy-mm-dd."
            )
        return found


@dataclass(frozen=True, slots=True)
class LooseLine:
    """A line of the file that is no row of the table, such as a title: its number, and its cells that are not empty."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSheet:
    """The column names as printed, the rows under them and the lines above them.

    `name` is that of the workbook's sheet, if it is one of several; `warnings` say how its text was decoded.
    """

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    above: tuple[LooseLine, ...] = ()
    name: str | None = None
    warnings: tuple[str, ...] = ()

    def has(self, *names: str) -> bool:
        """Say whether all these columns are there."""
        mine = {key(column) for column in self.columns}
        return all(key(name) in mine for name in names)


@lru_cache(maxsize=10_000)
def parse_day(value: str) -> date | None:
    """Return the day that a cell says, in the ways that tables write days; None where it says none."""
    for pattern in _DATES:
        try:
            return datetime.strptime(value.strip(), pattern).date()
        except ValueError:
            continue
    return None


def from_csv(data: bytes, name: str = "") -> TableSheet | None:
    """Return the table of a CSV file: UTF-8, UTF-16 or Windows-1252; None where it has no row of column names.

    :raises UnreadableDocument: if it is too large or broken.
    """
    check_size(len(data))
    text, warnings = decoded(data)
    text = text.replace("\x00", "")
    reader = csv.reader(_lines(text), delimiter=delimiter_of(text, name))
    try:
        found = _sheet((number, cells[:MOST_COLUMNS]) for number, cells in enumerate(reader, 1))
        return found and replace(found, warnings=warnings)
    except csv.Error as error:
        raise UnreadableDocument(
            f"This table cannot be read from its line {reader.line_num:,} on ({error}). Save it as CSV again."
        ) from error


def check_size(size: int) -> None:
    """See that a CSV file is of a size that can be read.

    :raises UnreadableDocument: if it is larger.
    """
    if size > LARGEST_CSV:
        raise UnreadableDocument(
            f"This table is {size / 2**20:,.1f} MiB; at most {LARGEST_CSV // 2**20} MiB of a table are read. {_KEEP}"
        )


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > _LONGEST_LINE:
            raise UnreadableDocument(
                f"Line {number:,} of this table has {len(line):,} characters; at most {_LONGEST_LINE:,} are read. "
                f"{_KEEP}"
            )
        yield line


def from_document(document: Document) -> tuple[TableSheet, ...]:
    """Return the sheets of a workbook that was read which have column names; none where the document is none.

    A row whose first cells are empty has lost them in reading, so that it will not fit its columns.
    """
    found = ((page.label, _sheet(_rows(page))) for page in document.pages if page.unit is Unit.SHEET)
    return tuple(replace(sheet, name=name, warnings=document.warnings) for name, sheet in found if sheet)


def _rows(page: Page) -> Iterator[tuple[int, Sequence[str]]]:
    for number, block in enumerate(page.blocks, 1):
        yield block.paragraph or number, block.span.of(page.text).split("\t")


def _sheet(lines: Iterable[tuple[int, Sequence[str]]]) -> TableSheet | None:
    """Take the first row that is more than half as full as the fullest of the first rows as the column names.

    A title may have two cells ("Inspections", "as at May 2026"); column names have one for nearly every column.
    """
    coming = iter(lines)
    first = list(islice(coming, LOOK_AHEAD))
    fullest = max((len(_filled(cells)) for _, cells in first), default=0)
    place = next((n for n, (_, cells) in enumerate(first) if len(_filled(cells)) > max(1, fullest // 2)), None)
    if place is None:
        return None
    columns = tuple(" ".join(cell.lstrip("\ufeff").split()) for cell in first[place][1][:MOST_COLUMNS])
    keys = tuple(map(key, columns))
    above = tuple(LooseLine(number, found) for number, cells in first[:place] if (found := _filled(cells)))
    rows: list[SheetRow] = []
    count = 0
    for number, cells in chain(first[place + 1 :], coming):
        if number > MOST_ROWS:
            raise UnreadableDocument(f"This table has more than {MOST_ROWS:,} rows. Keep the rows that are needed.")
        count += len(cells)
        if count > MOST_CELLS:
            raise UnreadableDocument(f"This table has more than {MOST_CELLS:,} cells. {_KEEP}")
        if filled := _filled(cells):
            starts_late = not cells[0].strip()
            rows.append(SheetRow(number, dict(zip(keys, cells, strict=False)), filled, len(columns), starts_late))
    return TableSheet(columns, tuple(rows), above)


def _filled(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(found for cell in cells if (found := cell.lstrip("\ufeff").strip()))


__all__ = ["LooseLine", "TableSheet", "SheetRow", "check_size", "from_csv", "from_document", "key", "parse_day"]
