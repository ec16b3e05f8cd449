"""A question that follows one for a recorded thing takes over its school, and where it is a fragment its kind."""

from assistant.answer import Turn


def then(assistant, first, second):
    answer = assistant.ask(first)
    said = "\n".join(f"{claim.school}: {claim.text}" for claim in answer.claims)
    return [
        claim.text for claim in assistant.ask(second, history=[Turn("user", first), Turn("assistant", said)]).claims
    ]


def test_why_after_a_grade_gives_what_stands_under_its_heading(assistant):
    texts = then(assistant, "What grade did Fennick Road get for inclusion?", "Why?")
    assert texts[0] == "Inclusion: Strong standard"
    assert "This happens because teachers redesign tasks rather than dilute them." in texts


def test_another_area_after_a_grade_asks_for_its_grade(assistant):
    texts = then(assistant, "What grade did Fennick Road get for inclusion?", "And for leadership?")
    assert texts == ["Leadership and governance: Strong standard"]


def test_another_school_after_its_next_steps_asks_for_its_own(assistant):
    texts = then(assistant, "What are the next steps for Corvane?", "and Ashlark High?")
    assert len(texts) == 4
    assert texts[0].startswith("Leaders should establish precisely why")


def test_the_head_is_the_head_of_the_school_spoken_of(assistant):
    assert then(assistant, "Summarise Hollin Reach", "who is the head?") == [
        "Executive headteacher: Mrs Catrin Vaughmore"
    ]
