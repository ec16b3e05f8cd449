"""Suites that returned bare numbers: each share has its cases, its interval and what simpler ways give."""

from __future__ import annotations

import pytest

from assistant.checking.verdict import Checked, Verdict
from evals import checking, ranking, retrieval
from evals.entailment.data import Pair
from evals.figures import share
from evals.gold import GoldPlace, GoldQuestion
from evals.registry import from_nested


def test_verdicts_are_counted_by_what_the_claim_is_beside_a_checker_that_supports_everything() -> None:
    labels = ("supported", "supported", "contradicted", "not_found")
    verdicts = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.CONTRADICTED, Verdict.SUPPORTED)
    pairs = [
        Pair(id=f"p{n}", document="d", evidence="Pupils read widely.", claim="Pupils read.", label=label, kind="k")
        for n, label in enumerate(labels)
    ]
    checked = [Checked(verdict, (), score) for verdict, score in zip(verdicts, (0.9, 0.2, 0.1, 0.8), strict=True)]
    found = {figure.name: figure for figure in checking.figures(pairs, checked, "report")}
    assert (found["wrongly_supported"].value, found["wrongly_supported"].n) == (0.5, 2)
    assert [miss.id for miss in found["wrongly_supported"].misses] == ["p3"]
    assert found["true_supported"].value == found["wrongly_contradicted"].value == 0.5
    assert found["flips_contradicted"].value == 1
    assert found["wrongly_supported"].baselines == {"everything supported": 1.0}
    assert found["score_auroc"].value == pytest.approx(0.75)
    assert found["score_auroc"].baselines["word overlap"] == 0.5
    assert all(figure.low is not None for figure in found.values())


def test_page_recall_stands_beside_the_textbooks_and_the_gain_is_worked_out_question_by_question() -> None:
    questions = [
        GoldQuestion(f"q{n}", "single-fact", "tune", "?", (GoldPlace("a.pdf", (n,), ""),), (), ()) for n in range(1, 5)
    ]
    wrong: ranking.Ranked = [{("b.pdf", 9)}]
    ranked: dict[str, dict[str, ranking.Ranked]] = {
        ranking.OURS: {q.id: [{("a.pdf", n)}] for n, q in enumerate(questions, 1)},
        ranking.TEXTBOOK: {q.id: [{("a.pdf", 1)}] if q.id == "q1" else wrong for q in questions},
        "fused, words weigh 0.5": {q.id: wrong for q in questions},
    }
    figures = {figure.key: figure for figure in retrieval.of_half(questions, ranked, "tune")}
    assert figures["tune: page recall@5"].baselines == {ranking.TEXTBOOK: 0.25}
    above = figures["tune: page recall@5 above the textbook's"]
    assert (above.value, above.target, above.reached) == (0.75, 0.15, True)
    assert above.cases == {"q1": 0, "q2": 1, "q3": 1, "q4": 1}
    assert figures["tune: page recall@5, fused, words weigh 0.5"].value == 0


def test_nested_shares_get_an_interval_where_their_neighbours_say_of_how_many() -> None:
    inner = {"expected": 8, "found": 10, "recall": 0.75, "precision": 0.6, "planted sentences": 3}
    flips = share("", [("a", True), ("b", False)])
    report = from_nested("old", {"needs": inner, "made": {"flips": flips}, "real": "skipped: not here"})
    found = {figure.key: figure for figure in report.figures}
    assert (found["needs: recall"].n, found["needs: precision"].n) == (8, 10)
    assert found["needs: recall"].low < 0.75 < found["needs: recall"].high
    assert found["needs: planted sentences"].low is None
    assert (found["made: flips"].value, found["made: flips"].cases) == (0.5, {"a": 1.0, "b": 0.0})
    assert report.notes == ("real: skipped: not here",)
