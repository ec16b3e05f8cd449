"""A question of several parts on the sample group: each part answered, the missing one named."""

import pytest

from assistant.answer import Status


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Which charity helps run the wellbeing hub at Corvane, and how is it funded?", "how is it funded"),
        ("What is taught in the terraced house at Wickenmoss, and what is the rent?", "what is the rent"),
        ("What do inspectors say about handwriting and school meals at Hollin Reach?", "about school meals"),
    ],
)
def test_the_part_that_no_report_answers_is_named_as_it_was_typed(assistant, question, missing):
    answer = assistant.ask(question)
    assert answer.status is Status.PARTIAL
    assert len(answer.missing) == 1
    assert f"“{missing}" in answer.missing[0]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When did The Cloister at Ashlark High open, and who staffs it?", ("September 2023", "It is staffed by")),
        ("Who is the headteacher of Wickenmoss and who led the inspection?", ("Achterlonie", "Stannimore")),
        ("Who leads St Orrin's and when was it last inspected?", ("Illingholme", "4 and 5 July 2023")),
        (
            "What is the breakfast club at St Orrin's and when was it last inspected?",
            ("breakfast", "4 and 5 July 2023"),
        ),
        ("What do inspectors say about bullying and about attendance at Hollin Reach?", ("bullying", "attend")),
        ("How many vacancies did St Orrin's governing body have and for how long?", ("four", "more than a year")),
    ],
)
def test_each_part_is_answered_with_its_own_sentence(assistant, question, said):
    answer = assistant.ask(question)
    told = " ".join(claim.text for claim in answer.claims)
    assert answer.status is Status.ANSWERED
    assert all(words in told for words in said)


def test_where_no_part_is_seen_to_be_answered_the_whole_is_judged_as_one(assistant):
    answer = assistant.ask("How many pupils ride elephants at Corvane and who feeds them?")
    assert answer.status is Status.NOT_FOUND
    assert answer.missing == ()
