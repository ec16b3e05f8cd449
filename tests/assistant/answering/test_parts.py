"""Questions of two parts."""

import pytest

from assistant.answering.parts import parts_of, states_part, whole_words


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who chairs the board and since when?", ("Who chairs the board", "since when")),
        ("How many places are there and who runs it?", ("How many places are there", "who runs it")),
        ("Is reading taught well? How many pupils get help?", ("Is reading taught well", "How many pupils get help")),
        ("How are reading and writing taught?", ("How are reading and writing taught?",)),
        ("In autumn 2022, how many posts were vacant?", ("In autumn 2022, how many posts were vacant?",)),
    ],
)
def test_a_question_parts_only_before_a_word_of_asking(question, expected):
    assert tuple(part.rstrip("?") for part in parts_of(question)) == tuple(part.rstrip("?") for part in expected)


def test_a_later_part_takes_over_what_the_first_asks_about():
    parts = ("How many places has the nursery", "who runs it")
    assert whole_words(parts[1], parts) == "who runs it nursery"
    assert whole_words(parts[0], parts) == parts[0]


def test_a_part_is_answered_by_a_sentence_that_states_what_it_wants():
    assert states_part("how many children go along", ["Sunrise Club is attended by 46 children."])
    assert not states_part("how many children go along", ["Sunrise Club is popular with children."])
    assert not states_part("how old is the head", ["The headteacher was appointed in September 2021."])
    assert not states_part("is it popular", ["Sunrise Club is popular."]), "nothing of a kind is wanted"
