"""The general sets: thresholds come from other sets, and what is absent is skipped by name."""

import numpy as np

from evals import checking_general
from evals.checking_general import balanced_accuracy, best_threshold


def test_absent_sets_are_skipped_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(checking_general, "SHARED", tmp_path)
    result = checking_general.run(None, None)
    assert result["align"] == "skipped: ../shared/bench/align/wice_sentences_dev.jsonl is absent"
    assert all(str(value).startswith("skipped: ") for value in result.values())


def test_the_best_threshold_parts_true_from_false():
    scores = np.array([0.1, 0.4, 0.6, 0.9], dtype=np.float32)
    true = np.array([False, False, True, True])
    assert best_threshold(scores, true) == np.float32(0.6)
    assert balanced_accuracy(scores >= 0.6, true) == 1.0
    assert balanced_accuracy(scores >= 0.0, true) == 0.5
