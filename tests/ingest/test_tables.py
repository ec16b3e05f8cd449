"""Tables that describe schools, and surveys: told by their columns, read row by row, refused with a remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableDocument
from ingest.settings import Settings
from ingest.surveys import SurveyTable, with_benchmarks
from ingest.tables import Table, read_table
from ingest.tables.schools import CARD_AREAS, SchoolTable, TableKind, TableSchool
from ingest.tables.sheet import from_csv, parse_day

OLD_MI = (
    "Web link,URN,School name,Ofsted phase,Ofsted region,Local authority,Multi-academy trust name,"
    "Inspection start date,Overall effectiveness,Quality of education,Safeguarding is effective?,Sixth form provision "
    "(where applicable)\r\n"
    "x,990901,St Brée’s School,Primary,North,Wrenshire,The Tern Trust,04/07/2023,3,2,Yes,9\r\n"
    "x,990902,Eddy School,Secondary,North,Wrenshire,NULL,NULL,NULL,NULL,NULL,NULL\r\n"
)
LONG = "School,Question,Favourable %,Respondents,Date,Benchmark %\n"


def table_of(tmp_path: Path, text: str | bytes, name: str = "table.csv", fewest: int = 10) -> Table | None:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path, Settings(survey_fewest=fewest))


def schools_of(tmp_path: Path, text: str | bytes) -> SchoolTable:
    table = table_of(tmp_path, text)
    assert table is not None and isinstance(table.content, SchoolTable)
    return table.content


def survey_of(tmp_path: Path, text: str, mapping: str | None = None, fewest: int = 10) -> SurveyTable:
    if mapping:
        (tmp_path / "staff.mapping.yaml").write_text(mapping)
    table = table_of(tmp_path, text, "staff.csv", fewest)
    assert table is not None and isinstance(table.content, SurveyTable)
    return table.content


def test_older_management_information_in_windows_1252_keeps_numbers_and_gives_their_words(tmp_path: Path) -> None:
    table = schools_of(tmp_path, OLD_MI.encode("cp1252"))
    first, second = table.rows
    assert table.kind is TableKind.MANAGEMENT_INFORMATION
    assert (first.row, first.name, first.group) == (2, "St Brée’s School", "The Tern Trust")
    assert [(j.area, j.grade, j.printed, j.date) for j in first.judgements] == [
        ("Overall effectiveness", "Requires improvement", "3", date(2023, 7, 4)),
        ("Quality of education", "Good", "2", date(2023, 7, 4)),
        ("Safeguarding is effective?", "Yes", "Yes", date(2023, 7, 4)),
    ]
    assert (second.group, second.judgements) == (None, ())


def test_a_report_card_s_areas_have_a_date_each_and_old_grades_stand_beside_them(tmp_path: Path) -> None:
    columns = ["URN", "School name", "Ofsted phase", "Local authority"]
    columns += ["Does the latest full inspection relate to the URN of the current school?"]
    for area in CARD_AREAS:
        columns += [area, f"{area} - date of grade"]
    columns += ["Inspection start date of latest OEIF graded inspection", "Latest OEIF quality of education"]
    columns += ["Latest OEIF  safeguarding is effective?"]
    cells = [
        "990901",
        "Eddy School",
        "Primary",
        "Wrenshire",
        "No",
        "Met",
        "20/01/2026",
        "Strong standard",
        "12/05/2026",
    ]
    cells += ["NULL"] * (len(CARD_AREAS) * 2 - 4) + ["17/05/2022", "1", "Yes"]
    (row,) = schools_of(tmp_path, "\n".join([",".join(columns), ",".join(cells)])).rows
    assert row.current is False
    assert [(j.area, j.grade, j.scale.value, str(j.date)) for j in row.judgements] == [
        ("Safeguarding standards", "Met", "met-not-met", "2026-01-20"),
        ("Inclusion", "Strong standard", "report-card", "2026-05-12"),
        ("Quality of education", "Outstanding", "oeif", "2022-05-17"),
        ("Safeguarding is effective?", "Yes", "oeif", "2022-05-17"),
    ]


def test_gias_and_group_links_are_told_apart_and_links_say_when_a_school_joined(tmp_path: Path) -> None:
    gias = schools_of(
        tmp_path,
        "URN,LA (name),EstablishmentName,PhaseOfEducation (name),GOR (name),Trusts (code),Trusts (name)\n"
        "990901,Wrenshire,Eddy School,All-through,North,9,The Tern Trust\n",
    )
    assert gias.kind is TableKind.GIAS
    assert gias.rows[0] == TableSchool(
        2, "990901", "Eddy School", "All-through", "North", "Wrenshire", "The Tern Trust", "9"
    )
    links = schools_of(
        tmp_path,
        "Group UID,Group Name,URN,EstablishmentName,Joined date\n9,The Tern Trust,990901,Eddy School,01-09-2017\n",
    )
    assert links.kind is TableKind.GROUP_LINKS
    assert (links.rows[0].group_uid, links.rows[0].joined) == ("9", date(2017, 9, 1))


def test_a_table_of_one_s_own_is_read(tmp_path: Path) -> None:
    table = schools_of(
        tmp_path, "School;URN;Group;Joined;Phase\nEddy School;990901;The Tern Trust;1 September 2017;Primary\n"
    )
    assert table.kind is TableKind.OWN
    assert table.rows[0].joined == date(2017, 9, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("School,URN,Group,Joined,Colour\n", "columns that are not known: Colour. Known are: school, urn, group"),
        ("URN,Ofsted phase,School name\n1,2,3\n", "columns are missing: Local authority. Save the published file"),
        ("URN,EstablishmentName,Trusts (name)\n", "looks like GIAS .* missing: PhaseOfEducation"),
        ("School,URN,Group,Joined\nEddy,12,Tern,\n", "Row 2 .* '12' as URN, which is not a number of six digits"),
        ("School,URN,Group,Joined\nEddy,990901,T,31/02/2020\n", "'31/02/2020' as “joined”, which is not a date"),
        ("School,URN,Group\n,,Tern\n", "Row 2 of this table names no school"),
        ("URN,School name,Local authority,Ofsted phase\n,,Wren,Primary\n", "Row 2 of this table names no school"),
        ("URN,Group Name\n,Tern\n", "Row 2 of this table names no school"),
        ("School,URN,Group\n", "column names and no rows"),
    ],
)
def test_a_table_of_schools_that_does_not_fit_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        table_of(tmp_path, text)


@pytest.mark.parametrize(
    "text", ["Month,Absence\nMay,5\n", "just words\n", "", "a,b\n1,2\n", "School,Group,Phase,Score\nEddy,A,Primary,5\n"]
)
def test_any_other_table_is_left_to_be_a_plain_document(tmp_path: Path, text: str) -> None:
    assert table_of(tmp_path, text) is None


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_table(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    sheet = from_csv(data) if b'"' not in data else None
    assert sheet is None or len({row.number for row in sheet.rows}) == len(sheet.rows)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_is_read_in_every_way_that_tables_write_it(day: date) -> None:
    for pattern in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y"):
        assert parse_day(day.strftime(pattern)) == day


def test_every_row_of_a_table_stands_in_its_document_under_its_number(tmp_path: Path) -> None:
    table = table_of(tmp_path, OLD_MI)
    assert table is not None
    (page,) = table.document.pages
    assert [block.paragraph for block in page.blocks] == [2, 3]
    assert page.blocks[0].span.of(page.text).startswith("990901\tSt Brée’s School")


def test_a_long_survey_with_standard_columns_needs_no_mapping(tmp_path: Path) -> None:
    table = survey_of(
        tmp_path, LONG + "Eddy School,Workload,71%,31,2026-06-20,44\nShoal School,Workload,60,9,20/06/2026,44\n"
    )
    first, second = table.rows
    assert (table.name, first.audience) == ("staff", "staff")
    assert (first.favourable, first.respondents, first.benchmark, first.row) == (71.0, 31, 44.0, 2)
    assert second.suppressed
    assert (second.favourable, second.respondents) == (None, None)


WIDE = "School,Answers,Load,Train\nEddy School,31,40,70\nNational,,44,62\nShoal School,<10,*,*\n"
MAPPING = """survey: Staff survey
audience: staff
layout: wide
school: School
respondents: Answers
date: 2026-06-19
benchmark_row: National
measures: {Load: Workload, Train: Training}
"""


def test_a_wide_survey_is_read_by_its_mapping_with_the_benchmark_of_its_own_row(tmp_path: Path) -> None:
    rows = with_benchmarks(survey_of(tmp_path, WIDE, MAPPING).rows)
    assert [(r.school, r.measure, r.favourable, r.benchmark, r.suppressed) for r in rows] == [
        ("Eddy School", "Workload", 40.0, 44.0, False),
        ("Eddy School", "Training", 70.0, 62.0, False),
        ("Shoal School", "Workload", None, 44.0, True),
        ("Shoal School", "Training", None, 62.0, True),
    ]


@pytest.mark.parametrize(("fewest", "kept"), [(31, True), (32, False)])
def test_the_setting_decides_how_few_are_too_few(tmp_path: Path, fewest: int, kept: bool) -> None:
    row = survey_of(tmp_path, WIDE, MAPPING, fewest).rows[0]
    assert (row.favourable is not None) is kept


def test_what_is_suppressed_stands_nowhere_in_the_document(tmp_path: Path) -> None:
    table = table_of(tmp_path, LONG + "Shoal School,Workload,63,7,20/06/2026,44\n", "staff.csv")
    assert table is not None
    assert "suppressed: too few respondents" in table.document.pages[0].text
    assert "63" not in table.document.pages[0].text


@pytest.mark.parametrize(
    ("text", "mapping", "message"),
    [
        (
            WIDE,
            MAPPING.replace("Train: ", "Trein: "),
            "no column “Trein” .did you mean “Train”.*column “Train” is not mapped: name it under measures, or",
        ),
        (WIDE, MAPPING.replace("layout: wide", "layout: long"), "a long survey needs 'measure' and 'favourable'"),
        (WIDE, MAPPING + "colour: red\n", "colour: Extra inputs are not permitted"),
        (
            WIDE,
            MAPPING + "benchmarks: {Training: 670}\n",
            "benchmarks.Training: Input should be less than or equal to 100",
        ),
        (WIDE, "survey: [", "neither YAML nor JSON"),
        (WIDE.replace("40,70", "140,70"), MAPPING, "'140' as “Load”, which is not a percentage"),
        (WIDE.replace("31", "many"), MAPPING, "'many' as “Answers”, which is not a whole number"),
        (WIDE.replace("Eddy School,31", ",31"), MAPPING, "Row 2 of this survey names no school"),
    ],
)
def test_a_survey_that_does_not_fit_is_refused_with_what_to_do(
    tmp_path: Path, text: str, mapping: str, message: str
) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        survey_of(tmp_path, text, mapping)
