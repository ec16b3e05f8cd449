"""Which schools have no report card yet and which inspections are years ago: from the reports held, with their days."""

from datetime import date

import pytest

from assistant.answering.recorded.stock import route
from tests.assistant.answering.recorded.made import CARD, GRADED, LETTER, MadeReports

ELM, OAK, ASH = "Elm Park School", "Oakwell School", "Ashby Lane School"
NOW = date.today().year
HELD = MadeReports(
    route,
    (ELM, NOW, CARD, {"Inclusion": "Strong standard"}, ""),
    (ELM, NOW - 6, GRADED, {"Behaviour and attitudes": "Good"}, ""),
    (OAK, NOW - 4, GRADED, {"Behaviour and attitudes": "Good"}, ""),
    (ASH, NOW - 3, LETTER, {}, ""),
    (ASH, NOW - 8, GRADED, {"Behaviour and attitudes": "Good"}, ""),
)


def told(question):
    answer = HELD.ask(question)
    return answer and [(claim.school, claim.citations[0].source.date.year) for claim in answer.claims]


@pytest.mark.parametrize(
    "question",
    [
        "Which of our schools haven't been inspected under the new framework yet?",
        "Which schools have not had a report card yet?",
        "Which schools are still waiting for a report card?",
        "Which schools have yet to be inspected under the new framework?",
        "Which schools have no report card?",
    ],
)
def test_schools_without_a_report_card_are_told_with_their_newest_inspection(question):
    assert told(question) == [(ASH, NOW - 3), (ASH, NOW - 8), (OAK, NOW - 4)]
    answer = HELD.ask(question)
    assert answer.lead.endswith("on 2 schools:")
    assert f"A report card is held on {ELM}." in answer.notes


def test_schools_inspected_under_the_new_framework_are_told_with_that_inspection():
    assert told("Which schools have been inspected under the new framework?") == [(ELM, NOW)]


def test_reports_older_than_some_years_are_every_one_of_them():
    assert told("Which inspection reports are older than five years?") == [(ASH, NOW - 8), (ELM, NOW - 6)]


@pytest.mark.parametrize(
    "question",
    [
        "Which schools were last inspected more than two years ago?",
        "Which schools have not been inspected for more than two years?",
        "Which schools haven't been inspected in the last 2 years?",
        "Which schools have had no inspection in the past two years?",
    ],
)
def test_a_school_is_dated_by_its_last_inspection(question):
    assert {school for school, _ in told(question)} == {ASH, OAK}
    assert f"Not so: {ELM}." in HELD.ask(question).notes


@pytest.mark.parametrize(
    "question",
    ["Which schools have been inspected in the last two years?", "Which schools were inspected within two years?"],
)
def test_and_so_are_those_inspected_since(question):
    assert told(question) == [(ELM, NOW)]


@pytest.mark.parametrize(
    "question",
    [
        "What do the new report cards say about attendance?",
        "Which schools are due an inspection within a year?",
        "What has Ofsted reported in the last year?",
        "Which schools had two inspections within 2 years?",
        "What new reports do the schools have?",
        "Which schools have a new behaviour policy?",
        "Which schools have pupils more than two years behind in reading?",
        "Which schools have improved in the last two years?",
        "Which reports say that a plan is more than two years old?",
        "What is the new framework?",
        "Which schools were inspected in two years?",
        "When was Elm Park last inspected?",
    ],
)
def test_what_reports_say_and_other_years_are_no_question_for_the_stock(question):
    assert told(question) is None


def test_where_no_report_is_of_that_time_that_is_said():
    answer = HELD.ask("Which schools have not been inspected for more than nine years?")
    assert answer.claims == ()
    assert answer.lead.startswith("No report held is of that time: inspections more than nine years ago")


def test_one_year_needs_no_number():
    assert told("Which schools have been inspected in the last year?") is not None
    assert HELD.ask("Which schools were last inspected more than a year ago?").lead.startswith(
        "Inspections more than a year"
    )
