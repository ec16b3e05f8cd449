"""Claims about several reports in `Check`: each report is looked up, and a wrong count is told."""

import pytest

from assistant.checking.checker import Checker
from assistant.checking.drafts.across_reports import _more, theme_named
from assistant.checking.drafts.draft import DraftChecker
from assistant.checking.verdict import Verdict
from assistant.schools.register import Register
from ingest.documents import Document
from ingest.readers import ReaderProcess
from ingest.settings import Settings

NOTES = """
[^1]: Ashlark High School, report card of 9 December 2025, page {high}.

[^2]: Corvane Academy, report card of 12 May 2026, page {corvane}.

[^3]: Hollin Reach School, report card of 24 February 2026, page {hollin}.
"""
TRUE = (
    "On three of the eight schools, the latest report set a next step that concerned attendance: Ashlark High School "
    "(December 2025),[^1] Corvane Academy (May 2026)[^2] and Hollin Reach School (February 2026).[^3]"
)


@pytest.fixture(scope="module")
def pages(sample_library):
    from assistant.patterns.patterns import group_patterns

    found = group_patterns(sample_library, "Quillhaven Learning Trust")
    steps = {}
    for school in found.schools:
        cell = found.matrix.cell(school.key, "attendance")
        for step in (mention for mention in cell.mentions if mention.next_step):
            steps[school.name] = step.locators[0].page
    return {
        "high": steps["Ashlark High School"],
        "corvane": steps["Corvane Academy"],
        "hollin": steps["Hollin Reach School"],
    }


@pytest.fixture(scope="module")
def check(sample_library, assistant, embedder, pages, tmp_path_factory):
    checker = DraftChecker(sample_library, assistant.searcher, Checker(embedder))
    folder = tmp_path_factory.mktemp("claims")

    def checked(claim, **other):
        path = folder / "draft.md"
        path.write_text(f"# A draft\n\n{claim}\n{NOTES.format(**pages | other)}", encoding="utf-8")
        with ReaderProcess(Settings(draw_texts=False)) as reader:
            draft: Document = reader.read(path)
        (found,) = [item for item in checker.check(draft).claims if item.claim.unchecked is None]
        return found

    return checked


def test_a_count_is_borne_out_where_every_report_has_such_a_next_step_on_the_page_cited(check):
    found = check(TRUE)
    assert found.checked.verdict is Verdict.SUPPORTED
    assert [reason.kind for reason in found.checked.reasons] == ["counted"] * 3


def test_another_count_than_the_schools_named_is_contradicted_by_their_number(check):
    found = check(TRUE.replace("three of the eight", "five of the eight"))
    assert found.checked.verdict is Verdict.CONTRADICTED
    assert [(r.kind, r.claim, r.evidence) for r in found.checked.reasons] == [
        ("count", "five of the eight schools", "3 named")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("attendance", "careers education"),  # another theme
        ("of the eight", "of the nine"),  # of another whole
        ("a next step that concerned", "a next step, which nobody meets, that concerned"),  # more than is looked up
        ("(May 2026)", "(May 2022)"),  # another month
    ],
)
def test_what_is_not_so_in_each_report_is_not_borne_out(check, old, new):
    assert check(TRUE.replace(old, new)).checked.verdict is not Verdict.SUPPORTED


def test_a_page_that_holds_no_such_step_does_not_bear_it_out(check):
    assert check(TRUE, hollin=1).checked.verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("the latest report described a strength for disadvantaged pupils", "disadvantaged"),
        ("reports spoke of strength in support for disadvantaged pupils", "disadvantaged"),
        ("the latest reports told of strengths in the use of suspension and exclusion", "suspensions"),
        ("the latest report set a next step that concerned sixth-form and post-16 provision", "post-16"),
    ],
)
def test_a_theme_is_known_by_its_name_and_by_what_a_sentence_calls_it(words, theme):
    named = theme_named(words)
    assert named.key == theme
    assert _more(words, named, (), Register([])) == frozenset()


def test_what_else_is_said_of_a_theme_is_more_than_a_count():
    words = "the latest report described a strength for disadvantaged pupils who travel far"
    assert {"travel", "far"} <= _more(words, theme_named(words), (), Register([]))
