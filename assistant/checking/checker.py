"""The checker: claim and evidence in, verdict with reasons out.

The one place where a verdict is decided. A firm verdict needs proof: *supported* a high probability and no hard
conflict, *contradicted* a high probability and two words that conflict (or near certainty), *not found* that the
evidence does not speak to the claim. What is left is *not checked*: read the passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assistant.checking.combine import Combiner, shipped
from assistant.checking.entailment import Entailment
from assistant.checking.facets import Comparison, Relation
from assistant.checking.features import Examined, examine, is_said_outright
from assistant.checking.numbers import Kind
from ingest.embedding import Embedder, Vectors

CERTAIN = 0.97
"""Probability from which a contradiction is said though no two words can be shown to conflict. Chosen, not fitted."""
OUTRIGHT = 0.99
"""Score of a claim that a sentence of the evidence says word for word. Chosen: such a claim needs no model."""
HARD = frozenset(Kind) - {Kind.ORDINAL}
"""Conflicts that no probability outweighs: numbers, dates, year groups."""


class Verdict(StrEnum):
    """What is said of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict was reached: its kind, and the words of claim and evidence that it rests on (perhaps empty)."""

    kind: str
    claim: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on one claim. `score` is the probability that the evidence bears it out, 0–1."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    score: float


class Checker:
    """Checks claims against evidence. Loads its models when first used; safe to share between threads."""

    def __init__(
        self, embedder: Embedder, entailment: Entailment | None = None, combiner: Combiner | None = None
    ) -> None:
        self._embedder = embedder
        self._entailment = entailment or Entailment()
        self._combiner = combiner

    def check(self, pairs: Sequence[tuple[str, str]]) -> list[Checked]:
        """Check each (evidence, claim)."""
        kept = [place for place, (evidence, claim) in enumerate(pairs) if evidence.strip() and claim.strip()]
        result = [Checked(Verdict.NOT_FOUND, (Reason("no evidence", "", ""),), 0.0) for _ in pairs]
        if not kept:
            return result
        combiner = self._combiner or shipped()
        examined = self.examine([pairs[place] for place in kept])
        chances = combiner.chances(np.stack([item.row for item in examined]))
        for place, item, row in zip(kept, examined, chances, strict=True):
            result[place] = decide(item, row, combiner)
        return result

    def examine(self, pairs: Sequence[tuple[str, str]]) -> list[Examined]:
        """Return what is found out about each (evidence, claim), before anything is decided."""
        return examine(pairs, self._embedder.embed_words, self._entailment)


def decide(item: Examined, chances: Vectors, combiner: Combiner) -> Checked:
    """Decide from what was found out and the three probabilities."""
    supported, contradicted, not_found = (float(value) for value in chances)
    conflicts = [comparison for comparison in item.comparisons if comparison.relation is Relation.CONFLICTS]
    hard = any(comparison.facet in HARD for comparison in conflicts)
    if is_said_outright(item.claim, item.evidence):
        return Checked(Verdict.SUPPORTED, _for(item), max(supported, OUTRIGHT))
    if supported >= combiner.supported and not hard:
        return Checked(Verdict.SUPPORTED, _for(item), supported)
    score = supported / 2 if hard else supported  # a figure that conflicts outweighs all that agrees
    if contradicted >= combiner.contradicted and (conflicts or contradicted >= CERTAIN):
        return Checked(Verdict.CONTRADICTED, _against(item, conflicts), score)
    if not_found >= combiner.not_found:
        return Checked(Verdict.NOT_FOUND, _missing(item), score)
    return Checked(Verdict.NOT_CHECKED, (*_against(item, conflicts), *_missing(item)), score)


def _for(item: Examined) -> tuple[Reason, ...]:
    sentence = item.alignment.sentence.of(item.evidence)
    agreeing = [comparison for comparison in item.comparisons if comparison.relation is Relation.AGREES]
    return (Reason("sentence", item.claim, sentence), *(_reason(item, comparison) for comparison in agreeing))


def _against(item: Examined, conflicts: Sequence[Comparison]) -> tuple[Reason, ...]:
    if conflicts:
        return tuple(_reason(item, comparison) for comparison in conflicts)
    return (Reason("meaning", item.claim, item.alignment.sentence.of(item.evidence)),)


def _missing(item: Examined) -> tuple[Reason, ...]:
    unstated = [c for c in item.comparisons if c.relation is Relation.UNSTATED and c.facet in HARD]
    words = tuple(Reason("nothing speaks to", word, "") for word in item.alignment.alone)
    return (*(_reason(item, comparison) for comparison in unstated), *words) or (
        Reason("sentence", item.claim, item.alignment.sentence.of(item.evidence)),
    )


def _reason(item: Examined, comparison: Comparison) -> Reason:
    claim = comparison.claim.of(item.claim) if comparison.claim else ""
    evidence = comparison.evidence.of(item.evidence) if comparison.evidence else ""
    return Reason(str(comparison.facet), claim, evidence)


__all__ = ["Checked", "Checker", "Reason", "Verdict", "decide"]
