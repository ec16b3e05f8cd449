"""Files of one name: a new version takes the place of the old one, and nothing else ever does."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import update

from ingest.__main__ import main
from ingest.library import Library
from ingest.library import schema as s
from ingest.origins import find_origins
from ingest.pipeline import FileResult, Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings

Add = Callable[..., list[FileResult]]


class FewNumbers:
    """Stands for the embedding model, whose vectors do not matter here."""

    fingerprint = "few-numbers"

    def __init__(self, settings: Settings | None = None) -> None: ...

    def embed(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 4), dtype=np.float32)


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library", write=True) as library:
        yield library


@pytest.fixture(scope="module")
def reader():
    with ReaderProcess(Settings()) as reader:
        yield reader


@pytest.fixture
def add(library: Library, reader: ReaderProcess) -> Add:
    """Add files and folders as the command line does; with `uploaded`, as the web application does."""

    def added(*paths: Path, group: str | None = None, uploaded: bool = False) -> list[FileResult]:
        files = find_origins(paths)
        return list(Ingestor(library, reader, FewNumbers()).add_paths(files, group, None if uploaded else files))

    return added


def write(path: Path, says: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{says}\n\nPupils read widely and often.\n", encoding="utf-8")
    return path


def outcomes(results: list[FileResult]) -> list[str]:
    return [result.outcome.value for result in results]


def origins(library: Library) -> list[str]:
    return sorted(record.origin for record in library.documents())


def test_two_files_of_one_name_in_one_folder_are_both_kept(library, add, tmp_path):
    for school in ("alpha", "beta"):
        write(tmp_path / "trust" / school / "sef.txt", school)
    assert outcomes(add(tmp_path / "trust")) == ["added", "added"]
    assert origins(library) == ["alpha/sef.txt", "beta/sef.txt"]


@pytest.mark.parametrize("named", [lambda folder: folder, lambda folder: folder / "sef.txt"], ids=["folder", "file"])
def test_two_folders_one_after_the_other_are_both_kept_and_the_second_time_said(library, add, tmp_path, named):
    for school in ("alpha", "beta"):
        write(tmp_path / school / "sef.txt", school)
    assert outcomes(add(named(tmp_path / "alpha"))) == ["added"]
    (second,) = add(named(tmp_path / "beta"))
    assert second.outcome.value == "added"
    assert second.notes == (
        "The library also has “sef.txt”, which may be another document, so both are kept. If it is an earlier version "
        "of this one, remove it.",
    )
    assert len(library.documents()) == 2


def test_a_new_version_takes_the_place_of_the_old_one_however_its_path_is_given(library, add, tmp_path):
    for school in ("alpha", "beta"):
        write(tmp_path / "trust" / school / "sef.txt", school)
    add(tmp_path / "trust")
    for number, given in enumerate((tmp_path / "trust", tmp_path / "trust/alpha", tmp_path / "trust/alpha/sef.txt")):
        write(tmp_path / "trust" / "alpha" / "sef.txt", f"alpha, version {number}")
        changed = [result for result in add(given) if result.outcome.value == "replaced"]
        assert len(changed) == 1
        assert "It took the place of “" in changed[0].notes[0]
        assert len(library.documents()) == 2
    replaced = library.audit("add")[0].payload
    assert replaced["replaced"] == ["sef.txt"]
    assert len(replaced["replaces"]) == 1


def test_files_of_one_name_that_are_uploaded_together_are_both_kept_for_ever(library, add, tmp_path):
    paths = [write(tmp_path / school / "sef.txt", school) for school in ("alpha", "beta")]
    assert outcomes(add(*paths, uploaded=True)) == ["added", "added"]
    write(paths[0], "alpha, version 2")
    assert outcomes(add(*paths, uploaded=True)) == ["added", "unchanged"]
    assert outcomes(add(write(tmp_path / "gamma" / "sef.txt", "gamma"), uploaded=True)) == ["added"]


def test_an_upload_of_the_same_name_is_a_new_version_and_says_so(library, add, tmp_path):
    path = write(tmp_path / "sef.txt", "first")
    add(path, uploaded=True)
    (second,) = add(write(path, "second"), uploaded=True)
    assert second.outcome.value == "replaced"
    assert second.notes == (
        "It took the place of “sef.txt”, which had its name. If that was another document, add it again under another "
        "name.",
    )


def test_an_upload_for_another_group_is_no_new_version(library, add, tmp_path):
    path = write(tmp_path / "sef.txt", "first")
    add(path, group="North Trust", uploaded=True)
    assert outcomes(add(write(path, "second"), group="South Trust", uploaded=True)) == ["added"]


def test_an_upload_does_not_take_the_place_of_a_file_from_a_folder_that_may_be_another(library, add, tmp_path):
    add(write(tmp_path / "alpha" / "sef.txt", "alpha"))
    assert outcomes(add(write(tmp_path / "copy" / "sef.txt", "beta"), uploaded=True)) == ["added"]


def test_what_an_older_library_holds_under_bare_names_is_known_again_and_then_replaced(library, add, tmp_path):
    path = write(tmp_path / "trust" / "alpha" / "sef.txt", "alpha")
    add(tmp_path / "trust", uploaded=True)
    with library._catalogue.writing() as connection:
        connection.execute(update(s.documents).values(origin="sef.txt", origin_key=None))
    write(tmp_path / "trust" / "beta" / "sef.txt", "beta")
    assert outcomes(add(tmp_path / "trust")) == ["unchanged", "added"]
    assert origins(library) == ["alpha/sef.txt", "beta/sef.txt"]
    write(path, "alpha, version 2")
    assert outcomes(add(tmp_path / "trust")) == ["replaced", "unchanged"]


def test_a_renamed_file_whose_name_another_took_stays(library, add, tmp_path):
    path = write(tmp_path / "trust" / "sef.txt", "last year")
    add(tmp_path / "trust")
    path.rename(path.with_name("sef-old.txt"))
    write(path, "this year")
    order = [path, path.with_name("sef-old.txt")]  # the new one first: it takes the place of what the next one holds
    assert outcomes(add(*order)) == ["replaced", "added"]
    assert origins(library) == ["sef-old.txt", "sef.txt"]


def test_a_report_on_another_school_saved_over_the_first_is_kept_beside_it(library, add, tmp_path):
    reports = Path(__file__).resolve().parents[2] / "corpus" / "sample" / "reports"
    one, other = sorted(reports.glob("*-2026.pdf"))[:2]
    path = tmp_path / "report.pdf"
    shutil.copy(one, path)
    add(path)
    shutil.copy(other, path)
    assert outcomes(add(path)) == ["added"]
    assert len({record.urn for record in library.documents()}) == 2


def test_the_command_line_says_what_took_which_place(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("ingest.command.Embedder", FewNumbers)
    path, library = write(tmp_path / "sef.txt", "first"), str(tmp_path / "library")
    main([str(path), "--library", library])
    write(path, "second")
    main([str(path), "--library", library])
    assert "note: It took the place of “sef.txt”, which had its name." in capsys.readouterr().out
    write(path, "third")
    main([str(path), "--library", library, "--json"])
    (note,) = json.loads(capsys.readouterr().out)["notes"]
    assert note["path"] == str(path)


def test_a_known_file_under_another_name_says_what_it_is_called_here(library, add, tmp_path):
    add(write(tmp_path / "sef.txt", "alpha"))
    known = add(write(tmp_path / "copy of sef.txt", "alpha"))
    assert outcomes(known) == ["unchanged"]
    assert known[0].notes == ("The library has this file already, as sef.txt.",)
