"""What rose and what fell, as a sentence says: a rise of attendance speaks of strength, a rise of absence of need.

Looks at one clause at a time, for a thing that is wanted or unwanted and a word of change beside it. Knows no figures:
whether a rise is large is not judged.
"""

from __future__ import annotations

import re

from assistant.themes.values import Direction

_UNWANTED = (
    r"absen(?:ce|ces|t)|exclusions?|suspensions?|incidents?|bullying|fights|turnover|vacancies|gaps?|distance|"
    r"complaints|misbehaviour|poor behaviour|lateness|truancy|disruption|restraints?|interventions? requiring"
)
_WANTED = (
    r"attendance|attainment|achievement|scores?|marks?|results|outcomes|standards|participation|reading ages?|"
    r"proportion of (?:pupils|students|children) (?:who )?(?:reach|achiev|meet|met|pass)\w*"
)
_DOWN = (
    r"(?:fallen|fell|falling|dropp(?:ed|ing)|reduc(?:ed|ing)|halved|tumbled|shrunk|shrank|shrinking|"
    r"dwindl(?:ed|ing)|diminish(?:ed|ing)|declin(?:ed|ing)|"
    r"narrow(?:ed|ing)|clos(?:ed|ing)|lower|rare(?:ly)?|low|fewer|"
    r"below (?:average|the national|that of|those of))"
)
_UP = (
    r"(?:risen|rose|rising|increas(?:ed|ing)|doubled|trebled|grown|grew|growing|climb(?:ed|ing)|higher|soared|"
    r"above (?:average|the national|that of|those of))"
)
_BETWEEN = r"(?:[\s’'-]+[\w’'%.-]+){0,7}?\s+"
_PATTERNS = (
    (Direction.STRENGTH, rf"\b(?:{_UNWANTED})\b{_BETWEEN}{_DOWN}\b(?! (?:enough|attainment|attendance))"),
    (Direction.STRENGTH, rf"\b(?:fewer|falling|reduced|low(?:er)?|rare)\s+(?:[\w-]+\s+){{0,2}}?(?:{_UNWANTED})\b"),
    (Direction.NEED, rf"\b(?:{_UNWANTED})\b{_BETWEEN}{_UP}\b"),
    (Direction.NEED, rf"\b(?:more|rising|increased|high(?:er)?)\s+(?:[\w-]+\s+){{0,2}}?(?:{_UNWANTED})\b"),
    (Direction.STRENGTH, rf"\b(?:{_WANTED})\b{_BETWEEN}{_UP}\b"),
    (Direction.NEED, rf"\b(?:{_WANTED})\b{_BETWEEN}{_DOWN}\b"),
)
_CHANGES = tuple((direction, re.compile(pattern, re.IGNORECASE)) for direction, pattern in _PATTERNS)
_FEW = re.compile(
    r"\b(?:only|just|merely)\s+(?:about\s+|around\s+)?(?:\d[\d.,]*%?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"half|a (?:third|quarter|few|handful|minority))\b(?! (?:years?|months?|weeks?|days?|terms?|minutes?)\b)",
    re.IGNORECASE,
)
_UNWANTED_WORD = re.compile(rf"\b(?:{_UNWANTED})\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|n't|never|no longer|nor|neither)\b", re.IGNORECASE)


def change(text: str) -> tuple[Direction, re.Match[str]] | None:
    """Return the direction of the first change or of the first share called small, None where there is none.

    A change that is denied ("has not fallen") is left to the lists of words.
    """
    found = [
        (match.start(), direction, match)
        for direction, pattern in _CHANGES
        for match in [pattern.search(text)]
        if match and not _NEGATED.search(match.group())
    ]
    few = _FEW.search(text)
    if few and not _UNWANTED_WORD.search(text):
        found.append((few.start(), Direction.NEED, few))
    if not found:
        return None
    _, direction, match = min(found, key=lambda one: one[0])
    return direction, match


__all__ = ["change"]
