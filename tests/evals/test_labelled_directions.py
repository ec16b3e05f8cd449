"""Every labelled sentence stands where its label says, in one of the four directions."""

from collections import Counter

from evals.patterns.directions import LETTERS, labelled_paragraphs


def test_every_paragraph_has_one_letter_a_sentence_and_every_source_is_read():
    writers: Counter[str] = Counter()
    for writer, _, sentences, letters in labelled_paragraphs():
        assert len(sentences) == len(letters), f"{writer}, {sentences[0]!r}"
        assert set(letters) <= set(LETTERS), f"{writer}, {sentences[0]!r}"
        writers[writer.rstrip("0123456789")] += len(sentences)
    assert set(writers) == {"author", "claims, writer", "questions, writer"}
    assert sum(writers.values()) == 16_458, "the number that CONTRIBUTING.md and themes/learned.py give"
