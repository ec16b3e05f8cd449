"""The suite "refusals": does the assistant know when it has no answer? On the sample group, and on public sets.

On the sample group the questions of `evals.answers_report` are told by why there is no answer: a thing that no report
mentions, and a near miss, where a report speaks of the thing but not of what is asked. The public sets are those of
`evals.answerability.suite`. Declined questions (a grade of the group, a child's name) belong to the suite
"conversations".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from evals.answerability import suite as public
from evals.answers import QuestionOutcome
from evals.answers_report import REPORTED, parts
from evals.figures import Measured, SuiteReport, share
from evals.gold import QUESTIONS, SECOND

NEAR, ABSENT = "near miss", "nothing mentions it"


def run() -> SuiteReport:
    """Return the sample group's figures by kind of refusal, then those of the public sets that are here."""
    asked = parts()
    figures = [figure for part in ("report", "second", REPORTED) for figure in _sample(asked[part], part)]
    others = public.run()
    notes = [*others.notes, *([others.skipped] if others.skipped else [])]
    return replace(others, suite="refusals", figures=(*figures, *others.figures), notes=tuple(notes), skipped="")


def _sample(outcomes: Sequence[QuestionOutcome], part: str) -> list[Measured]:
    why = _why()
    none = [one for one in outcomes if not one.question.answerable]
    rows = {kind: [one for one in none if why[one.question.id] == kind] for kind in (ABSENT, NEAR)}
    figures = [
        share(f"refused, {kind}", [(one.question.id, not one.answered) for one in those], part=part,
              baselines={"answer everything": 0.0})
        for kind, those in rows.items()
    ]  # fmt: skip
    answerable = [(one.question.id, not one.answered) for one in outcomes if one.question.answerable]
    refused = [(one.question.id, not one.answered) for one in none]
    return [
        share("refusal_recall", refused, part=part, target=0.8, baselines={"answer everything": 0.0}),
        share("false_refusal", answerable, part=part, target=0.1, better="lower", baselines={"refuse everything": 1.0}),
        *figures,
    ]


def _why() -> dict[str, str]:
    """Return for each unanswerable question which kind it is, as its note says."""
    kinds: dict[str, str] = {}
    for path in (QUESTIONS, SECOND):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["kind"] == "unanswerable":
                absent = row["note"].startswith(("absent", "no report mentions"))
                kinds[row["id"]] = ABSENT if absent else NEAR
    return kinds
