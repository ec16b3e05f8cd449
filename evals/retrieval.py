"""The suite "retrieval": passages for the gold questions by words, by meaning and by both, within the scope understood.

Shows what fusion, the weight between the two and the size of a passage are worth on this kind of text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assistant.reranking import OFF, PACKAGED, reranker_of
from assistant.scope import QuestionScope, understand
from assistant.search import LEXICAL_WEIGHT, POOL, Searcher, fuse
from evals.gold import GoldQuestion, load
from evals.metrics import mean, rounded
from evals.workspace import Workspace, sample_workspace
from ingest.documents import Passage, Scope
from ingest.settings import Settings

WEIGHTS = (0.0, 0.25, 0.4, 0.5, 0.6, 0.75, 1.0)


def run() -> dict[str, Any]:
    """Return recall@5 and @10 of a gold page for each weight of the lexical score, on both halves.

    "reranked" is the shipped weight with the reranker of the settings, or with the packaged one where none is set.
    """
    questions = [question for question in load() if question.answerable and question.kind != "across"]
    result: dict[str, Any] = {}
    with sample_workspace() as workspace:
        for half in ("tune", "report"):
            these = [question for question in questions if question.half == half]
            result[half] = {f"lexical weight {weight}": _row(workspace, these, _by(weight)) for weight in WEIGHTS}
            result[half][f"reranked ({_reranker()})"] = _row(workspace, these, _reranked_by(workspace))
    return result


Ranking = Callable[[Workspace, QuestionScope], list[Passage]]


def _by(weight: float) -> Ranking:
    return lambda workspace, scope: _ranked(workspace, scope, weight)


def _reranker() -> str:
    name = Settings().reranker
    return PACKAGED if name == OFF else name


def _reranked_by(workspace: Workspace) -> Ranking:
    searcher = Searcher(workspace.library, workspace.embedder, reranker_of(_reranker()))

    def ranking(_: Workspace, scope: QuestionScope) -> list[Passage]:
        wanted = Scope(frozenset(record.id for record in scope.documents))
        return [found.passage for found in searcher.search(scope.core, 10, wanted)]

    return ranking


def _row(workspace: Workspace, questions: Sequence[GoldQuestion], ranking: Ranking) -> dict[str, float | None]:
    records = workspace.library.documents()
    names = {record.id: record.filename for record in records}
    ranks: list[int | None] = []
    for question in questions:
        scope = understand(question.question, records)
        ranked = ranking(workspace, scope)
        pages = [{(names[p.document], p.page) for s in passage.sentences for p in s.locators} for passage in ranked]
        ranks.append(next((place for place, found in enumerate(pages) if found & question.pages), None))
    return {
        "recall@5": rounded(mean(float(rank is not None and rank < 5) for rank in ranks)),
        "recall@10": rounded(mean(float(rank is not None and rank < 10) for rank in ranks)),
    }


def _ranked(workspace: Workspace, scope: QuestionScope, weight: float) -> list[Passage]:
    wanted = Scope(frozenset(record.id for record in scope.documents))
    lexical = workspace.library.lexical_search(scope.core, POOL, wanted)
    dense = workspace.library.vector_search(workspace.embedder.embed([scope.core])[0], POOL, wanted)
    fused = fuse(lexical, dense, weight)
    return list(workspace.library.passages(sorted(fused, key=lambda passage: (-fused[passage], passage))[:10]))


SIZES = (60, 90, 110, 140, 180)


def sizes() -> dict[str, Any]:
    """Return recall of a gold page on the half "tune" for passages of several sizes (in words)."""
    questions = [q for q in load() if q.half == "tune" and q.answerable and q.kind != "across"]
    result: dict[str, Any] = {}
    for size in SIZES:
        with sample_workspace(passage_words=size) as workspace:
            result[f"{size} words"] = _row(workspace, questions, _by(LEXICAL_WEIGHT))
    return result
