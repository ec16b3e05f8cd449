"""What a verdict on one passage counts for: a model's word holds only where the passage speaks of the same matter.

A search brings up passages of other matters too, which the pairs that the model learned from do not hold.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.checking.comparisons.speakers import SPEAKER, misattributed
from assistant.checking.verdict import AGAINST_PROOF, OUTRIGHT, Checked, Reason, Verdict
from assistant.checking.words.keys import shared
from assistant.checking.words.leads import without_school

LEAST_SHARED = 0.3
"""Share of a claim's content words that a passage must have for a model's word to bear the claim out. Chosen."""
CLOSE = 0.6
"""The same share, in one sentence, for two conflicting words to contradict: farther off they speak of other things (of
such conflicts under half belong to false claims, `proof`)."""


def guarded(words: str, lead: str, text: str, sentences: Iterable[str], checked: Checked) -> Checked:
    """Return a verdict on one passage as it counts for a claim: open where the passage speaks of something else.

    :param words: the claim as it is checked; `lead` are the words by which it says whose report it gives.
    :param text: the passage's; `sentences` are those that it is made of.
    """
    said = misattributed(lead, words, text)
    if said and said[0].evidence:
        return Checked(Verdict.CONTRADICTED, (Reason(SPEAKER, lead, said[0].evidence.of(text)),), AGAINST_PROOF)
    if AGAINST_PROOF < checked.score < OUTRIGHT:
        far_for = {
            Verdict.SUPPORTED: shared(without_school(words), text) < LEAST_SHARED,
            Verdict.CONTRADICTED: nearest(words, sentences) < CLOSE,
        }
        if far_for.get(checked.verdict, False):
            return Checked(Verdict.NOT_CHECKED, checked.reasons, checked.score)
    return checked


def nearest(words: str, sentences: Iterable[str]) -> float:
    """Return the greatest share of a claim's content words that one sentence has."""
    return max((shared(without_school(words), sentence) for sentence in sentences), default=0.0)


__all__ = ["CLOSE", "LEAST_SHARED", "guarded", "nearest"]
