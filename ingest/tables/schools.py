"""Tables that describe schools: management information, GIAS, a group's links, and a simple table of one's own.

Each kind is told by its column names (sources: the published files' own headings; `Latest OEIF  safeguarding` has two
spaces there). A grade is kept as printed; the older numbers 1–4 are kept beside the word that the scale gives
them. Nothing is inferred: an empty cell, `NULL` and 9 (not applicable) give no judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ingest.errors import UnreadableDocument
from ingest.inspections import Scale, is_urn
from ingest.tables.sheet import SheetRow, TableSheet, key


class TableKind(StrEnum):
    """The kinds of table that describe schools."""

    MANAGEMENT_INFORMATION = "management-information"
    GIAS = "gias"
    GROUP_LINKS = "group-links"
    OWN = "own"


TABLE_NAMES = {
    TableKind.MANAGEMENT_INFORMATION: "Ofsted management information",
    TableKind.GIAS: "GIAS (edubasealldata)",
    TableKind.GROUP_LINKS: "GIAS group links",
    TableKind.OWN: "Table of schools",
}


@dataclass(frozen=True, slots=True)
class TableJudgement:
    """A grade in a table: area, the word, what the cell prints, scale, the day of the inspection, the column."""

    area: str
    grade: str
    printed: str
    scale: Scale
    date: date | None
    column: str


@dataclass(frozen=True, slots=True)
class TableSchool:
    """What one row of a table says about one school. `row` counts from 1 as a spreadsheet does.

    `current` is false where the table says that its latest full inspection was of a predecessor with another URN.
    """

    row: int
    urn: str | None
    name: str | None = None
    phase: str | None = None
    region: str | None = None
    local_authority: str | None = None
    group: str | None = None
    group_uid: str | None = None
    joined: date | None = None
    current: bool | None = None
    judgements: tuple[TableJudgement, ...] = ()


@dataclass(frozen=True, slots=True)
class SchoolTable:
    """A whole table that describes schools."""

    kind: TableKind
    columns: tuple[str, ...]
    rows: tuple[TableSchool, ...]


CARD_AREAS = (
    "Safeguarding standards",
    "Inclusion",
    "Curriculum and teaching",
    "Achievement",
    "Attendance and behaviour",
    "Personal development and wellbeing",
    "Early years (where applicable)",
    "Post-16 provision (where applicable)",
    "Leadership and governance",
)
OEIF_AREAS = (
    "Overall effectiveness",
    "Quality of education",
    "Behaviour and attitudes",
    "Personal development",
    "Effectiveness of leadership and management",
    "Safeguarding is effective?",
    "Early years provision (where applicable)",
    "Sixth form provision (where applicable)",
)
_CURRENT = "Does the latest full inspection relate to the URN of the current school?"
_OEIF_DATES = (
    "Inspection start date of latest OEIF graded inspection",
    "Date of latest OEIF graded inspection",
    "Inspection start date of latest graded inspection",
)
_CODES = {"1": "Outstanding", "2": "Good", "3": "Requires improvement", "4": "Inadequate"}
_NOT_GRADED = frozenset({"9", "0", "8", "not judged", "not applicable"})
_OWN = {
    "school": ("school", "school name", "establishmentname"),
    "urn": ("urn",),
    "group": ("group", "trust", "federation", "diocese"),
    "joined": ("joined", "join date", "joined date", "date joined"),
    "phase": ("phase",),
    "local authority": ("local authority", "la"),
    "region": ("region",),
}


def kind_of(sheet: TableSheet) -> TableKind | None:
    """Tell the kind of a table by its column names; None where it describes no schools."""
    if (
        sheet.has("URN", "Ofsted phase")
        or sheet.has("URN", _CURRENT)
        or sheet.has("URN", "School name", "Ofsted region")
    ):
        return TableKind.MANAGEMENT_INFORMATION
    if sheet.has("URN", "EstablishmentName"):
        return TableKind.GROUP_LINKS if sheet.has("Group UID") else TableKind.GIAS
    if sheet.has("URN", "Group UID") or sheet.has("URN", "Group Name"):
        return TableKind.GROUP_LINKS
    mine = {key(column) for column in sheet.columns}
    known = {name for name, ways in _OWN.items() if mine & set(ways)}
    all_known = not _unknown(sheet) and "group" in known and {"school", "urn"} & known and len(known) >= 3
    return TableKind.OWN if all_known or {"urn", "group", "joined"} <= known else None


def _unknown(sheet: TableSheet) -> list[str]:
    """Return the columns that a table of one's own may not have."""
    known = {way for ways in _OWN.values() for way in ways}
    return [column for column in sheet.columns if column and key(column) not in known]


def read_schools(sheet: TableSheet, kind: TableKind) -> SchoolTable:
    """Read every row.

    :raises UnreadableDocument: if a column that is needed is missing, one is not known, or a cell does not fit.
    """
    _require(sheet, kind)
    if not sheet.rows:
        raise UnreadableDocument(f"This table ({TABLE_NAMES[kind]}) has column names and no rows. Save it again.")
    return SchoolTable(kind, sheet.columns, tuple(_named(_READERS[kind](row, sheet)) for row in sheet.rows))


