"""A library that was damaged, cut short or killed: what was finished is there, and the rest can be mended."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import LibraryDamaged
from ingest.library import Library
from ingest.library.locking import State, StateLock

Make = Callable[..., Any]


@pytest.fixture
def kept(tmp_path: Path, make: Make) -> Path:
    """Make a library of three documents and close it."""
    with Library.open(tmp_path / "library", write=True) as library, library.batch():
        for seed in (1, 2, 3):
            make(seed).put(library)
    return tmp_path / "library"


def whole(folder: Path, make: Make) -> bool:
    """Say whether the library in `folder` has and finds all three documents."""
    with Library.open(folder) as library:
        for seed in (1, 2, 3):
            sample = make(seed)
            assert library.lexical_search(f"school{seed}", 1)[0].passage == sample.passages[0].id
            assert library.vector_search(sample.vectors[0], 1)[0].passage == sample.passages[0].id
        return {check.severity for check in library.check()} == {"ok"}


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def wipe(path: Path) -> None:
    os.truncate(path, 0)


DAMAGES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "no vector folder": ("vectors", shutil.rmtree),
    "no vector database": ("vectors/chroma.sqlite3", Path.unlink),
    "cut vector database": ("vectors/chroma.sqlite3", cut),
    "empty vector database": ("vectors/chroma.sqlite3", wipe),
    "no vector graph": ("vectors/*/data_level0.bin", Path.unlink),
    "cut vector graph": ("vectors/*/data_level0.bin", cut),
    "garbage for a vector database": (
        "vectors/chroma.sqlite3",
        lambda path: path.write_bytes(b"\xff" * path.stat().st_size),
    ),
    "no lexical folder": ("lexical", shutil.rmtree),
    "no lexical file": ("lexical/*.store", Path.unlink),
    "cut lexical file": ("lexical/*.idx", cut),
    "garbage for lexical metadata": ("lexical/meta.json", lambda path: path.write_text("{")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_when_reading_and_mended_when_writing(
    damage: str, kept: Path, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    pattern, harm = DAMAGES[damage]
    harm(next(kept.glob(pattern)))
    with pytest.raises(LibraryDamaged, match=r"is damaged \(.*\). Make it again: python -m ingest --rebuild"):
        whole(kept, make)
    with Library.open(kept, write=True):
        assert "Making it again now." in caplog.text
    assert whole(kept, make)


def test_a_missing_index_is_told_on_opening(kept: Path) -> None:
    shutil.rmtree(kept / "vectors")
    with pytest.raises(LibraryDamaged, match=r"The vector index in .* is damaged \(it is missing\)"):
        Library.open(kept)


def test_a_damaged_catalogue_is_told_with_what_to_do(kept: Path) -> None:
    (kept / "catalogue.sqlite").write_bytes(b"not a database" * 1000)
    for write in (False, True):
        with pytest.raises(
            LibraryDamaged, match=r"is not a readable database .*Restore the library's folder from a backup"
        ):
            Library.open(kept, write=write)


def test_rebuilding_makes_both_indexes_again_without_embedding(kept: Path, make: Make) -> None:
    with Library.open(kept, write=True) as library:
        library._indexes.lexical.update([make(1).id], [])
        library._indexes.vectors.update([make(2).id], [], library.model or "")
        found = {check.name: check.message for check in library.check() if check.severity == "error"}
        assert found == {
            "lexical index": "The lexical index and the catalogue differ in 1 documents.",
            "vector index": "The vector index and the catalogue differ in 1 documents.",
        }
        library.rebuild()
        assert {check.severity for check in library.check()} == {"ok"}
    assert whole(kept, make)


def test_strays_in_the_indexes_are_never_shown_and_go_on_opening(kept: Path, make: Make) -> None:
    stray = make(9)
    with Library.open(kept, write=True) as library:
        library._indexes.lexical.update([], stray.passages)
        ids = [passage.id for passage in stray.passages]
        library._indexes.vectors.update([], [(ids, stray.vectors)], library.model or "")
        assert library.lexical_search("school9") == []
        near = library.vector_search(stray.vectors[0], 3)
        assert len(near) == 3
        assert stray.passages[0].id not in [hit.passage for hit in near]
    assert not (kept / "files" / f"{stray.id}.pdf").exists()
    with Library.open(kept, write=True) as library:
        assert stray.id not in library._indexes.lexical.counts()
        assert stray.id not in library._indexes.vectors.counts()
    assert whole(kept, make)


def test_what_was_left_unindexed_is_hidden_from_readers_and_finished_by_the_next_writer(
    kept: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(kept, write=True) as library:
        monkeypatch.setattr(library._indexes, "finish", lambda: 0)
        make(4).put(library)
        library.remove(make(1).id)
    with Library.open(kept) as library:
        assert library.lexical_search("school4") == library.lexical_search("school1") == []
        assert library.vector_search(make(4).vectors[0], 1)[0].passage != make(4).passages[0].id
        assert make(4).id in [record.id for record in library.documents()]
        pending = [check for check in library.check() if check.name == "indexing"]
        assert pending[0].message == "1 documents are not yet in the indexes, 1 not yet out of them."
    with Library.open(kept, write=True) as library:
        assert library.lexical_search("school4", 1)[0].passage == make(4).passages[0].id
        assert {check.severity for check in library.check()} == {"ok"}


def test_a_half_changed_vector_index_is_read_around_and_then_made_again(
    kept: Path, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    note = StateLock(kept / "vectors.lock")
    note.write(State(note.read().counter, "changing"))
    note.close()
    with Library.open(kept) as library:
        assert library.vector_search(make(2).vectors[0], 1)[0].passage == make(2).passages[0].id
        assert "comparing all vectors instead" in caplog.text
        assert [check.severity for check in library.check() if check.name == "vector index"] == ["warning"]
    with Library.open(kept, write=True):
        assert "A process died while it was changing the vector index." in caplog.text
    assert whole(kept, make)


@pytest.mark.parametrize("harmed", [False, True])
def test_a_reader_that_was_killed_costs_nothing_unless_it_left_the_files_changed(
    harmed: bool, kept: Path, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    note = StateLock(kept / "vectors.lock")
    note.write(replace(note.read(), word="loading"))
    note.close()
    if harmed:
        cut(next(kept.glob("vectors/*/data_level0.bin")))
    with Library.open(kept) as library:
        assert library.vector_search(make(2).vectors[0], 1)[0].passage == make(2).passages[0].id
    with Library.open(kept, write=True):
        assert ("A process died" in caplog.text) == harmed
    assert whole(kept, make)


def test_a_writer_goes_on_when_another_process_spoilt_the_vector_index(kept: Path, make: Make) -> None:
    with Library.open(kept, write=True) as library:
        note = StateLock(kept / "vectors.lock")
        note.write(State(note.read().counter + 1, "changing"))
        note.close()
        assert make(4).put(library) == "added"
        assert {check.severity for check in library.check()} == {"ok"}
    assert whole(kept, make)


def test_half_copies_and_forgotten_files_are_cleared_away(kept: Path, make: Make) -> None:
    for name in ("0" * 64 + ".pdf", "1" * 64 + ".pdf.part"):
        (kept / "files" / name).write_bytes(b"half")
    with Library.open(kept, write=True):
        assert len(list((kept / "files").iterdir())) == 3
    assert whole(kept, make)


def test_a_lost_or_changed_original_is_noticed(kept: Path, make: Make) -> None:
    (kept / "files" / f"{make(1).id}.pdf").write_bytes(b"changed")
    (kept / "files" / f"{make(2).id}.pdf").unlink()
    with Library.open(kept) as library:
        found = [check for check in library.check() if check.severity == "error"]
    assert [check.message for check in found] == [
        "The original of report-1.pdf is missing or has changed.",
        "The original of report-2.pdf is missing or has changed.",
    ]
    assert found[0].remedy.startswith("Remove it and add it again: python -m ingest --remove ")


def test_killed_at_any_moment_nothing_finished_is_lost_and_nothing_half_is_shown(
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    process = start("kill", 20, 7)
    told, _ = process.communicate(timeout=500)
    assert process.returncode == 0, told
    assert told.count('"round"') == 20
