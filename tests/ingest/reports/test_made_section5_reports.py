from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ingest.documents import Document, Locator
from ingest.inspections import ReportFormat, Scale
from ingest.reports import read_report

COVER = [
    "School report",
    "# Good Shepherd",
    "# Outstanding View Primary School",
    "Mill Lane, Orrisby, Wrenshire WQ1 2AB",
    "Inspection dates\t30 November–1 December 2016",
    "Overall effectiveness\tGood",
    "Effectiveness of leadership and management\tGood",
    "Quality of teaching, learning and assessment\tRequires Improvement",
    "Personal development, behaviour and welfare\tOutstanding",
    "Outcomes for pupils\tgood",
    "Early years provision\tNot applicable",
    "Overall effectiveness at previous inspection\tSatisfactory",
    "# Summary of key findings for parents and pupils",
    "# This is a good school",
    "* Good behaviour is the rule. Teaching is good.",
    "Overall effectiveness Inadequate",
]
IMPROVE = [
    "# Full report",
    "# What does the school need to do to improve further?",
    "* Improve teaching by:",
    "- setting harder work",
    "- checking what pupils",
    "~ Inspection report: Good Shepherd Outstanding View Primary School, 30 November–1 December 2016\tPage 2 of 5",
]
IMPROVE_ON = [
    "+know before moving on",
    "- marking less.",
    "* Share what works.",
    "An external review of governance should be undertaken in order to assess how this may be improved.",
    "Newly qualified teachers should not be appointed to the school.",
]
BODY = [
    "# Inspection judgements",
    "# Effectiveness of leadership and management\tGood",
    "* Leaders are good.",
    "# Safeguarding",
    "* The arrangements for safeguarding are not effective. Records are poor.",
]
DETAILS = [
    "# School details",
    "Unique reference number\t990199",
    "Local authority\tWrenshire",
    "Type of school\tPrimary",
    "Age range of pupils\t4 to 11",
    "Number of pupils on the school roll\t207",
    "Headteacher\tHannah Orme",
    "Date of previous inspection\t4–5 November 2014",
    "# Information about this school",
    "* The school joined Quillhaven Learning Trust on 1 September 2014.",
    "# Information about this inspection",
    "* Parent View was read.",
    "# Inspection team",
    "Ada Lock, lead inspector\tHer Majesty’s Inspector",
]

Make = Callable[..., Document]


def _report(make_document: Make) -> Document:
    return make_document([COVER, IMPROVE, IMPROVE_ON, BODY, DETAILS])


def test_every_field_of_a_section_5_report_is_read_with_its_place(
    make_document: Make, printed_at: Callable[[Document, Locator], str]
) -> None:
    document = _report(make_document)
    inspection = read_report(document).inspection
    assert inspection.format is ReportFormat.SECTION_5
    expected = {
        "provider": "Good Shepherd Outstanding View Primary School",
        "provider_type": "Primary",
        "urn": "990199",
        "local_authority": "Wrenshire",
        "group": "Quillhaven Learning Trust",
        "previous_grade": "Satisfactory",
        "previous_date": "4–5 November 2014",
        "lead_inspector": "Ada Lock",
        "safeguarding": "The arrangements for safeguarding are not effective.",
    }
    for name, text in expected.items():
        located = getattr(inspection, name)
        assert located is not None, name
        assert located.text == text == printed_at(document, located.locator)
    assert inspection.dates is not None
    assert (inspection.dates.start, inspection.dates.end) == (date(2016, 11, 30), date(2016, 12, 1))
    assert inspection.published is None
    assert inspection.not_found == ()


def test_judgements_come_from_the_cover_table_only_and_keep_their_printed_case(
    make_document: Make, printed_at: Callable[[Document, Locator], str]
) -> None:
    document = _report(make_document)
    judgements = read_report(document).inspection.judgements
    assert [(item.area, item.grade) for item in judgements] == [
        ("Overall effectiveness", "Good"),
        ("Effectiveness of leadership and management", "Good"),
        ("Quality of teaching, learning and assessment", "Requires Improvement"),
        ("Personal development, behaviour and welfare", "Outstanding"),
        ("Outcomes for pupils", "good"),
    ]
    for item in judgements:
        assert (item.scale, item.date, item.locator.page) == (Scale.OEIF, date(2016, 11, 30), 1)
        assert printed_at(document, item.locator) == f"{item.area} {item.grade}"


def test_a_point_holds_its_nested_bullets_and_what_runs_on_over_the_page(
    make_document: Make, printed_at: Callable[[Document, Locator], str]
) -> None:
    document = _report(make_document)
    first, second, third = read_report(document).inspection.next_steps
    assert first.kind == "area for improvement"
    assert first.text == (
        "Improve teaching by: setting harder work checking what pupils know before moving on marking less."
    )
    assert [locator.page for locator in first.locators] == [2, 2, 2, 3, 3]
    assert " ".join(printed_at(document, locator) for locator in first.locators) == first.text
    assert second.text == "Share what works."
    assert third.text.startswith("An external review of governance")


def test_grades_with_numbers_behind_them_as_before_autumn_2015_are_read(make_document: Make) -> None:
    cover = [line.replace("\tGood", "\tGood\t2") for line in COVER]
    inspection = read_report(make_document([cover, IMPROVE, BODY, DETAILS])).inspection
    assert inspection.judgements[0].grade == "Good"
    assert len(inspection.judgements) == 5


def test_an_absent_field_is_named_and_not_guessed(make_document: Make) -> None:
    details = [line for line in DETAILS if not line.startswith(("Unique", "Local", "* The school joined"))]
    inspection = read_report(make_document([COVER, IMPROVE, BODY, details])).inspection
    assert (inspection.urn, inspection.local_authority, inspection.group) == (None, None, None)
    assert set(inspection.not_found) == {"urn", "local_authority"}


def test_a_reference_number_that_is_not_six_digits_is_not_taken(make_document: Make) -> None:
    details = [line.replace("990199", "99019") for line in DETAILS]
    inspection = read_report(make_document([COVER, IMPROVE, BODY, details])).inspection
    assert inspection.urn is None
    assert "urn" in inspection.not_found


def test_the_name_ends_at_the_address_where_no_running_line_tells_it(make_document: Make) -> None:
    improve = [line for line in IMPROVE if not line.startswith("~")]
    inspection = read_report(make_document([COVER, improve, BODY, DETAILS])).inspection
    assert inspection.provider is not None
    assert inspection.provider.text == "Good Shepherd Outstanding View Primary School"
