"""From files to the library, with real parts."""

import errno
import json
import os
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from ingest.__main__ import main
from ingest.documents import Document
from ingest.embedding import Embedder
from ingest.errors import ModelMismatch, UnreadableDocument
from ingest.library import Library
from ingest.pipeline import AHEAD, Ingestor, Outcome, find_files
from ingest.readers import ReaderProcess
from ingest.settings import Settings

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample" / "reports"


@pytest.fixture
def folder(tmp_path):
    """A folder with two good reports, one in a sub-folder, and three bad files."""
    result = tmp_path / "reports"
    (result / "older").mkdir(parents=True)
    shutil.copy(SAMPLE / "corvane-2026.pdf", result)
    shutil.copy(SAMPLE / "corvane-2022.pdf", result / "older")
    (result / "empty.pdf").write_bytes(b"")
    (result / "notes.pdf").write_text("not a PDF", encoding="utf-8")
    (result / "cut.pdf").write_bytes((SAMPLE / "corvane-2019.pdf").read_bytes()[:3000])
    (result / ".hidden.pdf").write_bytes(b"x")
    return result


def run(capsys, *arguments):
    status = main([str(argument) for argument in arguments])
    return status, capsys.readouterr()


def test_bad_files_get_a_reason_each_and_the_rest_goes_on(capsys, folder, tmp_path):
    library = tmp_path / "library"
    status, printed = run(capsys, folder, "--library", library, "--json")
    summary = json.loads(printed.out)
    assert status == 3
    assert summary["added"] == 2
    assert summary["pages"] == 18
    reasons = {Path(failure["path"]).name: failure["reason"] for failure in summary["failed"]}
    assert set(reasons) == {"empty.pdf", "notes.pdf", "cut.pdf"}
    assert len(set(reasons.values())) == 3

    status, printed = run(capsys, folder, "--library", library, "--json")
    again = json.loads(printed.out)
    assert (again["added"], again["unchanged"], again["pages"]) == (0, 2, 0)

    _, printed = run(capsys, "--list", "--library", library, "--json")
    assert [row["file"] for row in json.loads(printed.out)] == ["corvane-2022.pdf", "corvane-2026.pdf"]
    status, printed = run(capsys, "--remove", "corvane-2022.pdf", "--library", library)
    assert (status, printed.out) == (0, "Removed corvane-2022.pdf.\n")
    status, printed = run(capsys, "--rebuild", "--library", library)
    assert status == 0
    assert printed.out.startswith("Rebuilt both indexes from the catalogue: 1 document in")


def test_a_path_that_does_not_exist_fails_by_name(capsys, tmp_path):
    status, printed = run(capsys, tmp_path / "nowhere.pdf", "--library", tmp_path / "library", "--json")
    assert status == 3
    (failure,) = json.loads(printed.out)["failed"]
    assert failure["path"].endswith("nowhere.pdf")
    assert "No such file or directory" in failure["reason"]


def test_nothing_to_do_shows_the_help(capsys, tmp_path):
    status, printed = run(capsys, "--library", tmp_path / "library")
    assert status == 1
    assert "usage: python -m ingest" in printed.err


def test_hidden_files_and_links_in_a_folder_are_left_out(folder, tmp_path):
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(b"x")
    (folder / "link.pdf").symlink_to(outside)
    names = [path.name for path in find_files([folder, folder / "empty.pdf"])]
    assert names == ["corvane-2026.pdf", "cut.pdf", "empty.pdf", "notes.pdf", "corvane-2022.pdf"]


class CountingReader:
    """Reads nothing: says of each file that it cannot be read, and counts what it was asked for."""

    def __init__(self):
        self.asked = []

    def read(self, path: Path) -> Document:
        self.asked.append(path.name)
        raise UnreadableDocument(f"Cannot read {path.name}.")


def test_results_come_in_the_order_of_the_files_though_they_are_read_ahead(tmp_path):
    paths = [tmp_path / f"{number:02}.pdf" for number in range(30)]
    for path in paths:
        path.write_bytes(path.name.encode())
    reader = CountingReader()
    with Library.open(tmp_path / "library", write=True) as library:
        results = list(Ingestor(library, reader, Embedder(Settings())).add_paths(paths))
    assert [result.path for result in results] == paths
    assert {result.outcome for result in results} == {Outcome.FAILED}
    assert results[7].reason == "Cannot read 07.pdf."


def test_who_stops_asking_for_results_stops_the_reading(tmp_path):
    paths = [tmp_path / f"{number:02}.pdf" for number in range(30)]
    for path in paths:
        path.write_bytes(path.name.encode())
    reader = CountingReader()
    with Library.open(tmp_path / "library", write=True) as library:
        coming = Ingestor(library, reader, Embedder(Settings())).add_paths(paths)
        next(coming)
        coming.close()
    assert len(reader.asked) <= 2 * AHEAD


def written(folder: Path) -> list[Path]:
    """Two files of plain text."""
    folder.mkdir()
    paths = [folder / "first.md", folder / "second.md"]
    for path in paths:
        path.write_text(f"# The {path.stem} school\n\nPupils read widely and often.\n", encoding="utf-8")
    return paths


