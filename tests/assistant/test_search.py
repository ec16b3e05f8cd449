"""Hybrid search and the interface it offers to LangChain."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.search import PassageRetriever, Searcher, fuse
from ingest.documents import Hit, Scope


def test_each_index_counts_by_its_own_spread_and_both_alike():
    lexical = [Hit("a", 12.0), Hit("b", 6.0), Hit("c", 0.0)]
    dense = [Hit("b", 0.9), Hit("d", 0.1)]
    assert fuse(lexical, dense) == {"a": 0.5, "b": 0.25 + 0.5, "c": 0.0, "d": 0.0}


def test_one_index_alone_ranks_as_it_did():
    assert fuse([Hit("a", 3.0), Hit("b", 1.0)], []) == {"a": 0.5, "b": 0.0}
    assert fuse([], []) == {}


HITS = st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(-1, 50)), max_size=6, unique_by=lambda hit: hit[0])


@given(HITS, HITS)
def test_fused_scores_lie_between_nought_and_one(lexical, dense):
    fused = fuse([Hit(*hit) for hit in lexical], [Hit(*hit) for hit in dense])
    assert set(fused) == {hit[0] for hit in lexical + dense}
    assert all(0 <= value <= 1 for value in fused.values())


def test_the_library_serves_as_a_langchain_retriever(assistant, sample_library):
    ids = frozenset(record.id for record in sample_library.documents() if record.filename == "fennick-road-2026.pdf")
    retriever = PassageRetriever(searcher=assistant.searcher, scope=Scope(ids), k=3)
    documents = retriever.invoke("phonics programme")
    assert len(documents) == 3
    assert {document.metadata["document"] for document in documents} == ids
    assert all({"page", "page_label", "heading", "score"} <= set(document.metadata) for document in documents)


def test_the_model_serves_as_langchain_embeddings(embedder):
    (vector,) = embedder.embed_documents(["Pupils read well."])
    assert len(vector) == len(embedder.embed_query("reading")) == 384


def test_boilerplate_is_not_found_unless_asked_for(assistant):
    words = "Practice is exceptional: of the highest standard nationally"
    assert all(found.passage.boilerplate is None for found in assistant.search(words, 20))
    asked = assistant.searcher.search(words, 20, Scope(boilerplate=True))
    assert any(found.passage.boilerplate for found in asked)


def test_words_that_are_asked_of_each_school_are_embedded_once():
    class Counting:
        asked = 0

        def embed(self, texts):
            self.asked += 1
            return np.ones((len(texts), 4), dtype=np.float32) * len(texts[0])

    class Nothing:
        vectors: list[float] = []

        def lexical_search(self, words, k, scope):
            return []

        def vector_search(self, vector, k, scope):
            self.vectors.append(float(vector[0]))
            return []

        def passages(self, ids):
            return []

    embedder, library = Counting(), Nothing()
    searcher = Searcher(library, embedder)
    for words in ("reading", "reading", "maths", "reading"):
        searcher.search(words)
    assert embedder.asked == 3
    assert library.vectors == [7, 7, 5, 7]
