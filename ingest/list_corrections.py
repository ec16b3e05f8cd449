"""Judgements and next steps corrected by hand: how each is named and kept, and what stands with corrections laid over.

A judgement is named by its area, a next step by its words as read, so that a correction stays with its own however
often the document is read again. What was read is never changed: `judged` and `steps_of` give both beside each other,
and a correction whose reading is gone is still there. Stores nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ingest.errors import InvalidCorrection
from ingest.inspections import Inspection, Judgement, NextStep, Scale

JUDGEMENT, STEP = "judgement:", "step:"
NEW_JUDGEMENT, NEW_STEP = f"{JUDGEMENT}new", f"{STEP}new"
"""What a person asks for to add one that was not read; it is kept under the name that its area or words give it."""
LONGEST_STEP = 2000
"""Characters of a next step. The longest of the real reports, with its nested bullets, has under 1,400."""
LONGEST_AREA = 160
GRADES: Mapping[Scale, tuple[str, ...]] = {
    Scale.OEIF: ("Outstanding", "Good", "Requires improvement", "Inadequate"),
    Scale.REPORT_CARD: (
        "Exceptional",
        "Strong standard",
        "Expected standard",
        "Needs attention",
        "Urgent improvement",
        "Insufficient evidence",
    ),
    Scale.MET_NOT_MET: ("Met", "Not met"),
}
"""The words that a corrected grade may have, by scale: the inspectorate's own (domain vocabulary)."""
KINDS = ("next step", "area for improvement", "priority action")
NOTHING = "not in the document"

Read = TypeVar("Read", Judgement, NextStep)


@dataclass(frozen=True, slots=True)
class Listed(Generic[Read]):
    """One judgement or next step: its name as a field, what was read (None: nothing), what a correction says instead.

    `value` is None where no correction is in force.
    """

    field: str
    read: Read | None
    value: Mapping[str, str | None] | None = None


def is_listed(field: str) -> bool:
    """Say whether a field is a judgement or a next step."""
    return field.startswith((JUDGEMENT, STEP))


def judgement_field(area: str) -> str:
    """Return the name of a judgement as a field."""
    return JUDGEMENT + _digest(area)


def step_field(text: str) -> str:
    """Return the name of a next step as a field."""
    return STEP + _digest(text)


def _digest(words: str) -> str:
    return hashlib.sha256(" ".join(words.casefold().split()).encode()).hexdigest()[:12]


def judgement_value(area: str, scale: Scale | None, grade: str | None) -> str:
    """Return a judgement as it is kept; without scale and grade, that the document holds no such judgement."""
    return json.dumps({"area": area, "scale": scale.value if scale else None, "grade": grade}, ensure_ascii=False)


def step_value(text: str | None, kind: str = KINDS[0]) -> str:
    """Return a next step as it is kept; without text, that the document asks for no such thing."""
    return json.dumps({"kind": kind, "text": text}, ensure_ascii=False)


def parsed(value: str) -> dict[str, str | None]:
    """Return what a kept value says, by name."""
    found: dict[str, str | None] = json.loads(value)
    return found


def words_of_listed(field: str, value: str) -> str:
    """Return a kept value as people read it."""
    said = parsed(value)
    return said["grade" if field.startswith(JUDGEMENT) else "text"] or NOTHING


def label_of(field: str, value: str | None) -> str:
    """Return a name for people; the area where the value says it."""
    if field.startswith(STEP):
        return "Next step"
    area = parsed(value)["area"] if value else None
    return f"Judgement: {area}" if area else "Judgement"


def read_of(inspection: Inspection | None, field: str) -> str | None:
    """Return what was read for a judgement or next step, as values are kept; None where it was not read."""
    for one in inspection.judgements if inspection else ():
        if judgement_field(one.area) == field:
            return judgement_value(one.area, one.scale, one.grade)
    for step in inspection.next_steps if inspection else ():
        if step_field(step.text) == field:
            return step_value(step.text, step.kind)
    return None


