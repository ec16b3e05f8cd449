"""Which schools had an inspection of some kind, by the reports that the library holds."""

import pytest

from assistant.answering.recorded.formats import ONLY_HELD, route
from tests.assistant.answering.recorded.made import CARD, GRADED, LETTER, MadeReports

ELM, ASH = "Elm Park School", "Ashby Lane School"
HELD = MadeReports(
    route,
    (ELM, 2022, GRADED, {}, ""),
    (ELM, 2024, LETTER, {}, ""),
    (ASH, 2022, GRADED, {}, ""),
    (ASH, 2026, CARD, {}, ""),
)


@pytest.mark.parametrize(
    ("question", "school", "words"),
    [
        ("Which schools have had a monitoring visit?", ELM, "Monitoring letter: inspected 9 March 2024"),
        ("Has any school had a monitoring inspection visit?", None, ""),
        ("How many schools have report cards?", ASH, "Report card (since 2025): inspected 9 March 2026"),
        ("Which schools have a report card?", ASH, "Report card (since 2025): inspected 9 March 2026"),
    ],
)
def test_each_such_report_is_given_with_its_days(question, school, words):
    answer = HELD.ask(question)
    if school is None:
        assert answer is None
        return
    assert [(claim.school, claim.text) for claim in answer.claims] == [(school, words)]
    assert answer.lead == "The library holds such a report on 1 school."
    assert ONLY_HELD in answer.notes


@pytest.mark.parametrize(
    "question",
    [
        "Which schools had an ungraded inspection?",
        "What do the report cards say about writing?",
        "Which schools have not yet had a report card?",
        "How many schools have had more than one graded inspection?",
        "What is a report card?",
        "Which schools improved attendance before the monitoring visit?",
    ],
)
def test_what_is_not_held_and_what_asks_for_more_is_left_to_others(question):
    assert HELD.ask(question) is None
