"""The Draft tab: make a draft, edit and decide on its sentences, see what they cite, bring it to agreement.

Passes what people do to the room. Holds no draft: each event reads it again, so that what somebody else did is seen.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.drafting.frameworks import Voice, framework
from assistant.drafting.room import Kept
from assistant.drafting.values import DraftState, Review, Section
from assistant.ui import draft_html as made
from assistant.ui.backend import Backend
from assistant.ui.claims import problem
from assistant.ui.draft_layout import Parts, Selected, layout
from assistant.ui.evidence import Shown
from ingest.errors import IngestError
from ingest.library.narratives import CannotMove, NarrativeConflict

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
BRIDGE = re.compile(
    r"section:(?P<section>[a-z0-9-]{1,120})|claim:(?P<claim>.{1,200})|cite:(?P<cite>\d{1,4})|"
    r"uncite:(?P<uncite>\d{1,4})|page:\d{1,6}:(?P<page>\d{1,6})"
)
PDF = "application/pdf"
SAVE_AGAIN = (
    "Yours still stands in the editor. Save it again to put it in place, or open the sentence again to drop it."
)
LOOK_AGAIN = "Your decision was not kept. The sentence is shown as it stands now: decide on that."

Update = dict[Any, Any]


def build(backend: Backend) -> Parts:
    """Lay out the tab, wire its events and return its parts."""
    parts = layout()
    _wire(_Screen(backend, parts), parts)
    return parts


def refreshed(backend: Backend, parts: Parts) -> Update:
    """Return the updates when the page is opened or the library has changed."""
    groups = list(backend.boards.groups())
    return {
        parts.earlier: gr.Dropdown(choices=_choices(backend)),
        parts.asking.group: gr.Dropdown(choices=groups, value=groups[0] if groups else None),
    }


def _choices(backend: Backend) -> list[tuple[str, str]]:
    try:
        return [(f"{r.title} · {r.state} · {r.made_by}", r.id) for r in backend.room.listed()]
    except IngestError:  # the other tabs say what is wrong with the library
        return []


def _wire(screen: _Screen, parts: Parts) -> None:
    asking, editor, shown = parts.asking, parts.editor, parts.shown
    asked = [asking.group, asking.framework, asking.voice, parts.author]
    asking.start.click(screen.make, asked, shown, concurrency_limit=1, api_visibility="private")
    parts.earlier.input(screen.reopen, parts.earlier, shown, **QUIET)
    parts.press.click(screen.select, [parts.bridge, parts.open, parts.author], shown, **QUIET)
    editor.save.click(screen.edit, [parts.open, editor.words, parts.author], shown, **QUIET)
    for review, button in editor.decisions:
        given = [gr.State(review.value), parts.open, editor.reason, parts.author]
        button.click(screen.decide, given, shown, **QUIET)
    for state, button in parts.moves:
        button.click(screen.move, [gr.State(state.value), parts.open, parts.author], shown, **QUIET)


class _Screen:
    """The events of the tab."""

    def __init__(self, backend: Backend, parts: Parts) -> None:
        self._backend, self._parts = backend, parts

    def make(
        self,
        group: str | None,
        key: str,
        voice: str,
        author: str,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 (how Gradio hands it in)
    ) -> Update:
        """Compose a draft, telling how far it has come."""
        try:
            chosen = framework(key)
            told = lambda done, total: progress((done, total), unit="sections")  # noqa: E731
            kept = self._backend.room.make(group or None, chosen, Voice(voice), author, told)
        except IngestError as error:
            return self._wrong(error)
        opened = self._opened(kept)
        return opened | {self._parts.earlier: gr.Dropdown(choices=_choices(self._backend), value=kept.record.id)}

    def reopen(self, draft: str | None) -> Update:
        """Show a draft that was made earlier."""
        if not draft:
            return {self._parts.said: ""}
        try:
            return self._opened(self._backend.room.open(draft))
        except IngestError as error:
            return self._wrong(error)

    def select(self, wanted: str, opened: Selected, author: str) -> Update:
        """Do what a press on the screen named: show a section, a sentence or a page, or take a citation away."""
        match = BRIDGE.fullmatch(wanted or "")
        if match is None or opened.draft is None:
            return {self._parts.said: ""}
        try:
            kept = self._backend.room.open(opened.draft)
            if match["section"]:
                return self._section(kept, _of_key(kept, match["section"]))
            if match["claim"]:
                return self._selected(kept, match["claim"])
            if match["uncite"]:
                return self._uncited(opened, int(match["uncite"]), author or "")
            return self._turned(kept, opened, match["cite"], match["page"])
        except IngestError as error:
            return self._wrong(error)

    def edit(self, opened: Selected, words: str, author: str) -> Update:
        """Keep a sentence as somebody wrote it, with its verdict; where somebody else was quicker, show both."""
        if opened.draft is None or opened.claim is None:
            return {self._parts.said: ""}
        try:
            kept = self._backend.room.edit(opened.draft, opened.claim, opened.seen, words or "", author or "")
        except NarrativeConflict as error:
            seen = replace(opened, seen=error.theirs.version)
            return {self._parts.said: made.conflict(error, error.mine, SAVE_AGAIN), self._parts.open: seen}
        except IngestError as error:
            return self._wrong(error)
        return self._selected(kept, opened.claim, "Kept and checked.")

    def decide(self, review: str, opened: Selected, reason: str, author: str) -> Update:
        """Keep what a reviewer decided on a sentence."""
        if opened.draft is None or opened.claim is None:
            return {self._parts.said: ""}
        room = self._backend.room
        try:
            kept = room.decide(opened.draft, opened.claim, opened.seen, Review(review), reason or "", author or "")
        except NarrativeConflict as error:
            return self._collided(opened, error)
        except IngestError as error:
            return self._wrong(error)
        return self._selected(kept, opened.claim, "Decision kept.")

    def move(self, state: str, opened: Selected, author: str) -> Update:
        """Bring the draft into a state, if it is still as it was seen."""
        if opened.draft is None:
            return {self._parts.said: ""}
        room = self._backend.room
        try:
            kept = room.move(opened.draft, opened.version, DraftState(state), author or "")
        except CannotMove as error:
            return self._again(room.open(opened.draft), opened) | self._wrong(error)
        except IngestError as error:
            return self._wrong(error)
        words = made.status(f"The draft is now: {kept.record.state}.")
        return self._again(kept, opened) | {self._parts.said: words}

    def _uncited(self, opened: Selected, which: int, author: str) -> Update:
        if opened.draft is None or opened.claim is None:
            return {self._parts.said: ""}
        room = self._backend.room
        try:
            kept = room.uncite(opened.draft, opened.claim, opened.seen, which, author)
        except NarrativeConflict as error:
            return self._collided(opened, error)
        return self._selected(kept, opened.claim, "The citation is taken away, and the sentence checked again.")

    def _collided(self, opened: Selected, error: NarrativeConflict) -> Update:
        """Show what was seen beside what stands now, and the sentence as it stands now."""
        again = self._again(self._backend.room.open(opened.draft or ""), opened)
        return again | {self._parts.said: made.conflict(error, opened.words, LOOK_AGAIN)}

    def _wrong(self, error: IngestError) -> Update:
        return {self._parts.said: problem(str(error))}

    def _again(self, kept: Kept, opened: Selected) -> Update:
        """Show the draft as it stands, with what was open still open."""
        if opened.claim is not None and opened.claim in kept.versions:
            return self._selected(kept, opened.claim)
        return self._section(kept, _of_key(kept, opened.section))

    def _opened(self, kept: Kept) -> Update:
        parts = self._parts
        first = self._section(kept, kept.draft.sections[0])
        return first | {
            parts.states: gr.Row(visible=True),
            parts.columns: gr.Row(visible=True),
            parts.asking.box: gr.Accordion(open=False),
        }

    def _section(self, kept: Kept, section: Section) -> Update:
        parts = self._parts
        return {
            parts.open: Selected(kept.record.id, kept.record.version, section.key),
            parts.said: "",
            parts.summary: made.summary(kept),
            parts.sections: made.sections(kept, section.key),
            parts.before: made.before(section, None),
            parts.after: made.after(kept, section, None),
            parts.nothing: gr.HTML(visible=True),
            parts.editor.box: gr.Column(visible=False),
        }

    def _selected(self, kept: Kept, id: str, done: str = "") -> Update:
        parts, editor = self._parts, self._parts.editor
        section, claim = kept.claim(id)
        seen = Selected(kept.record.id, kept.record.version, section.key, id, kept.versions[id], claim.text)
        return {
            parts.open: seen,
            parts.said: made.status(done) if done else "",
            parts.summary: made.summary(kept),
            parts.sections: made.sections(kept, section.key),
            parts.before: made.before(section, id),
            parts.after: made.after(kept, section, id),
            parts.nothing: gr.HTML(visible=False),
            editor.box: gr.Column(visible=True),
            editor.words: claim.text,
            editor.verdict: made.verdict(claim),
            editor.reason: "",
            editor.card: made.card(claim, 0),
            editor.page: self._evidence(kept, id, 0, None),
            editor.history: made.history(self._backend.room.history(kept.record.id, id)),
        }

    def _turned(self, kept: Kept, opened: Selected, cite: str | None, page: str | None) -> Update:
        """Show another citation, or another page of the same document."""
        if opened.claim is None:
            return {self._parts.said: ""}
        which = int(cite) if cite else opened.cite
        editor = self._parts.editor
        return {
            self._parts.open: replace(opened, cite=which),
            editor.card: made.card(kept.claim(opened.claim)[1], which),
            editor.page: self._evidence(kept, opened.claim, which, int(page) if page else None),
        }

    def _evidence(self, kept: Kept, id: str, which: int, number: int | None) -> str:
        _, claim = kept.claim(id)
        if which >= len(claim.citations):
            return ""
        row = self._backend.row(claim.citations[which].document)
        if row is None:
            return problem("This document is no longer in the library, so its page cannot be shown.")
        citation = made.citation_of(claim.citations[which], row.format)
        number = min(max(number or citation.page, 1), row.pages)
        on_page = any(place.page == number for place in citation.locators)
        boxes = self._backend.highlight(citation, number) if on_page else ()
        page = self._backend.page(row.document, number)
        return made.evidence(Shown(citation, page, row.pages, boxes, row.media_type == PDF))


def _of_key(kept: Kept, key: str) -> Section:
    """Return a section by its key; the first where there is none such."""
    return next((section for section in kept.draft.sections if section.key == key), kept.draft.sections[0])


__all__ = ["Parts", "build", "refreshed"]
