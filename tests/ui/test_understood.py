"""Chips that can be taken out and choices that can be pressed."""

from assistant.answer import Answer, Chip, Choice, Filters, Searched, Status
from assistant.ui.conversation import Conversation
from assistant.ui.understood import Pressed, chips_html, choices_html, pressed, without

CHIPS = (Chip("Ash <b>Hill</b>", "school:Ash Hill"), Chip("since 2024"))


def answer(**more):
    return Answer("Is it?", Status.ANSWERED, "Yes.", (), Searched(1, (), 1, ("x",), CHIPS), **more)


def test_a_chip_with_a_key_is_a_link_that_names_its_place_and_no_words():
    html = chips_html(answer(), 3)
    assert 'href="#chip-3-0"' in html
    assert "#chip-3-1" not in html, "a filter that a person set is taken out where it was set"
    assert "<b>" not in html


def test_what_was_taken_out_is_told():
    assert "latest report only" in chips_html(answer(), 0, ("latest",))


def test_a_press_is_read_back_and_anything_else_is_not():
    assert pressed("chip-2-0") == Pressed("chip", 2, 0)
    assert pressed("choice-0-1") == Pressed("choice", 0, 1)
    assert pressed("ask me anything") is None
    assert pressed("") is None


def test_choices_are_links_beside_the_question_that_they_stand_for():
    html = choices_html(answer(choices=(Choice("Ash High", "How is Ash High?"),)), 1)
    assert 'href="#choice-1-0"' in html
    assert "How is Ash High?" in html
    assert choices_html(answer(), 1) == ""


def test_a_chip_that_is_taken_out_joins_those_before():
    filters = without(Filters(since=2020), ("latest",), CHIPS[0])
    assert filters == Filters(since=2020, ignored=("latest", "school:Ash Hill"))


def test_asking_an_earlier_question_again_sees_only_the_turns_before_it():
    conversation = Conversation().answered("One?", answer()).answered("Two?", answer(), ("latest",))
    assert [turn.content for turn in conversation.history(1)][:1] == ["Is it?"]
    assert len(conversation.history(1)) == 2
    assert conversation.exchange(1).ignored == ("latest",)
    assert conversation.exchange(2) is None
