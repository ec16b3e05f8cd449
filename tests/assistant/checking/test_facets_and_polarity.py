"""Words that turn a meaning round: found in both texts and shown."""

import pytest

from assistant.checking.facets import Relation, facets
from assistant.checking.polarity import compare_polarity


def compared(facet, claim, evidence):
    return next(f for f in facets() if f.name == facet).compare(claim, evidence)


@pytest.mark.parametrize(
    ("facet", "claim", "evidence", "words"),
    [
        ("level", "Attainment is above average.", "Attainment is below average.", ("above", "below")),
        ("trend", "Absence has risen.", "Absence has fallen.", ("risen", "fallen")),
        ("progress", "Behaviour has declined.", "Behaviour has improved.", ("declined", "improved")),
        ("quantity", "All staff are trained.", "Some staff are trained.", ("All", "Some")),
        ("subject", "Pupils do well in science.", "Pupils do well in mathematics.", ("science", "mathematics")),
        ("stage", "This is so in the sixth form.", "This is so in Reception.", ("sixth form", "Reception")),
        ("time", "The trust has introduced a scheme.", "The trust plans to bring in a scheme.", None),
    ],
)
def test_values_that_exclude_each_other_conflict_and_are_shown(facet, claim, evidence, words):
    found = compared(facet, claim, evidence)
    if words is None:
        assert found.relation in {Relation.CONFLICTS, Relation.UNSTATED}
        return
    assert found.relation is Relation.CONFLICTS
    assert (found.claim.of(claim), found.evidence.of(evidence)) == words


def test_a_value_that_both_texts_show_agrees():
    assert compared("level", "It is below average.", "Results are lower than elsewhere.").relation is Relation.AGREES


def test_a_claim_that_says_nothing_of_a_kind_is_silent_in_it():
    assert compared("subject", "Pupils behave.", "Pupils do well in science.").relation is Relation.SILENT


def test_a_negation_on_one_side_only_conflicts():
    claim, evidence = "Leaders do not check pupils’ understanding.", "Leaders check pupils’ understanding."
    found = compare_polarity(claim, evidence)
    assert found.relation is Relation.CONFLICTS
    assert found.claim.of(claim) == "not"
    assert compare_polarity(evidence, claim).relation is Relation.CONFLICTS


def test_the_same_negation_on_both_sides_agrees():
    assert compare_polarity("Staff lack training.", "Staff have no training.").relation is Relation.AGREES
