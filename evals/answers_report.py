"""The figures of the suites "answers" and "answers-tune", each with its interval and its cases.

Asks through `evals.answers`: "answers" the questions that are reported, of both writers, "answers-tune" those that
weights were set on. Only the latter's misses are told in words: who works on the product shall not learn the other
questions from a list of what went wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from evals import answers
from evals.answers import QuestionOutcome
from evals.figures import Measured, SuiteReport, mean, quantile, share
from evals.gold import SECOND, load
from evals.side_by_side import ask

REPORTED = "report and second"
"""The half "report" and the second writer's questions together: with twice as many, a figure rests on less chance."""


@cache
def parts() -> dict[str, list[QuestionOutcome]]:
    """Put the questions that figures are told for to the assistant, once a process; return the outcomes part by part.

    :raises GoldError: if a gold question does not fit the sample group.
    """
    first, second = [question for question in load() if question.half == "report"], load(SECOND)
    outcomes = ask(first + second)
    return {"report": outcomes[: len(first)], "second": outcomes[len(first) :], REPORTED: outcomes}


def run() -> SuiteReport:
    """Return the figures of the half "report" and of the second writer's questions.

    :raises GoldError: if a gold question does not fit the sample group.
    """
    asked = parts()
    by_kind = {f"{part}_by_kind": answers.by_kind(asked[part]) for part in ("report", "second")}
    note = "Thresholds and weights were set on the half 'tune' (`--suite answers-tune`), which is left out here."
    return _told("answers", asked, by_kind, note)


def tune() -> SuiteReport:
    """Return the figures of the half "tune", with the questions that went wrong: what is worked on, not believed.

    :raises GoldError: if a gold question does not fit the sample group.
    """
    outcomes = ask([question for question in load() if question.half == "tune"])
    return _told("answers-tune", {"tune": outcomes}, {}, "Thresholds and weights were set on these questions.")


def _told(suite: str, asked: Mapping[str, list[QuestionOutcome]], detail: Mapping[str, Any], note: str) -> SuiteReport:
    figures = [figure for part, these in asked.items() for figure in figures_of(these, part)]
    halves = {part: answers.report(these) for part, these in asked.items()}
    return SuiteReport(suite, tuple(figures), (note,), detail={"halves": halves, **detail})


def figures_of(outcomes: Sequence[QuestionOutcome], half: str) -> list[Measured]:
    """Return the figures of one half."""
    told = {one.question.id: f"{one.question.question} ({one.answer.status.value})" for one in outcomes}
    told = told if half == "tune" else {}
    yes = [one for one in outcomes if one.question.answerable]
    no = [one for one in outcomes if not one.question.answerable]
    verbatim = [
        (f"{one.question.id} citation {place}", value)
        for one in outcomes
        for place, value in enumerate(answers.verbatim(one.answer), start=1)
    ]
    cited = [(one.question.id, answers.cites_gold(one)) for one in yes]
    first = [(one.question.id, answers.first_on_gold(one)) for one in yes]
    refused = [(one.question.id, not one.answered) for one in no]
    falsely = [(one.question.id, not one.answered) for one in yes]
    precision = [(one.question.id, answers.precision(one)) for one in yes if one.answered]
    across = answers.speaking(outcomes)
    return [
        mean("recall@5", [(one.question.id, one.recall5) for one in yes if one.recall5 is not None], part=half),
        mean("recall@10", [(one.question.id, one.recall10) for one in yes if one.recall10 is not None], part=half),
        share("first_citation_on_gold_page", first, part=half, told=told),
        share("gold_page_cited", cited, part=half, told=told),
        mean("cited_pages_that_are_gold", precision, part=half),
        share("quote_verbatim_on_cited_page", verbatim, part=half, target=1.0),
        share("refusal_recall", refused, part=half, told=told, baselines={"answer everything": 0.0}),
        share("false_refusal", falsely, part=half, told=told, better="lower", baselines={"refuse everything": 1.0}),
        mean("schools_that_speak_shown", [(name, recall) for name, recall, _ in across], part=half),
        mean("schools_shown_that_speak", [(name, right) for name, _, right in across if right is not None], part=half),
        quantile("p50_seconds", [one.seconds for one in outcomes], 50, part=half),
        quantile("p95_seconds", [one.seconds for one in outcomes], 95, part=half),
    ]
