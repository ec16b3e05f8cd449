"""Several processes and threads on one library."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import LibraryBusy, LibraryError
from ingest.library import Library
from ingest.library import vectors as vectors_module
from ingest.library.vectors import VectorIndex
from ingest.settings import Settings

Make = Callable[..., Any]
Start = Callable[..., "subprocess.Popen[str]"]


def hear(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout
    told: dict[str, Any] = json.loads(process.stdout.readline())
    return told


def ask(process: subprocess.Popen[str], seed: int) -> dict[str, Any]:
    assert process.stdin
    process.stdin.write(f"{seed}\n")
    process.stdin.flush()
    return hear(process)


def test_a_second_writer_is_told_who_is_writing(tmp_path: Path, start: Start) -> None:
    other = start("add", "hold")
    pid = hear(other)["holding"]
    with pytest.raises(LibraryBusy, match=rf"Process {pid}, since 20\S+, is writing to the library in .*Wait until"):
        Library.open(tmp_path / "library", write=True)


def test_a_second_writer_waits_as_long_as_it_was_told_to(tmp_path: Path, start: Start, make: Make) -> None:
    other = start("add", 1, "hold")
    hear(other), hear(other)
    began = time.monotonic()
    with pytest.raises(LibraryBusy, match=r"\(waited 0.3 s\)"):
        Library.open(tmp_path / "library", write=True, settings=Settings(lock_seconds=0.3))
    assert 0.3 <= time.monotonic() - began < 3
    assert other.stdin
    other.stdin.close()
    with Library.open(tmp_path / "library", write=True, settings=Settings(lock_seconds=30)) as library:
        assert make(2).put(library) == "added"
        assert len(library.documents()) == 2


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file")
    with pytest.raises(LibraryError, match=r"The library in .* cannot be used \(.*\). See that the folder is one"):
        Library.open(tmp_path / "library", write=True)


def test_one_process_writes_once_at_a_time_too(library: Library) -> None:
    with pytest.raises(LibraryBusy, match=f"Process {os.getpid()}, since"):
        Library.open(library.path, write=True)


def test_the_lock_of_a_killed_writer_is_free(tmp_path: Path, start: Start, make: Make) -> None:
    other = start("add", 1, "hold")
    hear(other), hear(other)
    other.kill()
    other.wait()
    with Library.open(tmp_path / "library", write=True) as library:
        assert [record.id for record in library.documents()] == [make(1).id]


def test_a_reader_in_another_process_sees_what_is_added_and_removed(library: Library, start: Start, make: Make) -> None:
    make(1).put(library)
    reader = start("serve")
    hear(reader)
    for seed in (2, 3, 4):
        before = ask(reader, seed)
        assert before["words"] == []
        assert before["near"] != [make(seed).passages[0].id]
        make(seed).put(library)
        assert ask(reader, seed) == {"near": [make(seed).passages[0].id], "words": [make(seed).passages[0].id]}
    library.remove(make(3).id)
    gone = ask(reader, 3)
    assert gone["words"] == []
    assert not gone["near"][0].startswith(make(3).id)
    library.rebuild()
    assert ask(reader, 4)["near"] == [make(4).passages[0].id]


def test_a_long_lived_reader_here_follows_a_writer_elsewhere(library: Library, start: Start, make: Make) -> None:
    make(1).put(library)
    library.close()
    with Library.open(library.path) as reader, Library.open(library.path) as second:
        assert reader.vector_search(make(1).vectors[0], 1)
        other = start("add", *range(2, 7), "hold")
        for _ in range(5):
            seed = int(hear(other)["seed"])
            for opening in (reader, second):
                assert opening.vector_search(make(seed).vectors[0], 1)[0].passage == make(seed).passages[0].id
                assert opening.lexical_search(f"school{seed}", 1)[0].passage == make(seed).passages[0].id


def test_readers_are_answered_all_the_while_another_process_writes(library: Library, start: Start, make: Make) -> None:
    for seed in range(3):
        make(seed).put(library)
    reader = start("serve")
    hear(reader)
    done = threading.Event()

    def write() -> None:
        for seed in range(3, 8):
            make(seed).put(library)
        library.rebuild()
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    answers = 0
    while not done.is_set():
        sample = make(answers % 3)
        assert ask(reader, answers % 3) == {"near": [sample.passages[0].id], "words": [sample.passages[0].id]}
        answers += 1
    writer.join()
    assert answers > 3


def test_threads_may_read_and_write_together(library: Library, make: Make) -> None:
    samples = [make(seed) for seed in range(12)]
    samples[0].put(library)

    def change(sample: Any) -> str:
        return str(sample.put(library))

    def look(_: int) -> bool:
        with Library.open(library.path) as other:
            for opening in (library, other):
                assert opening.vector_search(samples[0].vectors[0], 1)[0].passage == samples[0].passages[0].id
                assert opening.lexical_search("school0", 1)[0].passage == samples[0].passages[0].id
                opening.record("question", {"text": "?"})
        return True

    with ThreadPoolExecutor(8) as pool:
        results = [pool.submit(change, sample) for sample in samples[1:]]
        looks = [pool.submit(look, number) for number in range(30)]
        assert [result.result() for result in results] == ["added"] * 11
        assert all(result.result() for result in looks)
    assert {check.severity for check in library.check()} == {"ok"}
    assert len(library.audit("question")) == 60


def test_openings_in_one_process_share_one_vector_index(library: Library, make: Make) -> None:
    make(1).put(library)
    with Library.open(library.path) as reader:
        assert reader._indexes.vectors is library._indexes.vectors
        library.close()
        assert reader.vector_search(make(1).vectors[0], 1)
    assert library.path.resolve() / "vectors" not in VectorIndex._open


def test_many_vectors_are_given_to_chroma_in_parts(
    library: Library, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors_module, "_PART", 7)
    with library.batch():
        for seed in range(4):
            make(seed, passages=13).put(library)
    assert {check.severity for check in library.check()} == {"ok"}
    for seed in range(4):
        sample = make(seed, passages=13)
        assert library.vector_search(sample.vectors[12], 1)[0].passage == sample.passages[12].id
