"""The fuzzing of tables sees what it looks for: rows without a place, kept figures, and errors of another kind."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from evals import fuzz_tables
from evals.fuzz import mutated
from evals.fuzz_tables import attempt, seeds, untrue_table
from ingest.settings import Settings
from ingest.surveys import SurveyTable
from ingest.tables.reading import Table, read_table


def written(folder: Path, name: str) -> Path:
    data, mapping = seeds()[name]
    path = folder / name
    path.write_bytes(data)
    if mapping is not None:
        path.with_name(f"{path.stem}.mapping.yaml").write_bytes(mapping)
    return path


def survey(folder: Path) -> tuple[Table, SurveyTable]:
    table = read_table(written(folder, "wide-survey.csv"), Settings())
    assert table is not None
    assert isinstance(table.content, SurveyTable)
    return table, table.content


@pytest.mark.parametrize("name", sorted(seeds()))
def test_every_table_that_is_damaged_is_read_whole_before(tmp_path: Path, name: str) -> None:
    assert attempt(written(tmp_path, name)) == ("read", None)


def test_a_row_without_a_place_and_a_suppressed_row_with_its_figure_are_faults(tmp_path: Path) -> None:
    table, content = survey(tmp_path)
    first, *rest = content.rows
    lost = replace(table, content=replace(content, rows=(replace(first, row=999), *rest)))
    kept = replace(table, content=replace(content, rows=(replace(first, suppressed=True), *rest)))
    wide = replace(table, content=replace(content, rows=(replace(first, benchmark=670.0), *rest)))
    assert untrue_table(table) is None
    assert untrue_table(lost) == "row 999 has no place"
    assert untrue_table(kept) == "row 2 is suppressed and keeps its figures"
    assert untrue_table(wide) == "row 2 has a share outside 0–100"


def test_an_error_of_another_kind_is_told_as_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("gone")

    monkeypatch.setattr(fuzz_tables, "read_table", broken)
    what, fault = attempt(tmp_path / "any.csv")
    assert what == "crashed"
    assert fault is not None
    assert "KeyError: 'gone'" in fault


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_table_gives_a_whole_table_or_a_message(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    name = sorted(seeds())[seed % len(seeds())]
    path = written(tmp_path, name)
    path.write_bytes(mutated(path.read_bytes(), chance))
    assert attempt(path)[1] is None
