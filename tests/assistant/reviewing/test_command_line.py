"""``check --out``: a Word draft against the sample group, and back as files; what cannot be written is told first."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.reviewing.checking import check_targets
from assistant.reviewing.exports import CannotExportReview
from tests.assistant.reviewing.conftest import docx
from tests.assistant.reviewing.test_word_comments import commented

SAID = (
    "The Kiln Room, a quiet base staffed by two learning mentors, helps pupils who are bereaved, anxious or caring for "
    "a relative."
)
INVENTED = "The report on Marlpit Vale says that “pupils fly to the moon every Thursday afternoon”."


def test_a_word_draft_comes_back_with_comments_and_as_a_table(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, sample_folder: Path
) -> None:
    draft, word, table = tmp_path / "draft.docx", tmp_path / "checked.docx", tmp_path / "findings.csv"
    draft.write_bytes(docx("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (SAID, INVENTED))))
    before = draft.read_bytes()
    status = main(["check", str(draft), "--library", str(sample_folder), "--out", str(word), "--out", str(table)])
    assert status == 3
    assert draft.read_bytes() == before
    assert list(commented(word.read_bytes()).values()) == [SAID, INVENTED]  # the first is uncited
    quoted = "These words are quoted, but the source reads: “"
    assert quoted in table.read_text(encoding="utf-8-sig")
    assert quoted in capsys.readouterr().out
    assert main(["decisions", "--library", str(sample_folder)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["decisions", "--forget", str(draft), "--library", str(sample_folder)]) == 0


def test_what_cannot_be_written_is_told_before_anything_is_checked(tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    with pytest.raises(
        CannotExportReview, match=r"can be written as .docx, .xlsx, .csv, .md. Give the file such an ending"
    ):
        check_targets(draft, [tmp_path / "out.pdf"])
    with pytest.raises(CannotExportReview, match="is the draft itself, which is never changed"):
        check_targets(draft, [draft])
    with pytest.raises(CannotExportReview, match="is not there. Make it first"):
        check_targets(draft, [tmp_path / "none" / "out.md"])
