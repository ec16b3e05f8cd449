"""The pages that a question brings up, best first: by the assistant, and by simpler ways on the same files.

Ranks and counts; asks for no answer. A rank is a passage, given as the set of pages that it stands on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from assistant.answering.pipeline import Request
from assistant.answering.ranking.relevance import ScoredCandidate
from assistant.search import POOL
from evals import textbook
from evals.textbook import Place
from evals.workspace import Workspace
from ingest.documents import Passage, Scope

Ranked = list[set[Place]]
Way = Callable[[str], Ranked]
OURS = "assistant"
TEXTBOOK = "textbook (LangChain)"
WORDS = "words only"
MEANING = "meaning only"


def ways(workspace: Workspace, files: Sequence[Path], k: int) -> dict[str, Way]:
    """Return each way of ranking by its name; the textbook pipeline only where its packages are installed."""
    library, embedder = workspace.library, workspace.embedder
    names = {record.id: record.filename for record in library.documents()}

    def of(ids: Sequence[str]) -> Ranked:
        return [_pages(passage, names) for passage in library.passages(ids[:k])]

    found: dict[str, Way] = {
        OURS: lambda question: assistant(workspace, question)[:k],
        WORDS: lambda question: of([hit.passage for hit in library.lexical_search(question, POOL, Scope())]),
        MEANING: lambda question: of(
            [hit.passage for hit in library.vector_search(embedder.embed([question])[0], POOL, Scope())]
        ),
    }
    if not textbook.missing():
        peer = textbook.retriever(files, k)
        found[TEXTBOOK] = lambda question: [{place} for place in peer(question)]
    return found


def assistant(workspace: Workspace, question: str) -> Ranked:
    """Return the passages in the order in which the assistant weighs them, over all that the question is put to."""
    pipeline = workspace.assistant.pipeline
    scope = pipeline.scope(Request(question))
    looked = pipeline.look(scope)
    names = {record.id: record.filename for record in workspace.library.documents()}
    scored: list[ScoredCandidate] = []
    for asked in pipeline.retrieve(scope).asked:
        for found in (asked.first, asked.older):
            scored += pipeline.selector.unit(found, looked, scope.named)[0]
    best = sorted(scored, key=lambda item: -item.probability)
    passages = {item.candidate.found.passage.id: item.candidate.found.passage for item in best}
    return [_pages(passage, names) for passage in passages.values()]


def hit(ranked: Ranked, gold: Collection[Place], k: int) -> bool:
    """Say whether one of the first `k` stands on a gold page."""
    return any(pages & set(gold) for pages in ranked[:k])


def right_document(ranked: Ranked, file: str) -> bool:
    """Say whether the first one is of this file."""
    return bool(ranked) and any(name == file for name, _ in ranked[0])


def _pages(passage: Passage, names: Mapping[str, str]) -> set[Place]:
    return {(names[place.document], place.page) for sentence in passage.sentences for place in sentence.locators}
