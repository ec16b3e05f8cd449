"""Passages: a few whole sentences under one heading, each sentence with its place.

Turns the blocks of a document into passages. Reads no file and judges no content: which blocks are
boilerplate is told by `ingest.reports`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.documents import Block, BlockKind, Document, Locator, Page, Passage, Sentence, Span, Unit, place_on
from ingest.sentences import sentence_spans

MAX_WORDS = 110
"""A passage is closed once it holds this many words. The model reads 256 word pieces; with its heading a passage of
this size stays within them. ``python -m evals --suite passages`` compares sizes of 60 to 180."""
SCRAP_WORDS = 20
"""A shorter paragraph does not stand alone: figures and labels of a report card are paragraphs of one word."""
LONGEST_HEADING = 240
"""Characters of a row of column names that go with each passage below it."""

Boilerplate = Mapping[tuple[int, int], str]
"""Why a block is kept out of search, by page number and start of the block in the page's text."""


@dataclass(frozen=True, slots=True)
class _Piece:
    page: Page
    span: Span


@dataclass(slots=True)
class _Flow:
    """One paragraph, bullet or table row, whole: its pieces lie on one page or run on to the next."""

    kind: BlockKind
    level: int
    heading: str | None
    boilerplate: str | None
    pieces: list[_Piece] = field(default_factory=list)
    path: tuple[str, ...] = ()


def split(document: Document, boilerplate: Boilerplate | None = None, max_words: int = MAX_WORDS) -> list[Passage]:
    """Return the passages of a document in reading order.

    A passage never begins on one page and goes on with a new sentence on another; a *sentence* that crosses
    a page belongs to the passage in which it begins and carries both places.
    """
    builder = _Builder(document.id, max_words)
    for flow in _flows(document, boilerplate or {}):
        builder.add(flow)
    return builder.finish()


def _flows(document: Document, boilerplate: Boilerplate) -> Iterator[_Flow]:
    heading: str | None = None
    path: list[tuple[int, str]] = []
    current: _Flow | None = None
    for page in document.pages:
        for block in page.blocks:
            if block.kind is BlockKind.FURNITURE:
                continue
            reason = boilerplate.get((page.number, block.span.start))
            if block.continued and current and current.pieces[-1].page is not page and reason == current.boilerplate:
                current.pieces.append(_Piece(page, block.span))
                continue
            if current is not None:
                yield current
                current = None
            if block.kind is BlockKind.HEADING:
                # Standing words set as a heading ("Information for the school …") head nothing of the report's own.
                heading = _clean_heading(block, page) if reason is None else heading
                if block.paragraph is not None:  # only where levels are said by the document, not told by type size
                    path = [*(outer for outer in path if outer[0] < block.level), (block.level, heading or "")]
                continue
            above = tuple(words for _, words in path if words)
            current = _Flow(block.kind, block.level, heading, reason, [_Piece(page, block.span)], above)
    if current is not None:
        yield current


def _clean_heading(block: Block, page: Page) -> str:
    """Return the heading's own words: what stands behind a tab is the grade printed beside it.

    In a sheet it is the row of column names.
    """
    text = block.span.of(page.text)
    if page.unit is Unit.SHEET:
        names = text.replace("\t", " · ")
        return names if len(names) <= LONGEST_HEADING else names[: LONGEST_HEADING - 1].rstrip() + "…"
    return text.split("\t")[0].strip()


def _sentences(document: str, flow: _Flow) -> list[Sentence]:
    """Split a flow's joined text and map each sentence back to the page or pages where it stands."""
    joined = " ".join(piece.span.of(piece.page.text) for piece in flow.pieces)
    whole = flow.kind is BlockKind.TABLE_ROW
    spans = [Span(0, len(joined))] if whole else sentence_spans(joined)
    result: list[Sentence] = []
    for span in spans:
        locators = tuple(_locators(document, flow, span))
        text = " ".join(_text_at(flow, locator) for locator in locators)
        if text.strip():
            result.append(Sentence(text, locators))
    return result


def _locators(document: str, flow: _Flow, span: Span) -> Iterator[Locator]:
    offset = 0
    for piece in flow.pieces:
        start, end = max(span.start - offset, 0), min(span.end - offset, len(piece.span))
        if start < end:
            place = Span(piece.span.start + start, piece.span.start + end)
            yield place_on(document, piece.page, place, flow.path)
        offset += len(piece.span) + 1


def _text_at(flow: _Flow, locator: Locator) -> str:
    page = next(piece.page for piece in flow.pieces if piece.page.number == locator.page)
    return locator.span.of(page.text)


class _Builder:
    """Gathers sentences into passages; closes a passage at a new heading, page, kind or at its full size."""

    def __init__(self, document: str, max_words: int) -> None:
        self._document = document
        self._max_words = max_words
        self._done: list[Passage] = []
        self._open: list[Sentence] = []
        self._flow: _Flow | None = None

    def add(self, flow: _Flow) -> None:
        sentences = _sentences(self._document, flow)
        if self._flow is not None and not self._may_join(flow):
            self._close()
        for sentence in sentences:
            if self._open and (sentence.page != self._open[0].page or self._words() >= self._max_words):
                self._close()
            self._flow = self._flow or flow
            self._open.append(sentence)

    def finish(self) -> list[Passage]:
        self._close()
        return self._done

    def _may_join(self, flow: _Flow) -> bool:
        """Table rows gather under their heading, nested bullets under their parent, scraps with what follows them."""
        first = self._flow
        if first is None or first.heading != flow.heading or first.boilerplate != flow.boilerplate:
            return False
        if flow.kind is BlockKind.TABLE_ROW:
            return first.kind is BlockKind.TABLE_ROW
        if flow.kind is BlockKind.BULLET:
            return first.kind is not BlockKind.TABLE_ROW and (flow.level > first.level or self._is_lead_in())
        return flow.kind is first.kind is BlockKind.PARAGRAPH and self._words() < SCRAP_WORDS

    def _is_lead_in(self) -> bool:
        return self._flow is not None and self._flow.kind is BlockKind.PARAGRAPH and self._open[-1].text.endswith(":")

    def _words(self) -> int:
        return sum(len(sentence.text.split()) for sentence in self._open)

    def _close(self) -> None:
        if self._open and self._flow is not None:
            passage = Passage(
                document=self._document,
                ordinal=len(self._done),
                page=self._open[0].page,
                heading=self._flow.heading,
                sentences=tuple(self._open),
                kind=self._flow.kind,
                boilerplate=self._flow.boilerplate,
            )
            self._done.append(passage)
        self._open = []
        self._flow = None


__all__ = ["MAX_WORDS", "Boilerplate", "split"]
