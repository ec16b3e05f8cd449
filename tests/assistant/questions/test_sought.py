"""What kind of thing a question seeks, of what, and where a sentence states one."""

import pytest

from assistant.questions.sought import SoughtKind, places_stated, sought_in


def sought(question):
    return sought_in(question, question)


def stated(question, text):
    return [text[start:end] for start, end in places_stated(sought(question), text)]


@pytest.mark.parametrize(
    ("question", "kind", "heads"),
    [
        ("How many part-time places are there?", SoughtKind.COUNT, ("part-time", "places")),
        ("How many staff work in the base?", SoughtKind.COUNT, ("staff", "work")),
        ("Who teaches fencing?", SoughtKind.DOER, ("teaches",)),
        ("Who is the deputy head?", SoughtKind.PERSON, ("deputy", "head")),
        ("Which university do most leavers go to?", SoughtKind.NAME, ("university",)),
        ("What does a place at the club cost?", SoughtKind.SUM, None),
        ("Why was the evening cancelled?", SoughtKind.REASON, ()),
        ("What time does the club finish?", SoughtKind.CLOCK, None),
        ("How long is the stay?", SoughtKind.SPAN, None),
        ("How often does the board meet?", SoughtKind.FREQUENCY, None),
        ("When will the posts be filled?", SoughtKind.DATE, ()),
        ("Where do pupils camp?", SoughtKind.PLACE, ()),
        ("Which schools teach Latin?", None, ()),
        ("Is behaviour good?", None, ()),
        ("Do staff know who is lost?", None, ()),
        ("Do teachers cope with how much they have to do?", None, ()),
    ],
)
def test_kind_and_head_are_read_off_the_question(question, kind, heads):
    found = sought(question)
    assert found.kind is kind
    if heads is not None:
        assert found.heads == heads


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("It has 24 places and four assistants.", ["24", "four"]),
        ("Pupils in Year 4 and aged 9 joined in 2021.", []),
        ("It opens at 7.45am on 3 May, one of many.", []),
        ("Half of the staff and 38% of pupils replied.", ["Half", "38%"]),
        ("Pupils in Years 7 and 8 leave key stage 2.", []),
    ],
)
def test_years_ages_times_and_dates_count_nothing(text, counts):
    assert stated("How many places are there?", text) == counts


def test_a_number_or_name_that_the_question_says_is_no_answer_to_it():
    assert stated("How many of the 24 places are taken?", "All 24 places are taken, 3 by pupils of Oxlip Road.") == [
        "3"
    ]
    assert stated("What charity does the Friday Showcase help?", "The Friday Showcase fills the hall.") == []
    assert stated("What charity does the Friday Showcase help?", "It helps a charity called Slack Water.") == [
        "Slack Water"
    ]


def test_a_word_that_only_opens_a_sentence_is_no_name():
    assert stated("Which programme is used?", "Leaders chose a programme with care.") == []
    assert stated("Which programme is used?", "‘Bright Sails’ is used.") == ["‘Bright Sails’"]


def test_a_person_has_a_name_and_an_organisation_is_no_person():
    question = "Who is the family worker?"
    assert stated(question, "The family worker supports parents with the Wrenshire Choral Society.") == []
    assert stated(question, "The family worker is Ms Ada Thorn.") == ["Ms Ada Thorn"]


def test_who_does_something_may_be_told_by_the_role():
    assert stated("Who teaches pupils about cold water?", "Coastguard officers teach it.") == ["officers"]
    assert stated("Who teaches pupils about cold water?", "Pupils learn about it.") == []


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("What time does the club start?", "It opens at 7.45am.", True),
        ("What time does the club start?", "It opens early.", False),
        ("How soon is a query answered?", "It is answered within five working days.", True),
        ("How long is the stay?", "The stay builds independence.", False),
        ("How often does it meet?", "It meets each fortnight.", True),
        ("Why did she leave?", "She left in December.", False),
        ("Why did she leave?", "She left because of illness.", True),
        ("When did she start?", "She began in January 2021.", True),
    ],
)
def test_other_kinds_are_seen_by_their_words(question, text, found):
    assert bool(stated(question, text)) is found


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who is the SENCo?", "The special educational needs coordinator is Ottoline Fairbrass."),
        ("Who’s the school’s deputy head?", "Ottoline Fairbrass is the deputy headteacher."),
        ("Who was the lead inspector?", "Ottoline Fairbrass led the team."),
    ],
)
def test_who_holds_an_office_is_answered_by_a_name_beside_it_alone(question, text):
    assert sought(question).named_in(text)
    assert not sought(question).named_in("Pupils who attend The Lantern are included in everything.")
    assert not sought(question).named_in("The trust is run by its accountant, Gordon Amberley.")


@pytest.mark.parametrize(
    "question", ["Who is responsible for safeguarding?", "Who teaches fencing?", "Who are the pupils?"]
)
def test_who_does_something_may_be_told_by_the_office(question):
    assert sought(question).named_in("The headteacher is.") is True
