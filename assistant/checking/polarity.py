"""Negation: whether a claim denies what the evidence says, or says what it denies.

Compares the words under a negation in both texts. Opposites without a negating word are `facets`' matter.
"""

from __future__ import annotations

import re

from assistant.checking.facets import Comparison, Relation
from ingest.documents import Span
from ingest.words import stem

_NEGATION = re.compile(
    r"(?<![\w-])(?:not|n[’']t|never|no|none|nobody|nothing|neither|nor|without|lacks?|lacked|lacking|fails?|failed|cannot|"
    r"hardly|scarcely|rarely|seldom|too (?:few|little)|unable|insufficient(?:ly)?|absence of)(?![\w-])|\w+n[’']t\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")
_REACH = 5
"""Words after a negation that it may turn round."""
_EMPTY = frozenset(
    "the a an of to in on for and or is are be been as well enough any all that this their its it they yet".split()
)


def negated(text: str) -> dict[str, Span]:
    """Return the stems of the content words that stand under a negation, each with the negating word's place."""
    result: dict[str, Span] = {}
    for match in _NEGATION.finditer(text):
        following = [word.group().lower() for word in _WORD.finditer(text, match.end())]
        for word in [word for word in following if word not in _EMPTY][:_REACH]:
            result.setdefault(stem(word), Span(*match.span()))
    return result


def compare_polarity(claim: str, evidence: str) -> Comparison:
    """Say whether one text negates a content word that the other has without negation."""
    said, stated = negated(claim), negated(evidence)
    claim_words, evidence_words = _stems(claim), _stems(evidence)
    for word, span in said.items():
        if word in evidence_words and word not in stated:
            return Comparison("polarity", Relation.CONFLICTS, span, evidence_words[word])
    for word, span in stated.items():
        if word in claim_words and word not in said:
            return Comparison("polarity", Relation.CONFLICTS, claim_words[word], span)
    shared = [word for word in said if word in stated]
    if shared:
        return Comparison("polarity", Relation.AGREES, said[shared[0]], stated[shared[0]])
    return Comparison("polarity", Relation.UNSTATED if said else Relation.SILENT, next(iter(said.values()), None))


def _stems(text: str) -> dict[str, Span]:
    result: dict[str, Span] = {}
    for match in _WORD.finditer(text):
        if match.group().lower() not in _EMPTY:
            result.setdefault(stem(match.group().lower()), Span(*match.span()))
    return result


__all__ = ["compare_polarity", "negated"]
