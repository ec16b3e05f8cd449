"""What a person corrects in the reading of themes: bound to document and sentence, shown, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.patterns.boards import Boards
from assistant.patterns.contract import patterns_json
from assistant.patterns.correcting import ThemeChange
from assistant.patterns.engine import Engine
from assistant.patterns.grades import YearRange
from assistant.patterns.sheets import csv_bytes
from assistant.patterns.takeaway_themes import themes_book
from assistant.patterns.values import FindingKind, GroupPatterns
from assistant.themes.values import Direction, Mention
from assistant.ui import patterns_correct, patterns_themes
from ingest.errors import InvalidCorrection, LibraryError
from ingest.library import Library
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.assistant.patterns.conftest import REPORTS, TRUST, MadeUp

REPORT = REPORTS / "corvane-2022.pdf"
LATER = date(2026, 11, 26)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    settings = Settings(library=tmp_path / "library", author="A. Reader")
    embedder = MadeUp(settings)
    with (
        ReaderProcess(settings) as reader,
        Library.open(settings.library, settings=settings, write=True, model=embedder.fingerprint) as library,
    ):
        list(Ingestor(library, reader, embedder).add_paths([REPORT], TRUST))
        yield library


def found(library: Library) -> tuple[Boards, GroupPatterns]:
    boards = Boards(lambda: library, Engine(), lambda: LATER)
    return boards, boards.patterns(boards.board(TRUST, YearRange()))


def mentions(patterns: GroupPatterns) -> list[Mention]:
    return [mention for cell in patterns.history.cells for mention in cell.mentions]


def a_sentence(patterns: GroupPatterns) -> Mention:
    return next(m for m in mentions(patterns) if not m.next_step and m.direction is Direction.STRENGTH)


def test_a_corrected_direction_is_counted_and_shown_as_corrected(library: Library) -> None:
    boards, before = found(library)
    mention = a_sentence(before)
    boards.correct(before, mention, ThemeChange(mention.theme, Direction.NEED))
    board = boards.board(TRUST, YearRange())
    after = boards.patterns(board)
    cell, was = (p.matrix.cell(mention.school, mention.theme) for p in (after, before))
    assert len(cell.of(Direction.NEED)) == len(was.of(Direction.NEED)) + 1
    assert len(cell.of(Direction.STRENGTH)) == len(was.of(Direction.STRENGTH)) - 1
    now = next(m for m in cell.mentions if m.corrected)
    assert now.why.startswith("corrected by A. Reader on ")
    assert ", strength (" in now.why
    assert "1 corrected by hand" in patterns_themes.themes_view(board, after, history=False)
    assert "by A. Reader on " in csv_bytes(themes_book(after, history=False)).decode() or any(
        "by A. Reader on " in str(row[-1]) for row in themes_book(after, history=False).sheets[1].rows
    )
    kept = [m["corrected"] for c in patterns_json(after)["matrix"] for m in c["mentions"] if m["corrected"]]
    assert [k["read"]["direction"] for k in kept] == ["strength"]


def test_a_sentence_moves_to_the_theme_that_a_person_gives_it_and_counts_once_there(library: Library) -> None:
    boards, before = found(library)
    mention = a_sentence(before)
    other = next(m.theme for m in mentions(before) if m.theme != mention.theme and m.locators != mention.locators)
    boards.correct(before, mention, ThemeChange(other, Direction.STRENGTH))
    _, after = found(library)
    same = [m for m in mentions(after) if m.locators == mention.locators]
    assert [m.theme for m in same].count(other) == 1
    assert mention.theme not in [m.theme for m in same]


def test_a_sentence_about_no_theme_is_counted_nowhere_but_stays_in_the_list(library: Library) -> None:
    boards, before = found(library)
    mention = a_sentence(before)
    boards.correct(before, mention, ThemeChange(None, Direction.NEUTRAL))
    boards, after = found(library)
    assert (mention.theme, mention.locators) not in {(m.theme, m.locators) for m in mentions(after)}
    html = patterns_correct.listed(boards.corrections(after), after)
    assert "1 correction by hand in these reports" in html
    assert "corrected to <b>about none of these themes</b> by A. Reader" in html


def test_a_sentence_about_no_theme_leaves_every_theme_but_one_that_a_person_gave_it(library: Library) -> None:
    boards, before = found(library)
    by_place: dict[object, list[Mention]] = {}
    for mention in mentions(before):
        by_place.setdefault(mention.locators, []).append(mention)
    first, second, *_ = next(same for same in by_place.values() if len(same) > 1 and not same[0].next_step)
    boards.correct(before, first, ThemeChange(None, Direction.NEUTRAL))
    boards, after = found(library)
    assert first.locators not in {m.locators for m in mentions(after)}
    boards.correct(before, second, ThemeChange(second.theme, Direction.MIXED))
    _, last = found(library)
    assert [(m.theme, m.direction) for m in mentions(last) if m.locators == first.locators] == [
        (second.theme, Direction.MIXED)
    ]


def test_a_correction_goes_over_to_the_file_that_takes_the_place_of_the_old_one(
    library: Library, tmp_path: Path
) -> None:
    boards, before = found(library)
    mention = a_sentence(before)
    boards.correct(before, mention, ThemeChange(mention.theme, Direction.MIXED))
    saved_again = tmp_path / REPORT.name
    saved_again.write_bytes(REPORT.read_bytes() + b"\n% saved again\n")
    with ReaderProcess(library.settings) as reader:
        (result,) = Ingestor(library, reader, MadeUp(library.settings)).add_paths([saved_again], TRUST)
    assert result.outcome.value == "replaced"
    boards, after = found(library)
    (kept,) = [m for m in mentions(after) if m.corrected]
    assert (kept.text, kept.direction) == (mention.text, Direction.MIXED)
    assert kept.document != mention.document


def test_a_correction_goes_with_its_document(library: Library) -> None:
    boards, before = found(library)
    mention = a_sentence(before)
    boards.correct(before, mention, ThemeChange(mention.theme, Direction.MIXED))
    library.remove(mention.document)
    assert library.theme_corrections.listed(ended=True) == []


def test_a_correction_is_taken_back_once(library: Library) -> None:
    boards, before = found(library)
    mention = a_sentence(before)
    made = boards.correct(before, mention, ThemeChange(mention.theme, Direction.NEED))
    ended = boards.take_back(made.number)
    assert ended.ended_by == "A. Reader"
    assert found(library)[1].matrix == before.matrix
    with pytest.raises(LibraryError, match="taken back already"):
        boards.take_back(made.number)
    assert len(library.theme_corrections.listed(ended=True)) == 1


def test_a_corrected_sentence_is_corrected_again_from_what_was_read(library: Library) -> None:
    boards, before = found(library)
    mention = a_sentence(before)
    boards.correct(before, mention, ThemeChange(mention.theme, Direction.NEED))
    boards, after = found(library)
    again = next(m for m in mentions(after) if m.corrected)
    boards.correct(after, again, ThemeChange(mention.theme, Direction.NEUTRAL))
    boards, last = found(library)
    assert [(m.direction, m.corrected.direction) for m in mentions(last) if m.corrected] == [
        (Direction.NEUTRAL, Direction.STRENGTH)
    ]
    with pytest.raises(InvalidCorrection, match="That is what was read. To go back to it, take the correction back"):
        boards.correct(
            last, next(m for m in mentions(last) if m.corrected), ThemeChange(mention.theme, Direction.STRENGTH)
        )


def test_what_cannot_be_corrected_is_told(library: Library) -> None:
    boards, before = found(library)
    step = next(m for m in mentions(before) if m.next_step)
    with pytest.raises(InvalidCorrection, match="needs improvement whatever its theme. Only its theme"):
        boards.correct(before, step, ThemeChange(step.theme, Direction.STRENGTH))
    with pytest.raises(InvalidCorrection, match="no such theme in the list of themes"):
        boards.correct(before, step, ThemeChange("weather", Direction.NEED))
    with pytest.raises(InvalidCorrection, match="what stands there already; nothing was changed"):
        boards.correct(before, step, ThemeChange(step.theme, Direction.NEED))


def test_a_next_step_that_is_moved_still_needs_improvement_and_changes_the_findings(library: Library) -> None:
    boards, before = found(library)
    step = next(m for m in mentions(before) if m.next_step)
    boards.correct(before, step, ThemeChange("parents", Direction.NEED))
    _, after = found(library)
    moved = next(m for m in mentions(after) if m.corrected)
    assert (moved.theme, moved.next_step, moved.direction) == ("parents", True, Direction.NEED)
    assert "parents" in {r.theme for r in after.responses}
    assert FindingKind.RECURRING_NEED not in {f.kind for f in after.findings}


def test_the_form_escapes_what_documents_and_people_say(library: Library) -> None:
    _, before = found(library)
    html = patterns_correct.form(a_sentence(before), 1, {"x": "<b>Reading</b>"})
    assert "&lt;b&gt;Reading&lt;/b&gt;" in html
    assert "<b>Reading" not in html
