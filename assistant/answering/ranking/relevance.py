"""How well one sentence, in its context, answers a question: features and a fitted probability.

Scores sentences; what is shown, and whether it suffices, is decided in `evidence`. No single score tells
an answerable question from an unanswerable one, so several are put together, with weights fitted on one half
of the gold questions (``python -m evals --fit``) and reported on the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assistant.cross_encoders.answerability import evidence_text
from assistant.questions.question import QuestionView, states
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
    "answerability",  # the cross-encoder's logit that this sentence answers this question
)
SHORTLIST = {"cosine": 1.0, "alignment": 1.0, "fused": 0.5, "states_wanted": 0.2, "short": -0.3}
"""Weights of the first look, by which candidates are chosen for the slower cross-encoder. Chosen, not fitted."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that might answer, with what is needed to read it."""

    sentence: Sentence
    found: Found
    before: Sentence | None


@dataclass(frozen=True, slots=True)
class ScoredCandidate:
    """A candidate, its features (in the order of `FEATURES`) and the probability that it answers."""

    candidate: Candidate
    features: Vectors
    nearest: Vectors
    """For each content word of the question, the similarity of the sentence's nearest word."""
    words: WordVectors
    probability: float


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: weights over named features, and a bias."""

    weights: Vectors
    bias: float

    def probability(self, features: Vectors) -> float:
        """Return the probability for one row of features."""
        return float(1 / (1 + np.exp(-(features @ self.weights + self.bias))))


_TABLE_HEAD = re.compile(r"\s*(?:year|measure|phase|group)\b\D{0,20}\b(?:this )?school\b\D*$", re.IGNORECASE)
"""The column names of a report card's tables ("Year This school National average …"): no sentence holds them."""
_HEADING_THAT_ASKS = re.compile(
    r"\s*(?:what|how|who|when|where|why|which|is|are|do|does|did|can)\b[^.!?’”]*\?\s*", re.IGNORECASE
)
"""A heading in the form of a question ("What does the school do well?"), where a file does not mark it as one."""


def candidates_of(found: Sequence[Found]) -> list[Candidate]:
    """Return every sentence of the passages found, with the sentence before it.

    A table's head answers nothing, nor does a heading that asks; nothing is read with one before it.
    """
    result: list[Candidate] = []
    for hit in found:
        before: Sentence | None = None
        for sentence in hit.passage.sentences:
            if _HEADING_THAT_ASKS.fullmatch(sentence.text):
                before = None
                continue
            if not _TABLE_HEAD.match(sentence.text):
                result.append(Candidate(sentence, hit, before))
            before = sentence
    return result


@dataclass(frozen=True, slots=True)
class Scorer:
    """Turns candidates into scored ones: a first look at all, a close look at the best of them."""

    embed: Callable[[Sequence[str]], list[WordVectors]]
    answerability: Callable[[str, Sequence[str]], Vectors]
    ranking: Logistic

    def score(
        self,
        question: QuestionView,
        found: Sequence[Found],
        shortlist: int,
        keep: Callable[[Candidate], bool] | None = None,
    ) -> list[ScoredCandidate]:
        """Return the `shortlist` likeliest candidates, scored, best first; with `keep`, only those that it lets by."""
        candidates = [candidate for candidate in candidates_of(found) if keep is None or keep(candidate)]
        seen = self.embed([candidate.sentence.text for candidate in candidates])
        near = [nearest(question, words, c.sentence.text) for c, words in zip(candidates, seen, strict=True)]
        rows = [features(question, c, words, n) for c, words, n in zip(candidates, seen, near, strict=True)]
        first = [float(row @ _first_look()) for row in rows]
        best = sorted(range(len(rows)), key=lambda place: -first[place])[:shortlist]
        logits = self.answerability(question.text, [evidence_of(candidates[place]) for place in best])
        result: list[ScoredCandidate] = []
        for place, logit in zip(best, logits, strict=True):
            row = np.append(rows[place][:-1], logit).astype(np.float32)
            result.append(
                ScoredCandidate(candidates[place], row, near[place], seen[place], self.ranking.probability(row))
            )
        return sorted(result, key=lambda item: -item.probability)


@lru_cache(maxsize=1)
def _first_look() -> Vectors:
    return np.array([SHORTLIST.get(name, 0.0) for name in FEATURES], dtype=np.float32)


def evidence_of(candidate: Candidate) -> str:
    """Return a candidate as the cross-encoder reads it."""
    before = candidate.before.text if candidate.before else None
    return evidence_text(candidate.found.passage.heading, before, candidate.sentence.text)


def features(question: QuestionView, candidate: Candidate, words: WordVectors, near: Vectors) -> Vectors:
    """Return the features of one candidate, shape ``(len(FEATURES),)``; the cross-encoder's place is left 0."""
    passage = candidate.found.passage
    inside = set(stems(candidate.sentence.text))
    around = inside | set(stems(f"{passage.heading or ''} {passage.text}"))
    here = np.array([stem in inside for stem in question.stems], dtype=np.float32)
    close = np.array([stem in around for stem in question.stems], dtype=np.float32)
    rarest = np.argsort(-question.weights)[:2]
    return np.array(
        [
            float(question.whole @ words.whole),
            candidate.found.dense,
            float(question.weights @ here),
            float(question.weights @ close),
            float(question.weights @ near),
            float(np.maximum(near, close * 0.9)[rarest].min()) if len(rarest) else 0.0,
            float(states(question.wanted, candidate.sentence.text)),
            candidate.found.score,
            float(len(words.words) < 5),
            0.0,
        ],
        dtype=np.float32,
    )


def nearest(question: QuestionView, words: WordVectors, text: str) -> Vectors:
    """Return for each content word the similarity of the sentence's nearest word; 1 where it stands there itself."""
    inside = set(stems(text))
    here = np.array([stem in inside for stem in question.stems], dtype=np.float32)
    if not len(words.vectors) or not len(question.words):
        return here
    best: Vectors = np.clip((question.vectors @ words.vectors.T).max(axis=1), 0.0, 1.0)
    joined: Vectors = np.maximum(best, here)
    return joined


def in_order_of_reading(scored: Sequence[ScoredCandidate], odds: Mapping[str, float]) -> list[ScoredCandidate]:
    """Return candidates in the order of both log-odds together: the ranking's, and the reading's of their passage.

    A passage that was not read counts as the worst of those that were. On the half "tune" the first sentence is gold
    for .80 of 142 questions and schools that a sentence answers, and for .72 by the ranking alone
    (``python -m evals --fit``).
    """
    if not odds:
        return list(scored)
    worst = min(odds.values())
    weighed = [
        replace(i, probability=_raised(i.probability, odds.get(i.candidate.found.passage.id, worst))) for i in scored
    ]
    return sorted(weighed, key=lambda item: -item.probability)


def _raised(probability: float, odds: float) -> float:
    """Return a probability with log-odds added to its own."""
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return float(1 / (1 + (1 - kept) / kept * np.exp(-odds)))


_NEEDS_CONTEXT = (
    "this", "these", "those", "they", "it", "its", "their", "he", "she", "such", "however", "as a result",
    "consequently", "for example", "similarly", "here", "there", "others", "some of", "many of", "most of",
)  # fmt: skip


def needs_context(text: str) -> bool:
    """Say whether a sentence leans on the one before ("This means …", "They …", a nested bullet)."""
    lowered = text.lower()
    return text[:1].islower() or any(lowered.startswith((f"{word} ", f"{word},")) for word in _NEEDS_CONTEXT)
