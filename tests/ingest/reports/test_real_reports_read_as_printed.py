"""The structured record of real reports against what a person reads in them. Skipped where they are not at hand.

The reading suite takes its gold on real reports from this file's table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ingest.documents import BlockKind, Document, Locator
from ingest.inspections import ReportFormat
from ingest.reports import read_report

SECTION_5 = ReportFormat.SECTION_5
GRADED = ReportFormat.GRADED
CARD = ReportFormat.REPORT_CARD
SEND = ReportFormat.AREA_SEND


@dataclass(frozen=True)
class Truth:
    """What a person reads in a report. `steps`: for each point, its kind, pages and first words."""

    file: str
    format: ReportFormat
    provider: str
    dates: tuple[str, str, str]
    lead: str
    steps: tuple[tuple[str, tuple[int, ...], str], ...]
    urn: str | None = None
    authority: str | None = None
    group: str | None = None
    previous: tuple[str | None, str | None] = (None, None)
    judgements: tuple[tuple[str, str, int], ...] = ()
    safeguarding: tuple[str, int] | None = None
    outcome: str | None = None
    standard_pages: tuple[int, ...] = ()  # pages on which everything is standard text
    details: dict[str, str | None] = field(default_factory=dict)  # further fields, as printed


IMPROVE = "area for improvement"
TYPICALLY = "typically lead to positive experiences"
INCONSISTENT = "lead to inconsistent experiences"

TRUTHS = [
    Truth(
        "s5_103980.pdf",
        SECTION_5,
        "Rounds Green Primary School",
        ("9–10 November 2016", "2016-11-09", "2016-11-10"),
        "Lorraine Lord",
        (
            (
                IMPROVE,
                (2, 2, 2, 2),
                "As a matter of urgency, ensure that all aspects of safeguarding are effective by:",
            ),
            (IMPROVE, (2, 2, 2, 2), "Improve leadership and management by: making sure that middle leaders"),
            (IMPROVE, (2, 2, 2, 2), "Improve the quality of teaching by: securing the accuracy"),
            (
                IMPROVE,
                (2, 2, 2, 2),
                "Improve personal development, behaviour and welfare, including pupils’ attendance, by:",
            ),
            (IMPROVE, (2, 2, 2, 3, 3, 3), "Improve the provision in early years by: ensuring that leaders have high"),
            (IMPROVE, (3,), "An external review of the use of the pupil premium should be undertaken"),
        ),
        urn="103980",
        authority="Sandwell",
        previous=("Requires Improvement", "4–5 November 2014"),
        judgements=(
            ("Overall effectiveness", "Inadequate", 1),
            ("Effectiveness of leadership and management", "Inadequate", 1),
            ("Quality of teaching, learning and assessment", "Inadequate", 1),
            ("Personal development, behaviour and welfare", "Inadequate", 1),
            ("Outcomes for pupils", "Inadequate", 1),
            ("Early years provision", "Inadequate", 1),
        ),
        safeguarding=("The arrangements for safeguarding are not effective.", 5),
        standard_pages=(13,),
        details={
            "provider_type": "Primary",
            "school_category": "Maintained",
            "age_range": "3 to 11",
            "pupils": "461",
            "category_of_concern": "requires special measures",
        },
    ),
    Truth(
        "eif2025_116780_abberley.rerendered.pdf",
        GRADED,
        "Abberley Parochial VC Primary School",
        ("18 and 19 March 2025", "2025-03-18", "2025-03-19"),
        "Lorraine Lord",
        (
            (IMPROVE, (3,), "Some pupils who have fallen behind in their reading do not get enough"),
            (IMPROVE, (3,), "Although broad, the school’s personal development offer"),
        ),
        urn="116780",
        authority="Worcestershire",
        previous=("Good", "11 October 2023"),
        judgements=(
            ("The quality of education", "Good", 1),
            ("Behaviour and attitudes", "Good", 1),
            ("Personal development", "Good", 1),
            ("Leadership and management", "Good", 1),
            ("Early years provision", "Good", 1),
        ),
        safeguarding=("The arrangements for safeguarding are effective.", 3),
        standard_pages=(4, 7),
        details={
            "provider_type": "Primary",
            "school_category": "Voluntary controlled",
            "age_range": "4 to 11",
            "pupils": "99",
            "category_of_concern": None,
        },
    ),
    Truth(
        "rc2026_144225_hetton_lyons.rerendered.pdf",
        CARD,
        "Hetton Lyons Primary School",
        ("13 January 2026", "2026-01-13", "2026-01-13"),
        "Kathryn McDonald",
        (("next step", (6,), "Leaders should continue to strengthen teachers' use of assessment"),),
        urn="144225",
        group="Balmoral Learning Trust",
        judgements=(
            ("Safeguarding standards", "met", 1),
            ("Personal development and wellbeing", "Strong standard", 2),
            ("Achievement", "Expected standard", 2),
            ("Attendance and behaviour", "Expected standard", 3),
            ("Curriculum and teaching", "Expected standard", 3),
            ("Early years", "Expected standard", 4),
            ("Inclusion", "Expected standard", 4),
            ("Leadership and governance", "Expected standard", 5),
        ),
        safeguarding=("Safeguarding standards met", 1),
        standard_pages=(16,),
        details={"pupils": "428", "category_of_concern": None},
    ),
    Truth(
        "send_2532283_dorset.pdf",
        SEND,
        "Dorset Local Area Partnership",
        ("11 to 15 March 2024", "2024-03-11", "2024-03-15"),
        "Leanne Thirlby",
        (
            (IMPROVE, (6,), "Leaders across education, health and social care should strengthen their use"),
            (IMPROVE, (6,), "Leaders across the partnership should ensure that their quality assurance"),
        ),
        authority="Dorset Council",
        previous=(None, "23 to 27 January 2017"),
        outcome=TYPICALLY,
        standard_pages=(8,),
    ),
    Truth(
        "send_2637539_north_northamptonshire.pdf",
        SEND,
        "North Northamptonshire Local Area Partnership",
        ("22 to 26 January 2024", "2024-01-22", "2024-01-26"),
        "Dave Gilkerson",
        (
            (
                "priority action",
                (6,),
                "Leaders across the partnership need to ensure that there is a clear and cohesive",
            ),
            (
                "priority action",
                (6,),
                "Leaders across the partnership need to ensure that there is a shared understanding",
            ),
            ("priority action", (6,), "Leaders across the partnership must put in place the appropriate governance"),
            ("priority action", (6,), "Leaders across the partnership need to jointly and accurately identify"),
            (IMPROVE, (6,), "Leaders across the partnership should continue to address the long waiting times"),
            (IMPROVE, (6,), "Leaders across the partnership need to improve the access to specialist equipment"),
            (IMPROVE, (7,), "Leaders across the partnership need to coordinate their approach"),
            (IMPROVE, (7,), "Leaders from the local authority need to strengthen the relationships"),
            (IMPROVE, (7,), "Leaders from the local authority need to develop a strategic approach"),
            (IMPROVE, (7,), "Leaders across the partnership need to improve the timeliness of support"),
        ),
        authority="North Northamptonshire",
        outcome="There are widespread and/or systemic failings",
        standard_pages=(9,),
    ),
    Truth(
        "send_80428_bedford.pdf",
        SEND,
        "Bedford Borough Local Area Partnership",
        ("18 to 22 November 2024", "2024-11-18", "2024-11-22"),
        "Charlie Fordham",
        (
            (IMPROVE, (5,), "The partnership should establish more effective processes"),
            (IMPROVE, (5,), "Some children and young people with SEND wait too long"),
        ),
        authority="Bedford Borough Council",
        previous=(None, "19 March 2018"),
        outcome=TYPICALLY,
        standard_pages=(7,),
    ),
    Truth(
        "send_80431_blackpool.pdf",
        SEND,
        "Blackpool Local Area Partnership",
        ("20 to 24 May 2024", "2024-05-20", "2024-05-24"),
        "Rebecca Sharples",
        (
            (IMPROVE, (5,), "1. The local area partnership should ensure that strategic action plans"),
            (IMPROVE, (5,), "2. The local area should ensure that the voices of hard to reach parents"),
            (IMPROVE, (5,), "3. The local area partnership should improve the quality of EHC plans"),
            (IMPROVE, (6,), "4. Leaders from the local authority should further strengthen the relationships"),
        ),
        authority="Blackpool",
        previous=(None, "28 February to 4 March 2022"),
        outcome=INCONSISTENT,
        standard_pages=(8,),
    ),
    Truth(
        "send_80438_brighton_and_hove.pdf",
        SEND,
        "Brighton and Hove Local Area Partnership",
        ("27 March 2023 to 31 March 2023", "2023-03-27", "2023-03-31"),
        "Catherine Old",
        (
            (IMPROVE, (5,), "Leaders should improve their strategic approach to preparation for adulthood"),
            (IMPROVE, (5,), "Leaders must continue to develop their oversight"),
            (IMPROVE, (5,), "Leaders across the partnership should identify the steps"),
        ),
        authority="Brighton and Hove City Council",
        previous=(None, "16 May 2016"),
        outcome=TYPICALLY,
        standard_pages=(7,),
    ),
    Truth(
        "send_80451_wakefield.pdf",
        SEND,
        "Wakefield Local Area Partnership",
        ("18 to 22 March 2024", "2024-03-18", "2024-03-22"),
        "Jenny Thomas",
        (
            (IMPROVE, (5,), "The local area partnership should strengthen its work to further address access"),
            (IMPROVE, (5,), "The local area partnership should strengthen the contribution from health"),
        ),
        authority="Wakefield Metropolitan District Council",
        previous=(None, "3 June 2019"),
        outcome=TYPICALLY,
        standard_pages=(7,),
    ),
    Truth(
        "send_80458_darlington.pdf",
        SEND,
        "Darlington Local Area Partnership",
        ("25 to 29 November 2024", "2024-11-25", "2024-11-29"),
        "David Mills",
        (
            (IMPROVE, (6, 6, 6, 6), "Leaders should continue to strengthen their governance arrangements"),
            (IMPROVE, (6,), "Leaders in health should continue to take action to reduce waiting times"),
            (IMPROVE, (6,), "Leaders should continue to strengthen the systems and processes to further improve"),
            (IMPROVE, (6,), "Leaders should continue to strengthen the systems and processes to support children"),
        ),
        authority="Darlington Borough Council",
        previous=(None, "24 to 28 January 2022"),
        outcome=INCONSISTENT,
        standard_pages=(8,),
    ),
    Truth(
        "send_80464_dudley.pdf",
        SEND,
        "Dudley Local Area Partnership",
        ("20 to 24 January 2025", "2025-01-20", "2025-01-24"),
        "Gareth Morgan",
        (
            (IMPROVE, (5, 6), "The local partnership needs to increase the pace of work"),
            (IMPROVE, (6,), "The local area partnership should improve the quality and oversight of the EHC plan"),
            (IMPROVE, (6,), "To ensure an improved understanding of the services"),
        ),
        authority="Dudley Metropolitan Borough Council",
        previous=(None, "31 January 2022 to 3 February 2022"),
        outcome=INCONSISTENT,
        standard_pages=(8,),
    ),
]

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
