"""Meaning: every typed comparison of a claim with its evidence.

Puts together what the modules of each kind find; weighs and decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.comparisons.comparison import Comparison, Relation, moved
from assistant.checking.comparisons.conditions import compare_conditions
from assistant.checking.comparisons.durations import compare_durations
from assistant.checking.comparisons.facets import compare_facets
from assistant.checking.comparisons.mixed import mixed
from assistant.checking.comparisons.next_steps import no_next_step
from assistant.checking.comparisons.numbers import compare_numbers
from assistant.checking.comparisons.parts import compare_parts, no_such_share
from assistant.checking.comparisons.polarity import compare_polarity
from assistant.checking.comparisons.ranked import is_converse
from assistant.checking.comparisons.speakers import compare_speakers
from assistant.checking.comparisons.stance import compare_stance
from assistant.checking.comparisons.turned import compare_turned
from ingest.documents import Span

_OF_RANK = frozenset({"opposite", "progress", "trend", "level"})
"""Facets whose words rank: "weaker" for "stronger"."""


def comparisons(claim: str, evidence: str, sentence: Span) -> tuple[Comparison, ...]:
    """Compare claim and evidence in every kind. Spans of evidence are places in the whole evidence.

    Negation, speakers, conditions and stance are compared with the sentence that speaks most to the claim: elsewhere
    they govern other words.
    """
    text = sentence.of(evidence)
    near = (
        *compare_polarity(claim, text),
        *compare_speakers(claim, text),
        *compare_conditions(claim, text),
        *compare_stance(claim, text),
    )
    placed = (moved(comparison, sentence.start) for comparison in near)
    turned = compare_turned(claim, evidence, sentence)
    shares = compare_parts(claim, evidence)
    numbered = [one for one in compare_numbers(claim, evidence) if not _is_told(one, shares)]
    counted = (*shares, *numbered, *compare_durations(claim, evidence))
    facets = [one for one in compare_facets(claim, evidence) if not _is_told(one, shares)]
    absent = [one for one in (None if shares else no_such_share(claim, text), no_next_step(claim, text)) if one]
    if is_converse(claim, evidence):  # the opposite word is what makes the ranking the same
        facets = [one for one in facets if one.relation is not Relation.CONFLICTS or one.facet not in _OF_RANK]
    return (*counted, *absent, *placed, *turned, *mixed(claim, evidence), *facets)


def _is_told(compared: Comparison, shares: Sequence[Comparison]) -> bool:
    """Say whether the claim's word is the share that was worked out from two figures of the evidence."""
    place = compared.claim
    return place is not None and any(one.claim is not None and one.claim.overlaps(place) for one in shares)


__all__ = ["comparisons"]
