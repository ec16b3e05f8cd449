"""Feedback on the Ask tab: a form on one answer or one of its sources, what was said shown beside it, withdrawn again.

Lays out and wires the form and makes the links that open it; judges nothing. A link names places in the conversation
("tell-2-5": source 5 of the third exchange), never words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant.answering.render import source_words
from assistant.conversations.feedback import FeedbackKind
from assistant.ui import evidence
from assistant.ui.backend import Backend
from assistant.ui.conversation import Conversation, Exchange
from ingest.errors import IngestError, LibraryError
from ingest.library.conversations import Conversations

Update = dict[Any, Any]
LONGEST_NOTE = 2000
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_PRESSED = re.compile(r"tell-(?P<exchange>\d{1,6})(?:-(?P<marker>\d{1,6}))?")
OF_ANSWER = {
    "Helpful": FeedbackKind.HELPFUL,
    "Wrong page": FeedbackKind.WRONG_PAGE,
    "Sources do not support it": FeedbackKind.UNSUPPORTED,
    "Something is missing": FeedbackKind.MISSING,
}
OF_SOURCE = {
    "Helpful": FeedbackKind.HELPFUL,
    "Wrong page": FeedbackKind.WRONG_PAGE,
    "Does not support the sentence": FeedbackKind.UNSUPPORTED,
    "Something is missing": FeedbackKind.MISSING,
}
WHOLE = 0
"""Stands for the whole answer in the list of its sources."""


@dataclass(frozen=True, slots=True)
class About:
    """What the form is about: an answer by its exchange, or one of its sources."""

    exchange: int
    marker: int | None = None


@dataclass(frozen=True, slots=True)
class FeedbackParts:
    """The components of the form."""

    about: gr.State
    box: gr.Column
    head: gr.HTML
    kind: gr.Radio
    which: gr.Dropdown
    note: gr.Textbox
    save: gr.Button
    withdraw: gr.Button
    close: gr.Button

    @property
    def changing(self) -> list[Any]:
        """What opening the form changes."""
        return [self.about, self.box, self.head, self.kind, self.which, self.note, self.withdraw]


@dataclass(frozen=True, slots=True)
class FeedbackScreen:
    """What the form needs of the tab: to show a conversation's messages again, and words in the status line."""

    again: Callable[[Conversation], Update]
    say: Callable[[str], Update]


def layout() -> FeedbackParts:
    """Lay out the form, closed."""
    about = gr.State(None)
    with gr.Column(visible=False, elem_id="feedback") as box:
        head = gr.HTML("", elem_id="feedback-head", padding=False, apply_default_css=False)
        kind = gr.Radio([], label="What do you think of it?", elem_id="feedback-kind")
        which = gr.Dropdown([], label="Which source is meant?", elem_id="feedback-which", visible=False)
        note = gr.Textbox(label="Note (may be empty)", lines=1, max_lines=4, max_length=LONGEST_NOTE)
        with gr.Row():
            save = gr.Button("Save feedback", variant="primary", size="sm", min_width=120)
            withdraw = gr.Button("Withdraw", size="sm", min_width=90, visible=False)
            close = gr.Button("Close", size="sm", min_width=80)
    return FeedbackParts(about, box, head, kind, which, note, save, withdraw, close)


def wire(  # one argument a place that the form touches
    backend: Backend,
    parts: FeedbackParts,
    screen: FeedbackScreen,
    conversation: gr.State,
    act: gr.Textbox,
    press: gr.Button,
    shown: list[Any],
) -> None:
    """Wire the form: `act` and `press` bring links of the page, `shown` is what a change of messages changes."""
    events = _Events(backend, parts, screen)
    changed = [*shown, *parts.changing]
    press.click(events.open, [act, conversation], changed, **QUIET)
    given = [conversation, parts.about, parts.kind, parts.which, parts.note]
    parts.save.click(events.save, given, changed, **QUIET)
    parts.withdraw.click(events.withdraw, [conversation, parts.about], changed, **QUIET)
    parts.close.click(lambda: gr.Column(visible=False), None, parts.box, **QUIET)


