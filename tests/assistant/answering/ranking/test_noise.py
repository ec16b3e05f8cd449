"""Lines that are facts about a report and not findings are shown only where they are asked for."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.ranking.noise import beside_the_point
from assistant.questions.question import QuestionView, wanted_kind
from tests.assistant.questions.test_aim import candidate

NONE = np.zeros(0, dtype=np.float32)


def view(text):
    return QuestionView(text, wanted_kind(text), (), (), NONE, NONE, NONE)


ADDRESS = candidate("Fennick Road, Dunmarsh, Wrenshire WQ7 9AT")
PREVIOUS = candidate("Date of previous inspection 12 and 13 November 2019")
WEIGHED = candidate("To evaluate the effectiveness of safeguarding, the inspectors: reviewed the central record.")
DEEP = candidate("For each deep dive, inspectors held discussions about the curriculum and visited lessons.")
GRADED = candidate("During a graded inspection, we grade the school for each of our key judgements.")
MET = candidate("Inspectors met the headteacher.", heading="Information about this inspection")


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (ADDRESS, "How many part-time places has the nursery?"),
        (PREVIOUS, "Were pupils attending well when inspectors came the time before?"),
        (MET, "What does the headteacher do well?"),
        (WEIGHED, "Is safeguarding effective?"),
        (DEEP, "How is the curriculum planned?"),
        (GRADED, "What should leaders do about assessment?"),
    ],
)
def test_a_line_about_the_report_is_beside_the_point(line, question):
    assert beside_the_point(line, view(question))


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (ADDRESS, "What is the address of the school?"),
        (PREVIOUS, "When was the school last inspected?"),
        (MET, "Whom did inspectors meet?"),
        (candidate("Attendance is too low."), "Is attendance good?"),
    ],
)
def test_it_is_not_where_it_is_asked_for(line, question):
    assert not beside_the_point(line, view(question))


def test_a_row_of_a_table_without_a_word_of_the_question_is_beside_the_point():
    row = candidate("St Orrin’s Church of England Voluntary Aided Primary School in Wrenshire\t3, 4\t20 November 2026")
    question = "Are there any schools where children are using vapes?"
    assert beside_the_point(row, replace(view(question), stems=("child", "vape")))
    assert not beside_the_point(row, replace(view("When is St Orrin's visited?"), stems=("orrin", "visit")))
