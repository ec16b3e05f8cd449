"""The Draft tab: make a draft, edit and decide on its sentences, see what they cite, bring it to agreement.

Lays out the tab and passes what people do to the room. Holds no draft: each event reads it again, so that what
somebody else did is seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.drafting.frameworks import Voice, all_frameworks, framework
from assistant.drafting.room import Kept
from assistant.drafting.values import DraftState, Review
from assistant.ui import draft_html as made
from assistant.ui.backend import Backend
from assistant.ui.claims import problem
from assistant.ui.evidence import Shown
from ingest.errors import IngestError
from ingest.library.narratives import NarrativeConflict

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
BRIDGE = re.compile(r"claim:(?P<claim>.{1,200})|cite:(?P<cite>\d{1,4})|page:\d{1,6}:(?P<page>\d{1,6})")
PDF = "application/pdf"

Update = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Selected:
    """Which draft is open in this browser session, which sentence in which version, and which citation."""

    draft: str | None = None
    claim: str | None = None
    seen: int = 0
    cite: int = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the tab that events read and write."""

    open: gr.State
    author: gr.Textbox
    group: gr.Textbox
    framework: gr.Dropdown
    voice: gr.Radio
    start: gr.Button
    earlier: gr.Dropdown
    said: gr.HTML
    summary: gr.HTML
    states: gr.Row
    columns: gr.Row
    whole: gr.HTML
    card: gr.HTML
    editing: gr.Column
    words: gr.Textbox
    reason: gr.Textbox
    page: gr.HTML
    bridge: gr.Textbox
    press: gr.Button
    save: gr.Button
    decisions: tuple[tuple[Review, gr.Button], ...]
    moves: tuple[tuple[DraftState, gr.Button], ...]


def build(backend: Backend) -> Parts:
    """Lay out the tab, wire its events and return its parts."""
    parts = _layout()
    _wire(_Screen(backend, parts), parts)
    return parts


def refreshed(backend: Backend, parts: Parts) -> Update:
    """Return the updates when the page is opened or the library has changed."""
    return {parts.earlier: gr.Dropdown(choices=_choices(backend))}


def _choices(backend: Backend) -> list[tuple[str, str]]:
    try:
        return [(f"{r.title} · {r.state} · {r.made_by}", r.id) for r in backend.room.listed()]
    except IngestError:  # the other tabs say what is wrong with the library
        return []


def _html(value: str, elem_id: str) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, padding=False, apply_default_css=False)


def _layout() -> Parts:
    opened = gr.State(Selected())
    with gr.Row(equal_height=True):
        author = gr.Textbox(label="Your name (not verified; the history shows it)", elem_id="draft-author")
        group = gr.Textbox(label="Group (may be empty where there is only one)", elem_id="draft-group")
        frames = [(f.name, f.key) for f in all_frameworks()]
        frame = gr.Dropdown(frames, label="Framework", elem_id="draft-framework", value=frames[0][1])
        voice = gr.Radio([v.value for v in Voice], label="Voice", value=Voice.INSPECTOR.value, elem_id="draft-voice")
    with gr.Row(equal_height=True):
        start = gr.Button("Make a draft", variant="primary", elem_id="draft-start", scale=0, min_width=140)
        earlier = gr.Dropdown([], label="Drafts", elem_id="draft-earlier", value=None, min_width=240)
    said, summary = _html("", "draft-said"), _html("", "draft-summary")
    with gr.Row(visible=False) as states:
        words = {DraftState.IN_REVIEW: "Send to review", DraftState.AGREED: "Agree", DraftState.DRAFT: "Back to draft"}
        moves = tuple((state, gr.Button(label, size="sm", min_width=110)) for state, label in words.items())
    with gr.Row(visible=False, elem_id="draft-columns") as columns:
        with gr.Column(min_width=280):
            whole = _html("", "draft-whole")
        with gr.Column(min_width=280):
            card = _html(made.NOTHING, "draft-card")
            editing, text, reason, save, decisions = _editor()
            page = _html("", "draft-evidence")
    bridge = gr.Textbox(visible="hidden", elem_id="draft-bridge-text", label="Selected sentence")
    press = gr.Button("Show sentence", visible="hidden", elem_id="draft-bridge-press")
    return Parts(
        opened, author, group, frame, voice, start, earlier, said, summary, states, columns, whole, card, editing, text,
        reason, page, bridge, press, save, decisions, moves,
    )  # fmt: skip


