"""What a report's record holds is answered from there, with its place: the real pipeline over the sample group."""

import pytest

from assistant.answer import Status
from tests.assistant.answering.test_answers_on_the_sample_group import assert_verbatim


def texts(answer):
    return [claim.text for claim in answer.claims]


def test_what_a_school_should_improve_is_every_next_step_of_its_report_and_nothing_else(assistant, sample_library):
    answer = assistant.ask("What are the next steps for Corvane?")
    steps = sample_library.inspection(answer.claims[0].citations[0].source.document).next_steps
    assert texts(answer) == [step.text for step in steps]
    assert {claim.strand for claim in answer.claims} == {"To improve"}
    assert_verbatim(answer, sample_library)


def test_a_subject_chooses_among_the_next_steps(assistant):
    (text,) = texts(assistant.ask("What does Corvane need to improve about attendance?"))
    assert text.startswith("Leaders should reduce persistent absence rapidly")


def test_across_schools_three_steps_of_each_are_shown_and_the_rest_is_counted(assistant):
    answer = assistant.ask("What should the schools improve?")
    shown = [sum(claim.school == school for claim in answer.claims) for school in answer.coverage.speaking]
    assert max(shown) == 3
    assert "Corvane Academy: 2 further points stand in the report." in answer.notes


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who is the headteacher of Fennick Road?", "Headteacher: Mr Tobias Ravensworthy"),
        ("who is in charge of the wickenmoss", "Headteacher: Mr Desmond Achterlonie"),
        ("When was Corvane last inspected?", "Inspection dates: 12 May 2026"),
        ("How many pupils are on roll at Ashlark High?", "Number of pupils: 1,146"),
        ("Which trust is Corvane part of?", "Group: Quillhaven Learning Trust"),
    ],
)
def test_a_recorded_fact_is_given_as_printed(assistant, sample_library, question, expected):
    answer = assistant.ask(question)
    assert texts(answer) == [expected]
    assert_verbatim(answer, sample_library)


@pytest.mark.parametrize(
    "question",
    [
        "How many pupils joined Corvane in March?",
        "Who is the head of history at Corvane?",
        "When was the new library at Corvane inspected for damp?",
    ],
)
def test_a_question_for_more_than_the_fact_is_left_to_retrieval(assistant, question):
    labels = ("Number of pupils:", "Headteacher:", "Inspection dates:")
    assert not any(text.startswith(labels) for text in texts(assistant.ask(question)))


def test_a_measure_is_answered_with_its_rows_as_printed(assistant, sample_library):
    answer = assistant.ask("Persistent absence at Corvane")
    assert texts(answer) == [
        "Persistent absence, 2024/25: this school 32.3%, national average 23.5%, above",
        "Persistent absence, 2023/24: this school 35.8%, national average 25.6%, above",
        "Persistent absence, 2022/23: this school 38.7%, national average 26.5%, above",
    ]
    assert_verbatim(answer, sample_library)


def test_a_year_chooses_the_row(assistant):
    answer = assistant.ask("What was overall absence at Corvane in 2022/23?")
    assert texts(answer) == ["Overall absence, 2022/23: this school 12.4%, national average 9.0%, above"]


def test_a_comparison_across_schools_takes_only_rows_that_print_it(assistant):
    answer = assistant.ask("Which schools have above average absence?")
    assert {claim.school for claim in answer.claims} == {"Corvane Academy", "Hollin Reach School"}
    assert all(text.endswith(", above") for text in texts(answer))
    assert any(
        note.startswith("The tables of Ashlark High School, ") and note.endswith("do not print it as ‘above’.")
        for note in answer.notes
    )


def test_where_no_row_prints_the_comparison_that_is_the_answer(assistant):
    answer = assistant.ask("At which schools are pupils eligible for free school meals below the national average?")
    if answer.status is Status.NOT_FOUND:
        assert "do not print it as ‘below’" in answer.notes[0]
    else:
        assert all("below" in text for text in texts(answer))


