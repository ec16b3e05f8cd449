"""From a file to a table: whether it is one that is known, and what its rows say.

Also lays the table out as a document, so that each row has a place that can be opened: one block a row, with the
row's number, and only the columns that were read. It embeds nothing: rows are looked up, not searched for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

from ingest.documents import Document, Unit
from ingest.errors import UnreadableDocument
from ingest.inspections import Inspection, ReportFormat
from ingest.readers.flow import Laid, document_of, page_of, row
from ingest.readers.sheets import CSV
from ingest.settings import Settings
from ingest.surveys import SurveyRow, SurveyTable
from ingest.tables import choosing, notes
from ingest.tables import mapping as mappings
from ingest.tables.mapping import Mapping
from ingest.tables.schools import TABLE_NAMES, SchoolTable, TableSchool, kind_of, names_school, read_schools
from ingest.tables.sheet import LooseLine, TableSheet, check_size, from_csv, from_document
from ingest.tables.surveys import read_survey, standard_mapping
from ingest.tables.unmapped import refuse_unmapped


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was recognised, and the document that gives its rows a place."""

    content: SchoolTable | SurveyTable
    document: Document
    notes: tuple[LooseLine, ...] = ()
    """Lines of the file that are no rows: titles, notes, totals. The document has them too; a warning names them."""

    @property
    def inspection(self) -> Inspection:
        """The record of a document that reports no inspection, with the reason."""
        return Inspection(self.document.id, ReportFormat.DOCUMENT, 1.0, f"recognised as {self.name} by its columns")

    @property
    def name(self) -> str:
        """What the table is, for people."""
        content = self.content
        return TABLE_NAMES[content.kind] if isinstance(content, SchoolTable) else f"Survey: {content.name}"


def is_csv(path: Path) -> bool:
    """Say whether a file is called as tables of text are."""
    return path.suffix.lower() in (".csv", ".tsv")


def read_table(
    path: Path, settings: Settings, document: Document | None = None, mapping: Path | None = None
) -> Table | None:
    """Return the table in a CSV file, or in a workbook that was read as `document`; None where it is no known one.

    `mapping` is a survey's mapping file; where none is given, one beside the file is taken.

    :raises UnmappedSurvey: if it is plainly a survey, without a mapping and under column names of its own.
    :raises UnreadableDocument: if it is recognised, or mapped as a survey, and cannot be read as such; or if several
        sheets are tables.
    """
    if document is None and (not is_csv(path) or path.stat().st_size > settings.max_file_mb * 2**20):
        return None
    if document is None:
        check_size(path.stat().st_size)
    data = path.read_bytes()
    sheets = from_document(document) if document else tuple(filter(None, [from_csv(data, path.name)]))
    given = mapping or mappings.beside(path)
    if not sheets:
        if given:
            raise UnreadableDocument(f"There is a mapping {given.name}, but this file holds no table. Save it as CSV.")
        return None
    mapped = mappings.load(given) if given else None
    sheet = choosing.the_table(sheets, mapped, path.stem)
    found = _content(sheet, path.stem, mapped, settings.survey_fewest) if sheet else None
    if sheet is None or found is None:
        return None
    content, beside = found
    told = (*sheet.warnings, *choosing.warnings(document, sheet), *([notes.warning(beside)] if beside else []))
    title = TABLE_NAMES[content.kind] if isinstance(content, SchoolTable) else content.name
    page = page_of(1, _laid(content, beside), Unit.SHEET, sheet.name)
    media_type = document.media_type if document else CSV
    made = document_of(data, media_type, title, [page], settings.max_pages, told)
    return Table(content, replace(made, filename=path.name, title=title), beside)


def _content(
    sheet: TableSheet, name: str, mapped: Mapping | None, fewest: int
) -> tuple[SchoolTable | SurveyTable, tuple[LooseLine, ...]] | None:
    """Return what the table says and the lines that are none of its rows; None where it is no known one."""
    mapping = mapped or standard_mapping(sheet, name)
    if mapping:
        rows, beside = notes.parted(sheet, lambda row: len(row.filled) > 1 and row.get(mapping.school) is not None)
        return read_survey(rows, mapping, fewest), beside
    kind = kind_of(sheet)
    if kind is None:
        refuse_unmapped(sheet, name)
        return None
    rows, beside = notes.parted(sheet, names_school)
    return read_schools(rows, kind), beside


def _laid(content: SchoolTable | SurveyTable, beside: Sequence[LooseLine]) -> list[Laid]:
    """Lay a table out, its notes in their places among the rows."""
    if isinstance(content, SchoolTable):
        lines = [(one.row, _school_cells(one)) for one in content.rows]
    else:
        lines = [(one.row, _survey_cells(one)) for one in content.rows]
    lines += [(line.number, list(line.cells)) for line in beside]
    found = [(number, row(cells, number)) for number, cells in sorted(lines, key=itemgetter(0))]
    return [Laid(item, number, item.text) for number, item in found if item]


def _school_cells(one: TableSchool) -> list[str]:
    grades = [f"{j.area}: {j.grade}" + (f" ({j.date:%d/%m/%Y})" if j.date else "") for j in one.judgements]
    joined = f"joined {one.joined:%d/%m/%Y}" if one.joined else None
    said = (one.urn, one.name, one.phase, one.region, one.local_authority, one.group, joined, *grades)
    return [cell for cell in said if cell]


def _survey_cells(one: SurveyRow) -> list[str]:
    if one.suppressed:
        share = "suppressed: too few respondents"
    else:
        share = f"{one.favourable:g}% favourable" if one.favourable is not None else "no answer"
        share += f" of {one.respondents}" if one.respondents is not None else ""
    said = (one.school or "Benchmark", one.measure, share, f"{one.date:%d/%m/%Y}")
    return [*said, *([f"benchmark {one.benchmark:g}%"] if one.benchmark is not None else [])]


__all__ = ["Table", "is_csv", "read_table"]
