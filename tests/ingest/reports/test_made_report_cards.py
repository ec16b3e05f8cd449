from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ingest.documents import Document, Locator
from ingest.inspections import ReportFormat, Scale
from ingest.reports import read_report

LEGEND = ["Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement"]
EVALUATE = [
    "# How we evaluate safeguarding",
    "When we inspect schools for safeguarding, they can have the following outcomes:",
    "Met: The school has an open and positive culture of safeguarding.",
    "Not met: The school has not created an open and positive culture of safeguarding.",
]
COVER = [
    "# Expected Standard Primary School",
    "Address: Four Lane Ends, DH5 0AH",
    "Unique reference number (URN): 990197",
    "Inspection report: 13 January 2026",
    *LEGEND,
    "Safeguarding standards not met",
    "The safeguarding standards are not met. This means that pupils may not be safe.",
    *EVALUATE,
]
AREAS = [
    "# Needs attention",
    "# Inclusion\tNeeds attention",
    "Some pupils show an exceptional grasp. Expected standard",
    "# Urgent improvement",
    "# Leadership and governance\tUrgent improvement",
    "Leaders’ work needs attention.",
]
MORE_AREAS = [
    "# Expected standard",
    "# Post-16 provision\tExpected standard",
    "Students do well.",
    "# Achievement\tExpected standard",
    "Pupils achieve.",
]
PUPIL = [
    "# What it’s like to be a pupil at this school",
    "Pupils are happy.",
    "# Next steps",
    "* Leaders should check what pupils know, so that",
]
ABOUT = [
    "+gaps are filled.",
    "* Leaders should listen to parents.",
    "# About this inspection",
    "This school is part of Balmoral Learning Trust, which means that other people in the trust are responsible too.",
    "Lead inspector:",
    "Kathryn McDonald, His Majesty’s Inspector",
    "Team inspectors:",
    "Jane Wilson, Ofsted Inspector",
]
FACTS_NOTE = "The data was used by the inspector(s) during the inspection."
FACTS = [
    "# Facts and figures used on inspection",
    FACTS_NOTE,
    "This data is from 13 January 2026",
    "# School and pupil context",
    "# Total pupils",
    "428",
    "Above average",
    "What does this mean?",
    "The total number of pupils currently at this school.",
    "National average: 272",
    "# All pupils’ performance",
    "Pupils reaching the expected standard in reading",
    "The percentage of pupils meeting the expected standard in reading.",
    "Year\tThis school\tNational average",
    "2024/25\t60%\t62%",
]
EXPLAINED = [
    "# Our grades explained",
    "# Exceptional",
    "Practice is exceptional: of the highest standard nationally.",
    "# Urgent improvement",
    "The school needs to make urgent improvements.",
    "The Office for Standards in Education, Children's Services and Skills (Ofsted) inspects services.",
    "T: 0300 123 1231",
    "© Crown copyright",
]

Make = Callable[..., Document]


def _card(make_document: Make, areas: list[str] | None = None) -> Document:
    return make_document([COVER, areas or [*AREAS, *MORE_AREAS], PUPIL, ABOUT, FACTS, EXPLAINED])


def test_every_field_of_a_report_card_is_read_with_its_place(
    make_document: Make, printed_at: Callable[[Document, Locator], str]
) -> None:
    document = _card(make_document)
    inspection = read_report(document).inspection
    assert inspection.format is ReportFormat.REPORT_CARD
    expected = {
        "provider": "Expected Standard Primary School",
        "urn": "990197",
        "group": "Balmoral Learning Trust",
        "lead_inspector": "Kathryn McDonald",
        "safeguarding": "Safeguarding standards not met",
    }
    for name, text in expected.items():
        located = getattr(inspection, name)
        assert located is not None, name
        assert located.text == text == printed_at(document, located.locator)
    assert inspection.dates is not None
    assert (inspection.dates.start, inspection.dates.end) == (date(2026, 1, 13), date(2026, 1, 13))
    assert printed_at(document, inspection.dates.locator) == "13 January 2026"
    assert (inspection.provider_type, inspection.local_authority, inspection.previous_grade) == (None, None, None)
    assert inspection.not_found == ()


