"""The embedding model: the same vectors however many texts come at once, and nothing fetched."""

import numpy as np
import pytest
import torch

from ingest.embedding import Embedder, KnownTexts
from ingest.settings import Settings


@pytest.fixture(scope="module")
def embedder():
    return Embedder(Settings(embedding_batch=4))


TEXTS = [f"Pupils in Year {number % 6 + 1} {'read widely and often. ' * (number % 7)}" for number in range(23)]


def test_many_texts_embedded_side_by_side_have_the_vectors_that_each_has_alone(embedder):
    together = embedder.embed(TEXTS)
    alone = np.vstack([embedder.embed([text]) for text in TEXTS])
    assert together.shape == alone.shape == (23, 384)
    assert float(np.min((together * alone).sum(axis=1))) > 0.999
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)


def test_embedding_side_by_side_leaves_the_cores_to_others_afterwards(embedder):
    before = torch.get_num_threads()
    embedder.embed(TEXTS)
    assert torch.get_num_threads() == before


def test_the_longest_in_word_pieces_come_first_and_without_a_mask_in_characters(embedder, monkeypatch):
    texts = ["a b c d e f g h", "photosynthesising"]
    counts = embedder._lengths(texts)
    assert counts[0] > counts[1], "by characters the second is longer"
    monkeypatch.setattr(embedder, "_prepared", lambda texts: {"input_ids": "no mask"})
    assert embedder._lengths(texts) == [15, 17]


def test_no_texts_have_no_vectors(embedder):
    assert embedder.embed([]).shape == (0, 0)


def test_a_text_that_comes_again_is_not_embedded_again():
    asked = []

    def embed(texts):
        asked.append(list(texts))
        return np.array([[len(text), 1] for text in texts], dtype=np.float32).reshape(len(texts), -1)

    known = KnownTexts(embed, most=3)
    assert known.embed(["a", "bb", "a"]).tolist() == [[1, 1], [2, 1], [1, 1]]
    assert known.embed(["bb", "ccc"]).tolist() == [[2, 1], [3, 1]]
    assert asked == [["a", "bb"], ["ccc"]]
    known.embed(["dddd"])  # the oldest goes
    assert known.embed(["a"]).tolist() == [[1, 1]]
    assert asked[2:] == [["dddd"], ["a"]]
