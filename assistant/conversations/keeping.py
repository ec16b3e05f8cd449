"""Keep answers and give them back exactly as they were given, markers and trace included.

Turns answers into what the catalogue keeps and back. Asks nothing and shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer, AnswerClaim, Citation
from ingest.errors import LibraryError
from ingest.library.conversations import Conversations

PAYLOAD_VERSION = 1
"""Goes up when an older payload can no longer be read as it is."""

_ANSWERS: TypeAdapter[Answer] = TypeAdapter(Answer)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """Where an answer is kept: the conversation's id and the answer's number in it, counted from 0.

    `answer` is the answer as it is kept: with other markers, where another window had taken its own.
    """

    id: str
    number: int
    answer: Answer


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
) -> KeptAnswer:
    """Add an answer to a conversation, or to a new one where `id` is None, and say where it is kept.

    Markers are unique in a conversation: where one of the answer's is taken by now, all of them are moved up.

    :raises LibraryError: if this person has no such conversation.
    """
    id = id or conversations.start(question)
    documents = {citation.source.document for citation in answer.citations}
    kept = [answer]

    def made(before: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        kept[0] = with_free_markers(answer, max((marker for one in before for marker in _markers(one)), default=0))
        return answer_payload(kept[0], ignored)

    number = conversations.add_after(id, question, made, documents)
    return KeptAnswer(id, number, kept[0])


def next_marker(answers: Iterable[Answer]) -> int:
    """Return the number that the next citation of a conversation gets."""
    return 1 + max((citation.marker for answer in answers for citation in answer.citations), default=0)


def with_free_markers(answer: Answer, taken: int) -> Answer:
    """Return an answer whose markers all lie above `taken`: moved up together where they do not yet."""
    first = min((citation.marker for citation in answer.citations), default=taken + 1)
    shift = max(taken + 1 - first, 0)
    if not shift:
        return answer

    def moved(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(replace(citation, marker=citation.marker + shift) for citation in citations)

    def claims(given: tuple[AnswerClaim, ...]) -> tuple[AnswerClaim, ...]:
        return tuple(replace(claim, citations=moved(claim.citations)) for claim in given)

    prose = answer.prose
    if prose is not None:
        refused = tuple(replace(one, citations=moved(one.citations)) for one in prose.refused)
        prose = replace(prose, claims=claims(prose.claims), refused=refused)
    return replace(answer, claims=claims(answer.claims), nearest=moved(answer.nearest), prose=prose)


def _markers(kept: object) -> Iterator[int]:
    """Give every marker of a payload, of whatever version it is."""
    if isinstance(kept, Mapping):
        marker = kept.get("marker")
        if isinstance(marker, int):
            yield marker
    inside = kept.values() if isinstance(kept, Mapping) else kept if isinstance(kept, list) else ()
    for value in inside:
        yield from _markers(value)


__all__ = [
    "PAYLOAD_VERSION",
    "KeptAnswer",
    "answer_of",
    "answer_payload",
    "ignored_of",
    "keep",
    "next_marker",
    "with_free_markers",
]
