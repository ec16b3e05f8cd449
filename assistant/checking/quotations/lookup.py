"""A draft's quotations in the documents that it cites: whether and where each stands.

Looks through the pages of the documents cited, then of the other documents given. Judges no claim.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.checking.quotations.quotations import Quotation, check_quotations, quotations
from assistant.checking.words.numerals import Number, NumberKind, numbers
from assistant.checking.words.quoted import quoted
from assistant.checking.words.tokens import negations, tokens
from assistant.schools.names import mentions
from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord, Library

_TELLING = frozenset(
    """report inspector ofsted inspect say said note state stated find found judg conclud observ write wrote describ
    school headteach told comment word accord record letter document card""".split()
)
"""Stems that only say that something is quoted."""
_ASKING = frozenset("ask recommend".split())
_ASKED = frozenset("leader trust truste govern governor bodi committe council trustee proprietor author".split())
"""Stems of those whom reports ask; beside a word of asking they say no more than that something is quoted."""

_OWN = frozenset(
    "own group trust our improv plan self evalu self-evalu minut board paper annual review strategi".split()
)
"""Stems of what a group's own documents are called."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A quotation and the page of a document on which it stands, if any."""

    quotation: Quotation
    record: DocumentRecord | None = None
    page: int | None = None


class QuotationLookup:
    """Looks quotations up in a library's pages."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts: dict[str, list[tuple[int, str]]] = {}

    def look_up(
        self,
        claim: str,
        cited: Sequence[DocumentRecord],
        others: Sequence[DocumentRecord],
        is_cited: Callable[[DocumentRecord, int], bool] | None = None,
    ) -> list[Placed]:
        """Return each quotation of a claim with its place: in a cited document first, else in one of the others.

        The nearest true wording is looked for in the documents cited, or in the others where none is. Of several pages
        that hold it the one for which `is_cited` is true is taken.
        """
        if not quotations(claim):
            return []
        first = self._look_up(claim, cited, is_cited) if cited else []
        if first and all(placed.quotation.stands for placed in first):
            return first
        second = self._look_up(claim, [record for record in others if record not in cited])
        if not first:
            return second
        return [b if b.quotation.stands and not a.quotation.stands else a for a, b in zip(first, second, strict=True)]

    def _look_up(
        self,
        claim: str,
        records: Sequence[DocumentRecord],
        first: Callable[[DocumentRecord, int], bool] | None = None,
    ) -> list[Placed]:
        pages = [(record, number, text) for record in records for number, text in self._pages(record)]
        pages.sort(key=lambda page: not (first and first(page[0], page[1])))
        return [self._placed(found, pages) for found in check_quotations(claim, [text for _, _, text in pages])]

    def _placed(self, quotation: Quotation, pages: Sequence[tuple[DocumentRecord, int, str]]) -> Placed:
        if quotation.place is None:
            return Placed(quotation)
        record, number, _ = pages[quotation.place]
        return Placed(quotation, record, number)

    def _pages(self, record: DocumentRecord) -> list[tuple[int, str]]:
        """Return each page's text, each page joined with the next, and the sentences that run on over a page's foot."""
        if record.id not in self._texts:
            texts = [page.text for page in self._library.pages(record.id)]
            joined = [(n, f"{a} {b}") for n, (a, b) in enumerate(zip(texts, texts[1:], strict=False), start=1)]
            over = [
                (sentence.page, sentence.text)
                for passage in self._library.passages_of(record.id)
                for sentence in passage.sentences
                if len(sentence.locators) > 1
            ]
            self._texts[record.id] = [*enumerate(texts, start=1), *joined, *over]
        return self._texts[record.id]


def only_quotes(claim: str, cited: Sequence[DocumentRecord] = (), names: Sequence[str] = ()) -> bool:
    """Say whether a claim says nothing beyond its quotations but that a report says so, which report, and when.

    A date that is not one of the documents cited says more, unless one of these states none. Of a group's own document
    a claim may also say that it is the group's, and which.
    """
    rest = claim
    for span in reversed(quoted(claim)):
        rest = f"{rest[: span.start - 1]} {rest[span.end + 1 :]}"
    for mention in reversed(mentions(rest, names)):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    dated = [number for number in numbers(rest) if number.kind in (NumberKind.DAY, NumberKind.MONTH, NumberKind.YEAR)]
    undated = any(not _days([record]) for record in cited)
    if not undated and not all(any(_is_of(number, day) for day in _days(cited)) for number in dated):
        return False
    for number in reversed(dated):
        rest = f"{rest[: number.span.start]} {rest[number.span.end :]}"
    stems = {token.stem for token in tokens(rest) if token.content}
    asking = _ASKING | _ASKED if stems & _ASKING else frozenset[str]()
    own = any(record.format is ReportFormat.DOCUMENT for record in cited)
    return not negations(rest) and stems <= _TELLING | asking | (_OWN if own else frozenset())


def _days(cited: Sequence[DocumentRecord]) -> list[date]:
    return [day for record in cited for day in (record.start, record.end, record.published) if day]


def _is_of(number: Number, day: date) -> bool:
    value = {NumberKind.DAY: day.day, NumberKind.MONTH: day.month, NumberKind.YEAR: day.year}[number.kind]
    return number.low <= value <= number.high


__all__ = ["Placed", "QuotationLookup", "only_quotes"]
