"""The suite "send": questions on eight real Area SEND reports, which share most of their wording.

The questions were written by reading the reports, in other words; they name a place, a date or both. Only questions,
file names and gold pages are kept here, no text of a report. Half "tune" may be looked at when search or scope
changes; "report" is set aside. Needs ``$SHARED_DIR/reports``; without it, says so and measures nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.answer import Status
from evals import ranking, textbook
from evals.figures import Measured, SuiteReport, share
from evals.ranking import OURS, Ranked
from evals.retrieval import gain
from evals.shared import absent, shared
from evals.textbook import Place
from evals.workspace import Workspace, workspace_of

QUESTIONS = Path(__file__).with_name("questions.jsonl")
RIGHT_DOCUMENT, PAGE_IN_FIVE = 0.95, 0.90
"""What the project promises."""
K = 5
KNOWN = (
    "The questions were written by the developers who wrote the rules for places and months, so the wordings of both "
    "halves were known to them; results on 'report' set nothing."
)


@dataclass(frozen=True, slots=True)
class SendQuestion:
    """One question, the report that answers it, and the pages of that report that do."""

    id: str
    kind: str
    """What tells which report is meant: "place", "date" or "place and date"."""
    half: Literal["tune", "report"]
    question: str
    file: str
    pages: tuple[int, ...]

    @property
    def gold(self) -> frozenset[Place]:
        """Every (file, page) that answers."""
        return frozenset((self.file, page) for page in self.pages)


@dataclass(frozen=True, slots=True)
class SendOutcome:
    """What became of one question: the rankings by each way, and the first place that the answer cites."""

    question: SendQuestion
    ranked: dict[str, Ranked]
    status: Status
    cited: tuple[Place, ...]


def load(path: Path = QUESTIONS) -> list[SendQuestion]:
    """Return all questions."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [SendQuestion(**row | {"pages": tuple(row["pages"])}) for row in rows]


def reports() -> list[Path]:
    """Return the eight reports, none where the folder is not there."""
    return sorted(shared("reports").glob("send_*.pdf"))


def run() -> SuiteReport:
    """Ask every question; figures for both halves, told apart."""
    files = reports()
    if not files:
        return SuiteReport("send", skipped=absent(shared("reports", "send_*.pdf")))
    with workspace_of(files) as workspace:
        found = ranking.ways(workspace, files, 2 * K)
        outcomes = [_ask(workspace, found, question) for question in load()]
    notes: tuple[str, ...] = (KNOWN,)
    if lacking := textbook.missing():
        notes += (f"The textbook pipeline was left out: {lacking}",)
    figures = [figure for half in ("report", "tune") for figure in of_half(outcomes, half)]
    return SuiteReport("send", tuple(figures), notes, detail={"files": len(files), "wrong on tune": _wrong(outcomes)})


def _ask(workspace: Workspace, found: dict[str, ranking.Way], question: SendQuestion) -> SendOutcome:
    answer = workspace.assistant.ask(question.question)
    cited = [
        (citation.source.file, place.page)
        for claim in answer.claims
        for citation in claim.citations
        for place in citation.locators
    ]
    ranked = {name: way(question.question) for name, way in found.items()}
    return SendOutcome(question, ranked, answer.status, tuple(dict.fromkeys(cited)))


def of_half(outcomes: Sequence[SendOutcome], half: str) -> list[Measured]:
    """Return the figures of one half, the simpler ways beside each."""
    these = [outcome for outcome in outcomes if outcome.question.half == half]
    names = [name for name in (these[0].ranked if these else ()) if name != OURS]

    def documents(name: str) -> list[tuple[str, bool]]:
        return [(o.question.id, ranking.right_document(o.ranked[name], o.question.file)) for o in these]

    def pages(name: str) -> list[tuple[str, bool]]:
        return [(o.question.id, ranking.hit(o.ranked[name], o.question.gold, K)) for o in these]

    told = {o.question.id: o.question.question for o in these}
    above = [gain(pages(OURS), pages(ranking.TEXTBOOK), half)] if ranking.TEXTBOOK in names else []
    return above + [
        share("right document first", documents(OURS), part=half, target=RIGHT_DOCUMENT, told=told,
              baselines={name: _value(documents(name)) for name in names}),
        share(f"gold page in the first {K}", pages(OURS), part=half, target=PAGE_IN_FIVE, told=told,
              baselines={name: _value(pages(name)) for name in names}),
        share("answered", [(o.question.id, o.status in (Status.ANSWERED, Status.PARTIAL)) for o in these],
              part=half, told=told),
        share("first citation on a gold page", [(o.question.id, _first(o)) for o in these],
              part=half, told=told),
        share("gold page cited", [(o.question.id, bool(set(o.cited) & o.question.gold)) for o in these],
              part=half, told=told),
    ]  # fmt: skip


def _first(outcome: SendOutcome) -> bool:
    return bool(outcome.cited) and outcome.cited[0] in outcome.question.gold


def _value(outcomes: Sequence[tuple[str, bool]]) -> float | None:
    return sum(value for _, value in outcomes) / len(outcomes) if outcomes else None


def _wrong(outcomes: Sequence[SendOutcome]) -> list[dict[str, object]]:
    """Return what was missed on the half "tune", which may be looked at."""
    return [
        {"id": o.question.id, "question": o.question.question, "status": o.status.value,
         "gold": sorted(o.question.gold), "first five": [sorted(pages) for pages in o.ranked[OURS][:K]],
         "cited": o.cited[:3]}
        for o in outcomes
        if o.question.half == "tune" and not (ranking.hit(o.ranked[OURS], o.question.gold, K) and _first(o))
    ]  # fmt: skip


__all__ = ["SendQuestion", "load", "of_half", "reports", "run"]
