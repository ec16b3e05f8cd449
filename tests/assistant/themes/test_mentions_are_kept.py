"""Mentions are read out of a report once, and anew as soon as anything that they rest on is another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.patterns.boards import Boards
from assistant.patterns.engine import Engine
from assistant.patterns.grades import YearRange
from assistant.patterns.group import schools_of
from assistant.themes import kept as keeping
from assistant.themes.kept import KeptMentions, version
from assistant.themes.mentions import MentionReader
from assistant.themes.themes import shipped_themes
from assistant.themes.theming import Themer, shipped_themer
from assistant.themes.values import Direction, Mention, SchoolReport
from ingest.library import Library
from tests.assistant.patterns.conftest import TRUST, group_library  # noqa: F401 # a fixture

Asked = list[str]
DAY = date(2026, 11, 26)


@pytest.fixture
def library(group_library: Library, tmp_path: Path) -> Iterator[Library]:  # noqa: F811
    """Four reports of the sample group, in a library of this test alone that has kept nothing yet."""
    folder = tmp_path / "library"
    shutil.copytree(group_library.path, folder, ignore=shutil.ignore_patterns("readings*", "*.lock"))
    with Library.open(folder, write=True) as library:
        yield library


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The documents that are read, one after the other."""
    asked: Asked = []
    real = MentionReader.mentions

    def mentions(self: MentionReader, school: str, report: SchoolReport) -> tuple[Mention, ...]:
        asked.append(report.document)
        return real(self, school, report)

    monkeypatch.setattr(MentionReader, "mentions", mentions)
    return asked


def reports(library: Library) -> list[tuple[str, SchoolReport]]:
    return [(school.key, report) for school in schools_of(library, TRUST) for report in school.reports]


def everything(library: Library) -> list[tuple[Mention, ...]]:
    reader = KeptMentions(library, shipped_themer())
    return [reader.mentions(school, report) for school, report in reports(library)]


def test_what_is_kept_is_what_was_read_to_the_last_place_and_word(library: Library, read: Asked) -> None:
    anew = MentionReader(library, shipped_themer())
    expected = [anew.mentions(school, report) for school, report in reports(library)]
    assert any(mention.next_step for some in expected for mention in some)
    assert {mention.direction for some in expected for mention in some} >= {Direction.STRENGTH, Direction.NEED}
    read.clear()
    assert everything(library) == expected
    assert len(read) == len(expected)
    assert everything(library) == expected
    assert len(read) == len(expected)


def test_school_date_and_format_are_those_of_the_record_now(library: Library) -> None:
    school, report = reports(library)[0]
    reader = KeptMentions(library, shipped_themer())
    first = reader.mentions(school, report)
    moved = replace(report, date=date(2030, 1, 2))
    assert reader.mentions("another", moved) == tuple(
        replace(mention, school="another", date=date(2030, 1, 2)) for mention in first
    )


def test_a_document_that_was_read_in_again_is_read_for_themes_again(library: Library, read: Asked) -> None:
    everything(library)
    read.clear()
    library.rebuild()
    everything(library)
    assert len(read) == len(reports(library))


def test_other_themes_cues_or_exceptions_are_another_version() -> None:
    rules = shipped_themes()
    theme = rules[0].theme
    others = (
        rules[1:],
        (replace(rules[0], exceptions=(*rules[0].exceptions, "quite another")), *rules[1:]),
        (replace(rules[0], headings=rules[0].headings | {"quite another"}), *rules[1:]),
        (replace(rules[0], theme=replace(theme, cues=theme.cues[1:])), *rules[1:]),
    )
    assert len({version(rules), *map(version, others)}) == len(others) + 1
    assert version(tuple(reversed(tuple(reversed(rules))))) == version(rules)


def test_every_file_of_the_package_is_part_of_the_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = Path(keeping.__file__).parent
    copy = tmp_path / "themes"
    shutil.copytree(package, copy)
    rules = shipped_themes()[:1]
    monkeypatch.setattr(keeping.resources, "files", lambda _: copy)
    plain = version.__wrapped__(rules)
    for name in ("wording.json", "directions.json", "learned.py", "mentions.py"):
        file = copy / name
        before = file.read_bytes()
        file.write_bytes(before + b"\n")
        assert version.__wrapped__(rules) != plain, name
        file.write_bytes(before)
    assert version.__wrapped__(rules) == plain


def test_mentions_under_a_changed_list_of_themes_are_read_anew(library: Library, read: Asked) -> None:
    everything(library)
    read.clear()
    fewer = KeptMentions(library, Themer(shipped_themes()[1:]))
    dropped = shipped_themes()[0].theme.key
    for school, report in reports(library):
        assert all(mention.theme != dropped for mention in fewer.mentions(school, report))
    assert len(read) == len(reports(library))


def test_where_nothing_can_be_kept_reports_are_read_anew_and_nothing_is_read_ahead(
    library: Library, read: Asked
) -> None:
    expected = everything(library)
    library.readings._usable = False
    read.clear()
    assert everything(library) == expected
    assert len(read) == len(expected)
    assert list(Engine().ahead(library, TRUST)) == []


def test_reading_ahead_tells_how_far_it_is_and_what_follows_reads_nothing_more(library: Library, read: Asked) -> None:
    engine = Engine()
    boards = Boards(lambda: library, engine, lambda: DAY, ahead=engine.ahead)
    board = boards.board(TRUST, YearRange())
    held = len(reports(library))
    assert list(boards.reading(board)) == [(done, held) for done in range(held)]
    assert len(read) == held
    after_a_restart = Boards(lambda: library, Engine(), lambda: DAY, ahead=Engine().ahead)
    assert list(after_a_restart.reading(board)) == []
    found = after_a_restart.patterns(after_a_restart.board(TRUST, YearRange()))
    assert found.findings == boards.patterns(board).findings
    assert len(read) == held


def test_a_period_shows_the_findings_of_its_own_reports(library: Library) -> None:
    engine = Engine()
    period = engine(library, TRUST, YearRange(2024, 2026), DAY)
    assert {mention.date.year for cell in period.history.cells for mention in cell.mentions if mention.date} <= {
        2024, 2025, 2026
    }  # fmt: skip
    assert period.findings
    assert (
        engine(library, TRUST, YearRange(2012, 2030), DAY).findings == engine(library, TRUST, YearRange(), DAY).findings
    )
