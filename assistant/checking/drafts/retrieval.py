"""The passages that a draft's claim is held against: those of the pages that it cites, and the nearest others.

Ranks by words before any model reads: what speaks least to a claim is left out. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.checking.drafts.places import VerdictPassage
from assistant.checking.drafts.scope import AskedClaim
from assistant.checking.guard import CLOSE, LEAST_SHARED, nearest
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
_EXPLAINING = ("legend", "explanation", "definition")
"""How the reasons begin for which a passage is standard text that explains words and tells of no school."""


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
        """Return passages of the pages cited and passages searched for; where some say the claim outright, those.

        Of reports on the school that a claim does not cite only the one passage is read that may say it as well.
        """
        cited = _by_words(item, self.cited(item))[:ON_PAGE]
        found = self._searched(item, [record for record in item.own if item.holds(record)], by_id, vector)
        listed = _by_words(item, list({one.passage.id: one for one in [*cited, *found]}.values()))
        others = self._of_other_reports(item, by_id, vector)
        outright = [one for one in listed if is_said_outright(item.words, one.passage.text)]
        if outright:
            return outright
        read = [*listed[:1], *(one for one in listed[1:READ] if _share(item, one) >= LEAST_SHARED)]
        # Another page of the report may share more words: the one that is cited is read all the same.
        return [*read, *(one for one in cited[:1] if one not in read), *others]

    def _searched(
        self,
        item: AskedClaim,
        within: Sequence[DocumentRecord],
        by_id: Mapping[str, DocumentRecord],
        vector: Vectors,
        count: int = PASSAGES,
    ) -> list[VerdictPassage]:
        scope = Scope(frozenset(record.id for record in within) or None)
        hits = self._searcher.search(item.words, count, scope, vector)
        return [VerdictPassage(by_id[hit.passage.document], hit.passage) for hit in hits]

    def _of_other_reports(
        self, item: AskedClaim, by_id: Mapping[str, DocumentRecord], vector: Vectors
    ) -> list[VerdictPassage]:
        """Return the passage of the school's reports that a claim does not cite in which it stands, or nearly so."""
        within = [record for record in item.own if not item.holds(record)]
        found = self._searched(item, within, by_id, vector) if within else []
        near = [one for one in found if nearest(item.words, [sentence.text for sentence in one.sentences]) >= CLOSE]
        return sorted(near, key=lambda one: (not is_said_outright(item.words, one.passage.text), -_share(item, one)))[
            :1
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
        every = [passage for passage in self.passages(record.id) if _stands_on(passage, page)]
        found = [passage for passage in every if passage.boilerplate is None] or every
        best = max(found, key=lambda passage: shared(words, passage.text), default=None)
        return VerdictPassage(record, best) if best else None

    def cited(self, item: AskedClaim) -> list[VerdictPassage]:
        """Return the passages of the pages cited, without the legends and standard texts that every report has."""
        return [
            VerdictPassage(record, passage)
            for record in item.cited
            for passage in self.passages(record.id)
            if _is_its_own(item, passage)
            and any(
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


def _is_its_own(item: AskedClaim, passage: Passage) -> bool:
    """Say whether a passage may bear a claim out: an explanation of grades or figures says nothing of a school.

    Other standard texts ("carried out under section 5") do where they say it outright.
    """
    if passage.boilerplate is None:
        return True
    return not passage.boilerplate.startswith(_EXPLAINING) and is_said_outright(item.words, passage.text)


def _by_words(item: AskedClaim, passages: Sequence[VerdictPassage]) -> list[VerdictPassage]:
    """Return passages in the order of the share of a claim's words that they have."""
    return sorted(passages, key=lambda one: -_share(item, one))


def _share(item: AskedClaim, evidence: VerdictPassage) -> float:
    return shared(item.words, evidence.passage.text)


def _stands_on(passage: Passage, page: int) -> bool:
    return any(place.page == page for sentence in passage.sentences for place in sentence.locators)


__all__ = ["Gatherer"]
