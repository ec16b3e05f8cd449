"""When a school joined a group: from the library's memberships, else from the sentence in which a report says so.

Reads only sentences that name this group beside a full date. It guesses nothing: where neither a membership nor a
report gives the day, there is no joining date, and no inspection is marked as earlier than it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingest.inspections import Inspection, Located
from ingest.reports import parse_dates

_DAY = r"(?P<day>\d{1,2}\s+[A-Za-z]+\s+\d{4})"
_ON, _SINCE = rf"\s+on\s+{_DAY}", rf"\s+since\s+{_DAY}"


@dataclass(frozen=True, slots=True)
class Joining:
    """The day on which a school joined a group. `said` is the report's sentence; None where it is the library's."""

    start: date
    said: Located | None = None


def joining(group: str, start: date | None, inspections: Iterable[Inspection]) -> Joining | None:
    """Return when the school of these inspections joined `group`; `start` is its membership's, which goes first.

    Of several reports that give a day, the latest is taken.
    """
    if start is not None:
        return Joining(start)
    dated = [(i.dates.start if i.dates else date.min, i.group_sentence) for i in inspections if i.group_sentence]
    for _, sentence in sorted(dated, key=lambda pair: pair[0], reverse=True):
        said = day_said(sentence.text, group)
        if said is not None:
            return Joining(said, sentence)
    return None


def day_said(sentence: str, group: str) -> date | None:
    """Return the day on which a sentence says that the school joined the group, None where it says none."""
    name = r"\s+".join(re.escape(word) for word in group.split())
    if not name:
        return None
    for pattern in (rf"joined\s+(?:the\s+)?{name}{_ON}", rf"{_DAY},?\s+when\s+it\s+joined\s+(?:the\s+)?{name}"):
        if match := re.search(pattern, sentence, re.IGNORECASE):
            return _day(match)
    match = re.search(rf"part\s+of\s+(?:the\s+)?{name}{_SINCE}", sentence, re.IGNORECASE)
    return _day(match) if match else None


def _day(match: re.Match[str]) -> date | None:
    read = parse_dates(match["day"])  # "31 June", a misprint, is no date
    return read.start if read else None


__all__ = ["Joining", "day_said", "joining"]
