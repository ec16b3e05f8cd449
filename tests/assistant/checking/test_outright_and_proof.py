"""What a sentence says outright needs no model, and what stands in another word's place outweighs any."""

import pytest

from assistant.checking.checker import plainly
from assistant.checking.claims.clauses import clauses
from assistant.checking.comparisons.meaning import comparisons
from assistant.checking.outright import is_said_outright
from assistant.checking.proof import contradicts, is_elsewhere
from assistant.checking.words.edits import edits
from ingest.documents import Span


@pytest.mark.parametrize(
    ("claim", "evidence", "outright"),
    [
        ("Staff feel valued.", "Staff feel valued and stay.", True),
        ("Staff feel valued.", "Pupils read. The staff feel valued.", True),
        ("Pupils read widely.", "Pupils, who come from far away, read widely.", True),
        ("Attendance is high.", "Attendance is high, except in Year 3.", False),
        ("Teachers check understanding.", "Few teachers check understanding.", False),
        ("All pupils study music.", "Leaders should ensure that all pupils study music.", False),
        ("Families are told.", "The partnership should make sure that families are told.", False),
        ("Workload is fair.", "Staff say that workload is fair.", False),
        ("Safeguarding meets requirements.", "Safeguarding does not meet requirements.", False),
        ("Pupils", "Pupils read.", False),
    ],
)
def test_a_claim_is_said_outright_only_where_nothing_that_is_taken_out_turns_it_round(claim, evidence, outright):
    assert is_said_outright(claim, evidence) is outright


def proofs(claim, evidence, kind=contradicts):
    laid = edits(claim, evidence)
    return [
        (one.claim.of(claim), one.evidence.of(evidence))
        for one in comparisons(claim, evidence, Span(0, len(evidence)))
        if kind(one, claim, evidence, laid)
    ]


@pytest.mark.parametrize(
    ("claim", "evidence", "words"),
    [
        ("Attainment in reading is below average.", "Attainment in reading is above average.", ("below", "above")),
        ("In 2024, 81% of pupils met the standard.", "In 2024, 61% of pupils met the standard.", ("81%", "61%")),
        ("The choir has 30 teachers and 12 pupils.", "The choir has 12 teachers and 30 pupils.", ("30", "12")),
        ("All pupils find writing difficult.", "Some pupils find writing difficult.", ("All", "Some")),
        ("Leaders do not check this well.", "Leaders check this well.", ("not", "check")),
    ],
)
def test_a_conflict_in_the_place_of_the_evidence_s_own_word_is_proof(claim, evidence, words):
    assert words in proofs(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Two thirds of lessons are calm.", "Leaders are too generous: disruption was found in a third of lessons."),
        ("Four schools have no breakfast.", "Breakfast is offered in nine schools; the other four gave it up."),
        ("Pupils learn about several religions.", "Pupils spend a week each year with families of every faith."),
    ],
)
def test_a_conflict_far_from_the_claim_s_sentence_is_no_proof(claim, evidence):
    assert proofs(claim, evidence) == []


def test_another_subject_in_its_place_proves_that_the_evidence_speaks_of_something_else():
    claim, evidence = "Pupils do well in science lessons.", "Pupils do well in mathematics lessons."
    assert proofs(claim, evidence, is_elsewhere) == [("science", "mathematics")]
    assert proofs(claim, evidence) == []


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Reading is strong, but pupils write too little.", ["Reading is strong.", "Pupils write too little."]),
        ("Attendance is low; leaders know this.", ["Attendance is low.", "Leaders know this."]),
        ("The plan is agreed and has not started yet.", ["The plan is agreed.", "The plan has not started yet."]),
        ("Pupils read and write well.", ["Pupils read and write well."]),
        ("It says “we read and pupils write”.", ["It says “we read and pupils write”."]),
        (
            "In 2022 a step concerned the use of suspension; the report of 2026 set none on it.",
            ["In 2022 a step concerned the use of suspension; the report of 2026 set none on it."],
        ),
    ],
)
def test_two_statements_are_split_only_where_it_is_plain(sentence, parts):
    assert [clause.text for clause in clauses(sentence)] == parts


def test_a_word_that_agrees_is_not_called_an_opposite():
    checked = plainly("Pupils feel safe, and they work hard.", "Pupils feel safe.")
    assert checked is not None
    assert {reason.kind for reason in checked.reasons} >= {"wording"}
    assert "opposite" not in {reason.kind for reason in checked.reasons}
