"""What a document, a page, a place in it and a passage of it are.

Describes values only: nothing here opens a file, reads a PDF or touches the library.

The one currency of citation is the *character span in a page's stored text*: for every quotation
``page.text[span.start:span.end]`` is the quotation, character for character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, ``start`` inclusive and ``end`` exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise ValueError(f"A span needs 0 <= start <= end; got start={self.start}, end={self.end}.")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as fractions of its width and height (0–1), origin at the top left.

    Fractions, not points, so that a highlight fits the page image at every size and rotation.
    """

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """One run of non-space characters of a page's text, and where it is drawn.

    A word that was hyphenated at a line end and joined again has one span and two boxes.
    """

    span: Span
    boxes: tuple[Box, ...]


class BlockKind(StrEnum):
    """What a block of a page is, as its geometry and glyphs show."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TABLE_ROW = "table_row"
    FURNITURE = "furniture"  # running header or footer, page number: never part of a passage


class Unit(StrEnum):
    """What one `Page` of a document is."""

    PAGE = "page"  # of a PDF or a Word document
    SLIDE = "slide"  # of a presentation
    SHEET = "sheet"  # of a workbook; a CSV file is one sheet
    SECTION = "section"  # of a web page or a text, which have no pages


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, bullet, table row or running line of a page.

    `level` is the nesting of a bullet (0 outermost) or the rank of a heading (0 largest).
    `continued` is true where the block's first line carries on the last block of the page before.
    `paragraph` counts the paragraphs of a document that has no fixed pages, from 1 (in a sheet it is the row's
    number); a PDF has none.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    continued: bool = False
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document; of a presentation one slide, of a workbook one sheet, of a web page one section.

    `text` holds one block a line: lines of a block are joined with a space (or with nothing, where a
    word was hyphenated), cells of a table row with a tab, blocks with a line feed.
    `number` counts from 1 as a PDF viewer counts; `label` is the number *printed* on the page, if any, and the name
    of a sheet. `width` and `height` are in points, and 0 where no image of the page can be drawn.
    `measured` is false where it is estimated which text stands on the page; `ocr` is true where its text was
    recognised in an image.
    """

    number: int
    label: str | None
    width: float
    height: float
    text: str
    words: Sequence[Word]
    blocks: tuple[Block, ...]
    unit: Unit = Unit.PAGE
    measured: bool = True
    ocr: bool = False

    @property
    def is_drawn(self) -> bool:
        """Whether an image of the page can be drawn."""
        return self.width > 0


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read. `id` is the SHA-256 of its bytes, in hexadecimal."""

    id: str
    filename: str
    media_type: str
    title: str | None
    pages: tuple[Page, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Locator:
    """Where something stands: a document, a page of it and a span of that page's text.

    `measured` is false where the page is an estimate; an estimate is always shown as one. Where a document has no
    fixed pages, `paragraph` and `heading_path` (the headings above, outermost first) say the place exactly. `ocr` is
    true where the text was recognised in an image and should be compared with it.
    """

    document: str
    page: int
    span: Span
    label: str | None = None
    measured: bool = True
    unit: Unit = Unit.PAGE
    paragraph: int | None = None
    heading_path: tuple[str, ...] = ()
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and every place where it stands.

    A sentence that crosses a page has one locator for each page, in order; `text` joins them with
    a space. With one locator, `text` is exactly the located characters.
    """

    text: str
    locators: tuple[Locator, ...]

    @property
    def page(self) -> int:
        """The page on which the sentence begins."""
        return self.locators[0].page


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a few whole sentences under one heading.

    A passage begins and ends on one page; only its last sentence may run on to the next page, and
    then says so in its locators. `boilerplate` names why the passage is kept out of search (a legend
    of grades, standard text about the inspectorate), or is None. `kind` is the kind of its blocks.
    """

    document: str
    ordinal: int
    page: int
    heading: str | None
    sentences: tuple[Sentence, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    boilerplate: str | None = None

    @property
    def id(self) -> str:
        """Identity within a library: document and ordinal."""
        return f"{self.document}:{self.ordinal}"

    @property
    def text(self) -> str:
        """The sentences, joined with spaces."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def has_vector(self) -> bool:
        """Whether a vector stands for it: boilerplate, kept out of search, needs none and is found by its words."""
        return self.boilerplate is None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of the library a search may look at.

    `documents` are document ids; None means all. Boilerplate is left out unless asked for; it is then found by its
    words only, because no vector is made of it.
    """

    documents: frozenset[str] | None = None
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search brought up, with the score of the index that found it."""

    passage: str
    score: float


def boxes_of(page: Page, span: Span) -> tuple[Box, ...]:
    """Return the boxes of the words that `span` of the page's text touches, in text order."""
    return tuple(box for word in page.words if word.span.overlaps(span) for box in word.boxes)


def place_on(document: str, page: Page, span: Span, heading_path: tuple[str, ...] = ()) -> Locator:
    """Return the locator of a span of a page's text, with all that the page and its blocks say of the place."""
    paragraph = next((b.paragraph for b in page.blocks if b.span.start <= span.start < b.span.end), None)
    return Locator(document, page.number, span, page.label, page.measured, page.unit, paragraph, heading_path, page.ocr)


def merge_boxes(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Join the boxes of neighbouring words on one line into one box a line, for drawing."""
    merged: list[Box] = []
    for box in boxes:
        last = merged[-1] if merged else None
        if last and _same_line(last, box):
            merged[-1] = Box(
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            merged.append(box)
    return tuple(merged)


def _same_line(first: Box, second: Box) -> bool:
    middle = (second.top + second.bottom) / 2
    return first.top <= middle <= first.bottom and second.left >= first.left and second.left - first.right < 0.05


__all__ = [
    "Block",
    "BlockKind",
    "Box",
    "Document",
    "Hit",
    "Locator",
    "Page",
    "Passage",
    "Scope",
    "Sentence",
    "Span",
    "Unit",
    "Word",
    "boxes_of",
    "merge_boxes",
    "place_on",
]
