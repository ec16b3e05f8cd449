"""Sentences of a group's documents that a draft's author can cite: found by words, each as a citation.

Finds by the words of the lexical index; what a sentence bears out is the checker's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.drafting.material import KINDS
from assistant.drafting.values import Cite, Draft
from assistant.schools.register import register_of
from ingest.documents import BlockKind, Passage, Scope
from ingest.errors import LibraryError
from ingest.library import DocumentRecord, Library

MOST = 8
"""Sentences that one search gives."""
_LOOKED_AT = 16
_WORD = re.compile(r"[^\W_]{3,}")
_STEM = 5
"""Letters by which two words are taken for the same here, where only the best sentence of a passage is chosen."""


@dataclass(frozen=True, slots=True)
class CitableSentence:
    """A sentence that can be cited; `id` names it within the library."""

    id: str
    cite: Cite


def find_places(library: Library, draft: Draft, words: str) -> tuple[CitableSentence, ...]:
    """Return sentences with these words from the reports on the draft's schools and the group's own documents."""
    if not words.strip():
        raise LibraryError("Write a few words of what you want to cite.")
    records = _records(library, draft)
    hits = library.lexical_search(words, _LOOKED_AT, Scope(frozenset(records)))
    wanted = {word.casefold()[:_STEM] for word in _WORD.findall(words)}
    found: list[CitableSentence] = []
    for passage in library.passages([hit.passage for hit in hits]):
        if passage.kind is not BlockKind.TABLE_ROW:  # a row says nothing without its table's head
            found += [_place(passage, number, records) for number in _best(passage, wanted)]
    return tuple(found[:MOST])


def place_of(library: Library, draft: Draft, id: str) -> Cite:
    """Return the citation of a place that was found.

    :raises LibraryError: if the library holds no such sentence any more, or not of this group.
    """
    passage, _, number = id.rpartition("/")
    records = _records(library, draft)
    for found in library.passages([passage]):
        if found.document in records and number.isdecimal() and int(number) < len(found.sentences):
            return _place(found, int(number), records).cite
    raise LibraryError("The library no longer holds this sentence. Search again.")


def _records(library: Library, draft: Draft) -> dict[str, DocumentRecord]:
    """Return the documents that a draft can cite, each with its school called as the draft calls it."""
    documents = library.documents()
    register = register_of(documents)
    called = (replace(r, school=register.apart(r.school, r.urn)) if r.school else r for r in documents)
    return {record.id: record for record in called if _belongs(record, draft)}


def _belongs(record: DocumentRecord, draft: Draft) -> bool:
    return record.school in draft.schools if record.school else record.group == draft.group


def _best(passage: Passage, wanted: set[str]) -> Iterator[int]:
    """Yield the sentence of a passage that shares most words with what is wanted."""
    said = [{word.casefold()[:_STEM] for word in _WORD.findall(sentence.text)} for sentence in passage.sentences]
    shared = [len(wanted & words) for words in said]
    most = max(shared, default=0)
    if most:
        yield shared.index(most)


def _place(passage: Passage, number: int, records: dict[str, DocumentRecord]) -> CitableSentence:
    record, sentence = records[passage.document], passage.sentences[number]
    cite = Cite(
        record.id, record.filename, record.school, record.start or record.published, sentence.text, sentence.locators,
        kind=KINDS.get(record.format, "report"),
    )  # fmt: skip
    return CitableSentence(f"{passage.id}/{number}", cite)


__all__ = ["MOST", "CitableSentence", "find_places", "place_of"]
