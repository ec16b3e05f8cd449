"""National distributions from real management information, under Ofsted's own column names and in its encoding."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest

from evals.shared import absent, shared
from ingest.inspections import Scale
from ingest.library.tables import StoredSchoolRow, grade_counts
from ingest.settings import Settings
from ingest.tables.reading import read_table
from ingest.tables.schools import SchoolTable

EXTRACT = shared("mi", "schools_extract_3708.csv")
COLUMNS = {
    "urn": "URN",
    "name": "School name",
    "localAuthority": "Local authority",
    "giasPhase": "Ofsted phase",
    "ofstedInspectionDate": "Inspection start date",
    "ofstedOverall": "Overall effectiveness",
    "ofstedQualityOfEducation": "Quality of education",
    "ofstedBehaviourAndAttitudes": "Behaviour and attitudes",
    "ofstedPersonalDevelopment": "Personal development",
    "ofstedLeadership": "Effectiveness of leadership and management",
}
GRADES = {"Outstanding", "Good", "Requires improvement", "Inadequate"}


@pytest.fixture(scope="module")
def extract() -> list[dict[str, str]]:
    if not EXTRACT.is_file():
        pytest.skip(absent(EXTRACT))
    with EXTRACT.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def stored(extract: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> list[StoredSchoolRow]:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS.values())
    writer.writerows([[row[name] or "NULL" for name in COLUMNS] for row in extract])
    path = tmp_path_factory.mktemp("mi") / "management-information.csv"
    path.write_bytes(out.getvalue().encode("cp1252", errors="replace"))
    table = read_table(path, Settings())
    assert table is not None
    assert isinstance(table.content, SchoolTable)
    return [StoredSchoolRow(table.document.id, path.name, table.content.kind, row) for row in table.content.rows]


def test_every_school_is_read(extract: list[dict[str, str]], stored: list[StoredSchoolRow]) -> None:
    assert [row.says.urn for row in stored] == [row["urn"] for row in extract]


@pytest.mark.parametrize("phase", [None, "Primary", "Secondary"])
@pytest.mark.parametrize(("column", "area"), list(COLUMNS.items())[5:])
def test_grades_are_counted_as_the_table_prints_them(
    extract: list[dict[str, str]], stored: list[StoredSchoolRow], phase: str | None, column: str, area: str
) -> None:
    last = {row["urn"]: row for row in extract}.values()
    wanted = Counter(row[column] for row in last if row[column] in GRADES and phase in (None, row["giasPhase"]))
    counted = grade_counts(stored, phase)[area, Scale.OEIF]
    assert {grade: count for grade, count in counted.items() if grade in GRADES} == wanted
    assert wanted.total() > 50
