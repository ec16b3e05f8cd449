"""Blocks in the making → the pages of a document: text, words with their places, kinds and levels.

This is where the invariants of `ingest.documents.Page` are kept: one block a line, one word for each
run of characters between spaces, at least one box a word. Reads nothing from a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.documents import Block, BlockKind, Box, Page, Span, Word
from ingest.readers.blocks import OpenBlock
from ingest.readers.furniture import RunningLine
from ingest.readers.glyphs import PageGlyphs, WordPiece
from ingest.readers.hyphens import UnbrokenWords, is_broken_address

_SENTENCE_END = (".", "?", "!", ":", ";", ".’", ".'", '."', ".”", ".)", "?’", "?'", "?”")

_LONG_WORD = 7.0


@dataclass(slots=True)
class Finished:
    """A block whose kind and level are settled; cells hold the pieces line by line."""

    kind: BlockKind
    cells: list[list[list[WordPiece]]]
    level: int = 0
    type_size: float = 0.0
    origin: float = 0.0
    fills_its_line: bool = False
    """Whether the last line runs to about the right edge, as a line in the middle of a paragraph does."""

    @classmethod
    def of(cls, draft: OpenBlock, kind: BlockKind, level: int, right: float) -> Finished:
        """Settle a draft whose lines may end at `right`."""
        cells = [[line.pieces for line in cell] for cell in draft.cells]
        first, last = draft.cells[0][0], draft.cells[-1][-1]
        fills = right - last.right < _LONG_WORD * last.size
        return cls(kind, cells, level, first.size, draft.origin, fills)

    @classmethod
    def running(cls, line: RunningLine) -> Finished:
        """Settle a running line."""
        return cls(BlockKind.FURNITURE, [[cell] for cell in line.cells])


@dataclass(slots=True)
class _Writer:
    sheet: PageGlyphs
    vocabulary: UnbrokenWords
    parts: list[str] = field(default_factory=list)
    length: int = 0
    words: list[Word] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def write(self, block: Finished, continued: bool) -> None:
        if self.length:
            self._put("\n")
        start = self.length
        for index, cell in enumerate(block.cells):
            if index:
                self._put("\t")
            self._write_cell(cell)
        self.blocks.append(Block(block.kind, Span(start, self.length), block.level, continued))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _write_cell(self, lines: Sequence[Sequence[WordPiece]]) -> None:
        text = ""
        boxes: list[Box] = []
        previous: WordPiece | None = None
        for line in lines:
            for index, piece in enumerate(line):
                joint = None
                if previous is not None:
                    joint = self._joint(previous, piece) if index == 0 else " "
                if joint == " ":
                    self._put_word(text, boxes)
                    self._put(" ")
                    text, boxes = "", []
                elif joint == "":
                    text = text.removesuffix("-")
                text += piece.text
                boxes.append(self.sheet.box_of(piece))
                previous = piece
        self._put_word(text, boxes)

    def _joint(self, before: WordPiece, after: WordPiece) -> str:
        """Return what stands between the last word of a line and the first of the next.

        That is a space, nothing in place of the hyphen, or (as "-") nothing after the hyphen.
        """
        if before.hyphen == "soft":
            return ""
        if before.hyphen and after.text[:1].isalnum() and before.text[-2:-1].isalnum():
            return "-" if self.vocabulary.keeps_hyphen(before.text, after.text) else ""
        return "-" if is_broken_address(before.text, after.text) else " "

    def _put_word(self, text: str, boxes: Sequence[Box]) -> None:
        self.words.append(Word(Span(self.length, self.length + len(text)), tuple(boxes)))
        self._put(text)


def build_page(
    sheet: PageGlyphs, label: str | None, blocks: Iterable[tuple[Finished, bool]], vocabulary: UnbrokenWords
) -> Page:
    """Write the blocks of one page in order; each comes with whether it carries on the page before."""
    writer = _Writer(sheet, vocabulary)
    for block, continued in blocks:
        writer.write(block, continued)
    return Page(
        sheet.number,
        label,
        round(sheet.shown_width, 2),
        round(sheet.shown_height, 2),
        "".join(writer.parts),
        tuple(writer.words),
        tuple(writer.blocks),
    )


def carries_on(last: Finished, first: Finished) -> bool:
    """Say whether `first`, at the head of a page, carries on `last`, at the foot of the page before.

    It does where it starts in the middle of a sentence, or stands under the text of the bullet before it.
    """
    running = (BlockKind.PARAGRAPH, BlockKind.BULLET)
    if last.kind not in running or first.kind is not BlockKind.PARAGRAPH:
        return False
    if abs(last.type_size - first.type_size) > 0.08 * last.type_size:
        return False
    ending, opening = last.cells[-1][-1][-1].text, first.cells[0][0][0]
    if opening.text.lstrip("‘'\"“(")[:1].islower():
        return True
    if last.kind is BlockKind.BULLET and opening.left > first.origin + 0.5 * opening.size:
        return abs(opening.left - last.cells[0][-1][0].left) <= 1.0
    return last.fills_its_line and not ending.endswith(_SENTENCE_END)


__all__ = ["Finished", "build_page", "carries_on"]
