"""``python -m assistant conversations`` and ``ask --conversation``: what the screen can do with what was asked before.

Lists, shows, exports, renames and deletes one's own conversations, and goes on with one. Opening one asks nothing
again. A conversation is named by its id, or by as much of its beginning as no other one shares.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Filters, Turn
from assistant.answering.render import answer_markdown, plain_text
from assistant.contract.objects import answer_json
from assistant.conversations.export import FORMS, export
from assistant.conversations.keeping import answer_of, ignored_of, keep, next_marker
from assistant.service import Assistant
from assistant.writing.times import short_moment
from ingest.errors import IngestError, LibraryError
from ingest.library import Library
from ingest.library.conversations import ConversationRecord, Conversations, FeedbackRecord, TurnRecord
from ingest.phrases import how_many

NEW = "new"
SHORT_ID = 8
"""Digits of an id that a list for people shows."""


class CannotExportConversation(IngestError):
    """A conversation cannot be written to the file that was named."""


@dataclass(frozen=True, slots=True)
class Continued:
    """An answer, and the conversation in which it is kept now."""

    id: str
    number: int
    answer: Answer


def run(library: Library, options: argparse.Namespace) -> str:
    """Do what the options ask for and return what to print.

    :raises LibraryError: if there is no such conversation, or its title is empty.
    :raises CannotExportConversation: if the file cannot be written.
    """
    store = library.conversations
    if options.show is not None:
        return _show(library, named(store, options.show), as_json=options.json)
    if options.export is not None:
        return _export(store, named(store, options.export), options.out)
    if options.rename is not None:
        id, title = options.rename
        record = named(store, id)
        store.rename(record.id, title)
        return _told({"renamed": record.id}, f"{record.id[:SHORT_ID]} has a new title.", as_json=options.json)
    if options.delete is not None:
        record = named(store, options.delete)
        store.delete(record.id)
        return _told({"deleted": record.id}, f"Deleted with its answers: {record.title}", as_json=options.json)
    rows = store.list()
    if options.json:
        return json.dumps([_record_json(row) for row in rows], ensure_ascii=False)
    lines = [
        f"{row.id[:SHORT_ID]}  {short_moment(row.changed_at)}  {how_many(row.turns, 'answer')}  {row.title}"
        for row in rows
    ]
    return "\n".join(lines) or "No conversation is kept yet."


def go_on(assistant: Assistant, wanted: str, question: str, filters: Filters) -> Continued:
    """Ask a question after those of a conversation (`NEW`: of none), and keep it there with its answer.

    :raises LibraryError: if there is no such conversation.
    """
    store = assistant.library.conversations
    id = None if wanted == NEW else named(store, wanted).id
    answers = [answer_of(turn.payload) for turn in (store.turns(id) if id is not None else ())]
    history: list[Turn] = []
    for answer in answers:
        said = answer_markdown(answer, links=False, small_print=False)
        history += [Turn("user", answer.question), Turn("assistant", said)]
    asked = assistant.ask(question, filters=filters, history=tuple(history), first_marker=next_marker(answers))
    kept = keep(store, id, question, asked)
    return Continued(kept.id, kept.number, kept.answer)


def named(store: Conversations, wanted: str) -> ConversationRecord:
    """Return the conversation whose id begins so.

    :raises LibraryError: if there is none, or several.
    """
    found = [record for record in store.list() if wanted and record.id.startswith(wanted.lower())]
    if not found:
        raise LibraryError(f"You have no conversation {wanted!r}. List them with: python -m assistant conversations")
    if len(found) > 1:
        raise LibraryError(f"{len(found)} conversations begin with {wanted!r}. Give more of the id.")
    return found[0]


def _show(library: Library, record: ConversationRecord, *, as_json: bool) -> str:
    store = library.conversations
    turns, feedback = store.turns(record.id), store.feedback(record.id)
    if as_json:
        names = {document.id: document.filename for document in library.documents()}
        rows = [_turn_json(turn, feedback, names) for turn in turns]
        return json.dumps(_record_json(record) | {"turns": rows}, ensure_ascii=False)
    return "\n\n".join([record.title, *(_turn_text(turn) for turn in turns)])


def _turn_text(turn: TurnRecord) -> str:
    try:
        said = plain_text(answer_of(turn.payload))
    except LibraryError as error:
        said = str(error)
    changed = [f"{len(turn.changed)} of its documents changed or left the library since."] if turn.changed else []
    return "\n\n".join([f"> {turn.question}", *changed, said])


def _turn_json(turn: TurnRecord, feedback: Sequence[FeedbackRecord], names: dict[str, str]) -> dict[str, Any]:
    """Return a turn as the contract prints an answer, with its question; `error` where it cannot be read."""
    row: dict[str, Any] = {
        "number": turn.number,
        "question": turn.question,
        "at": turn.at.isoformat(timespec="seconds"),
        "ignored": list(ignored_of(turn.payload)),
        "changed": [{"document": id, "file": names.get(id), "change": how} for id, how in turn.changed.items()],
        "feedback": [
            {"kind": told.kind, "marker": told.marker, "note": told.note}
            for told in feedback
            if told.number == turn.number
        ],
    }
    try:
        return row | answer_json(answer_of(turn.payload))
    except LibraryError as error:
        return row | {"error": str(error)}


def _export(store: Conversations, record: ConversationRecord, out: Path | None) -> str:
    if out is None or out.suffix.lower() not in FORMS:
        raise CannotExportConversation(f"Name a file to write to with --out; its ending must be {' or '.join(FORMS)}.")
    _, content = export(store, record.id, out.suffix.lower())
    try:
        out.write_bytes(content)
    except OSError as error:
        raise CannotExportConversation(f"The file {out} could not be written ({error.strerror}).") from error
    return f"{how_many(record.turns, 'answer')} written to {out}"


def _record_json(record: ConversationRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "title": record.title,
        "started": record.started_at.isoformat(timespec="seconds"),
        "changed": record.changed_at.isoformat(timespec="seconds"),
        "answers": record.turns,
    }


def _told(row: dict[str, Any], words: str, *, as_json: bool) -> str:
    return json.dumps(row, ensure_ascii=False) if as_json else words


__all__ = ["NEW", "SHORT_ID", "CannotExportConversation", "Continued", "go_on", "named", "run"]
