"""What a follow-up takes over, and which kinds of school and periods a question means."""

from datetime import date

import pytest

from assistant.answer import Filters, Turn
from assistant.questions.direction import StrengthOrNeed
from assistant.schools.facts import Phase, SchoolFacts
from assistant.scope import understand
from ingest.inspections import ReportFormat
from tests.assistant.test_scope import RECORDS, record

HOLDS = [
    *RECORDS,
    record("moss-2026", "The Moss School", date(2026, 6, 16), ReportFormat.REPORT_CARD),
    record("harl-2023", "Harl Primary School", date(2023, 6, 1)),
]
FACTS = {
    "Corvane Academy": SchoolFacts(Phase.SECONDARY, date(2019, 9, 1), "Wrenshire"),
    "Ashlark High School": SchoolFacts(Phase.SECONDARY, date(2016, 1, 1), "Wrenshire"),
    "Ashlark Primary School": SchoolFacts(Phase.PRIMARY, date(2016, 1, 1), "Wrenshire"),
    "The Moss School": SchoolFacts(Phase.SPECIAL, date(2015, 9, 1), "East Wrenshire"),
    "Harl Primary School": SchoolFacts(Phase.PRIMARY, None, "Wrenshire"),
}


def ask(*questions, replies=(), filters=None):
    history = []
    for place, question in enumerate(questions[:-1]):
        history.append(Turn("user", question))
        history.append(Turn("assistant", replies[place] if place < len(replies) else "An answer."))
    return understand(questions[-1], HOLDS, filters, history, FACTS)


def names(scope):
    return [school.name for school in scope.schools]


def test_and_at_another_school_asks_the_same_there():
    scope = ask("How is reading taught at Ashlark High?", "and at Corvane?")
    assert names(scope) == ["Corvane Academy"]
    assert "reading" in scope.core


def test_and_another_kind_of_school_asks_the_same_there():
    scope = ask("How is attendance at Ashlark High?", "And the special school?")
    assert names(scope) == ["The Moss School"]
    assert "attendance" in scope.core


def test_and_another_subject_asks_it_of_the_same_schools():
    scope = ask("Which schools have weaknesses in attendance?", "and in behaviour?")
    assert scope.aim.direction is StrengthOrNeed.NEED
    assert [topic.name for topic in scope.aim.topics] == ["behaviour"]
    assert scope.across


def test_what_changed_asks_the_same_of_the_older_reports_too():
    scope = ask("How is behaviour at Corvane?", "what changed since 2019?")
    assert names(scope) == ["Corvane Academy"]
    assert scope.past
    assert len(scope.first_documents) == 3
    assert "behaviour" in scope.core


def test_which_of_those_asks_among_the_schools_of_the_answer():
    reply = "### Ashlark High School\n- “a” [1]\n### The Moss School\n- “b” [2]\n\n"
    reply += "**Nothing found on this:** Corvane Academy."
    scope = ask("Which schools have weaknesses in attendance?", "which of those are secondary?", replies=[reply])
    assert names(scope) == ["Ashlark High School"]
    assert "attendance" in scope.core
    assert "the schools of the answer before" in scope.narrowed


def test_a_question_that_stands_alone_takes_over_nothing():
    scope = ask("How is reading at Corvane?", "Which schools teach phonics well?")
    assert len(scope.schools) == 5


def test_kinds_of_school_are_told_apart():
    assert names(ask("Do the secondary schools teach languages?")) == ["Ashlark High School", "Corvane Academy"]
    assert names(ask("Is the special school good at communication?")) == ["The Moss School"]
    assert names(ask("How do the two primaries teach phonics?")) == ["Ashlark Primary School", "Harl Primary School"]


def test_a_number_that_does_not_fit_is_asked_back():
    assert names(ask("How do two primaries teach phonics?")) == ["Ashlark Primary School", "Harl Primary School"]
    scope = ask("How do the three primaries teach phonics?")
    assert "which holds 2: Ashlark Primary School and Harl Primary School" in scope.unclear
    assert len(scope.choices) == 2


def test_a_month_narrows_the_period():
    assert names(ask("Which schools inspected since September 2024 teach reading well?")) == [
        "Ashlark High School",
        "Ashlark Primary School",
        "Corvane Academy",
        "The Moss School",
    ]


