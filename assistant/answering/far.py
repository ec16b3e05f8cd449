"""Long descriptions put to many schools: which of them what was found comes too little near to speak.

The more a question describes, the more passages share some of it, and each is read to answer. So every school is
held against the school that comes nearest: the share of the question's words that one of its sentences says, itself or
near in meaning. Short questions, and those of a subject alone, are left as they are; what is near enough is judged
elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.evidence import AskedSchool, Retrieved
from assistant.answering.relevance import candidates_of, nearest
from assistant.questions.question import QuestionView
from ingest.embedding import WordVectors

LONG = 6
"""Content words from which a question describes."""
MATCH, FLOOR = 0.65, 0.36
"""Share of the nearest school's likeness, and likeness, below which a school does not speak. On the long questions
across schools of the half "tune" one of twenty schools that speak is lost, and most of the others are left unread. Put
to sixty reports made of excerpts, a description that none fits was read to be answered by 18, and one that few fit by
60.
"""


def near_enough(
    retrieved: Retrieved, question: QuestionView, embed: Callable[[Sequence[str]], list[WordVectors]]
) -> Retrieved:
    """Leave out what was found for schools that come too little near a long description; any other as it is."""
    scope = retrieved.scope
    if scope.named or scope.aim.plain or len(question.words) < LONG:
        return retrieved
    likeness = [_likeness(asked, question, embed) for asked in retrieved.asked]
    least = max(FLOOR, MATCH * max(likeness, default=0.0))
    asked = tuple(
        each if value >= least else replace(each, first=(), older=())
        for each, value in zip(retrieved.asked, likeness, strict=True)
    )
    return replace(retrieved, asked=asked)


def _likeness(asked: AskedSchool, question: QuestionView, embed: Callable[[Sequence[str]], list[WordVectors]]) -> float:
    """Return the best likeness of a sentence to the question, its content words weighed by how rare they are."""
    texts = [candidate.sentence.text for candidate in candidates_of(asked.first)]
    return max(
        (
            float(question.weights @ nearest(question, words, text))
            for text, words in zip(texts, embed(texts) if texts else [], strict=True)
        ),
        default=0.0,
    )


__all__ = ["near_enough"]
