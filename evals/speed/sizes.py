"""How long search and answers take in generated libraries of 1,000 to 1,000,000 passages, and how much memory.

Each side works in a process of its own that has its library open and its model warm: this product's hybrid search
(query embedding, both indexes, fusion), and the retriever of LangChain's textbook pipeline over the same passages and
vectors. Searches go over everything and inside one group of twenty schools (4,000 passages), the groups taking turns;
the first search in a group, which reads its vectors, is told apart. Says nothing of how good what is found is.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.gold import load
from evals.speed import generated
from ingest.documents import Scope
from ingest.embedding import Embedder
from ingest.library import DocumentRecord, Library
from ingest.library.database import in_groups
from ingest.pipeline import passage_input
from ingest.settings import Settings

SEARCHES, GROUPS, ANSWERS = 60, 3, 10
K = 10
TOPICS = ("attendance", "early reading", "bullying", "mathematics", "governance", "SEND", "safeguarding", "behaviour")
TEXTBOOK_MOST = 100_000
"""Passages up to which the textbook's store is built as well: at a million that takes as long as our own again."""
Times = dict[str, list[float]]


def build(folder: Path, passages: int, pool: Callable[[], generated.Pool]) -> None:
    """Make, or finish, the library of one size and the textbook's store beside it."""
    settings = Settings(library=folder / f"{passages}")
    mark = folder / f"{passages}.whole"
    if mark.exists():
        return
    settings.library.mkdir(parents=True, exist_ok=True)
    model = Embedder(settings).fingerprint
    with Library.open(settings.library, settings=settings, write=True, model=model) as library:
        generated.fill(library, passages, pool(), folder, model)
    if passages <= TEXTBOOK_MOST:
        _build_textbook(folder / f"{passages}-textbook", passages, pool())
    mark.touch()


def _build_textbook(folder: Path, passages: int, pool: generated.Pool) -> None:
    import chromadb

    store = chromadb.PersistentClient(str(folder)).get_or_create_collection("langchain", embedding_function=None)
    for reports in in_groups(generated.reports(passages, pool), 50):
        rows = [(one, passage) for one in reports for passage in one.passages]
        store.upsert(
            ids=[passage.id for _, passage in rows],
            documents=[passage_input(passage) for _, passage in rows],
            metadatas=[{"source": one.document.filename, "page": p.page, "group": one.group} for one, p in rows],
            embeddings=[vector for one in reports for vector in one.vectors],
        )


def measure(side: str, folder: Path) -> dict[str, Any]:
    """Return the seconds of one side on one library, in a process of its own.

    :raises subprocess.CalledProcessError: if it fails; its own words go to the error stream.
    """
    command = [sys.executable, "-m", "evals.speed.sizes", side, str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def ours(folder: Path) -> dict[str, Any]:
    """Search and ask in the library in `folder`."""
    from assistant.search import Searcher

    settings = Settings(library=folder)
    embedder = Embedder(settings)
    embedder.embed(["warm up"])
    before = _resident()
    started = time.perf_counter()
    with Library.open(folder, settings=settings) as library:
        searcher = Searcher(library, embedder)
        searcher.search("reading")
        opened = time.perf_counter() - started
        scopes = [Scope(frozenset(ids)) for ids in _groups(library.documents())]
        times = _searches(lambda words, scope: searcher.search(words, K, scope), scopes)
        memory = _resident() - before
        times |= _answers(library, embedder)
    return {"times": times, "opened": opened, "memory": memory, "peak": _peak()}


def textbook(folder: Path) -> dict[str, Any]:
    """Search in the store in `folder` as LangChain's tutorials do."""
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    from ingest.embedding import packaged_model

    embeddings = HuggingFaceEmbeddings(model_name=str(packaged_model()), model_kwargs={"device": "cpu"})
    embeddings.embed_query("warm up")
    before = _resident()
    started = time.perf_counter()
    store = Chroma(embedding_function=embeddings, persist_directory=str(folder))
    store.as_retriever(search_kwargs={"k": K}).invoke("reading")
    opened = time.perf_counter() - started

    def search(words: str, group: str | None) -> object:
        narrowed = {"filter": {"group": group}} if group else {}
        return store.as_retriever(search_kwargs={"k": K, **narrowed}).invoke(words)

    times = _searches(search, [generated.group_name(number) for number in range(GROUPS)])
    return {"times": times, "opened": opened, "memory": _resident() - before, "peak": _peak()}


def _groups(records: Sequence[DocumentRecord]) -> Iterator[list[str]]:
    """Yield the documents of the first groups; where there are fewer groups, the first is taken again."""
    names = [generated.group_name(number) for number in range(GROUPS)]
    found = {name: [record.id for record in records if record.group == name] for name in names}
    for name in names:
        yield found[name] or found[names[0]]


def _searches(search: Callable[[str, Any], object], scopes: Sequence[Any]) -> Times:
    """Return the seconds of searches over everything, of the first in each scope, and of those that follow there."""
    words = [question.question for question in load() if question.half == "tune"][:SEARCHES]
    everything = [_timed(search, question, None) for question in words]
    first = [_timed(search, "What is done well?", scope) for scope in scopes]
    inside = [_timed(search, question, scopes[place % len(scopes)]) for place, question in enumerate(words)]
    spent = [_timed(search, f"{question} Tell me.", None, time.process_time) for question in words]
    return {
        "search": everything,
        "search, processor": spent,
        "first search in a group": first,
        "search in a group": inside,
    }


def _answers(library: Library, embedder: Embedder) -> Times:
    """Return the seconds of answers about one school of all, and about one group's schools."""
    from assistant.answer import Filters
    from assistant.service import Assistant

    assistant = Assistant(library, embedder)
    names = sorted({record.school for record in library.documents() if record.school})
    group = generated.group_name(0)
    own = tuple(sorted({r.school for r in library.documents() if r.school and r.group == group}))
    started = time.perf_counter()
    assistant.ask(f"What do inspectors say about reading at {names[-1]}?")
    first = time.perf_counter() - started
    step = max(1, len(names) // ANSWERS)
    asked = [
        f"What do inspectors say about {TOPICS[place % len(TOPICS)]} at {name}?"
        for place, name in enumerate(names[::step][:ANSWERS])
    ]
    across = [f"Which schools have weaknesses in {topic}?" for topic in TOPICS[: ANSWERS // 2]]
    return {
        "first answer": [first],
        "answer": [_timed(lambda words, _: assistant.ask(words), words, None) for words in asked],
        "answer across a group": [
            _timed(lambda words, chosen: assistant.ask(words, filters=Filters(schools=chosen)), words, own)
            for words in across
        ],
    }


def _timed(
    work: Callable[[str, Any], object],
    words: str,
    scope: object,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    started = clock()
    work(words, scope)
    return clock() - started


def _resident() -> float:
    """Return this process's resident memory in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("/proc/self/status has no VmRSS.")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    _side, _folder = sys.argv[1], Path(sys.argv[2])
    print(json.dumps((ours if _side == "ours" else textbook)(_folder)))  # noqa: T201 # a command line
