"""The suite "checking": verdicts on hand-written claims, on parts of the pairs that nothing was trained or set on.

``--fit-checking`` fits the combiner and its bands (`checking_fit`); the suite reports on the part "report" and on
`free.jsonl`, claims that somebody else wrote freely, beside word overlap and a checker that supports everything; then
on flips and quotations made by rule (`checking_made`), and on general sets where they are at hand (`checking_general`).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.checking.checker import Checked, Checker, Verdict
from evals import checking_general, checking_made
from evals.adapters import auroc
from evals.checking_fit import fit, labels_of
from evals.entailment.data import FREE, Pair, load, load_file, of_part
from ingest.embedding import Embedder
from ingest.settings import Settings
from ingest.words import stems

__all__ = ["fit", "run"]


def run() -> dict[str, Any]:
    """Return the figures on the part "report", on freely written claims, on cases made by rule, and on general sets."""
    embedder = Embedder(Settings())
    checker = Checker(embedder)
    checker.check([("Pupils read.", "Pupils read widely.")])  # loads the models
    read = checking_made.documents()
    return {
        "report": _measured(checker, of_part(load(), "report")),
        "free": _measured(checker, load_file(FREE)),
        "made_by_rule": checking_made.flip_figures(read, checker),
        "quotations": checking_made.quotation_figures(read),
        "general": checking_general.run(checker, embedder),
    }


def _measured(checker: Checker, pairs: Sequence[Pair]) -> dict[str, Any]:
    started = time.perf_counter()
    checked = checker.check([(pair.evidence, pair.claim) for pair in pairs])
    seconds = round(80 * (time.perf_counter() - started) / len(pairs), 2)
    return figures(pairs, checked) | {"seconds_for_80_claims": seconds, "by_kind": _by_kind(pairs, checked)}


def figures(pairs: Sequence[Pair], checked: Sequence[Checked]) -> dict[str, Any]:
    """Return what the verdicts are worth, beside word overlap and a checker that supports everything."""
    labels = labels_of(pairs)
    verdicts = np.array([item.verdict for item in checked])
    scores = np.array([item.score for item in checked])
    overlap = np.array([_overlap(pair) for pair in pairs])
    true, false = labels == 0, labels != 0
    return {
        "pairs": len(pairs),
        "wrongly_supported": _share(verdicts[false] == Verdict.SUPPORTED),
        "wrongly_contradicted": _share(verdicts[true] == Verdict.CONTRADICTED),
        "true_supported": _share(verdicts[true] == Verdict.SUPPORTED),
        "flips_contradicted": _share(verdicts[labels == 1] == Verdict.CONTRADICTED),
        "unstated_not_found": _share(verdicts[labels == 2] == Verdict.NOT_FOUND),
        "not_checked": _share(verdicts == Verdict.NOT_CHECKED),
        "score_auroc": auroc(scores, true),
        "word_overlap_auroc": auroc(overlap, true),
        "everything_supported_wrongly_supported": 1.0,
    }


def _by_kind(pairs: Sequence[Pair], checked: Sequence[Checked]) -> dict[str, str]:
    right = {"supported": Verdict.SUPPORTED, "contradicted": Verdict.CONTRADICTED, "not_found": Verdict.NOT_FOUND}
    result: dict[str, str] = {}
    for key in sorted({f"{pair.label}, {pair.kind}" for pair in pairs}):
        these = [(pair, item) for pair, item in zip(pairs, checked, strict=True) if f"{pair.label}, {pair.kind}" == key]
        hit = sum(item.verdict is right[pair.label] for pair, item in these)
        wrong = sum(item.verdict not in (right[pair.label], Verdict.NOT_CHECKED) for pair, item in these)
        result[key] = f"{hit} right, {wrong} wrong, {len(these) - hit - wrong} not checked"
    return result


def _overlap(pair: Pair) -> float:
    said, inside = set(stems(pair.claim)), set(stems(pair.evidence))
    return len(said & inside) / max(len(said), 1)


def _share(values: np.ndarray[Any, Any]) -> float | None:
    return round(float(values.mean()), 4) if len(values) else None
