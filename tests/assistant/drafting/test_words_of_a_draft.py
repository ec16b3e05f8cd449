"""Words of drafts as people write them, and needs that are told as gone only where nothing asks for them again."""

from datetime import date
from types import SimpleNamespace

from assistant.drafting.material import Material
from assistant.drafting.wording import of_schools
from assistant.patterns.patterns import matrix_of
from assistant.patterns.values import GroupPatterns, GroupSchool
from assistant.themes.values import Direction, Mention, SchoolReport, Theme
from ingest.documents import Locator, Span
from ingest.inspections import ReportFormat

READING = Theme("reading", "Reading", "Pupils read.", ())
NO_LIBRARY = SimpleNamespace(inspections=lambda documents: [])


def report(name, year, kind=ReportFormat.GRADED):
    return SchoolReport(name, f"{name}.pdf", date(year, 1, 5), kind)


def said(of, *, step=False):
    where = (Locator(of.document, 1, Span(0, 5)),)
    direction = Direction.NEED if step else Direction.STRENGTH
    return Mention("reading", direction, "1", of.document, "", "Reading.", where, of.date, of.format, "", step)


def gone(*reports, mentions):
    schools = (GroupSchool("1", "Ash School", "1", reports=reports),)
    history = matrix_of(schools, (READING,), {"any": mentions})
    return Material(NO_LIBRARY, GroupPatterns("Group", schools, history, history, ())).gone("reading")


def test_all_of_the_schools_are_counted_in_english():
    assert of_schools(8, 8) == "all eight schools"
    assert of_schools(8, 8, ours=True) == "all of our eight schools"
    assert of_schools(3, 8, ours=True) == "three of our eight schools"


def test_a_need_that_a_later_report_asks_for_again_is_not_told_as_gone():
    old, middle, new = report("old", 2019), report("middle", 2022), report("new", 2026)
    need, praise = said(old, step=True), said(middle)
    assert gone(old, middle, mentions=[need, praise]) == [(need, [praise])]
    assert gone(old, middle, new, mentions=[need, praise, said(new, step=True)]) == []


def test_that_a_letter_sets_no_next_step_does_not_make_one_gone():
    old, letter = report("old", 2023), report("letter", 2024, ReportFormat.MONITORING)
    assert gone(old, letter, mentions=[said(old, step=True), said(letter)]) == []
