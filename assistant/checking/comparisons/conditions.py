"""Conditions and exceptions: what limits a statement, and whether a claim leaves the limit out.

"Attendance is high, except in Year 3" does not say that attendance is high. Finds limiting words and compares by the
words that they govern; what the limit means is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.words.tokens import tokens
from ingest.documents import Span

CONDITION = "condition"
_LIMIT = re.compile(
    r"\b(?:except(?:ing)?(?: for| in| when| that)?|apart from|other than|unless|but not|"
    r"with the exception of|save (?:for|in)|"
    r"excluding|only (?:when|if|where|in|for|at|after|once|those|some|a few|part)|"
    r"(?:in|for|at|among|across) (?:some|a few|most|certain|a minority of|a small number of)(?: of)?|"
    r"as long as|provided that|on condition that|not (?:in|for) all|until|if)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;:,—–]")
_REACH = 6
_CLAUSE = re.compile(r"[.;:]\s|,\s(?:and|but|yet|though|although|while|whereas)\b")
REPEATED = 0.6
"""Share of the claim's content words in the clause before a limit from which the limit belongs to them. Chosen."""


def conditions(text: str) -> list[tuple[Span, Span]]:
    """Return each limiting word's place and the stretch of text that says what the limit is."""
    found = []
    for match in _LIMIT.finditer(text):
        stop = _STOP.search(text, match.end())
        found.append((Span(*match.span()), Span(match.end(), stop.start() if stop else len(text))))
    return found


def compare_conditions(claim: str, evidence: str) -> list[Comparison]:
    """Compare the limits of claim and evidence: kept, left out by the claim, or only in the claim."""
    said, stated = conditions(claim), conditions(evidence)
    kept = [_kept(words, scope, claim, stated, evidence) for words, scope in said]
    matched = {comparison.evidence for comparison in kept}
    dropped = [
        Comparison(CONDITION, Relation.DROPPED, None, words)
        for words, scope in stated
        if words not in matched and _limits(claim, evidence, words, scope)
    ]
    return [*kept, *dropped]


def _limits(claim: str, evidence: str, words: Span, scope: Span) -> bool:
    """Say whether a limit of the evidence stands in the clause that the claim repeats, and the claim leaves it out."""
    about = _all(claim)
    if _stems(evidence, scope) & about:
        return False
    stops = [match.end() for match in _CLAUSE.finditer(evidence, 0, words.start)]
    clause = Span(stops[-1] if stops else 0, words.start)
    before = {token.stem for token in tokens(evidence) if token.content and token.span.overlaps(clause)}
    return bool(about) and len(about & before) / len(about) >= REPEATED


def _kept(words: Span, scope: Span, claim: str, stated: Sequence[tuple[Span, Span]], evidence: str) -> Comparison:
    about = _stems(claim, scope)
    for other, there in stated:
        if about & _stems(evidence, there):
            return Comparison(CONDITION, Relation.AGREES, words, other)
    return Comparison(CONDITION, Relation.UNSTATED, words)


def _stems(text: str, span: Span) -> frozenset[str]:
    inside = [token.stem for token in tokens(text) if token.content and token.span.overlaps(span)]
    return frozenset(inside[:_REACH])


def _all(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text) if token.content)


__all__ = ["CONDITION", "compare_conditions", "conditions"]
