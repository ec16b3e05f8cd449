"""What scripts give the command line: histories, batches of questions, claims with evidence; read and checked.

Reads the form only; what a question or a claim means is for others.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.answer import Turn


class InvalidInput(Exception):
    """An input file or line is not of the form that the contract asks for."""


class TurnInput(BaseModel):
    """One earlier turn of a conversation."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: str


class BatchLine(BaseModel):
    """One line of a batch of questions."""

    model_config = ConfigDict(extra="ignore")

    id: str | int
    question: str = Field(min_length=1)
    history: list[TurnInput] = []
    documents: list[str] | None = None


def read_history(path: Path) -> tuple[Turn, ...]:
    """Read the earlier turns of a conversation.

    :raises InvalidInput: if the file is not a JSON list of turns.
    """
    try:
        turns = TypeAdapter(list[TurnInput]).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise InvalidInput(
            f'The history {path} must be a JSON list of {{"role", "content"}} objects: {error}'
        ) from error
    return tuple(Turn(turn.role, turn.content) for turn in turns)


def read_batch_line(line: str, number: int) -> BatchLine:
    """Read one line of a batch.

    :raises InvalidInput: if the line is not an object with an id and a question.
    """
    try:
        return BatchLine.model_validate_json(line)
    except ValidationError as error:
        raise InvalidInput(
            f"Line {number} is not a question: {_first_problem(error)}. "
            'A line must be a JSON object such as {"id": 1, "question": "How is reading taught?"}.'
        ) from error


class PairLine(BaseModel):
    """One line of claims to be checked."""

    model_config = ConfigDict(extra="ignore")

    id: str | int
    claim: str
    evidence: str


def read_pair_line(line: str, number: int) -> PairLine:
    """Read one claim and its evidence.

    :raises InvalidInput: if the line is not an object with an id, a claim and evidence.
    """
    try:
        return PairLine.model_validate_json(line)
    except ValidationError as error:
        raise InvalidInput(
            f"Line {number} is not a claim with evidence: {_first_problem(error)}. "
            'A line must be a JSON object such as {"id": 1, "claim": "All swim.", "evidence": "Most pupils swim."}.'
        ) from error


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem["loc"]) or "the line"
    return f"{where}: {problem['msg']}"


__all__ = ["BatchLine", "InvalidInput", "PairLine", "read_batch_line", "read_history", "read_pair_line"]
