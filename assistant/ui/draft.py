"""The Draft tab: make a draft, edit and decide on its sentences, see what they cite, bring it to agreement.

Passes what people do to the room. Holds no draft: each event reads it again, so that what somebody else did is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.drafting.room import KeptDraft
from assistant.drafting.values import DraftState, ReviewDecision, Section
from assistant.ui import draft_html as made
from assistant.ui import draft_making, draft_outline
from assistant.ui.backend import Backend
from assistant.ui.draft_layout import ANY_YEAR, EVIDENCE_WORDS, PROSE_WORDS, DraftParts, OpenDraft, layout
from assistant.ui.evidence import OpenCitation
from assistant.ui.notices import problem, status
from ingest.errors import IngestError
from ingest.library.narratives import CannotMove, NarrativeConflict

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
BRIDGE = re.compile(
    r"section:(?P<section>[a-z0-9-]{1,120})|claim:(?P<claim>.{1,200})|cite:(?P<cite>\d{1,4})|"
    r"resume:(?P<resume>[0-9a-f]{32})/(?P<at>.{1,200})|uncite:(?P<uncite>\d{1,4})|place:(?P<place>[0-9a-f]{64}:\d{1,6}/\d{1,4})|page:\d{1,6}:(?P<page>\d{1,6})"
)
PDF = "application/pdf"
SAVE_AGAIN = (
    "Yours still stands in the editor. Save it again to put it in place, or open the sentence again to drop it."
)
LOOK_AGAIN = "The sentence is shown as it stands now, and where: decide on that."

Update = dict[Any, Any]


def build(backend: Backend) -> DraftParts:
    """Lay out the tab, wire its events and return its parts."""
    parts = layout(backend.room.frameworks())
    _wire(_Screen(backend, parts), parts)
    return parts


def refreshed(backend: Backend, parts: DraftParts) -> Update:
    """Return the updates when the page is opened or the library has changed."""
    groups, years = list(backend.boards.groups()), [ANY_YEAR, *map(str, backend.boards.years())]
    return {
        parts.earlier: gr.Dropdown(choices=_choices(backend)),
        parts.asking.group: gr.Dropdown(choices=groups, value=groups[0] if groups else None),
        parts.asking.schools: gr.Dropdown(choices=_schools(backend, groups[0] if groups else None), value=[]),
        parts.asking.since: gr.Dropdown(choices=years, value=ANY_YEAR),
        parts.asking.until: gr.Dropdown(choices=years, value=ANY_YEAR),
        parts.asking.mode: _modes(backend),
    }


def changing(parts: DraftParts) -> list[Any]:
    """Return the components that `refreshed` updates."""
    asking = parts.asking
    return [parts.earlier, asking.group, asking.schools, asking.since, asking.until, asking.mode]


def _modes(backend: Backend) -> Any:  # noqa: ANN401 (a Gradio update)
    """Offer prose where a chat model is configured; else there is nothing to choose."""
    model = backend.room.model
    choices = [(EVIDENCE_WORDS, False), *([(PROSE_WORDS.format(model), True)] if model else [])]
    return gr.Radio(choices=choices, value=False, visible=bool(model))


def _schools(backend: Backend, group: str | None) -> list[str]:
    try:
        return list(backend.room.schools(group)) if group else []
    except IngestError:  # the other tabs say what is wrong with the library
        return []


def _choices(backend: Backend) -> list[tuple[str, str]]:
    try:
        return [(f"{r.title} · {r.state} · {r.made_by}", r.id) for r in backend.room.listed()]
    except IngestError:  # the other tabs say what is wrong with the library
        return []


def _wire(screen: _Screen, parts: DraftParts) -> None:
    asking, editor, shown = parts.asking, parts.editor, parts.shown
    make = [parts.author, *asking.asked]
    making = asking.start.click(screen.make, make, [*shown, asking.start], concurrency_limit=1, **QUIET)
    making.failure(screen.failed, None, [parts.said, asking.start], **QUIET)
    asking.look.click(screen.look, asking.asked, [parts.said, asking.outline], **QUIET)
    asking.group.select(screen.of_group, asking.group, asking.schools, **QUIET)
    parts.earlier.select(screen.reopen, parts.earlier, shown, **QUIET)
    parts.press.click(screen.select, [parts.bridge, parts.open, parts.author], shown, **QUIET)
    editor.save.click(screen.edit, [parts.open, editor.words, parts.author], shown, **QUIET)
    editor.find.click(screen.find, [parts.open, editor.wanted], [parts.said, editor.found], **QUIET)
    editor.wanted.submit(screen.find, [parts.open, editor.wanted], [parts.said, editor.found], **QUIET)
    editor.add.click(screen.add, [parts.open, editor.fresh, parts.author], shown, **QUIET)
    for by, button in ((-1, editor.up), (1, editor.down)):
        button.click(screen.shift, [gr.State(by), parts.open, parts.author], shown, **QUIET)
    for review, button in editor.decisions:
        given = [gr.State(review.value), parts.open, editor.reason, parts.author]
        button.click(screen.decide, given, shown, **QUIET)
    for state, button in parts.moves:
        button.click(screen.move, [gr.State(state.value), parts.open, parts.author], shown, **QUIET)


class _Screen:
    """The events of the tab."""

    def __init__(self, backend: Backend, parts: DraftParts) -> None:
        self._backend, self._parts = backend, parts

    def make(self, author: str, *asked: str) -> Iterator[Update]:
        """Compose a draft, telling how far it has come."""
        parts, room = self._parts, self._backend.room
        yield {parts.said: draft_making.progress(None), parts.asking.start: gr.Button("Writing …", interactive=False)}
        ready = {parts.asking.start: gr.Button("Make a draft", interactive=True)}
        try:
            group, key, voice, narrowing, prose = draft_making.wanted(*asked)
            frame = room.framework(key)
            for step in draft_making.told(lambda tell: room.make(group, frame, voice, author, tell, narrowing, prose)):
                if isinstance(step, KeptDraft):
                    listed = gr.Dropdown(choices=_choices(self._backend), value=step.record.id)
                    yield self._opened(step) | {parts.earlier: listed} | ready
                else:
                    yield {parts.said: draft_making.progress(step)}
        except IngestError as error:
            yield self._wrong(error) | ready

    def failed(self) -> Update:
        """Put the screen back in order after an error that nobody foresaw; the log has the details."""
        words = "Something went wrong while the draft was written. The server's log says more."
        return {
            self._parts.said: problem(words),
            self._parts.asking.start: gr.Button("Make a draft", interactive=True),
        }

    def look(self, *asked: str) -> Iterator[Update]:
        """Show the evidence of each question, to be left out or to be quoted."""
        yield {self._parts.said: draft_making.LOOKING}
        try:
            group, key, _, narrowing, _ = draft_making.wanted(*asked)
            rows = self._backend.room.outline(group, self._backend.room.framework(key), narrowing)
        except IngestError as error:
            yield self._wrong(error)
            return
        yield {self._parts.said: "", self._parts.asking.outline: draft_outline.outline(rows, narrowing)}

    def of_group(self, group: str | None) -> Any:  # noqa: ANN401 (a Gradio update)
        """Offer the schools of the chosen group."""
        return gr.Dropdown(choices=_schools(self._backend, group), value=[])

    def reopen(self, draft: str | None) -> Update:
        """Show a draft that was made earlier."""
        if not draft:
            return {self._parts.said: ""}
        try:
            return self._opened(self._backend.room.open(draft))
        except IngestError as error:
            return self._wrong(error)

    def select(self, wanted: str, opened: OpenDraft, author: str) -> Update:
        """Do what a press on the screen named: show a section, a sentence or a page, or take a citation away."""
        match = BRIDGE.fullmatch(wanted or "")
        if match is None or (opened.draft is None and not match["resume"]):
            return {self._parts.said: ""}
        try:
            return self._resumed(match) if match["resume"] else self._pressed(match, opened, author or "")
        except IngestError as error:
            return self._wrong(error)

    def _resumed(self, match: re.Match[str]) -> Update:
        """Open a draft at the sentence, or the section ("+key"), for which something was typed and not saved."""
        kept = self._backend.room.open(match["resume"])
        opened = self._opened(kept) | {
            self._parts.earlier: gr.Dropdown(choices=_choices(self._backend), value=kept.record.id)
        }
        if match["at"] in kept.versions:
            return opened | self._selected(kept, match["at"])
        return opened | self._section(kept, _of_key(kept, match["at"].removeprefix("+")))

    def _pressed(self, match: re.Match[str], opened: OpenDraft, author: str) -> Update:
        kept = self._backend.room.open(opened.draft or "")
        if match["section"]:
            return self._section(kept, _of_key(kept, match["section"]))
        if match["claim"]:
            return self._selected(kept, match["claim"])
        if match["uncite"] or match["place"]:
            return self._cited(opened, match["place"], int(match["uncite"] or 0), author)
        return self._turned(kept, opened, match["cite"], match["page"])

    def edit(self, opened: OpenDraft, words: str, author: str) -> Update:
        """Keep a sentence as somebody wrote it, with its verdict; where somebody else was quicker, show both."""
        if opened.draft is None or opened.claim is None:
            return {self._parts.said: ""}
        try:
            kept = self._backend.room.edit(opened.draft, opened.claim, opened.seen, words or "", author or "")
        except NarrativeConflict as error:
            seen = replace(opened, seen=error.theirs.version)
            return {self._parts.said: made.conflict(error, "You wrote", error.mine, SAVE_AGAIN), self._parts.open: seen}
        except IngestError as error:
            return self._wrong(error)
        return self._selected(kept, opened.claim, "Kept and checked.")

    def decide(self, review: str, opened: OpenDraft, reason: str, author: str) -> Update:
        """Keep what a reviewer decided on a sentence."""
        if opened.draft is None or opened.claim is None:
            return {self._parts.said: ""}
        room = self._backend.room
        try:
            kept = room.decide(
                opened.draft, opened.claim, opened.seen, ReviewDecision(review), reason or "", author or ""
            )
        except NarrativeConflict as error:
            return self._collided(opened, error)
        except IngestError as error:
            return self._wrong(error)
        return self._selected(kept, opened.claim, "Decision kept.")

    def move(self, state: str, opened: OpenDraft, author: str) -> Update:
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
        words = status(f"The draft is now: {kept.record.state}.")
        return self._again(kept, opened) | {self._parts.said: words}

    def find(self, opened: OpenDraft, words: str) -> Update:
        """Show sentences of the group's documents that the sentence can cite."""
        if opened.draft is None:
            return {self._parts.said: ""}
        try:
            places = self._backend.room.places(opened.draft, words or "")
        except IngestError as error:
            return self._wrong(error)
        return {self._parts.said: "", self._parts.editor.found: made.places(places)}

    def add(self, opened: OpenDraft, words: str, author: str) -> Update:
        """Put a sentence of somebody's own behind the selected one, or at the section's end."""
        if opened.draft is None:
            return {self._parts.said: ""}
        try:
            kept, id = self._backend.room.add(opened.draft, opened.section, opened.claim, words or "", author or "")
        except IngestError as error:
            return self._wrong(error)
        return self._selected(kept, id, "Added and checked. See what it cites.")

    def shift(self, by: int, opened: OpenDraft, author: str) -> Update:
        """Move the selected sentence up or down."""
        if opened.draft is None or opened.claim is None:
            return {self._parts.said: ""}
        try:
            kept = self._backend.room.shift(opened.draft, opened.claim, opened.seen, by, author or "")
        except NarrativeConflict as error:
            return self._collided(opened, error)
        except IngestError as error:
            return self._wrong(error)
        return self._selected(kept, opened.claim, "Moved.")

    def _cited(self, opened: OpenDraft, place: str | None, which: int, author: str) -> Update:
        """Let the sentence cite a place that was found, or take a citation of it away."""
        draft, claim, room = opened.draft, opened.claim, self._backend.room
        if draft is None or claim is None:
            return {self._parts.said: ""}
        try:
            if place:
                kept, done = room.cite(draft, claim, opened.seen, place, author), "Cited"
            else:
                kept, done = room.uncite(draft, claim, opened.seen, which, author), "The citation is taken away"
        except NarrativeConflict as error:
            return self._collided(opened, error)
        return self._selected(kept, claim, f"{done}, and the sentence checked again.")

    def _collided(self, opened: OpenDraft, error: NarrativeConflict) -> Update:
        """Show what was seen beside what stands now, and the sentence as it stands now."""
        again = self._again(self._backend.room.open(opened.draft or ""), opened)
        return again | {self._parts.said: made.conflict(error, "You saw", opened.words, LOOK_AGAIN)}

    def _wrong(self, error: IngestError) -> Update:
        return {self._parts.said: problem(str(error))}

    def _again(self, kept: KeptDraft, opened: OpenDraft) -> Update:
        """Show the draft as it stands, with what was open still open."""
        if opened.claim is not None and opened.claim in kept.versions:
            return self._selected(kept, opened.claim)
        return self._section(kept, _of_key(kept, opened.section))

    def _opened(self, kept: KeptDraft) -> Update:
        parts = self._parts
        first = self._section(kept, kept.draft.sections[0])
        return first | {
            parts.states: gr.Row(visible=True),
            parts.columns: gr.Row(visible=True),
            parts.asking.box: gr.Accordion(open=False),
        }

    def _section(self, kept: KeptDraft, section: Section) -> Update:
        parts = self._parts
        return {
            parts.open: OpenDraft(kept.record.id, kept.record.version, section.key),
            parts.said: "",
            parts.summary: made.summary(kept),
            parts.sections: made.sections(kept, section.key),
            parts.before: made.before(section, None),
            parts.after: made.after(kept, section, None),
            parts.nothing: gr.HTML(visible=True),
            parts.editor.box: gr.Column(visible=False),
            parts.editor.more: gr.Accordion(visible=False),
            parts.editor.own: gr.Accordion(visible=True, open=False),
            parts.editor.fresh: "",
            parts.editor.page: "",
            parts.editor.history: "",
        }

    def _selected(self, kept: KeptDraft, id: str, done: str = "") -> Update:
        parts, editor = self._parts, self._parts.editor
        section, claim = kept.claim(id)
        seen = OpenDraft(kept.record.id, kept.record.version, section.key, id, kept.versions[id], claim.text)
        return {
            parts.open: seen,
            parts.said: status(done) if done else "",
            parts.summary: made.summary(kept),
            parts.sections: made.sections(kept, section.key),
            parts.before: made.before(section, id),
            parts.after: made.after(kept, section, id),
            parts.nothing: gr.HTML(visible=False),
            editor.box: gr.Column(visible=True),
            editor.more: gr.Accordion(visible=True),
            editor.own: gr.Accordion(visible=True, open=False),
            editor.fresh: "",
            editor.found: "",
            editor.words: claim.text,
            editor.verdict: made.verdict(claim),
            editor.reason: "",
            editor.card: made.card(claim, 0),
            editor.page: self._evidence(kept, id, 0, None),
            editor.history: made.history(self._backend.room.history(kept.record.id, id)),
        }

    def _turned(self, kept: KeptDraft, opened: OpenDraft, cite: str | None, page: str | None) -> Update:
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

    def _evidence(self, kept: KeptDraft, id: str, which: int, number: int | None) -> str:
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
        return made.evidence(OpenCitation(citation, page, row.pages, boxes, row.media_type == PDF))


def _of_key(kept: KeptDraft, key: str) -> Section:
    """Return a section by its key; the first where there is none such."""
    return next((section for section in kept.draft.sections if section.key == key), kept.draft.sections[0])


__all__ = ["DraftParts", "build", "changing", "refreshed"]
