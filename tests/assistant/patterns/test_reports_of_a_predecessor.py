"""A report on a school before it became an academy is known as its predecessor's, where reports print the category."""

from types import SimpleNamespace

import pytest

from assistant.patterns.capacity import capacity
from assistant.patterns.group import schools_of
from assistant.patterns.predecessors import is_of_predecessor
from assistant.patterns.standing import caveats
from assistant.themes.values import Direction, Mention
from ingest.documents import Locator, Span
from tests.assistant.patterns.made import GROUP, INSPECTIONS, MEMBERSHIPS, RECORDS, SCHOOLS, TODAY


@pytest.fixture
def birch():
    library = SimpleNamespace(
        memberships=lambda: MEMBERSHIPS,
        schools=lambda: SCHOOLS,
        inspections=lambda: INSPECTIONS,
        documents=lambda: RECORDS,
    )
    return next(school for school in schools_of(library, GROUP) if school.name == "Birch Lane Academy")


def mention(school, report):
    place = Locator(report.document, 1, Span(0, 9))
    text = "The trust’s central team has given the school much help."
    return Mention(
        "trust", Direction.STRENGTH, school.key, report.document, "p", text, (place,), report.date, report.format, ""
    )


def test_a_report_that_prints_no_academy_before_one_that_does_is_the_predecessors(birch):
    assert [report.predecessor for report in birch.reports] == [True, False]


def test_what_rests_on_it_says_so_and_what_it_says_of_its_body_is_not_the_groups(birch):
    old, new = (mention(birch, report) for report in birch.reports)
    assert "Inspected before the school became an academy: Birch Lane Academy." in caveats([old], [birch], 9, TODAY)
    assert not any("became an academy" in line for line in caveats([new], [birch], 9, TODAY))
    gathered = {s.document for topic in capacity([old, new], (), [birch]) for s in topic.statements}
    assert gathered == {new.document}


@pytest.mark.parametrize(
    ("own", "later", "is_one"),
    [
        (False, [True], True),
        (False, [None, True], True),
        (False, [False], False),
        (None, [True], False),
        (True, [], False),
    ],
)
def test_a_category_that_is_not_printed_says_nothing(own, later, is_one):
    assert is_of_predecessor(own, later) is is_one