def source_html(exchange: Exchange, place: int, marker: int) -> str:
    """Return the line under a quotation that opens the form about it; nothing where the answer is not kept."""
    if exchange.number is None:
        return ""
    said = exchange.said(marker)
    words = f"You said: {evidence.text(said.kind)}. " if said else ""
    opens = "Change" if said else "Give feedback on this source"
    return (
        f'<p class="tell-source">{words}<button type="button" class="link" data-act="tell-{place}-{marker}">'
        f"{opens}</button></p>"
    )


def _kinds(about: About) -> Sequence[tuple[str, str]]:
    return [(words, kind.value) for words, kind in (OF_SOURCE if about.marker else OF_ANSWER).items()]


def _sources(exchange: Exchange, about: About) -> gr.Dropdown:
    """Return the list of an answer's sources; hidden where the form is about one of them already."""
    cited = exchange.answer.citations if exchange.answer is not None and about.marker is None else ()
    choices = [("the answer as a whole", WHOLE), *((source_words(citation), citation.marker) for citation in cited)]
    return gr.Dropdown(choices=choices, value=WHOLE, visible=bool(cited))


class _Events:
    """The events of the form."""

    def __init__(self, backend: Backend, parts: FeedbackParts, screen: FeedbackScreen) -> None:
        self._backend, self._parts, self._screen = backend, parts, screen

    def open(self, wanted: str, conversation: Conversation) -> Update:
        """Open the form about what a link named, with what was said before."""
        match = _PRESSED.fullmatch(wanted or "")
        exchange = conversation.exchange(int(match["exchange"])) if match else None
        if match is None or exchange is None or exchange.number is None:
            return {self._parts.box: gr.update()}
        about = About(int(match["exchange"]), int(match["marker"]) if match["marker"] else None)
        said = exchange.said(about.marker)
        what = f"source {about.marker}" if about.marker else f"the answer to “{exchange.question}”"
        return {
            self._parts.about: about,
            self._parts.box: gr.Column(visible=True),
            self._parts.head: f'<h3 tabindex="-1">Feedback on {evidence.text(what)}</h3>',
            self._parts.kind: gr.Radio(choices=_kinds(about), value=said.kind if said else None),
            self._parts.which: _sources(exchange, about),
            self._parts.note: said.note if said else "",
            self._parts.withdraw: gr.Button(visible=said is not None),
        }

    def save(
        self, conversation: Conversation, about: About | None, kind: str | None, which: int | None, note: str
    ) -> Update:
        """Keep what was said, in place of what the same person said of it before."""
        if kind is None:
            return self._screen.say("Choose what you think of it first.")
        if about is not None and about.marker is None and which:
            about = replace(about, marker=which)
        if kind == FeedbackKind.WRONG_PAGE and about is not None and about.marker is None:
            return self._screen.say("Choose which source stands on the wrong page.")
        try:
            id, number = _place(conversation, about)
            self._store().tell(id, number, kind, about.marker if about else None, (note or "").strip())
            return self._again(conversation, "Your feedback is kept. You can change or withdraw it.")
        except IngestError as error:
            return self._screen.say(str(error))

    def withdraw(self, conversation: Conversation, about: About | None) -> Update:
        """Take back what was said."""
        exchange = conversation.exchange(about.exchange) if about else None
        said = exchange.said(about.marker if about else None) if exchange else None
        if said is None:
            return self._screen.say("There is no feedback to withdraw.")
        try:
            self._store().withdraw(said.id)
            return self._again(conversation, "Your feedback is withdrawn.")
        except IngestError as error:
            return self._screen.say(str(error))

    def _again(self, conversation: Conversation, words: str) -> Update:
        told = conversation.told(self._store().feedback(conversation.id))
        return self._screen.again(told) | self._screen.say(words) | {self._parts.box: gr.Column(visible=False)}

    def _store(self) -> Conversations:
        if self._backend.conversations is None:
            raise LibraryError("There is no library, so feedback cannot be kept.")
        return self._backend.conversations


def _place(conversation: Conversation, about: About | None) -> tuple[str, int]:
    exchange = conversation.exchange(about.exchange) if about else None
    if exchange is None or exchange.number is None or conversation.id is None:
        raise LibraryError("This answer is not kept, so feedback on it cannot be either.")
    return conversation.id, exchange.number


__all__ = ["FeedbackParts", "FeedbackScreen", "layout", "source_html", "wire"]
