"""Words that turn a meaning round: found in both texts, compared with the nearest, and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.comparisons.comparison import Relation
from assistant.checking.comparisons.conditions import compare_conditions
from assistant.checking.comparisons.facets import compare_facets, facets, marks
from assistant.checking.comparisons.meaning import comparisons
from assistant.checking.comparisons.polarity import compare_polarity
from assistant.checking.comparisons.speakers import compare_speakers
from assistant.checking.words.tokens import is_negated, tokens
from ingest.documents import Span


def compared(facet, claim, evidence):
    return [one for one in compare_facets(claim, evidence) if one.facet == facet]


@pytest.mark.parametrize(
    ("facet", "claim", "evidence", "words"),
    [
        ("level", "Attainment is above average.", "Attainment is below average.", ("above", "below")),
        ("trend", "Absence has risen.", "Absence has fallen.", ("risen", "fallen")),
        ("progress", "Behaviour has declined.", "Behaviour has improved.", ("declined", "improved")),
        ("quantity", "All staff are trained.", "Some staff are trained.", ("All", "Some")),
        ("frequency", "Teachers always check.", "Teachers sometimes check.", ("always", "sometimes")),
        ("interval", "Leaders meet weekly.", "Leaders meet termly.", ("weekly", "termly")),
        ("subject", "Pupils do well in science.", "Pupils do well in mathematics.", ("science", "mathematics")),
        ("who", "Staff feel safe.", "Pupils feel safe.", ("Staff", "Pupils")),
        ("sex", "Boys read widely.", "Girls read widely.", ("Boys", "Girls")),
        ("season", "It opens in the spring term.", "It opens in the summer term.", ("spring term", "summer term")),
        ("grade", "It was judged good.", "It was judged inadequate.", ("judged good", "inadequate")),
        ("opposite", "Pupils thrive.", "Pupils flounder.", ("thrive", "flounder")),
        ("opposite", "Few pupils are absent.", "Few pupils attend.", ("absent", "attend")),
        (
            "stage of action",
            "Leaders are to introduce a scheme.",
            "Leaders have introduced a scheme.",
            ("are to", "have introduced"),
        ),
    ],
)
def test_values_that_exclude_each_other_conflict_and_are_shown(facet, claim, evidence, words):
    (found,) = compared(facet, claim, evidence)
    assert found.relation is Relation.CONFLICTS
    assert (found.claim.of(claim), found.evidence.of(evidence)) == words


@pytest.mark.parametrize(
    ("facet", "claim", "evidence"),
    [
        ("quantity", "Some staff are trained.", "All staff are trained."),
        ("frequency", "Teachers sometimes check.", "Teachers always check."),
    ],
)
def test_a_weaker_claim_than_the_evidence_does_not_conflict(facet, claim, evidence):
    assert [one.relation for one in compared(facet, claim, evidence)] == [Relation.UNSTATED]


def test_a_value_that_both_texts_show_agrees():
    assert compared("level", "It is below average.", "It is lower than average.")[0].relation is Relation.AGREES


def test_a_claim_that_says_nothing_of_a_kind_has_no_comparison_in_it():
    assert compared("subject", "Pupils behave.", "Pupils do well in science.") == []


def test_an_opposite_under_a_negation_is_not_compared_by_its_words():
    assert compared("opposite", "Checks are not effective.", "Checks are ineffective.")[0].relation is Relation.UNSTATED


def test_the_word_that_stands_with_the_same_words_is_the_one_compared():
    evidence = "Reading is above the national average. Writing is below the national average."
    assert compared("level", "Writing is below the national average.", evidence)[0].relation is Relation.AGREES


def test_no_word_is_on_both_sides_of_one_pair_of_values():
    for facet in facets():
        assert len(facet.value_of) == len(set(facet.value_of)), facet.name
        assert all(a != b for a, b in facet.exclusive)


def test_a_negation_on_one_side_only_conflicts():
    claim, evidence = "Leaders do not check pupils’ understanding.", "Leaders check pupils’ understanding."
    found = compare_polarity(claim, evidence)[0]
    assert found.relation is Relation.CONFLICTS
    assert found.claim.of(claim) == "not"
    assert compare_polarity(evidence, claim)[0].relation is Relation.CONFLICTS


def test_the_same_negation_on_both_sides_agrees():
    assert compare_polarity("Staff lack training.", "Staff have no training.")[0].relation is Relation.AGREES


def test_a_negation_reaches_no_further_than_its_clause_and_not_only_is_none():
    text = "Staff do not repeat lessons, but pupils remember facts and not only names."
    assert is_negated(text, text.index("repeat"))
    assert not is_negated(text, text.index("remember"))
    assert not is_negated(text, text.index("names"))


@pytest.mark.parametrize(
    ("claim", "evidence", "relation"),
    [
        ("Workload is fair.", "Staff say that their workload is fair.", Relation.DROPPED),
        ("Parents say that workload is fair.", "Staff say that their workload is fair.", Relation.CONFLICTS),
        ("Staff say that workload is fair.", "Staff say that their workload is fair.", Relation.AGREES),
        ("Inspectors found that workload is fair.", "Workload is fair.", Relation.AGREES),
        ("According to parents, workload is fair.", "Workload is fair.", Relation.UNSTATED),
    ],
)
def test_who_says_so_is_kept_changed_dropped_or_made_up(claim, evidence, relation):
    assert [one.relation for one in compare_speakers(claim, evidence)] == [relation]


@pytest.mark.parametrize(
    ("claim", "evidence", "relations"),
    [
        ("Attendance is high.", "Attendance is high, except in Year 3.", [Relation.DROPPED]),
        ("Attendance is high, except in Year 3.", "Attendance is high, except in Year 3.", [Relation.AGREES]),
        ("Attendance is high, except in Year 3.", "Attendance is high.", [Relation.UNSTATED]),
        ("Attendance is high.", "Attendance is high. Reading is strong, except in Year 3.", []),
    ],
)
def test_a_condition_is_kept_dropped_or_made_up(claim, evidence, relations):
    assert [one.relation for one in compare_conditions(claim, evidence)] == relations


@given(st.text())
def test_every_word_and_mark_is_the_text_at_its_place(text):
    assert all(token.span.of(text) == token.text for token in tokens(text))
    assert all(mark.span.end <= len(text) for listed in marks(text).values() for mark in listed)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(claim, evidence):
    found = comparisons(claim, evidence, Span(0, len(evidence)))
    assert all(one.evidence is None or one.evidence.end <= len(evidence) for one in found)
    assert all(0 <= one.strength <= 1.0001 for one in found)
