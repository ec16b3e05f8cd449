"""Within the Library tab: one document or school with its places, and corrections by hand.

Lays out these parts and passes what people press to the records. What they look like is the work of `record_html`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Protocol

import gradio as gr

from assistant.answer import Citation
from assistant.ui import evidence, record_form, record_html
from assistant.ui.backend import LibraryRow
from assistant.ui.notices import problem, status
from assistant.ui.record_form import GRADE_CHOICES
from assistant.ui.records import InspectionRecords
from ingest.corrections import FIELDS, LONGEST, ValueKind, label_of, read_value, words_of
from ingest.documents import Page
from ingest.errors import IngestError
from ingest.inspections import FORMAT_NAMES, Scale
from ingest.list_corrections import (
    KINDS,
    LONGEST_STEP,
    NEW_JUDGEMENT,
    STEP,
    is_listed,
    judgement_value,
    parsed,
    step_value,
)

PDF = "application/pdf"
PRESS = re.compile(
    r"(?P<what>record|school):(?P<document>[0-9a-f]{64})|(?P<list>list)"
    r"|(?P<change>correct|back):(?P<field>[a-z_]{1,40}|(?:judgement|step):(?:new|[0-9a-f]{12}))"
    r"|(?P<show>cite|page):(?P<marker>\d{1,6})(?::(?P<page>\d{1,6}))?"
)
FORMATS = [(name, key.value) for key, name in FORMAT_NAMES.items()]

Update = dict[Any, Any]


class RecordBackend(Protocol):
    """What these parts ask for."""

    @property
    def records(self) -> InspectionRecords:
        """The records of the library."""
        ...

    def row(self, document: str) -> LibraryRow | None:
        """Return one document of the library, or None if it holds none with this id."""
        ...

    def page(self, document: str, number: int) -> Page:
        """Return one page of a document that the library holds."""
        ...


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """What is open: a document or its school, the places on the screen, and the field that is being corrected."""

    what: str
    document: str
    citations: tuple[Citation, ...]
    field: str | None = None


@dataclass(frozen=True, slots=True)
class RecordParts:
    """The components that events read and write."""

    listing: gr.Row
    view: gr.Column
    record: gr.HTML
    panel: gr.HTML
    box: gr.Column
    asked: gr.HTML
    value: gr.Textbox
    choice: gr.Dropdown
    grade: gr.Dropdown
    words: gr.Textbox
    none: gr.Button
    save: gr.Button
    leave: gr.Button
    said: gr.HTML
    opened: gr.State
    changed: gr.State
    bridge: gr.Textbox
    press: gr.Button


def build(backend: RecordBackend, listing: gr.Row, changed: gr.State) -> RecordParts:
    """Lay out the view of one document or school, wire its events and return its parts."""
    parts = _layout(listing, changed)
    screen = _Screen(backend, parts)
    shown = [parts.listing, parts.view, parts.record, parts.panel, parts.box, parts.asked, parts.value, parts.choice]
    shown += [parts.grade, parts.words, parts.none, parts.said, parts.opened]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    parts.press.click(screen.pressed, [parts.bridge, parts.opened, changed], [*shown, changed], **quiet)
    saving = [parts.opened, parts.value, parts.choice, parts.grade, parts.words, changed]
    parts.save.click(screen.save, saving, [*shown, changed], **quiet)
    parts.value.submit(screen.save, saving, [*shown, changed], **quiet)
    parts.none.click(screen.take_out, [parts.opened, changed], [*shown, changed], **quiet)
    parts.leave.click(lambda: gr.Column(visible=False), None, parts.box, **quiet)
    return parts


def _layout(listing: gr.Row, changed: gr.State) -> RecordParts:
    raw: dict[str, Any] = {"padding": False, "apply_default_css": False}
    with gr.Column(visible=False, elem_id="record-view") as view:
        gr.HTML('<button type="button" class="link" data-record="list">‹ All documents</button>', **raw)
        said = gr.HTML("", elem_id="record-status", **raw)
        with gr.Row(elem_id="record-columns"):
            with gr.Column(elem_id="record-main", min_width=280):
                with gr.Column(visible=False, elem_id="correct-box") as box:
                    asked = gr.HTML("", **raw)
                    value = gr.Textbox(label="Correct value", max_length=LONGEST, elem_id="correct-value")
                    choice = gr.Dropdown(FORMATS, label="Correct format", visible=False, elem_id="correct-choice")
                    grade = gr.Dropdown(GRADE_CHOICES, label="Correct grade", visible=False, elem_id="correct-grade")
                    words = gr.Textbox(
                        label="Correct words", lines=4, max_length=LONGEST_STEP, visible=False, elem_id="correct-words"
                    )
                    with gr.Row():
                        save = gr.Button("Save correction", variant="primary", elem_id="correct-save", min_width=120)
                        none = gr.Button("Not in the document", visible=False, elem_id="correct-none", min_width=190)
                        leave = gr.Button("Cancel", elem_id="correct-cancel", min_width=120)
                record = gr.HTML("", elem_id="record", **raw)
            with gr.Column(elem_id="record-side", min_width=280):
                panel = gr.HTML("", elem_id="record-page", **raw)
    bridge = gr.Textbox(visible="hidden", elem_id="record-bridge", label="Selected record")
    press = gr.Button("Open record", visible="hidden", elem_id="record-press")
    opened = gr.State(None)
    return RecordParts(
        listing, view, record, panel, box, asked, value, choice, grade, words, none, save, leave, said, opened, changed,
        bridge, press,
    )  # fmt: skip


class _Screen:
    """The events. Holds nothing of a session: what is open comes in and goes out."""

    def __init__(self, backend: RecordBackend, parts: RecordParts) -> None:
        self._backend, self._parts = backend, parts

    def pressed(self, wanted: str, opened: OpenedRecord | None, changed: int) -> Any:  # noqa: ANN401 # or "no change"
        """Do what a press on the screen named."""
        match = PRESS.fullmatch(wanted or "")
        updates: Update | None = None
        if match is None:
            return gr.skip()
        if match["list"]:
            updates = {self._parts.listing: gr.Row(visible=True), self._parts.view: gr.Column(visible=False)}
        elif match["what"]:
            updates = self._open(match["what"], match["document"])
        elif opened is not None and match["show"]:
            updates = {self._parts.panel: self._page(opened, int(match["marker"]), match["page"])}
        elif opened is not None and match["field"] and (match["field"] in FIELDS or is_listed(match["field"])):
            ask = match["change"] == "correct"
            updates = self._ask(opened, match["field"]) if ask else self._back(opened, match["field"], changed)
        return updates or gr.skip()

    def save(  # the parts of the form, one of which holds what was given
        self, opened: OpenedRecord | None, value: str, choice: str | None, grade: str | None, words: str, changed: int
    ) -> Any:  # noqa: ANN401 # as above
        """Keep a correction, and show the document with it."""
        if opened is None or opened.field is None:
            return gr.skip()
        if is_listed(opened.field):
            return self._keep(opened, self._listed(opened, value, grade, words), changed)
        return self._keep(
            opened, choice or "" if FIELDS[opened.field].kind is ValueKind.FORMAT else value or "", changed
        )

    def take_out(self, opened: OpenedRecord | None, changed: int) -> Any:  # noqa: ANN401 # as above
        """Say that the document holds no such judgement or next step."""
        if opened is None or opened.field is None or not is_listed(opened.field):
            return gr.skip()
        now = parsed(self._now(opened) or "{}")
        is_step = opened.field.startswith(STEP)
        gone = (
            step_value(None, now.get("kind") or KINDS[0]) if is_step else judgement_value(now["area"] or "", None, None)
        )
        return self._keep(opened, gone, changed)

    def _listed(self, opened: OpenedRecord, area: str, grade: str | None, words: str) -> str:
        """Return what the form says of a judgement or a next step, as values are kept."""
        field, now = opened.field or "", parsed(self._now(opened) or "{}")
        if field.startswith(STEP):
            return step_value(words or "", now.get("kind") or KINDS[0])
        scale, _, word = (grade or "").partition(":")
        named = (area if field == NEW_JUDGEMENT else now.get("area")) or ""
        return judgement_value(named, Scale(scale) if scale else None, word or ("" if field == NEW_JUDGEMENT else None))

    def _now(self, opened: OpenedRecord) -> str | None:
        """Return what stands for the field that is being corrected: the correction in force, or what was read."""
        reading = self._backend.records.reading(opened.document)
        if reading is None or opened.field is None:
            return None
        correction = reading.in_force.get(opened.field)
        return correction.value if correction else read_value(reading.inspection, opened.field)

    def _keep(self, opened: OpenedRecord, given: str, changed: int) -> Update:
        try:
            kept = self._backend.records.correct(opened.document, opened.field or "", given)
        except IngestError as error:
            return {self._parts.said: problem(str(error))}
        words = f"{label_of(kept.field, kept.value)} is now {words_of(kept.field, kept.value)}"
        return self._again(opened, words if words.endswith((".", "!", "?")) else f"{words}.", changed)

    def _back(self, opened: OpenedRecord, field: str, changed: int) -> Update:
        try:
            ended = self._backend.records.take_back(opened.document, field)
        except IngestError as error:
            return {self._parts.said: problem(str(error))}
        return self._again(opened, f"The correction of {label_of(ended.field, ended.value)} was taken back.", changed)

    def _again(self, opened: OpenedRecord, words: str, changed: int) -> Update:
        told: Update = {self._parts.said: status(words), self._parts.changed: changed + 1}
        return {**self._open("record", opened.document), **told}

    def _ask(self, opened: OpenedRecord, field: str) -> Update:
        """Open the form for a field, with what stands there now."""
        parts, opened = self._parts, replace(opened, field=field)
        if self._backend.records.reading(opened.document) is None:
            return self._open("record", opened.document)
        now = self._now(opened)
        shown = record_form.of_listed(field, now) if is_listed(field) else record_form.of_field(field, now)
        return {
            parts.box: gr.Column(visible=True),
            parts.asked: shown.asked,
            parts.value: gr.Textbox(value=shown.value or "", label=shown.label, visible=shown.value is not None),
            parts.choice: gr.Dropdown(value=shown.format, visible=shown.format is not None),
            parts.grade: gr.Dropdown(value=shown.grade or None, visible=shown.grade is not None),
            parts.words: gr.Textbox(value=shown.words or "", visible=shown.words is not None),
            parts.none: gr.Button(visible=shown.can_be_none),
            parts.said: "",
            parts.opened: opened,
        }

    def _open(self, what: str, document: str) -> Update:
        """Show a document or its school, with the place of the first fact beside it."""
        parts, records = self._parts, self._backend.records
        made: tuple[str, tuple[Citation, ...]] | None = None
        if what == "school":
            page = records.school(document)
            made = record_html.school_view(page) if page else None
        else:
            reading = records.reading(document)
            made = record_html.document_view(reading) if reading else None
        if made is None:
            return {
                parts.said: problem("The library no longer holds this document."),
                parts.view: gr.Column(visible=True),
            }
        html, citations = made
        opened = OpenedRecord(what, document, citations)
        return {
            parts.listing: gr.Row(visible=False),
            parts.view: gr.Column(visible=True),
            parts.record: html,
            parts.panel: self._page(opened, 1, None) if citations else NOTHING,
            parts.box: gr.Column(visible=False),
            parts.said: "",
            parts.opened: opened,
        }

    def _page(self, opened: OpenedRecord, marker: int, number: str | None) -> str:
        """Return the page of a place, or another page of its document."""
        if not 1 <= marker <= len(opened.citations):
            return NOTHING
        citation = opened.citations[marker - 1]
        row = self._backend.row(citation.source.document)
        if row is None:
            return problem("This document has been removed from the library.")
        page = self._backend.page(row.document, min(max(int(number or citation.page), 1), row.pages))
        boxes = self._backend.records.highlight(citation, page.number)
        shown = evidence.OpenCitation(replace(citation, heading=None), page, row.pages, boxes, row.media_type == PDF)
        return (
            f'<article class="card evidence-card" aria-labelledby="record-page-title" data-marker="{marker}" '
            f'data-page="{page.number}"><header><div><h3 id="record-page-title" tabindex="-1">'
            f"{evidence.text(citation.heading or '')}</h3></div>"
            '<button type="button" class="link back-to-answer back-to-record">Back to the fields</button></header>'
            f'<blockquote class="quotation">{evidence.text(citation.quote)}</blockquote>'
            f"{evidence.page_of(shown)}</article>"
        )


NOTHING = '<div class="card empty"><p>Select a value to see where it stands on its page.</p></div>'


__all__ = ["OpenedRecord", "RecordParts", "RecordBackend", "build"]
