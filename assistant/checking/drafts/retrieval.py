"""The passages that a draft's claim is held against: those of the pages that it cites, and the nearest others.

Ranks by words before any model reads: what speaks least to a claim is left out. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.checking.drafts.places import VerdictPassage
from assistant.checking.drafts.scope import AskedClaim
from assistant.checking.guard import LEAST_SHARED
from assistant.checking.outright import is_said_outright
from assistant.checking.words.keys import keys, shared
from assistant.search import Searcher
from ingest.documents import Passage, Scope
from ingest.embedding import Vectors
from ingest.library import DocumentRecord, Library

PASSAGES = 4
"""Passages searched for each claim. Chosen, not measured: the best of them decides."""
ON_PAGE = 2
"""Passages of the pages cited that are read whatever a search says. Chosen: a page has some ten."""
READ = 2
"""Passages that the model reads for each claim, the nearest by words; its time is most of a review's. Chosen."""
TELLING = 7
"""Words that a claim must have for it to be looked for in other schools' reports: short ones hold of many. Chosen."""
ELSEWHERE = 2
"""Passages of other schools read for a claim that its own school's documents do not bear out. Chosen."""


class Gatherer:
    """Brings up passages of a library for claims; keeps the passages of cited documents while it lives."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self._library = library
        self._searcher = searcher
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._vectors: dict[str, Vectors] = {}
        """Of the claims looked for last: what is looked for elsewhere need not be embedded again, one by one."""

    def evidence(self, items: Sequence[AskedClaim], records: Sequence[DocumentRecord]) -> list[list[VerdictPassage]]:
        """Return for each claim the passages nearest to it in the documents that it may stand in.

        Where those of the pages cited say the claim outright they are enough, and none is searched for.
        """
        said = [self._outright(item) for item in items]
        words = [item.words for item, found in zip(items, said, strict=True) if not found]
        self._vectors = dict(zip(words, self._searcher.embedder.embed(words), strict=True))
        by_id = {record.id: record for record in records}
        return [
            found or self._nearest(item, by_id, self._vectors[item.words])
            for item, found in zip(items, said, strict=True)
        ]

    def _outright(self, item: AskedClaim) -> list[VerdictPassage]:
        return [one for one in self.cited(item) if is_said_outright(item.words, one.passage.text)]

    def _nearest(self, item: AskedClaim, by_id: Mapping[str, DocumentRecord], vector: Vectors) -> list[VerdictPassage]:
        """Return passages of the pages cited and passages searched for; where some say the claim outright, those."""
        cited = sorted(self.cited(item), key=lambda one: -shared(item.words, one.passage.text))[:ON_PAGE]
        scope = Scope(frozenset(record.id for record in item.own) or None)
        passages = {evidence.passage.id: evidence for evidence in cited}
        for hit in self._searcher.search(item.words, PASSAGES, scope, vector):
            passages.setdefault(hit.passage.id, VerdictPassage(by_id[hit.passage.document], hit.passage))
        listed = sorted(passages.values(), key=lambda one: -shared(item.words, one.passage.text))
        return [one for one in listed if is_said_outright(item.words, one.passage.text)] or [
            *listed[:1],
            *(one for one in listed[1:READ] if shared(item.words, one.passage.text) >= LEAST_SHARED),
        ]

    def elsewhere(self, item: AskedClaim, records: Sequence[DocumentRecord]) -> list[VerdictPassage]:
        """Return passages of other schools that say a claim outright."""
        by_id = {record.id: record for record in records}
        others = frozenset(by_id) - {record.id for record in item.own}
        if not item.own or not others or len(keys(item.words)) < TELLING:
            return []
        hits = self._searcher.search(item.words, ELSEWHERE, Scope(others), self._vectors.get(item.words))
        return [
            VerdictPassage(by_id[hit.passage.document], hit.passage)
            for hit in hits
            if is_said_outright(item.words, hit.passage.text)
        ]

    def on_page(self, record: DocumentRecord, page: int, words: str) -> VerdictPassage | None:
        """Return the passage of a page that shares most with some words; None where the page has none."""
        found = [passage for passage in self.passages(record.id) if _stands_on(passage, page)]
        best = max(found, key=lambda passage: shared(words, passage.text), default=None)
        return VerdictPassage(record, best) if best else None

    def cited(self, item: AskedClaim) -> list[VerdictPassage]:
        """Return the passages of the pages cited."""
        return [
            VerdictPassage(record, passage)
            for record in item.cited
            for passage in self.passages(record.id)
            if any(
                citation.covers(place.page)
                for citation in item.claim.citations
                for sentence in passage.sentences
                for place in sentence.locators
            )
        ]

    def passages(self, document: str) -> tuple[Passage, ...]:
        """Return all passages of a document."""
        if document not in self._passages:
            self._passages[document] = tuple(self._library.passages_of(document))
        return self._passages[document]


def _stands_on(passage: Passage, page: int) -> bool:
    return any(place.page == page for sentence in passage.sentences for place in sentence.locators)


__all__ = ["Gatherer"]
