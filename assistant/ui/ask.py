"""The Ask tab: question, conversation, filters and the evidence panel.

Lays out the tab and passes what people do to the backend and what it answers to the screen. What an
answer or a panel looks like is the work of `conversation` and `evidence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr
from gradio.components.chatbot import ExampleMessage

from assistant.answer import Answer, Citation, Filters, Turn
from assistant.conversations.keeping import keep
from assistant.ui import earlier, evidence, feedback, filters
from assistant.ui.backend import Backend, LibraryRow
from assistant.ui.conversation import Conversation, assistant_message, reopened, result_words
from assistant.ui.examples import example_questions
from assistant.ui.filters import ANY_YEAR, filter_summary, filters_of
from assistant.ui.understood import pressed, without
from assistant.writing.naming import format_words
from ingest.errors import IngestError

PDF = "application/pdf"
MAX_QUESTION = 2000
ASKERS = 4  # questions answered at once
BRIDGE = re.compile(r"(?P<what>cite|page):(?P<marker>\d{1,6})(?::(?P<page>\d{1,6}))?")
LOOKING = "Looking through the library …"
ELSEWHERE = "This conversation went on in another window as well: all of it is shown, each source with its own number."
LOADING = "Getting ready: the search model is still loading. Your question will be answered as soon as it is there …"
EMPTY_LIBRARY = """<div class="welcome">

## The library is empty

