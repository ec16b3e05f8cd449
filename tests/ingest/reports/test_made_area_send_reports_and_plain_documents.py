from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.documents import Document, Locator
from ingest.inspections import ReportFormat
from ingest.reports import read_report

COVER = [
    "Local area partnership report",
    "# Area SEND inspection of North Wrenshire Local Area Partnership",
    "Inspection dates: 27 March 2023 to 31 March 2023",
    "Date of previous inspection: Not previously inspected",
    "# Inspection outcome",
    "There are widespread failings. The partnership must act.",
    "A monitoring inspection will be carried out.",
    "# Information about the local area partnership",
    "Wrenshire Council is responsible.",
]
BODY = [
    "# What is it like to be a child or young person with special educational needs in this area?",
    "Not enough is known.",
    "# What does the area partnership need to do better?",
    "* Waiting times are long.",
    "~ Area SEND inspection report: North Wrenshire Local Area Partnership",
    "~ 27 March 2023 to 31 March 2023\t2",
]
IMPROVE = [
    "# Areas for priority action",
    "Responsible body\tAreas for priority action",
    "Wrenshire Council\tLeaders must plan together.",
    "# Areas for improvement",
    "# Areas for improvement",
    "Leaders should strengthen governance. This includes that:",
    "* data are better;",
    "* places are found.",
    "Leaders should reduce",
]
LAST = [
    "+waiting times.",
    "# Local area partnership details",
    "Local authority\tIntegrated care board",
    "Wrenshire Council\tNHS Wrenshire",
    "# Inspection team",
    "Dave Gill HMI, Ofsted Lead inspector Al Smale, HMI\tDavid Robb, CQC Lead inspector",
]

Make = Callable[..., Document]


def test_an_area_send_report_is_read_with_its_outcome_and_without_grades(
    make_document: Make, printed_at: Callable[[Document, Locator], str]
) -> None:
    document = make_document([COVER, BODY, IMPROVE, LAST])
    inspection = read_report(document).inspection
    assert inspection.format is ReportFormat.AREA_SEND
    expected = {
        "provider": "North Wrenshire Local Area Partnership",
        "provider_type": "Local area partnership",
        "local_authority": "Wrenshire Council",
        "lead_inspector": "Dave Gill",
        "outcome": "There are widespread failings. The partnership must act.",
    }
    for name, text in expected.items():
        located = getattr(inspection, name)
        assert located is not None, name
        assert located.text == text == printed_at(document, located.locator)
    assert inspection.dates is not None
    assert (inspection.dates.start, inspection.dates.end) == (date(2023, 3, 27), date(2023, 3, 31))
    assert (inspection.urn, inspection.judgements, inspection.previous_date) == (None, (), None)
    assert inspection.not_found == ()


def test_priority_actions_and_areas_for_improvement_are_told_apart(make_document: Make) -> None:
    steps = read_report(make_document([COVER, BODY, IMPROVE, LAST])).inspection.next_steps
    assert [(step.kind, step.text) for step in steps] == [
        ("priority action", "Leaders must plan together."),
        (
            "area for improvement",
            "Leaders should strengthen governance. This includes that: data are better; places are found.",
        ),
        ("area for improvement", "Leaders should reduce waiting times."),
    ]
    assert [locator.page for locator in steps[-1].locators] == [3, 4]


def test_a_document_of_no_known_format_stays_a_plain_document(make_document: Make) -> None:
    document = make_document(
        [["# Trust self-evaluation", "Achievement\tExpected standard", "The school is good.", "School details"]]
    )
    report = read_report(document)
    assert report.inspection.format is ReportFormat.DOCUMENT
    assert report.inspection.judgements == ()
    assert report.inspection.provider is None
    assert report.boilerplate == {}


def test_a_plain_document_keeps_a_number_and_dates_that_stand_under_their_labels(make_document: Make) -> None:
    document = make_document([["Notes", "Unique reference number\t123456", "Inspection dates\t4 May 2021"]])
    inspection = read_report(document).inspection
    assert inspection.urn is not None
    assert inspection.urn.text == "123456"
    assert inspection.dates is not None
    assert inspection.dates.start == date(2021, 5, 4)


def test_a_document_without_text_is_a_plain_document(make_document: Make) -> None:
    assert read_report(make_document([])).inspection.format is ReportFormat.DOCUMENT
    assert read_report(make_document([[]])).inspection.format is ReportFormat.DOCUMENT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    pages=st.lists(
        st.lists(
            st.sampled_from([*COVER, *BODY, *IMPROVE, *LAST, "Achievement\tExceptional", "Good", "§ x"]), max_size=9
        ),
        max_size=4,
    )
)
def test_lines_in_any_order_never_break_the_reading_and_every_place_holds_its_text(
    make_document: Make, printed_at: Callable[[Document, Locator], str], pages: list[list[str]]
) -> None:
    document = make_document(pages)
    report = read_report(document)
    for step in report.inspection.next_steps:
        assert " ".join(printed_at(document, locator) for locator in step.locators) == " ".join(step.text.split())
    starts = {(page.number, block.span.start) for page in document.pages for block in page.blocks}
    assert set(report.boilerplate) <= starts
