"""The question–sentence pairs: read, checked, and turned into training examples.

Every text in ``pairs/`` was written for this project; none is copied from a report, and none is the sample group's.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.cross_encoders.answerability import evidence_text
from assistant.cross_encoders.network import plain
from ingest.embedding import Vectors

PAIRS = Path(__file__).resolve().parent / "pairs"
UNSEEN = PAIRS.parent / "unseen"
"""Pairs by another writer, more than half of their questions near misses: to report on, never to train on."""


class AnswerabilityDataError(Exception):
    """A line of the data set is not as it should be; the message names file and line."""


class PassageQuestion(BaseModel):
    """A question and the sentences (0-based) each of which answers it; none: unanswerable from this passage."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str = Field(min_length=3)
    answers: tuple[int, ...]


class PassageItem(BaseModel):
    """A passage in the register of inspection reports, and questions about it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: str
    context: tuple[str, ...] = Field(min_length=2, max_length=12)
    questions: tuple[PassageQuestion, ...] = Field(min_length=1)


HARDEST_ANSWERABLE = 1
HARDEST_UNANSWERABLE = 2
"""Nearest wrong sentences of its own passage kept for each question."""
ELSEWHERE = 2
"""Nearest sentences of *other* passages kept for each question: retrieval brings up a whole report, not one passage."""
CLEARLY_FARTHER = 0.08
"""A sentence of another passage counts as wrong only if it is this much farther from the question than the right one: a
broad question ("how is attendance?") may well be answered elsewhere too."""


@dataclass(frozen=True, slots=True)
class SentenceExample:
    """One question, one sentence in context, and whether it answers."""

    question: str
    evidence: str
    answers: bool
    writer: str


def load(folder: Path = PAIRS) -> list[tuple[str, PassageItem]]:
    """Return every passage with the name of its writer's file.

    :raises AnswerabilityDataError: if a line is malformed or points at a sentence that is not there.
    """
    items: list[tuple[str, PassageItem]] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                item = PassageItem.model_validate_json(line)
            except ValidationError as error:
                raise AnswerabilityDataError(f"{path.name}, line {number}: {error}") from error
            if any(place >= len(item.context) for asked in item.questions for place in asked.answers):
                raise AnswerabilityDataError(
                    f"{path.name}, line {number}: an answer points past the passage's last sentence."
                )
            items.append((path.stem, item))
    return items


def examples(
    items: Sequence[tuple[str, PassageItem]], embed: Callable[[Sequence[str]], Vectors], seed: int = 1
) -> list[SentenceExample]:
    """Return training examples: for each question what answers it, and sentences near to it that do not.

    What is near by the embedding model is what retrieval will bring up, so that is what must be told apart. `embed`
    returns unit vectors.
    """
    chance = random.Random(seed)  # noqa: S311 (no secret)
    places = [(number, place) for number, (_, item) in enumerate(items) for place in range(len(item.context))]
    vectors = embed([items[number][1].context[place] for number, place in places])
    result: list[SentenceExample] = []
    for number, (writer, item) in enumerate(items):
        asked_vectors = embed([asked.q for asked in item.questions])
        for asked, vector in zip(item.questions, asked_vectors, strict=True):
            nearness = vectors @ vector
            own = {place: nearness[row] for row, (n, place) in enumerate(places) if n == number}
            wrong = sorted((place for place in own if place not in asked.answers), key=lambda place: -own[place])
            kept = wrong[: HARDEST_ANSWERABLE if asked.answers else HARDEST_UNANSWERABLE]
            result += [_example(asked, item, place, writer) for place in (*asked.answers, *kept)]
            limit = max((own[place] for place in asked.answers), default=2.0) - CLEARLY_FARTHER
            far = [row for row in np.argsort(-nearness)[:40] if places[row][0] != number and nearness[row] < limit]
            for row in far[:ELSEWHERE]:
                other, place = places[row]
                result.append(SentenceExample(plain(asked.q), _evidence(items[other][1], place), False, writer))
    chance.shuffle(result)
    return result


def _example(asked: PassageQuestion, item: PassageItem, place: int, writer: str) -> SentenceExample:
    return SentenceExample(plain(asked.q), _evidence(item, place), place in asked.answers, writer)


def _evidence(item: PassageItem, place: int) -> str:
    before = item.context[place - 1] if place else None
    return evidence_text(item.heading.split("\t")[0], before, item.context[place])
