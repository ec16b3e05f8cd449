"""The figures that a report card prints: its tables by year, and the facts of 'School and pupil context'.

Reads rows as printed: measure, year, this school, national average, comparison. It computes nothing and takes no row
whose table has no heading row. A heading row that repeats after a page break begins no new table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.inspections import Figure
from ingest.reports.lines import ReportLine

_PERIOD = re.compile(
    r"^(?:Latest\s+\d\s+years?(?:\s+average)?|\d[- ]year average|(?:Autumn|Spring|Summer)\b.*"
    r"|\d{4}(?:[/–-]\d{2,4})?(?: [a-z]+)?)(?:\s*\([^)]*\))?$",
    re.IGNORECASE,
)
_ROW_WITHOUT_TABS = re.compile(
    r"^(?P<period>Latest \d years? average|\d{4}/\d{2,4}(?:\s*\([^)]*\))?)\s+(?P<school>-?[\d.,]+\s?%?|N/?A"
    r"|Supp\w*|[a-z]|-)"
    r"\s+(?P<national>-?[\d.,]+\s?%?|N/?A|-)\s+(?P<comparison>\S.*)$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^Year\b", re.IGNORECASE)
_VALUE = re.compile(r"^-?[£]?[\d.,]+\s?(?:%|pp)?$|^(?:N/?A|Suppressed|Not (?:available|applicable)|-)$", re.IGNORECASE)
_COMPARISON = re.compile(
    r"^(?:(?:Well )?(?:above|below)(?: average)?|(?:Close to|In line with|Around|Near) average|Average)$", re.IGNORECASE
)
_NATIONAL = re.compile(r"^National (?:average|figure):?\s*(?P<value>\S.*)$", re.IGNORECASE)
_MEANING = "what does this mean?"
_SENTENCE = re.compile(r"[.?!]\s*$")
_LONGEST = 160
_CONTEXT = "school and pupil context"
_GROUPS = frozenset(
    {
        _CONTEXT,
        "all pupils' performance",
        "disadvantaged pupils' performance",
        "disadvantaged pupils' performance gap",
        "absence",
        "attendance",
        "destinations after 16",
        "destinations after 18",
        "post-16 performance",
        "sixth form performance",
    }
)


def read(lines: Sequence[ReportLine]) -> tuple[Figure, ...]:
    """Return the figures of the section 'Facts and figures used on inspection', in order."""
    tables = _Tables()
    figures: list[Figure] = []
    context: list[ReportLine] = []
    in_context = False
    for line in lines:
        if line.title in _GROUPS and "\t" not in line.text:
            in_context = line.title == _CONTEXT
            tables.section = " ".join(line.text.split())
        elif in_context:
            context.append(line)
        else:
            figure = tables.row(line)
            if figure is not None:
                figures.append(figure)
    return (*_context(context), *figures)


class _Tables:
    """Goes through lines and remembers section, measure and headings of the table that a row belongs to."""

    def __init__(self) -> None:
        self.section: str | None = None
        self._measure: str | None = None
        self._columns: list[str] = []
        self._in_head = False
        self._carried: str | None = None

    def row(self, line: ReportLine) -> Figure | None:
        """Take the next line; return the figure that it is, if it is one."""
        cells = [" ".join(cell.split()) for cell in line.text.split("\t")]
        if _HEAD.match(line.text) and len(line.text) <= _LONGEST and (len(cells) > 1 or "This school" in line.text):
            self._columns = cells if len(cells) > 1 else ["Year", "This school"]
            self._in_head = True
            return None
        row = _PERIOD.match(cells[0]) or _ROW_WITHOUT_TABS.match(line.text)
        if self._in_head and not row and self._finish_head(cells):
            return None
        self._in_head = False
        return self._figure(line, cells)

    def _finish_head(self, cells: Sequence[str]) -> bool:
        """Take what wraps of the heading row: one cell for each of its last columns. Say whether it is that."""
        words = " ".join(cells)
        if len(cells) >= len(self._columns) or _SENTENCE.search(words) or len(words) > 60 or not words[:1].islower():
            return False
        for place, cell in zip(range(len(self._columns) - len(cells), len(self._columns)), cells, strict=True):
            glue = "" if self._columns[place].endswith("-") else " "
            self._columns[place] = f"{self._columns[place]}{glue}{cell}"
        return True

    def _figure(self, line: ReportLine, cells: Sequence[str]) -> Figure | None:
        loose = _ROW_WITHOUT_TABS.match(line.text) if len(cells) == 1 and len(line.text) <= _LONGEST else None
        if loose is not None:
            cells = [" ".join(cell.split()) for cell in loose.groups()]
        if len(cells) > 1 and self._columns and (_PERIOD.match(cells[0]) or self._carried):
            period = " ".join(filter(None, (self._carried, cells[0])))
            self._carried = None
            return self._made(line, [period, *cells[1:]])
        if len(cells) == 1 and _PERIOD.match(cells[0]) and self._columns:
            self._carried = cells[0]  # 'Latest 3 year' above 'average': the label wraps
            return None
        self._carried = None
        if len(cells) == 1 and not _SENTENCE.search(line.text) and len(line.text) <= _LONGEST:
            self._name(cells[0])
        return None

    def _name(self, text: str) -> None:
        """Take the name of a measure, or what carries it on in the next line."""
        if _VALUE.match(text) or _COMPARISON.match(text) or _NATIONAL.match(text):
            return
        if text[:1].islower() and self._measure is not None and not self._columns:
            self._measure = f"{self._measure} {text}"
        else:
            self._measure, self._columns = text, []

    def _made(self, line: ReportLine, cells: Sequence[str]) -> Figure | None:
        if self._measure is None or len(cells) > len(self._columns) + 2:
            return None
        padded: list[str | None] = [cell or None for cell in cells[:4]]
        padded += [None] * (4 - len(padded))
        period, school, national, comparison = padded
        columns = tuple(self._columns)
        return Figure(self.section, self._measure, period, school, national, comparison, columns, line.locator())


def _context(lines: Sequence[ReportLine]) -> list[Figure]:
    """Return the facts of the context: a label, then value, comparison and national figure in their own lines."""
    explained = any(line.title == _MEANING for line in lines)
    starts = [number for number, line in enumerate(lines) if _is_label(lines, number, explained)]
    figures: list[Figure] = []
    for start, end in pairwise([*starts, len(lines)]):
        figure = _fact(lines[start:end])
        if figure is not None:
            figures.append(figure)
    return figures


def _is_label(lines: Sequence[ReportLine], number: int, explained: bool) -> bool:
    """Say whether a line begins a fact: it is none of a fact's parts, and 'What does this mean?' follows soon.

    A card printed without these explanations has a figure in the line below a label.
    """
    line = lines[number]
    if _SENTENCE.search(line.text) or line.title == _MEANING or _part(line) or len(line.text) > _LONGEST:
        return False
    before = lines[number - 1] if number else None
    if before is not None and not (_SENTENCE.search(before.text) or _part(before)):
        return False  # what stands under a label is its value or carries it on
    if not explained:
        return any(_VALUE.match(after.text.strip()) for after in lines[number + 1 : number + 2])
    return any(after.title == _MEANING for after in lines[number + 1 : number + 5])


def _part(line: ReportLine) -> bool:
    text = line.text.strip()
    return bool(_VALUE.match(text) or _COMPARISON.match(text) or _NATIONAL.match(text))


def _fact(lines: Sequence[ReportLine]) -> Figure | None:
    label = lines[0]
    value: str | None = None
    comparison: str | None = None
    national: str | None = None
    measure = " ".join(label.text.split())
    asked = False
    for line in lines[1:]:
        text = " ".join(line.text.split())
        found = _NATIONAL.match(text)
        if found:
            national = found["value"]
        elif line.title == _MEANING:
            asked = True
        elif _COMPARISON.match(text):
            comparison = text
        elif not asked and value is None:
            value = text
        elif not asked and value is not None and _VALUE.match(text) and not _VALUE.match(value):
            measure, value = f"{measure} {value}", text  # the label wraps
    if value is None and comparison is None:
        return None
    return Figure("School and pupil context", measure, None, value, national, comparison, (), label.locator())


__all__ = ["read"]
