"""The data set's tools: writers' text is read or its mistake named, blind files tell no label, disputed pairs go."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.adapters import auroc
from evals.entailment.agreement import agreed, both, figures, kappa, read, write
from evals.entailment.baselines import claim_alone, overlap
from evals.entailment.blind import opaque, parts
from evals.entailment.convert import blocks, convert, pairs_of
from evals.entailment.data import PAIRS, EntailmentDataError, Pair, load
from evals.entailment.measure import calibration_error, keeping, run, told_from_twin
from evals.entailment.measure import figures as model_figures

TYPED = """# D1 | graded 2023 | primary school
E: Most pupils read well.
S.short: Reading is mostly strong.
C.quantifier: Few pupils read well.
T: Few pupils read well.
L: C S
E: Attendance rose.
N.cause: Attendance rose because of new rewards.
"""


def typed_pairs() -> list[Pair]:
    return [pair for n, block in enumerate(blocks(TYPED, "part1.txt")) for pair in pairs_of(block, f"w1-{n}")]


def test_the_same_claims_get_the_twins_labels_against_the_twin():
    pairs = typed_pairs()
    assert [(p.id, p.label, p.kind) for p in pairs] == [
        ("w1-0-0", "supported", "short"),
        ("w1-0-1", "contradicted", "quantifier"),
        ("w1-0t-0", "contradicted", "twin"),
        ("w1-0t-1", "supported", "twin"),
        ("w1-1-0", "not_found", "cause"),
    ]
    assert pairs[2].evidence == "Few pupils read well."
    assert {pair.document for pair in pairs} == {"D1 | graded 2023 | primary school"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("E: One.\n", "part1.txt, line 1: an evidence stands before the first document"),
        ("# D1\nS.short: One.\n", "line 2: 'S.short: One.' stands before the first evidence"),
        ("# D1\nE: One.\nnonsense\n", "line 3: 'nonsense' is not a document, evidence, claim, twin or labels"),
        ("# D1\nE: One.\nS.short: A.\nT: Two.\nL: S C\n", "line 2: the twin needs 1 labels of S, C and N"),
        ("# D1\nE: One.\nS.short: A.\nT: Two.\n", "line 2: a twin .T:. and its labels .L:. go together"),
        ("# D1\nE: One.\n", "line 2: the evidence has no claims"),
    ],
)
def test_a_mistake_in_a_writers_file_is_named_with_its_line(text, message):
    with pytest.raises(EntailmentDataError, match=message):
        list(blocks(text, "part1.txt"))


def test_a_folder_of_files_becomes_numbered_pairs(tmp_path: Path):
    (tmp_path / "part1.txt").write_text(TYPED, encoding="utf-8")
    (tmp_path / "part2.txt").write_text(TYPED, encoding="utf-8")
    pairs = convert(tmp_path, "writer1")
    assert len({pair.id for pair in pairs}) == 10
    assert pairs[-1].id == "w1-004-0"


def test_blind_files_hold_every_claim_once_and_neither_label_nor_kind_nor_id():
    pairs = load()[:900]
    texts = parts(pairs)
    everything = "\n".join(texts)
    lines = [line for line in everything.splitlines() if "\t" in line]
    assert sorted(line.split("\t")[0] for line in lines) == sorted(opaque(pair.id) for pair in pairs)
    assert not any(pair.id in everything for pair in pairs)
    assert all(set(line.split("\t")[0]) <= set("0123456789abcdef") for line in lines)


def test_an_evidence_and_its_twin_are_never_in_one_blind_file():
    first, second = parts(typed_pairs())
    assert "Evidence: Most pupils read well." in first
    assert "Evidence: Few pupils read well." in second
    assert "Evidence: Few" not in first


def test_second_labels_are_read_and_a_mistake_is_named(tmp_path: Path):
    path = tmp_path / "w1.tsv"
    path.write_text("# mine\nabc\tS\n\ndef\tN\n", encoding="utf-8")
    assert read(path) == {"abc": "supported", "def": "not_found"}
    path.write_text("abc\tX\n", encoding="utf-8")
    with pytest.raises(EntailmentDataError, match="w1.tsv, line 1: expected an id, a tab, and S, C or N"):
        read(path)
    path.write_text("abc\tS\nabc\tS\n", encoding="utf-8")
    with pytest.raises(EntailmentDataError, match="line 2: the id 'abc' was labelled before"):
        read(path)


def test_disputed_pairs_are_dropped_and_pairs_labelled_once_stay(tmp_path: Path):
    pairs = [pair.model_copy(update={"writer": "writer1"}) for pair in typed_pairs()]
    second = {opaque("w1-0-0"): "supported", opaque("w1-0t-0"): "not_found"}
    kept = agreed(pairs, second)
    assert [pair.id for pair in kept] == ["w1-0-0", "w1-0-1", "w1-0t-1", "w1-1-0"]
    write(kept, tmp_path)
    assert load(tmp_path) == kept
    told = figures(pairs, second)
    assert told["all"]["agree"] == 0.5
    assert told["twins"]["first_second"] == {"contradicted / not_found": 1}


def test_the_stored_second_labels_give_the_kappa_that_the_data_card_tells():
    told = figures(load(), read(PAIRS.parent / "second_labels.tsv"))["all"]
    assert told["labelled_twice"] == 101
    assert told["kappa"] == 0.891


def test_a_second_label_of_no_pair_is_an_error():
    with pytest.raises(EntailmentDataError, match="1 second labels are of no pair, for example 'ffff'"):
        both(typed_pairs(), {"ffff": "supported"})


def test_kappa_is_cohens():
    yes_no = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(yes_no) == pytest.approx(0.4)
    assert kappa([("y", "n"), ("n", "y")]) == pytest.approx(-1)
    assert kappa([]) is None
    assert kappa([("y", "y")]) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=30))
def test_auroc_is_the_share_of_pairs_in_right_order(rows):
    scores, true = np.array([float(s) for s, _ in rows], dtype=np.float32), np.array([t for _, t in rows])
    both_kinds = [(a, b) for a in scores[true] for b in scores[~true]]
    if both_kinds:
        wanted = np.mean([1.0 if a > b else 0.5 if a == b else 0.0 for a, b in both_kinds])
        assert auroc(scores, true) == pytest.approx(wanted, abs=1e-4)


def test_word_overlap_counts_the_claims_stems_in_the_evidence():
    pair = typed_pairs()[1]
    assert overlap([pair]).tolist() == [pytest.approx(0.75)]


def test_a_claim_that_gives_itself_away_is_found_out_and_a_twinned_one_is_not():
    base = typed_pairs()[0]
    given_away = [
        base.model_copy(update={"claim": f"{word} number {n}", "label": label})
        for n in range(60)
        for word, label in (("always", "supported"), ("never", "contradicted"))
    ]
    true = np.array([pair.label == "supported" for pair in given_away])
    groups = [str(n // 2) for n in range(120)]
    assert auroc(claim_alone(given_away, groups), true) > 0.95
    twinned = [
        base.model_copy(update={"claim": f"always number {n}", "label": label})
        for n in range(60)
        for label in ("supported", "contradicted")
    ]
    assert auroc(claim_alone(twinned, groups), true) == pytest.approx(0.5)


def test_the_threshold_keeps_the_share_of_true_claims():
    scores = np.arange(100, dtype=np.float32)
    assert (scores >= keeping(scores, np.ones(100, dtype=bool), 0.85)).sum() == 85


def test_calibration_error_is_the_distance_of_chance_and_share():
    chances = np.array([0.95] * 10 + [0.05] * 10, dtype=np.float32)
    assert calibration_error(chances, np.array([True] * 10 + [False] * 10)) == pytest.approx(0.05, abs=1e-6)
    assert calibration_error(chances, np.array([False] * 10 + [True] * 10)) == pytest.approx(0.95, abs=1e-6)


def test_a_model_that_knows_the_labels_is_told_to_be_perfect():
    known = {(pair.evidence, pair.claim): pair.label for pair in load()}
    order = ("supported", "contradicted", "not_found")

    class Knowing:
        def score(self, pairs):
            return np.array([[float(known[pair] == label) for label in order] for pair in pairs], dtype=np.float32)

    told = run(Knowing())
    assert told["supported_auroc"] == 1.0
    assert told["false_rejected_at_85"] == 1.0
    assert told["calibration_error"] == 0.0
    assert told["right_by_kind_at_85"]["contradicted, twin"].startswith("1.00 of ")


def test_a_claim_is_held_against_its_twin_so_that_the_claim_alone_is_worth_nothing():
    pairs = typed_pairs()
    by_claim = np.array([0.9, 0.1, 0.9, 0.1, 0.5], dtype=np.float32)
    assert told_from_twin(pairs, by_claim) == {"claims": 2, "share": 0.5}
    assert told_from_twin(pairs, np.array([0.9, 0.1, 0.1, 0.9, 0.5], dtype=np.float32))["share"] == 1.0
    assert told_from_twin(pairs, np.array([0.1, 0.1, 0.9, 0.9, 0.5], dtype=np.float32))["share"] == 0.5
    assert told_from_twin(pairs[:2], by_claim[:2]) == {"claims": 0, "share": None}


def test_a_model_that_cannot_tell_is_told_so():
    pairs = typed_pairs()
    told = model_figures(pairs, np.full((len(pairs), 3), 1 / 3, dtype=np.float32))
    assert told["supported_auroc"] == 0.5
    assert told["false_rejected_at_85"] == 0.0
