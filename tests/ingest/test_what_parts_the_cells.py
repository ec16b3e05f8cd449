"""What parts the cells of a table of text is told alike wherever it is read, whatever stands above the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import ReaderProcess
from ingest.readers.sheets import CSV, delimiter_of
from ingest.settings import Settings
from ingest.surveys import SurveyTable
from ingest.tables import read_table

COLUMNS = ("School", "Question", "Favourable %", "Respondents", "Date")
ROWS = [("Ashlark High School", "I feel valued, and heard", "62", "4", "01/10/2025")] * 3
TITLES = (
    "Pupils, staff, parents, governors, trustees, members, others\nAsked in Ashlark, Corvane, Fennick, and Hollin\n"
)


def parted(delimiter: str, titles: str = TITLES) -> str:
    return titles + "".join(delimiter.join(cells) + "\n" for cells in (COLUMNS, *ROWS))


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_commas_in_titles_and_questions_part_no_cells(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text(parted(delimiter), encoding="utf-8")
    table = read_table(path, Settings())
    assert table is not None
    assert isinstance(table.content, SurveyTable)
    assert all(row.suppressed for row in table.content.rows)
    with ReaderProcess(Settings()) as reader:
        document = reader.read(path)
    assert "\t".join(COLUMNS) in document.pages[0].text.split("\n")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("School,Subjects\nAshlark,maths;art;music\nCorvane,maths;art;music\n", ","),
        ("School;Fav;Bench\nAshlark;71,5;60,2\nCorvane;70,1;60,2\n", ";"),
        ('School,Comment\nAshlark,"calm; kind; busy; loud"\nCorvane,"calm; kind; busy; loud"\n', ","),
        ("Title\n\nSchool\tPlace\nAshlark\tWren, Tarn\nCorvane\tWren, Tarn\n", "\t"),
        ("School\tPlace\tShare\n" + "Ashlark\tWren, Tarn\t5\n" * 9 + "Note\twith\ta\ttab\n", "\t"),
        ("School;Share\n", ";"),
        ("just words, and more\n", ","),
        ("", ","),
        ('School,Share\n"Ashlark,5\n' + "x" * 200_000, ","),
    ],
)
def test_what_most_rows_agree_on_parts_the_cells(text: str, delimiter: str) -> None:
    assert delimiter_of(text, "table.csv") == delimiter


def test_a_file_called_tsv_is_parted_by_tabs(tmp_path: Path) -> None:
    text = "School, place\tNote, long\nAshlark, Wren\tcalm, kind\n"
    assert delimiter_of(text, "notes.csv") == ","
    assert delimiter_of(text, "Notes.TSV") == "\t"
    path = tmp_path / "notes.tsv"
    path.write_text(text, encoding="utf-8")
    with ReaderProcess(Settings()) as reader:
        assert reader.read(path).pages[0].text == "School, place\tNote, long\nAshlark, Wren\tcalm, kind"


def test_a_table_of_text_is_none_of_excel_however_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text(parted(";", titles=""), encoding="utf-8")
    with ReaderProcess(Settings()) as reader:
        table = read_table(path, Settings(), reader.read(path))
    assert table is not None
    assert table.document.media_type == CSV
