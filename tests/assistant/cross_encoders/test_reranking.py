"""A reranker puts what was found in another order, and one that cannot rank is refused."""

import numpy as np
import pytest

from assistant.cross_encoders.reranking import NamedReranker, reranked, reranker_of
from assistant.search import RERANKED, Searcher
from ingest.embedding import packaged_model
from ingest.errors import ModelUnavailable
from ingest.settings import Settings


class Scripted:
    """Likes texts that hold a word."""

    def __init__(self, word):
        self.word, self.read = word, []

    def score(self, question, evidence):
        self.read = list(evidence)
        return np.array([float(self.word in text) for text in evidence], dtype=np.float32)


def test_no_reranker_is_the_default():
    assert reranker_of(Settings().reranker) is None


def test_what_is_reranked_stays_above_the_rest_and_between_nought_and_one():
    fused = {"a": 1.0, "b": 0.8, "c": 0.5, "d": 0.1}
    scores = reranked(fused, ["a", "b"], np.array([-3.0, 4.0], dtype=np.float32))
    assert scores == {"a": 0.5, "b": 1.0, "c": 0.5, "d": 0.1}
    assert reranked({}, [], np.zeros(0, dtype=np.float32)) == {}


def test_the_reranker_has_the_last_word_on_the_order(sample_library, embedder):
    plain = Searcher(sample_library, embedder).search("attendance of pupils", 24)
    last = plain[-1].passage.text
    scripted = Scripted(last)
    first = Searcher(sample_library, embedder, scripted).search("attendance of pupils", 5)[0]
    assert first.passage.text == last
    assert len(scripted.read) == RERANKED
    assert first.score == 1.0


def test_the_packaged_network_ranks_through_the_same_interface():
    scores = reranker_of("packaged").score(
        "How many pupils attend the breakfast club?",
        ["Pupils | Forty pupils attend the breakfast club.", "Site | The roof was replaced in the spring."],
    )
    assert scores[0] > scores[1]


def test_a_model_that_is_not_here_is_named_with_the_remedy(tmp_path):
    with pytest.raises(ModelUnavailable, match="Nothing is fetched here.*hf download.*INSPECTION_RERANKER"):
        NamedReranker(str(tmp_path / "missing")).score("q", ["text"])


def test_an_embedding_model_is_refused_because_its_last_layer_would_be_random():
    with pytest.raises(ModelUnavailable, match="is no cross-encoder"):
        NamedReranker(str(packaged_model())).score("q", ["text"])


@pytest.mark.parametrize(("labels", "fits"), [(1, True), (3, False)])
def test_a_cross_encoder_on_this_machine_is_loaded_by_its_folder(tmp_path, labels, fits):
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    AutoTokenizer.from_pretrained(packaged_model()).save_pretrained(tmp_path)
    config = BertConfig(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, num_labels=labels
    )
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    reranker = NamedReranker(str(tmp_path))
    if fits:
        assert reranker.score("q", ["a text", "another"]).shape == (2,)
        assert reranker.score("q", []).shape == (0,)
    else:
        with pytest.raises(ModelUnavailable, match="gives 3 numbers for a pair"):
            reranker.score("q", ["text"])
