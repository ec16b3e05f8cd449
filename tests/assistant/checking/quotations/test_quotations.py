"""Quotations stand word for word or are told, with the nearest true wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.quotations.quotations import check_quotations, notes_on, quotations, stands_in

TEXT = (
    "Leaders have a clear vision. Pupils’ attendance is well-below the national average, and some staff feel "
    "unsupported. "
    "The school is calm and orderly. Pupils are not always safe online."
)


@pytest.mark.parametrize(
    "quotation",
    [
        "a clear vision",
        "[L]eaders have a clear vision",
        "[l]eaders have a clear vision",
        "Pupils' attendance is well-below the national average",
        "attendance is well-\nbelow the national average",
        "calm and or-\nderly",
        "attendance … some staff feel unsupported",
        "attendance is [...] the national average",
        "some staff feel\nunsupported.",
        "[t]he school is calm [sic] and orderly",
        "the school is [reported as] calm",
    ],
)
def test_what_stands_but_for_marks_first_letter_space_hyphens_and_gaps_is_accepted(quotation):
    assert stands_in(quotation, TEXT)


@pytest.mark.parametrize(
    ("quotation", "notes"),
    [
        ("[L]eaders have a clear vision", ("first letter changed",)),
        ("attendance … some staff feel unsupported", ("words left out",)),
        ("calm and or-\nderly", ("broken at a line end",)),
        ("the school is [reported as] calm", ("words in square brackets are not the document’s",)),
        ("a clear vision", ()),
    ],
)
def test_what_was_changed_is_said(quotation, notes):
    assert notes_on(quotation) == notes
    (checked,) = check_quotations(f"It says “{quotation}”.", ["Other text.", TEXT])
    assert (checked.stands, checked.notes, checked.place) == (True, notes, 1)


@pytest.mark.parametrize(
    "quotation",
    [
        "attendance is above the national average",
        "attendance is well below the national average",
        "some staff feel supported",
        "a clear visions",
        "some staff feel unsupported … a clear vision",
        "The school is [not] calm",
        "[all] staff feel unsupported",
        "Pupils are … safe online",
    ],
)
def test_a_changed_word_or_order_or_a_bracket_that_turns_the_meaning_does_not_stand(quotation):
    assert not stands_in(quotation, TEXT)


def test_an_ellipsis_does_not_reach_across_a_whole_report():
    far = "Leaders have a clear vision. " + "Pupils read widely and often. " * 40 + "Some staff feel unsupported."
    assert not stands_in("a clear vision … staff feel unsupported", far)
    assert stands_in("a clear vision … staff feel unsupported", far.replace("Pupils read widely and often. ", ""))


def test_the_nearest_true_wording_is_offered_and_nothing_is_repaired():
    (checked,) = check_quotations("The report says “attendance is above the national average”.", [TEXT])
    assert not checked.stands
    assert checked.text == "attendance is above the national average"
    assert checked.nearest is not None
    assert checked.nearest.startswith("Pupils’ attendance is well-below the national average")


def test_a_word_or_a_few_capitalised_ones_in_quotation_marks_are_a_name_and_not_a_quotation():
    assert quotations("The ‘Lighthouse’, the “Hub” and the “Reading Together Project” are popular.") == []
    assert quotations("It says “The school is calm”.") == ["The school is calm"]


WORDS = st.lists(st.text(alphabet="abcdefghij", min_size=2, max_size=6), min_size=6, max_size=20)


@given(WORDS, st.data())
def test_every_run_of_words_stands_and_one_with_another_word_in_it_does_not(words, data):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 4))
    run = words[start : start + 4]
    assert stands_in(" ".join(run), text)
    place = data.draw(st.integers(0, 3))
    assert not stands_in(" ".join([*run[:place], "zzz", *run[place + 1 :]]), text)


REPORTED = "‘I used to hide when the bell rang,’ said one boy, ‘and now I ring it.’ Pupils’ books are neat."


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        (REPORTED, "I used to hide when the bell rang, and now I ring it."),
        ("“We are heard,” one parent told inspectors, “and we know it.”", "We are heard, and we know it"),
    ],
)
def test_who_says_it_between_two_parts_of_what_is_said_alters_no_quotation(text, quotation):
    (checked,) = check_quotations(f"It says “{quotation}”.", [text])
    assert checked.stands
    assert checked.notes == ("words left out: who says it stands between",)


@pytest.mark.parametrize(
    "quotation", ["I used to hide when the bell rang, but now I ring it.", "now I ring it. Pupils’ books are messy"]
)
def test_what_is_altered_beside_who_says_it_is_still_told(quotation):
    assert not stands_in(quotation, REPORTED)


def test_words_said_by_somebody_between_two_other_quotations_are_not_left_out():
    assert not stands_in("the sea, a lie", "They call it ‘the sea’; staff, who are tired, ‘a lie’.")


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (
            "Pupils say: 'They teach you to say it and then they let you do it'.",
            ["They teach you to say it and then they let you do it"],
        ),
        ("It calls the plans 'pupils’ own work'.", ["pupils’ own work"]),
        ("‘Pupils’ work is good and they know it’, it says.", ["Pupils’ work is good and they know it"]),
        ("Pupils' work and teachers' plans are the school's own.", []),
        ("Since the '90s the pupils' books were lost.", []),
        ("Teachers pause at ‘harbour stops’ and mark pupils’ work.", ["harbour stops"]),
    ],
)
def test_single_marks_quote_and_apostrophes_do_not(claim, found):
    assert quotations(claim) == found


def test_the_nearest_wording_begins_with_no_heading():
    page = "What it is like to be here\nThe school is calm and orderly."
    (checked,) = check_quotations("It is “calm and very orderly”.", [page])
    assert checked.nearest == "The school is calm and orderly."
