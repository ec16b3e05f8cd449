"""The suite "scifact": hybrid search on a public retrieval benchmark, so that our fusion can be compared with others'.

Needs the BEIR files of SciFact (corpus, queries, qrels) under ``$SHARED_DIR/bench/retrieval/scifact``; without them it
says so and measures nothing. Uses the training queries' judgements, which are the ones at hand. Measures the product's
two indexes and their fusion as they ship, nothing else: an abstract is one passage, and no answer is asked for.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.search import fuse
from evals.figures import Measured, SuiteReport, mean
from evals.shared import absent, shared
from ingest.documents import BlockKind, Document, Locator, Page, Passage, Scope, Sentence, Span
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.settings import Settings

DEPTH = 100
K = 10
BOTH, WORDS, MEANING = "both, equal weight", "words only", "meaning only"
AIMED_GAIN = 0.04
"""By how much both together must beat the better of the two."""

Rankings = dict[str, dict[str, list[str]]]
"""Way → query → abstracts, best first."""


def run() -> SuiteReport:
    """Return nDCG@10 and recall@10 for words, meaning and both, and what fusion adds to the better of the two."""
    folder = shared("bench", "retrieval", "scifact")
    if not folder.is_dir():
        return SuiteReport("scifact", skipped=absent(folder))
    judged = _qrels(folder / "qrels" / "train.tsv")
    queries = {row["_id"]: row["text"] for row in _lines(folder / "queries_train.jsonl") if row["_id"] in judged}
    with tempfile.TemporaryDirectory(prefix="scifact-") as temporary:
        settings = Settings(library=Path(temporary))
        embedder = Embedder(settings)
        with Library.open(settings.library, settings=settings, write=True) as library:
            names = _add(library, embedder, _lines(folder / "corpus.jsonl"), Path(temporary))
            rankings = _rankings(library, embedder, queries, names)
    return SuiteReport("scifact", tuple(figures(rankings, judged)), detail={"abstracts": len(names)})


def figures(rankings: Rankings, judged: Mapping[str, Mapping[str, int]]) -> list[Measured]:
    """Return the figures of both together, each way alone beside it, and the gain over the better one by query."""
    found: list[Measured] = []
    for name, metric in ((f"nDCG@{K}", ndcg), (f"recall@{K}", recall)):
        values = {
            way: [(query, metric(ranked, judged[query])) for query, ranked in rows.items()]
            for way, rows in rankings.items()
        }
        alone = {way: mean("", values[way]).value or 0.0 for way in (WORDS, MEANING)}
        better = max(alone, key=lambda way: alone[way])
        gains = [(query, both - one) for (query, both), (_, one) in zip(values[BOTH], values[better], strict=True)]
        aim = AIMED_GAIN if metric is ndcg else None
        found.append(mean(name, values[BOTH], baselines=alone))
        found.append(mean(f"{name}, gain over {better}", gains, target=aim))
    return found


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            judged.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return judged


def _add(library: Library, embedder: Embedder, rows: Sequence[dict[str, Any]], folder: Path) -> dict[str, str]:
    """Add the whole corpus as one document with one passage an abstract; return the corpus id of each passage."""
    texts = [f"{row['title']}. {row['text']}".replace("\n", " ") for row in rows]
    pages = tuple(Page(number, None, 595, 842, text, (), ()) for number, text in enumerate(texts, start=1))
    content = b"SciFact"
    document = Document(hashlib.sha256(content).hexdigest(), "scifact.txt", "text/plain", "SciFact", pages)
    passages = [
        Passage(
            document.id,
            place,
            place + 1,
            None,
            (Sentence(text, (Locator(document.id, place + 1, Span(0, len(text))),)),),
            BlockKind.PARAGRAPH,
        )
        for place, text in enumerate(texts)
    ]
    source = folder / "scifact.txt"
    source.write_bytes(content)
    library.add(document, None, passages, embedder.embed(texts), source=source, group=None, model=embedder.fingerprint)
    return {passage.id: row["_id"] for passage, row in zip(passages, rows, strict=True)}


def _rankings(library: Library, embedder: Embedder, queries: Mapping[str, str], names: Mapping[str, str]) -> Rankings:
    """Return what each way brings up for each query, best first, as ids of the corpus."""
    rankings: Rankings = {BOTH: {}, WORDS: {}, MEANING: {}}
    vectors = embedder.embed(list(queries.values()))
    for (query, text), vector in zip(queries.items(), vectors, strict=True):
        lexical = library.lexical_search(text, DEPTH, Scope())
        dense = library.vector_search(vector, DEPTH, Scope())
        fused = fuse(lexical, dense)
        for way, passages in (
            (BOTH, sorted(fused, key=lambda passage: -fused[passage])),
            (WORDS, [hit.passage for hit in lexical]),
            (MEANING, [hit.passage for hit in dense]),
        ):
            rankings[way][query] = [names[passage] for passage in passages]
    return rankings


def ndcg(ranking: Sequence[str], judged: Mapping[str, int], k: int = K) -> float:
    """Return normalised discounted cumulative gain at `k`."""
    gain = sum(judged.get(name, 0) / math.log2(place + 2) for place, name in enumerate(ranking[:k]))
    ideal = sum(value / math.log2(place + 2) for place, value in enumerate(sorted(judged.values(), reverse=True)[:k]))
    return gain / ideal if ideal else 0.0


def recall(ranking: Sequence[str], judged: Mapping[str, int], k: int = K) -> float:
    """Return the share of the relevant ones that are among the first `k`."""
    wanted = {name for name, value in judged.items() if value > 0}
    return len(wanted & set(ranking[:k])) / len(wanted) if wanted else 0.0


__all__ = ["figures", "ndcg", "recall", "run"]
