"""From an answer across schools to the pattern: only where there is one, by the themes of the matrix."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer, Coverage, Searched, Status
from assistant.ui.conversation import answer_message
from assistant.ui.pattern_link import pattern_link

ACROSS = Answer(
    "Which schools have weaknesses in attendance?",
    Status.ANSWERED,
    "",
    (),
    Searched(8, (), 100),
    coverage=Coverage(("A", "B", "C"), ("A",), ("B", "C")),
)


def test_an_answer_across_schools_leads_to_its_theme_on_the_patterns_tab() -> None:
    assert pattern_link(ACROSS) == "See the pattern, school by school: [Attendance](#pattern-attendance)"
    assert "#pattern-attendance" in answer_message(ACROSS)


def test_an_answer_on_one_school_or_on_no_theme_leads_nowhere() -> None:
    assert pattern_link(replace(ACROSS, coverage=None)) == ""
    assert pattern_link(replace(ACROSS, coverage=Coverage(("A",), ("A",), ()))) == ""
    assert pattern_link(replace(ACROSS, question="Which schools were inspected in 2024?")) == ""
