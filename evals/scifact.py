"""The suite "scifact": hybrid search on a public retrieval benchmark, so that our fusion can be compared with others'.

Needs the BEIR files of SciFact (corpus, queries, qrels) under ``$SHARED_DIR/bench/retrieval/scifact``; without them it
says so and measures nothing. Uses the training queries' judgements, which are the ones at hand.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.search import fuse
from evals.metrics import mean, rounded
from ingest.documents import BlockKind, Document, Locator, Page, Passage, Scope, Sentence, Span
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.settings import Settings

DEPTH = 100


def run() -> dict[str, Any]:
    """Return nDCG@10 for words, meaning and both."""
    shared = Path(os.environ.get("SHARED_DIR", Path(__file__).resolve().parents[2] / "shared"))
    folder = shared / "bench" / "retrieval" / "scifact"
    if not folder.is_dir():
        return {"skipped": f"no folder {folder}"}
    judged = _qrels(folder / "qrels" / "train.tsv")
    queries = {row["_id"]: row["text"] for row in _lines(folder / "queries_train.jsonl") if row["_id"] in judged}
    with tempfile.TemporaryDirectory(prefix="scifact-") as temporary:
        settings = Settings(library=Path(temporary))
        embedder = Embedder(settings)
        with Library.open(settings.library, settings=settings, write=True) as library:
            names = _add(library, embedder, _lines(folder / "corpus.jsonl"), Path(temporary))
            scores = _scores(library, embedder, queries, judged, names)
    return {"queries": len(queries)} | {name: rounded(mean(values)) for name, values in scores.items()}


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


def _scores(
    library: Library,
    embedder: Embedder,
    queries: Mapping[str, str],
    judged: Mapping[str, Mapping[str, int]],
    names: Mapping[str, str],
) -> dict[str, list[float]]:
    scores: dict[str, list[float]] = {"words": [], "meaning": [], "both, equal weight": []}
    vectors = embedder.embed(list(queries.values()))
    for (query, text), vector in zip(queries.items(), vectors, strict=True):
        lexical = library.lexical_search(text, DEPTH, Scope())
        dense = library.vector_search(vector, DEPTH, Scope())
        fused = fuse(lexical, dense)
        rankings = {
            "words": [hit.passage for hit in lexical],
            "meaning": [hit.passage for hit in dense],
            "both, equal weight": sorted(fused, key=lambda passage: -fused[passage]),
        }
        for name, ranking in rankings.items():
            scores[name].append(ndcg([names[passage] for passage in ranking], judged[query]))
    return scores


def ndcg(ranking: Sequence[str], judged: Mapping[str, int], k: int = 10) -> float:
    """Return normalised discounted cumulative gain at `k`."""
    gain = sum(judged.get(name, 0) / math.log2(place + 2) for place, name in enumerate(ranking[:k]))
    ideal = sum(value / math.log2(place + 2) for place, value in enumerate(sorted(judged.values(), reverse=True)[:k]))
    return gain / ideal if ideal else 0.0
