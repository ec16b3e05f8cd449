"""Which conflicts are worth telling of a claim that is left open.

Where nothing is proved, a pair of words is only a hint: one whose word of the claim stands in the passage as well, or
that denies a word far behind, would be read as a difference that is none. Decides no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.comparisons.comparison import Comparison
from assistant.checking.comparisons.polarity import POLARITY
from assistant.checking.words.tokens import negations, tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans


def telling(conflicts: Sequence[Comparison], claim: str, evidence: str) -> list[Comparison]:
    """Return the conflicts that show a reader where claim and evidence differ."""
    return [one for one in conflicts if _tells(one, claim, evidence)]


def _tells(one: Comparison, claim: str, evidence: str) -> bool:
    if one.claim is None or one.evidence is None:
        return True
    if one.facet == POLARITY:
        return _denies_first(claim, one.claim, evidence, one.evidence)
    near = next((span.of(evidence) for span in sentence_spans(evidence) if span.overlaps(one.evidence)), evidence)
    own = {token.stem for token in tokens(one.claim.of(claim))}
    return not own <= {token.stem for token in tokens(near)}


def _denies_first(claim: str, ours: Span, evidence: str, theirs: Span) -> bool:
    """Say whether the word denied is the first of substance behind the negation: "not timely", not "none of … plan"."""
    for text, negation, other, word in ((claim, ours, evidence, theirs), (evidence, theirs, claim, ours)):
        scope = next((scope for place, scope in negations(text) if place.overlaps(negation)), None)
        if scope is not None:
            under = [token.stem for token in tokens(text) if token.content and token.span.overlaps(scope)]
            return bool(under) and under[0] in {token.stem for token in tokens(word.of(other))}
    return True


__all__ = ["telling"]
