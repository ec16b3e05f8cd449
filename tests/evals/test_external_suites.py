"""Suites on material beside the project: what they say without it, and how their figures come about."""

import json

import pytest

from evals import peers, ranking, scifact, textbook
from evals.answerability import suite as answerability
from evals.answerability.suite import Judged, PublishedCase, balanced, best_threshold
from evals.entailment.data import Pair
from evals.send import suite as send
from evals.shared import absent, shared


@pytest.fixture
def nothing_shared(tmp_path, monkeypatch):
    monkeypatch.setenv("SHARED_DIR", str(tmp_path))
    return tmp_path


def test_the_shared_folder_is_the_one_that_the_environment_names(nothing_shared):
    assert shared("bench", "x.jsonl") == nothing_shared / "bench" / "x.jsonl"


@pytest.mark.parametrize("suite", [send, answerability, scifact])
def test_without_its_data_a_suite_measures_nothing_and_says_which_path_is_not_there(suite, nothing_shared):
    report = suite.run()
    assert report.figures == ()
    assert f"{nothing_shared}/" in report.skipped
    assert report.skipped.endswith("is not there; set SHARED_DIR to the folder that holds it.")


def test_what_is_absent_is_told_with_the_remedy(tmp_path):
    assert absent(tmp_path) == f"{tmp_path} is not there; set SHARED_DIR to the folder that holds it."


def test_forty_questions_ask_five_of_each_of_eight_reports_and_half_are_set_aside():
    questions = send.load()
    assert len(questions) == len({question.id for question in questions}) == 40
    files = [question.file for question in questions]
    assert {files.count(name) for name in files} == {5}
    assert sum(question.half == "report" for question in questions) == 20
    assert {question.kind for question in questions} == {"place", "date", "place and date"}
    assert all(question.pages for question in questions)


def test_a_send_question_that_names_no_place_says_when():
    for question in send.load():
        if question.kind == "date":
            assert any(year in question.question for year in ("2022", "2023", "2024", "2025")), question.id


def test_a_gold_page_counts_only_in_its_own_file_and_among_the_first():
    ranked = [{("a.pdf", 1)}, {("b.pdf", 2), ("b.pdf", 3)}]
    assert ranking.hit(ranked, {("b.pdf", 3)}, 2)
    assert not ranking.hit(ranked, {("b.pdf", 3)}, 1)
    assert not ranking.hit(ranked, {("a.pdf", 3)}, 2)
    assert ranking.right_document(ranked, "a.pdf")
    assert not ranking.right_document(ranked, "b.pdf")
    assert not ranking.right_document([], "a.pdf")


def test_the_textbook_pipeline_says_what_it_lacks(monkeypatch):
    monkeypatch.setattr(textbook, "find_spec", lambda name: None if name == "langchain_chroma" else object())
    assert textbook.missing() == "langchain_chroma not installed; `make bench` adds them."


def outcome(half, ranked, cited, status=send.Status.ANSWERED):
    question = send.SendQuestion(f"q{len(cited)}{status}", "place", half, "?", "a.pdf", (2,))
    return send.SendOutcome(question, ranked, status, cited)


def test_the_cited_page_is_the_first_one_and_a_refusal_cites_none():
    ranked = {ranking.OURS: [{("a.pdf", 2)}], ranking.WORDS: [{("b.pdf", 2)}]}
    right = outcome("report", ranked, (("a.pdf", 2),))
    late = outcome("report", ranked, (("a.pdf", 1), ("a.pdf", 2)))
    refused = outcome("report", ranked, (), send.Status.NOT_FOUND)
    figures = {figure.name: figure for figure in send.of_half([right, late, refused], "report")}
    assert figures["answered"].value == pytest.approx(2 / 3)
    assert figures["first citation on a gold page"].value == pytest.approx(1 / 3)
    assert figures["gold page cited"].value == pytest.approx(2 / 3)
    assert figures["right document first"].value == 1.0
    assert figures["right document first"].baselines == {ranking.WORDS: 0.0}


def judged(name, label, *, answered, kind="", part="report"):
    return Judged(
        PublishedCase(name, part, "?", ("text",), label, kind), answered, float(answered), 0.5, holds_answer=answered
    )


def test_balanced_accuracy_weighs_answerable_and_unanswerable_alike_and_needs_both():
    assert balanced([(True, True), (True, True), (False, True), (True, False)]) == pytest.approx(1 / 3)
    assert balanced([(True, True)]) is None


def test_the_threshold_of_word_overlap_is_the_one_that_parts_best():
    assert best_threshold([(0.2, False), (0.4, False), (0.6, True), (0.8, True)]) == 0.6


