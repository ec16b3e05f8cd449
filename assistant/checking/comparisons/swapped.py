"""Two things in one another's place: "girls' spelling and boys' sums" beside "boys' spelling and girls' sums".

Every word of the claim stands in the sentence, so that neither a model nor a single changed word tells them apart.
Finds two words of one kind, or two figures, of each of which the sentence says what the claim says of the other.
Speaks only where claim and sentence otherwise have the same words; decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.checking.comparisons.comparison import Comparison, Relation, ValueMark
from assistant.checking.comparisons.facets import facets, marks
from assistant.checking.words.keys import shared
from assistant.checking.words.leads import without_school
from assistant.checking.words.numerals import NumberKind, numbers
from assistant.checking.words.tokens import negations, tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans
from ingest.words import stem

SIDES = "in the other’s place"
SAME = 0.85
"""Share of the claim's content words that the sentence must have. Chosen: the same as for who does something."""
_KINDS = frozenset(
    {"who", "subject", "sex", "phase", "achievers", "season", "body", "qualification", "past or present"}
)
_FIGURES = (NumberKind.COUNT, NumberKind.PERCENT, NumberKind.STAGE)
_BREAKS = ".;:"
_BY = re.compile(r"\b(?:by|match\w*|join\w*|shar\w+|differ\w*|than|and|or|as \w+ as|from)\b", re.IGNORECASE)
"""What makes of two sides one, or turns them round without a change: a passive, a comparison, a list."""
_PEOPLE = frozenset(stem(word) for word in ("pupils", "children", "students", "learners", "old"))
"""Who is of a stage whatever the stage is."""
_BOTH_WAYS = re.compile(
    r"\b(?:meets?|met|meetings?|with|together|between|same|similar\w*|equal\w*|alike|agree\w*|each other|"
    r"one another)\b",
    re.IGNORECASE,
)
_ALIKE = re.compile(
    r"\b(?:meets?|met|meetings?|together|between|same|similar\w*|equal\w*|alike|agree\w*|each other|one another|"
    r"(?:work\w*|along|link\w*|partner\w*|compar\w*|talk\w*|speak\w*|spoke) with)\b",
    re.IGNORECASE,
)
"""What is said of two alike: that governors meet leaders says that leaders meet governors."""


def swapped(claim: str, evidence: str) -> list[Comparison]:
    """Return the two words of a claim that stand in one another's place, each with the one that stands there."""
    for span in sentence_spans(evidence) or [Span(0, len(evidence))]:
        text = span.of(evidence)
        if len(negations(text)) != len(negations(claim)):
            continue
        exchanged = _exchanged(claim, text)
        if exchanged is not None:
            return list(_both(exchanged, span.start))
        if _BOTH_WAYS.search(claim):
            continue
        if shared(without_school(claim), text) < SAME:
            continue
        ours, theirs = _values(claim), _values(text)
        for kind in ours:
            if _is_swapped(ours[kind], theirs.get(kind, ()), claim, text) or _change_sides(
                ours[kind], theirs.get(kind, ()), claim, text
            ):
                return list(_told(kind, ours[kind], theirs[kind], span.start))
    return []


def _values(text: str) -> Mapping[str, Sequence[ValueMark]]:
    named = {facets()[place].name: listed for place, listed in marks(text).items() if facets()[place].name in _KINDS}
    stated = {
        str(kind): tuple(ValueMark(f"{n.low}-{n.high}", n.span) for n in numbers(text) if n.kind is kind)
        for kind in _FIGURES
    }
    return {**named, **stated}


def _is_swapped(ours: Sequence[ValueMark], theirs: Sequence[ValueMark], claim: str, sentence: str) -> bool:
    """Say whether two values have each the other's things, in a claim and a sentence that hold just these two."""
    values = {mark.value for mark in ours}
    if len(ours) != 2 or len(theirs) != 2 or len(values) != 2 or {mark.value for mark in theirs} != values:
        return False
    here = {mark.value: _things(claim, mark, ours) for mark in ours}
    there = {mark.value: _things(sentence, mark, theirs) for mark in theirs}
    one, other = values
    return all(
        here[mine] & (there[yours] - there[mine]) and not here[mine] & (there[mine] - there[yours])
        for mine, yours in ((one, other), (other, one))
    )


