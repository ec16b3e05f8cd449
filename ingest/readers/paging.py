"""Paragraphs of a Word document → its pages, by what is known of them.

Where a program has drawn the document, its pages are found by matching words, and are measured. Otherwise they are
estimated from the places where Word broke the pages last, or from the number of words. Draws nothing itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents import BlockKind, Document, Page, Span, Unit, Word
from ingest.readers.flow import FlowItem, Laid, page_of

WORDS_A_PAGE = 450
"""Words on a page of a Word document that says nothing of its pages. Chosen: A4 in 11 point holds 400 to 500."""

ANCHOR = 5
"""Words in a row that must be found on a drawn page to place a paragraph there."""
_STRANGERS = 6

MATCHED = 0.8
"""Share of the words that must be found on the drawn pages; with fewer, they are taken for another document's."""


def estimated(items: Sequence[FlowItem]) -> list[Page]:
    """Lay the items on pages as Word did last, or by the number of words; every page is an estimate."""
    told = any(item.breaks_before or len(item.parts) > 1 for item in items)
    pages: list[list[Laid]] = [[]]
    words = 0
    for number, item in enumerate(items, 1):
        full = not told and words >= WORDS_A_PAGE
        if pages[-1] and (item.breaks_before or full):
            pages.append([])
            words = 0
        for index, part in enumerate(item.parts):
            if index:
                pages.append([])
            pages[-1].append(Laid(item, number, part, continued=index > 0))
        words += len(item.text.split())
    return [page_of(number, page, Unit.PAGE, measured=False) for number, page in enumerate(pages, 1)]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One word as it was drawn."""

    text: str
    page: int
    word: Word


def measured(items: Sequence[FlowItem], drawn: Document) -> list[Page] | None:
    """Lay the items on the pages of the drawn document; None where too few of their words are found on them."""
    stream = [
        _Drawn(_key(word.span.of(page.text)), page.number, word) for page in drawn.pages for word in _body_words(page)
    ]
    places = _places(items, stream)
    total = sum(len(row) for row in places)
    if not total or sum(place is not None for row in places for place in row) < MATCHED * total:
        return None
    pages: list[list[tuple[Laid, list[_Drawn | None]]]] = [[] for _ in drawn.pages]
    current = 1
    for number, (item, row) in enumerate(zip(items, places, strict=True), 1):
        words = item.text.split(" ")
        start = 0
        running = item.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)
        for end in [*(_turns(row, current) if running else ()), len(words)]:
            found = next((place.page for place in row[start:end] if place is not None), current)
            current = max(current, found)
            text = " ".join(words[start:end])
            pages[current - 1].append((Laid(item, number, text, continued=start > 0), row[start:end]))
            start = end
    return [_with_boxes(page, content) for page, content in zip(drawn.pages, pages, strict=True)]


def _body_words(page: Page) -> list[Word]:
    """Return the words of a page without its running lines, which stand between the words of a paragraph."""
    running = [block.span for block in page.blocks if block.kind is BlockKind.FURNITURE]
    return [word for word in page.words if not any(word.span.overlaps(span) for span in running)]


def _key(word: str) -> str:
    return word.casefold().strip(".,;:!?()[]“”‘’\"'")


def _places(items: Sequence[FlowItem], stream: Sequence[_Drawn]) -> list[list[_Drawn | None]]:
    """Return for each word of each item (words parted by spaces) where it was drawn."""
    starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    keys = [drawn.text for drawn in stream]
    for place in range(len(keys)):
        for size in range(1, ANCHOR + 1):
            if place + size <= len(keys):
                starts[tuple(keys[place : place + size])].append(place)
    cursor = 0
    found: list[list[_Drawn | None]] = []
    for item in items:
        words = [[_key(part) for part in word.split("\t")] for word in item.text.split(" ")]
        flat = [part for word in words for part in word if part]
        at = _anchor(starts, flat, cursor)
        if at is None:
            found.append([None] * len(words))
            continue
        row, place = _follow(words, keys, stream, at)
        found.append(row)
        cursor = place
    return found


def _anchor(starts: dict[tuple[str, ...], list[int]], words: Sequence[str], cursor: int) -> int | None:
    """Return the first place from the cursor on at which the paragraph's first words stand."""
    size = min(ANCHOR, len(words))
    places = starts.get(tuple(words[:size]), ()) if size else ()
    reach = 4000 if size == ANCHOR else 60  # a short paragraph stands anywhere: only close by is it meant
    return next((place for place in places if cursor <= place <= cursor + reach), None)


def _follow(
    words: Sequence[Sequence[str]], keys: Sequence[str], stream: Sequence[_Drawn], at: int
) -> tuple[list[_Drawn | None], int]:
    """Walk the drawn words beside the paragraph's; a few strangers between them (numbers of notes) are passed over."""
    row: list[_Drawn | None] = []
    for word in words:
        first: _Drawn | None = None
        for part in word:
            near = range(at, min(at + _STRANGERS, len(keys))) if part else ()
            ahead = next((place for place in near if keys[place] == part), None)
            if ahead is not None:
                first = first or stream[ahead]
                at = ahead + 1
        row.append(first)
    return row, at


def _turns(row: Sequence[_Drawn | None], current: int) -> list[int]:
    """Return the words of a paragraph with which it goes on to a later page."""
    turns: list[int] = []
    page = next((place.page for place in row if place is not None), current)
    for index, place in enumerate(row):
        if place is not None and place.page > page and index:
            turns.append(index)
            page = place.page
    return turns


def _with_boxes(drawn: Page, content: Sequence[tuple[Laid, Sequence[_Drawn | None]]]) -> Page:
    page = page_of(drawn.number, [laid for laid, _ in content], Unit.PAGE)
    words: list[Word] = []
    for block, (laid, row) in zip(page.blocks, content, strict=True):
        start = block.span.start
        for text, place in zip(laid.text.split(" "), row, strict=True):
            if place is not None and place.page == drawn.number:
                words.append(Word(Span(start, start + len(text)), place.word.boxes))
            start += len(text) + 1
    return Page(
        drawn.number, None, drawn.width, drawn.height, page.text, tuple(words), page.blocks, Unit.PAGE, measured=True
    )


__all__ = ["MATCHED", "WORDS_A_PAGE", "estimated", "measured"]
