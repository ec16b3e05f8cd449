"""The claim–evidence pairs: read, checked, and split by the document that their evidence stands in.

Every text in ``pairs/`` was written for this project; `README.md` beside it tells how. Trains and scores nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

PAIRS = Path(__file__).resolve().parent / "pairs"
FREE = PAIRS.parent / "free.jsonl"
"""Claims written freely by somebody who wrote none of the pairs: to report on, never to train or set anything on."""

OTHERS = PAIRS.parent / "others.jsonl"
"""Claims by two further writers, with other instructions and mostly paraphrased: to report on as well."""

Label = Literal["supported", "contradicted", "not_found"]
Part = Literal["train", "calibrate", "report"]


class EntailmentDataError(Exception):
    """A line of the data set is not as it should be; the message names file and line."""


class Pair(BaseModel):
    """One claim, the evidence that it is held against, and what a careful reader says of the two."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    document: str
    """The made-up document: number, format and year, kind of school or trust."""
    evidence: str = Field(min_length=3)
    claim: str = Field(min_length=3)
    label: Label
    kind: str
    """What was done to make the claim; "twin": the claim was written for the evidence's twin."""
    writer: str = ""

    @property
    def part(self) -> Part:
        """Eight in ten documents train, one calibrates, one reports; a twin goes where its evidence goes."""
        digit = hashlib.sha256(f"{self.writer} {self.document}".encode()).digest()[0] % 10
        return "calibrate" if digit == 0 else "report" if digit == 1 else "train"


def load(folder: Path = PAIRS) -> list[Pair]:
    """Return all pairs, each with its writer's name.

    :raises EntailmentDataError: if a line is malformed or an id occurs twice.
    """
    pairs = [pair for path in sorted(folder.glob("*.jsonl")) for pair in load_file(path)]
    seen: set[str] = set()
    for pair in pairs:
        if pair.id in seen:
            raise EntailmentDataError(f"{pair.writer}.jsonl: the id {pair.id!r} occurs twice.")
        seen.add(pair.id)
    return pairs


def load_file(path: Path) -> list[Pair]:
    """Return the pairs of one file, with its name as their writer's.

    :raises EntailmentDataError: if a line is malformed.
    """
    pairs: list[Pair] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            pairs.append(Pair.model_validate_json(line).model_copy(update={"writer": path.stem}))
        except ValidationError as error:
            raise EntailmentDataError(f"{path.name}, line {number}: {error}") from error
    return pairs


def of_part(pairs: Iterable[Pair], part: Part) -> list[Pair]:
    """Return the pairs of one part."""
    return [pair for pair in pairs if pair.part == part]
