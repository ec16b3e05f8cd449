"""The profile of a group: every statement has a note, every note names a place, nothing is graded."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from assistant.patterns.boards import Board, Boards
from assistant.patterns.grades import Which, YearRange, grade_matrix, schools_of
from assistant.patterns.profile import balanced, profile
from assistant.patterns.values import Finding, FindingKind, GroupPatterns, ThemeMatrix
from assistant.ui import patterns_profile
from assistant.writing.docx import word_file
from assistant.writing.narrative import NarrativeKind, Note
from ingest.inspections import ReportFormat, Scale
from tests.assistant.patterns import made as values
from tests.assistant.patterns.test_files_taken_away_hold_their_caveats import MERGED

WITHOUT = re.compile(r"no (?:document|report|inspection)|No report|there is no evidence|No mention")


def made(boards: Boards, board: Board):
    return profile(board, boards.patterns(board), boards.surveys(board))


def test_every_statement_has_a_note_or_says_that_nothing_was_found(real_boards: Boards, board: Board) -> None:
    for block in made(real_boards, board).blocks:
        if block.kind is NarrativeKind.BULLET:
            assert block.notes or WITHOUT.search(str(block.runs[0])), block


def test_notes_are_numbered_through_and_name_file_and_page(real_boards: Boards, board: Board) -> None:
    notes = made(real_boards, board).notes
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    assert all(re.search(r"\.pdf, (?:\d{1,2} \w+ \d{4}, )?page \d", note.text) for note in notes)


def test_quotations_of_notes_stand_in_the_patterns(real_boards: Boards, board: Board) -> None:
    patterns = real_boards.patterns(board)
    texts = {m.text for cell in patterns.history.cells for m in cell.mentions}
    texts |= {s.text for topic in patterns.capacity for s in topic.statements}
    quoted = [found for note in made(real_boards, board).notes for found in re.findall(r": “(.*)”( …)?$", note.text)]
    assert any(cut for _, cut in quoted)
    plain = [" ".join(text.split()) for text in texts]
    for words, cut in quoted:
        assert any(text.startswith(words) if cut else text == words for text in plain), words


def test_each_school_is_listed_with_its_grades_as_printed(real_boards: Boards, board: Board) -> None:
    text = "\n".join(str(block.runs[0]) for block in made(real_boards, board).blocks)
    for school in board.schools:
        assert school.name in text
    assert "Quality of education" in text or "Curriculum and teaching" in text


def test_silence_is_told(real_boards: Boards, board: Board) -> None:
    patterns = real_boards.patterns(board)
    silent = [f.sentence for f in patterns.of_kind(FindingKind.SILENT)][:1]
    text = "\n".join(str(block.runs[0]) for block in made(real_boards, board).blocks)
    assert all(sentence in text for sentence in silent)


def test_the_page_holds_no_average_rank_or_group_grade_and_no_script(real_boards: Boards, board: Board) -> None:
    html = patterns_profile.page(made(real_boards, board))
    own = re.sub(r"“[^”]*”", "", html)
    assert not MERGED.search(own)
    assert "<script" not in html
    assert "http" not in html.replace("http-equiv", "")
    numbers = re.findall(r'href="#note-(\d+)"', html)
    assert set(numbers) <= set(re.findall(r'id="note-(\d+)"', html))


def test_the_word_file_holds_the_same_statements_with_footnotes(real_boards: Boards, board: Board) -> None:
    text = made(real_boards, board)
    content = word_file(text)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = package.read("word/document.xml").decode()
        footnotes = package.read("word/footnotes.xml").decode()
    assert document.count("<w:footnoteReference ") == len(text.notes)
    assert footnotes.count("<w:footnote ") == len(text.notes) + 2
    first = next(run for block in text.blocks for run in block.runs if isinstance(run, Note))
    assert first.text.split(",")[0] in footnotes


def test_a_grade_stands_with_the_day_of_the_report_that_prints_it_although_a_letter_is_newer() -> None:
    school, day = "Birch Lane Academy", date(2024, 11, 20)
    records = [*values.RECORDS, values.record("letter", school, "2", day, ReportFormat.MONITORING)]
    letter = values.inspection("letter", day, ReportFormat.MONITORING, {}, Scale.OEIF)
    (line,) = [block for block in _of_values(records, [*values.INSPECTIONS, letter]).blocks if school in str(block)]
    text = "".join(run for run in line.runs if isinstance(run, str))
    assert "inspected 27 September 2022, 4 years 1 month ago" in text
    assert "Quality of education: Requires improvement." in text
    assert text.endswith("A monitoring visit since (20 November 2024) graded nothing.")
    assert [note.text.split(",")[0] for note in line.notes] == ["birch-2022.pdf", "letter.pdf"]


def test_a_grade_that_ends_with_a_full_stop_gets_no_second_one() -> None:
    effective = values.inspection(
        "ash-2026", date(2026, 1, 20), ReportFormat.GRADED, {}, Scale.OEIF, safeguarding="Safeguarding is effective."
    )
    text = str(_of_values(values.RECORDS, [effective, *values.INSPECTIONS[1:]]).blocks)
    assert "Safeguarding is effective." in text
    assert ".." not in text


def test_the_few_findings_of_a_heading_are_of_all_its_kinds() -> None:
    needs, strengths = (
        [Finding(kind, "reading", f"{kind.value} {n}", (), (), ()) for n in range(5)]
        for kind in (FindingKind.RECURRING_NEED, FindingKind.RECURRING_STRENGTH)
    )
    assert balanced([needs, strengths], 4) == [*needs[:2], *strengths[:2]]
    assert balanced([needs[:1], strengths], 4) == [*needs[:1], *strengths[:3]]


def _of_values(records, inspections):
    group, period, day = values.GROUP, YearRange(), date(2026, 11, 26)
    schools = schools_of(
        group, period, schools=values.SCHOOLS, memberships=values.MEMBERSHIPS, records=records, inspections=inspections
    )
    grades = {w: grade_matrix(schools, group=group, period=period, which=w, as_of=day) for w in Which}
    board = Board("stamp", group, period, day, schools, grades, {record.id: record for record in records})
    nothing = ThemeMatrix((), (), ())
    return profile(board, GroupPatterns(group, (), nothing, nothing, ()), ())
