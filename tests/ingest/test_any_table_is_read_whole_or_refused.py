"""Whatever a table holds: it is read whole or refused with a reason, its places are true, a second reading agrees."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import UnreadableDocument
from ingest.settings import Settings
from ingest.surveys import SurveyTable
from ingest.tables import Table, read_table

MANAGEMENT = ("URN", "School name", "Ofsted phase", "Local authority", "Inspection start date", "Quality of education")
SURVEY = ("School", "URN", "Question", "Favourable %", "Respondents", "Date")
CELLS = st.one_of(
    st.sampled_from(
        ["", "NULL", "990901", "12", "Eddy School", "Good", "2", "71%", "101", "<10", "9", "31", "04/07/2023", "Total",
         "Source: Ofsted", "1. A note on grades", "=1+1", '"', "\t", "\ufeff", "é’"]
    ),
    st.text(max_size=12),
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, max_size=8), max_size=12)
QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def csv_of(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (columns, *rows)]
    return "\r\n".join(quoted).encode("utf-8", "surrogatepass")


def held(tmp_path: Path, data: bytes) -> Table | None:
    """Read bytes as a table twice, and see that what comes of them is sound; None where it is none or is refused."""
    path = tmp_path / "staff.csv"
    path.write_bytes(data)
    try:
        table = read_table(path, Settings())
    except UnreadableDocument as error:
        with pytest.raises(UnreadableDocument) as again:
            read_table(path, Settings())
        assert str(error) == str(again.value)
        assert len(str(error)) > 20
        return None
    assert table == read_table(path, Settings())
    if table is not None:
        spans_hold(table)
    return table


def spans_hold(table: Table) -> None:
    """Every row and every note has a block of its own number, and the blocks make up the text."""
    (page,) = table.document.pages
    assert [page.text[block.span.start : block.span.end] for block in page.blocks] == page.text.split("\n")
    told = {row.row for row in table.content.rows} | {note.number for note in table.notes}
    assert {block.paragraph for block in page.blocks} <= told
    for note in table.notes:
        assert any(block.paragraph == note.number for block in page.blocks) or not "".join(note.cells).isprintable()


@given(rows=ROWS)
@QUIET
def test_any_rows_under_the_columns_of_management_information(tmp_path: Path, rows: list[list[str]]) -> None:
    table = held(tmp_path, csv_of(MANAGEMENT, rows))
    if table is not None and not isinstance(table.content, SurveyTable):
        assert all(row.urn or row.name for row in table.content.rows)


@given(rows=ROWS)
@QUIET
def test_any_rows_under_the_columns_of_a_survey_leak_no_small_number(tmp_path: Path, rows: list[list[str]]) -> None:
    table = held(tmp_path, csv_of(SURVEY, rows))
    if table is not None and isinstance(table.content, SurveyTable):
        for row in table.content.rows:
            assert row.suppressed == (row.respondents is None)
            assert row.respondents is None or row.respondents >= Settings().survey_fewest
            assert row.favourable is None or 0 <= row.favourable <= 100


@given(data=st.binary(max_size=400))
@QUIET
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    held(tmp_path, data)


@given(
    cut=st.integers(min_value=0, max_value=400), at=st.integers(min_value=0, max_value=400), put=st.binary(max_size=4)
)
@QUIET
def test_a_survey_that_is_cut_or_changed_anywhere(tmp_path: Path, cut: int, at: int, put: bytes) -> None:
    rows = [["Eddy School", "990901", f"Question {n}", "71%", "31", "20/06/2026"] for n in range(5)]
    whole = csv_of(SURVEY, rows)
    held(tmp_path, whole[:cut])
    held(tmp_path, whole[:at] + put + whole[at + len(put) :])
