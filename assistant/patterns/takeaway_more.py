"""Surveys and capacity as tables to take away. Turns values into rows and notes; works nothing out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.patterns.sheets import Book, ExportTable, Value
from assistant.patterns.surveys import RULE, SurveyBoard, SurveyCell
from assistant.patterns.values import ClaimAgainstReports, GroupPatterns
from assistant.surveys.questions import Bands

_FIGURES = (
    "Survey", "School", "URN", "Question", "Asked as", "Wave", "Favourable, of 100", "Respondents", "Benchmark, of 100",
    "Points from the benchmark", "Survey band", "Stands apart", "File", "Row",
)  # fmt: skip


def surveys_book(group: str, surveys: Sequence[SurveyBoard], bands: Bands | None) -> Book:
    """Return every figure of every wave, one a row; and the bridges to reports with their sentences."""
    rows = tuple(row for survey in surveys for row in _figures(survey, bands))
    bridges = tuple(
        (survey.survey, bridge.sentence, "; ".join(school.name for school, _ in bridge.figures), m.text, m.date)
        for survey in surveys
        for bridge in survey.bridges
        for m in bridge.mentions
    )
    header = ("Survey", "Beside the reports", "Schools", "Sentence of a report", "Date of the report")
    notes = (
        "A survey band is a word for the distance from a benchmark. It is no inspection grade.",
        RULE,
        "An empty figure: too few answered to be shown, or nobody did.",
        *([f"{bands.label}. {bands.note}"] if bands else []),
    )
    return Book(
        f"Surveys, {group}",
        (ExportTable("Surveys", _FIGURES, rows), ExportTable("Beside the reports", header, bridges)),
        notes,
    )


def capacity_book(patterns: GroupPatterns) -> Book:
    """Return each topic with every sentence; a topic of which no document speaks has one row that says so."""
    rows: list[tuple[Value, ...]] = []
    own, letters = set(patterns.other_documents), {letter.document: letter.name for letter in patterns.evaluations}
    for topic in patterns.capacity:
        if not topic.statements:
            rows.append((topic.name, "no document speaks of it", None, None, None, None))
        for said in topic.statements:
            pages = ", ".join(dict.fromkeys(str(place.page) for place in said.locators))
            source = "the group’s own document" if said.document in own else letters.get(said.document, "report")
            rows.append((topic.name, said.text, source, said.file, pages, said.date))
    header = ("Topic", "Sentence, as printed", "Source", "Document", "Page", "Date")
    notes = (
        "Sentences are gathered by their words; nothing here says how great a capacity is.",
        "That no document speaks of a topic is no evidence, which is not the same as no capacity.",
    )
    return Book(f"Capacity, {patterns.group}", (ExportTable("Capacity", header, tuple(rows)),), notes)


def claims_book(patterns: GroupPatterns, compared: Mapping[str, Sequence[ClaimAgainstReports]]) -> Book:
    """Return each claim that was compared with how it stands, one row a passage of the reports."""
    rows: list[tuple[Value, ...]] = []
    for claims in compared.values():
        for claim in claims:
            first = (claim.claim.file, claim.claim.text, claim.bearing.value, claim.reason)
            for said in claim.evidence:
                rows.append((*first, said.text, said.file, said.date))
            if not claim.evidence:
                rows.append((*first, None, None, None))
    header = ("Document", "Claim", "How it stands", "Reason", "Passage of a report", "Report", "Date of the report")
    notes = (
        "What reports hold, not whether a claim is true. A claim’s own document is never its evidence.",
        "Documents that nobody has had compared are not in this file.",
    )
    return Book(
        f"Self-evaluation against reports, {patterns.group}", (ExportTable("Claims", header, tuple(rows)),), notes
    )


def _figures(survey: SurveyBoard, bands: Bands | None) -> Iterator[tuple[Value, ...]]:
    for row, school in enumerate(survey.schools):
        for column, question in enumerate(survey.questions):
            cell = survey.cell(row, column)
            for number in range(len(cell.figures)):
                yield (survey.survey, school.name, school.urn, question.name, *_figure(cell, number, bands))


def _figure(cell: SurveyCell, number: int, bands: Bands | None) -> tuple[Value, ...]:
    figure = cell.figures[number]
    says, points = figure.row.says, figure.points
    band = bands.name(points) if bands and points is not None else None
    share = "suppressed" if says.suppressed else _number(says.favourable)
    apart = f"{cell.apart} the others" if number == 0 and cell.apart else None
    return (
        says.measure, says.date, share, says.respondents, _number(says.benchmark), _number(points), band, apart,
        figure.row.file, says.row,
    )  # fmt: skip


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"


__all__ = ["capacity_book", "claims_book", "surveys_book"]
