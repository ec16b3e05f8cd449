"""Since when a school has its headteacher: the sentence of its newest report, and no more than that tells."""

import pytest

from assistant.answering.recorded.heads import AFTER, LEAD


def texts(answer):
    return [claim.text for claim in answer.claims]


@pytest.mark.parametrize(
    "question",
    ["Which schools have a new headteacher since their last inspection?", "How long have headteachers been in post?"],
)
def test_each_school_is_told_by_one_sentence_of_its_newest_report(assistant, question):
    answer = assistant.ask(question)
    assert answer.lead == LEAD
    assert len(answer.claims) == len({claim.school for claim in answer.claims}) == 8
    assert "The headteacher has been in post since January 2021." in texts(answer)
    assert not any("deputy headteacher was" in text for text in texts(answer))
    assert AFTER in answer.notes


def test_a_year_chooses_among_them_and_not_among_the_reports(assistant):
    answer = assistant.ask("Which headteachers were in post before 2021?")
    assert [claim.school for claim in answer.claims] == ["The Wickenmoss School"]
    assert answer.claims[0].citations[0].source.date.year == 2026
    answer = assistant.ask("Which schools have had a new headteacher since 2023?")
    assert {claim.school for claim in answer.claims} == {
        "Ashlark High School",
        "Fennick Road Primary School",
        "Hollin Reach School",
    }


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have a new deputy headteacher?",
        "Who is the headteacher of Corvane?",
        "What has the new headteacher at Hollin Reach done since 2025?",
    ],
)
def test_other_posts_and_other_questions_are_not_told_so(assistant, question):
    assert assistant.ask(question).lead != LEAD
