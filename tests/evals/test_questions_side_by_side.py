"""Questions that several processes put to copies of one library come back as one process would have put them."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.answer import Answer, Searched, Status
from assistant.service import Assistant
from evals import side_by_side
from evals.answers import QuestionOutcome
from evals.gold import GoldQuestion
from evals.side_by_side import FEWEST, ask, in_order


def question(number: int) -> GoldQuestion:
    return GoldQuestion(f"q{number}", "single-fact", "tune", "?", (), (), ())


def answered(workspace: object, questions: Sequence[GoldQuestion]) -> list[QuestionOutcome]:
    """Answer with the name of the process."""
    who = Answer(str(os.getpid()), Status.NOT_FOUND, "", (), Searched(0, (), 0))
    return [QuestionOutcome(one, who, None, None, 0.1) for one in questions]


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a library of one file that says what it is."""

    @contextmanager
    def opened() -> Iterator[None]:
        yield None

    def read(folder: Path) -> None:
        folder.mkdir()
        (folder / "read").write_text("once")

    monkeypatch.setattr(side_by_side, "sample_workspace", opened)
    monkeypatch.setattr(side_by_side, "read_sample", read)
    monkeypatch.setattr(side_by_side.answers, "run", answered)


def test_shares_that_were_dealt_out_in_turn_are_put_together_again():
    outcomes = answered(None, [question(number) for number in range(7)])
    assert in_order([outcomes[0::3], outcomes[1::3], outcomes[2::3]]) == outcomes
    assert in_order([]) == []


def test_a_few_questions_are_put_by_this_process_alone(workspace, monkeypatch):
    monkeypatch.setattr(side_by_side, "ProcessPoolExecutor", None)
    few = [question(number) for number in range(2 * FEWEST - 1)]
    assert [(one.question, one.answer.question) for one in ask(few, 2)] == [(each, str(os.getpid())) for each in few]


def test_each_process_has_a_copy_of_the_library_and_its_share_of_the_questions(workspace, monkeypatch):
    dealt: list[tuple[str, list[str]]] = []

    def shared(folder: Path, questions: Sequence[GoldQuestion]) -> list[QuestionOutcome]:
        assert (folder / "read").read_text() == "once"
        dealt.append((folder.name, [one.id for one in questions]))
        return answered(None, questions)

    @contextmanager
    def pool(processes: int, **_: object) -> Iterator[SimpleNamespace]:
        assert processes == 2
        yield SimpleNamespace(map=map)

    monkeypatch.setattr(side_by_side, "_share", shared)
    monkeypatch.setattr(side_by_side, "ProcessPoolExecutor", pool)
    questions = [question(number) for number in range(2 * FEWEST)]
    assert [one.question for one in ask(questions, 2)] == questions
    evens, odds = ([f"q{number}" for number in range(start, 2 * FEWEST, 2)] for start in (0, 1))
    assert dealt == [("library-0", evens), ("library-1", odds)]


def test_an_answer_of_the_sample_group_crosses_from_process_to_process_unchanged(assistant: Assistant):
    answer = assistant.ask("How many pupils are there at Corvane?")
    assert answer.claims
    outcome = QuestionOutcome(question(1), answer, 1.0, None, 0.2)
    assert pickle.loads(pickle.dumps(outcome)) == outcome  # noqa: S301 (made here)
