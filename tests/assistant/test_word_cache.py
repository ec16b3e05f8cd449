"""The cache of sentences: each is embedded once, and the longest unused goes first."""

import numpy as np

from assistant.checking.checker import Checker
from assistant.word_cache import WordCache
from ingest.embedding import Embedder, WordVectors
from ingest.settings import Settings


class Counting(Embedder):
    def __init__(self):
        super().__init__(Settings())
        self.asked = []

    def embed_words(self, texts):
        self.asked += texts
        return [WordVectors((), np.zeros((0, 2), dtype=np.float32), np.array([len(t), 0])) for t in texts]


def test_a_text_is_embedded_once_and_comes_back_in_its_place():
    embedder = Counting()
    cache = WordCache(embedder)
    assert [one.whole[0] for one in cache.embed(["a", "bbb", "a"])] == [1, 3, 1]
    assert [one.whole[0] for one in cache.embed(["cc", "bbb"])] == [2, 3]
    assert embedder.asked == ["a", "bbb", "cc"]


def test_the_text_that_was_not_used_for_longest_goes_first():
    embedder = Counting()
    cache = WordCache(embedder, capacity=2)
    cache.embed(["a", "bb"])
    cache.embed(["a"])
    cache.embed(["ccc"])
    cache.embed(["a", "bb"])
    assert embedder.asked == ["a", "bb", "ccc", "bb"]


def test_the_checker_embeds_a_passage_once_for_all_claims_about_it(embedder, monkeypatch):
    asked = []
    plain = embedder.embed_words
    monkeypatch.setattr(embedder, "embed_words", lambda texts: asked.extend(texts) or plain(texts))
    checker = Checker(embedder)
    passage = "Pupils read widely and often. Staff check what they understand."
    checker.check([(passage, "Children enjoy a broad choice of books.")])
    checker.check([(passage, "Teachers find out whether learning has stuck.")])
    assert sorted(asked) == sorted(
        [
            "Children enjoy a broad choice of books.",
            "Teachers find out whether learning has stuck.",
            "Pupils read widely and often.",
            "Staff check what they understand.",
        ]
    )
