"""Of what a word is said: in which clause "most" or "good" stands, and of which of two groups "most" is a share.

"Workload worries a few staff, but most say that leaders listen" does not say that workload worries most staff; and
that most of those who attend are eligible does not say that most of the eligible attend. Every word of such a claim
stands in the sentence, so that words and models take the two for alike. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.checking.comparisons.comparison import Comparison, Relation, ValueMark
from assistant.checking.comparisons.facets import PEOPLE, QUANTITY, comparable, facets, marks, marks_of
from assistant.checking.words.numerals import Number, NumberKind, numbers
from assistant.checking.words.tokens import content, negations, tokens
from ingest.documents import Span
from ingest.number_words import ONE_TO_NINETEEN
from ingest.sentences import sentence_spans

_KINDS = frozenset({"quantity", "grade", "trend", "level", "progress", "frequency"})
"""Kinds of words of which a clause has its own."""
CONVERSE, SAID_BY_NONE, OTHER_TIME = "a share of others", "not said by them", "of another time"
_JOIN = re.compile(r"[;:]\s|,?\s(?:but|while|whereas|although|though|yet)\s|,\sand\s", re.IGNORECASE)
_CONCEDES = re.compile(r"\W*(?:although|though|while|whereas|after|before)\b[^,]*(?P<end>,)\s", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:(?:years?|terms?) before|previous(?:ly)?|earlier|before (?:that|then)|since(?: then)?|later|now|afterwards|"
    r"the year after)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_PART = re.compile(rf"\b(?:\d+|{ONE_TO_NINETEEN}|half|a third|a quarter)\sof\b|\b\d+(?:\.\d+)?\s?%", re.IGNORECASE)
_RESTRICTS = re.compile(
    r"\s*(?:\w+\s){0,2}?(?:who|whose|that|with|eligible|entitled|known|identified|attending|taking|studying|receiving|"
    r"entered|supported|excluded|absent|working|from)\b",
    re.IGNORECASE,
)
"""What follows the people of whom a share is said and tells which of them are meant."""
_SAYS = re.compile(
    r"\W*(?:(?:some|most|many|all|a few|few|several|nearly all|almost all|the majority of|a minority of)\s)?"
    r"(?P<who>\w+)\s(?:also\s)?(?:say|said|feel|felt|believe|believed|think|thought|report|reported|told|tell|complain)\b",
    re.IGNORECASE,
)
OWN = 0.75
"""Share of a claim's other content words that its own clause must have. Chosen."""
OTHERS = 0.5
"""Share of them that the clause of the other quantity must not reach. Chosen."""
FEWEST = 2
"""Content words that each of the two groups must have for one to stand in the other's place."""


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
        if own is not None and (said[0].value, own.value) in facet.exclusive:
            return [Comparison(facet.name, Relation.CONFLICTS, said[0].span, own.span, 1.0)]
    return []


def _own(
    rest: frozenset[str], said: ValueMark, clauses: Sequence[tuple[frozenset[str], Sequence[ValueMark]]]
) -> ValueMark | None:
    """Return the word of the clause that has the claim's other words, where one of another has the claim's."""
    if not rest or any(len(found) > 1 for _, found in clauses) or sum(len(found) for _, found in clauses) < FEWEST:
        return None
    scored = [(len(rest & words) / len(rest), found) for words, found in clauses]
    best = max(scored, key=lambda pair: pair[0])
    others = [pair for pair in scored if pair is not best and pair[1]]
    if best[0] < OWN or not best[1] or any(share >= OTHERS for share, _ in others):
        return None
    borrowed = any(found[0].value == said.value for _, found in others)
    return best[1][0] if borrowed else None


def of_other_shares(claim: str, evidence: str) -> bool:
    """Say whether claim and evidence speak of two shares: "most have none" beside "two of seven have one"."""
    said, stated = _shares(claim), _shares(evidence)
    return bool(said and stated) and said.isdisjoint(stated)


def _shares(text: str) -> set[str]:
    parts = {match.group().lower() for match in _PART.finditer(text)}
    return parts | {mark.value for mark in _quantities(text) if mark.value not in ("all", "none")}


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


def said_by_none(claim: str, evidence: str) -> Comparison | None:
    """Return those who say something in a claim, where the evidence knows people and never these: often None."""
    says = _SAYS.match(claim)
    known = {mark.value for mark in marks_of(evidence, PEOPLE)}
    if says is None or not known:
        return None
    who = Span(*says.span("who"))
    named = [mark for mark in marks_of(claim, PEOPLE) if mark.span.overlaps(who)]
    if not named or named[0].value in known:
        return None
    return Comparison(SAID_BY_NONE, Relation.DROPPED, who, None)


def of_others(claim: str, sentence: str) -> Comparison | None:
    """Return the share that a sentence says of those of whom a claim says what the sentence says of them.

    The words behind the people counted are the same two groups, the one and then the other, in claim and sentence.
    """
    for ours in _shared(claim):
        for theirs in _shared(sentence):
            if _turned_round(_behind(claim, ours), _behind(sentence, theirs)):
                return Comparison(CONVERSE, Relation.DROPPED, ours, theirs)
    return None


def _turned_round(said: Sequence[str], stated: Sequence[str]) -> bool:
    if len(said) != len(stated) or list(said) == list(stated):
        return False
    cuts = range(FEWEST, len(said) - FEWEST + 1)
    return any([*said[cut:], *said[:cut]] == list(stated) for cut in cuts)


def _shared(text: str) -> Iterator[Span]:
    """Yield each quantity or per cent of people that is followed by which of them are meant."""
    cents = (number.span for number in numbers(text) if number.kind is NumberKind.PERCENT)
    for span in (*(mark.span for mark in _quantities(text)), *cents):
        people = _people(text, span)
        if people is not None and _RESTRICTS.match(text, people.end) is not None:
            yield Span(span.start, people.end)


def _people(text: str, share: Span) -> Span | None:
    """Return the first content word behind a share, within a few words: those of whom it is said."""
    behind = [token for token in tokens(text) if token.span.start >= share.end][:3]
    return next((token.span for token in behind if token.content), None)


def _behind(text: str, counted: Span) -> list[str]:
    return [token.stem for token in tokens(text) if token.content and token.span.start >= counted.end]


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


def _quantities(text: str) -> Sequence[ValueMark]:
    return comparable(marks_of(text, QUANTITY), text)


__all__ = [
    "CONVERSE",
    "OTHER_TIME",
    "SAID_BY_NONE",
    "all_clauses",
    "of_other_shares",
    "of_others",
    "other_clause",
    "other_time",
    "said_by_none",
]
