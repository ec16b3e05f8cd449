"""Words for schools, dates, numbers and lists, as a draft writes them.

Makes phrases only; knows no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.patterns.values import GroupSchool
from assistant.themes.values import SchoolReport
from ingest.number_words import in_words

_LONG = re.compile(
    r"\s+(?:Church of England|Roman Catholic|Catholic|Voluntary (?:Aided|Controlled)|C of E|CE|VA|VC)\b.*$"
)
_ENDS = (
    re.compile(r"\s+(?:Primary|Infant|Junior|Nursery|Secondary|Special|High)\s+(?:School|Academy)$"),
    re.compile(r"\s+(?:School|Academy|College)$"),
)
MOST_QUOTED = 42
"""Words of a quotation that is shown whole. Chosen: about two lines of print; the footnote leads to the rest."""


def of_schools(some: int, total: int, ours: bool = False) -> str:
    """Return "three of the eight schools", or "of our eight schools" in a trust's own voice; "all eight schools"."""
    owner = "our" if ours else "the"
    if some == total:
        return f"all {'of our ' if ours else ''}{in_words(total)} schools" if total > 1 else f"{owner} one school"
    return f"{in_words(some)} of {owner} {in_words(total)} schools"


def month(day: date | None) -> str:
    """Return "May 2025", or "an unknown date"."""
    return f"{day:%B %Y}" if day else "an unknown date"


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Return for each school's full name the shortest that no other school of the list shares."""
    steps = {name: _shorter(name) for name in names}
    result: dict[str, str] = {}
    for name in names:
        others = {step for other in names if other != name for step in (other, *steps[other])}
        result[name] = next((step for step in steps[name] if step not in others), name)
    return result


def _shorter(name: str) -> list[str]:
    """Return shorter forms, shortest first."""
    plain = re.sub(r"^The\s+", "", name)
    forms = [_ENDS[1].sub("", plain)]
    forms += [end.sub("", _LONG.sub("", plain)) for end in _ENDS] + [_LONG.sub("", plain)]
    return sorted({form for form in forms if form and form != name}, key=lambda form: (len(form), form))


def quoted(text: str) -> str:
    """Return a document's words in quotation marks, cut at a clause and marked as cut where they are long."""
    plain = " ".join(text.split())
    inner = plain.replace("“", "‘").replace("”", "’")
    words = inner.split()
    if len(words) <= MOST_QUOTED:
        return f"“{inner.rstrip('.;:, ')}”"
    head = " ".join(words[:MOST_QUOTED])
    cuts = [match.start() for match in re.finditer(r"[.,;:]\s|\s(?:by|so that|and|which)\s", head)]
    end = next((cut for cut in reversed(cuts) if cut > len(head) // 3), len(head))
    return f"“{head[:end].rstrip('.;:, ')} …”"


class Namer:
    """Names schools within one section: in full at first, short after."""

    def __init__(self, names: Sequence[str]) -> None:
        self._short = short_names(names)
        self._named: set[str] = set()

    def name(self, school: str) -> str:
        """Return how to call a school here."""
        if school in self._named:
            return self._short.get(school, school)
        self._named.add(school)
        return school


def latest(school: GroupSchool) -> SchoolReport:
    """Return the report that what is said of a school rests on.

    :raises ValueError: if there is none on it; a draft is of schools with reports alone.
    """
    report = school.latest
    if report is None:
        raise ValueError(f"There is no report on {school.name}.")
    return report


__all__ = [
    "MOST_QUOTED",
    "Namer",
    "latest",
    "month",
    "of_schools",
    "quoted",
    "short_names",
]
