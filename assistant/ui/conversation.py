"""A conversation as one value: what was asked and answered.

Each browser session holds its own value; nothing here is shared, stored or asked of the library.
Markers keep their numbers for as long as the conversation lasts.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.answer import Answer, Citation, Status, StepTrace, Turn
from assistant.answering.render import answer_markdown, escape, searched_words
from assistant.ui.pattern_link import pattern_link
from assistant.ui.understood import chips_html, choices_html

Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer; `problem` says why there is none."""

    question: str
    answer: Answer | None = None
    problem: str | None = None
    ignored: tuple[str, ...] = ()
    """Keys of the chips that were taken out of this question."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything that one session remembers. `asking` is a question that has no answer yet."""

    exchanges: tuple[Exchange, ...] = ()
    asking: str | None = None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers so far, without the questions that came to none."""
        return tuple(exchange.answer for exchange in self.exchanges if exchange.answer is not None)

    @property
    def next_marker(self) -> int:
        """The number that the next citation gets."""
        return 1 + max((citation.marker for answer in self.answers for citation in answer.citations), default=0)

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
        return Conversation((*self.exchanges, Exchange(question, answer, ignored=ignored)))

    def failed(self, problem: str) -> Conversation:
        """Return the conversation with the question that was being asked, and why it came to no answer."""
        return Conversation((*self.exchanges, Exchange(self.asking or "", problem=problem)))

    def exchange(self, number: int) -> Exchange | None:
        """Return an exchange by its place, counted from 0, or None."""
        return self.exchanges[number] if 0 <= number < len(self.exchanges) else None

    def find(self, marker: int) -> tuple[Answer, Citation]:
        """Return the citation with this marker, and its answer.

        :raises KeyError: if no answer of this conversation has such a marker.
        """
        for answer in self.answers:
            for citation in answer.citations:
                if citation.marker == marker:
                    return answer, citation
        raise KeyError(marker)

    def messages(self) -> list[Message]:
        """Return the whole conversation for the chat."""
        said: list[Message] = []
        for number, exchange in enumerate(self.exchanges):
            if exchange.question:
                said.append(user_message(exchange.question))
            said.append(assistant_message(_reply(exchange, number)))
        return [*said, user_message(self.asking)] if self.asking else said


def user_message(question: str) -> Message:
    """Return a question as it is shown, its lines kept."""
    lines = [escape(line) for line in question.splitlines() if line.strip()]
    return {"role": "user", "content": "  \n".join(lines)}


def assistant_message(content: str) -> Message:
    """Return a message of the program; `content` is Markdown already escaped."""
    return {"role": "assistant", "content": content}


def _reply(exchange: Exchange, number: int) -> str:
    if exchange.answer is not None:
        return answer_message(exchange.answer, number, exchange.ignored)
    return f'<div class="notice notice-bad">{escape(exchange.problem or "")}</div>'


def answer_message(answer: Answer, number: int = 0, ignored: tuple[str, ...] = ()) -> str:
    """Return an answer for the chat: status, what was understood, the answer, the small print, the trace."""
    parts = [
        _badge(answer.status),
        chips_html(answer, number, ignored),
        answer_markdown(answer, small_print=False, choices=False),
        choices_html(answer, number),
        pattern_link(answer),
        _small_print(answer),
        _trace(answer),
    ]
    return "\n\n".join(part for part in parts if part)


_BADGES = {
    Status.PARTIAL: "Answered in part",
    Status.NOT_FOUND: "Not found in the library",
    Status.DECLINED: "Not answered",
}


def _badge(status: Status) -> str:
    words = _BADGES.get(status)
    return f'<div class="badge badge-{status.value}">{words}</div>' if words else ""


def _small_print(answer: Answer) -> str:
    searched = answer.searched
    return f'<div class="small-print">{escape(searched_words(searched))}</div>' if searched.documents else ""


def _trace(answer: Answer) -> str:
    if not answer.trace:
        return ""
    steps = "".join(_step(step) for step in answer.trace)
    total = f"<li><strong>Total</strong> {answer.seconds:.2f} s</li>"
    return f'<details class="trace"><summary>How this was found</summary><ol>{steps}{total}</ol></details>'


def _step(step: StepTrace) -> str:
    return f"<li><strong>{escape(step.step)}</strong> {step.seconds:.2f} s<br>{escape(step.detail)}</li>"


__all__ = [
    "Conversation",
    "Exchange",
    "Message",
    "answer_message",
    "assistant_message",
    "user_message",
]