Add inspection reports in the [**Library**](#open-library) tab, or stop the application and run `make run`,
which loads the sample group.

</div>"""
WELCOME = """<div class="welcome">

## Ask about the reports in your library

Every sentence of an answer is quoted from a report. Select its numbered marker to see it on its page.

</div>"""

Update = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class AskParts:
    """The components of the tab that events read and write."""

    conversation: gr.State
    chat: gr.Chatbot
    question: gr.Textbox
    send: gr.Button
    fresh: gr.Button
    status: gr.HTML
    panel: gr.HTML
    filter_box: gr.Accordion
    schools: gr.Dropdown
    formats: gr.Dropdown
    since: gr.Dropdown
    until: gr.Dropdown
    clear: gr.Button
    bridge: gr.Textbox
    press: gr.Button
    act: gr.Textbox
    act_press: gr.Button
    earlier: earlier.EarlierParts
    feedback: feedback.FeedbackParts

    @property
    def filters(self) -> list[gr.Dropdown]:
        """The controls that narrow a question."""
        return [self.schools, self.formats, self.since, self.until]


def build(backend: Backend, page: gr.Blocks) -> AskParts:
    """Lay out the tab on the page, wire its events and return its parts."""
    parts = _layout()
    screen = _Screen(backend, parts)
    shown = _wire(screen, parts)
    shows = earlier.EarlierScreen(screen.show, screen.restart, screen.say)
    earlier.wire(backend, parts.earlier, shows, parts.conversation, shown, page)
    tells = feedback.FeedbackScreen(screen.again, screen.say)
    pressed_by = (parts.conversation, parts.act, parts.act_press)
    feedback.wire(backend, parts.feedback, tells, *pressed_by, [parts.chat, parts.conversation, parts.status])
    return parts


def refreshed(backend: Backend, parts: AskParts) -> Update:
    """Return the updates after the library has changed: choices of filters, examples, the empty state."""
    rows = backend.rows()
    years = [ANY_YEAR, *sorted({str(row.date.year) for row in rows if row.date}, reverse=True)]
    formats = sorted({row.format for row in rows})
    return {
        parts.schools: gr.Dropdown(choices=sorted({row.school for row in rows if row.school})),
        parts.formats: gr.Dropdown(choices=[(format_words(name), name) for name in formats]),
        parts.since: gr.Dropdown(choices=years),
        parts.until: gr.Dropdown(choices=years),
        parts.chat: _welcome(rows),
        parts.question: gr.Textbox(interactive=bool(rows)),
        parts.send: gr.Button(interactive=bool(rows)),
    }


def _welcome(rows: tuple[LibraryRow, ...]) -> gr.Chatbot:
    examples = [ExampleMessage(text=question) for question in example_questions(rows)]
    return gr.Chatbot(placeholder=WELCOME if rows else EMPTY_LIBRARY, examples=examples)


def _layout() -> AskParts:
    conversation = gr.State(Conversation())
    with gr.Row(elem_id="ask-columns"):
        with gr.Column(elem_id="chat-column", min_width=280):
            chat, status, question, send, fresh = _chat()
            telling = feedback.layout()
            with gr.Row(elem_id="ask-more"):
                filter_box, controls, clear = filters.layout()
                before = earlier.layout()
        with gr.Column(elem_id="evidence-column", min_width=280):
            gr.HTML(
                '<h2 class="panel-title">Evidence</h2>', elem_id="evidence-head", padding=False, apply_default_css=False
            )
            panel = gr.HTML(evidence.nothing_selected(), elem_id="evidence", padding=False, apply_default_css=False)
    bridge = gr.Textbox(visible="hidden", elem_id="bridge-text", label="Selected source")
    press = gr.Button("Show source", visible="hidden", elem_id="bridge-press")
    act = gr.Textbox(visible="hidden", elem_id="act-text", label="Chosen reading of the question")
    act_press = gr.Button("Ask so", visible="hidden", elem_id="act-press")
    box = (filter_box, *controls, clear)
    return AskParts(
        conversation, chat, question, send, fresh, status, panel, *box, bridge, press, act, act_press, before, telling
    )


def _chat() -> tuple[gr.Chatbot, gr.HTML, gr.Textbox, gr.Button, gr.Button]:
    with gr.Row(elem_id="chat-bar"):
        gr.HTML('<h2 class="panel-title">Conversation</h2>', padding=False, apply_default_css=False)
        fresh = gr.Button("New conversation", size="sm", elem_id="new-conversation", min_width=120)
    chat = gr.Chatbot(
        elem_id="chat",
        label="Conversation",
        show_label=False,
        latex_delimiters=[],
        line_breaks=False,
        buttons=[],
        feedback_options=None,
        layout="panel",
        autoscroll=False,
        height="auto",
        group_consecutive_messages=False,
        allow_file_downloads=False,
        placeholder=WELCOME,
        sanitize_html=True,
    )
    status = gr.HTML("", elem_id="status", padding=False, apply_default_css=False)
    with gr.Row(elem_id="composer"):
        question = gr.Textbox(
            label="Your question",
            placeholder="Ask about the reports …",
            lines=1,
            max_lines=6,
            max_length=MAX_QUESTION,
            elem_id="question",
            scale=5,
            min_width=160,
        )
        send = gr.Button("Send", variant="primary", elem_id="send", scale=0, min_width=88)
    return chat, status, question, send, fresh


def _wire(screen: _Screen, parts: AskParts) -> list[Any]:
    """Wire the tab's events and return what showing a conversation changes."""
    asked = [parts.question, parts.conversation, *parts.filters]
    tab: list[Any] = [parts.question, parts.send, parts.fresh, parts.chat, parts.conversation, parts.status]
    tab += [parts.panel, parts.feedback.box]  # the form names places of a conversation: it closes with it
    shown = [*tab, *parts.earlier.changing]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    limited: dict[str, Any] = {**quiet, "concurrency_limit": ASKERS}
    for trigger in (parts.question.submit, parts.send.click):
        asking = trigger(screen.ask, asked, shown, concurrency_id="ask", **limited)
        asking.failure(screen.failed, parts.conversation, shown, **quiet)
    asking = parts.chat.example_select(screen.ask_example, asked[1:], shown, concurrency_id="ask", **limited)
    asking.failure(screen.failed, parts.conversation, shown, **quiet)
    asking = parts.act_press.click(screen.ask_so, [parts.act, *asked[1:]], shown, concurrency_id="ask", **limited)
    asking.failure(screen.failed, parts.conversation, shown, **quiet)
    parts.press.click(
        screen.select, [parts.bridge, parts.conversation], parts.panel, concurrency_id="select", **limited
    )
    parts.fresh.click(screen.restart, None, shown, **quiet)
    for control in parts.filters:
        control.change(filter_summary, list(parts.filters), parts.filter_box, trigger_mode="always_last", **quiet)
    parts.clear.click(lambda: ([], [], ANY_YEAR, ANY_YEAR), None, list(parts.filters), **quiet)
    return tab


class _Screen:
    """The events of the tab. Holds no conversation: each session's comes in and goes out."""

    def __init__(self, backend: Backend, parts: AskParts) -> None:
        self._backend = backend
        self._parts = parts

    def ask(  # one argument a control
        self, question: str, conversation: Conversation, schools: list[str], formats: list[str], since: str, until: str
    ) -> Iterator[Update]:
        """Answer a question: first show it with what is going on, then the answer with its first source."""
        question = (question or "").strip()[:MAX_QUESTION]
        if not question:
            yield {self._parts.status: status("Type a question first.")}
            return
        yield from self._ask(question, conversation, filters_of(schools, formats, since, until), conversation.history())

    def ask_so(  # one argument a control
        self, wanted: str, conversation: Conversation, schools: list[str], formats: list[str], since: str, until: str
    ) -> Iterator[Update]:
        """Ask a question again without a chip that was taken out, or as one of the choices that were offered."""
        press, filters = pressed(wanted), filters_of(schools, formats, since, until)
        exchange = conversation.exchange(press.exchange) if press else None
        if press is None or exchange is None or exchange.answer is None:
            yield self._as_it_is()  # the press was meant for another part; without this Gradio empties the tab
            return
        answer, history = exchange.answer, conversation.history(press.exchange)
        if press.what == "choice" and press.place < len(answer.choices):
            yield from self._ask(answer.choices[press.place].question, conversation, filters, history)
        elif press.what == "chip" and press.place < len(answer.searched.chips):
            chip = answer.searched.chips[press.place]
            yield from self._ask(exchange.question, conversation, without(filters, exchange.ignored, chip), history)
        else:
            yield self._as_it_is()

    def _as_it_is(self) -> Update:
        return {self._parts.status: gr.update()}

    def _ask(
        self, question: str, conversation: Conversation, filters: Filters, history: tuple[Turn, ...]
    ) -> Iterator[Update]:
        asking = replace(conversation, asking=question)
        yield self._pending(asking)
        try:
            answer = self._backend.ask(
                question, filters=filters, history=history, first_marker=conversation.next_marker
            )
        except IngestError as error:
            yield self._refused(asking, str(error))
            return
        kept, problem = self._kept(conversation.answered(question, answer, filters.ignored))
        named = earlier.named(self._backend, self._parts.earlier, kept)
        yield self._answered(kept, kept.answers[-1], problem) | named

    def _kept(self, conversation: Conversation) -> tuple[Conversation, str]:
        """Keep the last answer. Where that fails the answer is shown all the same, with the reason."""
        last, store = conversation.exchanges[-1], self._backend.conversations
        if store is None or last.answer is None:
            return conversation, ""
        try:
            at = keep(store, conversation.id, last.question, last.answer, last.ignored)
            kept = conversation.kept(at)
            elsewhere = reopened(at.id, store.turns(at.id), store.feedback(at.id)) if kept.misses_some else None
            return (elsewhere, ELSEWHERE) if elsewhere else (kept, "")
        except IngestError as error:
            return conversation, f"This answer is not kept, so it will be gone when the page is closed. {error}"

    def ask_example(  # one argument a control
        self,
        event: gr.SelectData,
        conversation: Conversation,
        schools: list[str],
        formats: list[str],
        since: str,
        until: str,
    ) -> Iterator[Update]:
        """Ask one of the example questions."""
        yield from self.ask(str(event.value["text"]), conversation, schools, formats, since, until)

    def select(self, wanted: str, conversation: Conversation) -> Any:  # noqa: ANN401 # HTML, or Gradio's "no change"
        """Show the citation, or the page of its document, that a press on the screen named."""
        match = BRIDGE.fullmatch(wanted or "")
        if not match:
            return gr.skip()
        try:
            _, citation = conversation.find(int(match["marker"]))
        except KeyError:
            return gr.skip()
        return self._panel(conversation, citation, int(match["page"]) if match["page"] else citation.page)

    def show(self, conversation: Conversation) -> Update:
        """Show a conversation that was kept, with the first source of its last answer."""
        parts, answers = self._parts, conversation.answers
        return {
            parts.conversation: conversation,
            parts.chat: conversation.messages(),
            parts.panel: self._first(conversation, answers[-1]) if answers else evidence.nothing_selected(),
            parts.status: status("This conversation is shown as it was kept; nothing was asked again."),
            parts.feedback.box: gr.Column(visible=False),
        }

    def again(self, conversation: Conversation) -> Update:
        """Show the messages of a conversation again."""
        return {self._parts.conversation: conversation, self._parts.chat: conversation.messages()}

    def say(self, words: str) -> Update:
        """Say something in the status line."""
        return {self._parts.status: status(words)}

    def restart(self) -> Update:
        """Begin a new conversation."""
        parts = self._parts
        return {
            **earlier.named(self._backend, parts.earlier, Conversation()),
            parts.conversation: Conversation(),
            parts.chat: [],
            parts.panel: evidence.nothing_selected(),
            parts.status: status(""),
            parts.question: "",
            parts.feedback.box: gr.Column(visible=False),
        }

    def failed(self, conversation: Conversation) -> Update:
        """Put the screen back in order after an error that nobody foresaw; the log has the details."""
        return self._refused(conversation, "Something went wrong while answering. The server's log says more.")

    def _pending(self, conversation: Conversation) -> Update:
        parts = self._parts
        words = LOOKING if self._backend.ready() else LOADING
        return {
            parts.question: gr.Textbox(value="", interactive=False),
            parts.send: gr.Button("Asking …", interactive=False),
            parts.fresh: gr.Button(interactive=False),
            parts.chat: [*conversation.messages(), assistant_message(f'<div class="pending">{words}</div>')],
            parts.conversation: conversation,
            parts.status: status(words),
        }

    def _answered(self, conversation: Conversation, answer: Answer, problem: str) -> Update:
        parts = self._parts
        return {
            **self._open(),
            parts.chat: conversation.messages(),
            parts.conversation: conversation,
            parts.status: status(problem or result_words(answer)),
            parts.panel: self._first(conversation, answer),
        }

    def _first(self, conversation: Conversation, answer: Answer) -> str:
        """Return the panel with the first source of an answer."""
        cited = [citation for claim in answer.claims for citation in claim.citations]
        return self._panel(conversation, cited[0], cited[0].page) if cited else evidence.nothing_selected(answer)

    def _refused(self, conversation: Conversation, why: str) -> Update:
        parts, conversation = self._parts, conversation.failed(why)
        return {
            **self._open(),
            parts.chat: conversation.messages(),
            parts.conversation: conversation,
            parts.status: status(why),
        }

    def _open(self) -> Update:
        return {
            self._parts.question: gr.Textbox(interactive=True),
            self._parts.send: gr.Button("Send", interactive=True),
            self._parts.fresh: gr.Button(interactive=True),
        }

    def _panel(self, conversation: Conversation, citation: Citation, number: int) -> str:
        place = conversation.place(citation.marker)
        exchange, answer = conversation.exchanges[place], conversation.find(citation.marker)[0]
        replaced = exchange.changed.get(citation.source.document) == "replaced"
        said = (evidence.READ_ANEW if replaced else "") + feedback.source_html(exchange, place, citation.marker)
        row = self._backend.row(citation.source.document)
        if row is None:
            return evidence.unavailable(answer, citation)
        number = min(max(number, 1), row.pages)
        page = self._backend.page(row.document, number)
        on_page = any(place.page == number for place in citation.locators)
        boxes = self._backend.highlight(citation, number) if on_page else ()
        opened = evidence.OpenCitation(citation, page, row.pages, boxes, row.media_type == PDF, said=said)
        return evidence.panel(answer, opened)


def status(words: str) -> str:
    """Return the line under the conversation; the script reads it out to those who listen."""
    return f'<p class="status">{evidence.text(words)}</p>' if words else ""


__all__ = ["AskParts", "build", "refreshed"]
