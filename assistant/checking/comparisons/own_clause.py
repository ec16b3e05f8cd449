"""In which clause a word stands: "good", "most" or "fell" is said of its own clause and not of the one beside it.

"Workload worries a few staff, but most say that leaders listen" does not say that workload worries most staff. Every
word of such a claim stands in the sentence, so that words and models take the two for alike. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.checking.comparisons.comparison import Comparison, Relation, ValueMark
from assistant.checking.comparisons.facets import QUANTITY, comparable, facets, marks
from assistant.checking.words.numerals import Number, NumberKind, numbers
from assistant.checking.words.tokens import content, negations
from ingest.documents import Span
from ingest.sentences import sentence_spans

_KINDS = frozenset({QUANTITY, "grade", "trend", "level", "progress", "frequency"})
"""Kinds of words of which a clause has its own."""
OTHER_TIME = "of another time"
_JOIN = re.compile(r"[;:]\s|,?\s(?:but|while|whereas|although|though|yet)\s|,\sand\s", re.IGNORECASE)
_CONCEDES = re.compile(r"\W*(?:although|though|while|whereas|after|before)\b[^,]*(?P<end>,)\s", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:(?:years?|terms?) before|previous(?:ly)?|earlier|before (?:that|then)|since(?: then)?|later|now|afterwards|"
    r"the year after)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
OWN = 0.75
"""Share of a claim's other content words that its own clause must have. Chosen."""
OTHERS = 0.5
"""Share of them that the clause of the other quantity must not reach. Chosen."""


def other_clause(claim: str, evidence: str) -> list[Comparison]:
    """Return a claim's word beside the one of its kind in the clause that has the claim's other words.

    Only where it is plain: one word of the kind in the claim and at most one in each clause, and the claim's own stands
    in a clause of something else.
    """
    clauses = all_clauses(evidence)
    for place, facet in enumerate(facets()):
        said = comparable(marks(claim).get(place, ()), claim)
        if facet.name not in _KINDS or len(said) != 1 or negations(claim):
            continue
        rest = content(claim, but=said[0].span)
        stated = comparable(marks(evidence).get(place, ()), evidence)
        held = [[mark for mark in stated if clause.overlaps(mark.span)] for clause in clauses]
        own = _own(
            rest, said[0], [(content(evidence, clause), found) for clause, found in zip(clauses, held, strict=True)]
        )
        if own is None or any(clause.overlaps(own.span) and negations(clause.of(evidence)) for clause in clauses):
            continue  # the claim denies nothing: what is denied is said of something else
        if (said[0].value, own.value) in facet.exclusive:
            return [Comparison(facet.name, Relation.CONFLICTS, said[0].span, own.span, 1.0)]
    return []


def _own(
    rest: frozenset[str], said: ValueMark, clauses: Sequence[tuple[frozenset[str], Sequence[ValueMark]]]
) -> ValueMark | None:
    """Return the word of the clause that has the claim's other words, where one of another has the claim's."""
    if not rest or any(len(found) > 1 for _, found in clauses) or sum(len(found) for _, found in clauses) < 2:
        return None
    scored = [(len(rest & words) / len(rest), found) for words, found in clauses]
    best = max(scored, key=lambda pair: pair[0])
    others = [pair for pair in scored if pair is not best and pair[1]]
    if best[0] < OWN or not best[1] or any(share >= OTHERS for share, _ in others):
        return None
    borrowed = any(found[0].value == said.value for _, found in others)
    return best[1][0] if borrowed else None


def other_time(claim: str, sentence: str) -> Comparison | None:
    """Return the time at which a sentence says what a claim says of a year that it names of something else.

    "They dipped in 2023 but were above average in the years before" does not say that they were above it in 2023.
    """
    years = [number for number in numbers(claim) if number.kind is NumberKind.YEAR]
    if len(years) != 1:
        return None
    clauses = list(_clauses(Span(0, len(sentence)), sentence))
    for place, facet in enumerate(facets()):
        said = marks(claim).get(place, ())
        if facet.name not in _KINDS or len(said) != 1:
            continue
        for mark in marks(sentence).get(place, ()):
            own = next((clause for clause in clauses if clause.overlaps(mark.span)), None)
            then = _THEN.search(sentence, own.start, own.end) if own and mark.value == said[0].value else None
            if own and then and not _year_in(years[0], own.of(sentence)) and _year_in(years[0], sentence):
                return Comparison(OTHER_TIME, Relation.DROPPED, years[0].span, Span(*then.span()))
    return None


def _year_in(year: Number, text: str) -> bool:
    return any(n.kind is NumberKind.YEAR and n.low <= year.high and year.low <= n.high for n in numbers(text))


def all_clauses(text: str) -> list[Span]:
    """Return the clauses of a text that are joined by "but", "while", "and" and the like, sentence by sentence."""
    return [clause for span in sentence_spans(text) for clause in _clauses(span, text)]


def _clauses(sentence: Span, text: str) -> Iterator[Span]:
    joins = _JOIN.finditer(text, sentence.start, sentence.end)
    concession = _CONCEDES.match(text, sentence.start, sentence.end)
    ends = {match.end() for match in joins if match.start() > sentence.start} | (
        {concession.end("end")} if concession else set()
    )
    stops = [sentence.start, *sorted(ends), sentence.end]
    return (Span(start, end) for start, end in pairwise(stops) if end > start)


__all__ = ["OTHER_TIME", "all_clauses", "other_clause", "other_time"]
