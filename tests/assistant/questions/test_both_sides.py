"""A question that sets a paper's own word beside the reports is told, and so is what it asks of both."""

import pytest

from assistant.questions.both_sides import sets_beside, without_sides


@pytest.mark.parametrize(
    ("question", "left"),
    [
        (
            "Does the trust's claim that attendance is a strength in all secondary schools match what inspectors saw?",
            "attendance is a strength in all secondary schools",
        ),
        (
            "Is the school's improvement in suspensions, as claimed in the trust SEF, borne out by its report?",
            "Is the school's improvement in suspensions",
        ),
        ("Do the trust's papers and the reports agree about workload at the school?", "workload at the school"),
        ("Workload at the school: what does the trust say, and what do inspectors say?", "Workload at the school"),
        (
            "What does the trust say about early years at the school, and is this what the last report found?",
            "early years at the school",
        ),
        (
            "What does the school say about its governors, compared with what the inspectors said?",
            "its governors",
        ),
        ("Do the reports support the trust's claim about reading?", "reading"),
        ("Where do the self-evaluation and the reports differ on SEND?", "SEND"),
    ],
)
def test_what_is_asked_of_both_sides_is_left(question, left):
    assert sets_beside(question)
    assert without_sides(question) == left


@pytest.mark.parametrize(
    "question",
    [
        "What do the reports say about how the trust supports schools?",
        "What does the school's report say about the plan for behaviour?",
        "Do inspectors say that the school supports pupils with SEND?",
        "Do reports on the trust's schools agree about attendance?",
        "What does the trust's self-evaluation say about attendance?",
        "How does attendance compare across the reports?",
        "How do the school reports compare on attendance?",
        "Did inspectors find that the school's plans support pupils with SEND?",
        "Do inspectors agree that trust leaders support the school?",
    ],
)
def test_a_question_to_one_side_is_none(question):
    assert not sets_beside(question)
