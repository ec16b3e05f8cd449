"""What each kind of conflict is worth: ``python -m evals.checking_kinds``.

Prints, for the part "train", how many claims have a conflict of each kind that counts as proof, and of these the shares
labelled contradicted and not supported: the figures on which `proof`, `stance` and `turned` of `assistant.checking`
rest. Loads no model; the evidence's sentence is the one that keeps most of the claim's words.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from typing import Any

from assistant.checking.checker import barring
from assistant.checking.comparisons.meaning import comparisons
from assistant.checking.proof import contradicts, is_elsewhere
from assistant.checking.words.edits import edits
from evals.entailment.data import Pair, load, of_part
from ingest.documents import Span
from ingest.sentences import sentence_spans


def figures(pairs: list[Pair]) -> dict[str, Any]:
    """Return counts and shares by kind, and over all kinds."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        for kind in _kinds(pair):
            found[kind][pair.label] += 1
    return {kind: _shares(counts) for kind, counts in sorted(found.items())}


def _kinds(pair: Pair) -> set[str]:
    laid = edits(pair.claim, pair.evidence)
    spans = sentence_spans(pair.evidence) or [Span(0, len(pair.evidence))]
    sentence = spans[max(range(len(laid)), key=lambda place: laid[place].kept)]
    kinds: set[str] = set()
    for one in comparisons(pair.claim, pair.evidence, sentence):
        if contradicts(one, pair.claim, pair.evidence, laid):
            kinds |= {f"contradicts: {one.facet}", "contradicts: any kind"}
        if is_elsewhere(one, pair.claim, pair.evidence, laid):
            kinds |= {f"elsewhere: {one.facet}", "elsewhere: any kind"}
        if one.facet in barring():
            kinds |= {f"less than a fact: {one.facet}", "less than a fact: any kind"}
    return kinds


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = sum(counts.values())
    return {
        "claims": total,
        "contradicted": round(counts["contradicted"] / total, 2),
        "not_supported": round(1 - counts["supported"] / total, 2),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(figures(of_part(load(), "train")), indent=1) + "\n")
