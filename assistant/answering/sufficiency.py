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

from assistant.answering.question import QuestionView, is_number, numerals, states
from assistant.answering.relevance import FEATURES, Logistic, Scored
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
    "lacks_wanted",  # a number, date, name, sum or reason is asked for and the first candidates state none
    "first_lacks_wanted",  # the same of the very first candidate
    "lacks_numeral",  # the question's own figures ("Year 4", "Progress 8") are not with the first candidates
    "uncounted",  # a number of something is asked for, and no number of such a thing stands in the first candidates
    "named",  # the question names the school
)
TOP = 3
"""Candidates that count as "first"."""
BEFORE_NUMBER, AFTER_NUMBER = 3, 4
"""Words beside a number that may say what it counts ("20 places", "pupils in Year 4: 16")."""


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """A logistic model over `UNIT_FEATURES` and the least probability that counts as an answer."""

    model: Logistic
    threshold: float

    def suffices(self, row: Vectors) -> bool:
        """Say whether a unit with these features answers."""
        return self.model.probability(row) >= self.threshold


class Vocabulary:
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


def unit_features(question: QuestionView, scored: Sequence[Scored], vocabulary: frozenset[str], named: bool) -> Vectors:
    """Return the features of one school's candidates, best first, shape ``(len(UNIT_FEATURES),)``."""
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
            float(not any(states(question.wanted, item.candidate.sentence.text) for item in scored[:TOP])),
            float(not states(question.wanted, scored[0].candidate.sentence.text)),
            float(bool(numerals(question.text) - numerals(first))),
            _uncounted(question, scored[:TOP]),
            float(named),
        ],
        dtype=np.float32,
    )


def _uncounted(question: QuestionView, first: Sequence[Scored]) -> float:
    """Return how far what is counted in the candidates is from what the question counts; 0 where it counts nothing.

    "How many staff work in the base?" is not answered by "The base has 24 places": the words beside the number are
    compared with the words after "how many".
    """
    counted = [question.vectors[question.words.index(word)] for word in question.counted]
    if not counted:
        return 0.0
    best = 0.0
    for item in first:
        for place, word in enumerate(item.words.words):
            if not is_number(word):
                continue
            beside = item.words.vectors[max(place - BEFORE_NUMBER, 0) : place + AFTER_NUMBER + 1]
            best = max(best, float((np.stack(counted) @ beside.T).max()))
    return 1.0 - min(best, 1.0)


def _surroundings(item: Scored) -> str:
    passage = item.candidate.found.passage
    return f"{passage.heading or ''} {passage.text}"
