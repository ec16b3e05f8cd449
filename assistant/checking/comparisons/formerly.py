"""What a sentence says was so until something changed ("Until last year, governors did not check this").

Such a sentence neither bears out nor contradicts a claim on how things are. Told by the words for a time that is over,
where the claim has none of them and does not speak of the past itself. Reads no dates and decides nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.words.leads import without_school
from assistant.checking.words.numerals import numbers
from assistant.checking.words.tokens import tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans

FORMERLY = "as it was before"
_OVER = re.compile(
    r"^\W*(?:until|till|up to|prior to|before)\s(?:very\s)?(?:last|this|recently|then|the|that|\d{4}"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|autumn|spring|summer)\b"
    r"[^,.;]{0,40},|^\W*(?:previously|formerly|in the past|historically|at one time|years ago)\b|"
    r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bwhich )(?<!\bthat )(?<!\bwho )\bused to\b"
    r"(?! \w+ing\b)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:following|after)\s(?:an?|some|several|many|two|three|four|five|its|their)\s(?:\w+\s)?"
    r"(?:period|time|spell|stretch|run|year|month|term)s?\s(?:of|in|under|with)\s(?P<over>[^,.;:]+)",
    re.IGNORECASE,
)
"""A time that is over, and what was then: "following a period in special measures"."""
_PAST = re.compile(
    r"\b(?:was|were|had|did|until|till|previous(?:ly)?|former(?:ly)?|in the past|used to|before|prior|historically|"
    r"once|last|ago|then|at the time|[a-z]{3,}ed)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""What in a claim speaks of the past, or may."""
_FROM = re.compile(
    r"\b(?:reduced|cut|increased|raised|lowered|halved|doubled|moved|changed|rose|risen|fell|fallen|grew|grown|dropped|"
    r"declined|improved|went|gone|down|up)\b[^.;]{0,60}\bfrom\s(?:just\s|only\s|about\s|around\s)?$",
    re.IGNORECASE,
)
"""What moved something, up to the figure from which it did."""
_TO = re.compile(r"\s?(?:[\w’'/ -]{0,40}\s)?to\s(?:just\s|only\s|about\s|around\s)?", re.IGNORECASE)
_STILL = re.compile(r"\b(?:still|now|currently|again|a place of)\b", re.IGNORECASE)
_SCHOOL = frozenset(token.stem for token in tokens("school"))
SAME = 0.8
"""Share of the claim's content words that the sentence must have for it to be the claim's, then. Chosen."""


def formerly(claim: str, sentence: str) -> Comparison | None:
    """Return the words by which a sentence tells of a time that is over, where the claim tells of now."""
    if _PAST.search(claim):
        return None
    after = _after(claim, sentence)
    if after is not None:
        return after
    over = _OVER.search(sentence)
    if over is None:
        return _before_it_moved(claim, sentence)
    said = {token.stem for token in tokens(claim) if token.content}
    behind = {token.stem for token in tokens(sentence) if token.content}
    if not said or len(said & behind) / len(said) < SAME:
        return None
    return Comparison(FORMERLY, Relation.DROPPED, None, Span(*over.span()))


def _after(claim: str, sentence: str) -> Comparison | None:
    """Return the words by which a sentence tells of a time that is over, where all that a claim says was then."""
    said = {token.stem for token in tokens(_STILL.sub(" ", without_school(claim))) if token.content} - _SCHOOL
    for match in _AFTER.finditer(sentence):
        then = {token.stem for token in tokens(match["over"])}
        if said and said <= then:
            return Comparison(FORMERLY, Relation.DROPPED, None, Span(*match.span()))
    return None


def _before_it_moved(claim: str, sentence: str) -> Comparison | None:
    """Return the figure from which something moved, where the claim has it and not the one that it moved to."""
    said = {(n.kind, n.low) for n in numbers(claim) if not claim[: n.span.start].rstrip().endswith(" by")}
    stated = numbers(sentence)
    for first, second in pairwise(stated):
        moved = _FROM.search(sentence, 0, first.span.start)
        to = _TO.fullmatch(sentence, first.span.end, second.span.start)
        if first.kind is not second.kind or moved is None or to is None:
            continue
        if (first.kind, first.low) in said and (second.kind, second.low) not in said:
            return Comparison(FORMERLY, Relation.DROPPED, None, Span(moved.start(), first.span.end))
    return None


def is_over(place: Span | None, claim: str, evidence: str) -> bool:
    """Say whether words of the evidence stand in a sentence on a time that is over, and the claim tells of now."""
    if place is None:
        return False
    return any(
        span.overlaps(place) and formerly(claim, span.of(evidence)) is not None for span in sentence_spans(evidence)
    )


__all__ = ["FORMERLY", "formerly", "is_over"]
