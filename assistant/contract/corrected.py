"""Corrections by hand in the contract's `inspections`: the corrected values, and the list that tells them apart.

Shapes values; asks nothing of the library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ingest.corrections import Correction, days_of, read_value
from ingest.inspections import FORMAT_NAMES, Inspection, ReportFormat
from ingest.list_corrections import is_listed, parsed


def with_corrections(
    row: Mapping[str, Any], inspection: Inspection | None, corrections: Sequence[Correction]
) -> dict[str, Any]:
    """Return an object of the contract's `inspections` with corrected values in place of those read.

    Its list `corrections` has each with what was read from the document; a corrected field that is not printed has no
    page. `judgements` and `next_steps` stay as printed: what was corrected of them stands in the list only, as an
    answer or a matrix that shows a grade shows what the document prints.
    """
    row = dict(row)
    for correction in corrections:
        if not is_listed(correction.field):
            row |= _corrected_json(row, correction)
    return row | {"corrections": [_correction_json(correction, inspection) for correction in corrections]}


def _corrected_json(row: Mapping[str, Any], correction: Correction) -> dict[str, Any]:
    """Return the keys of the object whose values a correction changes."""
    field, value = correction.field, correction.value
    if field == "dates":
        start, end = days_of(value)
        before = row["inspection_dates"] or {"printed": None, "page": None}
        return {"inspection_dates": before | {"start": start.isoformat(), "end": end.isoformat()}}
    if field in ("previous_date", "previous_grade"):
        before = row["previous"] or {"start": None, "end": None, "date": None, "grade": None}
        if field == "previous_grade":
            return {"previous": before | {"grade": value}}
        start, end = days_of(value)
        return {"previous": before | {"start": start.isoformat(), "end": end.isoformat()}}
    if field in ("outcome", "safeguarding", "category_of_concern"):
        before = row[field] or {"page": None}
        return {field: before | {"outcome" if field == "safeguarding" else "text": value}}
    if field == "format":
        return {"format": value, "format_name": FORMAT_NAMES[ReportFormat(value)]}
    return {field: value}


def _correction_json(correction: Correction, inspection: Inspection | None) -> dict[str, Any]:
    listed, printed = is_listed(correction.field), read_value(inspection, correction.field)
    return {
        "field": correction.field,
        "value": parsed(correction.value) if listed else correction.value,
        "printed": parsed(printed) if listed and printed else printed,
        "old": parsed(correction.old) if listed and correction.old else correction.old,
        "by": correction.author,
        "at": correction.at.isoformat(),
    }


__all__ = ["with_corrections"]
