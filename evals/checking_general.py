"""The checker on general sets that lie beside the project: support, alignment, and hand-written claims on real reports.

Looks for ``../shared``; what is not there is skipped by name. Nothing is set on these sets but, for each of the support
sets, the threshold that is used on the *others*.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.checking.checker import Checker
from assistant.checking.verdict import Verdict
from assistant.checking.words.align import PASSED_OVER, best_sentence
from evals.adapters import auroc
from evals.metrics import mean, rounded
from ingest.embedding import Embedder, Vectors
from ingest.settings import Settings
from ingest.words import stems

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SUPPORT = {name: f"bench/support/{name}.jsonl" for name in ("wice_dev", "wice_oracle_dev", "scifact_train", "fm2_dev")}
ALIGN = {"wice": "bench/align/wice_sentences_dev.jsonl", "scifact": "bench/align/scifact_rationales_train.jsonl"}
CLAIMS = "entailment/claims.jsonl"
MOST = 400
"""Pairs of each support set, spread over its length: long evidence is slow to read."""
LONGEST = 2000
"""Characters of evidence read. The checker is made for passages, and these sets hold whole pages."""

Row = dict[str, Any]


def run(checker: Checker, embedder: Embedder) -> dict[str, Any]:
    """Return the figures of every set that is there, and the names of those that are not."""
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "support": lambda: support(checker),
        "support_without_a_model": lambda: support(without_a_model()),
        "align": lambda: alignment(embedder),
        "claims_on_real_reports": lambda: real_claims(checker),
    }
    wanted = {
        "support": tuple(SUPPORT.values()),
        "support_without_a_model": tuple(SUPPORT.values()),
        "align": tuple(ALIGN.values()),
        "claims_on_real_reports": (CLAIMS,),
    }
    result: dict[str, Any] = {}
    for name, work in parts.items():
        absent = [path for path in wanted[name] if not (SHARED / path).is_file()]
        result[name] = f"skipped: ../shared/{absent[0]} is absent" if absent else work()
    return result


def without_a_model() -> Checker:
    """Return the checker as it is where no entailment model is installed, or the setting turns it off."""
    return Checker(Embedder(Settings(entailment="off")))


@dataclass(frozen=True, slots=True)
class ScoredSet:
    """One support set: each claim's scores by method, and which claims are supported."""

    scores: dict[str, Vectors]
    true: NDArray[np.bool_]


def support(checker: Checker) -> dict[str, Any]:
    """Return balanced accuracy of *supported* against the rest, threshold from each other set, beside word overlap."""
    scored: dict[str, ScoredSet] = {}
    for name, path in SUPPORT.items():
        rows = _spread(list(_read(path)), MOST)
        pairs = [(str(row["evidence"])[:LONGEST], str(row["claim"])) for row in rows]
        scores = [one.score for one in checker.check(pairs)]
        words = [_overlap(claim, evidence) for evidence, claim in pairs]
        scored[name] = _by_group(rows, {"checker": scores, "word_overlap": words})
    return {method: _figures(scored, method) for method in ("checker", "word_overlap")}


def _figures(scored: dict[str, ScoredSet], method: str) -> dict[str, Any]:
    sets = {
        name: {
            "auroc": auroc(one.scores[method], one.true),
            "balanced_accuracy": rounded(mean(_transferred(scored, name, method))),
        }
        for name, one in scored.items()
    }
    means = {
        "auroc": rounded(mean(auroc(one.scores[method], one.true) for one in scored.values())),
        "balanced_accuracy": rounded(
            mean(value for name in scored for value in list(_transferred(scored, name, method)))
        ),
    }
    return {**sets, "mean": means}


def _by_group(rows: Sequence[Row], given: dict[str, list[float]]) -> ScoredSet:
    """Return one score a claim: the best of its chunks, where its evidence comes in several."""
    names = [str(row.get("group", row["id"])) for row in rows]
    true = dict(zip(names, map(_is_supported, rows), strict=True))
    scores: dict[str, Vectors] = {}
    for method, values in given.items():
        best: dict[str, float] = {}
        for name, value in zip(names, values, strict=True):
            best[name] = max(best.get(name, 0.0), value)
        scores[method] = np.array(list(best.values()), dtype=np.float32)
    return ScoredSet(scores, np.array(list(true.values())))


