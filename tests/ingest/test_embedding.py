"""The embedding model: the same vectors however many texts come at once, and nothing fetched."""

import numpy as np
import pytest
import torch

from ingest.embedding import Embedder, KnownTexts, _cut_out, _lengths
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


def test_the_longest_in_word_pieces_come_first_and_without_a_mask_in_characters(embedder):
    texts = ["a b c d e f g h", "photosynthesising"]
    counts = _lengths(embedder._prepared(texts), texts)
    assert counts[0] > counts[1], "by characters the second is longer"
    assert _lengths({"input_ids": "no mask"}, texts) == [15, 17]


def test_texts_cut_out_of_many_are_what_they_are_prepared_alone(embedder):
    together = embedder._prepared(TEXTS)
    lengths = _lengths(together, TEXTS)
    rows = [6, 13, 1]
    cut, alone = _cut_out(together, rows, lengths[6]), embedder._prepared([TEXTS[row] for row in rows])
    assert cut is not None
    assert cut.keys() == alone.keys()
    assert all(torch.equal(cut[name], alone[name]) for name in ("input_ids", "attention_mask", "token_type_ids"))


def test_texts_padded_in_front_or_without_a_mask_are_prepared_again():
    mask = torch.tensor([[0, 1, 1], [1, 1, 1]])
    assert _cut_out({"attention_mask": mask}, [0, 1], 3) is None
    assert _cut_out({"attention_mask": mask}, [1], 3) is not None
    assert _cut_out({"input_ids": mask}, [0], 2) is None


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


@pytest.mark.parametrize("count", [1, 3, 23])
def test_words_seen_side_by_side_are_those_of_the_text_alone(embedder, count):
    together = embedder.embed_words(TEXTS[:count])
    for text, found in zip(TEXTS, together, strict=False):
        (alone,) = embedder.embed_words([text])
        assert found.words == alone.words == tuple(text.lower().replace(".", " .").split())
        assert found.vectors.shape == (len(found.words), 384)
        assert float((found.vectors * alone.vectors).sum(axis=1).min()) > 0.999
        assert float(found.whole @ embedder.embed([text])[0]) > 0.999


def test_a_words_vector_is_the_mean_of_its_pieces(embedder):
    (found,) = embedder.embed_words(["Photosynthesising’s a co-operative job; 61% do."])
    assert found.words == ("photosynthesising", "’", "s", "a", "co", "-", "operative", "job", ";", "61", "%", "do", ".")
    assert np.allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=1e-3)
    assert found.vectors.dtype == np.float32


def test_no_texts_have_no_words_and_an_empty_text_has_none(embedder):
    assert embedder.embed_words([]) == []
    (empty,) = embedder.embed_words([""])
    assert (empty.words, empty.vectors.shape) == ((), (0, 384))
