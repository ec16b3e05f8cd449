"""A claim and its evidence as numbers: what the combiner weighs.

Gathers what the modules beside it find; weighs and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.checking.comparisons.absent import absent_figures, absent_names
from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.comparisons.conditions import CONDITION
from assistant.checking.comparisons.facets import facet_names
from assistant.checking.comparisons.meaning import comparisons
from assistant.checking.comparisons.polarity import POLARITY
from assistant.checking.comparisons.speakers import SPEAKER
from assistant.checking.entailment import ReadsPairs
from assistant.checking.proof import contradicts, is_elsewhere
from assistant.checking.words.align import Alignment, Embed, align
from assistant.checking.words.edits import Edits, edits
from assistant.checking.words.numerals import NumberKind
from ingest.documents import Span
from ingest.embedding import Vectors
from ingest.sentences import sentence_spans
from ingest.words import stems

MODEL = ("supported", "contradicted", "not_found")
"""Log-probabilities of the entailment model; all the same where there is none."""
_COMMON = frozenset({"level", "trend", "quantity", "frequency", "subject", "who", "stage of action", "opposite"})
_GROUPS: dict[str, frozenset[str]] = {
    "figures": frozenset({NumberKind.COUNT, NumberKind.PERCENT, NumberKind.POINTS, NumberKind.MONEY}),
    "dates": frozenset({NumberKind.YEAR, NumberKind.MONTH, NumberKind.DAY, NumberKind.ORDINAL}),
    "stages": frozenset({NumberKind.STAGE, NumberKind.AGE}),
    POLARITY: frozenset({POLARITY}),
    SPEAKER: frozenset({SPEAKER}),
    CONDITION: frozenset({CONDITION}),
    **{name: frozenset({name}) for name in facet_names() if name in _COMMON},
    "other": frozenset(facet_names()) - _COMMON,
}
"""Kinds that are counted together: those that are rare one by one are too few to fit."""
NEIGHBOURS = 1
"""Sentences on each side of the nearest that the model reads too."""
_RELATIONS = (Relation.AGREES, Relation.CONFLICTS, Relation.UNSTATED)
NAMES = (
    *MODEL,
    "verbatim",  # the claim stands word for word in the evidence
    "covered",
    "covered_there",
    "near",
    "weaker",
    "weakest",
    "whole",
    "shared",  # share of the claim's stems that the evidence uses
    "absent_names",
    "absent_figures",
    "longer",  # the claim's words over the evidence's
    "kept",  # share of the claim's words that are one sentence's own, in order
    "added",  # content words of the claim that are not, up to 5
    "contradicts",  # a conflict that is proof
    "elsewhere",  # proof that the evidence speaks of something else
    "speaker_dropped",
    "condition_dropped",
    *(f"{group}_{relation}" for group in _GROUPS for relation in _RELATIONS),
)


@dataclass(frozen=True, slots=True)
class Examined:
    """All that was found out about one claim and its evidence; `row` has the numbers of `NAMES`."""

    evidence: str
    claim: str
    alignment: Alignment
    comparisons: tuple[Comparison, ...]
    """Spans of evidence are places in the whole evidence, not in its best sentence."""
    proofs: tuple[Comparison, ...]
    """The comparisons that prove that the evidence says otherwise."""
    elsewhere: tuple[Comparison, ...]
    """The comparisons that prove that the evidence speaks of something else."""
    row: Vectors


def examine(pairs: Sequence[tuple[str, str]], embed: Embed, entailment: ReadsPairs | None) -> list[Examined]:
    """Examine each (evidence, claim); `entailment` is None where there is no such model."""
    alignments = align(pairs, embed)
    if entailment is None:
        chances: Vectors = np.full((len(pairs), len(MODEL)), 1 / len(MODEL), dtype=np.float32)
    else:
        read = zip(pairs, alignments, strict=True)
        chances = entailment.score([(around(evidence, found.sentence), claim) for (evidence, claim), found in read])
    return [
        _examined(evidence, claim, alignment, row)
        for (evidence, claim), alignment, row in zip(pairs, alignments, chances, strict=True)
    ]


def around(evidence: str, sentence: Span) -> str:
    """Return the sentence that speaks most to a claim with its neighbours: what an entailment model reads.

    It learned from evidence of one to three sentences; what is farther off in a passage takes time and misleads it.
    """
    spans = sentence_spans(evidence)
    place = next((n for n, span in enumerate(spans) if span.overlaps(sentence)), None)
    if place is None or len(spans) <= 2 * NEIGHBOURS + 1:
        return evidence
    first, last = max(place - NEIGHBOURS, 0), min(place + NEIGHBOURS, len(spans) - 1)
    return evidence[spans[first].start : spans[last].end]


def _examined(evidence: str, claim: str, alignment: Alignment, chances: Vectors) -> Examined:
    compared = comparisons(claim, evidence, alignment.sentence)
    laid = edits(claim, evidence)
    proofs = tuple(one for one in compared if contradicts(one, claim, evidence, laid))
    elsewhere = tuple(one for one in compared if is_elsewhere(one, claim, evidence, laid))
    best = max(laid, key=lambda edit: edit.kept)
    row = [
        *np.log(np.clip(chances, 1e-4, 1.0)).tolist(),
        float(is_verbatim(claim, evidence)),
        alignment.covered,
        alignment.covered_there,
        alignment.near,
        alignment.weaker,
        alignment.weakest,
        alignment.whole,
        _shared(claim, evidence),
        float(absent_names(claim, evidence)),
        float(absent_figures(claim, evidence)),
        min(len(claim.split()) / max(len(evidence.split()), 1), 2.0),
        best.kept,
        float(min(_added(best), 5)),
        float(bool(proofs)),
        float(bool(elsewhere)),
        *(float(_any(compared, frozenset({kind}), Relation.DROPPED)) for kind in (SPEAKER, CONDITION)),
        *(_weight(compared, kinds, relation) for kinds in _GROUPS.values() for relation in _RELATIONS),
    ]
    return Examined(evidence, claim, alignment, compared, proofs, elsewhere, np.array(row, dtype=np.float32))


def _added(edit: Edits) -> int:
    return sum(word.content for change in edit.changes for word in change.claim)


def _any(compared: Sequence[Comparison], kinds: frozenset[str], relation: Relation) -> bool:
    return any(one.facet in kinds and one.relation is relation for one in compared)


def _weight(compared: Sequence[Comparison], kinds: frozenset[str], relation: Relation) -> float:
    """Return how much of a relation was found: of a conflict how surely both words speak of one thing."""
    found = [one for one in compared if one.facet in kinds and one.relation is relation]
    if relation is Relation.CONFLICTS:
        return max((one.strength for one in found), default=0.0)
    return float(bool(found))


def is_verbatim(claim: str, evidence: str) -> bool:
    """Say whether the claim's words stand in the evidence one after another, whatever their case and punctuation."""
    words, inside = _words(claim), _words(evidence)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(inside)} "


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower().replace("’", "'").replace("'s", "s"))


def _shared(claim: str, evidence: str) -> float:
    said, inside = set(stems(claim)), set(stems(evidence))
    return len(said & inside) / max(len(said), 1)


__all__ = ["MODEL", "NAMES", "Examined", "examine", "is_verbatim"]
