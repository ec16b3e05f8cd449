"""Tables are taken apart in the application itself, so that how much one may ask for is bounded first."""

import pytest

from ingest.errors import UnreadableDocument
from ingest.readers.sheets import MOST_COLUMNS
from ingest.settings import Settings
from ingest.tables import sheet
from ingest.tables.reading import read_table
from ingest.tables.sheet import from_csv

KEEP = "Keep the rows and columns that are needed, and add that."


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        from_csv(data)
    return str(caught.value)


def test_a_large_table_is_refused_before_it_is_opened(tmp_path):
    path = tmp_path / "national.csv"
    with path.open("wb") as file:
        file.truncate(129 * 2**20)
    with pytest.raises(UnreadableDocument) as caught:
        read_table(path, Settings())
    assert str(caught.value) == f"This table is 129.0 MiB; at most 100 MiB of a table are read. {KEEP}"


def test_a_table_of_too_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(sheet, "MOST_CELLS", 100)
    table = b"School,Pupils\n" + b"Alder,20\n" * 50
    assert len(from_csv(table).rows) == 50
    assert refusal(table + b"Alder,20\n") == f"This table has more than 100 cells. {KEEP}"


def test_a_line_that_would_make_endless_columns_is_refused():
    assert refusal(b"School,Pupils\n" + b"," * 2**21) == (
        f"Line 2 of this table has 2,097,152 characters; at most 1,048,576 are read. {KEEP}"
    )


def test_cells_beyond_the_columns_that_are_read_count_for_nothing(monkeypatch):
    monkeypatch.setattr(sheet, "MOST_CELLS", MOST_COLUMNS)
    wide = ",".join(f"Column {number}" for number in range(2000)) + "\nAlder,20" + ",x" * 1998
    (row,) = from_csv(wide.encode()).rows
    assert len(row.filled) == MOST_COLUMNS
