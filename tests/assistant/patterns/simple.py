"""A simple engine for the tests of screens and files: themes by single words, directions by headings alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from assistant.patterns.grades import Visit, VisitMark, YearRange, schools_of
from assistant.patterns.values import (
    Finding,
    FindingKind,
    FindingSchool,
    GroupPatterns,
    GroupSchool,
    Response,
    ResponseState,
    ThemeCell,
    ThemeMatrix,
)
from assistant.themes.values import Direction, Mention, SchoolReport, Theme
from ingest.library import Library

WORDS = {"attendance": "attend", "reading": "read", "mathematics": "mathemat", "swimming": "swim"}
THEMES = tuple(Theme(key, key.capitalize(), f"What reports say of {key}.", ()) for key in WORDS)


def simple_engine(library: Library, group: str, period: YearRange, day: date) -> GroupPatterns:
    records = library.documents()
    rows = schools_of(
        group,
        period,
        schools=library.schools(),
        memberships=library.memberships(),
        records=records,
        inspections=library.inspections(),
    )
    schools, said = [], {}
    for row in rows:
        reports = [_report(visit) for visit in reversed(row.visits)]
        joined = row.joined.start if row.joined else None
        schools.append(GroupSchool(row.urn or row.name, row.name, row.urn, row.phase, joined, tuple(reports)))
        said[schools[-1].key] = {report.document: list(_mentions(library, schools[-1], report)) for report in reports}
    latest = _matrix(tuple(schools), {s.key: said[s.key][s.latest.document] if s.latest else [] for s in schools})
    history = _matrix(tuple(schools), {key: sum(found.values(), []) for key, found in said.items()})
    notes = ("Themes are told by single words here.",)
    return GroupPatterns(
        group, tuple(schools), latest, history, _findings(latest), _responses(latest), notes=notes, today=day
    )


def _report(visit: Visit) -> SchoolReport:
    record = visit.records[0]
    before, other = VisitMark.BEFORE_JOINING in visit.marks, VisitMark.PREDECESSOR in visit.marks
    return SchoolReport(record.id, record.filename, visit.start, record.format, before, other)


def _mentions(library: Library, school: GroupSchool, report: SchoolReport) -> Iterator[Mention]:
    for passage in library.passages_of(report.document):
        heading = (passage.heading or "").lower()
        need = "better" in heading or "improve" in heading
        direction = Direction.NEED if need else Direction.STRENGTH if "well" in heading else Direction.NEUTRAL
        for sentence in passage.sentences:
            for key, cue in WORDS.items():
                if cue in sentence.text.lower():
                    yield Mention(
                        key,
                        direction,
                        school.key,
                        report.document,
                        passage.id,
                        sentence.text,
                        sentence.locators,
                        report.date,
                        report.format,
                        f"holds {cue!r}",
                    )


def _matrix(schools: tuple[GroupSchool, ...], said: Mapping[str, list[Mention]]) -> ThemeMatrix:
    cells = [
        ThemeCell(school.key, theme.key, tuple(m for m in said[school.key] if m.theme == theme.key))
        for school in schools
        for theme in THEMES
    ]
    return ThemeMatrix(schools, THEMES, tuple(cells))


def _findings(matrix: ThemeMatrix) -> tuple[Finding, ...]:
    found = []
    for theme in matrix.themes:
        cells = matrix.column(theme.key)
        names = {school.key: school.name for school in matrix.schools}
        speaking = [cell for cell in cells if not cell.is_silent]
        silent = tuple(cell.school for cell in cells if cell.is_silent)
        schools = tuple(
            FindingSchool(cell.school, names[cell.school], tuple({m.date for m in cell.mentions if m.date}))
            for cell in speaking
        )
        evidence = tuple(mention for cell in speaking for mention in cell.mentions)
        kind = FindingKind.RECURRING_NEED if speaking else FindingKind.SILENT
        sentence = f"Reports of {len(speaking)} of {len(cells)} schools speak of {theme.name.lower()}."
        everyone = tuple(cell.school for cell in cells)
        found.append(
            Finding(kind, theme.key, sentence, schools, evidence, everyone, silent, ("Few schools <b>here</b>.",))
        )
    return tuple(found)


def _responses(matrix: ThemeMatrix) -> tuple[Response, ...]:
    needs = [m for cell in matrix.cells for m in cell.mentions if m.direction is Direction.NEED]
    return tuple(
        Response(need.theme, need.school, need, (), (need,), ResponseState.SAME_NEED, "the same words")
        for need in needs
    )
