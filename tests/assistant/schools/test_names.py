"""Which schools a text names."""

import pytest

from assistant.schools.names import FUZZY, anonymous, mentions, unknown_names

NAMES = [
    "Marlpit Vale Primary School",
    "Ashlark Primary School",
    "Ashlark High School",
    "Corvane Academy",
    "The Wickenmoss School",
    "St Orrin’s Church of England Voluntary Aided Primary School",
]


def named(text):
    return [mention.names for mention in mentions(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How is reading at Corvane Academy?", [("Corvane Academy",)]),
        ("How is corvane doing?", [("Corvane Academy",)]),
        ("Corvane's behaviour", [("Corvane Academy",)]),
        ("Marlpitt Vale writing", [("Marlpit Vale Primary School",)]),
        ("st orins phonics", [("St Orrin’s Church of England Voluntary Aided Primary School",)]),
        ("st orrins phonics", [("St Orrin’s Church of England Voluntary Aided Primary School",)]),
        ("sixth form at Ashlark High", [("Ashlark High School",)]),
        ("Ashlark Primary School and Wickenmoss", [("Ashlark Primary School",), ("The Wickenmoss School",)]),
    ],
)
def test_a_school_is_known_by_its_full_short_or_misspelt_name(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("St Orrin’s Church of England Voluntary Aided Primary School is calm.", "the school is calm."),
        ("At St Orrin’s Church of England school all is calm.", "At the school all is calm."),
        ("Corvane Academy and College Road are near.", "the school and College Road are near."),
        ("The academy of Corvane and the church of the town", "The academy of the school and the church of the town"),
    ],
)
def test_a_long_name_is_taken_whole_and_no_word_that_only_follows_it(text, left):
    assert anonymous(text, mentions(text, NAMES)) == left


def test_a_name_that_two_schools_share_means_both_until_a_word_tells_them_apart():
    assert named("attendance at Ashlark") == [("Ashlark Primary School", "Ashlark High School")]


@pytest.mark.parametrize(
    "text", ["Which primary schools teach phonics well?", "the high school", "Is the school safe?"]
)
def test_words_that_all_schools_share_name_none(text):
    assert named(text) == []


def test_a_school_that_the_library_does_not_hold_is_told_by_name():
    assert unknown_names("Is Thornbury Academy any good?", NAMES) == ["Thornbury Academy"]
    assert unknown_names("What does The Harbour School offer?", NAMES) == ["Harbour School"]
    assert unknown_names("Is Corvane Academy safe? Which School is not?", NAMES) == []


def test_a_phase_that_contradicts_the_name_means_another_school():
    assert named("How did Marlpit Vale High School do?") == []
    assert unknown_names("How did Marlpit Vale High School do?", NAMES) == ["Marlpit Vale High School"]
    assert named("Is Corvane High School safe?") == [("Corvane Academy",)]


def test_a_mention_becomes_the_school_so_that_the_question_still_reads():
    text = "How is The Wickenmoss School’s work? And Corvane's?"
    assert anonymous(text, mentions(text, NAMES)) == "How is the school’s work? And the school’s?"


@pytest.mark.parametrize("other", ["Ashford High School", "Corbridge Academy", "Marlow Vale Primary School"])
def test_a_different_real_sounding_name_is_not_taken_for_a_misspelling(other):
    assert named(f"How is {other}?") == []
    assert FUZZY == 88


AREAS = [
    "Bedford Borough Local Area Partnership",
    "North Northamptonshire Local Area Partnership",
    "West Northamptonshire Local Area Partnership",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("waiting times in Bedford", [(AREAS[0],)]),
        ("waiting times in Bedford Borough", [(AREAS[0],)]),
        ("North Northamptonshire’s plans", [(AREAS[1],)]),
        ("plans in Northamptonshire", [(AREAS[1], AREAS[2])]),
        ("Which borough is in the north?", []),
    ],
)
def test_a_local_area_is_known_by_its_place_alone_but_not_by_a_point_of_the_compass(text, expected):
    assert [mention.names for mention in mentions(text, AREAS)] == expected


def test_a_local_area_is_an_area_and_no_school_where_its_name_is_taken_out():
    text = "How long are waits in Bedford?"
    assert anonymous(text, mentions(text, AREAS)) == "How long are waits in the area?"


LONG = ("Abberley Parochial VC Primary School", "Holy Trinity Primary School", "Elm Park Primary School")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Is reading good at Abberley?", (LONG[0],)),
        ("reading at abberley", (LONG[0],)),
        ("What does Abberley’s report say?", (LONG[0],)),
        ("How is reading at Abberley Grange School?", ()),
        ("Is it a holy place?", ()),
        ("Is the Elm in the yard old?", ()),
    ],
)
def test_the_first_word_of_a_name_stands_for_it_where_it_is_used_as_a_name(text, found):
    assert tuple(name for mention in mentions(text, LONG) for name in mention.names) == found


def test_a_name_without_a_letter_or_figure_is_found_nowhere():
    assert mentions("", ["—"]) == mentions("How is reading at — ?", ["—"]) == []