def test_the_time_before_joining_the_group_means_reports_from_before_that_day():
    scope = ask("What was behaviour like at Corvane before it joined the trust?")
    assert [r.filename for r in scope.documents] == ["corvane-2019.pdf"]
    assert "inspected before joining the group" in scope.narrowed


def test_a_local_authority_narrows_the_schools():
    assert names(ask("Is attendance good in schools in East Wrenshire?")) == ["The Moss School"]


def test_a_report_format_narrows_the_reports():
    scope = ask("What do schools do well in their report cards?")
    assert {r.format for r in scope.documents} == {ReportFormat.REPORT_CARD}


@pytest.mark.parametrize(
    ("question", "key", "gone"),
    [
        ("Is Corvane safe?", "school:Corvane Academy", "Corvane Academy"),
        ("What was wrong at Corvane in 2019?", "period", "inspected in 2019"),
        ("Do the secondary schools teach French?", "phase", "secondary and all-through schools (2)"),
        ("Which schools have weaknesses in attendance?", "direction", "what needs to improve"),
    ],
)
def test_what_a_chip_says_is_left_out_when_it_is_taken_out(question, key, gone):
    whole = ask(question)
    assert gone in whole.narrowed
    assert key in {chip.key for chip in whole.chips}
    assert gone not in ask(question, filters=Filters(ignored=(key,))).narrowed


def test_taking_out_the_latest_report_brings_the_older_ones_in():
    assert not ask("Is Corvane safe?").past
    assert ask("Is Corvane safe?", filters=Filters(ignored=("latest",))).past


def test_a_question_of_its_own_about_the_thing_before_takes_over_the_thing_and_not_its_kind_of_answer():
    scope = ask("What is the sixth form like at Ashlark High?", "How many students are in it?")
    assert names(scope) == ["Ashlark High School"]
    assert "sixth" in scope.core and "students" in scope.core
    assert scope.asked == "How many students are in it?"
    school = ask("What is the sixth form like at Ashlark High?", "When was it inspected?")
    assert "sixth" not in school.core, "it is the school"


def test_two_schools_asked_one_after_the_other_are_set_side_by_side():
    scope = ask("How high is absence at Corvane?", "and at Ashlark High?", "which is lower?")
    assert names(scope) == ["Ashlark High School", "Corvane Academy"]
    assert "absence" in scope.core
    assert names(ask("How is absence at Corvane?", "How is music at Ashlark High?", "which is lower?")) == [
        "Ashlark High School"
    ], "these are two questions"


def test_what_is_done_about_it_is_asked_of_the_thing_before_and_not_that_question_again():
    scope = ask("How high is absence at Corvane?", "what are they doing about it?")
    assert names(scope) == ["Corvane Academy"]
    assert "doing about it" in scope.core
    assert "absence" in scope.core
    assert scope.asked == "what are they doing about it?"


def test_when_was_that_asks_for_the_day_of_the_inspection():
    scope = ask("What needs work at Corvane?", "when was that?")
    assert names(scope) == ["Corvane Academy"]
    assert scope.core == "When was the inspection?"


def test_and_in_another_local_area_asks_the_same_there():
    areas = [
        record("bedford", "Bedford Borough Local Area Partnership", date(2024, 11, 18), ReportFormat.AREA_SEND),
        record("dudley", "Dudley Local Area Partnership", date(2025, 1, 20), ReportFormat.AREA_SEND),
    ]
    history = [Turn("user", "Tell me about speech therapy in Bedford"), Turn("assistant", "An answer.")]
    scope = understand("and in Dudley?", areas, None, history)
    assert names(scope) == ["Dudley Local Area Partnership"]
    assert "speech therapy" in scope.core
    history += [Turn("user", "and in Dudley?"), Turn("assistant", "An answer.")]
    assert names(understand("What does the council plan?", areas, None, history)) == ["Dudley Local Area Partnership"]


TOLD = "Corvane Academy, inspected 12 May 2026: the grade for ‘Leadership and governance’ is printed as ‘Strong’."


