"""Standard text: the blocks that every report of a kind prints whatever the school, and why each is left out.

Marks whole blocks by page number and start. Holds what the formats share, the last page above all; what is standard
in one format only is told by its module. Never marks school details, team, tables or anything about the inspection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.documents import BlockKind
from ingest.reports.lines import ReportLine, ReportLines

OFSTED = "standard text about Ofsted"
CONTACT = "contact details"
COMPLAINTS = "standard text: complaints"
FEEDBACK = "standard text: feedback"
FURTHER = "standard text: further information"
LEGEND = "legend of grades"
GRADES_EXPLAINED = "explanation of grades"
SAFEGUARDING = "explanation of safeguarding outcomes"
FIGURE = "explanation of a figure"
NOTE = "standard note"

_OFSTED = re.compile(r"^The Office for Standards in Education, Children['’]s Services and Skills\b")
_COMPLAINTS = re.compile(r"^(?:Any complaints|If you are not happy with|Anyone who wishes to complain)")
_FEEDBACK = re.compile(
    r"^(?:You can (?:also )?use (?:Ofsted )?Parent View|Parent View also|Parents and carers can give)"
)
_DEFINITION = re.compile(r"^(?:In the|In this|Where this) report[^.]{0,20}[‘']disadvantaged pupils['’]")
_REASONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (OFSTED, _OFSTED),
    (COMPLAINTS, _COMPLAINTS),
    (FEEDBACK, _FEEDBACK),
    ("definition of disadvantaged pupils", _DEFINITION),
    ("standard text: other formats", re.compile(r"\b(?:large print|Braille)\b")),
    ("licence", re.compile(r"\b(?:licence|free of charge in any format|used again, free of charge)\b", re.IGNORECASE)),
    ("copyright", re.compile("©")),
)
_SHORT = 70


def mark(lines: Iterable[ReportLine], reason: str) -> dict[tuple[int, int], str]:
    """Give every line the same reason."""
    return {line.place: reason for line in lines}


def last_page(source: ReportLines) -> dict[tuple[int, int], str]:
    """Mark the standard text about the inspectorate, from where it begins to the end of the document.

    What stands before it on its page is standard too (complaints, Parent View) where the page holds no content.
    """
    start = next((number for number, line in enumerate(source.lines) if _OFSTED.match(line.text)), None)
    if start is None:
        return {}
    page = source.lines[start].page
    ahead = [line for line in source.lines[:start] if line.page is page]
    if any(line.kind is not BlockKind.PARAGRAPH for line in ahead) or not any(_reason(line) for line in ahead):
        ahead = _tail(ahead)
    marked = {line.place: _reason(line) or OFSTED for line in ahead}
    marked.update({line.place: _reason(line) or _remainder(line) for line in source.lines[start:]})
    return marked


def _tail(ahead: list[ReportLine]) -> list[ReportLine]:
    """Return the standard paragraphs that stand right before the text about the inspectorate."""
    first = len(ahead)
    while first > 0 and _reason(ahead[first - 1]):
        first -= 1
    return ahead[first:]


def _remainder(line: ReportLine) -> str:
    """Tell the address, telephone and web lines of the last page from its sentences."""
    return CONTACT if len(line.text) < _SHORT and not line.text.rstrip().endswith(".") else OFSTED


def _reason(line: ReportLine) -> str | None:
    return next((reason for reason, pattern in _REASONS if pattern.search(line.text)), None)


__all__ = [
    "CONTACT",
    "FEEDBACK",
    "FIGURE",
    "FURTHER",
    "GRADES_EXPLAINED",
    "LEGEND",
    "NOTE",
    "OFSTED",
    "SAFEGUARDING",
    "last_page",
    "mark",
]