def names_school(row: SheetRow) -> bool:
    """Say whether a row, of whatever kind of table, has a URN that is one or the name of a school."""
    return is_urn(row.get("URN") or "") or row.get("School name", *_OWN["school"]) is not None


def _named(row: TableSchool) -> TableSchool:
    """Let no row pass that is about no school: nobody could look it up, and nothing of it could be shown."""
    if row.urn is None and row.name is None:
        raise UnreadableDocument(f"Row {row.row:,} of this table names no school. Give its name or its URN.")
    return row


def _require(sheet: TableSheet, kind: TableKind) -> None:
    needed = {
        TableKind.MANAGEMENT_INFORMATION: ("URN", "School name", "Local authority"),
        TableKind.GIAS: ("URN", "EstablishmentName", "PhaseOfEducation (name)"),
        TableKind.GROUP_LINKS: ("URN", "Group Name"),
        TableKind.OWN: (),
    }[kind]
    missing = [name for name in needed if not sheet.has(name)]
    if missing:
        raise UnreadableDocument(
            f"This looks like {TABLE_NAMES[kind]}, but these columns are missing: {'; '.join(missing)}. "
            "Save the published file with all its columns."
        )
    if kind is TableKind.OWN:
        unknown = _unknown(sheet)
        if unknown:
            raise UnreadableDocument(
                f"This table of schools has columns that are not known: {'; '.join(unknown)}. Known are: "
                f"{', '.join(_OWN)}. Rename or remove the others."
            )


def _urn(row: SheetRow) -> str | None:
    value = row.get("URN")
    if value is not None and not is_urn(value):
        raise UnreadableDocument(
            f"Row {row.number:,} of this table has {value!r} as URN, which is not a number of six digits. "
            "Correct it, and see that no cell of the row is missing."
        )
    return value


def _management(row: SheetRow, sheet: TableSheet) -> TableSchool:
    said = row.get(_CURRENT)
    return TableSchool(
        row.number,
        _urn(row),
        row.get("School name"),
        row.get("Ofsted phase"),
        row.get("Region", "Ofsted region"),
        row.get("Local authority"),
        row.get("Multi-academy trust name"),
        row.get("Multi-academy trust UID"),
        current=None if said is None else said.casefold().startswith("y"),
        judgements=(*_card(row), *_oeif(row)),
    )


def _card(row: SheetRow) -> Iterator[TableJudgement]:
    """Yield the report card's grades. Each area has a date of its own."""
    for column in CARD_AREAS:
        grade = row.get(column)
        if grade is None or grade.casefold() in _NOT_GRADED:
            continue
        scale = Scale.MET_NOT_MET if column == CARD_AREAS[0] else Scale.REPORT_CARD
        when = row.date(f"{column} - date of grade", f"{_short(column)} - date of grade")
        yield TableJudgement(_short(column), grade, grade, scale, when or row.date("Inspection start date"), column)


def _oeif(row: SheetRow) -> Iterator[TableJudgement]:
    """Yield the older grades, under either of the headings that they had: before November 2025 they had no prefix."""
    newer = any(key(f"Latest OEIF {area}") in row.cells for area in OEIF_AREAS)
    when = row.date(*_OEIF_DATES) if newer else row.date("Inspection start date", *_OEIF_DATES)
    for area in OEIF_AREAS:
        column = f"Latest OEIF {area[0].lower()}{area[1:]}" if newer else area
        printed = row.get(column)
        if printed is None or printed.casefold() in _NOT_GRADED:
            continue
        yield TableJudgement(_short(area), _CODES.get(printed, printed), printed, Scale.OEIF, when, column)


def _short(column: str) -> str:
    return column.removesuffix(" (where applicable)")


def _gias(row: SheetRow, sheet: TableSheet) -> TableSchool:
    return TableSchool(
        row.number,
        _urn(row),
        row.get("EstablishmentName"),
        row.get("PhaseOfEducation (name)"),
        row.get("GOR (name)"),
        row.get("LA (name)"),
        row.get("Trusts (name)", "Federations (name)"),
        row.get("Trusts (code)"),
    )


def _links(row: SheetRow, sheet: TableSheet) -> TableSchool:
    return TableSchool(
        row.number,
        _urn(row),
        row.get("EstablishmentName", "School name"),
        row.get("PhaseOfEducation (name)"),
        local_authority=row.get("LA (name)"),
        group=row.get("Group Name"),
        group_uid=row.get("Group UID"),
        joined=row.date("Joined date", "Date joined group", "Join date"),
    )


def _own(row: SheetRow, sheet: TableSheet) -> TableSchool:
    urn, name = _urn(row), row.get(*_OWN["school"])
    return TableSchool(
        row.number,
        urn,
        name,
        row.get(*_OWN["phase"]),
        row.get(*_OWN["region"]),
        row.get(*_OWN["local authority"]),
        row.get(*_OWN["group"]),
        joined=row.date(*_OWN["joined"]),
    )


_READERS: dict[TableKind, Callable[[SheetRow, TableSheet], TableSchool]] = {
    TableKind.MANAGEMENT_INFORMATION: _management,
    TableKind.GIAS: _gias,
    TableKind.GROUP_LINKS: _links,
    TableKind.OWN: _own,
}

__all__ = ["TableSchool", "SchoolTable", "TableJudgement", "TableKind", "kind_of", "names_school", "read_schools"]
