"""A draft against the sample group: verdicts, places and suggestions, with the real parts."""

import json

import pytest

from assistant.__main__ import main
from assistant.checking.checker import Checker
from assistant.checking.verdict import Checked, Reason, Verdict

DRAFT = """# Marlpit Vale

The Kiln Room, a quiet base staffed by two learning mentors, helps pupils who are bereaved, anxious or caring
for a relative.

The choir of 38 at Marlpit Vale won the Wrenshire Choral Shield in 2019 (Marlpit Vale Primary School, 2026, p. 99).

The report on Marlpit Vale says that “pupils fly to the moon every Thursday afternoon”.

Leaders act early when a pupil’s attendance begins to dip (Marlpit Vale Primary School, 2026, p. 3).

Phonics is taught with precision (Marlpit Vale Primary School, 2026, p. 2).

Pupils are courteous and kind (Marlpit Vale Primary School, 2016, p. 1).

In 2016, pupils were described as “courteous and kind” (Marlpit Vale Primary School, 2016, p. 1).

Early reading is not taught well enough (Marlpit Vale Primary School, 2026, p. 3).

What comes next?
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory, sample_folder):
    path = tmp_path_factory.mktemp("draft") / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def run(capsys, path, folder):
    status = main(["check", str(path), "--library", str(folder), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_every_sentence_of_a_draft_gets_a_verdict_its_evidence_and_what_is_wrong_with_its_place(
    capsys, checked, sample_folder
):
    status, result = run(capsys, checked, sample_folder)
    heading, true, wrong, invented, *_, question = result["claims"]
    assert (heading["set_apart"], question["set_apart"]) == ("a heading", "a question")
    assert true["verdict"] == "supported"
    assert true["evidence"]["file"] == "marlpit-vale-2026.pdf"
    assert true["findings"] == ["uncited"]
    assert true["suggestion"].startswith("Could cite: Marlpit Vale Primary School, ")
    assert wrong["verdict"] != "supported"
    assert wrong["citations"] == [{"text": "Marlpit Vale Primary School, 2026, p. 99", "page": 99, "year": 2026}]
    assert (invented["verdict"], invented["reasons"][0]["kind"]) == ("contradicted", "quotation")
    assert invented["suggestion"].startswith("The nearest wording: “")
    assert status == 3
    assert result["summary"]["claims"] == 8
    assert result["summary"]["set_apart"] == 2
    assert result["summary"]["quotation"] == 1


def test_each_wrong_place_is_told_as_what_it_is_with_the_right_one(capsys, checked, sample_folder):
    _, result = run(capsys, checked, sample_folder)
    page, document, old, past, school = result["claims"][4:9]
    assert (page["verdict"], page["findings"]) == ("supported", ["wrong page"])
    assert page["suggestion"].endswith("page 2")
    assert document["findings"] == ["wrong document"]
    assert document["suggestion"].endswith("November 2016, page 1")
    assert old["findings"] == ["superseded"]
    assert old["suggestion"].startswith("A newer report is in the library: Marlpit Vale")
    assert past["findings"] == []
    assert school["findings"] == ["wrong school"]
    assert "Orrin" in school["suggestion"]


def test_a_true_claim_with_a_date_that_no_report_of_the_school_has_does_not_pass_clean(capsys, sample_folder, tmp_path):
    path = tmp_path / "dated.md"
    path.write_text(
        "Leaders act early when a pupil’s attendance begins to dip (Marlpit Vale Primary School, July 2015, p. 3).\n",
        encoding="utf-8",
    )
    _, result = run(capsys, path, sample_folder)
    (claim,) = result["claims"]
    assert claim["verdict"] == "supported"
    assert claim["findings"][0] == "wrong date"
    assert claim["suggestion"].startswith("In the library: Marlpit Vale Primary School, ")
    assert result["summary"]["wrong_date"] == 1


@pytest.mark.parametrize(("page", "read"), [(2, 1), (99, 2)], ids=["there", "elsewhere"])
def test_the_second_passage_is_read_only_where_the_nearest_does_not_bear_a_claim_out_on_the_page_cited(
    capsys, monkeypatch, sample_folder, tmp_path, page, read
):
    pairs = []

    def check(self, asked):
        pairs.extend(asked)
        return [Checked(Verdict.SUPPORTED, (Reason("sentence", claim, evidence),), 0.9) for evidence, claim in asked]

    monkeypatch.setattr(Checker, "check", check)
    path = tmp_path / "one.md"
    path.write_text(
        f"Leaders step in soon when a pupil’s attendance dips (Marlpit Vale Primary School, 2026, p. {page}).\n",
        "utf-8",
    )
    run(capsys, path, sample_folder)
    assert len(pairs) == read
