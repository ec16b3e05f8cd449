"""The profile of a group: every statement has a note, every note names a place, nothing is graded."""

from __future__ import annotations

import io
import re
import zipfile

from assistant.drafting.docx import word_file
from assistant.drafting.narrative import BlockKind, Note
from assistant.patterns.boards import Board, Boards
from assistant.patterns.profile import profile
from assistant.patterns.values import FindingKind
from assistant.ui import patterns_profile
from tests.assistant.patterns.test_files_taken_away_hold_their_caveats import MERGED

WITHOUT = re.compile(r"no (?:document|report|inspection)|No report|there is no evidence|No mention")


def made(boards: Boards, board: Board):
    return profile(board, boards.patterns(board), boards.surveys(board))


def test_every_statement_has_a_note_or_says_that_nothing_was_found(real_boards: Boards, board: Board) -> None:
    for block in made(real_boards, board).blocks:
        if block.kind is BlockKind.BULLET:
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
