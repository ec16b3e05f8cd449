"""A claim and its evidence as numbers: what the combiner weighs.

Gathers what the modules beside it find; weighs and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.checking.align import Alignment, Embed, align
from assistant.checking.entailment import Entailment
from assistant.checking.facets import Comparison, Relation, facets
from assistant.checking.numbers import compare_numbers
from assistant.checking.polarity import compare_polarity
from ingest.embedding import Vectors
from ingest.sentences import sentence_spans
from ingest.words import stems

_FACETS = tuple(facet.name for facet in facets())
_RELATIONS = (Relation.AGREES, Relation.CONFLICTS, Relation.UNSTATED)
NAMES = (
    "supported",  # log-probabilities of the entailment model
    "contradicted",
    "not_found",
    "verbatim",  # the claim stands word for word in the evidence
    "covered",
    "covered_there",
    "near",
    "weakest",
    "whole",
    "shared",  # share of the claim's stems that the evidence uses
    "longer",  # the claim's words over the evidence's
    "numbers_agree",
    "numbers_conflict",
    "numbers_unstated",
    "polarity_agrees",
    "polarity_conflicts",
    "polarity_unstated",
    "close_conflict",  # a conflict of any kind where nearly all words of the claim are the evidence's own
    *(f"{name}_{relation}" for name in _FACETS for relation in _RELATIONS),
)


@dataclass(frozen=True, slots=True)
class Examined:
    """All that was found out about one claim and its evidence; `row` has the numbers of `NAMES`."""

    evidence: str
    claim: str
    alignment: Alignment
    comparisons: tuple[Comparison, ...]
    """Spans of evidence are places in the whole evidence, not in its best sentence."""
    chances: Vectors
    row: Vectors


def examine(pairs: Sequence[tuple[str, str]], embed: Embed, entailment: Entailment) -> list[Examined]:
    """Examine each (evidence, claim)."""
    alignments = align(pairs, embed)
    chances = entailment.score(pairs)
    return [
        _examined(evidence, claim, alignment, row)
        for (evidence, claim), alignment, row in zip(pairs, alignments, chances, strict=True)
    ]


def _examined(evidence: str, claim: str, alignment: Alignment, chances: Vectors) -> Examined:
    kinds = [facet.compare(claim, evidence) for facet in facets()]
    polarity = compare_polarity(claim, alignment.sentence.of(evidence))
    polarity = _moved(polarity, alignment.sentence.start)
    figures = compare_numbers(claim, evidence)
    comparisons = (*figures, polarity, *kinds)
    shared = _shared(claim, evidence)
    conflict = any(comparison.relation is Relation.CONFLICTS for comparison in comparisons)
    row = [
        *np.log(np.clip(chances, 1e-4, 1.0)).tolist(),
        float(is_verbatim(claim, evidence)),
        alignment.covered,
        alignment.covered_there,
        alignment.near,
        alignment.weakest,
        alignment.whole,
        shared,
        min(len(claim.split()) / max(len(evidence.split()), 1), 2.0),
        *(_count(figures, relation) for relation in _RELATIONS),
        *(float(polarity.relation is relation) for relation in _RELATIONS),
        float(conflict and shared >= 0.75),
        *(float(comparison.relation is relation) for comparison in kinds for relation in _RELATIONS),
    ]
    return Examined(evidence, claim, alignment, comparisons, chances, np.array(row, dtype=np.float32))


def is_verbatim(claim: str, evidence: str) -> bool:
    """Say whether the claim's words stand in the evidence one after another, whatever their case and punctuation."""
    words, inside = _words(claim), _words(evidence)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(inside)} "


_LIMITING = frozenset("except unless but only if when where although though until without not".split())


def is_said_outright(claim: str, evidence: str) -> bool:
    """Say whether a sentence of the evidence begins with the claim's words, and nothing behind them limits them."""
    words = _words(claim)
    for span in sentence_spans(evidence):
        sentence = _words(span.of(evidence))
        rest = sentence[len(words) :]
        if len(words) > 1 and sentence[: len(words)] == words and not _LIMITING & set(rest):
            return True
    return False


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower().replace("’", "'").replace("'s", "s"))


def _shared(claim: str, evidence: str) -> float:
    said, inside = set(stems(claim)), set(stems(evidence))
    return len(said & inside) / max(len(said), 1)


def _count(comparisons: Sequence[Comparison], relation: Relation) -> float:
    return float(min(sum(comparison.relation is relation for comparison in comparisons), 3))


def _moved(comparison: Comparison, by: int) -> Comparison:
    span = comparison.evidence
    if span is None:
        return comparison
    moved = type(span)(span.start + by, span.end + by)
    return Comparison(comparison.facet, comparison.relation, comparison.claim, moved)


__all__ = ["NAMES", "Examined", "examine", "is_said_outright", "is_verbatim"]