def _transferred(scored: dict[str, ScoredSet], name: str, method: str) -> Iterator[float]:
    """Yield the balanced accuracy on one set at the best threshold of each other set."""
    own = scored[name]
    for other, one in scored.items():
        if other != name:
            least = best_threshold(one.scores[method], one.true)
            yield balanced_accuracy(own.scores[method] >= least, own.true)


def best_threshold(scores: Vectors, true: NDArray[np.bool_]) -> float:
    """Return the threshold with the best balanced accuracy."""
    return max((float(v) for v in np.unique(scores)), key=lambda least: balanced_accuracy(scores >= least, true))


def balanced_accuracy(kept: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    """Return the mean of the shares of true ones kept and of false ones not kept."""
    return float((kept[true].mean() + (~kept[~true]).mean()) / 2)


def alignment(embedder: Embedder) -> dict[str, Any]:
    """Return how often the sentence that aligns best is one that bears the claim out, beside word overlap."""
    result: dict[str, Any] = {}
    for name, path in ALIGN.items():
        rows = [row for row in _read(path) if _right(row)]
        best = [best_sentence(str(row["claim"]), row["sentences"], embedder.embed_words) for row in rows]
        first = [max(range(len(row["sentences"])), key=_by_overlap(row)) for row in rows]
        result[name] = {
            "claims": len(rows),
            "right_first": rounded(mean(float(place in _right(row)) for place, row in zip(best, rows, strict=True))),
            "word_overlap": rounded(mean(float(place in _right(row)) for place, row in zip(first, rows, strict=True))),
        }
    return result


def _right(row: Row) -> set[int]:
    return {place for places in row["gold_sets"] for place in places}


def _by_overlap(row: Row) -> Callable[[int], float]:
    return lambda place: _overlap(str(row["claim"]), str(row["sentences"][place]))


def real_claims(checker: Checker) -> dict[str, Any]:
    """Return the verdicts on claims written by hand on real evidence, part of which the shipped adapter has seen."""
    rows = list(_read(CLAIMS))
    checked = checker.check([(str(row["evidence"]), str(row["claim"])) for row in rows])
    labels = np.array([str(row["label"]) for row in rows])
    verdicts = np.array([one.verdict.value for one in checked])
    true = np.array([_is_supported(row) for row in rows])
    against = np.array([label.startswith(("contradict", "refute")) for label in labels])
    return {
        "note": "the shipped adapter was trained on part of these: they flatter it",
        "pairs": len(rows),
        "wrongly_supported": rounded(float((verdicts[~true] == Verdict.SUPPORTED.value).mean())),
        "wrongly_contradicted": rounded(float((verdicts[true] == Verdict.CONTRADICTED.value).mean())),
        "true_supported": rounded(float((verdicts[true] == Verdict.SUPPORTED.value).mean())),
        "flips_contradicted": rounded(float((verdicts[against] == Verdict.CONTRADICTED.value).mean())),
        "not_checked": rounded(float((verdicts == Verdict.NOT_CHECKED.value).mean())),
        "auroc": auroc(np.array([one.score for one in checked]), true),
    }


def _read(path: str) -> Iterator[Row]:
    with (SHARED / path).open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _spread(rows: Sequence[Row], most: int) -> list[Row]:
    """Return about `most` rows, spread over the set; a claim's chunks stay together."""
    names = list(dict.fromkeys(str(row.get("group", row["id"])) for row in rows))
    each = max(1, round(len(rows) / len(names)))
    step = max(1, len(names) * each // most)
    kept = set(names[::step])
    return [row for row in rows if str(row.get("group", row["id"])) in kept]


def _is_supported(row: Row) -> bool:
    return str(row["label"]).lower() in {"supported", "supports", "support", "1", "true"}


def _overlap(claim: str, evidence: str) -> float:
    said = set(stems(claim)) - PASSED_OVER
    return len(said & set(stems(evidence))) / max(len(said), 1)
