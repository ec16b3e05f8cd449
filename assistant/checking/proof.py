"""Which conflicts are proof: sure enough to overrule any probability.

A conflict proves something only where the claim is the evidence's own sentence but for the conflicting words: farther
away, "a third" beside "two thirds" is as often two true things as one false one. Measured on the part "train" of the
entailment pairs (share of conflicts whose claim is labelled contradicted; in brackets: not supported), which were
written so that overlap tells nothing; `python -m evals.checking_kinds` prints them again.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.comparisons.durations import DURATION
from assistant.checking.comparisons.exceptions import EXCEPTED, in_exception
from assistant.checking.comparisons.facets import compare_facets
from assistant.checking.comparisons.formerly import is_over
from assistant.checking.comparisons.numbers import gives_the_rest
from assistant.checking.comparisons.polarity import POLARITY, compare_polarity
from assistant.checking.comparisons.shares import of_other_shares
from assistant.checking.words.edits import Edits
from assistant.checking.words.numerals import NumberKind
from assistant.checking.words.tokens import Token, denials
from ingest.documents import Span

IN_PLACE = 0.6
"""Share of the claim's other words that must be the sentence's own, in order, for a word to stand for another."""
SURE = 0.75
"""The same for kinds that are surer to mislead: years, quantities, and a negation put in or taken out."""
WHOLE = 0.99
"""A short claim that is the whole sentence but for a negation: the negation itself is much of what is not kept."""
STRICT = 0.8
"""The same for counts: below it 4 in 14 such claims were true after all, a part or a multiple of what is counted."""
CONTRADICTING = frozenset(
    {
        "level",
        "trend",
        "progress",
        "opposite",
        "interval",
        "stage of action",
        "grade",
        "quantity",
        "frequency",
        POLARITY,
        DURATION,
    }
    | {
        NumberKind.COUNT,
        NumberKind.PERCENT,
        NumberKind.POINTS,
        NumberKind.MONEY,
        NumberKind.AGE,
        NumberKind.YEAR,
        NumberKind.DAY,
    }
)
"""Kinds whose two values cannot both be true of one thing."""
ELSEWHERE = frozenset(
    {"subject", "phase", "body", "achievers", "season", "qualification", NumberKind.STAGE, NumberKind.MONTH}
)
"""Kinds that say what a statement is about: the evidence speaks of another, and so does not bear the claim out."""
_LEAST: dict[str, float] = {NumberKind.COUNT: STRICT} | dict.fromkeys(
    (NumberKind.YEAR, "quantity", "frequency", POLARITY), SURE
)


def contradicts(comparison: Comparison, claim: str, evidence: str, laid: Sequence[Edits]) -> bool:
    """Say whether a comparison proves that the evidence says otherwise."""
    return (
        comparison.facet in CONTRADICTING
        and of_the_claim(comparison, claim, evidence)
        and not (comparison.facet == POLARITY and of_other_shares(claim, evidence))
        and not is_the_rest(claim, evidence)
        and _in_place(comparison, claim, evidence, laid)
    )


def is_the_rest(claim: str, evidence: str) -> bool:
    """Say whether a claim tells the evidence's fact by its other part: 4 % late, where 96 % are in time.

    The words must be turned round as the figure is: "60 % passed" beside "40 % passed" is no such thing.
    """
    if not gives_the_rest(claim, evidence):
        return False
    compared = (*compare_facets(claim, evidence), *compare_polarity(claim, evidence))
    return any(one.relation is Relation.CONFLICTS for one in compared)


def is_elsewhere(comparison: Comparison, claim: str, evidence: str, laid: Sequence[Edits]) -> bool:
    """Say whether a comparison proves that the evidence speaks of something else."""
    stands = comparison.facet in ELSEWHERE and of_the_claim(comparison, claim, evidence)
    return stands and _in_place(comparison, claim, evidence, laid)


def of_the_claim(comparison: Comparison, claim: str, evidence: str) -> bool:
    """Say whether the evidence's words can be held against a claim: no exception, and no time that is over."""
    place = comparison.evidence
    excepted = comparison.facet != EXCEPTED and in_exception(place, claim, evidence)
    return not excepted and not is_over(place, claim, evidence)


def _in_place(comparison: Comparison, claim: str, evidence: str, laid: Sequence[Edits]) -> bool:
    if comparison.relation is not Relation.CONFLICTS or comparison.claim is None or comparison.evidence is None:
        return False
    least = _LEAST.get(comparison.facet, IN_PLACE)
    for edit in laid:
        if comparison.facet == POLARITY:
            if _kept_but_for_negation(comparison, edit) >= (least if edit.kept >= least else WHOLE):
                return True
        elif edit.in_place(comparison.claim, comparison.evidence) >= least and as_negative(
            comparison, claim, evidence, edit.extent
        ):
            return True
    return False


def _kept_but_for_negation(comparison: Comparison, edit: Edits) -> float:
    """Return the share of the claim's words kept beside a negation; 0 if other content was put in or out with it."""
    for change in edit.changes:
        for words, other, place in (
            (change.claim, change.evidence, comparison.claim),
            (change.evidence, change.claim, comparison.evidence),
        ):
            if place is None or not any(word.span.overlaps(place) for word in words):
                continue
            if _content(other) or not all(word.span.overlaps(place) for word in words if word.content):
                return 0.0
            return edit.kept_words / max(edit.claim_words - len(change.claim), 1)
    return 0.0


def _content(words: Sequence[Token]) -> bool:
    return any(word.content for word in words)


def as_negative(compared: Comparison, claim: str, evidence: str, extent: Span) -> bool:
    """Say whether claim and the stretch of evidence that it keeps hold as many negations, beside the words compared."""
    return denials(claim, None, compared.claim) == denials(evidence, extent, compared.evidence)


__all__ = ["CONTRADICTING", "ELSEWHERE", "as_negative", "contradicts", "is_elsewhere", "is_the_rest", "of_the_claim"]
