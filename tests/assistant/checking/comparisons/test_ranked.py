"""A claim that ranks two sides is not borne out by a sentence that ranks one of them the other way."""

import pytest

from assistant.checking.checker import barring, conflicts_of
from assistant.checking.comparisons.comparison import Relation
from assistant.checking.comparisons.meaning import comparisons
from assistant.checking.comparisons.ranked import RANKED, is_converse, ranked_otherwise
from ingest.documents import Span

LUNCH = "At social times, behaviour is less consistent."


def test_better_at_lunch_is_not_borne_out_by_less_at_lunch():
    found = ranked_otherwise("Behaviour is better at social times than in lessons.", LUNCH)
    assert (found.facet, found.evidence.of(LUNCH)) == (RANKED, "less")
    assert RANKED in barring()


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Behaviour is less consistent at social times than in lessons.", LUNCH),
        ("Behaviour is better in lessons than at social times.", "At social times, conduct is less consistent."),
        ("There are more than 40 carers.", "There are fewer carers."),
        ("Behaviour is better at social times than in lessons.", "At social times, there is less bullying."),
        ("Behaviour is not better at social times than in lessons.", LUNCH),
    ],
)
def test_the_same_ranking_and_what_is_no_ranking_are_left_alone(claim, sentence):
    assert ranked_otherwise(claim, sentence) is None


def test_what_is_named_the_less_secure_is_not_the_more_secure_of_two():
    sentence = "What is less secure is their understanding of how to help."
    assert ranked_otherwise("Subject knowledge is less secure than their understanding of help.", sentence) is not None
    assert ranked_otherwise("Their understanding of help is less secure than subject knowledge.", sentence) is None


STRONGER = "Questioning is stronger in English than in mathematics."


def test_the_same_ranking_by_the_opposite_word_is_no_conflict():
    assert is_converse("Questioning in mathematics is weaker than in English.", STRONGER)
    assert conflicts_of("Questioning in mathematics is weaker than in English.", STRONGER) == []
    compared = comparisons("Questioning in mathematics is weaker than in English.", STRONGER, Span(0, len(STRONGER)))
    assert not [one for one in compared if one.relation is Relation.CONFLICTS]


@pytest.mark.parametrize(
    "claim",
    [
        "Questioning is weaker in English than in mathematics.",
        "Questioning is stronger in mathematics than in English.",
        "Questioning in mathematics is weaker than in science.",
        "All questioning in mathematics is weaker than in English.",
        "Questioning in mathematics is not weaker than in English.",
        "Questioning in mathematics in 2019 was weaker than in English.",
    ],
)
def test_another_ranking_is_not_taken_for_the_same(claim):
    assert not is_converse(claim, STRONGER)
