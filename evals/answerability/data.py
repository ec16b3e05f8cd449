"""The question–sentence pairs: read, checked, and turned into training examples.

Every text in ``pairs/`` was written for this project; none is copied from a report, and none is the sample group's.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answering.answerability import evidence_text

PAIRS = Path(__file__).resolve().parent / "pairs"


class PairsError(Exception):
    """A line of the data set is not as it should be; the message names file and line."""


class Asked(BaseModel):
    """A question and the sentences (0-based) each of which answers it; none: unanswerable from this passage."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str = Field(min_length=3)
    answers: tuple[int, ...]


class Item(BaseModel):
    """A passage in the register of inspection reports, and questions about it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: str
    context: tuple[str, ...] = Field(min_length=2, max_length=12)
    questions: tuple[Asked, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Example:
    """One question, one sentence in context, and whether it answers."""

    question: str
    evidence: str
    answers: bool
    writer: str


def load(folder: Path = PAIRS) -> list[tuple[str, Item]]:
    """Return every passage with the name of its writer's file.

    :raises PairsError: if a line is malformed or points at a sentence that is not there.
    """
    items: list[tuple[str, Item]] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                item = Item.model_validate_json(line)
            except ValidationError as error:
                raise PairsError(f"{path.name}, line {number}: {error}") from error
            if any(place >= len(item.context) for asked in item.questions for place in asked.answers):
                raise PairsError(f"{path.name}, line {number}: an answer points past the passage's last sentence.")
            items.append((path.stem, item))
    return items


def examples(items: Sequence[tuple[str, Item]], seed: int = 1) -> list[Example]:
    """Return one example for each question and sentence of its passage, and one sentence of another passage."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    result: list[Example] = []
    for writer, item in items:
        _, other = chance.choice(items)
        for asked in item.questions:
            for place, sentence in enumerate(item.context):
                before = item.context[place - 1] if place else None
                text = evidence_text(item.heading, before, sentence)
                result.append(Example(asked.q, text, place in asked.answers, writer))
            if other is not item:
                place = chance.randrange(len(other.context))
                text = evidence_text(other.heading, None, other.context[place])
                result.append(Example(asked.q, text, False, writer))
    return result