def normalised_listed(field: str, value: str) -> tuple[str, str]:
    """Return the field and value as they are kept; one that is new gets the name that it gives itself.

    :raises InvalidCorrection: if the value cannot be a judgement's or a next step's.
    """
    try:
        given = json.loads(value)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise InvalidCorrection("A judgement or next step is given by its parts; nothing was changed.")
    made = _judgement(given) if field.startswith(JUDGEMENT) else _step(given)
    if field in (NEW_JUDGEMENT, NEW_STEP):
        said = parsed(made)
        if not said.get("grade") and not said.get("text"):
            raise InvalidCorrection("Say what is to be added: an area with its grade, or the words of the next step.")
        field = judgement_field(said["area"] or "") if field == NEW_JUDGEMENT else step_field(said["text"] or "")
    return field, made


def _judgement(given: Mapping[str, Any]) -> str:
    area = " ".join(str(given.get("area") or "").split())
    if not area or len(area) > LONGEST_AREA:
        raise InvalidCorrection(f"Name the area as the report prints it, in at most {LONGEST_AREA} characters.")
    scale, grade = given.get("scale"), given.get("grade")
    if scale is None and grade is None:
        return judgement_value(area, None, None)
    known = {word.casefold(): word for word in GRADES[Scale(str(scale))]} if scale in set(Scale) else {}
    if str(grade).casefold() not in known:
        raise InvalidCorrection(f"{area}: {grade!r} is no grade of the scale. One of: {', '.join(known.values())}.")
    return judgement_value(area, Scale(str(scale)), known[str(grade).casefold()])


def _step(given: Mapping[str, Any]) -> str:
    kind, words = given.get("kind") or KINDS[0], given.get("text")
    if kind not in KINDS:
        raise InvalidCorrection(f"{kind!r} is no kind of next step. One of: {', '.join(KINDS)}.")
    if words is None:
        return step_value(None, kind)
    words = " ".join(str(words).split())
    if not words:
        raise InvalidCorrection("Next step: no words given. To take it out, say that it is not in the document.")
    if len(words) > LONGEST_STEP:
        raise InvalidCorrection(f"Next step: {len(words):,} characters given; at most {LONGEST_STEP:,} are kept.")
    return step_value(words, kind)


def judged(inspection: Inspection | None, values: Mapping[str, str]) -> list[Listed[Judgement]]:
    """Return the judgements read, each with its correction, and after them those that only a correction gives.

    :param values: the corrections in force, field → value.
    """
    read = {judgement_field(one.area): one for one in (inspection.judgements if inspection else ())}
    return _beside(read, {k: v for k, v in values.items() if k.startswith(JUDGEMENT)})


def steps_of(inspection: Inspection | None, values: Mapping[str, str]) -> list[Listed[NextStep]]:
    """Return the next steps read, each with its correction, and after them those that only a correction gives."""
    read = {step_field(one.text): one for one in (inspection.next_steps if inspection else ())}
    return _beside(read, {k: v for k, v in values.items() if k.startswith(STEP)})


def _beside(read: Mapping[str, Read], values: Mapping[str, str]) -> list[Listed[Read]]:
    fields: Sequence[str] = [*read, *(field for field in values if field not in read)]
    return [Listed(f, read.get(f), parsed(values[f]) if f in values else None) for f in fields]


__all__ = [
    "GRADES",
    "JUDGEMENT",
    "KINDS",
    "LONGEST_STEP",
    "NEW_JUDGEMENT",
    "NEW_STEP",
    "NOTHING",
    "STEP",
    "Listed",
    "is_listed",
    "judged",
    "judgement_field",
    "judgement_value",
    "label_of",
    "normalised_listed",
    "parsed",
    "read_of",
    "step_field",
    "step_value",
    "steps_of",
    "words_of_listed",
]
