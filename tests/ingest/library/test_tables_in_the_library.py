"""The sample group's tables in a real library: members, phases, conflicts with a report, surveys, and places."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import __main__ as command
from ingest.embedding import Embedder
from ingest.inspections import Scale
from ingest.library import Library, schema
from ingest.library.tables import grade_counts
from ingest.pipeline import FileResult, Ingestor, Outcome, find_files
from ingest.readers import ReaderProcess
from ingest.settings import Settings

SAMPLE = Path(__file__).parents[3] / "corpus" / "sample"
FACTS: dict[str, Any] = json.loads((SAMPLE / "facts.json").read_text(encoding="utf-8"))
TABLES = {listed["file"]: listed for listed in FACTS["tables"]}
GROUP = FACTS["group"]["name"]


def read(folder: Path, paths: list[Path], embedder: Embedder) -> list[FileResult]:
    settings = Settings(library=folder)
    with Library.open(folder, settings=settings, write=True) as library, ReaderProcess(settings) as reader:
        return list(Ingestor(library, reader, embedder).add_paths(find_files(paths), GROUP))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """Read the tables and one report into a library."""
    made = tmp_path_factory.mktemp("tables") / "library"
    results = read(made, [SAMPLE / "tables", SAMPLE / "reports" / "fennick-road-2026.pdf"], embedder)
    assert [result.outcome for result in results] == [Outcome.ADDED] * 5
    return made


@pytest.fixture(scope="module")
def held(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as library:
        yield library


def test_a_table_of_schools_gives_members_with_the_day_that_they_joined(held: Library) -> None:
    joined = {(m.school, m.urn, m.start) for m in held.memberships() if m.group == GROUP}
    assert joined == {(s["name"], s["urn"], date.fromisoformat(s["joined"])) for s in FACTS["schools"]}


def test_tables_give_the_phase_that_no_report_says(held: Library) -> None:
    phases = {school.urn: (school.phase or "").lower() for school in held.schools()}
    assert phases == {school["urn"]: school["phase"] for school in FACTS["schools"]}


def test_every_row_of_every_table_has_its_file_and_a_place_that_can_be_opened(held: Library) -> None:
    rows = held.tables.schools()
    assert len(rows) == sum(one["rows"] for one in TABLES.values() if one["what"] != "survey")
    for row in rows:
        page = held.page(row.document, 1)
        (block,) = [block for block in page.blocks if block.paragraph == row.says.row]
        assert (row.says.urn or "") in block.span.of(page.text)
        assert row.file in TABLES


def test_grades_of_the_table_are_those_of_the_reports_but_for_the_one_that_differs(held: Library) -> None:
    (managed,) = [r for r in held.tables.schools(["990108"]) if r.says.judgements]
    grades = {(j.area, j.grade) for j in managed.says.judgements}
    assert {("Quality of education", "Requires improvement"), ("Early years provision", "Good")} <= grades


def test_where_table_and_report_disagree_both_are_given_with_their_places(held: Library) -> None:
    (difference,) = TABLES["management-information-2026.csv"]["differences"]
    (report,) = [one for one in FACTS["reports"] if one["key"] == difference["report"]]
    (printed,) = [j for j in report["judgements"] if j["area"] == difference["column"]]
    (conflict,) = held.tables.conflicts(held.inspection(held.resolve(report["file"]).id))
    assert conflict.field == f"judgement: {printed['area']}"
    assert (conflict.report, conflict.page) == (printed["grade"], printed["page"])
    assert (conflict.table, conflict.file, conflict.row) == (difference["says"], "management-information-2026.csv", 3)


def test_grades_are_counted_by_area_scale_and_phase(held: Library) -> None:
    counted = grade_counts(held.tables.schools())
    cards = [report for report in FACTS["reports"] if report["format"] == "report-card"]
    for area in ("Inclusion", "Achievement"):
        wanted = Counter(j["grade"] for report in cards for j in report["judgements"] if j["area"] == area)
        assert counted[area, Scale.REPORT_CARD] == wanted
    assert counted["Overall effectiveness", Scale.OEIF]["Good"] == 2
    assert sum(grade_counts(held.tables.schools(), "special")["Inclusion", Scale.REPORT_CARD].values()) == 1


def test_the_command_line_prints_conflicts_beside_an_inspection(folder: Path, capsys: Any) -> None:
    assert command.main(["inspections", "--library", str(folder), "--json"]) == 0
    rows = {row["file"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["schools.csv"]["table_conflicts"] == []
    (conflict,) = rows["fennick-road-2026.pdf"]["table_conflicts"]
    assert conflict["report"]["text"] == "Expected standard"
    assert conflict["table"]["text"] == "Strong standard"
    assert conflict["table"]["column"] == "Attendance and behaviour"


def test_surveys_are_listed_as_the_manifest_says_and_suppressed_numbers_say_so(folder: Path, capsys: Any) -> None:
    assert command.main(["surveys", "--library", str(folder), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    names = ("school", "measure", "date", "favourable", "respondents", "benchmark", "suppressed")
    wanted = [result for one in TABLES.values() for result in one.get("results", ())]
    assert len(wanted) == 96
    order = lambda row: (row["school"], row["measure"], row["date"])  # noqa: E731
    assert sorted(({n: row[n] for n in names} for row in rows), key=order) == sorted(wanted, key=order)
    assert {row["school"] for row in rows if row["suppressed"]} == {FACTS["schools"][-1]["name"]}


def test_survey_results_are_printed_for_people_with_benchmark_and_row(folder: Path, capsys: Any) -> None:
    assert command.main(["surveys", "--library", str(folder), "--school", "Corvane Academy"]) == 0
    printed = capsys.readouterr().out
    assert (
        "Corvane Academy, Workload (Staff survey, 19/06/2026): 32% favourable of 69, benchmark 44%  "
        "[staff-survey-2026.csv, row 6]"
    ) in printed
    assert printed.endswith("12 results\n")
    assert command.main(["surveys", "--library", str(folder), "--school", "Nowhere School"]) == 1
    told = capsys.readouterr().err
    assert "No survey in the library has results of ‘Nowhere School’. Schools with results: " in told


def test_tables_are_looked_up_and_not_searched(held: Library) -> None:
    assert {record.filename: record.passages for record in held.documents()}["staff-survey-2026.csv"] == 0


def test_reading_a_table_again_changes_nothing_and_taking_it_out_takes_its_rows(
    tmp_path: Path, embedder: Embedder
) -> None:
    paths = [SAMPLE / "tables" / "schools.csv", SAMPLE / "tables" / "staff-survey-2025.csv"]
    read(tmp_path / "library", paths, embedder)
    assert {one.outcome for one in read(tmp_path / "library", paths, embedder)} == {Outcome.UNCHANGED}
    with Library.open(tmp_path / "library", write=True) as library:
        assert (len(library.tables.schools()), len(library.tables.surveys())) == (8, 48)
        for record in library.documents():
            library.remove(record.id)
        assert (library.tables.schools(), library.tables.surveys()) == ([], [])


def test_a_national_table_brings_in_only_the_groups_of_the_library(tmp_path: Path, embedder: Embedder) -> None:
    table = tmp_path / "gias.csv"
    table.write_text(
        "URN,EstablishmentName,PhaseOfEducation (name),LA (name),GOR (name),Trusts (code),Trusts (name)\n"
        f"990101,Marlpit Vale Primary School,Primary,Wrenshire,East,1,{GROUP}\n"
        "990901,Eddy School,Secondary,Carrowshire,East,2,The Tern Trust\n"
    )
    read(tmp_path / "library", [table], embedder)
    with Library.open(tmp_path / "library") as library:
        assert [school.name for school in library.schools()] == ["Marlpit Vale Primary School"]
        assert len(library.tables.schools()) == 2


def test_a_workbook_with_a_survey_is_read_as_one(tmp_path: Path, embedder: Embedder) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["School", "Question", "Favourable %", "Respondents", "Date"])
    sheet.append(["Corvane Academy", "Workload", 32, 69, date(2026, 6, 19)])
    sheet.append(["Corvane Academy", "Training", 74, 9, date(2026, 6, 19)])
    book.save(tmp_path / "staff.xlsx")
    read(tmp_path / "library", [tmp_path / "staff.xlsx"], embedder)
    with Library.open(tmp_path / "library") as library:
        found = [(row.says.measure, row.says.favourable, row.says.row) for row in library.tables.surveys()]
        (survey,) = library.documents()
        assert library.tables.withholds(survey.id)
    assert found == [("Training", None, 3), ("Workload", 32.0, 2)]


def test_a_table_that_does_not_fit_fails_by_name_and_stops_nothing(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.csv").write_text("School,URN,Group,Joined,Colour\nA,990901,T,,red\n")
    (tmp_path / "in" / "good.csv").write_text("School,URN,Group\nA,990901,T\n")
    bad, good = read(tmp_path / "library", [tmp_path / "in"], embedder)
    assert bad.outcome is Outcome.FAILED
    assert "columns that are not known: Colour" in (bad.reason or "")
    assert good.outcome is Outcome.ADDED


def test_a_library_of_the_version_before_gets_the_tables(tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, write=True) as library, library._catalogue.writing() as connection:
        schema.school_rows.drop(connection)
        schema.survey_rows.drop(connection)
        connection.exec_driver_sql("ALTER TABLE documents DROP COLUMN origin_key")
        for table in ("draft_verdicts", "draft_decisions"):
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN others")
        connection.exec_driver_sql("UPDATE meta SET value = '2' WHERE key = 'schema'")
    read(folder, [SAMPLE / "tables" / "schools.csv"], embedder)
    with Library.open(folder) as library:
        assert len(library.tables.schools()) == 8
