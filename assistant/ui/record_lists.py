"""Within the page of a document or school: its judgements and next steps, each beside what a person corrected of it.

Makes HTML from values. What was read keeps its place and opens it; what a person gave carries a name and a day, and no
place, so that neither can be taken for the other.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.ui.evidence import text
from assistant.ui.places import PlaceMarkers
from assistant.ui.records import DocumentReading, PrintedPoint, Step, Told
from assistant.writing.times import day_of
from ingest.corrections import FIELDS, Correction, label_of, words_of
from ingest.inspections import Judgement, ReportFormat, Scale
from ingest.library import DocumentRecord
from ingest.list_corrections import NEW_JUDGEMENT, NEW_STEP, Listed, judged, steps_of
from ingest.phrases import day_words, person

SCALES = {
    Scale.OEIF: "Outstanding to Inadequate",
    Scale.REPORT_CARD: "Report card (five grades)",
    Scale.MET_NOT_MET: "Met or not met",
}


def section(title: str, content: str) -> str:
    """Return a section under its heading; nothing where it has no content."""
    return f"<section><h3>{title}</h3>{content}</section>" if content else ""


def correct_button(name: str, label: str) -> str:
    """Return the button that opens the form for a field."""
    return (
        f'<button type="button" class="link correct" data-record="correct:{name}">Correct'
        f'<span class="visually-hidden"> {text(label)}</span></button>'
    )


def changed(correction: Correction, printed: str | None, *, editable: bool = True) -> str:
    """Return a corrected value, who corrected it and when, and what the document prints."""
    prints = f"the document prints {printed}" if printed else "nothing was found in the document"
    name = text(label_of(correction.field, correction.value))
    back = (
        f'<button type="button" class="link" data-record="back:{correction.field}">Take back'
        f'<span class="visually-hidden"> the correction of {name}</span></button>'
    )
    return (
        f'<span class="corrected"><strong>{text(words_of(correction.field, correction.value))}</strong> '
        f"<span>corrected by {text(person(correction.author))} on {day_of(correction.at)}; {prints}</span>"
        f"{back if editable else ''}</span>"
    )


def judgements_section(reading: DocumentReading, places: PlaceMarkers, *, editable: bool) -> str:
    """Return the judgements as printed, with what was corrected and added by hand; with buttons where `editable`."""
    values = {field: one.value for field, one in reading.in_force.items()}
    rows = "".join(_judgement(reading, one, places, editable) for one in judged(reading.inspection, values))
    head = "<tr><th>Area</th><th>Grade as printed</th><th>Scale</th><th>Date</th></tr>"
    table = f'<table class="facts-table"><thead>{head}</thead><tbody>{rows}</tbody></table>' if rows else ""
    return section("Judgements", table + _adding(reading, NEW_JUDGEMENT, "Add a judgement that was not read", editable))


def _judgement(reading: DocumentReading, one: Listed[Judgement], places: PlaceMarkers, editable: bool) -> str:
    read, correction = one.read, reading.in_force.get(one.field)
    said: Mapping[str, str | None] = one.value or {}
    area = read.area if read else said.get("area") or ""
    printed = places.link(reading.record, area, read.grade, [read.locator]) if read else None
    grade = changed(correction, printed, editable=editable) if correction else printed or ""
    button = correct_button(one.field, f"the judgement of {area}") if editable else ""
    scale = Scale(str(said["scale"])) if said.get("scale") else (read.scale if read else None)
    return (
        f'<tr><th scope="row">{text(area)}</th>'
        f'<td data-label="Grade"><div class="with-button">{grade}{button}</div></td>'
        f'<td data-label="Scale">{SCALES[scale] if scale else "–"}</td>'
        f'<td data-label="Date">{_when(read)}</td></tr>'
    )


def _when(read: Judgement | None) -> str:
    """Return the day of a judgement that was read; what a person added has only the day on which it was added."""
    if read is None:
        return "–"
    return day_words(read.date) if read.date else "no date"


def steps_section(reading: DocumentReading, places: PlaceMarkers, *, editable: bool) -> str:
    """Return the next steps as printed, with what was corrected and added by hand; with buttons where `editable`."""
    values = {field: one.value for field, one in reading.in_force.items()}
    read = {step.field: step for step in reading.steps}
    listed = steps_of(reading.inspection, values)
    items = "".join(_step(reading, one.field, read.get(one.field), places, editable) for one in listed)
    kinds = ", ".join(dict.fromkeys(step.kind for step in reading.steps))
    told = f'<p class="reason">Printed as: {text(kinds)}</p>' if kinds else ""
    adding = _adding(reading, NEW_STEP, "Add a next step that was not read", editable)
    standing = sum(one.value is None or one.value["text"] is not None for one in listed)
    content = (f'{told}<ol class="points">{items}</ol>' if items else "") + adding
    return section(f'Next steps <span class="count">{standing}</span>', content)


def _step(reading: DocumentReading, field: str, step: Step | None, places: PlaceMarkers, editable: bool) -> str:
    correction = reading.in_force.get(field)
    button = correct_button(field, "this next step") if editable else ""
    if correction is None:
        return f"<li>{_printed(reading.record, step, places) if step else ''}{button}</li>"
    pieces = [_piece(reading.record, step.kind, piece, places) for piece in (step.own, *step.nested)] if step else []
    return f"<li>{changed(correction, '; '.join(pieces) or None, editable=editable)}{button}</li>"


def _printed(record: DocumentRecord, step: Step, places: PlaceMarkers) -> str:
    nested = "".join(f"<li>{_piece(record, step.kind, piece, places)}</li>" for piece in step.nested)
    return _piece(record, step.kind, step.own, places) + (f"<ul>{nested}</ul>" if nested else "")


def _piece(record: DocumentRecord, label: str, piece: PrintedPoint, places: PlaceMarkers) -> str:
    return places.link(record, label.capitalize(), piece.text, piece.locators)


def told_section(reading: DocumentReading, places: PlaceMarkers) -> str:
    """Return where tables say otherwise than the document, with both places; neither is taken for right."""
    items = "".join(f"<li>{_told(reading.record, one, places)}</li>" for one in reading.told)
    note = '<p class="reason">Both are shown; the document’s own stays in force until it is corrected.</p>'
    return section("A table says otherwise", f'{note}<ul class="points conflicts">{items}</ul>' if items else "")


def _told(record: DocumentRecord, told: Told, places: PlaceMarkers) -> str:
    says = told.says
    name = label_of(says.field, says.report) if says.field in FIELDS else says.field.removeprefix("judgement: ")
    here = places.link(record, name, says.report, [told.printed]) if told.printed else text(says.report)
    title = f"{name} in the table"
    there = places.link(told.record, title, says.table, [told.place]) if told.place else text(says.table)
    return f"<strong>{text(name)}</strong>: the document prints {here}; {text(says.file)} says {there}"


def _adding(reading: DocumentReading, field: str, words: str, editable: bool) -> str:
    """Return the button that adds what was not read; a plain document has no judgements that it could lack."""
    if not editable or reading.record.format is ReportFormat.DOCUMENT:
        return ""
    return f'<p><button type="button" class="link" data-record="correct:{field}">{words}</button></p>'


__all__ = [
    "SCALES",
    "changed",
    "correct_button",
    "judgements_section",
    "section",
    "steps_section",
    "told_section",
]
