"""Keep answers and give them back exactly as they were given, markers and trace included.

Turns answers into what the catalogue keeps and back. Asks nothing and shows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.answering.answer import Answer
from ingest.errors import LibraryError
from ingest.library.conversations import Conversations

PAYLOAD_VERSION = 1
"""Goes up when an older payload can no longer be read as it is."""

_ANSWERS: TypeAdapter[Answer] = TypeAdapter(Answer)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an answer is kept: the conversation's id and the answer's number in it, counted from 0."""

    id: str
    number: int


def answer_payload(answer: Answer, ignored: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return an answer as JSON values, with the keys of the chips that were taken out of its question."""
    return {
        "version": PAYLOAD_VERSION,
        "answer": _ANSWERS.dump_python(answer, mode="json"),
        "ignored": list(ignored),
    }


def answer_of(payload: Mapping[str, Any]) -> Answer:
    """Return the answer that a payload was made of.

    :raises LibraryError: if it cannot be read: made by another version of the program, or of no answer.
    """
    version = payload.get("version")
    if version != PAYLOAD_VERSION:
        raise LibraryError(
            f"This answer was kept in form {version}, and this program reads form {PAYLOAD_VERSION}. "
            "Ask the question again, or open the conversation with the version of the program that kept it."
        )
    try:
        return _ANSWERS.validate_python(payload.get("answer"))
    except ValidationError as error:
        raise LibraryError(
            f"This answer was kept but cannot be read ({error.error_count()} values are not as expected). "
            "Ask the question again."
        ) from error


def ignored_of(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of the chips that were taken out of a question."""
    return tuple(str(key) for key in payload.get("ignored") or ())


def keep(
    conversations: Conversations, id: str | None, question: str, answer: Answer, ignored: tuple[str, ...] = ()
) -> Kept:
    """Add an answer to a conversation, or to a new one where `id` is None, and say where it is kept.

    :raises LibraryError: if this person has no such conversation.
    """
    id = id or conversations.start(question)
    documents = {citation.source.document for citation in answer.citations}
    return Kept(id, conversations.add(id, question, answer_payload(answer, ignored), documents))


__all__ = ["PAYLOAD_VERSION", "Kept", "answer_of", "answer_payload", "ignored_of", "keep"]
