"""A board is made anew for every correction of a document, the second of the same field too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.patterns.boards import Boards
from assistant.patterns.grades import YearRange
from ingest.library import Library
from tests.assistant.patterns.simple import simple_engine
from tests.ingest.library.library_worker import make


def test_a_field_that_is_corrected_twice_shows_its_last_value(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", write=True) as library:
        sample = make(tmp_path / "files", 1, group="Trust")
        sample.put(library)
        boards = Boards(lambda: library, simple_engine, lambda: date(2026, 11, 26))
        shown = []
        for day in ("12 March 2023", "14 March 2023"):
            library.corrections.correct(sample.id, "dates", day)
            shown.append(boards.board("Trust", YearRange()).records[sample.id].dates_printed)
        library.corrections.take_back(sample.id, "dates")
        shown.append(boards.board("Trust", YearRange()).records[sample.id].dates_printed)
    assert shown == ["12 March 2023", "14 March 2023", "5 and 6 March 2024"]
