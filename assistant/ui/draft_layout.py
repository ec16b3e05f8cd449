"""The Draft tab's components and where they stand. Holds no event and no draft.

A section's claims stand in two pieces with the editor between them: on a wide screen the editor stays beside them, on a
narrow one it opens under the selected sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.drafting.frameworks import Framework, Voice
from assistant.drafting.matrices import MATRIX_WORDS
from assistant.drafting.narrowing import AUDIENCES
from assistant.drafting.values import DraftState, ReviewDecision
from assistant.ui import draft_html as made

NOBODY, ANY_YEAR = "not said", "any year"
EVIDENCE_WORDS, PROSE_WORDS = "the documents’ own sentences", "prose, by {}"
STATES = {DraftState.IN_REVIEW: "Send to review", DraftState.AGREED: "Agree", DraftState.DRAFT: "Back to draft"}
DECISIONS = {ReviewDecision.ACCEPTED: "Accept", ReviewDecision.QUERIED: "Query", ReviewDecision.REJECTED: "Reject"}


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """What is open in this browser session, and what was seen of it.

    `version` is that of the draft, `seen` that of the claim, `words` its text; `cite` counts its citations from 0.
    """

    draft: str | None = None
    version: int = 0
    section: str = ""
    claim: str | None = None
    seen: int = 0
    words: str = ""
    cite: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """The controls for a new draft."""

    box: gr.Accordion
    group: gr.Dropdown
    framework: gr.Dropdown
    voice: gr.Radio
    schools: gr.Dropdown
    audience: gr.Dropdown
    since: gr.Dropdown
    until: gr.Dropdown
    matrices: gr.CheckboxGroup
    mode: gr.Radio
    look: gr.Button
    start: gr.Button
    outline: gr.HTML
    choice: gr.Textbox

    @property
    def asked(self) -> list[Any]:
        """What is asked for, in the order in which the events take it."""
        return [
            self.group, self.framework, self.voice, self.schools, self.audience, self.since, self.until, self.matrices,
            self.mode, self.choice,
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Editor:
    """The controls for one sentence."""

    box: gr.Column
    words: gr.Textbox
    save: gr.Button
    verdict: gr.HTML
    reason: gr.Textbox
    decisions: tuple[tuple[ReviewDecision, gr.Button], ...]
    card: gr.HTML
    more: gr.Accordion
    up: gr.Button
    down: gr.Button
    wanted: gr.Textbox
    find: gr.Button
    found: gr.HTML
    own: gr.Accordion
    fresh: gr.Textbox
    add: gr.Button
    page: gr.HTML
    history: gr.HTML


@dataclass(frozen=True, slots=True)
class DraftParts:
    """The components of the tab that events read and write."""

    open: gr.State
    author: gr.Textbox
    earlier: gr.Dropdown
    asking: Asking
    said: gr.HTML
    summary: gr.HTML
    states: gr.Row
    moves: tuple[tuple[DraftState, gr.Button], ...]
    sections: gr.HTML
    columns: gr.Row
    before: gr.HTML
    nothing: gr.HTML
    editor: Editor
    after: gr.HTML
    bridge: gr.Textbox
    press: gr.Button

    @property
    def shown(self) -> list[Any]:
        """Everything that an event may change."""
        e = self.editor
        return [
            self.open, self.earlier, self.asking.box, self.said, self.summary, self.states, self.sections,
            self.columns, self.before, self.nothing, self.after, e.box, e.words, e.verdict, e.reason, e.card, e.page,
            e.history, e.more, e.found, e.own, e.fresh, self.asking.outline,
        ]  # fmt: skip


def layout(frameworks: Sequence[Framework]) -> DraftParts:
    """Lay the tab out."""
    opened = gr.State(OpenDraft())
    with gr.Row(equal_height=True, elem_id="draft-top"):
        author = gr.Textbox(label="Your name (not verified; the history shows it)", elem_id="draft-author")
        earlier = gr.Dropdown([], label="Open a draft", elem_id="draft-earlier", value=None, min_width=240)
    _html('<div id="draft-unsaved-list" class="notice" role="status" hidden></div>', "draft-unsaved")
    asking = _asking(frameworks)
    said, summary = _html("", "draft-said"), _html(made.NO_DRAFT, "draft-summary")
    with gr.Row(visible=False, elem_id="draft-states") as states:
        moves = tuple((state, gr.Button(label, size="sm", min_width=110, scale=0)) for state, label in STATES.items())
    sections = _html("", "draft-sections")
    with gr.Row(visible=False, elem_id="draft-columns") as columns:
        before = _html("", "draft-before")
        with gr.Column(elem_id="draft-side", min_width=0):
            nothing = _html(made.NOTHING, "draft-nothing")
            editor = _editor()
        after = _html("", "draft-after")
    bridge = gr.Textbox(visible="hidden", elem_id="draft-bridge-text", label="Selected sentence")
    press = gr.Button("Show sentence", visible="hidden", elem_id="draft-bridge-press")
    return DraftParts(
        opened, author, earlier, asking, said, summary, states, moves, sections, columns, before, nothing, editor,
        after, bridge, press,
    )  # fmt: skip


def _asking(frameworks: Sequence[Framework]) -> Asking:
    with gr.Accordion("A new draft", open=True, elem_id="draft-new") as box:
        with gr.Row(equal_height=True, elem_id="draft-asked"):
            group = gr.Dropdown([], label="Group", elem_id="draft-group")
            frames = [(f.name, f.key) for f in frameworks]
            frame = gr.Dropdown(frames, label="Framework", elem_id="draft-framework", value=frames[0][1], scale=2)
            voices = [("an inspector", Voice.INSPECTOR.value), ("the trust", Voice.TRUST.value)]
            voice = gr.Radio(
                voices, label="Written in the voice of", value=Voice.INSPECTOR.value, elem_id="draft-voice"
            )
        with gr.Row(equal_height=True, elem_id="draft-narrowing"):
            schools = gr.Dropdown(
                [], label="Schools (empty: all)", multiselect=True, elem_id="draft-schools", scale=2, min_width=240
            )
            audience = gr.Dropdown([NOBODY, *AUDIENCES], label="Written for", value=NOBODY, elem_id="draft-audience")
            since = gr.Dropdown([ANY_YEAR], label="Inspected from", value=ANY_YEAR, min_width=110)
            until = gr.Dropdown([ANY_YEAR], label="Inspected to", value=ANY_YEAR, min_width=110)
        with gr.Row(equal_height=True, elem_id="draft-form"):
            tables = [(words, matrix.value) for matrix, words in MATRIX_WORDS.items()]
            matrices = gr.CheckboxGroup(tables, label="Tables to put in", elem_id="draft-matrices", min_width=240)
            mode = gr.Radio(
                [(EVIDENCE_WORDS, False)], value=False, label="Written in", elem_id="draft-mode", min_width=240,
                info="Prose is written by the chat model of the settings; each sentence is checked, and what is not "
                "borne out never stands as fact.", visible=False,
            )  # fmt: skip
        with gr.Row():
            start = gr.Button("Make a draft", variant="primary", elem_id="draft-start", scale=0, min_width=140)
            look = gr.Button("Choose the evidence first", elem_id="draft-look", scale=0, min_width=200)
        outline = _html("", "draft-outline")
        choice = gr.Textbox("", visible="hidden", elem_id="draft-choice", label="Chosen evidence")
    return Asking(
        box, group, frame, voice, schools, audience, since, until, matrices, mode, look, start, outline, choice
    )


def _editor() -> Editor:
    with gr.Column(visible=False, elem_id="draft-editor") as box:
        words = gr.Textbox(label="Sentence", lines=3, max_lines=12, max_length=2000, elem_id="draft-words")
        _html('<p id="draft-restored-words" class="draft-restored" role="status" hidden></p>', "draft-restored")
        verdict = _html("", "draft-verdict")
        with gr.Row(elem_classes="draft-buttons"):
            save = gr.Button("Save and check", elem_id="draft-save", size="sm", variant="primary", min_width=110)
            decisions = tuple((kind, gr.Button(label, size="sm", min_width=70)) for kind, label in DECISIONS.items())
        reason = gr.Textbox(label="Why (to query or reject)", max_length=2000, elem_id="draft-reason")
        card = _html("", "draft-card")
    with gr.Accordion("Cite more, or move the sentence", open=False, visible=False, elem_id="draft-more") as more:
        with gr.Row():
            label = "Find a passage to cite: words that it should hold"
            wanted = gr.Textbox(label=label, elem_id="draft-wanted", max_length=400, scale=3)
            find = gr.Button("Find", size="sm", elem_id="draft-find", min_width=70)
        found = _html("", "draft-found")
        with gr.Row():
            up = gr.Button("Move up", size="sm", min_width=90)
            down = gr.Button("Move down", size="sm", min_width=90)
    with gr.Accordion("Add a sentence of your own", open=False, visible=False, elem_id="draft-own") as own:
        fresh = gr.Textbox(
            label="New sentence, after the selected one or at the end", lines=2, max_length=2000, elem_id="draft-fresh"
        )
        add = gr.Button("Add and check", size="sm", elem_id="draft-add", min_width=110)
    page, history = _html("", "draft-evidence"), _html("", "draft-history")
    return Editor(
        box, words, save, verdict, reason, decisions, card, more, up, down, wanted, find, found, own, fresh, add, page,
        history,
    )  # fmt: skip


def _html(value: str, elem_id: str) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, padding=False, apply_default_css=False)


__all__ = ["Asking", "Editor", "DraftParts", "OpenDraft", "layout"]
