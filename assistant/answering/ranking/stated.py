"""How far one sentence states what a question seeks *of what it is asked about*.

"How many staff work in the base?" is not answered by "The base has 24 places": the words beside the number are held
against "staff", the rest of the sentence against "work" and "base". Ranks nothing; `sufficiency` weighs it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.answering.ranking.relevance import ScoredCandidate
from assistant.questions.question import QuestionView
from assistant.questions.sought import SoughtKind, places_stated
from ingest.embedding import Vectors
from ingest.words import stem

WORDS_BEFORE, WORDS_AFTER = 4, 5
"""Words beside the thing that may say what it is of ("pupils in Year 4: 16", "20 part-time places")."""
_IS_ITS_OWN = frozenset({SoughtKind.NAME, SoughtKind.PERSON, SoughtKind.DOER})
"""Kinds whose own words may say what they are of: "Gannet Head outdoor centre" is a centre."""


def bound(question: QuestionView, item: ScoredCandidate) -> float | None:
    """Return how far (0 to 1) a sentence states what is sought of what is asked about; None where it states none.

    The lesser of two likenesses: of the question's head to the words beside the thing, and of the question's other
    words to the sentence.
    """
    text = item.candidate.sentence.text
    spans = places_stated(question.sought, text)
    if not spans:
        return None
    heads = question.sought.heads
    beside = max(_beside(question, item, span) for span in spans) if heads else 1.0
    rest = np.array([word not in heads for word in question.words])
    weight = float(question.weights[rest].sum())
    about = float(question.weights[rest] @ item.nearest[rest]) / weight if weight > 0 else 1.0
    return min(beside, about)


def _beside(question: QuestionView, item: ScoredCandidate, span: tuple[int, int]) -> float:
    """Return the mean likeness of the head's words to the nearest words beside one stretch of the sentence."""
    words = item.words.words
    starts = _starts(words, item.candidate.sentence.text.lower())
    inside = [place for place, start in enumerate(starts) if span[0] <= start < span[1]]
    if not inside:
        return 0.0
    near = range(max(inside[0] - WORDS_BEFORE, 0), min(inside[-1] + WORDS_AFTER + 1, len(words)))
    places = [place for place in near if place not in inside or question.sought.kind in _IS_ITS_OWN]
    if not places:
        return 0.0
    used = {stem(words[place]) for place in places}
    vectors = item.words.vectors[places]
    return float(np.mean([1.0 if stem(head) in used else _likeness(question, head, vectors)
                          for head in question.sought.heads]))  # fmt: skip


def _likeness(question: QuestionView, head: str, vectors: Vectors) -> float:
    """Return the best likeness of a head to words; 0 for one that says nothing by itself ("places")."""
    if head not in question.words:
        return 0.0
    return float(np.clip((vectors @ question.vectors[question.words.index(head)]).max(), 0.0, 1.0))


def _starts(words: Sequence[str], text: str) -> list[int]:
    """Return where each word begins in the text, in order."""
    starts: list[int] = []
    place = 0
    for word in words:
        found = text.find(word, place)
        starts.append(found if found >= 0 else place)
        place = found + len(word) if found >= 0 else place
    return starts
