"""Passages and questions as the reading model is trained on them."""

from evals.answerability.data import PAIRS, UNSEEN, load
from evals.answerability.train_reading import pairs_of


def test_a_question_is_a_pair_with_its_whole_passage():
    items = load(PAIRS)
    writer, item = items[0]
    pairs = pairs_of(items)
    assert len(pairs) == sum(len(item.questions) for _, item in items)
    first = pairs[0]
    assert (first.writer, first.claim) == (writer, item.questions[0].q)
    assert all(sentence.split()[-1] in first.evidence for sentence in item.context)
    assert first.evidence.startswith(item.heading.split("\t")[0][:10])


def test_what_no_sentence_answers_is_not_found():
    for (_, item), asked, pair in (
        (each, asked, pair)
        for each in load(UNSEEN)[:20]
        for asked, pair in zip(each[1].questions, pairs_of([each]), strict=True)
    ):
        assert pair.label == ("supported" if asked.answers else "not_found"), item.heading
