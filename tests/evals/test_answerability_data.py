"""The question–sentence pairs that the answerability model learns from."""

import numpy as np
import pytest

from evals.adapters import auroc
from evals.answerability.data import UNSEEN, AnswerabilityDataError, examples, load


def test_the_pairs_are_whole_and_by_several_writers():
    items = load()
    assert len({writer for writer, _ in items}) >= 4
    assert sum(len(item.questions) for _, item in items) >= 4000
    unanswerable = [asked for _, item in items for asked in item.questions if not asked.answers]
    assert len(unanswerable) >= 1500


def test_the_near_misses_that_nothing_is_trained_on_are_most_of_their_questions():
    unseen = load(UNSEEN)
    asked = [question for _, item in unseen for question in item.questions]
    assert sum(not question.answers for question in asked) > len(asked) / 2
    assert not {item.context for _, item in unseen} & {item.context for _, item in load()}


def test_an_answer_that_points_nowhere_is_told_by_file_and_line(tmp_path):
    line = '{"heading": "h", "context": ["One.", "Two."], "questions": [{"q": "Which?", "answers": [2]}]}'
    (tmp_path / "w.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(
        AnswerabilityDataError, match=r"w.jsonl, line 1: an answer points past the passage's last sentence."
    ):
        load(tmp_path)


def test_examples_hold_every_answer_and_the_nearest_sentences_that_are_none():
    items = load()[:20]
    made = examples(items, lambda texts: np.eye(8, dtype=np.float32)[[len(text) % 8 for text in texts]])
    positives = sum(example.answers for example in made)
    assert positives == sum(len(asked.answers) for _, item in items for asked in item.questions)


def test_auroc_counts_ties_half():
    assert auroc(np.array([0.9, 0.1]), np.array([True, False])) == 1.0
    assert auroc(np.array([0.5, 0.5]), np.array([True, False])) == 0.5
