"""The suite "answerability": does the assistant know when a text does not answer? On two public sets, as they come.

SQuAD 2.0 (four articles: questions that people wrote to deceive, on one passage each) and fitz-gov tier 0 (small cases
made for retrieval-augmented answering). Each passage becomes a document, and each question is put to its own document
as a person would put it. Nothing is set on these sets; two of the four articles (`TUNE`) may be looked at, and set the
threshold of the word overlap beside it. Needs ``$SHARED_DIR/bench/answerability``; without it, measures nothing.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Filters, Status
from assistant.answering.pipeline import Pipeline, Request
from assistant.answering.weights import shipped
from evals.figures import Measured, Miss, SuiteReport, auroc, number, share, statistic
from evals.shared import absent, shared
from evals.workspace import Workspace, workspace_of
from ingest.words import stems

FOLDER = ("bench", "answerability")
SQUAD, FITZ = "squad2_4articles.jsonl", "fitz_gov_tier0.jsonl"
TUNE = frozenset({"Force", "1973_oil_crisis"})
"""The articles that may be looked at when answering changes; the other two report."""
AIMED_BALANCED, AIMED_ABSTAIN, AIMED_FALSE = 0.68, 0.80, 0.15
"""What the project aims at: SQuAD's balanced accuracy, fitz-gov's abstention recall and false abstention."""
DIRECT = "trustworthy_direct"
"""The cases of fitz-gov that an answer stands in."""


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """One question, the text that it is put to, and whether the set says that the text answers."""

    id: str
    part: str
    question: str
    passages: tuple[str, ...]
    label: str
    kind: str = ""
    answers: tuple[str, ...] = ()
    """Wordings of the right answer, where the set gives them."""

    @property
    def file(self) -> str:
        """The name of the file that holds the passages: cases on the same text share one."""
        return f"{hashlib.sha256(chr(10).join(self.passages).encode()).hexdigest()[:16]}.txt"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one case."""

    case: PublishedCase
    answered: bool
    score: float
    """The best probability of sufficiency: the figure that the answer hangs on, before any rule."""
    overlap: float
    """The share of the question's stems that stand in the text."""
    holds_answer: bool
    """Whether a quoted sentence holds one of the set's wordings of the answer."""


Row = tuple[bool, bool]
"""Whether it was answered, and whether it is answerable."""


def squad(path: Path) -> list[PublishedCase]:
    """Return the questions of SQuAD, the article deciding the part."""
    return [
        PublishedCase(
            row["id"],
            "tune" if row["title"] in TUNE else "report",
            row["question"],
            (row["passage"],),
            row["label"],
            row["title"],
            tuple(row["answers"]),
        )
        for row in _lines(path)
    ]


def fitz(path: Path) -> list[PublishedCase]:
    """Return the cases of fitz-gov."""
    return [
        PublishedCase(row["id"], "fitz-gov", row["question"], tuple(row["passages"]), row["label"], row["category"])
        for row in _lines(path)
    ]


def run() -> SuiteReport:
    """Put every question to its text; figures for each set that is there."""
    made: dict[str, tuple[Callable[[Path], list[PublishedCase]], Callable[[Sequence[Judged]], list[Measured]]]] = {
        SQUAD: (squad, squad_figures),
        FITZ: (fitz, fitz_figures),
    }
    figures: list[Measured] = []
    notes: list[str] = []
    detail: dict[str, Any] = {}
    for name, (load, figures_of) in made.items():
        path = shared(*FOLDER, name)
        if not path.is_file():
            notes.append(absent(path))
            continue
        judged = judge(load(path))
        figures += figures_of(judged)
        detail[name] = by_kind(judged)
    if not figures:
        return SuiteReport("answerability", skipped=" ".join(notes))
    notes.append(
        "fitz-gov labels 26 cases 'trustworthy' whose text does not state what is asked ('Why did the app crash?'): "
        "there it wants a hedged answer. The assistant quotes or refuses and never hedges, so those are told apart."
    )
    return SuiteReport("answerability", tuple(figures), tuple(notes), detail=detail)


def judge(cases: Sequence[PublishedCase]) -> list[Judged]:
    """Make each text a document, and put each question to its own."""
    with tempfile.TemporaryDirectory(prefix="answerability-") as temporary:
        paths = _write(cases, Path(temporary))
        with workspace_of(paths) as workspace:
            return [_judge(workspace, case) for case in cases]


def _write(cases: Iterable[PublishedCase], folder: Path) -> list[Path]:
    texts = {case.file: "\n\n".join(case.passages) + "\n" for case in cases}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def _judge(workspace: Workspace, case: PublishedCase) -> Judged:
    filters = Filters(documents=(case.file,))
    answer = workspace.assistant.ask(case.question, filters=filters)
    asked, said = set(stems(case.question)), set(stems(" ".join(case.passages)))
    return Judged(
        case=case,
        answered=answer.status in {Status.ANSWERED, Status.PARTIAL},
        score=_score(workspace.assistant.pipeline, case.question, filters),
        overlap=len(asked & said) / max(len(asked), 1),
        holds_answer=_holds(answer, case.answers),
    )


