"""The Draft tab's components and where they stand. Holds no event and no draft.

A section's claims stand in two pieces with the editor between them: on a wide screen the editor stays beside them, on a
narrow one it opens under the selected sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.drafting.frameworks import Voice, all_frameworks
from assistant.drafting.values import DraftState, Review
from assistant.ui import draft_html as made

STATES = {DraftState.IN_REVIEW: "Send to review", DraftState.AGREED: "Agree", DraftState.DRAFT: "Back to draft"}
DECISIONS = {Review.ACCEPTED: "Accept", Review.QUERIED: "Query", Review.REJECTED: "Reject"}


@dataclass(frozen=True, slots=True)
class Selected:
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
    start: gr.Button


@dataclass(frozen=True, slots=True)
class Editor:
    """The controls for one sentence."""

    box: gr.Column
    words: gr.Textbox
    save: gr.Button
    verdict: gr.HTML
    reason: gr.Textbox
    decisions: tuple[tuple[Review, gr.Button], ...]
    card: gr.HTML
    page: gr.HTML
    history: gr.HTML


@dataclass(frozen=True, slots=True)
class Parts:
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
            e.history,
        ]  # fmt: skip


def layout() -> Parts:
    """Lay the tab out."""
    opened = gr.State(Selected())
    with gr.Row(equal_height=True, elem_id="draft-top"):
        author = gr.Textbox(label="Your name (not verified; the history shows it)", elem_id="draft-author")
        earlier = gr.Dropdown([], label="Open a draft", elem_id="draft-earlier", value=None, min_width=240)
    asking = _asking()
    said, summary = _html("", "draft-said"), _html("", "draft-summary")
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
    return Parts(
        opened, author, earlier, asking, said, summary, states, moves, sections, columns, before, nothing, editor,
        after, bridge, press,
    )  # fmt: skip


def _asking() -> Asking:
    with gr.Accordion("A new draft", open=True, elem_id="draft-new") as box:
        with gr.Row(equal_height=True, elem_id="draft-asked"):
            group = gr.Dropdown([], label="Group", elem_id="draft-group")
            frames = [(f.name, f.key) for f in all_frameworks()]
            frame = gr.Dropdown(frames, label="Framework", elem_id="draft-framework", value=frames[0][1])
            voices = [v.value for v in Voice]
            voice = gr.Radio(voices, label="Voice", value=Voice.INSPECTOR.value, elem_id="draft-voice")
        start = gr.Button("Make a draft", variant="primary", elem_id="draft-start", scale=0, min_width=140)
    return Asking(box, group, frame, voice, start)


def _editor() -> Editor:
    with gr.Column(visible=False, elem_id="draft-editor") as box:
        words = gr.Textbox(label="Sentence", lines=3, max_lines=12, max_length=2000, elem_id="draft-words")
        verdict = _html("", "draft-verdict")
        with gr.Row(elem_classes="draft-buttons"):
            save = gr.Button("Save and check", elem_id="draft-save", size="sm", variant="primary", min_width=110)
            decisions = tuple((kind, gr.Button(label, size="sm", min_width=70)) for kind, label in DECISIONS.items())
        reason = gr.Textbox(label="Why (to query or reject)", max_length=2000, elem_id="draft-reason")
        card, page, history = _html("", "draft-card"), _html("", "draft-evidence"), _html("", "draft-history")
    return Editor(box, words, save, verdict, reason, decisions, card, page, history)


def _html(value: str, elem_id: str) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, padding=False, apply_default_css=False)


__all__ = ["Asking", "Editor", "Parts", "Selected", "layout"]
