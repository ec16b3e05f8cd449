"""Makes the sample group's tables: management information, a table of schools, and two waves of a staff survey.

What the tables say of schools and inspections comes from the same sources as the reports, but for the differences
that `tables.yaml` asks for. Values only; the product's own readers are not used.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.builder.content import School, Schools, load_yaml

FOLDER = "tables"
_AREAS = (
    ("Safeguarding standards", "Safeguarding standards"),
    ("Inclusion", "Inclusion"),
    ("Curriculum and teaching", "Curriculum and teaching"),
    ("Achievement", "Achievement"),
    ("Attendance and behaviour", "Attendance and behaviour"),
    ("Personal development and wellbeing", "Personal development and wellbeing"),
    ("Early years (where applicable)", "Early years"),
    ("Post-16 provision (where applicable)", "Post-16 provision"),
    ("Leadership and governance", "Leadership and governance"),
)
_OEIF = (
    ("overall effectiveness", "Overall effectiveness"),
    ("quality of education", "The quality of education"),
    ("behaviour and attitudes", "Behaviour and attitudes"),
    ("personal development", "Personal development"),
    ("effectiveness of leadership and management", "Leadership and management"),
    (" safeguarding is effective?", None),  # the published file has two spaces there
    ("early years provision (where applicable)", "Early years provision"),
    ("sixth form provision (where applicable)", "Sixth-form provision"),
)
_CODES = {"Outstanding": "1", "Good": "2", "Requires improvement": "3", "Inadequate": "4"}
_PHASES = {"all-through": "All-through"}
_NULL = "NULL"


def build(sample: Path, schools: Schools, entries: Sequence[Mapping[str, Any]]) -> tuple[dict[str, bytes], list[Any]]:
    """Build the tables: paths and bytes, and what is listed of them."""
    source: Any = load_yaml(sample / "source" / FOLDER / "tables.yaml")
    managed = _management(schools, entries, source["differences"])
    own = [[one.name, one.urn, one.group, f"{one.joined:%d/%m/%Y}", one.phase] for one in schools.schools]
    outputs = {
        f"{FOLDER}/management-information-2026.csv": _written(managed, "cp1252"),
        f"{FOLDER}/schools.csv": _written([["School", "URN", "Group", "Joined", "Phase"], *own], "utf-8"),
    }
    listed: list[Any] = [
        {"file": "management-information-2026.csv", "what": "management-information", "rows": len(managed) - 1}
        | {"differences": source["differences"]},
        {"file": "schools.csv", "what": "own", "rows": len(own)},
    ]
    for wave in source["survey"]["waves"]:
        rows, results = _survey(schools, source["survey"], wave)
        outputs[f"{FOLDER}/{wave['key']}.csv"] = _written(rows, "utf-8")
        outputs[f"{FOLDER}/{wave['key']}.mapping.yaml"] = _mapping(source["survey"], wave)
        listed.append({"file": f"{wave['key']}.csv", "what": "survey", "rows": len(rows) - 1, "results": results})
    return outputs, listed


def _written(rows: Sequence[Sequence[str]], encoding: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def _management(
    schools: Schools, entries: Sequence[Mapping[str, Any]], differences: Sequence[Mapping[str, str]]
) -> list[list[str]]:
    columns = ["Web Link (opens in new window)", "URN", "School name", "Ofsted phase", "Type of education"]
    columns += ["Ofsted region", "Region", "Local authority", "Multi-academy trust UID", "Multi-academy trust name"]
    columns += ["Total number of pupils", "Inspection start date", "Publication date"]
    columns += ["Does the latest full inspection relate to the URN of the current school?"]
    for column, _ in _AREAS:
        columns += [column, f"{column} - date of grade"]
    columns += ["Inspection start date of latest OEIF graded inspection"]
    columns += [f"Latest OEIF {column}" for column, _ in _OEIF]
    rows = [columns]
    for school in schools.schools:
        cells = _school_cells(school, entries)
        for difference in differences:
            if difference["school"] == school.key:
                cells[difference["column"]] = difference["says"]
        rows.append([cells.get(column, _NULL) for column in columns])
    return rows


def _school_cells(school: School, entries: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    mine = [entry for entry in entries if entry["school"] == school.key]
    cards = [entry for entry in mine if entry["format"] == "report-card"]
    graded = [entry for entry in mine if entry["format"] == "graded"]
    cells = {
        "Web Link (opens in new window)": f"https://reports.example/provider/{school.urn}",
        "URN": school.urn,
        "School name": school.name,
        "Ofsted phase": _PHASES.get(school.phase, school.phase.capitalize()),
        "Ofsted region": "East of Wrenmark",
        "Region": "East of Wrenmark",
        "Local authority": school.local_authority,
        "Multi-academy trust UID": "9901",
        "Multi-academy trust name": school.group,
        "Total number of pupils": str(school.roll),
    }
    for entry in [*graded[-1:], *cards[-1:]]:
        cells["Inspection start date"] = _day(entry["dates"]["start"])
        cells["Publication date"] = _day(entry["published"])
    if mine:
        own = mine[-1]["urn"] == school.urn
        cells["Does the latest full inspection relate to the URN of the current school?"] = "Yes" if own else "No"
    for entry in cards[-1:]:
        cells |= _card_cells(entry)
    for entry in graded[-1:]:
        cells |= _oeif_cells(entry)
    return cells


def _card_cells(entry: Mapping[str, Any]) -> dict[str, str]:
    grades = {one["area"]: one["grade"] for one in entry["judgements"]}
    cells: dict[str, str] = {}
    for column, area in _AREAS:
        if area in grades:
            cells |= {column: grades[area], f"{column} - date of grade": _day(entry["dates"]["start"])}
    return cells


def _oeif_cells(entry: Mapping[str, Any]) -> dict[str, str]:
    grades = {one["area"]: one["grade"] for one in entry["judgements"]}
    cells = {"Inspection start date of latest OEIF graded inspection": _day(entry["dates"]["start"])}
    for column, area in _OEIF:
        name = f"Latest OEIF {column}"
        cells[name] = "Yes" if area is None else _CODES[grades[area]] if area in grades else "9"
    if "Overall effectiveness" not in grades:
        cells["Latest OEIF overall effectiveness"] = "Not judged"
    return cells


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def _survey(
    schools: Schools, survey: Mapping[str, Any], wave: Mapping[str, Any]
) -> tuple[list[list[str]], list[dict[str, Any]]]:
    rows = [["School", "Responses", *survey["measures"]]]
    results: list[dict[str, Any]] = []
    for key, (respondents, *shares) in wave["schools"].items():
        school = next(one for one in schools.schools if one.key == key)
        rows.append([school.name, str(respondents), *(f"{share}%" for share in shares)])
        for measure, share, benchmark in zip(survey["measures"], shares, wave["benchmark"], strict=True):
            few = respondents < 10
            results.append(
                {"school": school.name, "measure": measure, "date": str(wave["date"])}
                | {"favourable": None if few else share, "respondents": None if few else respondents}
                | {"benchmark": benchmark, "suppressed": few}
            )
    rows.append([survey["benchmark_row"], "", *(f"{share}%" for share in wave["benchmark"])])
    return rows, results


def _mapping(survey: Mapping[str, Any], wave: Mapping[str, Any]) -> bytes:
    lines = ["# What the columns of the survey beside this file mean.", f"survey: {survey['name']}", "audience: staff"]
    lines += ["layout: wide", "school: School", "respondents: Responses", f"date: {wave['date']}"]
    lines += [f"benchmark_row: {survey['benchmark_row']}", "measures:"]
    lines += [f"  {measure}: {measure}" for measure in survey["measures"]]
    return ("\n".join(lines) + "\n").encode()
