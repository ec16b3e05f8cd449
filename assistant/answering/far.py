"""Long descriptions put to many schools: what was found for them that comes too little near to speak.

The more a question describes, the more passages share some of it, and each is read to answer. So every passage is
held against the one that comes nearest: the share of the question's words that a sentence says, itself or near in
meaning. Short questions, and those of a subject alone, are left as they are; what is near enough is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.evidence import AskedSchool, Retrieved
from assistant.answering.ranking.relevance import candidates_of, nearest
from assistant.questions.question import QuestionView
from ingest.embedding import WordVectors

LONG = 6
"""Content words from which a question describes."""
MATCH, FLOOR, ENOUGH = 0.65, 0.36, 0.5
"""Share of the nearest one's likeness, and likeness, below which a passage does not speak; from `ENOUGH` on any does.
On the nine long questions across schools of the half "tune" a fifth of the passages is left, most of those that answer
among it. With a fixed likeness of .4 in their place one more school that speaks is shown there, and one more that does
not; a question of the same length that one school answers is then read to be answered by five. Put to sixty reports
made of excerpts, a description that none fits was read to be answered by 18, and one that few fit by 60.
"""


def near_enough(
    retrieved: Retrieved, question: QuestionView, embed: Callable[[Sequence[str]], list[WordVectors]]
) -> Retrieved:
    """Leave out the passages that come too little near a long description; found for any other question, they stay."""
    scope = retrieved.scope
    if scope.named or scope.aim.plain or len(question.words) < LONG:
        return retrieved
    likeness = [_likeness(asked, question, embed) for asked in retrieved.asked]
    best = max((value for each in likeness for value in each.values()), default=0.0)
    least = min(max(FLOOR, MATCH * best), ENOUGH)
    asked = tuple(
        replace(each, first=tuple(hit for hit in each.first if near.get(hit.passage.id, 0.0) >= least), older=())
        for each, near in zip(retrieved.asked, likeness, strict=True)
    )
    return replace(retrieved, asked=asked)


def _likeness(
    asked: AskedSchool, question: QuestionView, embed: Callable[[Sequence[str]], list[WordVectors]]
) -> dict[str, float]:
    """Return the best likeness of a sentence of each passage to the question, whose words are weighed by rarity."""
    candidates = candidates_of(asked.first)
    seen = embed([candidate.sentence.text for candidate in candidates]) if candidates else []
    found: dict[str, float] = {}
    for candidate, words in zip(candidates, seen, strict=True):
        value = float(question.weights @ nearest(question, words, candidate.sentence.text))
        passage = candidate.found.passage.id
        found[passage] = max(value, found.get(passage, 0.0))
    return found


__all__ = ["near_enough"]