@pytest.mark.parametrize("areas", [[*AREAS, *MORE_AREAS], [*MORE_AREAS, *AREAS], AREAS])
def test_each_area_is_judged_by_its_own_line_in_any_order(
    make_document: Make, printed_at: Callable[[Document, Locator], str], areas: list[str]
) -> None:
    document = _card(make_document, areas)
    standards, *graded = read_report(document).inspection.judgements
    assert (standards.area, standards.grade, standards.scale) == (
        "Safeguarding standards",
        "not met",
        Scale.MET_NOT_MET,
    )
    printed = [line.removeprefix("# ").replace("\t", " ") for line in areas if "\t" in line]
    assert [f"{item.area} {item.grade}" for item in graded] == printed
    assert [printed_at(document, item.locator) for item in graded] == printed
    assert {(item.scale, item.date, item.locator.page) for item in graded} == {
        (Scale.REPORT_CARD, date(2026, 1, 13), 2)
    }


def test_no_word_of_the_legend_or_of_the_explanations_becomes_a_judgement(make_document: Make) -> None:
    prose = ["# Achievement", "Pupils achieve.", "# Inclusion", "All are included."]
    inspection = read_report(make_document([COVER, prose, PUPIL, ABOUT, FACTS, EXPLAINED])).inspection
    assert [item.area for item in inspection.judgements] == ["Safeguarding standards"]


def test_an_area_and_its_grade_on_two_lines_are_one_judgement(
    make_document: Make, printed_at: Callable[[Document, Locator], str]
) -> None:
    document = _card(make_document, ["# Strong standard", "# Early years", "Strong standard", "Children play."])
    found = read_report(document).inspection.judgements[-1]
    assert (found.area, found.grade) == ("Early years", "Strong standard")
    assert printed_at(document, found.locator) == "Early years Strong standard"


def test_next_steps_run_on_over_a_page(make_document: Make) -> None:
    first, second = read_report(_card(make_document)).inspection.next_steps
    assert (first.kind, first.text) == (
        "next step",
        "Leaders should check what pupils know, so that gaps are filled.",
    )
    assert [locator.page for locator in first.locators] == [3, 4]
    assert second.text == "Leaders should listen to parents."


def test_next_steps_without_bullets_are_its_paragraphs(make_document: Make) -> None:
    steps = ["# Next steps", "Leaders should read more.", "Leaders should write more."]
    document = make_document([COVER, AREAS, steps, ABOUT[2:], FACTS, EXPLAINED])
    assert [step.text for step in read_report(document).inspection.next_steps] == steps[1:]


def test_legend_definitions_and_explanations_are_kept_out_and_figures_are_not(make_document: Make) -> None:
    document = _card(make_document)
    boilerplate = read_report(document).boilerplate
    marked: dict[str, set[str]] = {}
    for page in document.pages:
        for block in page.blocks:
            reason = boilerplate.get((page.number, block.span.start))
            if reason:
                marked.setdefault(reason, set()).add(block.span.of(page.text))
    assert marked.pop("legend of grades") == set(LEGEND)
    assert marked.pop("explanation of safeguarding outcomes") == {line.removeprefix("# ") for line in EVALUATE}
    assert marked.pop("explanation of a figure") == {FACTS_NOTE, FACTS[7], FACTS[8], FACTS[12]}
    assert marked.pop("explanation of grades") == {line.removeprefix("# ") for line in EXPLAINED[:5]}
    assert set().union(*marked.values()) == set(EXPLAINED[5:])


def test_a_legend_that_was_read_as_one_line_is_still_a_legend(make_document: Make) -> None:
    cover = [*COVER[:4], " ".join(LEGEND), *COVER[9:]]
    report = read_report(make_document([cover, AREAS, PUPIL, ABOUT, FACTS, EXPLAINED]))
    assert "legend of grades" in report.boilerplate.values()
    assert [item.area for item in report.inspection.judgements[1:]] == ["Inclusion", "Leadership and governance"]


def test_a_school_outside_a_group_has_none_and_says_so(make_document: Make) -> None:
    about = [line for line in ABOUT if "Balmoral" not in line]
    inspection = read_report(make_document([COVER, AREAS, PUPIL, about, FACTS, EXPLAINED])).inspection
    assert inspection.group is None
    assert inspection.not_found == ("group",)
