"""Titles, notes and totals in a table of schools or a survey: read past, named, kept; a school is never one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import UnreadableDocument
from ingest.settings import Settings
from ingest.tables import Table, read_table

COLUMNS = (
    "Web link,URN,School name,Ofsted phase,Region,Local authority,Inspection start date,Overall effectiveness,"
    "Quality of education,Behaviour and attitudes\n"
)
EDDY = "http://x,990902,Eddy School,Secondary,North,Wrenshire,04/07/2023,3,2,2\n"
TITLE = "Management information - state-funded schools,as at 30 April 2026\n\nNotes: grades are coded 1 to 4\n"
FOOT = '"Source: Ofsted, 30 April 2026",,,,,,,,,\n1. NULL means that nothing is held.\n(c) Crown copyright 2026\n'


def read(tmp_path: Path, text: str, name: str = "table.csv") -> Table:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    table = read_table(path, Settings())
    assert table is not None
    return table


def test_titles_and_footnotes_of_management_information_are_read_past_named_and_kept(tmp_path: Path) -> None:
    table = read(tmp_path, TITLE + COLUMNS + EDDY + FOOT)
    assert [(row.row, row.urn) for row in table.content.rows] == [(5, "990902")]
    assert [note.number for note in table.notes] == [1, 3, 6, 7, 8]
    (warning,) = table.document.warnings
    assert warning.startswith(
        "5 lines of this table gave no data and they are kept as notes (row 1: “Management information - state-funded "
        "schools, as at 30 April 2026”; row 3: “Notes: grades are coded 1 to 4”; row 6: “Source: Ofsted, 30 April 2026”"
    )
    (page,) = table.document.pages
    assert [block.paragraph for block in page.blocks] == [1, 3, 5, 6, 7, 8]
    assert page.blocks[-1].span.of(page.text) == "(c) Crown copyright 2026"


def test_a_note_between_schools_costs_none_of_them(tmp_path: Path) -> None:
    table = read(tmp_path, COLUMNS + EDDY + "* Figures for these schools were revised\n" + EDDY.replace("902", "903"))
    assert [row.urn for row in table.content.rows] == ["990902", "990903"]
    assert "1 line of this table gave no data and it is kept as notes (row 3:" in table.document.warnings[0]


def test_a_table_without_notes_warns_of_nothing(tmp_path: Path) -> None:
    table = read(tmp_path, COLUMNS + EDDY)
    assert (table.notes, table.document.warnings) == ((), ())


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("http://reports.ofs\n", "Row 3 of this table names no school"),
        ("http://x,9909\n", "Row 3 of this table has '9909' as URN"),
        ("http://x,,,Secondary,North,Wrenshire,,,,\n", "Row 3 of this table names no school"),
        (",,,Not a note,,,,,,\n", "Row 3 of this table names no school"),
    ],
)
def test_a_row_that_is_cut_off_or_names_no_school_still_refuses_the_file(
    tmp_path: Path, row: str, message: str
) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read(tmp_path, COLUMNS + EDDY + row)


@pytest.mark.parametrize("name", ["Keyworth Primary School", "Sources Academy", "Notesford School", "Totalbury School"])
def test_a_school_of_one_s_own_table_is_no_note_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    table = read(tmp_path, f"School,URN,Group,Joined\nEddy School,990902,Tern,01/09/2017\n{name},,,\nTotal,,,\n")
    assert [row.name for row in table.content.rows] == ["Eddy School", name]
    assert [note.cells for note in table.notes] == [("Total",)]


def test_notes_of_a_survey_are_read_past_too(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Staff survey of the Tern Trust,,,\nSchool,Question,Favourable %,Respondents,Date\n"
        "Eddy School,Workload,71,31,20/06/2026\nShares of fewer than ten are left out.\nSource: our own survey\n",
        "staff.csv",
    )
    assert [(row.row, row.favourable) for row in table.content.rows] == [(3, 71.0)]
    assert [note.number for note in table.notes] == [1, 4, 5]
