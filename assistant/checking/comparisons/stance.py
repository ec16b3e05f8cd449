"""Stance: whether a sentence states something as a fact, or only as what should be, is aimed at, may be or is felt.

"The school should ensure that pupils read often" does not say that pupils read often, and "some families feel that
there is too little to do" does not say that there is. Finds the word that governs what a claim repeats, where the claim
has no such word itself (``stance.json``); who is named as saying something is another module's matter (`speakers`), and
what it counts for is the checker's: such a sentence bears nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.words.tokens import negations, tokens
from ingest.documents import Span
from ingest.packaged import packaged_json

GOVERNED = 0.5
"""Share of the claim's content words that must stand under the governing word (`python -m evals.checking_kinds`, "less
than a fact": of the claims of the part "train" that share so much with one, the share that is not supported)."""
_STOP = re.compile(r",\s(?:but|although|though|while|whereas)\b")
_LACKING = re.compile(
    r"\b(?:yet|less|fewer|too|lack\w*|below|weak\w*|uneven\w*|inconsisten\w+|poor\w*|differs?|vary|varies|unclear|"
    r"some|few|at present|currently|could be)\b",
    re.IGNORECASE,
)
"""What says, without a negation, that something is wanting."""


@dataclass(frozen=True, slots=True)
class Stance:
    """One way to state less than a fact: what governs a statement so, and what in a claim says as much."""

    kind: str
    governs: re.Pattern[str]
    claim: re.Pattern[str]
    must: re.Pattern[str] | None
    """What a claim must have besides, to state more than the sentence does."""


@lru_cache(maxsize=1)
def stances() -> Sequence[Stance]:
    """Return the kinds of ``stance.json``, in their order."""
    data = packaged_json(__package__, "stance.json")
    return tuple(
        Stance(
            kind,
            _any_of(entry["governs"]),
            _any_of(entry["claim"]),
            _pattern(entry["claim must"]) if "claim must" in entry else None,
        )
        for kind, entry in data.items()
    )


def stance_kinds() -> frozenset[str]:
    """Return the names of all kinds."""
    return frozenset(stance.kind for stance in stances())


def compare_stance(claim: str, sentence: str) -> list[Comparison]:
    """Return the words of a sentence by which it states less than a fact what a claim states as one; often none.

    A claim that says that something is wanting is left alone: that leaders should see to a thing does say that it is
    not yet so.
    """
    if _wants(claim, sentence):
        return []
    said = {token.stem for token in tokens(claim) if token.content}
    common = [(token.span, token.stem) for token in tokens(sentence) if token.content and token.stem in said]
    found = []
    for stance in stances():
        if stance.claim.search(claim) or (stance.must and not stance.must.search(claim)):
            continue
        for match in stance.governs.finditer(sentence):
            stop = _STOP.search(sentence, match.end())
            under = Span(match.start(), stop.start() if stop else len(sentence))
            governed = {stem for span, stem in common if span.overlaps(under)}
            if said and len(governed) / len(said) >= GOVERNED:
                found.append(Comparison(stance.kind, Relation.DROPPED, None, Span(*match.span())))
                break
    return found


def _wants(claim: str, sentence: str) -> bool:
    """Say whether a claim denies something, or finds it wanting, that the sentence does not."""
    if len(negations(claim)) > len(negations(sentence)):
        return True
    stated = {match.group().lower() for match in _LACKING.finditer(sentence)}
    return any(match.group().lower() not in stated for match in _LACKING.finditer(claim))


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    begun = [word if word.startswith("^") else rf"\b{word}" for word in words]
    return _pattern(rf"(?:{'|'.join(begun)})\b")


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


__all__ = ["compare_stance", "stance_kinds"]
