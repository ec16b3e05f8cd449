"""What a sentence says outright: a claim that is the sentence itself, or what is left of it when a clause is taken out.

Such a claim needs no model: in the parts "train" and "calibrate" of the entailment pairs all 34 so found are labelled
supported. Nothing may be taken out that limits, denies, attributes or plans what is left: "Leaders should ensure that
all pupils study music" does not say that all pupils study music.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.checking.comparison import Mark
from assistant.checking.facets import marks
from assistant.checking.speakers import speakers
from assistant.checking.tokens import negations
from ingest.documents import Span
from ingest.sentences import sentence_spans

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*%?")
_TURNING = re.compile(
    r"\b(?:except|unless|but|only|if|when|whenever|where|wherever|although|though|until|without|not|never|no|none|"
    r"apart|other than|whether|should|must|need(?:s|ed)? to|ought|will|would|may|might|could|plan(?:s|ned)?|"
    r"intend(?:s|ed)?|"
    r"aim(?:s|ed)?|hope(?:s|d)?|due to|yet|ensure|ensures|hazy|supposed|expected|"
    r"however|rather than|instead|less|fewer|least|little|hardly|scarcely|former(?:ly)?|previous(?:ly)?|used to|"
    r"said|say|says|told|tell|feel|feels|felt|believe|believes|believed|think|thinks|according|claim|claims|report|reports|reported|"
    r"half|third|quarter)\b|[;:|]",
    re.IGNORECASE,
)
"""What must not stand among the words taken out."""
_QUANTITIES = frozenset("all most many some few none usually sometimes rarely never".split())
MOST_CUTS = 3
"""Stretches that may be taken out of the middle of a sentence. Chosen."""
FEWEST_WORDS = 2
_ARTICLE = "the"
"""Nothing hangs on it: "the pupils’ work" is "pupils’ work"."""


def is_said_outright(claim: str, evidence: str) -> bool:
    """Say whether some sentence of the evidence says the claim word for word, once what is beside it is taken out."""
    words = _words(claim)
    if len(words) < FEWEST_WORDS:
        return False
    return any(_left_of(words, span.of(evidence)) for span in sentence_spans(evidence))


def _left_of(words: Sequence[str], sentence: str) -> bool:
    """Say whether the sentence's words, with some taken out that turn nothing round, are the claim's."""
    found = [(match.group().lower(), Span(*match.span())) for match in _WORD.finditer(_plain(sentence))]
    places = [(word, span) for word, span in found if word != _ARTICLE]
    starts = [place for place, (word, _) in enumerate(places) if word == words[0]]
    return any(_from(words, places, start, sentence) for start in starts)


def _from(words: Sequence[str], places: Sequence[tuple[str, Span]], start: int, sentence: str) -> bool:
    kept, place = [start], start
    for word in words[1:]:
        following = [n for n in range(place + 1, len(places)) if places[n][0] == word]
        if not following:
            return False
        place = following[0]
        kept.append(place)
    gaps = [(before, after) for before, after in zip(kept, kept[1:], strict=False) if after > before + 1]
    if len(gaps) > MOST_CUTS:
        return False
    taken = [Span(places[before][1].end, places[after][1].start) for before, after in gaps]
    taken += [Span(0, places[start][1].start), Span(places[place][1].end, len(sentence))]
    return not any(_turns(sentence, stretch) for stretch in taken)


def _turns(sentence: str, taken: Span) -> bool:
    """Say whether a stretch holds something that changes what the rest says."""
    text = taken.of(sentence)
    if _TURNING.search(text) or negations(text) or speakers(text):
        return True
    return any(_limits(listed) for listed in marks(text).values())


def _limits(listed: Sequence[Mark]) -> bool:
    return any(mark.value in _QUANTITIES for mark in listed)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return text.replace("’", "'").replace("'s", " s")


def _words(text: str) -> list[str]:
    words = [match.group().lower() for match in _WORD.finditer(_plain(text))]
    return [word for word in words if word != _ARTICLE]


__all__ = ["is_said_outright"]
