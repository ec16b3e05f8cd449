"""Movement between two figures: "tumbled from 28.7% to 12.2%" says that something fell, whatever the verb is.

Finds "from … to …" with two figures of one kind, and tells which way they go. Counts need a verb before them that moves
something ("from 40 to 60 minutes" is a range); ranges of percentages say so themselves. Judges nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from assistant.checking.comparisons.comparison import ValueMark
from assistant.checking.words.numerals import NumberKind, numbers
from ingest.documents import Span

RISE, FALL = "rise", "fall"
_FROM = re.compile(r"\bfrom\s(?:\w+ly\s|just\s|a\s|an\s|as\s(?:high|low)\sas\s)*$", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:\([^)]*\)\s*|(?:of|in|at|for)\s[\w/ ’'-]{1,40}?\s|pupils?\s)?to\s(?:just\s|only\s|as\s\w+\sas\s)?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\b(?:rang\w+|var(?:y|ies|ied|ying)|anywhere|anything|differ\w*|between)\b[^.;]{0,40}$", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:[a-z]{2,}ed|rose|risen|fell|fallen|grew|grown|went|gone|sank|sunk|shrank|shrunk|leapt|came|shot|cut|rising|"
    r"falling|growing|dropping|down|up|increase|decrease|reduction|rise|fall|drop)\s(?:\w+ly\s|back\s|down\s|up\s)*$",
    re.IGNORECASE,
)
_KINDS = (NumberKind.PERCENT, NumberKind.POINTS, NumberKind.MONEY, NumberKind.COUNT)


@lru_cache(maxsize=4096)
def movements(text: str) -> tuple[ValueMark, ...]:
    """Return each stretch "from … to …" with the direction in which its figures go."""
    found = []
    stated = numbers(text)
    for first, last in [
        (one, other) for kind in _KINDS for one, other in pairwise(n for n in stated if n.kind is kind)
    ]:
        start = _FROM.search(text, 0, first.span.start)
        if start is None or not (first.exact and last.exact) or first.low == last.low:
            continue
        if not _TO.fullmatch(text, first.span.end, last.span.start) or _RANGE.search(text, 0, start.start()):
            continue
        if first.kind is not NumberKind.COUNT or (_VERB.search(text, 0, start.start())):
            value = RISE if last.low > first.low else FALL
            found.append(ValueMark(value, Span(start.start(), last.span.end)))
    return tuple(sorted(found, key=lambda mark: mark.span))


__all__ = ["FALL", "RISE", "movements"]