def test_what_was_embedded_is_stored_while_the_next_files_are_embedded(tmp_path):
    embedded, stored = threading.Event(), threading.Event()

    class Waiting(ReaderProcess):
        def read(self, path: Path) -> Document:
            if path.name == "second.md":
                assert embedded.wait(20)
            return super().read(path)

    class Slow(Embedder):
        calls = 0

        def embed(self, texts):
            self.calls += 1
            if self.calls == 2:
                assert stored.wait(20), "the first file is stored before the second is embedded"
            vectors = np.eye(384, dtype=np.float32)[: len(texts)]
            embedded.set()
            return vectors

    settings = Settings()
    with Library.open(tmp_path / "library", write=True) as library, Waiting(settings) as reader:
        ingestor = Ingestor(library, reader, Slow(settings))
        for result in ingestor.add_paths(written(tmp_path / "texts")):
            assert result.outcome is Outcome.ADDED
            stored.set()


def test_the_vector_index_is_made_ready_once_and_only_where_something_is_new(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("ingest.library.vectors._load_chroma", lambda: asked.append("loaded"))
    settings = Settings()
    paths = written(tmp_path / "texts")
    with ReaderProcess(settings) as reader:
        for _ in range(2):
            with Library.open(tmp_path / "library", write=True) as library:
                list(Ingestor(library, reader, Embedder(settings)).add_paths(paths))
    assert asked == ["loaded"]


def test_a_file_that_changes_while_it_is_read_fails_alone(tmp_path):
    class Changing(ReaderProcess):
        def read(self, path: Path) -> Document:
            document = super().read(path)
            if path.name == "first.md":
                path.write_text("Something else.", encoding="utf-8")
            return document

    settings = Settings()
    with Library.open(tmp_path / "library", write=True) as library, Changing(settings) as reader:
        changed, good = Ingestor(library, reader, OnesEach(settings)).add_paths(written(tmp_path / "texts"))
    assert (changed.outcome, changed.reason) == (
        Outcome.FAILED,
        "The file changed while it was being read. Add it again.",
    )
    assert good.outcome is Outcome.ADDED


@pytest.mark.parametrize(
    ("error", "told"),
    [(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "No space left on device"), (OSError(), "OSError")],
)
def test_a_library_that_cannot_be_written_is_told_as_that_and_keeps_no_half_copy(tmp_path, monkeypatch, error, told):
    def full(_descriptor: int) -> None:
        raise error

    settings, folder = Settings(), tmp_path / "library"
    with Library.open(folder, write=True) as library, ReaderProcess(settings) as reader:
        with monkeypatch.context() as patched:
            patched.setattr("ingest.library.files.os.fsync", full)
            (failed,) = Ingestor(library, reader, OnesEach(settings)).add_paths(written(tmp_path / "texts")[:1])
        assert (failed.outcome, failed.reason) == (
            Outcome.FAILED,
            f"This file was read, but the library’s folder {folder} cannot be written ({told}). See that there is room "
            "on its disk and that you may write in it, and add the file again.",
        )
        assert list((folder / "files").iterdir()) == []


def test_a_file_that_is_gone_before_it_is_copied_is_told_as_that(tmp_path):
    class Taking(ReaderProcess):
        def read(self, path: Path) -> Document:
            document = super().read(path)
            path.unlink()
            return document

    settings = Settings()
    with Library.open(tmp_path / "library", write=True) as library, Taking(settings) as reader:
        (gone,) = Ingestor(library, reader, OnesEach(settings)).add_paths(written(tmp_path / "texts")[:1])
    assert gone.reason == (
        "This file cannot be opened (No such file or directory). Check that it exists and that you may read it."
    )


class OnesEach(Embedder):
    """Gives every text the same vector."""

    def embed(self, texts):
        return np.ones((len(texts), 384), dtype=np.float32)


TABLE = "School,Measure,Favourable\n"


@pytest.mark.parametrize("name", [b"caf\xe9.csv", b"caf\xe9.txt"], ids=["table", "text"])
def test_a_file_whose_name_is_no_text_is_refused_for_that_and_the_rest_goes_on(tmp_path, capsys, monkeypatch, name):
    monkeypatch.setattr("ingest.command.Embedder", OnesEach)
    folder = tmp_path / "texts"
    written(folder)
    (folder / os.fsdecode(name)).write_text(TABLE, encoding="utf-8")
    status, printed = run(capsys, folder, "--library", tmp_path / "library", "--json")
    summary = json.loads(printed.out)
    assert (status, summary["added"]) == (3, 2)
    (failure,) = summary["failed"]
    assert failure["path"].endswith("caf\N{REPLACEMENT CHARACTER}" + name[-4:].decode())
    assert failure["reason"] == (
        "The name of this file, or of a folder that it lies in, holds bytes that are no UTF-8 text; an older system "
        "may have written it. Rename it, and add it again."
    )
    status, printed = run(capsys, folder, "--library", tmp_path / "library")
    assert "failed     " in printed.out


def test_what_concerns_the_whole_library_still_ends_the_run(tmp_path):
    class Other(OnesEach):
        fingerprint = "another-model"

    settings = Settings()
    paths = written(tmp_path / "texts")
    with Library.open(tmp_path / "library", write=True) as library, ReaderProcess(settings) as reader:
        list(Ingestor(library, reader, OnesEach(settings)).add_paths(paths[:1]))
        with pytest.raises(ModelMismatch):
            list(Ingestor(library, reader, Other(settings)).add_paths(paths[1:]))
