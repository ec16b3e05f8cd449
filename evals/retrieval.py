"""The suite "retrieval": which pages a question on one school brings up, beside simpler ways on the same files.

Page recall: among the first five (ten) passages is one on a page that answers. The assistant's ranking stands beside
LangChain's textbook pipeline, words only and meaning only; so do the fused scores inside the scope understood, by the
weight of words. Ranks only: what is answered is the suite "answers", the real Area SEND reports the suite "send".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.scope import QuestionScope, understand
from assistant.search import LEXICAL_WEIGHT, POOL, fuse
from evals import ranking, textbook
from evals.figures import Measured, SuiteReport, mean, share
from evals.gold import REPORTS, GoldQuestion, load
from evals.metrics import rounded
from evals.workspace import Workspace, sample_workspace
from ingest.documents import Scope
from ingest.pipeline import find_files

WEIGHTS = (0.0, 0.25, 0.4, 0.5, 0.6, 0.75, 1.0)
GAIN = 0.15
"""How far above the textbook pipeline's page recall@5 ours is promised to be."""
HALVES = ("report", "tune")


def run() -> SuiteReport:
    """Rank the pages for every question on one school; figures for both halves, told apart."""
    questions = _single()
    notes = ["Weights and thresholds were set on the half 'tune'; believe the half 'report'."]
    with sample_workspace() as workspace:
        ways = ranking.ways(workspace, find_files([REPORTS]), 10)
        ranked = {name: {q.id: way(q.question) for q in questions} for name, way in ways.items()}
        for weight in WEIGHTS:
            ranked[f"fused, words weigh {weight}"] = {q.id: _fused(workspace, q, weight) for q in questions}
    if lacking := textbook.missing():
        notes.append(f"The textbook pipeline was left out: {lacking}")
    figures = [figure for half in HALVES for figure in of_half([q for q in questions if q.half == half], ranked, half)]
    return SuiteReport("retrieval", tuple(figures), tuple(notes))


def _single() -> list[GoldQuestion]:
    return [question for question in load() if question.answerable and question.kind != "across"]


def of_half(
    questions: Sequence[GoldQuestion], ranked: Mapping[str, Mapping[str, ranking.Ranked]], half: str
) -> list[Measured]:
    """Return the figures of one half: `ranked` holds by way and question what was brought up."""

    def hits(name: str, k: int) -> list[tuple[str, bool]]:
        return [(q.id, ranking.hit(ranked[name][q.id], q.pages, k)) for q in questions]

    def beside(k: int) -> dict[str, float | None]:
        simple = (ranking.TEXTBOOK, ranking.WORDS, ranking.MEANING)
        return {name: _share(hits(name, k)) for name in simple if name in ranked}

    told = {q.id: q.question for q in questions} if half == "tune" else {}
    figures = [
        share(f"page recall@{k}", hits(ranking.OURS, k), part=half, baselines=beside(k), told=told) for k in (5, 10)
    ]
    if ranking.TEXTBOOK in ranked:
        figures.insert(1, gain(hits(ranking.OURS, 5), hits(ranking.TEXTBOOK, 5), half))
    fused = [name for name in ranked if name.startswith("fused")]
    by_weight = [share(f"page recall@5, {name}", hits(name, 5), part=half) for name in fused]
    return figures + [replace(figure, misses=()) for figure in by_weight]  # a sweep: its misses would hide the others


def gain(own: Sequence[tuple[str, bool]], other: Sequence[tuple[str, bool]], part: str) -> Measured:
    """Return by how much page recall@5 is above the textbook's, question by question."""
    rows = [(name, float(found) - float(theirs)) for (name, found), (_, theirs) in zip(own, other, strict=True)]
    return mean("page recall@5 above the textbook's", rows, part=part, target=GAIN)


def _share(outcomes: Sequence[tuple[str, bool]]) -> float | None:
    return sum(found for _, found in outcomes) / len(outcomes) if outcomes else None


def _fused(workspace: Workspace, question: GoldQuestion, weight: float) -> ranking.Ranked:
    """Return the pages of the passages inside the scope understood, by their fused scores."""
    records = workspace.library.documents()
    names = {record.id: record.filename for record in records}
    scope: QuestionScope = understand(question.question, records)
    wanted = Scope(frozenset(record.id for record in scope.documents))
    lexical = workspace.library.lexical_search(scope.core, POOL, wanted)
    dense = workspace.library.vector_search(workspace.embedder.embed([scope.core])[0], POOL, wanted)
    fused = fuse(lexical, dense, weight)
    best = sorted(fused, key=lambda passage: (-fused[passage], passage))[:10]
    return [
        {(names[p.document], p.page) for s in passage.sentences for p in s.locators}
        for passage in workspace.library.passages(best)
    ]


SIZES = (60, 90, 110, 140, 180)


def sizes() -> dict[str, Any]:
    """Return recall of a gold page on the half "tune" for passages of several sizes (in words)."""
    questions = [q for q in _single() if q.half == "tune"]
    result: dict[str, Any] = {}
    for size in SIZES:
        with sample_workspace(passage_words=size) as workspace:
            ranked = [(q, _fused(workspace, q, LEXICAL_WEIGHT)) for q in questions]
            result[f"{size} words"] = {
                f"recall@{k}": rounded(_share([(q.id, ranking.hit(pages, q.pages, k)) for q, pages in ranked]))
                for k in (5, 10)
            }
    return result