def test_why_a_grade_was_given_is_the_grade_and_what_stands_under_its_heading(assistant, sample_library):
    answer = assistant.ask("Why was attendance and behaviour at Ashlark High graded needs attention?")
    assert texts(answer)[0] == "Attendance and behaviour: Needs attention"
    assert "This masks a serious problem." in texts(answer)
    pages = {citation.locators[0].page for claim in answer.claims for citation in claim.citations}
    assert len(pages) <= 2
    assert_verbatim(answer, sample_library)


def test_two_facts_in_one_question_are_both_given(assistant):
    answer = assistant.ask("How many pupils are there and who is the headteacher at Ashlark Primary?")
    assert "Number of pupils: 207" in texts(answer)
    assert "Headteacher: Imogen Pellworth" in texts(answer)
    assert answer.status is Status.ANSWERED


def test_which_of_two_is_better_is_not_said(assistant):
    answer = assistant.ask("Which is better at attendance, Corvane or Ashlark High?")
    assert "Which is better is not said here: each report is quoted by itself, with its date." in answer.notes


def test_what_inspectors_did_is_no_answer_to_what_they_say(assistant):
    answer = assistant.ask("What do inspectors say about reading at Fennick Road?")
    assert "Early reading is taught expertly." in texts(answer)
    assert not any("sampled teaching" in text for text in texts(answer))


def test_a_summary_is_grades_strengths_and_next_steps_of_the_newest_report(assistant, sample_library):
    answer = assistant.ask("summarise the wickenmoss report")
    assert {citation.source.file for claim in answer.claims for citation in claim.citations} == {"wickenmoss-2026.pdf"}
    assert "Inclusion: Exceptional" in texts(answer)
    assert sum(claim.strand == "To improve" for claim in answer.claims) == 3
    assert (
        "Put together from what the report itself prints: grades, strengths and what it asks to improve."
        in answer.notes
    )
    assert_verbatim(answer, sample_library)


def test_strengths_without_a_label_are_sentences_that_state_one_and_the_answer_says_so(assistant, sample_library):
    answer = assistant.ask("What are the strengths of Hollin Reach?")
    assert "Reading is taught very effectively." in texts(answer)
    assert not any("should" in text for text in texts(answer))
    assert answer.notes[0].startswith("Some of these reports list no strength as such")
    assert_verbatim(answer, sample_library)


def test_weaknesses_of_a_school_are_what_its_report_asks_to_improve(assistant):
    answer = assistant.ask("What are the weaknesses of Corvane?")
    assert len(answer.claims) == 5
    assert {claim.strand for claim in answer.claims} == {"To improve"}


def test_schools_inspected_in_a_period_are_listed_with_their_dates(assistant):
    answer = assistant.ask("Which schools have been inspected since January 2026?")
    assert len(answer.claims) == 5
    assert all(text.startswith("Inspection dates: ") and text.endswith("2026") for text in texts(answer))


def test_every_grade_of_an_area_is_given_from_all_reports(assistant):
    answer = assistant.ask("List every grade Corvane has been given for leadership")
    assert texts(answer) == [
        "Leadership and governance: Strong standard",
        "Leadership and management: Good",
        "Effectiveness of leadership and management: Inadequate",
    ]


def test_safeguarding_is_found_where_a_report_does_not_list_it_among_its_grades(assistant):
    answer = assistant.ask("What is the safeguarding judgement for each school?")
    assert "The arrangements for safeguarding are effective." in texts(answer)
    assert not any("quality of education" in text for text in texts(answer))


def test_what_has_changed_is_answered_from_each_report(assistant):
    answer = assistant.ask("What has changed at Corvane since it joined the trust?")
    assert [citation.source.file for claim in answer.claims for citation in claim.citations][:1] == ["corvane-2022.pdf"]
    assert "corvane-2026.pdf" in {citation.source.file for claim in answer.claims for citation in claim.citations}


def test_who_has_the_most_is_listed_and_not_ranked(assistant):
    answer = assistant.ask("Which school has the most persistent absence?")
    assert "Schools are not ranked: their reports differ in date, and each is quoted by itself." in answer.notes
    assert [claim.school for claim in answer.claims] == sorted(claim.school for claim in answer.claims)
