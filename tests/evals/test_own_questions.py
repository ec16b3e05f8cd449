"""A user's own questions, and questions made of readers' feedback."""

from __future__ import annotations

import json

import pytest

from evals import own
from evals.__main__ import main
from evals.gold import GoldError


def written(path, *rows) -> object:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"id": "a"}, "line 1: question: Field required"),
        ({"id": "a", "question": "?", "pages": 3}, "line 1: pages: Extra inputs are not permitted"),
        ({"id": "a", "question": "?", "gold": [{"file": "x.pdf", "page": 0}]}, "line 1: gold.0.page: Input should be"),
        (
            {"id": "a", "question": "?", "expect": "no answer", "gold": [{"file": "x.pdf", "page": 1}]},
            "a question that expects no answer has pages that answer it",
        ),
    ],
)
def test_a_question_that_does_not_fit_its_format_is_named_by_its_line(tmp_path, row, told) -> None:
    with pytest.raises(GoldError, match=told):
        own.load(written(tmp_path / "my.jsonl", row))


def test_an_id_that_occurs_twice_and_an_empty_file_are_errors(tmp_path) -> None:
    row = {"id": "a", "question": "?"}
    with pytest.raises(GoldError, match="line 2: the id 'a' occurs twice"):
        own.load(written(tmp_path / "my.jsonl", row, row))
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(GoldError, match="empty.jsonl holds no question"):
        own.load(tmp_path / "empty.jsonl")


def given(kind: str, marker: int | None = 1) -> dict[str, object]:
    return {
        "id": f"f-{kind}-{marker}",
        "question": "What is attendance like?",
        "history": [],
        "kind": kind,
        "marker": marker,
        "note": "",
        "answer_status": "answered",
        "citations": [{"file": "x.pdf", "page": 3, "quote": "Pupils attend well."}],
        "at": "2026-11-26T12:00:00+00:00",
        "by": "A",
    }


def test_feedback_becomes_questions_that_the_runner_reads(tmp_path, capsys) -> None:
    rows = [given("helpful", None), given("wrong page"), given("does not support", None), given("missing", None)]
    out = tmp_path / "my.jsonl"
    assert main(["from-feedback", str(written(tmp_path / "f.jsonl", *rows)), "--out", str(out)]) == 0
    helpful, wrong, missing = own.load(out)
    assert (helpful.expect, [place.page for place in helpful.gold]) == ("answer", [3])
    assert (wrong.expect, wrong.gold, wrong.wrong[0].quote) == ("either", (), "Pupils attend well.")
    assert (missing.expect, missing.gold, missing.wrong) == ("answer", (), ())
    printed = capsys.readouterr().out
    assert "3 questions written" in printed
    assert "1 of them lack the page that answers" in printed
    assert "1 not made into a question: the feedback names no citation." in printed


def test_a_line_that_is_no_feedback_is_named(tmp_path, capsys) -> None:
    path = written(tmp_path / "f.jsonl", given("helpful"), {**given("helpful"), "kind": "nice"})
    assert main(["from-feedback", str(path), "--out", str(tmp_path / "o.jsonl")]) == 1
    assert "f.jsonl, line 2: kind: Input should be" in capsys.readouterr().err


def test_a_file_that_the_library_has_not_is_told_with_the_one_that_may_be_meant() -> None:
    asked = own.OwnCase(id="q3", question="?", gold=(own.CitedPage(file="abberley.pdf", page=3),))
    with pytest.raises(GoldError, match="Question q3: the library has no file 'abberley.pdf'. Is 'abberley_25.pdf'"):
        own._known([asked], {"abberley_25.pdf", "dorset.pdf"})
    with pytest.raises(GoldError, match="python -m ingest --list names those that it has"):
        own._known([asked], {"zz.docx"})
