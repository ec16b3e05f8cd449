"""The checker as a whole, with the real models: what it may call supported, and that it says why."""

import io
import json

import numpy as np
import pytest

from assistant.__main__ import main
from assistant.checking.checker import Checker
from assistant.checking.verdict import Verdict
from ingest.embedding import Embedder
from ingest.settings import Settings

EVIDENCE = (
    "Leaders have reduced absence since 2023. In 2024/25, 61% of pupils met the standard in mathematics, which is "
    "below the national average. Some teachers do not check pupils’ understanding well enough. Staff say that their "
    "workload is fair."
)
TRUE = (
    "Staff say that their workload is fair.",
    "Some teachers do not check pupils’ understanding well enough.",
    "In 2024/25, 61% of pupils met the standard in mathematics.",
)
FALSE = (
    "In 2024/25, 61% of pupils met the standard in mathematics, which is above the national average.",
    "Some teachers check pupils’ understanding well enough.",
    "Staff say that their workload is not fair.",
    "In 2024/25, 81% of pupils met the standard in mathematics.",
    "Leaders have reduced absence since 2024.",
    "All teachers do not check pupils’ understanding well enough.",
    "In 2024/25, 61% of pupils met the standard in science.",
    "Leaders have increased absence since 2023.",
    "The school has won an award for its garden.",
)


@pytest.fixture(scope="module")
def checker():
    return Checker(Embedder(Settings()))


def test_true_sentences_near_to_the_evidence_are_supported_however_short(checker):
    verdicts = [checked.verdict for checked in checker.check([(EVIDENCE, claim) for claim in TRUE])]
    assert verdicts == [Verdict.SUPPORTED] * len(TRUE)


@pytest.mark.parametrize("claim", FALSE)
def test_a_sentence_falsified_by_one_small_edit_is_never_supported(checker, claim):
    (checked,) = checker.check([(EVIDENCE, claim)])
    assert checked.verdict is not Verdict.SUPPORTED
    assert checked.reasons


def test_another_number_is_shown_beside_the_true_one(checker):
    (checked,) = checker.check([(EVIDENCE, "In 2024/25, 81% of pupils met the standard in mathematics.")])
    assert ("percent", "81%", "61%") in [(reason.kind, reason.claim, reason.evidence) for reason in checked.reasons]


def test_empty_evidence_bears_nothing_out(checker):
    (checked,) = checker.check([("  ", "Pupils behave well.")])
    assert (checked.verdict, checked.score) == (Verdict.NOT_FOUND, 0.0)
    assert checked.reasons[0].kind == "no evidence"


def test_the_command_answers_each_line_in_order_and_names_a_bad_one(capsys, monkeypatch):
    lines = [
        json.dumps({"id": "a", "claim": TRUE[0], "evidence": EVIDENCE}),
        "not JSON",
        json.dumps({"id": 7, "claim": FALSE[3], "evidence": EVIDENCE}),
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    assert main(["verify"]) == 3
    first, second, third = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert set(first) == {"id", "verdict", "reasons", "score"}
    assert (first["id"], first["verdict"]) == ("a", "supported")
    assert second["line"] == 2
    assert second["error"].startswith("Line 2 is not a claim with evidence:")
    assert third["id"] == 7
    assert set(third["reasons"][0]) == {"kind", "claim", "evidence"}
    assert 0 <= third["score"] <= 1


def test_a_pair_that_was_checked_lately_is_not_read_again(embedder):
    class Counting:
        read = 0

        def score(self, pairs):
            self.read += len(pairs)
            return np.full((len(pairs), 3), 1 / 3, dtype=np.float32)

    reader = Counting()
    checker = Checker(embedder, reader)
    pairs = [("Pupils read widely.", "Books are borrowed often."), ("Pupils sing.", "A choir performs each term.")]
    first = checker.check([*pairs, pairs[0]])
    read = reader.read
    assert checker.check(pairs) == first[:2]
    assert first[2] == first[0]
    assert reader.read == read == 2
