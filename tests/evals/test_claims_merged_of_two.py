"""A claim of two true statements is made twice: once beside the evidence of both, once beside that of one."""

from evals.checking_merged import merged
from evals.entailment.data import Pair

PAIRS = [
    Pair(id="w1-001-0", document="d", evidence="Pupils read daily.", claim="Pupils read.", label="supported", kind="k"),
    Pair(id="w1-001t-0", document="d", evidence="Pupils read.", claim="All pupils read.", label="supported", kind="k"),
    Pair(
        id="w1-002-0", document="d", evidence="Staff are proud.", claim="Staff feel pride.", label="supported", kind="k"
    ),
    Pair(id="w1-003-0", document="e", evidence="Meals are hot.", claim="Meals are hot.", label="supported", kind="k"),
    Pair(id="w1-004-0", document="d", evidence="Parents wait.", claim="Parents rush.", label="contradicted", kind="k"),
]


def test_both_statements_are_borne_out_or_one_of_them_only():
    made = merged(PAIRS, 10)
    assert [pair.label for pair in made] == ["supported", "not_found"] * 3
    for both, one in zip(made[::2], made[1::2], strict=True):
        assert both.claim == one.claim
        assert ("read" in both.evidence) and ("Staff are proud." in both.evidence)
        assert ("read" in one.evidence) != ("Staff are proud." in one.evidence)


def test_an_evidence_and_its_twin_and_two_documents_are_never_put_together():
    claims = {pair.claim for pair in merged(PAIRS, 10)}
    assert "Pupils read, and staff feel pride." in claims
    assert not any(claim.count("ead") > 1 or "eals" in claim for claim in claims)


def test_the_same_pairs_give_the_same_claims_again():
    assert merged(PAIRS, 2) == merged(PAIRS, 2)