@pytest.mark.parametrize(
    "question",
    [
        "And before that?",
        "and previously?",
        "What about the previous inspection?",
        "And the one before?",
        "and at the inspection before that?",
        "What was it before?",
    ],
)
def test_before_that_asks_the_same_of_the_inspection_before(question):
    scope = ask("What grade did Corvane get for leadership?", question, replies=[TOLD])
    assert scope.schools[0].latest.filename == "corvane-2022.pdf"
    assert "leadership" in scope.core
    assert not scope.past, "the one before is meant, and not every older one"
    assert "inspected before 12 May 2026" in scope.narrowed


def test_before_that_asked_again_goes_back_one_inspection_more():
    replies = [TOLD, "Inspected 27 September 2022 · Graded report"]
    scope = ask("What grade did Corvane get for leadership?", "And before that?", "and before that?", replies=replies)
    assert [report.filename for report in scope.documents] == ["corvane-2019.pdf"]


def test_before_that_means_before_the_oldest_report_that_was_told_of():
    reply = "Inspected 12 May 2026 · Report card\nInspected 27 September 2022 · Graded report"
    scope = ask("What is attendance like at Corvane?", "and before that?", replies=[reply])
    assert [report.filename for report in scope.documents] == ["corvane-2019.pdf"]


def test_before_a_year_is_no_follow_up_to_what_was_told():
    scope = ask("What grade did Corvane get for leadership?", "And before 2020?", replies=[TOLD])
    assert [report.filename for report in scope.documents] == ["corvane-2019.pdf"]
    assert "before 2020" in scope.narrowed


@pytest.mark.parametrize(
    "question",
    [
        "How many pupils are waiting for help?",
        "Is bullying rare?",
        "Who leads on reading?",
        "What is the attendance rate?",
        "Do pupils learn French?",
    ],
)
def test_a_short_question_that_names_nobody_stays_with_the_school_spoken_of(question):
    scope = ask("How is reading taught at Corvane?", question)
    assert names(scope) == ["Corvane Academy"]
    assert "school:Corvane Academy" in {chip.key for chip in scope.chips}, "it can be taken out"


@pytest.mark.parametrize(
    "question",
    [
        "Do any schools teach French?",
        "What is bullying like everywhere?",
        "Do inspectors praise the use of phonics?",
        "What is attendance like at Bramley Hall School?",
        "What are the strengths of the trust?",
        "Is anything said of phonics in the reports?",
        "Has the way in which pupils are helped to read in year 1 been praised lately?",
    ],
)
def test_a_question_in_general_or_of_another_school_leaves_the_school_spoken_of(question):
    assert "Corvane Academy" not in ask("How is reading taught at Corvane?", question).said


@pytest.mark.parametrize(
    "question",
    ["Which schools have improved since their last inspection?", "How many schools got worse since the last report?"],
)
def test_which_grades_have_moved_from_inspection_to_inspection_is_asked_whatever_was_spoken_of(question):
    scope = ask("Is safeguarding effective at Corvane?", question)
    assert "safeguarding" not in scope.core.lower()
    assert scope.aim.topics == ()


@pytest.mark.parametrize(
    "question",
    [
        "How many schools are in the trust?",
        "Which schools belong to our trust?",
        "Which of the schools are primaries?",
        "Which schools are there?",
    ],
)
def test_which_schools_there_are_is_asked_whatever_was_spoken_of(question):
    scope = ask("Is safeguarding effective at Corvane?", question)
    assert "safeguarding" not in scope.core.lower()
    assert scope.said == ()


def test_which_of_those_are_of_a_kind_still_asks_the_same_of_some():
    assert "safeguarding" in ask("Is safeguarding effective?", "Which of those are secondary schools?").core.lower()


def test_which_schools_have_improved_asks_it_of_the_subject_spoken_of():
    assert "attendance" in ask("How is attendance at Corvane?", "Which schools have improved?").core


def test_whether_it_has_improved_since_asks_of_the_school_after_a_grade_and_of_the_subject_after_one():
    of_school = ask("Why was Corvane inadequate?", "Has it improved since?")
    assert (names(of_school), of_school.core) == (["Corvane Academy"], "Has it improved since")
    of_subject = ask("How is attendance at Corvane?", "Has it improved since?")
    assert names(of_subject) == ["Corvane Academy"]
    assert "attendance" in of_subject.core
