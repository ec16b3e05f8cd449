"""Survey results, long or wide → survey rows, by a mapping or by the standard column names.

A percentage is what the cell prints: "71%" or "71". Small numbers are suppressed by
the caller's setting, here, so that they never reach the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.errors import UnreadableDocument
from ingest.surveys import SurveyRow, SurveyTable, suppress
from ingest.tables.mapping import Mapping, require
from ingest.tables.sheet import SheetRow, TableSheet, key

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*%?")
_FEW = re.compile(r"(?:<|fewer than|under)\s*\d+|\*|suppressed|x", re.IGNORECASE)
_MEASURES = ("Question", "Theme")
_FAVOURABLE = ("Favourable %", "% favourable", "Percentage favourable", "Favourable")
_BENCHMARKS = ("Benchmark %", "Benchmark", "National benchmark")


def standard_mapping(sheet: TableSheet, name: str) -> Mapping | None:
    """Return the mapping of a long survey with the standard column names; None where the table has others."""
    measure = next((column for column in _MEASURES if sheet.has(column)), None)
    favourable = next((column for column in _FAVOURABLE if sheet.has(column)), None)
    if not (measure and favourable and sheet.has("School", "Respondents", "Date")):
        return None
    benchmark = next((column for column in _BENCHMARKS if sheet.has(column)), None)
    lowered = name.casefold()
    audience = next((who for who in ("staff", "pupils", "parents") if who.removesuffix("s") in lowered), "other")
    return Mapping.model_validate(
        {
            "survey": re.sub(r"[\s_-]*\d*$", "", name.replace("-", " ").replace("_", " ")).strip() or name,
            "audience": audience,
            "school": "School",
            "urn": "URN" if sheet.has("URN") else None,
            "respondents": "Respondents",
            "date": "Date",
            "measure": measure,
            "favourable": favourable,
            "theme": "Theme" if measure != "Theme" and sheet.has("Theme") else None,
            "benchmark": benchmark,
        }
    )


def read_survey(sheet: TableSheet, mapping: Mapping, fewest: int) -> SurveyTable:
    """Read every row; rows of fewer than `fewest` respondents are suppressed.

    :raises UnreadableDocument: if the mapping does not fit, or a cell is not what its column holds.
    """
    require(mapping, sheet)
    rows = tuple(suppress(one, fewest) for row in sheet.rows for one in _rows(row, mapping))
    if not rows:
        raise UnreadableDocument("This survey has column names and no rows. Save it again.")
    return SurveyTable(mapping.survey, sheet.columns, rows)


def _rows(row: SheetRow, mapping: Mapping) -> Iterator[SurveyRow]:
    school = row.get(mapping.school)
    if school is None or _NUMBER.fullmatch(school):
        raise UnreadableDocument(
            f"Row {row.number:,} of this survey names no school. Write the name in the column “{mapping.school}”."
        )
    is_benchmark = mapping.benchmark_row is not None and key(school) == key(mapping.benchmark_row)
    when, respondents = _day(row, mapping), _respondents(row, mapping)
    if mapping.layout == "wide":
        cells: list[tuple[str, str, str | None]] = [
            (measure, column, None) for column, measure in mapping.measures.items()
        ]
    else:
        measure = row.get(mapping.measure or "")
        if measure is None:
            raise UnreadableDocument(f"Row {row.number:,} of this survey has no “{mapping.measure}”. Fill it in.")
        cells = [(measure, mapping.favourable or "", row.get(mapping.theme) if mapping.theme else None)]
    for measure, column, theme in cells:
        share = _percentage(row, column)
        benchmark = _percentage(row, mapping.benchmark) if mapping.benchmark else mapping.benchmarks.get(measure)
        if share is None and not is_benchmark and not _is_few(row, mapping, column):
            continue  # an empty cell: the school was not asked
        yield SurveyRow(
            row.number,
            column,
            mapping.survey,
            mapping.audience,
            None if is_benchmark else school,
            row.get(mapping.urn) if mapping.urn else None,
            measure,
            theme,
            when,
            share,
            respondents,
            None if is_benchmark else benchmark,
        )


def _day(row: SheetRow, mapping: Mapping) -> date:
    found = mapping.date if isinstance(mapping.date, date) else row.date(mapping.date)
    if found is None:
        raise UnreadableDocument(
            f"Row {row.number:,} of this survey has no date. Fill it in, or write one day as 'date' in the mapping."
        )
    return found


def _respondents(row: SheetRow, mapping: Mapping) -> int | None:
    """Return how many answered; None where the table itself says only that they were few."""
    value = row.get(mapping.respondents)
    if value is None or _FEW.fullmatch(value):
        return None
    digits = value.replace(",", "").removesuffix(".0")
    if not digits.isdecimal():
        raise UnreadableDocument(
            f"Row {row.number:,} of this survey has {value!r} as “{mapping.respondents}”, which is not a whole number. "
            "Without it, small groups cannot be protected."
        )
    return int(digits)


def _is_few(row: SheetRow, mapping: Mapping, column: str) -> bool:
    return any(_FEW.fullmatch(row.get(name) or "") for name in (column, mapping.respondents))


def _percentage(row: SheetRow, column: str) -> float | None:
    value = row.get(column)
    if value is None or _FEW.fullmatch(value):
        return None
    found = _NUMBER.fullmatch(value)
    number = float(found[1]) if found else -1.0
    if not 0 <= number <= 100:
        raise UnreadableDocument(
            f"Row {row.number:,} of this survey has {value!r} as “{column}”, which is not a percentage from 0 to 100."
        )
    return number


__all__ = ["read_survey", "standard_mapping"]
