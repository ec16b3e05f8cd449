"""What was read out of documents is kept beside the catalogue, goes with its document, and is never missed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from ingest.library import Library
from ingest.library.readings import Readings
from ingest.origins import Origin

Make = Callable[..., Any]
HERE = Origin("report.pdf", "k" * 64)


def put(library: Library, document: str, content: bytes = b"read") -> None:
    library.readings.keep(document, library.document(document).state, "1", content)


def kept(library: Library) -> list[str]:
    return sorted(library.readings.states("1"))


def test_a_reading_is_found_for_its_document_state_and_version_alone(tmp_path: Path) -> None:
    readings = Readings(tmp_path / "readings.sqlite")
    assert readings.of("a", "state", "1") is None
    assert not (tmp_path / "readings.sqlite").exists()
    readings.keep("a", "state", "1", b"one")
    assert readings.of("a", "state", "1") == b"one"
    assert [readings.of(*key) for key in (("b", "state", "1"), ("a", "other", "1"), ("a", "state", "2"))] == [None] * 3
    readings.keep("a", "state", "2", b"two")
    assert readings.of("a", "state", "2") == b"two"
    assert readings.of("a", "state", "1") is None
    readings.close()
    again = Readings(tmp_path / "readings.sqlite")
    assert again.states("2") == {"a": "state"}
    again.close()


def test_a_reading_goes_with_the_document_that_is_removed_replaced_or_read_again(library: Library, make: Make) -> None:
    old, other, third = make(1, name="report.pdf", urn="1"), make(2), make(3)
    old.put(library, origin=HERE)
    for sample in (other, third):
        sample.put(library)
    for sample in (old, other, third):
        put(library, sample.id)
    library.remove(other.id)
    assert kept(library) == sorted([old.id, third.id])
    before = library.document(third.id).state
    third.put(library, again=True)
    assert kept(library) == [old.id]
    assert library.document(third.id).state != before
    make(4, name="report.pdf", urn="1").put(library, origin=HERE)
    assert kept(library) == []


def test_what_no_document_stands_behind_goes_when_the_library_is_next_opened_for_writing(
    library: Library, make: Make
) -> None:
    make(1).put(library)
    put(library, make(1).id)
    library.readings.keep("0" * 64, "state", "1", b"of a process that died")
    library.close()
    with Library.open(library.path, write=True) as opened:
        assert kept(opened) == [make(1).id]


def test_a_rebuild_lets_go_of_what_was_read(library: Library, make: Make) -> None:
    make(1).put(library)
    put(library, make(1).id)
    library.rebuild()
    assert kept(library) == []


def test_a_library_open_for_reading_keeps_readings_too(library: Library, make: Make) -> None:
    make(1).put(library)
    library.close()
    with Library.open(library.path) as reading:
        put(reading, make(1).id)
        assert kept(reading) == [make(1).id]


def test_a_folder_that_cannot_be_written_costs_nothing_but_a_word_in_the_log(
    library: Library, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    make(1).put(library)
    library.close()
    (library.path / "readings.sqlite").mkdir()
    with caplog.at_level(logging.WARNING), Library.open(library.path, write=True) as opened:
        for _ in range(2):
            put(opened, make(1).id)
        assert (kept(opened), opened.readings.usable) == ([], False)
        opened.remove(make(1).id)
    assert len(caplog.records) == 1
    assert "What was read of themes cannot be kept in" in caplog.text
    assert "it is read anew" in caplog.text


def test_a_full_disk_loses_nothing_that_was_kept_before(
    library: Library, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    make(1).put(library)
    put(library, make(1).id)
    library.readings.close()

    @event.listens_for(library.readings._engine, "connect")
    def full(connection: Any, _: object) -> None:
        connection.cursor().execute("PRAGMA max_page_count = 1")

    put(library, make(1).id, bytes(range(256)) * 1000)
    assert "disk is full" in caplog.text
    assert not library.readings.usable
    again = Readings(library.path / "readings.sqlite")
    assert again.of(make(1).id, library.document(make(1).id).state, "1") == b"read"
    again.close()


def test_a_file_that_is_no_database_is_thrown_away_and_made_again_at_the_next_opening(
    library: Library, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    make(1).put(library)
    file = library.path / "readings.sqlite"
    file.write_bytes(b"no database " * 100)
    put(library, make(1).id)
    assert "not a database" in caplog.text
    assert not file.exists()
    library.close()
    with Library.open(library.path) as opened:
        put(opened, make(1).id)
        assert kept(opened) == [make(1).id]
