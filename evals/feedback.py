"""``python -m evals from-feedback FEEDBACK.jsonl --out MY.jsonl``: readers' feedback as questions for `evals.own`.

Reads what ``python -m assistant feedback --export`` writes. *Helpful*: its pages are pages that answer. *Wrong page*
and *does not support*: the marked citation must not come again; without a marked citation nobody knows which was meant,
so no case is made. *Missing*: an answer is expected, its page is for a person to fill in. Guesses nothing.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.gold import GoldError
from evals.own import CitedPage, EarlierTurn, OwnCase

UNMARKED = "names no citation"


class Feedback(BaseModel):
    """One line of the export."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    question: str
    history: tuple[EarlierTurn, ...] = ()
    kind: Literal["helpful", "wrong page", "does not support", "missing"]
    marker: int | None = None
    citations: tuple[CitedPage, ...] = ()


def cases(path: Path) -> tuple[list[OwnCase], Counter[str]]:
    """Return the cases, and of how many lines none was made, by reason.

    :raises GoldError: if the file cannot be read or a line is no such feedback; the line is named.
    """
    found: list[OwnCase] = []
    left: Counter[str] = Counter()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path} cannot be read as UTF-8 text ({error}).") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = case_of(Feedback.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise GoldError(f"{path.name}, line {number}: {where + ': ' if where else ''}{first['msg']}.") from error
        if isinstance(case, str):
            left[case] += 1
        else:
            found.append(case)
    return found, left


def case_of(given: Feedback) -> OwnCase | str:
    """Return the case, or why none can be made."""
    case = OwnCase(id=given.id, question=given.question, history=given.history)
    if given.kind == "missing":
        return case
    if given.kind == "helpful":
        if not given.citations:
            return case.model_copy(update={"expect": "no answer"})
        return case.model_copy(update={"gold": given.citations})
    if given.marker is None or not given.citations:
        return UNMARKED
    return case.model_copy(update={"expect": "either", "wrong": given.citations})


def convert(path: Path, out: Path) -> list[str]:
    """Write the cases of a file of feedback, and return what to tell about it, a line each.

    :raises GoldError: as `cases` does.
    """
    found, left = cases(path)
    out.write_text("".join(case.model_dump_json(exclude_defaults=True) + "\n" for case in found), encoding="utf-8")
    bare = sum(case.expect == "answer" and not case.gold for case in found)
    told = [f"{len(found)} questions written to {out}."]
    if bare:
        told.append(f"{bare} of them lack the page that answers: add it under “gold”.")
    return told + [f"{count} not made into a question: the feedback {reason}." for reason, count in left.items()]
