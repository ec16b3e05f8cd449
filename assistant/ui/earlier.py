"""Earlier conversations on the Ask tab: opened again, renamed, deleted; the page's address names the one that is open.

Lays out and wires the list; what a conversation looks like is the work of `conversation`, and keeping it that of the
library. Asks nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.ui.backend import Backend
from assistant.ui.conversation import Conversation, reopened
from assistant.writing.times import day_of
from ingest.errors import IngestError, LibraryError
from ingest.library.conversations import Conversations
from ingest.phrases import how_many

Update = dict[Any, Any]
FORMS = {"Word, with footnotes": "docx", "Markdown": "md"}
ID = re.compile(r"[0-9a-f]{32}")
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
NO_LIBRARY = "There is no library yet, so there is no conversation to open. Add documents first, in the Library tab."
NOT_OPEN = "Open a conversation first, or ask a question."
FROM_ADDRESS = "() => new URLSearchParams(window.location.search).get('conversation') || ''"


@dataclass(frozen=True, slots=True)
class EarlierParts:
    """The components of the list. `address` tells the browser which conversation its address names."""

    chosen: gr.Dropdown
    title: gr.Textbox
    rename: gr.Button
    delete: gr.Button
    sure: gr.Button
    files: gr.HTML
    address: gr.HTML
    wanted: gr.Textbox

    @property
    def changing(self) -> list[Any]:
        """What an answer that was kept changes here."""
        return [self.chosen, self.title, self.delete, self.sure, self.files, self.address]


@dataclass(frozen=True, slots=True)
class EarlierScreen:
    """What the list needs of the tab: how to show a conversation, an empty one, and words in the status line."""

    show: Callable[[Conversation], Update]
    clear: Callable[[], Update]
    say: Callable[[str], Update]


def layout() -> EarlierParts:
    """Lay out the list."""
    with gr.Accordion("Conversations", open=False, elem_id="earlier"):
        chosen = gr.Dropdown([], value=None, label="Open an earlier conversation", elem_id="earlier-chosen")
        with gr.Row():
            title = gr.Textbox(
                label="Title of this conversation", max_length=120, max_lines=1, elem_id="earlier-title", scale=4
            )
            rename = gr.Button("Rename", size="sm", min_width=90, elem_id="earlier-rename")
            delete = gr.Button("Delete …", size="sm", min_width=90, elem_id="earlier-delete")
            sure = gr.Button(
                "Delete for good", size="sm", variant="stop", visible=False, min_width=120, elem_id="earlier-sure"
            )
        files = gr.HTML("", elem_id="earlier-files", padding=False, apply_default_css=False)
    address = gr.HTML("", elem_id="conversation-address", padding=False, apply_default_css=False)
    wanted = gr.Textbox(visible="hidden", elem_id="earlier-wanted", label="Conversation in the address")
    return EarlierParts(chosen, title, rename, delete, sure, files, address, wanted)


def wire(
    backend: Backend,
    parts: EarlierParts,
    screen: EarlierScreen,
    conversation: gr.State,
    shown: list[Any],
    box: gr.Blocks,
) -> None:
    """Wire the list's events; `shown` is what showing a conversation changes, `box` the page that is opened."""
    events = _Events(backend, parts, screen)
    changed = [*shown, *parts.changing]
    # Not `input`: a list tells of it when it is left too, and what was typed meanwhile would be overwritten.
    parts.chosen.select(events.open, parts.chosen, changed, **QUIET)
    parts.rename.click(events.rename, [conversation, parts.title], changed, **QUIET)
    parts.delete.click(events.ask_first, conversation, changed, **QUIET)
    parts.sure.click(events.delete, conversation, changed, **QUIET)
    box.load(events.restore, parts.wanted, changed, js=FROM_ADDRESS, **QUIET)


def named(backend: Backend, parts: EarlierParts, conversation: Conversation) -> Update:
    """Return the updates that name a conversation in the list and in the page's address."""
    try:
        listed = backend.conversations.list() if backend.conversations else ()
    except IngestError:  # the status line says what is wrong with the library
        listed = ()
    choices = [(f"{one.title} · {day_of(one.changed_at)} · {how_many(one.turns, 'answer')}", one.id) for one in listed]
    title = next((one.title for one in listed if one.id == conversation.id), "")
    return {
        parts.chosen: gr.Dropdown(choices=choices, value=conversation.id if title else None),
        parts.title: title,
        parts.delete: gr.Button(visible=True),
        parts.sure: gr.Button(visible=False),
        parts.files: _files(conversation.id) if title else "",
        parts.address: f'<span hidden data-conversation="{html.escape(conversation.id or "")}"></span>',
    }


def _files(id: str | None) -> str:
    """Return links to the open conversation as a file."""
    links = " · ".join(f'<a href="/conversations/{id}/{form}">{words}</a>' for words, form in FORMS.items())
    return f'<p class="tell">This conversation as a file: {links}</p>'


class _Events:
    """The events of the list."""

    def __init__(self, backend: Backend, parts: EarlierParts, screen: EarlierScreen) -> None:
        self._backend, self._parts, self._screen = backend, parts, screen

    def open(self, id: str | None) -> Update:
        """Show a conversation as it was kept; nothing is asked again."""
        try:
            return self._opened(id or "")
        except IngestError as error:
            return self._screen.say(str(error))

    def restore(self, id: str) -> Update:
        """Show the conversation that the page's address names, after the page was loaded again."""
        if not id:
            return named(self._backend, self._parts, Conversation())
        if not ID.fullmatch(id):
            return self._gone("The address names no conversation. Ask a question, or open one from the list.")
        try:
            return self._opened(id)
        except IngestError as error:
            return self._gone(str(error))

    def rename(self, conversation: Conversation, title: str) -> Update:
        """Give the open conversation another title."""
        if conversation.id is None:
            return self._screen.say(NOT_OPEN)
        try:
            self._store().rename(conversation.id, title or "")
        except IngestError as error:
            return self._screen.say(str(error))
        return named(self._backend, self._parts, conversation) | self._screen.say("The conversation has a new title.")

    def ask_first(self, conversation: Conversation) -> Update:
        """Ask before the open conversation is deleted."""
        if conversation.id is None:
            return self._screen.say(NOT_OPEN)
        asked = "Delete this conversation with its answers and feedback? It cannot be brought back."
        return self._screen.say(asked) | {
            self._parts.delete: gr.Button(visible=False),
            self._parts.sure: gr.Button(visible=True),
        }

    def delete(self, conversation: Conversation) -> Update:
        """Delete the open conversation and begin a new one."""
        try:
            self._store().delete(conversation.id or "")
        except IngestError as error:
            return self._screen.say(str(error))
        return self._gone("The conversation has been deleted.")

    def _opened(self, id: str) -> Update:
        store = self._store()
        conversation = reopened(id, store.turns(id), store.feedback(id))
        return self._screen.show(conversation) | named(self._backend, self._parts, conversation)

    def _gone(self, words: str) -> Update:
        return self._screen.clear() | named(self._backend, self._parts, Conversation()) | self._screen.say(words)

    def _store(self) -> Conversations:
        store = self._backend.conversations
        if store is None:
            raise LibraryError(NO_LIBRARY)
        return store


__all__ = ["EarlierParts", "EarlierScreen", "layout", "named", "wire"]
