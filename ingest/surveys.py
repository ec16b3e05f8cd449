"""What surveys say: which share of a school's staff, pupils or parents answered favourably, how many answered, when.

Describes values only. A row of fewer respondents than the setting `survey_fewest` is suppressed: it keeps school,
measure and date, and neither its share nor its number of respondents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One school's answers to one question or theme. `row` counts from 1 as a spreadsheet does.

    `favourable` and `benchmark` are percentages, 0–100. `school` is None in a benchmark's own row, which belongs to
    every school of the same survey, date and measure.
    """

    row: int
    column: str
    survey: str
    audience: str
    school: str | None
    urn: str | None
    measure: str
    theme: str | None
    date: date
    favourable: float | None
    respondents: int | None
    benchmark: float | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """All rows of one file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[SurveyRow, ...]


def suppress(row: SurveyRow, fewest: int) -> SurveyRow:
    """Take share and number out of a row with fewer than `fewest` respondents. A benchmark's row is no school's."""
    if row.school is None or row.suppressed or (row.respondents is not None and row.respondents >= fewest):
        return row
    return replace(row, favourable=None, respondents=None, suppressed=True)


def with_benchmarks(rows: Iterable[SurveyRow]) -> list[SurveyRow]:
    """Return the schools' rows, each with the benchmark of its survey, date and measure where one is known."""
    kept = list(rows)
    national = {(r.survey, r.date, r.measure): r.favourable for r in kept if r.school is None}
    return [
        replace(r, benchmark=r.benchmark if r.benchmark is not None else national.get((r.survey, r.date, r.measure)))
        for r in kept
        if r.school is not None
    ]
