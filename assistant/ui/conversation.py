"""A conversation as one value: what was asked and answered.

Each browser session holds its own value, made anew from what the library kept when a conversation is opened again;
nothing here is stored or asked of the library.
Markers keep their numbers for as long as the conversation lasts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Answer, Citation, Status, StepTrace, Turn
from assistant.answering.render import answer_markdown, searched_words
from assistant.conversations.keeping import KeptAnswer, answer_of, ignored_of, next_marker
from assistant.ui.pattern_link import pattern_link
from assistant.ui.understood import chips_html, choices_html
from assistant.writing.escaping import escape
from ingest.errors import LibraryError
from ingest.library.conversations import FeedbackRecord, TurnRecord
from ingest.phrases import how_many

Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer; `problem` says why there is none."""

    question: str
    answer: Answer | None = None
    problem: str | None = None
    ignored: tuple[str, ...] = ()
    """Keys of the chips that were taken out of this question."""
    number: int | None = None
    """The answer's number among those that the library keeps; None where it keeps none."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Cited documents that are "removed" or "replaced" since the answer was given."""
    feedback: tuple[FeedbackRecord, ...] = ()
    """What was said of the answer and its sources."""

    def said(self, marker: int | None) -> FeedbackRecord | None:
        """Return what was said of a source, or of the answer where `marker` is None."""
        return next((told for told in self.feedback if told.marker == marker), None)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything that one session remembers. `asking` is a question that has no answer yet.

    `id` is that of the conversation in the library; None before the first answer is kept.
    """

    exchanges: tuple[Exchange, ...] = ()
    asking: str | None = None
    id: str | None = None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers so far, without the questions that came to none."""
        return tuple(exchange.answer for exchange in self.exchanges if exchange.answer is not None)

    @property
    def next_marker(self) -> int:
        """The number that the next citation gets."""
        return next_marker(self.answers)

    def history(self, before: int | None = None) -> tuple[Turn, ...]:
        """Return the turns so far, or those before an exchange, as the pipeline wants them."""
        turns: list[Turn] = []
        for exchange in self.exchanges[:before]:
            answer = exchange.answer
            if answer is None:
                continue
            turns.append(Turn("user", answer.question))
            turns.append(Turn("assistant", answer_markdown(answer, links=False, small_print=False)))
        return tuple(turns)

    def answered(self, question: str, answer: Answer, ignored: tuple[str, ...] = ()) -> Conversation:
        """Return the conversation with one exchange more."""
        return Conversation((*self.exchanges, Exchange(question, answer, ignored=ignored)), id=self.id)

    def kept(self, at: KeptAnswer) -> Conversation:
        """Return the conversation with its last answer kept there, with the markers under which it is kept."""
        last = replace(self.exchanges[-1], number=at.number, answer=at.answer)
        return Conversation((*self.exchanges[:-1], last), self.asking, at.id)

    @property
    def misses_some(self) -> bool:
        """Whether the library keeps answers of this conversation that are not here: asked in another window."""
        numbers = [exchange.number for exchange in self.exchanges if exchange.number is not None]
        return bool(numbers) and numbers[-1] >= len(numbers)

    def failed(self, problem: str) -> Conversation:
        """Return the conversation with the question that was being asked, and why it came to no answer."""
        return Conversation((*self.exchanges, Exchange(self.asking or "", problem=problem)), id=self.id)

    def told(self, feedback: Sequence[FeedbackRecord]) -> Conversation:
        """Return the conversation with what was said of its answers."""
        said = (
            replace(exchange, feedback=tuple(f for f in feedback if f.number == exchange.number))
            for exchange in self.exchanges
        )
        return replace(self, exchanges=tuple(said))

    def place(self, marker: int) -> int:
        """Return the place of the exchange whose answer has this marker.

        :raises KeyError: if no answer of this conversation has such a marker.
        """
        for place, exchange in enumerate(self.exchanges):
            if exchange.answer and any(citation.marker == marker for citation in exchange.answer.citations):
                return place
        raise KeyError(marker)

    def exchange(self, number: int) -> Exchange | None:
        """Return an exchange by its place, counted from 0, or None."""
        return self.exchanges[number] if 0 <= number < len(self.exchanges) else None

    def find(self, marker: int) -> tuple[Answer, Citation]:
        """Return the citation with this marker, and its answer.

        :raises KeyError: if no answer of this conversation has such a marker.
        """
        answer = self.exchanges[self.place(marker)].answer
        if answer is None:
            raise KeyError(marker)
        return answer, next(citation for citation in answer.citations if citation.marker == marker)

    def messages(self) -> list[Message]:
        """Return the whole conversation for the chat."""
        said: list[Message] = []
        for number, exchange in enumerate(self.exchanges):
            if exchange.question:
                said.append(user_message(exchange.question))
            said.append(assistant_message(_reply(exchange, number, self.id)))
        return [*said, user_message(self.asking)] if self.asking else said


def reopened(id: str, turns: Sequence[TurnRecord], feedback: Sequence[FeedbackRecord] = ()) -> Conversation:
    """Return a conversation as the library kept it; an answer that cannot be read says so in its place."""
    return Conversation(tuple(map(_exchange, turns)), id=id).told(feedback)


