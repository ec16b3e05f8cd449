"""Refusals told by why there is no answer, without asking the assistant anything."""

from types import SimpleNamespace

import pytest

from evals import refusals
from evals.answers_report import REPORTED
from evals.figures import SuiteReport


def outcome(id, *, answerable, answered):
    return SimpleNamespace(question=SimpleNamespace(id=id, answerable=answerable), answered=answered)


@pytest.fixture
def report(monkeypatch):
    asked = [
        outcome("none-001", answerable=False, answered=False),
        outcome("second-none-062", answerable=False, answered=False),
        outcome("second-none-005", answerable=False, answered=True),
        outcome("fact-001", answerable=True, answered=True),
    ]
    monkeypatch.setattr(refusals, "parts", lambda: {"report": asked[:1], "second": asked[1:], REPORTED: asked})
    monkeypatch.setattr(refusals.public, "run", lambda: SuiteReport("answerability", skipped="The sets are not here."))
    return refusals.run()


def test_near_misses_and_what_nothing_mentions_are_told_apart(report):
    values = {figure.key: (figure.value, figure.n) for figure in report.figures}
    assert values[f"{REPORTED}: refusal_recall"] == (pytest.approx(2 / 3), 3)
    assert values[f"{REPORTED}: false_refusal"] == (0, 1)
    assert values[f"{REPORTED}: refused, {refusals.ABSENT}"] == (1, 2)
    assert values[f"{REPORTED}: refused, {refusals.NEAR}"] == (0, 1)


def test_public_sets_that_are_not_here_are_named_and_skip_nothing_else(report):
    assert report.suite == "refusals"
    assert "The sets are not here." in report.notes
    assert not report.skipped
