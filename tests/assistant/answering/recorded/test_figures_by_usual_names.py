"""Figures of tables are found by the names that people use, and what no table holds in the sentence with it."""

from dataclasses import replace

import pytest

from assistant.answering.recorded import capacity, facts, figures
from ingest.inspections import Located
from tests.assistant.answering.recorded.test_routes_by_made_records import PLACE, row, told

CONTEXT = "School and pupil context"
EIGHT = (
    row("Attainment 8", "2024/25", "44.1", "45.9"),
    row("Attainment 8", "2023/24", "42.0", "45.9"),
    replace(row("Disadvantaged pupils’ Attainment 8", "2024/25", "31.0"), section="Disadvantaged pupils’ performance"),
)


@pytest.mark.parametrize(
    "question",
    [
        "What is Elm Park's Attainment 8 score?",
        "Attainment 8 at Elm Park?",
        "What are Elm Park’s Attainment 8 figures?",
    ],
)
def test_attainment_8_is_a_name_with_a_number_in_it(question):
    statements = told(figures.route, question, figures=EIGHT)
    assert statements[0] == "Attainment 8, 2024/25: this school 44.1, national average 45.9"
    assert not any("Disadvantaged" in text for text in statements)


def test_attainment_alone_is_not_the_measure():
    assert told(figures.route, "What is said of attainment at Elm Park?", figures=EIGHT) is None


@pytest.mark.parametrize(
    "measure", ["English Baccalaureate (EBacc) entry", "Pupils entered for the English Baccalaureate"]
)
@pytest.mark.parametrize("asked", ["EBacc entry", "entries for the English Baccalaureate"])
def test_entry_for_the_baccalaureate_is_the_same_by_either_form(measure, asked):
    (statement,) = told(
        figures.route, f"What are the rates of {asked} at Elm Park?", figures=(row(measure, "2024/25", "38%"),)
    )
    assert "this school 38%" in statement


ROOM = (
    replace(row("School capacity", None, "315", "300"), section=CONTEXT),
    replace(row("Total pupils", None, "312", "272"), section=CONTEXT),
)


@pytest.mark.parametrize(
    "question",
    [
        "What is the capacity of Elm Park?",
        "Is Elm Park full?",
        "Which schools are full?",
        "How many pupils are on roll at each school and is any of them full?",
        "Does Elm Park have spare places?",
        "Is Elm Park over capacity?",
    ],
)
def test_whether_a_school_is_full_is_told_by_both_numbers_as_printed(question):
    assert told(capacity.route, question, figures=ROOM) == [
        "School capacity: this school 315, national average 300",
        "Total pupils: this school 312, national average 272",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Do leaders at Elm Park have the capacity to improve?",
        "Is there capacity for improvement at Elm Park?",
        "Is the curriculum at Elm Park full?",
        "Do pupils at Elm Park play a full part in school life?",
        "How many places does the nursery at Elm Park have?",
        "What is the capacity of the hall at Elm Park?",
    ],
)
def test_the_capacity_of_people_and_of_parts_of_a_school_is_another(question):
    assert told(capacity.route, question, figures=ROOM) is None


def test_where_no_report_prints_a_capacity_nothing_is_told_of_it():
    assert told(capacity.route, "Is Elm Park full?", pupils=Located("312", PLACE)) is None
    assert told(facts.route, "How many pupils are on roll at Elm Park?", pupils=Located("312", PLACE))


def texts(answer):
    return [claim.text for claim in answer.claims]


@pytest.mark.parametrize(
    "question",
    [
        "Which schools are below average for English Baccalaureate entry?",
        "Which secondary schools are behind in EBacc entry?",
    ],
)
def test_where_only_earlier_rows_print_the_comparison_they_are_told_as_such(assistant, question):
    answer = assistant.ask(question)
    assert answer.lead == figures.NOT_NEWEST.format(compared="below")
    assert {claim.school for claim in answer.claims} == {"Ashlark High School", "Corvane Academy"}
    assert texts(answer)[0].endswith(", close to average")
    assert sum(text.endswith(", below") for text in texts(answer)) == 6
    assert not any("do not print it as ‘below’" in note and "Ashlark High" in note for note in answer.notes)


def test_behind_in_a_subject_is_a_matter_of_pupils(assistant):
    answer = assistant.ask("Which schools are behind in reading?")
    assert answer.lead != figures.NOT_NEWEST.format(compared="below")
    assert not any("national average" in text for text in texts(answer))


def test_a_score_that_no_table_holds_is_found_in_its_sentence(assistant):
    assert texts(assistant.ask("What was Corvane's Progress 8 in 2018?")) == ["Their Progress 8 score was −0.94."]
    assert "−0.94" not in " ".join(texts(assistant.ask("What was Corvane's Progress 8 in 2021?")))


def test_what_has_become_of_suspensions_is_told_with_the_figures_of_every_report(assistant):
    answer = assistant.ask("Suspensions at Corvane: how have they changed since 2017/18?")
    told_years = [claim.citations[0].source.date.year for claim in answer.claims]
    assert told_years == [2026, 2022, 2019]
    assert all(any(letter.isdigit() for letter in text) for text in texts(answer))


def test_more_than_the_figures_is_left_to_prose(assistant):
    answer = assistant.ask("How has the use of suspension for pupils with SEND changed at Corvane?")
    assert "387" not in " ".join(texts(answer))
