"""A draft's quotations in the documents that it cites: whether and where each stands.

Looks through the pages of the documents cited, then of the other documents given. Judges no claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.quotations import Quotation, check_quotations, quotations
from assistant.checking.tokens import tokens
from ingest.library import DocumentRecord, Library

_TELLING = frozenset(
    """report inspector ofsted inspect say note state find found judg conclud observ write describ school headteach told
    comment word accord record letter document""".split()
)
"""Stems that only say that something is quoted."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A quotation and the page of a document on which it stands, if any."""

    quotation: Quotation
    record: DocumentRecord | None = None
    page: int | None = None


class Quoted:
    """Looks quotations up in a library's pages."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts: dict[str, tuple[str, ...]] = {}

    def look_up(self, claim: str, cited: Sequence[DocumentRecord], others: Sequence[DocumentRecord]) -> list[Placed]:
        """Return each quotation of a claim with its place: in a cited document first, else in one of the others.

        The nearest true wording is looked for in the documents cited, or in the others where none is.
        """
        if not quotations(claim):
            return []
        first = self._look_up(claim, cited) if cited else []
        if first and all(placed.quotation.stands for placed in first):
            return first
        second = self._look_up(claim, [record for record in others if record not in cited])
        if not first:
            return second
        return [b if b.quotation.stands and not a.quotation.stands else a for a, b in zip(first, second, strict=True)]

    def _look_up(self, claim: str, records: Sequence[DocumentRecord]) -> list[Placed]:
        pages = [(record, number, text) for record in records for number, text in self._pages(record)]
        return [self._placed(found, pages) for found in check_quotations(claim, [text for _, _, text in pages])]

    def _placed(self, quotation: Quotation, pages: Sequence[tuple[DocumentRecord, int, str]]) -> Placed:
        if quotation.place is None:
            return Placed(quotation)
        record, number, _ = pages[quotation.place]
        return Placed(quotation, record, number)

    def _pages(self, record: DocumentRecord) -> list[tuple[int, str]]:
        """Return each page's text, and behind them each page joined with the next: sentences run on."""
        if record.id not in self._texts:
            self._texts[record.id] = tuple(page.text for page in self._library.pages(record.id))
        texts = self._texts[record.id]
        joined = [(n, f"{a} {b}") for n, (a, b) in enumerate(zip(texts, texts[1:], strict=False), start=1)]
        return [*enumerate(texts, start=1), *joined]


def only_quotes(claim: str) -> bool:
    """Say whether a claim says nothing beyond its quotations but that somebody says so."""
    rest = re.sub(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’", " ", claim)
    return all(token.stem in _TELLING for token in tokens(rest) if token.content)


__all__ = ["Placed", "Quoted", "only_quotes"]
