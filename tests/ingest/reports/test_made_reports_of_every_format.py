"""Made reports of every format, set as PDFs and read as files: every field against the gold, each in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from evals.reading import suite
from evals.reading.gold import MADE, GoldReport, made
from ingest.documents import BlockKind, Document, Locator
from ingest.inspections import Inspection, Located, ReportFormat
from ingest.reports import read_report

SETS = ("made", "third")
"""The second is set as the inspectorate's own pages look: two columns, ruled rows, a letter's head at the right."""
NAMES = sorted(source.stem for name in SETS for source in MADE.with_name(name).glob("*.yaml"))
Read = Callable[[Path], Document]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, GoldReport]:
    folder = tmp_path_factory.mktemp("made")
    return {report.path.stem: report for name in SETS for report in made(folder, name)}


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_a_made_report_is_that_of_the_gold(
    name: str, reports: dict[str, GoldReport], read_file: Read
) -> None:
    inspection = read_report(read_file(reports[name].path)).inspection
    misses = {
        one.field: (sorted(one.wanted), sorted(one.found))
        for one in suite.score(reports[name], inspection)
        if one.wanted != one.found
    }
    assert misses == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_a_made_report_stands_where_it_says(
    name: str, reports: dict[str, GoldReport], read_file: Read, printed_at: Callable[[Document, Locator], str]
) -> None:
    document = read_file(reports[name].path)
    inspection = read_report(document).inspection
    places = [value for field in fields(inspection) if isinstance(value := getattr(inspection, field.name), Located)]
    places += [person.name for person in inspection.people]
    places += [place for conflict in inspection.conflicts for place in conflict.places]
    for place in places:
        assert " ".join(place.text.split()) == printed_at(document, place.locator)
    for point in (*inspection.next_steps, *inspection.strengths, *inspection.weaknesses):
        assert " ".join(printed_at(document, locator) for locator in point.locators) == point.text
    for judgement in inspection.judgements:
        assert judgement.grade in printed_at(document, judgement.locator)
    assert inspection.dates is None or printed_at(document, inspection.dates.locator) == inspection.dates.printed


@pytest.mark.parametrize("name", NAMES)
def test_a_document_without_geometry_is_read_the_same(
    name: str, reports: dict[str, GoldReport], read_file: Read
) -> None:
    document = read_file(reports[name].path)
    bare = replace(document, pages=tuple(replace(page, words=(), width=0.0, height=0.0) for page in document.pages))
    read, expected = read_report(bare).inspection, read_report(document).inspection
    assert (read.format, read.provider, read.judgements) == (expected.format, expected.provider, expected.judgements)
    assert (read.dates, read.next_steps, read.people) == (expected.dates, expected.next_steps, expected.people)


@pytest.mark.parametrize("name", NAMES)
def test_where_the_kinds_of_blocks_are_lost_the_format_and_its_judgements_are_still_read(
    name: str, reports: dict[str, GoldReport], read_file: Read
) -> None:
    """A reader of plain text gives paragraphs only."""
    document = read_file(reports[name].path)
    expected = read_report(document).inspection
    plain = replace(
        document,
        pages=tuple(
            replace(page, words=(), blocks=tuple(replace(block, kind=BlockKind.PARAGRAPH) for block in page.blocks))
            for page in document.pages
        ),
    )
    read = read_report(plain).inspection
    assert read.format is expected.format
    assert _graded(read) == _graded(expected)
    assert read.dates == expected.dates


def _graded(inspection: Inspection) -> list[tuple[str, str]]:
    return [(judgement.area, judgement.grade) for judgement in inspection.judgements]


def test_letters_and_conversion_letters_give_no_judgement_whatever_grade_they_mention(
    reports: dict[str, GoldReport], read_file: Read
) -> None:
    for name in NAMES:
        inspection = read_report(read_file(reports[name].path)).inspection
        if inspection.format not in (ReportFormat.SECTION_5, ReportFormat.GRADED, ReportFormat.REPORT_CARD):
            assert inspection.judgements == (), name


def test_what_such_a_report_normally_prints_and_this_one_does_not_is_named(
    reports: dict[str, GoldReport], read_file: Read
) -> None:
    missing = {name: read_report(read_file(reports[name].path)).inspection.not_found for name in NAMES}
    assert missing["ungraded-2023"] == ()
    assert missing["short-inspection-2018"] == ()
    assert missing["graded-new-nursery"] == ()  # 'Not previously inspected' is said, not missing
    assert missing["report-card-independent-2026"] == ("group",)
    assert missing["section5-2013"] == ("safeguarding",)


def test_2012_and_2015_reports_of_one_format_are_told_apart_by_their_framework(
    reports: dict[str, GoldReport], read_file: Read
) -> None:
    read = {name: read_report(read_file(reports[name].path)).inspection for name in NAMES}
    assert (read["section5-2013"].format, read["section5-2013"].framework) == (ReportFormat.SECTION_5, "2012–15")
    assert (read["ungraded-2023"].framework, read["ungraded-2025"].framework) == ("2019–24", "2024–25")
    assert (read["graded-special-residential"].framework, read["graded-new-nursery"].framework) == (
        "2019–24",
        "2024–25",
    )
