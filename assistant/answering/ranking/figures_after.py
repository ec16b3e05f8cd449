"""The figure that stands in the sentence after, as in "The number of suspensions is too high. It rose from 96 to 148".

Where a question asks for a figure or a movement, a sentence that has none gives way to the next one, which leans on it
and has one. Chooses among neighbours only, and scores nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.ranking.relevance import Candidate, ScoredCandidate, needs_context
from assistant.questions.change import UpOrDown, states_change
from assistant.questions.question import QuestionView, Wanted, numerals
from assistant.scope import QuestionScope
from ingest.documents import Sentence

_ASKS_MOVEMENT = re.compile(
    r"\b(?:numbers?|figures?|rates?|scores?|risen|ris(?:e|es|ing)|rose|f[ae]ll(?:en|s|ing)?|go(?:ne|ing) (?:up|down)"
    r"|up or down|increas\w+|decreas\w+|reduc\w+|improvement in|most|fewest|highest|lowest)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|(?<!no )\bone\b(?! of| another)|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half"
    r"|third|quarter|doubled|halved)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(r"(?:it|they|these|this|that|their|its|the (?:number|figure|rate|proportion)s?)\b", re.IGNORECASE)
_COUNTS = re.compile(
    r"(?:only |just )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none)\b", re.IGNORECASE
)


def asks_figure(wanted: Wanted, question: str) -> bool:
    """Say whether a question asks for a number, or how one has moved."""
    return wanted is Wanted.NUMBER or bool(_ASKS_MOVEMENT.search(question))


def with_its_figures(scored: Sequence[ScoredCandidate], question: QuestionView) -> list[ScoredCandidate]:
    """Return what states the number asked for with the question's own figures: "in 2024/25"."""
    own = numerals(question.text)
    if question.wanted is not Wanted.NUMBER or not own:
        return []
    return [item for item in scored if own < numerals(item.candidate.sentence.text)]


def with_figures(kept: Sequence[ScoredCandidate]) -> list[ScoredCandidate]:
    """Return the sentences, those without a figure led on to the next one where that has it."""
    shown = {item.candidate.sentence.text for item in kept}
    return [each for item in kept for each in _led_on(item, shown)]


def moved_first(kept: Sequence[ScoredCandidate], scope: QuestionScope) -> list[ScoredCandidate]:
    """Return the sentences, those first that say how the subject has moved, where a question asks for that."""
    topics = [topic.pattern for topic in scope.aim.topics]
    if not topics or not _ASKS_MOVEMENT.search(scope.question):
        return list(kept)
    reports = list(dict.fromkeys(item.candidate.found.passage.document for item in kept))

    def still(item: ScoredCandidate) -> bool:
        before = item.candidate.before.text if item.candidate.before else ""
        return not any(states_change(way, item.candidate.sentence.text, before, topics) for way in UpOrDown)

    return sorted(kept, key=lambda item: (reports.index(item.candidate.found.passage.document), still(item)))


def _led_on(item: ScoredCandidate, shown: set[str]) -> Iterator[ScoredCandidate]:
    after = _next(item.candidate)
    if after is None or after.text in shown or not _completes(item.candidate.sentence.text, after.text):
        yield item
        return
    if not needs_context(after.text):  # it would be read without the one before
        yield item
    yield replace(item, candidate=Candidate(after, item.candidate.found, item.candidate.sentence))


def _completes(text: str, after: str) -> bool:
    """Say whether the next sentence has the figure: a count by itself, or one that leans on a sentence without any."""
    return bool(_COUNTS.match(after) or (_LEANS.match(after) and _FIGURE.search(after) and not _FIGURE.search(text)))


def _next(candidate: Candidate) -> Sentence | None:
    sentences = candidate.found.passage.sentences
    place = next((n for n, sentence in enumerate(sentences) if sentence is candidate.sentence), None)
    return sentences[place + 1] if place is not None and place + 1 < len(sentences) else None


__all__ = ["asks_figure", "moved_first", "with_figures", "with_its_figures"]
