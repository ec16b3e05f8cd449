"""Words before a statement that only say whose report it is: "Inspectors found that …", "The report says that …".

A report's own sentences do not repeat them. What leaders, staff, pupils or parents say is another matter and stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.documents import Span

_LEAD = re.compile(
    r"^(?:(?:the )?(?:inspectors?|ofsted|(?:latest |most recent )?(?:inspection )?(?:report|letter)(?: card)?)\s"
    r"(?:also\s)?"
    r"(?:found|noted?|notes|says?|said|judged|reports?|reported|states?|stated|observed|concluded|saw|wrote|"
    r"described|describes|recorded|records)\s(?:that|how)\s|"
    r"according to (?:the (?:latest |inspection )?report|inspectors|ofsted),?\s|"
    r"(?:at|in) the school,?\s|the school[’']s report (?:says|notes|states) that\s)",
    re.IGNORECASE,
)

_NO_PLACE = (
    r"day|year|week|term|site|building|ground|gate|hall|community|council|kitchen|library|improvement|development|"
    r"holiday|calendar|curriculum|timetable|bus|uniform|budget|trip|meal|record|website|choir|orchestra|farm|garden|"
    r"playground|environment|nurse|counsellor|roll|leaver|readiness|system|workforce|premises|context|phase|office|"
    r"population|action|evaluation|self-evaluation|association|shop|production|newspaper|parliament"
)
_OF_SCHOOL = re.compile(
    rf"\s*\b(?:at|in|of|for) (?:the|this) school\b(?![’'])(?! (?:{_NO_PLACE})s?\b),?|\b(?:the|this) school[’']s(?=\s)|"
    r"\b(?:the|this) school(?= (?:pupils|children|students|staff|teachers|leaders|governors|parents)\b)",
    re.IGNORECASE,
)
"""Where a claim names the school that a whole report is about: the report's sentences need not."""


def without_school(text: str) -> str:
    """Return a statement without "at the school" and "the school’s"."""
    return school_left_out(text).text


@dataclass(frozen=True, slots=True)
class ShorterStatement:
    """A statement with words left out, and for each character that is left its place in the whole."""

    text: str
    places: tuple[int, ...]

    def in_whole(self, span: Span) -> Span:
        """Return where words of the shorter statement stand in the whole one."""
        inside = self.places[span.start : span.end]
        return Span(inside[0], inside[-1] + 1) if inside else Span(0, 0)


def school_left_out(text: str) -> ShorterStatement:
    """Return a statement without where it names the school, its white space single."""
    places: list[int] = []
    start = 0
    for match in [*_OF_SCHOOL.finditer(text), None]:
        places += range(start, match.start() if match else len(text))
        places += [match.start()] if match and match.group()[0].isspace() else []
        start = match.end() if match else start
    kept = [
        place
        for before, place in zip([None, *places], places, strict=False)
        if not text[place].isspace() or (before is not None and not text[before].isspace())
    ]
    while kept and text[kept[-1]].isspace():
        kept.pop()
    return ShorterStatement("".join(" " if text[place].isspace() else text[place] for place in kept), tuple(kept))


def split_lead(text: str) -> tuple[str, str]:
    """Return such words, up to two stretches of them, and the statement behind them, its first letter large."""
    plain = text
    for _ in range(2):
        plain = _LEAD.sub("", plain).lstrip(" ,")
    if not plain:
        return "", text
    return text[: len(text) - len(plain)].strip(" ,"), plain[:1].upper() + plain[1:]


def without_lead(text: str) -> str:
    """Return a statement without such words."""
    return split_lead(text)[1]


__all__ = ["ShorterStatement", "school_left_out", "split_lead", "without_lead", "without_school"]
