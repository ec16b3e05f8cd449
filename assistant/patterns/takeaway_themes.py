"""Themes, findings and responses as tables to take away, with every sentence that is counted on a sheet of its own.

Turns values into rows and notes; counts are the lengths of the lists that the values hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.patterns.sheets import Book, ExportTable, Value
from assistant.patterns.values import GroupPatterns, Response, Statement, ThemeMatrix
from assistant.themes.values import Direction, Mention
from assistant.writing.times import day_of
from ingest.phrases import day_words, person

_SENTENCE = ("Sentence, as printed", "Date of the report", "Document", "Page", "Why", "Corrected by hand")


def themes_book(patterns: GroupPatterns, history: bool) -> Book:
    """Return schools × themes with a count for each direction, and the sentences counted."""
    matrix = patterns.history if history else patterns.matrix
    header = ["School", "URN", "Phase"]
    for theme in matrix.themes:
        header += [f"{theme.name}: {direction.value}" for direction in Direction] + [f"{theme.name}: reports"]
    rows = []
    for school in matrix.schools:
        values: list[Value] = [school.name, school.urn, school.phase]
        for cell in matrix.row(school.key):
            silent = cell.is_silent
            values += [None if silent else cell.counts[direction] for direction in Direction]
            values.append(None if silent else len(cell.documents))
        rows.append(tuple(values))
    reports = "all reports" if history else "latest report of each school"
    sheets = (ExportTable("Themes", tuple(header), tuple(rows)), _sentences(patterns, matrix))
    notes = (
        "Each number counts sentences of reports. A sentence may speak of more than one theme.",
        "An empty cell: no report mentions the theme. That is no evidence, which is not the same as no problem.",
        *patterns.notes,
    )
    return Book(f"Themes, {patterns.group}, {reports}", sheets, notes)


def findings_book(patterns: GroupPatterns) -> Book:
    """Return the findings, one a row with its schools, silent schools and caveats; and their evidence."""
    header = ("Finding", "Kind", "Theme", "Schools", "Sentences", "Silent schools", "Caveats")
    rows: list[tuple[Value, ...]] = []
    evidence: list[tuple[Value, ...]] = []
    for number, finding in enumerate(patterns.findings, start=1):
        theme = patterns.theme(finding.theme).name
        schools = "; ".join(
            f"{school.name}{f' ({school.role})' if school.role else ''}"
            f"{': ' if school.dates else ''}{', '.join(day_words(day) for day in school.dates)}"
            for school in finding.schools
        )
        silent = "; ".join(patterns.school(key).name for key in finding.silent)
        caveats = " ".join(finding.caveats)
        rows.append((finding.sentence, finding.kind.value, theme, schools, len(finding.evidence), silent, caveats))
        evidence += [(number, *_mention(patterns, mention)) for mention in finding.evidence]
    columns = ("Finding number", "School", "Theme", "Direction", *_SENTENCE)
    sheets = (ExportTable("Findings", header, tuple(rows)), ExportTable("Evidence", columns, tuple(evidence)))
    notes = ("Findings stand in the order of the screen and are numbered from 1.", *patterns.notes)
    return Book(f"Findings, {patterns.group}", sheets, notes)


def responses_book(patterns: GroupPatterns) -> Book:
    """Return need → response → later evidence → state, one need a row; and every sentence of them."""
    need = ("Need, as printed", "Date of the report", "Document", "Page", "Why", "Corrected by hand")
    found = ("Statements of the group", "Sentences of later reports", "State of the evidence", "Reason")
    header = ("School", "Theme", *need, *found)
    rows: list[tuple[Value, ...]] = []
    sentences: list[tuple[Value, ...]] = []
    for number, response in enumerate(patterns.responses, start=1):
        school, theme = patterns.school(response.school).name, patterns.theme(response.theme).name
        parts = (len(response.statements), len(response.later), response.state.value, response.why)
        rows.append((school, theme, *_sentence(patterns, response.need), *parts))
        sentences += list(_parts(patterns, response, number))
    columns = ("Need number", "What it is", *_SENTENCE)
    sheets = (ExportTable("Responses", header, tuple(rows)), ExportTable("Sentences", columns, tuple(sentences)))
    note = "The state says what evidence the library holds, not how good a response is."
    return Book(f"Responses, {patterns.group}", sheets, (note, *patterns.notes))


def _parts(patterns: GroupPatterns, response: Response, number: int) -> Iterable[tuple[Value, ...]]:
    for statement in response.statements:
        yield number, "statement of the group", *_sentence(patterns, statement)
    for mention in response.later:
        yield number, "later report", *_sentence(patterns, mention)


def _sentences(patterns: GroupPatterns, matrix: ThemeMatrix) -> ExportTable:
    rows: Sequence[tuple[Value, ...]] = [
        _mention(patterns, mention) for cell in matrix.cells for mention in cell.mentions
    ]
    return ExportTable("Sentences", ("School", "Theme", "Direction", *_SENTENCE), tuple(rows))


def _mention(patterns: GroupPatterns, mention: Mention) -> tuple[Value, ...]:
    school, theme = patterns.school(mention.school).name, patterns.theme(mention.theme).name
    return school, theme, mention.direction.value, *_sentence(patterns, mention)


def _sentence(patterns: GroupPatterns, said: Mention | Statement) -> tuple[Value, ...]:
    pages = ", ".join(dict.fromkeys(str(place.page) for place in said.locators))
    by_hand = said.corrected if isinstance(said, Mention) else None
    corrected = f"by {person(by_hand.author)} on {day_of(by_hand.at)}" if by_hand else None
    return said.text, said.date, _file(patterns, said), pages, said.why, corrected


def _file(patterns: GroupPatterns, said: Mention | Statement) -> str:
    if isinstance(said, Statement):
        return said.file
    reports = patterns.school(said.school).reports
    return next((report.file for report in reports if report.document == said.document), said.document)


__all__ = ["findings_book", "responses_book", "themes_book"]
