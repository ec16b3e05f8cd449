"""The command line's contract: what goes in and what comes out."""

import json

import pytest

from assistant.__main__ import main
from assistant.contract.inputs import InvalidInput, read_batch_line, read_history


def run(capsys, *arguments):
    status = main(list(arguments))
    return status, capsys.readouterr()


def test_ask_prints_the_object_of_the_contract(capsys, sample_folder):
    question = "How many places does The Lantern at Hollin Reach have?"
    status, printed = run(capsys, "ask", question, "--library", str(sample_folder), "--json")
    answer = json.loads(printed.out)
    assert status == 0
    assert {"status", "answer", "claims", "missing", "coverage", "seconds"} <= set(answer)
    citation = answer["claims"][0]["citations"][0]
    assert {"marker", "file", "document", "page", "page_label", "school", "date", "quote"} <= set(citation)
    assert citation["file"] == "hollin-reach-2026.pdf"
    assert citation["date"] == "2026-02-24"
    assert "[1]" in answer["answer"]


def test_ask_for_people_names_school_date_and_page(capsys, sample_folder):
    status, printed = run(capsys, "ask", "How is reading at Fennick Road?", "--library", str(sample_folder))
    assert status == 0
    assert "Fennick Road Primary School" in printed.out
    assert "page " in printed.out


def test_one_document_can_be_asked_alone(capsys, sample_folder):
    arguments = ["ask", "Is safeguarding effective?", "--document", "corvane-2019.pdf", "--library", str(sample_folder)]
    _, printed = run(capsys, *arguments, "--json")
    answer = json.loads(printed.out)
    assert {c["file"] for claim in answer["claims"] for c in claim["citations"]} == {"corvane-2019.pdf"}


def test_an_unknown_document_is_an_error_and_not_an_empty_answer(capsys, sample_folder):
    status, printed = run(capsys, "ask", "x", "--document", "nothing.pdf", "--library", str(sample_folder), "--json")
    assert status == 1
    assert "The library has no document 'nothing.pdf'." in printed.err


def test_a_batch_answers_line_by_line_and_a_bad_line_costs_only_itself(capsys, sample_folder, tmp_path):
    lines = [
        '{"id": "a", "question": "How is reading at Fennick Road?"}',
        "not json",
        '{"id": "b", "question": "Is there a moat?"}',
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(lines), encoding="utf-8")
    status, printed = run(capsys, "ask", "--batch", str(batch), "--library", str(sample_folder))
    answers = [json.loads(line) for line in printed.out.splitlines()]
    assert status == 3
    assert [answer["id"] for answer in answers] == ["a", None, "b"]
    assert answers[1]["error"].startswith("Line 2 is not a question:")
    assert answers[1]["error"].endswith(
        'A line must be a JSON object such as {"id": 1, "question": "How is reading taught?"}.'
    )


def test_search_prints_passages_with_their_places(capsys, sample_folder):
    status, printed = run(capsys, "search", "phonics programme", "-k", "3", "--library", str(sample_folder), "--json")
    rows = json.loads(printed.out)
    assert status == 0
    assert len(rows) == 3
    facts = {"file", "document", "page", "page_label", "school", "date", "heading", "text", "score"}
    assert facts | {"unit", "paragraph", "heading_path", "measured", "ocr"} == set(rows[0])


def test_inspections_prints_judgements_as_printed(capsys, sample_folder):
    _, printed = run(capsys, "inspections", "--library", str(sample_folder), "--json")
    rows = {row["file"]: row for row in json.loads(printed.out)}
    assert len(rows) == 17
    row = rows["corvane-2019.pdf"]
    assert row["urn"] == "990105"
    assert row["inspection_dates"] == {
        "printed": "5–6 March 2019",
        "start": "2019-03-05",
        "end": "2019-03-06",
        "page": 1,
    }
    assert {
        "area": "Overall effectiveness",
        "grade": "Inadequate",
        "scale": "oeif",
        "date": "2019-03-05",
        "page": 1,
    } in row["judgements"]


def test_doctor_finds_the_library_sound(capsys, sample_folder):
    status, printed = run(capsys, "doctor", "--library", str(sample_folder), "--json")
    checks = json.loads(printed.out)
    assert status == 0
    assert {check["severity"] for check in checks} == {"ok"}
    assert all({"name", "severity", "message", "remedy"} == set(check) for check in checks)


def test_without_a_library_the_error_says_how_to_make_one(capsys, tmp_path):
    status, printed = run(capsys, "ask", "x", "--library", str(tmp_path / "none"))
    assert status == 1
    assert "There is no library in" in printed.err
    assert f"python -m ingest PATH --library {tmp_path / 'none'}" in printed.err


def test_a_wrong_number_of_passages_is_told_in_one_line(capsys):
    with pytest.raises(SystemExit) as left:
        main(["search", "reading", "-k", "0"])
    assert left.value.code == 2
    assert "argument -k: 0 is not a whole number from 1 to 200" in capsys.readouterr().err


def test_each_command_says_in_its_own_help_what_it_does(capsys):
    with pytest.raises(SystemExit):
        main(["doctor", "--help"])
    assert "Check the installation and the library." in capsys.readouterr().out


def test_a_question_is_needed(capsys, sample_folder):
    status, printed = run(capsys, "ask", "--library", str(sample_folder))
    assert status == 1
    assert "No question given." in printed.err


def test_a_history_must_be_a_list_of_turns(tmp_path):
    path = tmp_path / "history.json"
    path.write_text('[{"role": "user", "content": "Is Corvane safe?"}]', encoding="utf-8")
    assert read_history(path)[0].content == "Is Corvane safe?"
    path.write_text('[{"role": "wizard", "content": "x"}]', encoding="utf-8")
    with pytest.raises(InvalidInput, match="must be a JSON list"):
        read_history(path)


def test_a_batch_line_without_a_question_is_told_by_its_number():
    with pytest.raises(InvalidInput, match="Line 4 is not a question: question"):
        read_batch_line('{"id": 1}', 4)
