"""What passes between the reading process and its parent: framed JSON, never pickles.

A frame is four bytes of length, then JSON. What comes back from the child is checked before it becomes
a `Document`, because the child has handled an untrusted file.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable
from typing import Any, BinaryIO

from ingest.documents import Block, BlockKind, Box, Document, Page, Span, Unit, Word

LONGEST = 128 * 1024 * 1024
"""Bytes in one frame."""

HEADER = struct.Struct(">I")

Message = dict[str, Any]


class Garbled(Exception):
    """A frame that is not what was agreed."""


def frame(message: Message) -> bytes:
    """Return a message as bytes ready to be sent."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return HEADER.pack(len(body)) + body


def receive(read: Callable[[int], bytes]) -> Message:
    """Read one message; `read` returns exactly as many bytes as asked for, or raises."""
    (length,) = HEADER.unpack(read(HEADER.size))
    if length > LONGEST:
        raise Garbled(f"a frame of {length} bytes")
    try:
        message = json.loads(read(length))
    except (ValueError, RecursionError) as error:
        raise Garbled("no JSON") from error
    if not isinstance(message, dict):
        raise Garbled("no JSON object")
    return message


def read_exactly(stream: BinaryIO, count: int) -> bytes:
    """Read `count` bytes.

    :raises EOFError: if the stream ends before.
    """
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def pack(document: Document) -> Message:
    """Turn a document into what JSON can carry."""
    return {
        "id": document.id,
        "media_type": document.media_type,
        "title": document.title,
        "warnings": list(document.warnings),
        "pages": [_pack_page(page) for page in document.pages],
    }


def _pack_page(page: Page) -> list[Any]:
    words: list[float] = []
    for word in page.words:
        words += (word.span.start, word.span.end, len(word.boxes))
        for box in word.boxes:
            words += (box.left, box.top, box.right, box.bottom)
    blocks = [[b.kind.value, b.span.start, b.span.end, b.level, b.continued, b.paragraph] for b in page.blocks]
    facts = [page.unit.value, page.measured, page.ocr]
    return [page.number, page.label, page.width, page.height, page.text, words, blocks, *facts]


def unpack(message: Message, filename: str) -> Document:
    """Turn a message back into a document.

    :raises Garbled: if it is not a whole and consistent document.
    """
    try:
        pages = tuple(_unpack_page(page) for page in message["pages"])
        title, warnings = message["title"], tuple(message["warnings"])
        texts = [message["id"], message["media_type"], *warnings, *([] if title is None else [title])]
        if not all(isinstance(text, str) for text in texts):
            raise Garbled("fields that are no text")
        if [page.number for page in pages] != list(range(1, len(pages) + 1)):
            raise Garbled("pages out of order")
        return Document(message["id"], filename, message["media_type"], title, pages, warnings)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Garbled("an incomplete document") from error


def _unpack_page(packed: list[Any]) -> Page:
    number, label, width, height, text, words, blocks, unit, measured, ocr = packed
    if not isinstance(number, int) or not isinstance(text, str) or not isinstance(label, str | None):
        raise Garbled("a page of the wrong shape")
    if not all(isinstance(side, int | float) and 0 <= side < math.inf for side in (width, height)) or (
        bool(width) != bool(height)
    ):
        raise Garbled("a page of no size")
    page = Page(
        number,
        label,
        float(width),
        float(height),
        text,
        _unpack_words(words),
        _unpack_blocks(blocks),
        Unit(unit),
        bool(measured),
        bool(ocr),
    )
    last = len(text)
    if any(word.span.end > last for word in page.words) or any(block.span.end > last for block in page.blocks):
        raise Garbled("spans beyond the text")
    return page


def _unpack_words(numbers: list[float]) -> tuple[Word, ...]:
    words, place = [], 0
    while place < len(numbers):
        start, end, count = numbers[place : place + 3]
        if not isinstance(start, int) or not isinstance(end, int) or not isinstance(count, int) or count < 1:
            raise Garbled("a word of the wrong shape")
        place += 3
        boxes = []
        for _ in range(count):
            left, top, right, bottom = numbers[place : place + 4]
            if not (0 <= left <= right <= 1 and 0 <= top <= bottom <= 1):
                raise Garbled("a box outside its page")
            boxes.append(Box(left, top, right, bottom))
            place += 4
        words.append(Word(Span(start, end), tuple(boxes)))
    return tuple(words)


def _unpack_blocks(packed: list[list[Any]]) -> tuple[Block, ...]:
    blocks = []
    for kind, start, end, level, continued, paragraph in packed:
        if not isinstance(start, int) or not isinstance(end, int) or not isinstance(level, int):
            raise Garbled("a block of the wrong shape")
        if not isinstance(paragraph, int | None):
            raise Garbled("a paragraph without a number")
        blocks.append(Block(BlockKind(kind), Span(start, end), level, bool(continued), paragraph))
    return tuple(blocks)


__all__ = ["HEADER", "LONGEST", "Garbled", "Message", "frame", "pack", "read_exactly", "receive", "unpack"]
