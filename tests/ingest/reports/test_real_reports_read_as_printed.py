"""The structured record of real reports against what a person reads in them. Skipped where they are not at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from truths_of_real_reports import TRUTHS, Truth

from ingest.documents import BlockKind, Document, Locator
from ingest.reports import read_report

CONTENT = ("School details", "Information about this", "About this inspection", "Inspection team", "Lead inspector")


@pytest.fixture(params=TRUTHS, ids=lambda truth: truth.file)
def truth(request: pytest.FixtureRequest) -> Truth:
    assert isinstance(request.param, Truth)
    return request.param


@pytest.fixture
def document(truth: Truth, real_reports: Path, read_file: Callable[[Path], Document]) -> Document:
    return read_file(real_reports / truth.file)


def test_the_fields_of_a_real_report_are_read(
    truth: Truth, document: Document, printed_at: Callable[[Document, Locator], str]
) -> None:
    inspection = read_report(document).inspection
    assert inspection.format is truth.format
    found = {
        "provider": (inspection.provider, truth.provider),
        "urn": (inspection.urn, truth.urn),
        "local_authority": (inspection.local_authority, truth.authority),
        "group": (inspection.group, truth.group),
        "previous_grade": (inspection.previous_grade, truth.previous[0]),
        "previous_date": (inspection.previous_date, truth.previous[1]),
        "lead_inspector": (inspection.lead_inspector, truth.lead),
    }
    for name, (located, text) in found.items():
        assert (located.text if located else None) == text, name
        assert located is None or printed_at(document, located.locator) == text
    assert inspection.dates is not None
    assert (inspection.dates.printed, str(inspection.dates.start), str(inspection.dates.end)) == truth.dates
    assert inspection.not_found == ()
    assert inspection.conflicts == ()
    for name, wanted in truth.details.items():
        detail = getattr(inspection, name)
        assert (detail.text if detail else None) == wanted, name


def test_judgements_safeguarding_and_outcome_of_a_real_report_are_read(
    truth: Truth, document: Document, printed_at: Callable[[Document, Locator], str]
) -> None:
    inspection = read_report(document).inspection
    assert tuple((item.area, item.grade, item.locator.page) for item in inspection.judgements) == truth.judgements
    for item in inspection.judgements:
        assert printed_at(document, item.locator) == f"{item.area} {item.grade}"
        assert str(item.date) == truth.dates[1]
    safeguarding = inspection.safeguarding
    assert ((safeguarding.text, safeguarding.locator.page) if safeguarding else None) == truth.safeguarding
    assert (inspection.outcome is not None) == (truth.outcome is not None)
    if inspection.outcome is not None and truth.outcome is not None:
        assert truth.outcome in inspection.outcome.text
        assert inspection.outcome.locator.page == 1


def test_the_points_of_a_real_report_are_read_one_by_one(
    truth: Truth, document: Document, printed_at: Callable[[Document, Locator], str]
) -> None:
    steps = read_report(document).inspection.next_steps
    assert len(steps) == len(truth.steps)
    for step, (kind, pages, words) in zip(steps, truth.steps, strict=True):
        assert (step.kind, tuple(locator.page for locator in step.locators)) == (kind, pages)
        assert step.text.startswith(words)
        assert " ".join(printed_at(document, locator) for locator in step.locators) == step.text


def test_standard_pages_of_a_real_report_are_kept_out_whole_and_content_is_not(
    truth: Truth, document: Document
) -> None:
    boilerplate = read_report(document).boilerplate
    for page in document.pages:
        content = [block for block in page.blocks if block.kind is not BlockKind.FURNITURE]
        left = [block for block in content if (page.number, block.span.start) not in boilerplate]
        assert (not left) == (page.number in truth.standard_pages), page.number
        kept_out = [block.span.of(page.text) for block in content if block not in left]
        assert not [text for text in kept_out if text.startswith(CONTENT) or "\t" in text]


def test_the_standard_text_of_the_real_report_card_is_this(
    real_reports: Path, read_file: Callable[[Path], Document]
) -> None:
    document = read_file(real_reports / "rc2026_144225_hetton_lyons.rerendered.pdf")
    reasons = list(read_report(document).boilerplate.values())
    assert reasons.count("legend of grades") == 5
    assert reasons.count("explanation of safeguarding outcomes") == 4
    assert reasons.count("explanation of grades") == 11
    assert reasons.count("contact details") == 8
