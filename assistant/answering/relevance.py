"""How well one sentence, in its context, answers a question: features and a fitted probability.

Scores sentences; what is shown, and whether it suffices, is decided in `evidence`. No single score tells
an answerable question from an unanswerable one, so several are put together, with weights fitted on one half
of the gold questions (``python -m evals --fit``) and reported on the other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from assistant.answering.answerability import evidence_text
from assistant.answering.question import QuestionView, states
from assistant.search import Found
from ingest.documents import Sentence
from ingest.embedding import Vectors, WordVectors
from ingest.words import stems

FEATURES = (
    "cosine",  # question and sentence
    "passage_cosine",  # question and the sentence's passage, from the vector index
    "coverage",  # share of the question's content words (weighed by rarity) that stand in the sentence
    "coverage_context",  # the same, heading, sentence before and rest of the passage counted too
    "alignment",  # weighed mean over content words of the nearest word's similarity
    "weakest",  # similarity of the worst-matched of the two rarest content words
    "states_wanted",  # whether a number, date or name stands there where one is asked for (1 where none is)
    "fused",  # the passage's place in retrieval, 0–1
    "short",  # 1 for fragments: fewer than five words
    "unknown_word",  # weight of content words that stand nowhere in the library and have no near relative here
    "answerability",  # the cross-encoder's logit that this sentence answers this question
)
SHORTLIST = {"cosine": 1.0, "alignment": 1.0, "fused": 0.5, "states_wanted": 0.2, "short": -0.3}
"""Weights of the first look, by which candidates are chosen for the cross-encoder: it costs about 5 ms a sentence."""
NEAR = 0.62
"""Similarity from which two words in context count as relatives in `unknown_word`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that might answer, with what is needed to read it."""

    sentence: Sentence
    found: Found
    before: Sentence | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, its features (in the order of `FEATURES`) and the probability that it answers."""

    candidate: Candidate
    features: Vectors
    probability: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over `FEATURES`, and the least probability that counts as an answer."""

    weights: Vectors
    bias: float
    threshold: float

    def probability(self, features: Vectors) -> float:
        """Return the probability that a sentence with these features answers the question."""
        return float(1 / (1 + np.exp(-(features @ self.weights + self.bias))))


@lru_cache(maxsize=1)
def fitted_weights() -> Weights:
    """Return the shipped weights (`relevance.json`, written by ``python -m evals --fit``)."""
    raw = json.loads(resources.files("assistant.answering").joinpath("relevance.json").read_text(encoding="utf-8"))
    values = np.array([raw["weights"][name] for name in FEATURES], dtype=np.float32)
    return Weights(values, float(raw["bias"]), float(raw["threshold"]))


def candidates_of(found: Sequence[Found]) -> list[Candidate]:
    """Return every sentence of the passages found, with the sentence before it."""
    result: list[Candidate] = []
    for hit in found:
        before: Sentence | None = None
        for sentence in hit.passage.sentences:
            result.append(Candidate(sentence, hit, before))
            before = sentence
    return result


@dataclass(frozen=True, slots=True)
class Scorer:
    """Turns candidates into scored ones: a first look at all, a close look at the best of them."""

    embed: Callable[[Sequence[str]], list[WordVectors]]
    answerability: Callable[[str, Sequence[str]], Vectors]
    weights: Weights

    def score(
        self, question: QuestionView, found: Sequence[Found], known: Sequence[bool], shortlist: int
    ) -> list[Scored]:
        """Return the `shortlist` likeliest candidates, scored; `known`: whether the library has each content word."""
        candidates = candidates_of(found)
        seen = self.embed([candidate.sentence.text for candidate in candidates])
        rows = [features(question, c, words, known) for c, words in zip(candidates, seen, strict=True)]
        first = [float(row @ _first_look()) for row in rows]
        best = sorted(range(len(rows)), key=lambda place: -first[place])[:shortlist]
        logits = self.answerability(question.text, [evidence_of(candidates[place]) for place in best])
        result: list[Scored] = []
        for place, logit in zip(best, logits, strict=True):
            row = np.append(rows[place][:-1], logit).astype(np.float32)
            result.append(Scored(candidates[place], row, self.weights.probability(row)))
        return result


@lru_cache(maxsize=1)
def _first_look() -> Vectors:
    return np.array([SHORTLIST.get(name, 0.0) for name in FEATURES], dtype=np.float32)


def evidence_of(candidate: Candidate) -> str:
    """Return a candidate as the cross-encoder reads it."""
    before = candidate.before.text if candidate.before else None
    return evidence_text(candidate.found.passage.heading, before, candidate.sentence.text)


def features(question: QuestionView, candidate: Candidate, words: WordVectors, known: Sequence[bool]) -> Vectors:
    """Return the features of one candidate, shape ``(len(FEATURES),)``; the cross-encoder's place is left 0."""
    passage = candidate.found.passage
    inside = set(stems(candidate.sentence.text))
    around = inside | set(stems(f"{passage.heading or ''} {passage.text}"))
    here = np.array([stem in inside for stem in question.stems], dtype=np.float32)
    near = np.array([stem in around for stem in question.stems], dtype=np.float32)
    similarity = _similarity(question, words, here)
    with_context = np.maximum(similarity, near * 0.9)
    rarest = np.argsort(-question.weights)[:2]
    unknown = [
        float(weight)
        for weight, is_known, best in zip(question.weights, known, similarity, strict=True)
        if not is_known and best < NEAR
    ]
    return np.array(
        [
            float(question.whole @ words.whole),
            candidate.found.dense,
            float(question.weights @ here),
            float(question.weights @ near),
            float(question.weights @ similarity),
            float(with_context[rarest].min()) if len(rarest) else 0.0,
            float(states(question.wanted, candidate.sentence.text)),
            candidate.found.score,
            float(len(words.words) < 5),
            sum(unknown),
            0.0,
        ],
        dtype=np.float32,
    )


def _similarity(question: QuestionView, words: WordVectors, here: Vectors) -> Vectors:
    """For each content word, the similarity of the nearest word of the sentence; 1 where it stands there itself."""
    if not len(words.vectors) or not len(question.words):
        return here
    best: Vectors = np.clip((question.vectors @ words.vectors.T).max(axis=1), 0.0, 1.0)
    joined: Vectors = np.maximum(best, here)
    return joined
