"""The suite "checking": verdicts on hand-written claims, on parts of the pairs that nothing was trained or set on.

``--fit-checking`` fits the combiner and its bands (`checking_fit`); the suite reports on the part "report" and on
`free.jsonl`, claims that somebody else wrote freely, beside word overlap and a checker that supports everything; then
on flips and quotations made by rule (`checking_made`), and on general sets where they are at hand (`checking_general`).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from assistant.checking.checker import Checker
from assistant.checking.verdict import Checked, Verdict
from evals import checking_general, checking_made
from evals.checking_fit import fit, fit_alone, labels_of
from evals.entailment.baselines import word_overlap
from evals.entailment.data import FREE, Pair, load, load_file, of_part
from evals.figures import Better, Measured, SuiteReport, auroc, number, share
from evals.registry import from_nested
from ingest.embedding import Embedder
from ingest.settings import Settings

__all__ = ["fit", "fit_alone", "run"]


def run() -> SuiteReport:
    """Return the figures on the part "report", on freely written claims, on cases made by rule, and on general sets."""
    embedder = Embedder(Settings())
    checker = Checker(embedder)
    checker.check([("Pupils read.", "Pupils read widely.")])  # loads the models
    read = checking_made.documents()
    sets = {"report": of_part(load(), "report"), "free": load_file(FREE)}
    found: list[Measured] = []
    kinds: dict[str, Any] = {}
    for part, pairs in sets.items():
        started = time.perf_counter()
        checked = checker.check([(pair.evidence, pair.claim) for pair in pairs])
        seconds = 80 * (time.perf_counter() - started) / len(pairs)
        found += figures(pairs, checked, part)
        found.append(number("seconds_for_80_claims", seconds, "s", part=part, better="lower"))
        kinds[part] = _by_kind(pairs, checked)
    rest = from_nested(
        "checking",
        {
            "made_by_rule": checking_made.flip_figures(read, checker),
            "quotations": checking_made.quotation_figures(read),
            "general": checking_general.run(checker, embedder),
        },
    )
    return SuiteReport("checking", (*found, *rest.figures), detail={"by_kind": kinds, **rest.detail})


def figures(pairs: Sequence[Pair], checked: Sequence[Checked], part: str) -> list[Measured]:
    """Return what the verdicts are worth, beside word overlap and a checker that supports everything."""
    labels = labels_of(pairs)
    rows = [(pair.id, int(label), one) for pair, label, one in zip(pairs, labels, checked, strict=True)]
    overlap = auroc(
        part, [(pair.id, word_overlap(pair), label == 0) for pair, label in zip(pairs, labels, strict=True)]
    )

    def said(name: str, verdict: Verdict, of: frozenset[int], better: Better, everything: float) -> Measured:
        outcomes = [(id, one.verdict is verdict) for id, label, one in rows if label in of]
        return share(name, outcomes, part=part, better=better, baselines={"everything supported": everything})

    every, false = frozenset({0, 1, 2}), frozenset({1, 2})
    return [
        said("wrongly_supported", Verdict.SUPPORTED, false, "lower", 1.0),
        said("wrongly_contradicted", Verdict.CONTRADICTED, frozenset({0}), "lower", 0.0),
        said("true_supported", Verdict.SUPPORTED, frozenset({0}), "higher", 1.0),
        said("flips_contradicted", Verdict.CONTRADICTED, frozenset({1}), "higher", 0.0),
        said("unstated_not_found", Verdict.NOT_FOUND, frozenset({2}), "higher", 0.0),
        said("not_checked", Verdict.NOT_CHECKED, every, "lower", 0.0),
        auroc("score_auroc", [(id, one.score, label == 0) for id, label, one in rows], part=part,
              baselines={"word overlap": overlap.value, "everything supported": 0.5}),
    ]  # fmt: skip


def _by_kind(pairs: Sequence[Pair], checked: Sequence[Checked]) -> dict[str, str]:
    right = {"supported": Verdict.SUPPORTED, "contradicted": Verdict.CONTRADICTED, "not_found": Verdict.NOT_FOUND}
    result: dict[str, str] = {}
    for key in sorted({f"{pair.label}, {pair.kind}" for pair in pairs}):
        these = [(pair, item) for pair, item in zip(pairs, checked, strict=True) if f"{pair.label}, {pair.kind}" == key]
        hit = sum(item.verdict is right[pair.label] for pair, item in these)
        wrong = sum(item.verdict not in (right[pair.label], Verdict.NOT_CHECKED) for pair, item in these)
        result[key] = f"{hit} right, {wrong} wrong, {len(these) - hit - wrong} not checked"
    return result
