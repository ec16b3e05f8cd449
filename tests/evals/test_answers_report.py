"""The suites "answers" and "answers-tune": which questions each puts, and whose misses are told in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.answer import Answer, Searched, Status
from evals import answers_report
from evals.answers import QuestionOutcome
from evals.figures import SuiteReport
from evals.gold import SECOND, GoldQuestion, load


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[GoldQuestion]]:
    """Answer nothing, and note what is asked."""
    put: list[GoldQuestion] = []

    def refuse(questions: Sequence[GoldQuestion]) -> list[QuestionOutcome]:
        put.extend(questions)
        nothing = Answer("?", Status.NOT_FOUND, "", (), Searched(0, (), 0))
        return [QuestionOutcome(question, nothing, None, None, 0.1) for question in questions]

    monkeypatch.setattr(answers_report, "ask", refuse)
    answers_report.parts.cache_clear()
    yield put
    answers_report.parts.cache_clear()


def told_in_words(report: SuiteReport) -> int:
    return sum(bool(miss.text) for figure in report.figures for miss in figure.misses)


def test_the_gate_asks_no_question_that_weights_were_set_on(asked):
    report = answers_report.run()
    assert {question.half for question in asked if question.id not in {q.id for q in load(SECOND)}} == {"report"}
    assert len(asked) == sum(question.half == "report" for question in load()) + len(load(SECOND))
    assert {figure.part for figure in report.figures} == {"report", "second", "report and second"}


def test_what_goes_wrong_is_told_in_words_only_for_the_half_that_is_worked_on(asked):
    assert told_in_words(answers_report.run()) == 0
    asked.clear()
    tuned = answers_report.tune()
    assert {question.half for question in asked} == {"tune"}
    assert told_in_words(tuned) > 0
