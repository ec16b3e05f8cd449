"""The suite "conversations": what a single question does not show.

Follow-ups, two-part questions of which one part is in no report, directions across schools, change over time, what is
declined and what is asked back, from ``evals/gold/conversations.jsonl``. Rules may be chosen on the half "tune" only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Status, Turn
from assistant.answering.render import answer_markdown
from evals.figures import Measured, SuiteReport, mean, quantile, share
from evals.gold import ROOT, GoldQuestion, facts, load
from evals.workspace import Workspace, sample_workspace

QUESTIONS = ROOT / "evals" / "gold" / "conversations.jsonl"
PARTS = ROOT / "evals" / "gold" / "parts.jsonl"
"""Two-part questions of the half "tune" that the rules for parts were made on: half of them are answered whole."""


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """One question in its conversation, and the answer to it."""

    question: GoldQuestion
    history: tuple[str, ...]
    missing: str
    answer: Answer


def run() -> SuiteReport:
    """Ask every question after the questions before it; figures by kind for both halves, told apart."""
    with sample_workspace() as workspace:
        asked, parts = _all(workspace, QUESTIONS), _all(workspace, PARTS)
    figures: list[Measured] = []
    for half in ("report", "tune"):
        these = [item for item in asked if item.question.half == half]
        told = {item.question.id: f"{item.question.question} ({item.answer.status.value})" for item in these}
        figures += _figures(these, half, told if half == "tune" else {})
    figures += _parts(parts)
    return SuiteReport("conversations", tuple(figures), ("Misses of the half 'report' are named by id only.",))


def _figures(asked: Sequence[AskedTurn], half: str, told: dict[str, str]) -> list[Measured]:
    """Return the figures of one half, kind by kind."""
    figures: list[Measured] = []
    for kind, measures in KINDS.items():
        these = _of(asked, kind)
        for name, right in measures.items():
            rows = [(item.question.id, value) for item in these if (value := right(item)) is not None]
            figures.append(share(f"{kind}: {name}", rows, part=half, told=told))
    across = [(item.question.id, _names(item), _shown(item)) for item in _of(asked, "direction")]
    recall = [(name, len(gold & found) / len(gold)) for name, gold, found in across if gold]
    precision = [(name, len(gold & found) / len(found)) for name, gold, found in across if found]
    return [
        mean("direction: schools that speak shown", recall, part=half),
        mean("direction: schools shown that speak", precision, part=half),
        *figures,
        quantile("seconds, half of the questions within", [item.answer.seconds for item in asked], 50, part=half),
    ]


def _all(workspace: Workspace, path: Path) -> list[AskedTurn]:
    rows = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    return [_ask(workspace, question, rows[question.id]) for question in load(path)]


def _ask(workspace: Workspace, question: GoldQuestion, row: dict[str, Any]) -> AskedTurn:
    turns: list[Turn] = []
    for before in row.get("history", ()):
        answer = workspace.assistant.ask(before, history=tuple(turns))
        turns += [Turn("user", before), Turn("assistant", answer_markdown(answer, links=False, small_print=False))]
    answer = workspace.assistant.ask(question.question, history=tuple(turns))
    return AskedTurn(question, tuple(row.get("history", ())), row.get("missing", ""), answer)


def _of(asked: Sequence[AskedTurn], kind: str) -> list[AskedTurn]:
    return [item for item in asked if item.question.kind == kind]


def _names(item: AskedTurn) -> set[str]:
    names = {school["key"]: school["name"] for school in facts()["schools"]}
    return {names[key] for key in item.question.speaking}


def _shown(item: AskedTurn) -> set[str]:
    return {claim.school for claim in item.answer.claims if claim.school}


def _cited(item: AskedTurn) -> set[tuple[str, int]]:
    return {(c.source.file, p.page) for claim in item.answer.claims for c in claim.citations for p in c.locators}


def _all_named(item: AskedTurn) -> bool:
    coverage = item.answer.coverage
    return coverage is not None and len(coverage.speaking) + len(coverage.silent) == len(facts()["schools"])


def _gold_cited(item: AskedTurn) -> bool | None:
    """Say whether a page that answers is cited; None where no page does."""
    return bool(_cited(item) & item.question.pages) if item.question.places else None


def _parts(asked: Sequence[AskedTurn]) -> list[Measured]:
    """Return figures of the questions that the rules for parts were made on: they flatter."""
    halved, whole = _of(asked, "partial"), _of(asked, "whole")
    missed = [(item.question.id, item.answer.status is Status.PARTIAL) for item in halved]
    called = [(item.question.id, item.answer.status is not Status.ANSWERED) for item in whole]
    return [
        share("partial: recognised", missed, part="made on"),
        share("whole: not called answered", called, part="made on"),
    ]


def _tells_missing(item: AskedTurn) -> bool:
    return any(item.missing.lower() in words.lower() for words in item.answer.missing)


def _two_reports(item: AskedTurn) -> bool:
    return len({file for file, page in _cited(item) & item.question.pages}) > 1


def _declined(item: AskedTurn) -> bool:
    return item.answer.status is Status.DECLINED and not item.answer.choices


def _asked_back(item: AskedTurn) -> bool:
    return {choice.words for choice in item.answer.choices} == _names(item)


Measure = Callable[[AskedTurn], bool | None]
KINDS: dict[str, dict[str, Measure]] = {
    "direction": {"every school named": _all_named},
    "follow-up": {"right schools": lambda item: _shown(item) == _names(item), "gold page cited": _gold_cited},
    "partial": {
        "recognised": lambda item: item.answer.status is Status.PARTIAL,
        "names the missing part": _tells_missing,
        "gold page cited": _gold_cited,
    },
    "chronology": {"two reports cited where they answer": _two_reports, "gold page cited": _gold_cited},
    "declined": {"declined with a reason": _declined},
    "ambiguous": {"asked back with the choices": _asked_back},
}
"""By kind of question, what must be true of an answer; None where it says nothing of that question."""
