"""The words of substance of a sentence: what is left without those that any sentence of a report or plan may hold.

Compares by stem; knows nothing of meaning.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.words import stem

_PLAIN = frozenset(
    """a about all also an and any are as at be been being but by can could did do does each either every for
    from had has have having help her here his how if in into is it its itself leave made make makes making may
    more most much must no nor not of on one only or other others our out over own part rather receive see set
    should show so some such take taken than that the their them then there these they this those through to too
    towards two under up use used very was way we were what when where which who whole whose why will with
    within work working would year years academy academies child children class classes documents group leader
    leaders learn learning learned lesson lessons member members people pupil pupils report reports school
    schools staff student students teach teacher teachers teaching taught term trust trustees trust's
    headteacher headteachers head heads director directors governor governors subject subjects ensure ensures
    ensuring sure improve improves improved improvement improving strengthen develop raise better good well
    enough effective effectively quality need needs needed needing step steps current continue day days week
    weeks month time times new clear clearly high know knows across both give given gives giving support
    supports important particular particularly especially including plan plans planned priority start different
    same""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@lru_cache(maxsize=8192)
def substance(text: str) -> frozenset[str]:
    """Return the stems of a text's words of substance."""
    words = (word.replace("’", "'").casefold() for word in _WORD.findall(text))
    return frozenset(stem(word.removesuffix("'s")) for word in words if word not in _PLAIN and len(word) > 2)


__all__ = ["substance"]