def _exchange(turn: TurnRecord) -> Exchange:
    try:
        answer = answer_of(turn.payload)
    except LibraryError as error:
        return Exchange(turn.question, problem=str(error), number=turn.number)
    return Exchange(turn.question, answer, None, ignored_of(turn.payload), turn.number, turn.changed)


def user_message(question: str) -> Message:
    """Return a question as it is shown, its lines kept."""
    lines = [escape(line) for line in question.splitlines() if line.strip()]
    return {"role": "user", "content": "  \n".join(lines)}


def assistant_message(content: str) -> Message:
    """Return a message of the program; `content` is Markdown already escaped."""
    return {"role": "assistant", "content": content}


def _reply(exchange: Exchange, number: int, id: str | None) -> str:
    if exchange.answer is not None:
        message = answer_message(exchange.answer, number, exchange.ignored)
        notice = _changed(exchange.answer, exchange.changed)
        return "\n\n".join(part for part in (notice, message, _tell(exchange, number, id)) if part)
    return f'<div class="notice notice-bad">{escape(exchange.problem or "")}</div>'


def answer_message(answer: Answer, number: int = 0, ignored: tuple[str, ...] = ()) -> str:
    """Return an answer for the chat: status, what was understood, the answer, the small print, the trace."""
    parts = [
        _badge(answer),
        chips_html(answer, number, ignored),
        answer_markdown(answer, small_print=False, choices=False),
        choices_html(answer, number),
        pattern_link(answer),
        _small_print(answer),
        _trace(answer),
    ]
    return "\n\n".join(part for part in parts if part)


CHANGED = {
    "removed": "is no longer in the library",
    "replaced": "has been read anew since and reads differently now",
}


def _changed(answer: Answer, changed: Mapping[str, str]) -> str:
    """Say which sources are not what they were, with the markers that cite them."""
    said = []
    for document, what in changed.items():
        cited = [citation for citation in answer.citations if citation.source.document == document]
        if cited:
            markers = ", ".join(f"[{citation.marker}]" for citation in cited)
            said.append(f"<li>{escape(cited[0].source.file)} {CHANGED[what]} ({escape(markers)})</li>")
    if not said:
        return ""
    return (
        '<div class="notice notice-warn source-changed">Sources have changed since this answer was given; '
        f"it is shown as it was.<ul>{''.join(said)}</ul></div>"
    )


def _tell(exchange: Exchange, place: int, id: str | None) -> str:
    """Return the line under an answer: the form for feedback, with what was said; to copy it, and as a file."""
    if exchange.number is None or id is None:
        return ""
    said = exchange.said(None)
    words = f"You said: {escape(said.kind)}. " if said else ""
    opens = "Change" if said else "Give feedback on this answer"
    files = f"/conversations/{id}"
    return (
        f'<div class="tell">{words}<a href="#tell-{place}">{opens}</a>'
        f' · <a href="{files}/answers/{exchange.number}">Copy with sources</a>'
        f' · <a href="{files}/docx?answer={exchange.number}">Word</a>'
        f' · <a href="{files}/md?answer={exchange.number}">Markdown</a></div>'
    )


ASKED_BACK = "Which do you mean?"
_BADGES = {
    Status.PARTIAL: "Answered in part",
    Status.NOT_FOUND: "Not found in the library",
    Status.DECLINED: "Not answered",
}


STEP_WORDS = {
    "scope": "Read the question",
    "retrieve": "Searched the reports",
    "select evidence": "Chose what answers",
    "compose": "Put it together",
    "check": "Held each quotation against its page",
}
"""The steps of the pipeline for people; one that is not listed is shown by its own name."""


def _badge(answer: Answer) -> str:
    """Return how a question ended, unless it was answered; one that is asked back is not refused."""
    words = ASKED_BACK if answer.choices else _BADGES.get(answer.status)
    return f'<div class="badge badge-{answer.status.value}">{words}</div>' if words else ""


def _small_print(answer: Answer) -> str:
    searched = answer.searched
    return f'<div class="small-print">{escape(searched_words(searched))}</div>' if searched.documents else ""


def _trace(answer: Answer) -> str:
    if not answer.trace:
        return ""
    steps = "".join(_step(step) for step in answer.trace)
    total = f"<p>Altogether {answer.seconds:.2f} s</p>"
    return f'<details class="trace"><summary>How this was found</summary><ol>{steps}</ol>{total}</details>'


def _step(step: StepTrace) -> str:
    words = STEP_WORDS.get(step.step, step.step)
    return f"<li><strong>{escape(words)}</strong> {step.seconds:.2f} s<br>{escape(step.detail)}</li>"


def result_words(answer: Answer) -> str:
    """Say in the status line how a question ended."""
    if answer.choices:
        return "One thing is asked back: choose what you mean."
    if answer.status is Status.DECLINED:
        return "Not answered; the reason is given."
    sources = how_many(len(answer.citations), "source")
    if answer.status is Status.NOT_FOUND:
        return f"Searched in {answer.seconds:.1f} seconds; nothing in the library answers this."
    took = f"{answer.seconds:.1f} seconds" if answer.seconds >= 0.1 else "less than 0.1 seconds"
    return f"Answered in {took}, with {sources}."


__all__ = [
    "CHANGED",
    "Conversation",
    "Exchange",
    "Message",
    "answer_message",
    "assistant_message",
    "reopened",
    "result_words",
    "user_message",
]