def _exchanged(claim: str, sentence: str) -> tuple[tuple[Span, Span], tuple[Span, Span]] | None:
    """Return two words of a claim that stand in each other's place in a run of the sentence that is else the same.

    "Each school provides the trust with a partner" beside "The trust provides each school with a partner".
    """
    if _BY.search(claim) or _BY.search(sentence) or _ALIKE.search(claim):
        return None
    said, stated = ([token for token in tokens(text) if token.content] for text in (claim, sentence))
    for start in range(len(stated) - len(said) + 1):
        run = stated[start : start + len(said)]
        forms = {word.text.lower() for word in run}
        places = [n for n, (mine, yours) in enumerate(zip(said, run, strict=True)) if mine.stem != yours.stem]
        if len(places) != 2 or places[1] - places[0] < 2:
            continue
        one, other = places
        same = [said[one].stem, said[other].stem] == [run[other].stem, run[one].stem]
        # "Careful review of plans" has the words of "plans are reviewed with care", and in other forms
        if same and all(word.text.lower() in forms for word in said):
            return (said[one].span, run[one].span), (said[other].span, run[other].span)
    return None


def _both(exchanged: Iterable[tuple[Span, Span]], by: int) -> Iterator[Comparison]:
    for mine, yours in exchanged:
        yield Comparison(SIDES, Relation.CONFLICTS, mine, Span(yours.start + by, yours.end + by), 1.0)


def _change_sides(ours: Sequence[ValueMark], theirs: Sequence[ValueMark], claim: str, sentence: str) -> bool:
    """Say whether two values stand before and behind the same words, the other way round, with nothing else said.

    "Year 6 mentors Reception" beside "Reception mentors Year 6"; not where one of the two is a passive.
    """
    if len(ours) != 2 or len(theirs) != 2 or len({mark.value for mark in ours}) != 2:
        return False
    if (
        [mark.value for mark in ours] != [mark.value for mark in theirs][::-1]
        or _BY.search(claim)
        or _BY.search(sentence)
    ):
        return False
    (first, second), (one, other) = ours, theirs
    said, stated = _between(claim, first, second), _between(sentence, one, other)
    return (
        bool(said) and said == stated and _outside(claim, first, second) <= _outside(sentence, one, other) | set(stated)
    )


def _between(text: str, first: ValueMark, second: ValueMark) -> list[str]:
    inside = Span(first.span.end, second.span.start)
    return [t.stem for t in tokens(text) if t.content and t.span.overlaps(inside) and t.stem not in _PEOPLE]


def _outside(text: str, first: ValueMark, second: ValueMark) -> set[str]:
    inside = Span(first.span.start, second.span.end)
    return {t.stem for t in tokens(text) if t.content and not t.span.overlaps(inside) and t.stem not in _PEOPLE}


def _things(text: str, mark: ValueMark, both: Sequence[ValueMark]) -> frozenset[str]:
    """Return the stems of what is said of a value: what follows up to the other, or what stands before the first."""
    later = [other.span.start for other in both if other.span.start > mark.span.start]
    stop = min(
        (place for place in (text.find(sign, mark.span.end) for sign in _BREAKS) if place >= 0), default=len(text)
    )
    inside = Span(mark.span.end, min([*later, max(stop, mark.span.end)]))
    taken = [other.span for other in both]
    return frozenset(
        token.stem
        for token in tokens(text)
        if token.content and token.span.overlaps(inside) and not any(token.span.overlaps(span) for span in taken)
    )


def _told(kind: str, ours: Sequence[ValueMark], theirs: Sequence[ValueMark], by: int) -> Iterator[Comparison]:
    for mark in ours:
        there = next(other.span for other in theirs if other.value != mark.value)
        yield Comparison(kind, Relation.CONFLICTS, mark.span, Span(there.start + by, there.end + by), 1.0)


__all__ = ["swapped"]
