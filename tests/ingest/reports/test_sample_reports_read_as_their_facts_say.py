"""The structured record of every sample report against corpus/sample/facts.json and the sources."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.documents import BlockKind, Document, Locator
from ingest.reports import ReadReport, read_report

ROOT = Path(__file__).resolve().parents[3]
FACTS = ROOT / "corpus" / "sample" / "facts.json"
TRUTH: dict[str, Any] = json.loads(FACTS.read_text(encoding="utf-8")) if FACTS.is_file() else {"reports": []}
ENTRIES = {entry["key"]: entry for entry in TRUTH["reports"]}
SCHOOLS = {school["key"]: school for school in TRUTH.get("schools", [])}
STANDING = (
    "The Office for Standards in Education",
    "Copies of this document can be had",
    "The words of this document may be used again",
    "This publication can be found",
    "The Sample Group",
    "T: 01632 960100",
    "Textphone:",
    "This is a fictional report",
    "© ",
    "Anyone who wishes to complain",
    "Where this report speaks of",
    "Parents and carers can give their opinion",
    "Parent View also shows",
    "How can I feed back",
    "Ofsted Parent View is the place",
    "The Department for Education explains",
    "Further information",
    "Published information about the performance",
    "In this report, ‘disadvantaged pupils’",
    "How we evaluate safeguarding",
    "An inspection of safeguarding in a school ends",
    "Met: ",
    "Not met: ",
    "What does this mean?",
    "Our grades explained",
    "The school must improve without delay",
    "Inspectors had these figures to hand",
)

pytestmark = pytest.mark.skipif(not ENTRIES, reason="corpus/sample is not built: run python -m corpus.builder")
Printed = Callable[[Document, Locator], str]


@pytest.fixture(params=sorted(ENTRIES))
def case(request: pytest.FixtureRequest, sample: Path, read_file: Callable[[Path], Document]) -> tuple[Any, ...]:
    entry = ENTRIES[request.param]
    source = yaml.safe_load((sample / "source" / f"{request.param}.yaml").read_text(encoding="utf-8"))
    document = read_file(sample / "reports" / entry["file"])
    return entry, source, document, read_report(document)


def test_school_number_format_and_dates_are_those_of_the_facts(case: tuple[Any, Any, Document, ReadReport]) -> None:
    entry, source, document, report = case
    inspection, school = report.inspection, SCHOOLS[entry["school"]]
    assert inspection.format.value == entry["format"]
    assert inspection.provider is not None
    assert inspection.provider.text == school["name"]
    assert inspection.urn is not None
    assert inspection.urn.text == entry["urn"]
    assert inspection.dates is not None
    dates = inspection.dates
    assert (dates.printed, str(dates.start)) == (entry["dates"]["printed"], entry["dates"]["start"])
    if entry["format"] != "report-card":  # a report card prints the first day only
        assert str(dates.end) == entry["dates"]["end"]
    assert len(document.pages) == entry["pages"]
    assert [page.label for page in document.pages] == entry["labels"]
    previous = inspection.previous_grade
    assert (previous.text if previous else None) == entry["previous_grade"]
    if "details" in source:
        assert inspection.provider_type is not None
        assert inspection.provider_type.text == source["details"]["type"]
        assert inspection.local_authority is not None
        assert inspection.local_authority.text == school["local_authority"]
        assert inspection.previous_date is not None
        assert source["details"]["previous_inspection"].startswith(inspection.previous_date.text)
    assert inspection.not_found == ()


def test_judgements_are_those_of_the_facts_on_their_pages(
    case: tuple[Any, Any, Document, ReadReport], printed_at: Printed
) -> None:
    entry, _, document, report = case
    found = [
        (item.area, item.grade.capitalize(), item.scale.value, str(item.date), item.locator.page)
        for item in report.inspection.judgements
    ]
    wanted = [(item["area"], item["grade"], item["scale"], item["date"], item["page"]) for item in entry["judgements"]]
    assert found == wanted
    for item in report.inspection.judgements:
        assert printed_at(document, item.locator) == f"{item.area} {item.grade}"


def test_group_and_lead_inspector_are_those_of_the_source(
    case: tuple[Any, Any, Document, ReadReport], printed_at: Printed
) -> None:
    entry, source, document, report = case
    inspection = report.inspection
    trust = TRUTH["group"]["name"]
    member = any(trust in line and "joined" in line or "part of" in line for line in source.get("about_school", ()))
    if entry["format"] == "report-card" or member:
        assert inspection.group is not None
        assert inspection.group.text == ("Diocese of Wrenminster" if entry["key"] == "st-orrin-2023" else trust)
        assert printed_at(document, inspection.group.locator) == inspection.group.text
    else:
        assert inspection.group is None
    lead = source["lead"][0].split(",")[0] if "lead" in source else source["team"][0][0].split(",")[0]
    assert inspection.lead_inspector is not None
    assert inspection.lead_inspector.text == lead


def test_next_steps_are_those_of_the_source_word_for_word(
    case: tuple[Any, Any, Document, ReadReport], printed_at: Printed
) -> None:
    entry, source, document, report = case
    if entry["format"] == "section-5":
        wanted = [
            " ".join([block.get("b") or block["p"], *block.get("sub", ())])
            for block in source["improve"]
            if "b" in block or block["p"].startswith("An external review of")
        ]
    else:
        wanted = source["next_steps" if entry["format"] == "report-card" else "improve"]
    assert [step.text for step in report.inspection.next_steps] == [" ".join(text.split()) for text in wanted]
    for step in report.inspection.next_steps:
        assert " ".join(printed_at(document, locator) for locator in step.locators) == step.text


def test_no_fact_is_kept_out_of_search(case: tuple[Any, Any, Document, ReadReport]) -> None:
    entry, _, document, report = case
    text = "".join(
        block.span.of(page.text)
        for page in document.pages
        for block in page.blocks
        if block.kind is not BlockKind.FURNITURE and (page.number, block.span.start) not in report.boilerplate
    )
    squeezed = _squeeze(text)
    missing = [fact["quote"] for fact in entry["facts"] if _squeeze(fact["quote"]) not in squeezed]
    assert missing == []


def test_all_standing_text_is_kept_out_of_search(case: tuple[Any, Any, Document, ReadReport]) -> None:
    _, _, document, report = case
    left = [
        block.span.of(page.text)
        for page in document.pages
        for block in page.blocks
        if block.span.of(page.text).startswith(STANDING) and (page.number, block.span.start) not in report.boilerplate
    ]
    assert left == []


def _squeeze(text: str) -> str:
    return re.sub(r"[\s\-\u00ad]+", "", text)
