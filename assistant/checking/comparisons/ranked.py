"""Which of two is better: "better at lunch than in lessons" beside "at lunch, behaviour is less good".

Holds a claim that ranks two sides against a sentence on one of them, by the words of comparison on both. Ranks nothing
itself and decides nothing.
"""

from __future__ import annotations

import re

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.comparisons.facets import QUANTITY, marks_of
from assistant.checking.words.numerals import numbers
from assistant.checking.words.tokens import content, negations
from ingest.documents import Span
from ingest.number_words import ONE_TO_NINETEEN, TWENTY_TO_NINETY
from ingest.sentences import sentence_spans

RANKED = "ranked otherwise"
_BETTER = r"better|stronger|higher|greater|faster|quicker|more"
_WORSE = r"worse|weaker|lower|poorer|slower|less|fewer"
_RANK = re.compile(
    rf"\b(?:(?P<up>{_BETTER})|(?P<down>{_WORSE}))\b(?P<between>(?:\s[\w’'-]+){{0,6}}?)\sthan\b", re.IGNORECASE
)
_FIGURE = re.compile(rf"\s(?:\d|an?\b|half\b|(?:{ONE_TO_NINETEEN}|{TWENTY_TO_NINETY})\b)", re.IGNORECASE)
"""What follows "more than" where it counts and ranks nothing."""
_ALONE = re.compile(rf"\b(?:(?P<up>{_BETTER})|(?P<down>{_WORSE}|not as|not so)\b)", re.IGNORECASE)
_BAD = re.compile(
    r"\b(?:bullying|absen\w+|exclu\w+|suspen\w+|incidents?|concerns?|disrupt\w+|turnover|vacanc\w+|gaps?|problems?|"
    r"poor|weak\w*|difficult\w*|variable|variation)\b",
    re.IGNORECASE,
)
"""What is better the less there is of it: then "less" and "better" say no different things."""


def ranked_otherwise(claim: str, sentence: str) -> Comparison | None:
    """Return the word by which a sentence ranks one side of a claim's comparison the other way; often None."""
    rank = _RANK.search(claim)
    if (
        rank is None
        or _FIGURE.match(claim, rank.end())
        or "than" in sentence
        or _BAD.search(claim)
        or _BAD.search(sentence)
        or negations(claim)
    ):
        return None
    found = list(_ALONE.finditer(sentence))
    if len(found) != 1:
        return None
    by = " ".join([rank["up"] or rank["down"], *rank["between"].split()[:1]])  # "less secure": by what they are ranked
    left = content(claim, Span(0, rank.end())) - content(by)
    right = content(claim, Span(rank.end(), len(claim)))
    stated = content(sentence)
    first, second = bool(stated & (left - right)), bool(stated & (right - left))
    if first == second:
        return None
    up = (rank["up"] is not None) is first
    if up is (found[0]["up"] is not None):
        return None
    return Comparison(RANKED, Relation.DROPPED, Span(*rank.span()), Span(*found[0].span()))


def ranks_by_opposites(claim: str, sentence: str) -> bool:
    """Say whether two texts rank by opposite words: "less settled in Year 7 than", "more settled in Year 10 than"."""
    ours, theirs = _RANK.search(claim), _RANK.search(sentence)
    return ours is not None and theirs is not None and (ours["up"] is None) is not (theirs["up"] is None)


def is_converse(claim: str, evidence: str) -> bool:
    """Say whether a sentence of the evidence ranks the same two sides the same way by the opposite word.

    "Stronger in English than in mathematics" says "weaker in mathematics than in English".
    """
    ours = _RANK.search(claim)
    if ours is None or negations(claim):
        return False
    left, right = _sides(claim, ours)
    figures, amounts = _figures(claim), _amounts(claim)
    for at in sentence_spans(evidence):
        sentence = at.of(evidence)
        theirs = _RANK.search(sentence)
        if theirs is None or (ours["up"] is None) is (theirs["up"] is None):
            continue
        if negations(sentence) or _figures(sentence) != figures or _amounts(sentence) != amounts:
            continue
        first, second = _sides(sentence, theirs)
        if second and second <= left and right & first and not right & second:
            return True
    return False


def _amounts(text: str) -> frozenset[str]:
    return frozenset(mark.value for mark in marks_of(text, QUANTITY))


def _figures(text: str) -> frozenset[tuple[str, float, float]]:
    return frozenset((number.kind, number.low, number.high) for number in numbers(text))


def _sides(text: str, rank: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of substance before and after "than", without the word of comparison itself."""
    own = content(rank["up"] or rank["down"])
    return content(text, Span(0, rank.end())) - own, content(text, Span(rank.end(), len(text))) - own


__all__ = ["RANKED", "is_converse", "ranked_otherwise", "ranks_by_opposites"]