def test_squad_is_told_by_part_and_misses_of_the_reported_part_are_not_named():
    rows = [
        judged("a", "answerable", answered=False),
        judged("b", "unanswerable", answered=True),
        judged("c", "answerable", answered=True, part="tune"),
        judged("d", "unanswerable", answered=True, part="tune"),
    ]
    figures = {figure.key: figure for figure in answerability.squad_figures(rows)}
    assert figures["SQuAD, report: balanced accuracy"].value == 0.0
    assert figures["SQuAD, report: balanced accuracy"].misses == ()
    assert figures["SQuAD, tune: balanced accuracy"].value == 0.5
    assert [miss.id for miss in figures["SQuAD, tune: balanced accuracy"].misses] == ["d"]
    assert figures["SQuAD, tune: answered with the right sentence"].value == 1.0


def test_fitz_gov_cases_without_an_answer_in_the_text_are_told_apart_from_those_with_one():
    rows = [
        judged("a", "abstain", answered=False),
        judged("b", "trustworthy", answered=True, kind=answerability.DIRECT),
        judged("c", "trustworthy", answered=False, kind="grounding"),
        judged("d", "disputed", answered=True),
    ]
    figures = {figure.name: figure.value for figure in answerability.fitz_figures(rows)}
    assert figures["abstention recall"] == 1.0
    assert figures["false abstention, as labelled"] == 0.5
    assert figures["false abstention where an answer stands"] == 0.0
    assert figures["refused where the text is silent but a hedge is wanted"] == 1.0


def test_cases_on_the_same_text_share_one_document():
    one, same, other = (
        PublishedCase(name, "", "?", (text,), "") for name, text in (("a", "x"), ("b", "x"), ("c", "y"))
    )
    assert one.file == same.file != other.file


def test_scifact_tells_what_fusion_adds_to_the_better_way_query_by_query():
    judged_abstracts = {"q1": {"a": 1}, "q2": {"b": 1}}
    rankings = {
        scifact.BOTH: {"q1": ["a"], "q2": ["b"]},
        scifact.WORDS: {"q1": ["a"], "q2": ["c"]},
        scifact.MEANING: {"q1": ["c"], "q2": ["c"]},
    }
    figures = {figure.name: figure for figure in scifact.figures(rankings, judged_abstracts)}
    assert figures["nDCG@10"].value == 1.0
    assert figures["nDCG@10"].baselines == {scifact.WORDS: 0.5, scifact.MEANING: 0.0}
    assert figures["nDCG@10, gain over words only"].value == 0.5
    assert figures["recall@10, gain over words only"].value == 0.5


def test_recall_counts_only_what_is_relevant():
    assert scifact.recall(["a", "b"], {"a": 1, "c": 2, "b": 0}) == 0.5
    assert scifact.recall([], {}) == 0.0


def test_a_peer_that_is_not_installed_is_left_out_with_the_way_to_install_it(tmp_path):
    ways, notes = peers.peers(tmp_path)
    assert ways == {}
    assert notes[0] == f"anchorcite 0.1.0 was left out: it is not in {tmp_path}; {peers.HOW}."
    assert len(notes) == 2


def test_another_version_of_a_peer_is_left_out(tmp_path):
    info = tmp_path / "ragground-9.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ragground\nVersion: 9.0\n", encoding="utf-8")
    ways, notes = peers.peers(tmp_path)
    assert ways == {}
    assert f"version 9.0 is in {tmp_path}" in notes[1]


def test_peers_stand_beside_ours_on_the_same_claims():
    pairs = [
        Pair(id="t", document="d", evidence="Pupils read.", claim="Pupils read.", label="supported", kind="x"),
        Pair(id="f", document="d", evidence="Pupils read.", claim="No one reads.", label="contradicted", kind="x"),
    ]
    yes, no = peers.PeerVerdict(True, False, 0.9), peers.PeerVerdict(False, True, 0.1)
    said = {peers.OURS: [yes, no], peers.WORDS: [no, yes], peers.ALL: [yes, yes], "peer 1.0": [yes, yes]}
    figures = {figure.name: figure for figure in peers.figures(pairs, said)}
    assert figures["false claims called supported"].value == 0.0
    assert figures["false claims called supported"].baselines["peer 1.0"] == 1.0
    assert figures["flips called contradicted"].value == 1.0
    assert figures["AUROC of the score"].value == 1.0
    assert figures["AUROC of the score"].baselines == {peers.WORDS: 0.0, "peer 1.0": 0.5}


def test_only_questions_names_and_pages_are_kept_of_the_real_reports():
    for line in send.QUESTIONS.read_text(encoding="utf-8").splitlines():
        assert set(json.loads(line)) == {"id", "kind", "half", "question", "file", "pages"}
