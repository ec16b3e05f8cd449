"""Which schools have a sixth form: told by the area that their newest grades have for it, and by no other's college."""

import pytest

from assistant.answering.recorded.provision import route
from tests.assistant.answering.recorded.made import CARD, GRADED, MadeReports, rows

ELM, OAK, ASH = "Elm Park School", "Oakwell School", "Ashby Lane School"
HELD = MadeReports(
    route,
    (ELM, 2026, CARD, {"Inclusion": "Strong standard", "Post-16 provision": "Expected standard"}, ""),
    (OAK, 2023, GRADED, {"Overall effectiveness": "Good", "Sixth-form provision": "Good"}, ""),
    (ASH, 2019, GRADED, {"Sixth form provision": "Good"}, ""),
    (ASH, 2024, GRADED, {"Overall effectiveness": "Good"}, ""),
)


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have a sixth form?",
        "Do any schools have sixth-form provision?",
        "How many schools have a sixth form?",
    ],
)
def test_the_area_in_the_newest_grades_tells(question):
    answer = HELD.ask(question)
    assert rows(answer) == [
        (ELM, 2026, "Post-16 provision: Expected standard"),
        (OAK, 2023, "Sixth-form provision: Good"),
    ]
    assert answer.lead == "2 of 3 schools: a sixth form is graded in the newest report with grades."
    assert answer.notes[0] == (
        f"No grade for a sixth form in the newest report with grades of {ASH}: whether they have it, silence does not "
        "tell."
    )


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have a good sixth form?",
        "How is the sixth form at Elm Park?",
        "Which schools have sixth-form students who mentor younger pupils?",
        "Does Ashby Lane have early years?",
    ],
)
def test_how_it_is_and_what_nothing_tells_are_left_to_what_prose_says(question):
    assert HELD.ask(question) is None
