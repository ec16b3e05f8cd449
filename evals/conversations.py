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

from assistant.answering.answer import Answer, Status, Turn
from assistant.answering.render import answer_markdown
from evals.gold import ROOT, GoldQuestion, facts, load
from evals.metrics import mean, percentile, rounded, share
from evals.workspace import Workspace, sample_workspace

QUESTIONS = ROOT / "evals" / "gold" / "conversations.jsonl"
PARTS = ROOT / "evals" / "gold" / "parts.jsonl"
"""Two-part questions of the half "tune" that the rules for parts were made on: half of them are answered whole."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in its conversation, and the answer to it."""

    question: GoldQuestion
    history: tuple[str, ...]
    missing: str
    answer: Answer


def run() -> dict[str, Any]:
    """Ask every question after the questions before it; figures by kind for both halves, told apart."""
    with sample_workspace() as workspace:
        asked, parts = _all(workspace, QUESTIONS), _all(workspace, PARTS)
    result: dict[str, Any] = {}
    for half in ("report", "tune"):
        these = [item for item in asked if item.question.half == half]
        result[half] = {kind: measure(_of(these, kind)) for kind, measure in KINDS.items()}
        result[half]["p50_seconds"] = percentile([item.answer.seconds for item in these], 50)
    result["parts_made_on"] = _partial(_of(parts, "partial")) | {"false_partial": _false_partial(_of(parts, "whole"))}
    wrong = [item for item in asked if item.question.half == "tune" and not _right(item)]
    result["wrong_on_tune"] = [
        {"id": item.question.id, "question": item.question.question, "status": item.answer.status.value}
        for item in wrong
    ]
    return result


def _all(workspace: Workspace, path: Path) -> list[Asked]:
    rows = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    return [_ask(workspace, question, rows[question.id]) for question in load(path)]


def _ask(workspace: Workspace, question: GoldQuestion, row: dict[str, Any]) -> Asked:
    turns: list[Turn] = []
    for before in row.get("history", ()):
        answer = workspace.assistant.ask(before, history=tuple(turns))
        turns += [Turn("user", before), Turn("assistant", answer_markdown(answer, links=False, small_print=False))]
    answer = workspace.assistant.ask(question.question, history=tuple(turns))
    return Asked(question, tuple(row.get("history", ())), row.get("missing", ""), answer)


def _of(asked: Sequence[Asked], kind: str) -> list[Asked]:
    return [item for item in asked if item.question.kind == kind]


def _names(item: Asked) -> set[str]:
    names = {school["key"]: school["name"] for school in facts()["schools"]}
    return {names[key] for key in item.question.speaking}


def _shown(item: Asked) -> set[str]:
    return {claim.school for claim in item.answer.claims if claim.school}


def _cited(item: Asked) -> set[tuple[str, int]]:
    return {(c.source.file, p.page) for claim in item.answer.claims for c in claim.citations for p in c.locators}


def _directions(asked: Sequence[Asked]) -> dict[str, Any]:
    """Of the schools that speak, how many are shown; of those shown, how many speak; and whether the count is right."""
    shown = [(_names(item), _shown(item)) for item in asked]
    return {
        "questions": len(asked),
        "recall": rounded(mean(len(gold & found) / len(gold) for gold, found in shown if gold)),
        "precision": rounded(mean(len(gold & found) / len(found) for gold, found in shown if found)),
        "every_school_named": rounded(share(_all_named(item) for item in asked)),
    }


def _all_named(item: Asked) -> bool:
    coverage = item.answer.coverage
    return coverage is not None and len(coverage.speaking) + len(coverage.silent) == len(facts()["schools"])


def _followups(asked: Sequence[Asked]) -> dict[str, Any]:
    cited = [item for item in asked if item.question.places]
    return {
        "questions": len(asked),
        "right_schools": rounded(share(_shown(item) == _names(item) for item in asked)),
        "gold_page_cited": rounded(share(bool(_cited(item) & item.question.pages) for item in cited)),
    }


def _partial(asked: Sequence[Asked]) -> dict[str, Any]:
    return {
        "questions": len(asked),
        "recognised": rounded(share(item.answer.status is Status.PARTIAL for item in asked)),
        "names_the_missing_part": rounded(share(_tells_missing(item) for item in asked)),
        "gold_page_cited": rounded(share(bool(_cited(item) & item.question.pages) for item in asked)),
    }


def _false_partial(asked: Sequence[Asked]) -> dict[str, Any]:
    """Of questions whose every part is answered: how many are not called answered, and how many cite a gold page."""
    return {
        "questions": len(asked),
        "not_answered_whole": rounded(share(item.answer.status is not Status.ANSWERED for item in asked)),
        "gold_page_cited": rounded(share(bool(_cited(item) & item.question.pages) for item in asked)),
    }


def _tells_missing(item: Asked) -> bool:
    return any(item.missing.lower() in words.lower() for words in item.answer.missing)


def _chronology(asked: Sequence[Asked]) -> dict[str, Any]:
    return {
        "questions": len(asked),
        "two_reports_cited_where_they_answer": rounded(share(_two_reports(item) for item in asked)),
        "gold_page_cited": rounded(share(bool(_cited(item) & item.question.pages) for item in asked)),
    }


def _two_reports(item: Asked) -> bool:
    return len({file for file, page in _cited(item) & item.question.pages}) > 1


def _declined(asked: Sequence[Asked]) -> dict[str, Any]:
    told = [item.answer.status is Status.DECLINED and not item.answer.choices for item in asked]
    return {"questions": len(asked), "declined_with_a_reason": rounded(share(told))}


def _ambiguous(asked: Sequence[Asked]) -> dict[str, Any]:
    return {"questions": len(asked), "asked_back_with_the_choices": rounded(share(_asked_back(item) for item in asked))}


def _asked_back(item: Asked) -> bool:
    return {choice.words for choice in item.answer.choices} == _names(item)


KINDS: dict[str, Callable[[Sequence[Asked]], dict[str, Any]]] = {
    "direction": _directions,
    "follow-up": _followups,
    "partial": _partial,
    "chronology": _chronology,
    "declined": _declined,
    "ambiguous": _ambiguous,
}
_RIGHT: dict[str, Callable[[Asked], bool]] = {
    "direction": lambda item: _shown(item) == _names(item),
    "follow-up": lambda item: _shown(item) == _names(item),
    "partial": lambda item: item.answer.status is Status.PARTIAL,
    "chronology": _two_reports,
    "declined": lambda item: item.answer.status is Status.DECLINED,
    "ambiguous": _asked_back,
}


def _right(item: Asked) -> bool:
    return _RIGHT[item.question.kind](item)
