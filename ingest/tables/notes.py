"""Lines of a table that are no rows of it: the title above the column names, notes, sources and totals among the rows.

Tells them apart and keeps them with their row numbers, so that they stay in the document and are named to whoever adds
it. It drops nothing: a row that is neither a row nor plainly a note is left for the reader of the rows to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.tables.sheet import LooseLine, SheetRow, TableSheet

_CUE = re.compile(
    r"(?:foot)?(?:notes?|sources?)\s*(?:$|[:,.\d(–-])|(?:key|definitions?|coverage)\s*(?:$|:)"
    r"|(?:grand )?totals?(?: \w+)?\s*(?:$|,|:)"
    r"|end of (?:table|file|data|worksheet)\b|(?:©|\(c\)|crown copyright)|this (?:table|file|data|list|worksheet)\b"
    r"|(?:produced|published|generated|exported|downloaded|printed|extracted|updated|data) (?:by|on|at|as|from|in)\b"
    r"|as at\b|[*†‡§]|\(?\d{1,2}[.)]\s|\[\w{1,3}\]|https?://\S+ \S",
    re.IGNORECASE,
)
"""How notes under published tables begin; `[1]` and `[x]` are the shorthand of the Government Statistical Service."""
_LONGEST_NAME = 120
"""Characters in a cell above which it is prose. The longest school name of 3,708 in real data has under 100."""
_SHOWN = 80
_NAMED = 5
"""Notes that a warning quotes; the others are counted."""


def parted(sheet: TableSheet, names_school: Callable[[SheetRow], bool]) -> tuple[TableSheet, tuple[LooseLine, ...]]:
    """Return the sheet without the notes among its rows, and every line that is none of its rows, in their order."""
    notes = {row.number: row for row in sheet.rows if _is_note(row, names_school(row))}
    rows = tuple(row for row in sheet.rows if row.number not in notes)
    lines = [LooseLine(row.number, row.filled) for row in notes.values()]
    return replace(sheet, rows=rows), (*sheet.above, *lines)


def _is_note(row: SheetRow, named: bool) -> bool:
    """Say whether a row's words stand alone in its first cells, as a note's do, and are not those of a school.

    One word alone, as the row of a file that was cut off has it, is no note unless it says that it is one.
    """
    if row.starts_late or len(row.filled) > max(1, row.width // 4):
        return False
    words = row.filled[0]
    if _CUE.match(words) or len(words) > _LONGEST_NAME:
        return True
    return not named and " " in words


def warning(notes: Sequence[LooseLine]) -> str:
    """Return what to tell of these lines, with the words of the first few."""
    quoted = "; ".join(f"row {note.number:,}: “{_short(', '.join(note.cells))}”" for note in notes[:_NAMED])
    more = len(notes) - _NAMED
    rest = f"; and {more:,} more" if more > 0 else ""
    lines, they = ("1 line", "it is") if len(notes) == 1 else (f"{len(notes):,} lines", "they are")
    return (
        f"{lines} of this table gave no data and {they} kept as notes ({quoted}{rest}). If one of them should be a "
        "row, give it the cells that rows have, and add the file again."
    )


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 2].rstrip()} …"


__all__ = ["parted", "warning"]
