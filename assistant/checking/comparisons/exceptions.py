"""Exceptions: what a sentence takes out of what it says of all, and whether a claim leaves that out.

"Pupils do well in all subjects except mathematics" does not say that they do well in all subjects, and says nothing
against their doing well in science. Finds exceptions by the words that make them; decides nothing.
"""

from __future__ import annotations

import re

from assistant.checking.comparisons.comparison import Comparison, Relation, moved
from assistant.checking.words.tokens import tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans

EXCEPTED = "excepted"
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for| in| at| when| that)?|apart from|other than|with the exception of)\b|"
    r"(?<=[,(]\s)excluding\b|(?<=\()excluding\b",
    re.IGNORECASE,
)
_END = re.compile(r"[,.;:]")
_START = re.compile(r"[.;:]\s|,\s(?:and|but|yet|so|although|though|while|whereas)\b(?! not\b)")
_EVERY = re.compile(
    r"\b(?:all|every\w*|each|always|whole|throughout|entire(?:ly)?|any|without exception|at all times)\b", re.IGNORECASE
)
_OF_EVERY = re.compile(rf"(?:{_EVERY.pattern})(?:\s[\w’'-]+){{0,3}}\W*$", re.IGNORECASE)
"""The same just before an exception, which then is one of that."""
_NOT_ALL = re.compile(
    r"\b(?:most(?:ly)?|many|some|several|nearly|almost|majority|generally|largely|usually|typically|often|sometimes|"
    r"broadly|on the whole|main(?:ly)?|beyond|outside|elsewhere|rest)\b",
    re.IGNORECASE,
)
"""What leaves room for an exception in a claim itself."""
REPEATED = 0.85
"""Share of a claim's content words in what the exception is made of, from which the claim is that. Chosen."""


def exceptions(text: str) -> list[tuple[Span, Span]]:
    """Return each exception of a text, word and all, and the words before it that it is made of."""
    found = []
    for match in _EXCEPT.finditer(text):
        end = _END.search(text, match.end())
        starts = [start.end() for start in _START.finditer(text, 0, match.start())]
        before = Span(starts[-1] if starts else 0, match.start())
        found.append((Span(match.start(), end.start() if end else len(text)), before))
    return found


def in_exception(place: Span | None, claim: str, evidence: str) -> bool:
    """Say whether words of the evidence stand in an exception, and the claim makes none: they are not held against it.

    "All subjects except mathematics" says nothing against science.
    """
    if place is None or _EXCEPT.search(claim):
        return False
    return any(excepted.overlaps(place) for excepted, _ in exceptions(evidence))


def denied_of_all(claim: str, evidence: str) -> list[Comparison]:
    """Return the exception that denies what a claim says of all; none where no sentence makes one."""
    for span in sentence_spans(evidence):
        found = left_out(claim, span.of(evidence))
        if found is not None and found.relation is Relation.CONFLICTS:
            return [moved(found, span.start)]
    return []


def left_out(claim: str, sentence: str) -> Comparison | None:
    """Return the exception that a claim leaves out, or is about and does not make; None where there is no such.

    It conflicts with a claim that says of all what the sentence says of all but one; else it keeps the sentence from
    bearing the claim out.
    """
    if _EXCEPT.search(claim) or _NOT_ALL.search(claim):
        return None
    said = _content(claim)
    every = _EVERY.search(claim)
    for excepted, before in exceptions(sentence):
        about, repeated = _content(sentence, excepted), _content(sentence, before) & said
        if said and len(repeated) / len(said) >= REPEATED:
            conflicts = every is not None and _OF_EVERY.search(before.of(sentence)) is not None
            relation = Relation.CONFLICTS if conflicts else Relation.DROPPED
            return Comparison(EXCEPTED, relation, Span(*every.span()) if conflicts and every else None, excepted, 1.0)
        if about and about <= said:
            return Comparison(EXCEPTED, Relation.DROPPED, None, excepted)
    return None


def _content(text: str, span: Span | None = None) -> set[str]:
    return {
        token.stem
        for token in tokens(text)
        if token.content and (span is None or token.span.overlaps(span)) and not _EXCEPT.fullmatch(token.text)
    }


__all__ = ["EXCEPTED", "denied_of_all", "exceptions", "in_exception", "left_out"]
