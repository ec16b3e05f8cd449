"""What the form for a correction shows: for a field with one value, for a judgement, for a next step.

Chooses words and values; lays out nothing and keeps nothing. None means that this part of the form is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.ui.evidence import text
from assistant.ui.record_lists import SCALES
from ingest.corrections import FIELDS, ValueKind, words_of
from ingest.inspections import ReportFormat
from ingest.list_corrections import GRADES, NEW_JUDGEMENT, NEW_STEP, STEP, parsed

GRADE_CHOICES = [(f"{word} · {SCALES[scale]}", f"{scale.value}:{word}") for scale in GRADES for word in GRADES[scale]]
STAYS = "What was read stays beside it, and the correction can be taken back."


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """What the form asks, and the values of its parts."""

    asked: str
    value: str | None = None
    label: str = "Correct value"
    format: str | None = None
    grade: str | None = None
    words: str | None = None
    can_be_none: bool = False


def of_field(field: str, now: str | None) -> CorrectionForm:
    """Return the form of a field with one value, as it stands now."""
    known = FIELDS[field]
    hint = "" if known.kind in {ValueKind.TEXT, ValueKind.FORMAT} else f" It is {known.kind.value}."
    asked = _asked(f"Correct {known.label}", STAYS + hint)
    if known.kind is ValueKind.FORMAT:
        return CorrectionForm(asked, format=now or ReportFormat.DOCUMENT.value)
    kept_days = now is not None and known.kind in {ValueKind.DAYS, ValueKind.DAY} and now[:4].isdecimal()
    return CorrectionForm(asked, value=words_of(field, now) if now and kept_days else now or "")


def of_listed(field: str, now: str | None) -> CorrectionForm:
    """Return the form of a judgement or a next step, as it stands now; of one that is to be added."""
    said = parsed(now) if now else {}
    if field == NEW_STEP:
        asked = _asked("Add a next step", "Give its words as the document prints them. It is kept as added by hand.")
        return CorrectionForm(asked, words="")
    if field == NEW_JUDGEMENT:
        asked = _asked(
            "Add a judgement", "Give area and grade as the document prints them. It is kept as added by hand."
        )
        return CorrectionForm(asked, value="", label="Area", grade="")
    if field.startswith(STEP):
        title = _asked("Correct this next step", STAYS)
        return CorrectionForm(title, words=said.get("text") or "", can_be_none=True)
    title = _asked(f"Correct the judgement of {said.get('area')}", STAYS)
    grade = f"{said['scale']}:{said['grade']}" if said.get("grade") else ""
    known = {value.casefold(): value for _, value in GRADE_CHOICES}
    return CorrectionForm(title, grade=known.get(grade.casefold(), ""), can_be_none=True)


def _asked(title: str, told: str) -> str:
    return f'<h3 id="correct-title" tabindex="-1">{text(title)}</h3><p class="reason">{told}</p>'


__all__ = ["GRADE_CHOICES", "CorrectionForm", "of_field", "of_listed"]
