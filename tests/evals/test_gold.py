"""The measures themselves."""

import json
from collections import Counter
from types import SimpleNamespace

import pytest

from evals.answers import speaking
from evals.conversations import KINDS, QUESTIONS
from evals.gold import QUESTIONS as SINGLE
from evals.gold import SECOND, THIRD, TUNING, GoldError, find_pages, load, page_texts, squeeze
from evals.metrics import percentile, share
from evals.scifact import ndcg
from ingest.words import stems


def test_every_gold_quotation_stands_in_its_file():
    questions = load()
    assert len(questions) >= 60
    kinds = Counter(question.kind for question in questions)
    assert {"single-fact", "similar-school", "across", "unanswerable", "superseded"} <= set(kinds)
    for question in questions:
        assert question.answerable == (question.kind != "unanswerable")


def test_the_questions_of_conversations_have_their_places_and_halves():
    questions = load(QUESTIONS)
    kinds = Counter(question.kind for question in questions)
    assert set(kinds) == set(KINDS)
    assert len(questions) + len(load()) >= 150
    for question in questions:
        assert question.places or question.speaking or question.kind == "declined"


@pytest.mark.parametrize("path", [TUNING, THIRD], ids=["first writer", "third writer"])
def test_the_questions_for_fitting_are_all_of_the_half_tune_and_share_no_id_with_those_that_are_told(path):
    told, fitting = load(), load(path)
    assert {question.half for question in fitting} == {"tune"}
    assert not {question.id for question in told} & {question.id for question in fitting}
    kinds = Counter(question.answerable for question in fitting)
    assert min(kinds.values()) >= 0.4 * len(fitting), "near misses and answerable ones are about as many"


def test_no_question_of_the_third_writer_shares_half_of_its_words_with_one_that_is_told():
    told = [question for question in (*load(), *load(SECOND)) if question.half == "report"]
    words = {question.id: set(stems(question.question)) for question in (*told, *load(THIRD))}
    alike = [
        (ours.id, theirs.id)
        for ours in load(THIRD)
        for theirs in told
        if len(words[ours.id] & words[theirs.id]) >= 0.5 * len(words[ours.id] | words[theirs.id])
    ]
    assert alike == []


def test_the_second_writers_questions_are_all_reported_and_as_many_unanswerable_as_nearly_answerable():
    second = load(SECOND)
    assert {question.half for question in second} == {"report"}
    assert not {question.id for question in second} & {question.id for question in load()}
    assert sum(question.answerable for question in second) >= 0.5 * len(second)
    assert sum(not question.answerable for question in second) >= 60


@pytest.mark.parametrize("path", [SINGLE, QUESTIONS], ids=["single", "conversations"])
def test_each_kind_falls_into_two_halves_alike(path):
    halves = Counter((question.kind, question.half) for question in load(path))
    for kind in {kind for kind, _ in halves}:
        assert abs(halves[kind, "tune"] - halves[kind, "report"]) <= 1


def test_a_quotation_that_stands_nowhere_is_an_error(tmp_path):
    path = tmp_path / "questions.jsonl"
    row = {"id": "x", "kind": "single-fact", "half": "tune", "question": "?"}
    row["gold"] = [{"file": "corvane-2026.pdf", "quote": "The moon is made of cheese."}]
    path.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(GoldError, match=r"Question x: the quotation .* does not stand in corvane-2026.pdf"):
        load(path)


def test_a_quotation_over_two_pages_is_found_on_both(tmp_path, monkeypatch):
    pages = (squeeze("Before. Pupils who need Footer 1"), squeeze("help get it at once. After."))
    monkeypatch.setattr("evals.gold.page_texts", lambda path: pages)
    assert find_pages(tmp_path, "Pupils who need help get it at once.") == (1, 2)
    assert find_pages(tmp_path, "Before.") == (1,)
    assert page_texts is not None


def test_metrics_over_nothing_are_none():
    assert share([]) is None
    assert percentile([], 50) is None
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile([3.0, 1.0, 2.0], 95) == 3.0


def test_ndcg_is_one_for_the_ideal_ranking_and_less_below_it():
    assert ndcg(["a", "b"], {"a": 1}) == 1.0
    assert 0 < ndcg(["b", "a"], {"a": 1}) < 1


def test_across_schools_what_is_shown_is_held_against_what_speaks():
    question = SimpleNamespace(id="across-1", kind="across", speaking=["corvane", "fennick-road"])
    claims = [SimpleNamespace(school=name) for name in ("Corvane Academy", "Hollin Reach School", None)]
    outcome = SimpleNamespace(question=question, answer=SimpleNamespace(claims=claims))
    silent = SimpleNamespace(question=question, answer=SimpleNamespace(claims=[]))
    assert speaking([outcome, silent]) == [("across-1", 0.5, 0.5), ("across-1", 0.0, None)]
