"""What tables say, for the command line: survey results, and where management information and a report differ.

Shapes rows of the library; computes nothing. A suppressed figure is printed as suppressed and never as a number.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from ingest.errors import LibraryError
from ingest.library import Library
from ingest.library.tables import StoredSurveyRow
from ingest.phrases import how_many


def run(library: Library, options: argparse.Namespace) -> int:
    """Print the survey results; exit status 0.

    :raises LibraryError: if a school is named of which there are none.
    """
    rows = library.tables.surveys(options.school)
    if options.school and not rows:
        surveyed = sorted({row.says.school for row in library.tables.surveys() if row.says.school})
        raise LibraryError(
            f"No survey in the library has results of ‘{options.school}’. "
            + (f"Schools with results: {', '.join(surveyed)}." if surveyed else "It has no surveys.")
        )
    if options.json:
        print(json.dumps([survey_json(row) for row in rows], ensure_ascii=False))  # noqa: T201
        return 0
    for row in rows:
        print(line(row))  # noqa: T201
    print(how_many(len(rows), "result"))  # noqa: T201
    return 0


def survey_json(row: StoredSurveyRow) -> dict[str, Any]:
    """Return one result as the contract prints it: percentages 0–100; both numbers null where suppressed."""
    says = row.says
    return {
        "survey": says.survey,
        "audience": says.audience,
        "school": says.school,
        "urn": says.urn,
        "measure": says.measure,
        "theme": says.theme,
        "date": says.date.isoformat(),
        "favourable": says.favourable,
        "respondents": says.respondents,
        "benchmark": says.benchmark,
        "suppressed": says.suppressed,
        "file": row.file,
        "document": row.document,
        "row": says.row,
        "column": says.column,
    }


def line(row: StoredSurveyRow) -> str:
    """Return one result on one line for people."""
    says = row.says
    if says.suppressed:
        figure = "suppressed (too few respondents)"
    else:
        figure = (
            f"{says.favourable:g}% favourable of {says.respondents}" if says.favourable is not None else "no answer"
        )
    beside = f", benchmark {says.benchmark:g}%" if says.benchmark is not None else ""
    place = f"{row.file}, row {says.row}"
    return f"{says.school}, {says.measure} ({says.survey}, {says.date:%d/%m/%Y}): {figure}{beside}  [{place}]"


def conflicts_json(library: Library, document: str) -> list[dict[str, Any]]:
    """Return where tables and this document differ, with both places."""
    return [
        {
            "field": c.field,
            "report": {"text": c.report, "page": c.page},
            "table": {"text": c.table, "file": c.file, "document": c.document, "row": c.row, "column": c.column},
        }
        for c in library.tables.conflicts(library.inspection(document))
    ]