def _editor() -> tuple[gr.Column, gr.Textbox, gr.Textbox, gr.Button, tuple[tuple[Review, gr.Button], ...]]:
    with gr.Column(visible=False) as editing:
        text = gr.Textbox(label="Sentence", lines=3, max_length=2000, elem_id="draft-words")
        save = gr.Button("Save and check", elem_id="draft-save", size="sm")
        reason = gr.Textbox(label="Why (to query or reject)", max_length=2000, elem_id="draft-reason")
        with gr.Row():
            words = {Review.ACCEPTED: "Accept", Review.QUERIED: "Query", Review.REJECTED: "Reject"}
            decisions = tuple((review, gr.Button(label, size="sm", min_width=80)) for review, label in words.items())
    return editing, text, reason, save, decisions


def _wire(screen: _Screen, parts: Parts) -> None:
    shown = [
        parts.open, parts.earlier, parts.said, parts.summary, parts.states, parts.columns, parts.whole, parts.card,
        parts.editing, parts.words, parts.reason, parts.page,
    ]  # fmt: skip
    asked = [parts.group, parts.framework, parts.voice, parts.author]
    parts.start.click(screen.make, asked, shown, concurrency_limit=1, api_visibility="private")
    parts.earlier.input(screen.reopen, parts.earlier, shown, **QUIET)
    parts.press.click(screen.select, [parts.bridge, parts.open], shown, **QUIET)
    parts.save.click(screen.edit, [parts.open, parts.words, parts.author], shown, **QUIET)
    for review, button in parts.decisions:
        given = [gr.State(review.value), parts.open, parts.reason, parts.author]
        button.click(screen.decide, given, shown, **QUIET)
    for state, button in parts.moves:
        button.click(screen.move, [gr.State(state.value), parts.open, parts.author], shown, **QUIET)


