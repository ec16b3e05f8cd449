"""The labels of claim–citation pairs: kept by hash, so that none is ever taken for a pair that it was not given to.

A *unit* is what is cited for: a question that was answered, or a sentence of a draft. Knows no text: `labels.jsonl`
holds ids, hashes and labels only. `README.md` beside it tells who labelled, and how.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FILE = Path(__file__).with_name("labels.jsonl")

Use = Literal["whole", "part", "idle"]
"""What one citation does: bears the unit out alone, bears a part of it out, or nothing of it."""
Together = Literal["yes", "absence", "no"]
"""Whether a unit's citations together bear it out. "absence": all but what it says of the *silence* of other reports,
which no passage can show ("Only …", "set none on it")."""


class LabelsError(Exception):
    """A line of the labels is not as it should be; the message names file and line."""


class LabelledUnit(BaseModel):
    """The labels of one unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: str = Field(min_length=3)
    together: Together
    pairs: dict[str, Use] = Field(min_length=1)


def load(path: Path = FILE) -> dict[str, LabelledUnit]:
    """Return the labels by unit.

    :raises LabelsError: if a line is malformed or a unit occurs twice.
    """
    found: dict[str, LabelledUnit] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            labelled = LabelledUnit.model_validate_json(line)
        except ValidationError as error:
            raise LabelsError(f"{path.name}, line {number}: {error}") from error
        if labelled.unit in found:
            raise LabelsError(f"{path.name}, line {number}: the unit {labelled.unit!r} occurs twice.")
        found[labelled.unit] = labelled
    return found


def pair_hash(statement: str, file: str, page: int, quote: str) -> str:
    """Return what a pair is known by: it changes with the statement, the place and the words quoted."""
    return hashlib.sha256(f"{statement}\n{file}\n{page}\n{quote}".encode()).hexdigest()[:16]


def draft_id(statement: str) -> str:
    """Return the id of a draft's sentence: the sentence itself, hashed."""
    return f"draft-{hashlib.sha256(statement.encode()).hexdigest()[:12]}"


def together_of(labelled: LabelledUnit | None, hashes: Mapping[str, object]) -> Together | None:
    """Return the label of a unit's citations together, None where they are not the ones that were labelled.

    Where the citations have changed since, one that bears the unit out alone is still enough, and some of those that
    did not suffice together still do not.
    """
    if labelled is None:
        return None
    if set(hashes) == set(labelled.pairs):
        return labelled.together
    if labelled.together == "no" and set(hashes) <= set(labelled.pairs):
        return "no"
    if labelled.together == "yes" and any(labelled.pairs.get(name) == "whole" for name in hashes):
        return "yes"
    return None


__all__ = ["FILE", "LabelledUnit", "LabelsError", "Together", "Use", "draft_id", "load", "pair_hash", "together_of"]