def _score(pipeline: Pipeline, question: str, filters: Filters) -> float:
    scope = pipeline.scope(Request(question, filters))
    looked, model = pipeline.look(scope), shipped().sufficiency.model
    rows = [pipeline.selector.unit(asked.first, looked, scope.named)[1] for asked in pipeline.retrieve(scope).asked]
    return max((model.probability(row) for row in rows if row is not None), default=0.0)


def _holds(answer: Answer, wordings: Sequence[str]) -> bool:
    quoted = " ".join(citation.quote for claim in answer.claims for citation in claim.citations).casefold()
    return any(wording.casefold() in quoted for wording in wordings)


def squad_figures(judged: Sequence[Judged]) -> list[Measured]:
    """Return the figures of SQuAD, part by part."""
    tune = [item for item in judged if item.case.part == "tune"]
    least = best_threshold([(item.overlap, _answerable(item)) for item in tune])
    return [figure for part in ("report", "tune") for figure in _squad_part(judged, part, least)]


def _squad_part(judged: Sequence[Judged], part: str, least: float) -> list[Measured]:
    these = [item for item in judged if item.case.part == part]
    can = [item for item in these if _answerable(item)]
    cannot = [item for item in these if not _answerable(item)]
    name = f"SQuAD, {part}"
    words = balanced([(item.overlap >= least, _answerable(item)) for item in these])
    misses = [Miss(i.case.id, i.case.question) for i in these if i.answered != _answerable(i)] if part == "tune" else []
    return [
        statistic("balanced accuracy", _rows(these), balanced, part=name, target=AIMED_BALANCED, misses=misses,
                  baselines={"word overlap, threshold of the other part": words, "always answers": 0.5}),
        auroc("AUROC of sufficiency", [(i.case.id, i.score, _answerable(i)) for i in these], part=name,
              baselines={"word overlap": _area(these)}),
        share("unanswerable refused", [(i.case.id, not i.answered) for i in cannot], part=name),
        share("answerable refused", [(i.case.id, not i.answered) for i in can], part=name, better="lower"),
        share("answered with the right sentence", [(i.case.id, i.holds_answer) for i in can if i.answered], part=name),
    ]  # fmt: skip


def fitz_figures(judged: Sequence[Judged]) -> list[Measured]:
    """Return the figures of fitz-gov: as it labels, and with the cases that an answer stands in apart."""
    abstain = [item for item in judged if item.case.label == "abstain"]
    trusted = [item for item in judged if item.case.label == "trustworthy"]
    direct = [item for item in trusted if item.case.kind == DIRECT]
    silent = [item for item in trusted if item.case.kind != DIRECT]
    disputed = [item for item in judged if item.case.label == "disputed"]

    def refused(items: Sequence[Judged]) -> list[tuple[str, bool]]:
        return [(item.case.id, not item.answered) for item in items]

    never = {"always answers": 0.0}
    return [
        share("abstention recall", refused(abstain), part="fitz-gov", target=AIMED_ABSTAIN, baselines=never),
        share("false abstention, as labelled", refused(trusted), part="fitz-gov", better="lower", target=AIMED_FALSE,
              baselines=never),
        share("false abstention where an answer stands", refused(direct), part="fitz-gov", better="lower"),
        share("refused where the text is silent but a hedge is wanted", refused(silent), part="fitz-gov",
              better="neither"),
        share("answered where sources disagree", [(i.case.id, i.answered) for i in disputed], part="fitz-gov",
              better="neither"),
        number("cases", len(judged), "cases", n=len(judged), part="fitz-gov"),
    ]  # fmt: skip


def by_kind(judged: Sequence[Judged]) -> dict[str, str]:
    """Return for each article or category how many were answered."""
    kinds = sorted({(item.case.kind, item.case.label) for item in judged})
    return {
        f"{kind}, {label}": f"{sum(i.answered for i in these)} of {len(these)} answered"
        for kind, label in kinds
        for these in [[i for i in judged if (i.case.kind, i.case.label) == (kind, label)]]
    }


def balanced(rows: Sequence[Row]) -> float | None:
    """Return the mean of the shares of answerable ones answered and of unanswerable ones refused; None without both."""
    yes = [said for said, can in rows if can]
    no = [said for said, can in rows if not can]
    return (sum(yes) / len(yes) + 1 - sum(no) / len(no)) / 2 if yes and no else None


def best_threshold(rows: Sequence[tuple[float, bool]]) -> float:
    """Return the score from which answering gives the best balanced accuracy on these (score, answerable) rows."""
    scores = sorted({score for score, _ in rows})
    return max(scores, key=lambda least: balanced([(score >= least, can) for score, can in rows]) or 0.0, default=0.0)


def _area(judged: Sequence[Judged]) -> float | None:
    return auroc("", [(item.case.id, item.overlap, _answerable(item)) for item in judged]).value


def _rows(judged: Sequence[Judged]) -> list[Row]:
    return [(item.answered, _answerable(item)) for item in judged]


def _answerable(item: Judged) -> bool:
    return item.case.label == "answerable"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


__all__ = [
    "PublishedCase",
    "Judged",
    "balanced",
    "best_threshold",
    "fitz",
    "fitz_figures",
    "run",
    "squad",
    "squad_figures",
]
