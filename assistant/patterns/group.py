"""Which schools a group has and which of their reports count.

Reads the library's lists and what is recorded of inspections; reads no text of a report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.patterns.predecessors import is_academy, is_of_predecessor
from assistant.patterns.values import GroupSchool
from assistant.schools.register import key_of, register_of, school_key
from assistant.themes.values import SchoolReport
from assistant.themes.wording import words
from ingest.errors import IngestError
from ingest.inspections import OF_A_TRUST, Inspection, ReportFormat
from ingest.library import DocumentRecord, Library
from ingest.library.records import SchoolRecord

SECONDARY_FROM = 11
"""Age in years at which pupils move to secondary school in England; a middle school keeps them for two years more."""
_AGES = re.compile(r"(\d{1,2})\s*(?:to|-|–)\s*(\d{1,2})")
NOT_ON_ONE_SCHOOL = OF_A_TRUST | {ReportFormat.AREA_SEND, ReportFormat.CONVERSION_LETTER, ReportFormat.DOCUMENT}
"""Formats that are no inspection of one school."""


class UnknownGroup(IngestError):
    """No group of that name, or none named where the library holds several."""


def the_group(library: Library, name: str | None) -> str:
    """Return the group's name as the library has it; it may be left out where there is only one.

    :raises UnknownGroup: if it cannot be told which group is meant.
    """
    known = sorted({membership.group for membership in library.memberships()})
    if not known:
        raise UnknownGroup("The library knows no group. Add documents with: python -m ingest PATH --group NAME")
    if name is None and len(known) == 1:
        return known[0]
    found = [group for group in known if name is not None and group.casefold() == name.strip().casefold()]
    if found:
        return found[0]
    listed = ", ".join(f"‘{group}’" for group in known)
    if name is None:
        raise UnknownGroup(f"The library holds several groups: {listed}. Say which with --group NAME.")
    raise UnknownGroup(f"No group is called ‘{name}’. Groups in the library: {listed}.")


def schools_of(library: Library, group: str) -> tuple[GroupSchool, ...]:
    """Return the group's schools by name, each with its reports, oldest first.

    A school that shares its name with another of the library is called by its label (`assistant.schools.register`).
    """
    joined = {(m.school, m.urn): m.start for m in library.memberships() if m.group == group}
    records = [school for school in library.schools() if group in school.groups]
    register = register_of(library.documents())
    inspections = {inspection.document: inspection for inspection in library.inspections()}
    reports = [record for record in library.documents() if record.format not in NOT_ON_ONE_SCHOOL]
    found = [_school(known, joined.get((known.name, known.urn)), reports, inspections) for known in records]
    schools = [replace(school, name=register.apart(school.name, school.urn)) for school in found]
    return tuple(sorted(schools, key=lambda school: school.name.casefold()))


def reports_of(library: Library, group: str) -> tuple[DocumentRecord, ...]:
    """Return the inspection reports on the group's schools."""
    keys = {school_key(school.name, school.urn) for school in library.schools() if group in school.groups}
    records = (record for record in library.documents() if record.format not in NOT_ON_ONE_SCHOOL)
    return tuple(record for record in records if key_of(record) in keys)


def other_documents(library: Library, group: str) -> tuple[DocumentRecord, ...]:
    """Return the group's documents that are no inspections: self-evaluations, plans, board papers.

    Tables and surveys are none: they have rows and no passages, and claim nothing.
    """
    papers = (record for record in library.documents() if record.format is ReportFormat.DOCUMENT and record.passages)
    return tuple(record for record in papers if record.group == group)


def _school(
    known: SchoolRecord, joined: date | None, records: list[DocumentRecord], inspections: dict[str, Inspection]
) -> GroupSchool:
    own = [record for record in records if key_of(record) == school_key(known.name, known.urn)]
    reports = [_report(record, inspections.get(record.id), joined) for record in own]
    dated = _with_predecessors(sorted(reports, key=lambda report: (report.date or date.min, report.file)), inspections)
    phase = known.phase or _phase_of([inspections.get(report.document) for report in reversed(dated)])
    return GroupSchool(known.urn or known.name, known.name, known.urn, phase, joined, tuple(dated))


def _phase_of(latest_first: Sequence[Inspection | None]) -> str | None:
    """Return the phase that the printed age range of the latest report means; None where none prints one."""
    for inspection in latest_first:
        ages = _AGES.search(inspection.age_range.text) if inspection and inspection.age_range else None
        if ages:
            youngest, oldest = int(ages[1]), int(ages[2])
            if youngest >= SECONDARY_FROM:
                return "Secondary"
            return "Primary" if oldest <= SECONDARY_FROM + 2 else "All-through"
    return None


def _with_predecessors(reports: Sequence[SchoolReport], inspections: dict[str, Inspection]) -> list[SchoolReport]:
    """Return reports, oldest first, with those marked that are on the school before it became an academy."""
    read = [[inspections[one.document]] if one.document in inspections else [] for one in reports]
    academy = [is_academy(some) for some in read]
    return [
        replace(one, predecessor=is_of_predecessor(academy[place], academy[place + 1 :]))
        for place, one in enumerate(reports)
    ]


def _report(record: DocumentRecord, inspection: Inspection | None, joined: date | None) -> SchoolReport:
    day = record.start or record.published
    predates = bool(joined and day and day < joined)
    return SchoolReport(record.id, record.filename, day, record.format, predates, below=_below(inspection))


def _below(inspection: Inspection | None) -> tuple[tuple[str, str], ...]:
    """Return the areas that a report grades below what its scale calls good or expected, with the grade."""
    judged = inspection.judgements if inspection else ()
    return tuple((j.area, j.grade) for j in judged if j.grade.casefold() in words().need_grades)
