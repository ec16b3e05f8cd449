"""Paragraphs of a file that has no fixed pages → the pages of a `Document`.

Keeps the invariants of `ingest.documents.Page` for every reader but the PDF's: one block a line, cells parted by a
tab, paragraphs numbered through the whole document. Reads no file and knows no format.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.documents import Block, BlockKind, Document, Page, Span, Unit
from ingest.errors import UnreadableDocument

SECTION_WORDS = 500
"""Words after which a text without pages begins a new section at its next heading. Chosen so that a section fits the
evidence panel; nothing is measured by it."""
LONGEST_SECTION = 1200
"""Words after which it begins a new section at any paragraph."""
MOST_CHARACTERS = 20_000_000
"""Characters of text in one document. The longest inspection document known to us has under two million."""

_SPACE = re.compile(r"\s+")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class FlowItem:
    """One paragraph, heading, bullet or row. `parts` are what of it stands on one page after the other, mostly one."""

    kind: BlockKind
    parts: tuple[str, ...]
    level: int = 0
    breaks_before: bool = False
    """Whether it begins a new page."""
    number: int | None = None
    """Its paragraph's number where that is not simply its place in the document (a row of a sheet)."""

    @property
    def text(self) -> str:
        """The whole text, its parts joined with spaces."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class Laid:
    """What of an item stands on one page, and whether it carries on the page before."""

    item: FlowItem
    number: int
    text: str
    continued: bool = False


def clean(text: str) -> str:
    """Return `text` on one line: white space as single spaces, without characters that stand for nothing."""
    if not text.isprintable():
        spaced = _SPACE.sub(" ", text)
        text = "".join(c for c in spaced if not is_nothing(c))
    return _SPACE.sub(" ", text).strip()


def is_nothing(character: str) -> bool:
    """Say whether a character stands for nothing that is read: a control, or a place where a word may be broken."""
    return character == _SOFT_HYPHEN or unicodedata.category(character) in _UNSEEN


def item(kind: BlockKind, text: str, level: int = 0) -> FlowItem | None:
    """Return an item of one part, or None where the text is empty."""
    words = clean(text)
    return FlowItem(kind, (words,), level) if words else None


def row(cells: Iterable[str], number: int | None = None) -> FlowItem | None:
    """Return a table row, or None where every cell is empty. Empty cells at its end are left out."""
    text = "\t".join(map(clean, cells)).rstrip("\t")
    return FlowItem(BlockKind.TABLE_ROW, (text.lstrip("\t"),), number=number) if text.strip() else None


def numbered(items: Iterable[FlowItem]) -> list[Laid]:
    """Give the items the numbers of their paragraphs."""
    return [Laid(i, i.number or place, i.text) for place, i in enumerate(items, 1)]


def sections(items: Sequence[FlowItem]) -> list[list[Laid]]:
    """Cut a text without pages into sections: at headings, once a section is long enough."""
    pages: list[list[Laid]] = [[]]
    words = 0
    for laid in numbered(items):
        heads = laid.item.kind is BlockKind.HEADING
        if pages[-1] and (words >= LONGEST_SECTION or (heads and words >= SECTION_WORDS)):
            pages.append([])
            words = 0
        pages[-1].append(laid)
        words += laid.text.count(" ") + laid.text.count("\t") + 1
    return pages


def page_of(
    number: int, content: Iterable[Laid], unit: Unit, label: str | None = None, *, measured: bool = True
) -> Page:
    """Write one page without an image."""
    blocks: list[Block] = []
    lines: list[str] = []
    length = 0
    for laid in content:
        start = length + bool(lines)
        length = start + len(laid.text)
        lines.append(laid.text)
        blocks.append(Block(laid.item.kind, Span(start, length), laid.item.level, laid.continued, laid.number))
    return Page(number, label, 0.0, 0.0, "\n".join(lines), (), tuple(blocks), unit, measured)


def document_of(  # what a document is made of
    data: bytes,
    media_type: str,
    title: str | None,
    pages: Sequence[Page],
    max_pages: int,
    warnings: Sequence[str] = (),
) -> Document:
    """Put a document together.

    :raises UnreadableDocument: if it has no text, or more pages or text than are accepted.
    """
    if not any(page.text for page in pages):
        raise UnreadableDocument("This file holds no text. Check that the right file was saved.")
    if len(pages) > max_pages:
        raise UnreadableDocument(
            f"This file has {len(pages):,} {pages[0].unit.value}s; at most {max_pages:,} are accepted. "
            "Split it, or raise the setting max_pages."
        )
    if sum(len(page.text) for page in pages) > MOST_CHARACTERS:
        raise UnreadableDocument(
            f"This file holds more than {MOST_CHARACTERS:,} characters of text. Split it, and add the parts."
        )
    digest = hashlib.sha256(data).hexdigest()
    return Document(digest, "", media_type, clean(title or "")[:500] or None, tuple(pages), tuple(warnings))


def first_heading(items: Iterable[FlowItem]) -> str | None:
    """Return the first heading, as the title of a text that says none."""
    return next((i.text for i in items if i.kind is BlockKind.HEADING), None)


__all__ = [
    "LONGEST_SECTION",
    "MOST_CHARACTERS",
    "SECTION_WORDS",
    "FlowItem",
    "Laid",
    "clean",
    "document_of",
    "first_heading",
    "is_nothing",
    "item",
    "numbered",
    "page_of",
    "row",
    "sections",
]
