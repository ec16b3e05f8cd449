"""Which sheet of a file is its table: the one known for one. Several are refused, the others are named in a warning.

A workbook has notes, lists and charts beside its table, and the table need not come first. One table is read from a
file: a row's place is its file and its number. Reads no rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.tables.mapping import Mapping
from ingest.tables.schools import kind_of
from ingest.tables.sheet import TableSheet
from ingest.tables.surveys import standard_mapping
from ingest.tables.unmapped import is_survey

_NAMED = 8
"""Sheets that a message names; the others are counted."""
_SHOWN = 31
"""Characters of a name that are shown: Excel allows no more."""


def the_table(sheets: Sequence[TableSheet], mapping: Mapping | None, stem: str) -> TableSheet | None:
    """Return the sheet that is a table of schools or a survey, mapped or not; the nearest one where there is a mapping.

    The only sheet that has all the columns of a mapping is the one that it is for, whatever the others are.
    What only the file's or the sheet's name calls a survey counts where nothing else is one: it may be a summary.

    :raises UnreadableDocument: if there are several.
    """
    fitting = [sheet for sheet in sheets if mapping and sheet.has(*mapping.columns)]
    if len(fitting) == 1:
        return fitting[0]
    known = [sheet for sheet in sheets if _is_known(sheet, mapping, stem) or is_survey(sheet)]
    known = known or [sheet for sheet in sheets if is_survey(sheet, f"{stem} {sheet.name or ''}")]
    if len(known) > 1:
        raise UnreadableDocument(
            f"This workbook has {len(known)} sheets that are tables: {_listed([sheet.name for sheet in known])}. One "
            "is read from a file. Save each of them as a file of its own, and add those."
        )
    if not known and mapping:
        known = [max(sheets, key=lambda sheet: sum(map(sheet.has, mapping.columns)))]
    return known[0] if known else None


def _is_known(sheet: TableSheet, mapping: Mapping | None, stem: str) -> bool:
    mapped = mapping is not None and sheet.has(*mapping.columns)
    return mapped or standard_mapping(sheet, stem) is not None or kind_of(sheet) is not None


def warnings(document: Document | None, table: TableSheet) -> tuple[str, ...]:
    """Return what to tell of the sheets beside the one that was read."""
    others = [page.label for page in document.pages if page.text and page.label != table.name] if document else []
    if not others:
        return ()
    which = "sheet is" if len(others) == 1 else "sheets are"
    return (
        f"From this workbook the sheet {_listed([table.name])} was read as a table; its other {which} not in the "
        f"library: {_listed(others)}. What is needed of them can be saved and added as a file of its own.",
    )


def _listed(names: Sequence[str | None]) -> str:
    shown = ", ".join(f"“{(name or '')[:_SHOWN]}”" for name in names[:_NAMED])
    return shown + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")


__all__ = ["the_table", "warnings"]
