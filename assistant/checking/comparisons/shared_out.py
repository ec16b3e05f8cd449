"""How a number is shared out: "two providers, one registered and one unregistered" is not two registered providers.

Each of the smaller figures stands before the word that it counts, with the noun named once before. Compares a claim's
figure for such a word with the one that the sentence gives it; decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.words.numerals import Number, NumberKind, numbers
from assistant.checking.words.tokens import Token, content, negations, tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans

_KIND = re.compile(r"\s(?P<kind>[\w’'-]+)")
_AND = re.compile(r"\s[\w’'-]+,?\s(?:and|but)\s", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:both(?:\s(?:of\s)?(?:the|its|these))?|(?:the|these|those|its|their)\s[\w’'-]+)$", re.IGNORECASE
)
_LIMIT = re.compile(r"\s(?:in|at|from|near|on|with|for|that|which|who)\s", re.IGNORECASE)
_BOTH = re.compile(r"\bboth\b(?:\s(?:of\s)?(?:the|its|these))?", re.IGNORECASE)


def other_share_out(claim: str, evidence: str) -> list[Comparison]:
    """Return a claim's figure for one kind, and the other that a sentence shares out to that kind."""
    if negations(claim):
        return []
    for span in sentence_spans(evidence):
        sentence = span.of(evidence)
        for whole, parts in _shared_out(sentence):
            for part, kind in parts:
                said = _figure_of(claim, kind.of(sentence), _nouns(sentence, whole))
                if said is not None and said[1] != part.low and said[1] <= whole.low:
                    there = Span(part.span.start + span.start, kind.end + span.start)
                    return [Comparison(NumberKind.COUNT, Relation.CONFLICTS, said[0], there, 1.0)]
    return []


def _shared_out(sentence: str) -> list[tuple[Number, list[tuple[Number, Span]]]]:
    """Return each figure that two later ones make up, these with the words that they count."""
    counts = [number for number in numbers(sentence) if number.kind is NumberKind.COUNT and number.exact]
    found = []
    for place, (first, second) in enumerate(pairwise(counts[1:])):
        whole = counts[place]
        kinds = [_KIND.match(sentence, number.span.end) for number in (first, second)]
        apart = re.search(r"[,:–—(]", sentence[whole.span.end : first.span.start])
        if whole.low != first.low + second.low or not apart or not all(kinds):
            continue
        if _AND.fullmatch(sentence, first.span.end, second.span.start):
            words = [Span(*kind.span("kind")) for kind in kinds if kind]
            found.append((whole, list(zip((first, second), words, strict=True))))
    return found


def _nouns(sentence: str, whole: Number) -> frozenset[str]:
    """Return the stems of the content words behind the whole figure, up to the comma: what is counted."""
    stop = re.search(r"[,:–—(]", sentence[whole.span.end :])
    return content(sentence, Span(whole.span.end, whole.span.end + (stop.start() if stop else 0)))


def _limiting(claim: str, behind: Sequence[Token]) -> list[Token]:
    """Return the words behind a figure that say which of those counted are meant: "in Kent"."""
    where = _LIMIT.search(claim, behind[0].span.start, behind[-1].span.end) if behind else None
    return [token for token in behind if where and token.span.start >= where.end()]


def _figure_of(claim: str, kind: str, nouns: frozenset[str]) -> tuple[Span, float] | None:
    """Return where a claim says how many there are of a kind, and how many: "two registered providers", "both are"."""
    counted = [(n.span, n.low) for n in numbers(claim) if n.kind is NumberKind.COUNT and n.exact]
    both = _BOTH.search(claim)
    if both is not None:
        counted.append((Span(*both.span()), 2.0))
    for span, value in counted:
        stop = re.compile(r"[,.;:(]").search(claim, span.end)
        behind = [
            t for t in tokens(claim) if t.content and span.end <= t.span.start < (stop.start() if stop else len(claim))
        ]
        if any(other.overlaps(Span(span.end, behind[-1].span.end)) for other, _ in counted if behind and other != span):
            continue
        words = [token.text.lower() for token in behind]
        limits = behind if _DEFINITE.search(claim, 0, span.end) else _limiting(claim, behind)
        if any(token.stem not in nouns and token.text.lower() != kind.lower() for token in limits):
            continue  # "the two new schools in Kent" are some of the new ones
        if kind.lower() in words and nouns & {token.stem for token in behind}:
            return span, value
    return None


__all__ = ["other_share_out"]
