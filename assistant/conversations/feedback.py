"""Feedback on answers and citations as cases for the evals: one JSON object a line.

Gives what people said and what it was about; judges nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum

from assistant.answer import Answer
from assistant.answering.render import answer_markdown
from assistant.conversations.keeping import answer_of
from ingest.library.conversations import Conversations, FeedbackRecord


class FeedbackKind(StrEnum):
    """What may be said of an answer or a citation."""

    HELPFUL = "helpful"
    WRONG_PAGE = "wrong page"
    UNSUPPORTED = "does not support"
    MISSING = "missing"


def feedback_lines(conversations: Conversations) -> Iterator[str]:
    """Give each feedback that was not withdrawn as a line, oldest first, with question, history and citations."""
    for told in conversations.feedback():
        answers = [answer_of(turn.payload) for turn in conversations.turns(told.conversation)]
        yield json.dumps(_case(told, answers[: told.number], answers[told.number]), ensure_ascii=False)


def _case(told: FeedbackRecord, before: list[Answer], answer: Answer) -> dict[str, object]:
    history = []
    for earlier in before:
        said = answer_markdown(earlier, links=False, small_print=False)
        history += [{"role": "user", "content": earlier.question}, {"role": "assistant", "content": said}]
    return {
        "id": f"f-{told.id}",
        "question": answer.question,
        "history": history,
        "kind": told.kind,
        "marker": told.marker,
        "note": told.note,
        "answer_status": answer.status.value,
        "citations": [
            {"file": citation.source.file, "page": citation.page, "quote": citation.quote}
            for citation in answer.citations
            if told.marker in (None, citation.marker)
        ],
        "at": told.at.isoformat(timespec="seconds"),
        "by": told.author,
    }


__all__ = ["FeedbackKind", "feedback_lines"]
