from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.documents import Document
from ingest.inspections import ReportFormat
from ingest.reports import read_report

COVER = [
    "School report",
    "Inspection of St Good’s Church of England Voluntary Aided",
    "Primary School",
    "Apostles Oak, Orrisby, Wrenshire WQ6 6AA",
    "Inspection dates:\t18 and 19 March 2025",
    "The quality of education\tGood",
    "Behaviour and attitudes\tOutstanding",
    "Personal development\tGood",
    "Leadership and management\tRequires improvement",
    "Sixth-form provision\tGood",
    "Previous inspection grade\tGood",
]
OVERALL = "Overall effectiveness\tGood"
BODY = [
    "What is it like to attend this school?",
    "Pupils are good. Behaviour and attitudes are outstanding.",
    "What does the school do well and what does it need to do better?",
    "The school does well.",
    "Safeguarding",
    "The arrangements for safeguarding are effective.",
    "~ Inspection report: St Good’s Church of England Voluntary Aided Primary School",
    "~ 18 and 19 March 2025\t2",
]
IMPROVE = [
    "What does the school need to do to improve?",
    "(Information for the school and appropriate authority)",
    "* Teachers do not check. The school should make sure that teachers check.",
    "* Leaders should listen.",
    "How can I feed back my views?",
    "You can use Ofsted Parent View to give Ofsted your opinion.",
    "Further information",
    "You can search for published performance information about the school.",
]
DETAILS = [
    "School details",
    "Unique reference number\t990198",
    "Local authority\tWrenshire",
    "Type of school\tPrimary",
    "Age range of pupils\t4 to 11",
    "Number of pupils on the school roll\t99",
    "Date of previous inspection\t11 October 2023, under section 8 of the",
    "Education Act 2005",
    "Information about this school",
    "* The school is part of the Good Shepherd Academies Trust. It has a nursery.",
    "Information about this inspection",
    "* Inspectors considered Ofsted Parent View.",
    "Inspection team",
    "Lorna Field, lead inspector\tOfsted Inspector",
]
LAST = [
    "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects.",
    "If you would like a copy of this document in large print or Braille, telephone us.",
    "You may reuse this information free of charge under the terms of the Open Government Licence.",
    "Piccadilly Gate",
    "T: 0300 123 1231",
    "© Crown copyright 2025",
]

Make = Callable[..., Document]


@pytest.mark.parametrize("overall", [True, False])
def test_a_graded_report_is_read_with_and_without_overall_effectiveness(make_document: Make, overall: bool) -> None:
    cover = [*COVER[:5], OVERALL, *COVER[5:]] if overall else COVER
    inspection = read_report(make_document([cover, BODY, IMPROVE, DETAILS, LAST])).inspection
    assert inspection.format is ReportFormat.GRADED
    assert [item.area for item in inspection.judgements] == [
        *(["Overall effectiveness"] if overall else []),
        "The quality of education",
        "Behaviour and attitudes",
        "Personal development",
        "Leadership and management",
        "Sixth-form provision",
    ]
    assert {item.locator.page for item in inspection.judgements} == {1}
    assert inspection.not_found == ()


def test_a_name_that_wraps_on_the_cover_is_joined(make_document: Make) -> None:
    document = make_document([COVER, BODY, IMPROVE, DETAILS, LAST])
    provider = read_report(document).inspection.provider
    assert provider is not None
    assert provider.text == "St Good’s Church of England Voluntary Aided Primary School"
    assert " ".join(provider.locator.span.of(document.pages[0].text).split()) == provider.text


@pytest.mark.parametrize("mark", ["", "# "])
def test_a_name_that_wraps_is_joined_where_no_running_line_tells_its_end(make_document: Make, mark: str) -> None:
    cover = [COVER[0], mark + COVER[1], mark + COVER[2], *COVER[3:]]
    inspection = read_report(make_document([cover, BODY[:-2], IMPROVE, DETAILS, LAST])).inspection
    assert inspection.provider is not None
    assert inspection.provider.text == "St Good’s Church of England Voluntary Aided Primary School"


def test_the_points_are_the_bullets_without_the_note_above_them(make_document: Make) -> None:
    inspection = read_report(make_document([COVER, BODY, IMPROVE, DETAILS, LAST])).inspection
    assert [step.text for step in inspection.next_steps] == [
        "Teachers do not check. The school should make sure that teachers check.",
        "Leaders should listen.",
    ]


def test_standard_pages_are_kept_out_and_content_is_not(make_document: Make) -> None:
    document = make_document([COVER, BODY, IMPROVE, DETAILS, LAST])
    boilerplate = read_report(document).boilerplate
    kept_out = {
        block.span.of(page.text)
        for page in document.pages
        for block in page.blocks
        if (page.number, block.span.start) in boilerplate
    }
    assert kept_out == {*IMPROVE[4:], IMPROVE[1], *LAST}
    assert boilerplate[(5, 0)] == "standard text about Ofsted"
    assert "contact details" in boilerplate.values()


def test_an_ungraded_report_has_an_outcome_and_no_judgements(make_document: Make) -> None:
    cover = [
        "Inspection of a good school: Abbot Wood Junior School",
        "Ringwood Road, Orrisby, Wrenshire WQ1 1AA",
        "Inspection dates:\t7 and 8 June 2023",
        "Outcome",
        "Abbot Wood Junior School continues to be a good school.",
        *BODY[:-2],
    ]
    inspection = read_report(make_document([cover, IMPROVE, DETAILS, LAST])).inspection
    assert inspection.format is ReportFormat.UNGRADED
    assert inspection.judgements == ()
    assert inspection.outcome is not None
    assert inspection.outcome.text == "Abbot Wood Junior School continues to be a good school."
    assert inspection.provider is not None
    assert inspection.provider.text == "Abbot Wood Junior School"
    assert inspection.not_found == ()


@pytest.mark.parametrize(
    "bullet",
    [
        "The headteacher joined Quillhaven Learning Trust in 2019.",
        "The school’s principal joined Quillhaven Learning Trust in 2019.",
        "The school appointed a leader who joined Quillhaven Learning Trust in 2019.",
        "The school is part of a federation.",
        "The school is part of the Trust.",
        "The school works with Quillhaven Learning Trust.",
        "The school joined North Trust in 2015. It joined South Trust in 2019.",
    ],
)
def test_a_group_that_is_not_said_plainly_is_not_taken(make_document: Make, bullet: str) -> None:
    details = [f"* {bullet}" if "Academies Trust" in line else line for line in DETAILS]
    assert read_report(make_document([COVER, BODY, details])).inspection.group is None


@pytest.mark.parametrize(
    ("bullet", "group"),
    [
        ("The school has been part of Quillhaven Learning Trust since 1 January 2016.", "Quillhaven Learning Trust"),
        ("The school became an academy on 1 May 2019, when it joined The Ely Trust.", "The Ely Trust"),
        ("The school is part of the Diocese of Wrenminster. It is small.", "Diocese of Wrenminster"),
        ("In 2016, the school joined Ark and Dove Academies (ADA) and grew.", "Ark and Dove Academies (ADA)"),
        ("The school is a member of the Marsh Federation of Schools.", "Marsh Federation of Schools"),
        ("The school is part of the Federation of St Anne and St Bede.", "Federation of St Anne and St Bede"),
    ],
)
def test_a_group_that_is_said_plainly_is_read(make_document: Make, bullet: str, group: str) -> None:
    details = [f"* {bullet}" if "Academies Trust" in line else line for line in DETAILS]
    found = read_report(make_document([COVER, BODY, details])).inspection.group
    assert found is not None
    assert found.text == group
