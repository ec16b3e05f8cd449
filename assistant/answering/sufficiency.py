"""Whether what was found for one school suffices as an answer.

Looks at the best candidates together: what the question asks for, whether they state it, and whether the words that
it hangs on occur in this school's reports at all. Ranks nothing; `relevance` does. The weights are fitted on one half
of the gold questions (``python -m evals --fit``) and reported on the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from assistant.answering.ranking.relevance import FEATURES, Logistic, ScoredCandidate
from assistant.answering.ranking.stated import bound
from assistant.questions.question import QuestionView, numerals
from ingest.documents import Passage
from ingest.embedding import Vectors
from ingest.library import Library
from ingest.words import stems

UNIT_FEATURES = (
    "answerability",  # the cross-encoder's best logit
    "answerability_of_first",  # its logit for the candidate ranked first
    "second",  # its second best logit: one stray sentence is weaker than two that agree
    "alignment",  # best weighed similarity of the question's content words
    "cosine",  # best similarity of question and sentence
    "passage_cosine",  # best similarity of question and passage
    "coverage_context",  # best share of content words in sentence and surroundings
    "foreign",  # weight of content words that this school's reports do not use, less what comes near them
    "foreign_worst",  # the same of the worst such word alone
    "lacks_sought",  # a number, name, reason … is asked for and the first candidates state none
    "first_lacks_sought",  # the same of the very first candidate
    "bound",  # how far the first candidates state such a thing of what is asked about; 0 where none is asked for
    "lacks_numeral",  # the question's own figures ("Year 4", "Progress 8") are not with the first candidates
    "named",  # the question names the school
    "older",  # the candidates stand in reports that a newer one has followed
    "reading",  # the small language model's log-odds that a first candidate's passage answers; 0 without the model
)
TOP = 3
"""Candidates that count as "first"."""
READ = ("reading", "bound")
"""What is weighed where the small language model reads: on the half "tune", out of fold, the two tell answerable from
not with an area under the curve of .922 and refuse .79 at the cost of the threshold, the reading alone .927 and .76,
all other features .858 and .53 (``python -m evals --fit``).
"""
BESIDE_READING = 0.3
"""What the log-odds by all other features count beside those by `READ`: with it .928. Chosen on the half "tune" of six
strengths from 0 to 2, of which .2, .3 and .5 are level.
"""


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """A logistic model over `UNIT_FEATURES`, one more that counts for less, and the least probability that answers."""

    model: Logistic
    threshold: float
    beside: Logistic | None = None

    def probability(self, row: Vectors) -> float:
        """Return the probability that a unit with these features answers: by both models' log-odds, where two are."""
        odds = _log_odds(self.model.probability(row))
        if self.beside is not None:
            odds += BESIDE_READING * _log_odds(self.beside.probability(row))
        return float(1 / (1 + np.exp(-odds)))

    def suffices(self, row: Vectors) -> bool:
        """Say whether a unit with these features answers."""
        return self.probability(row) >= self.threshold


def _log_odds(probability: float) -> float:
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(kept / (1 - kept)))


class DocumentStems:
    """The stems that each document uses. Remembers what it has read; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: dict[str, frozenset[str]] = {}
        self._lock = Lock()

    def of(self, documents: Sequence[str]) -> frozenset[str]:
        """Return the stems that any of the documents uses, boilerplate and running lines left out."""
        return frozenset().union(*(self._document(document) for document in documents))

    def _document(self, document: str) -> frozenset[str]:
        with self._lock:
            known = self._kept.get(document)
        if known is None:
            passages = [passage for passage in self._library.passages_of(document) if passage.boilerplate is None]
            known = frozenset(stem for passage in passages for stem in stems(f"{passage.heading or ''} {passage.text}"))
            with self._lock:
                self._kept[document] = known
        return known


def unit_features(
    question: QuestionView,
    scored: Sequence[ScoredCandidate],
    vocabulary: frozenset[str],
    named: bool,
    older: bool = False,
) -> Vectors:
    """Return the features of one school's candidates, best first, shape ``(len(UNIT_FEATURES),)``; none is read yet."""
    rows = np.stack([item.features for item in scored])
    logits = np.sort(rows[:, FEATURES.index("answerability")])[::-1]
    nearest = np.stack([item.nearest for item in scored]).max(axis=0)
    foreign = question.weights * (1 - nearest) * np.array([stem not in vocabulary for stem in question.stems])
    first = " ".join(_surroundings(item) for item in scored[:TOP])
    return np.array(
        [
            logits[0],
            rows[0, FEATURES.index("answerability")],
            logits[1] if len(logits) > 1 else logits[0],
            rows[:, FEATURES.index("alignment")].max(),
            rows[:, FEATURES.index("cosine")].max(),
            rows[:, FEATURES.index("passage_cosine")].max(),
            rows[:, FEATURES.index("coverage_context")].max(),
            float(foreign.sum()),
            float(foreign.max(initial=0.0)),
            *_stated(question, scored[:TOP]),
            float(bool(numerals(question.text) - numerals(first))),
            float(named),
            float(older),
            0.0,
        ],
        dtype=np.float32,
    )


def with_reading(row: Vectors, odds: float) -> Vectors:
    """Return the features with what the small language model says."""
    read = row.copy()
    read[UNIT_FEATURES.index("reading")] = odds
    return read


def first_passages(scored: Sequence[ScoredCandidate]) -> list[Passage]:
    """Return the passages of the first candidates, each once: what the small language model reads."""
    return list({item.candidate.found.passage.id: item.candidate.found.passage for item in scored[:TOP]}.values())


def _stated(question: QuestionView, first: Sequence[ScoredCandidate]) -> tuple[float, float, float]:
    """Return whether the first candidates, and the very first, lack what is sought, and how far it is bound."""
    if question.sought.kind is None:
        return 0.0, 0.0, 0.0
    found = [bound(question, item) for item in first]
    return (
        float(all(value is None for value in found)),
        float(found[0] is None),
        max(value or 0.0 for value in found),
    )


def _surroundings(item: ScoredCandidate) -> str:
    passage = item.candidate.found.passage
    return f"{passage.heading or ''} {passage.text}"