class _Screen:
    """The events of the tab."""

    def __init__(self, backend: Backend, parts: Parts) -> None:
        self._backend, self._parts = backend, parts

    def make(self, group: str, key: str, voice: str, author: str, progress: gr.Progress = gr.Progress()) -> Update:  # noqa: B008 (how Gradio hands it in)
        """Compose a draft, telling how far it has come."""
        try:
            chosen = framework(key)
            told = lambda done, total: progress((done, total), unit="sections")  # noqa: E731
            kept = self._backend.room.make(group.strip() or None, chosen, Voice(voice), author, told)
        except IngestError as error:
            return {self._parts.said: problem(str(error))}
        opened = self._opened(kept)
        return opened | {self._parts.earlier: gr.Dropdown(choices=_choices(self._backend), value=kept.record.id)}

    def reopen(self, draft: str | None) -> Update:
        """Show a draft that was made earlier."""
        if not draft:
            return {self._parts.said: ""}
        try:
            return self._opened(self._backend.room.open(draft))
        except IngestError as error:
            return {self._parts.said: problem(str(error))}

    def select(self, wanted: str, opened: Selected) -> Update:
        """Show the sentence, or the page of its document, that a press on the screen named."""
        match = BRIDGE.fullmatch(wanted or "")
        if match is None or opened.draft is None:
            return {self._parts.said: ""}
        try:
            kept = self._backend.room.open(opened.draft)
            if match["claim"]:
                return self._selected(kept, match["claim"])
            cite = int(match["cite"]) if match["cite"] else opened.cite
            page = self._evidence(kept, opened.claim, cite, int(match["page"]) if match["page"] else None)
        except IngestError as error:
            return {self._parts.said: problem(str(error))}
        return {self._parts.page: page, self._parts.open: Selected(opened.draft, opened.claim, opened.seen, cite)}

    def edit(self, opened: Selected, words: str, author: str) -> Update:
        """Keep a sentence as somebody wrote it, with its verdict; where somebody else was quicker, show both."""
        if opened.draft is None or opened.claim is None:
            return {self._parts.said: ""}
        try:
            kept = self._backend.room.edit(opened.draft, opened.claim, opened.seen, words or "", author or "")
        except NarrativeConflict as error:
            return self._collided(opened, error)
        except IngestError as error:
            return {self._parts.said: problem(str(error))}
        return self._selected(kept, opened.claim) | {self._parts.said: made.status("Kept and checked.")}

    def decide(self, review: str, opened: Selected, reason: str, author: str) -> Update:
        """Keep what a reviewer decided on a sentence."""
        if opened.draft is None or opened.claim is None:
            return {self._parts.said: ""}
        room = self._backend.room
        try:
            kept = room.decide(opened.draft, opened.claim, opened.seen, Review(review), reason or "", author or "")
        except NarrativeConflict as error:
            return {self._parts.said: problem(f"{error.theirs.changed_by} changed this sentence. Open it again first.")}
        except IngestError as error:
            return {self._parts.said: problem(str(error))}
        return self._selected(kept, opened.claim) | {self._parts.said: made.status("Decision kept.")}

    def move(self, state: str, opened: Selected, author: str) -> Update:
        """Bring the draft into a state."""
        if opened.draft is None:
            return {self._parts.said: ""}
        room = self._backend.room
        try:
            seen = room.open(opened.draft).record.version
            kept = room.move(opened.draft, seen, DraftState(state), author or "")
        except IngestError as error:
            return {self._parts.said: problem(str(error))}
        words = made.status(f"The draft is now: {kept.record.state}.")
        return {self._parts.summary: made.summary(kept), self._parts.said: words}

    def _collided(self, opened: Selected, error: NarrativeConflict) -> Update:
        seen = Selected(opened.draft, opened.claim, error.theirs.version, opened.cite)
        return {self._parts.said: made.conflict(error), self._parts.open: seen}

    def _opened(self, kept: Kept) -> Update:
        parts = self._parts
        return {
            parts.open: Selected(kept.record.id),
            parts.said: "",
            parts.summary: made.summary(kept),
            parts.states: gr.Row(visible=True),
            parts.columns: gr.Row(visible=True),
            parts.whole: made.whole(kept, None),
            parts.card: made.NOTHING,
            parts.editing: gr.Column(visible=False),
            parts.page: "",
        }

    def _selected(self, kept: Kept, id: str) -> Update:
        parts = self._parts
        _, claim = kept.claim(id)
        return {
            parts.open: Selected(kept.record.id, id, kept.versions[id]),
            parts.said: "",
            parts.summary: made.summary(kept),
            parts.whole: made.whole(kept, id),
            parts.card: made.card(claim, self._backend.room.history(kept.record.id, id)),
            parts.editing: gr.Column(visible=True),
            parts.words: claim.text,
            parts.reason: "",
            parts.page: self._evidence(kept, id, 0, None),
        }

    def _evidence(self, kept: Kept, id: str | None, which: int, number: int | None) -> str:
        if id is None:
            return ""
        _, claim = kept.claim(id)
        if which >= len(claim.citations):
            return ""
        citation = made.citation_of(claim.citations[which])
        row = self._backend.row(citation.source.document)
        if row is None:
            return problem("This document is no longer in the library, so its page cannot be shown.")
        number = min(max(number or citation.page, 1), row.pages)
        on_page = any(place.page == number for place in citation.locators)
        boxes = self._backend.highlight(citation, number) if on_page else ()
        page = self._backend.page(row.document, number)
        return made.evidence(Shown(citation, page, row.pages, boxes, row.media_type == PDF))


__all__ = ["Parts", "build", "refreshed"]
