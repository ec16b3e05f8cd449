"""A claim that names the school is compared as if it did not: a report's sentences need not name it."""

import pytest

from assistant.checking.checker import conflicts_of, plainly
from assistant.checking.verdict import Verdict
from assistant.checking.words.leads import school_left_out, without_school
from ingest.documents import Span


@pytest.mark.parametrize(
    "claim",
    [
        "All pupils at the school feel safe.",
        "At the school, all pupils feel safe.",
        "All pupils feel safe at the school.",
        "All the school’s pupils feel safe.",
        "All of the school’s pupils feel safe.",
    ],
)
def test_a_contradiction_is_found_wherever_the_claim_names_the_school(claim):
    sentence = "Most of the pupils feel safe." if " of " in claim else "Most pupils feel safe."
    (one,) = conflicts_of(claim, sentence)
    assert (one.claim.of(claim).lower(), one.evidence.of(sentence)) == ("all", "Most")


def test_few_at_the_school_are_not_many():
    checked = plainly(
        "Many teachers have good subject knowledge.", "Few teachers at the school have good subject knowledge."
    )
    assert checked is not None
    assert checked.verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "sentence",
    [
        "Most pupils in other schools feel safe.",
        "In the trust’s other school, most pupils feel safe.",
        "Pupils feel safe.",
        "All pupils feel safe and happy.",
    ],
)
def test_what_is_so_elsewhere_or_says_the_same_is_no_contradiction(sentence):
    assert conflicts_of("All pupils at the school feel safe.", sentence) == []


def test_a_comparison_with_other_schools_is_still_held_against_the_claim():
    assert conflicts_of(
        "Absence at the school is higher than in other schools.", "Absence is lower than in other schools."
    )


@pytest.mark.parametrize("text", ["Late in the school day, pupils tire.", "Parents speak at the school gates."])
def test_words_in_which_the_school_is_no_place_are_kept(text):
    assert without_school(text) == text


def test_words_of_the_shorter_statement_are_found_in_the_whole():
    whole = "At the school,  few  pupils of the school read."
    shorter = school_left_out(whole)
    assert shorter.text == "few pupils read."
    place = shorter.text.index("pupils")
    assert shorter.in_whole(Span(place, place + 6)).of(whole) == "pupils"
