"""Keep answers and give them back exactly as they were given, markers and trace included.

Turns answers into what the catalogue keeps and back. Asks nothing and shows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from assistant.answering.answer import Answer
from ingest.library.conversations import Conversations

_ANSWERS: TypeAdapter[Answer] = TypeAdapter(Answer)


def answer_payload(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON values."""
    payload: dict[str, Any] = _ANSWERS.dump_python(answer, mode="json")
    return payload


def answer_of(payload: Mapping[str, Any]) -> Answer:
    """Return the answer that a payload was made of.

    :raises pydantic.ValidationError: if it was made of no answer.
    """
    return _ANSWERS.validate_python(payload)


def keep(conversations: Conversations, id: str | None, question: str, answer: Answer) -> str:
    """Add an answer to a conversation, or to a new one where `id` is None; return the conversation's id."""
    id = id or conversations.start(question)
    documents = {citation.source.document for citation in answer.citations}
    conversations.add(id, question, answer_payload(answer), documents)
    return id


__all__ = ["answer_of", "answer_payload", "keep"]
