"""Plain text and Markdown → headings, paragraphs, bullets and table rows.

Markdown is read for what it shows, without its marks; plain text by its blank lines. HTML inside Markdown is left
out, and no link or picture is followed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.documents import BlockKind, Document, Unit
from ingest.readers.flow import FlowItem, document_of, first_heading, item, page_of, row, sections

TEXT = "text/plain"
MARKDOWN = "text/markdown"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
"""What Python makes of a byte that is no UTF-8, and what it is in Windows-1252."""
_MIXED = (
    "This text is UTF-8, but not {}, where it was read as Windows-1252. Compare what is quoted from it with the file, "
    "or save it as UTF-8 and add it again."
)
_ASSUMED = (
    "This text is not UTF-8 and does not say what else it is; it was read as Windows-1252. If letters, quotation marks "
    "or signs in it look wrong, save it as UTF-8 and add it again."
)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_BULLET = re.compile(r"^\s*(?:[•▪◦‣–*-]|\(?\d{1,2}[.)])\s+(?=\S)")


class Decoded(NamedTuple):
    """The characters of a text, and what to tell of the encoding that was assumed."""

    text: str
    warnings: tuple[str, ...] = ()


def decoded(data: bytes, declared: str | None = None) -> Decoded:
    """Return the characters of a text: by its byte order mark, as UTF-8, as declared, or as Windows-1252.

    A text that is UTF-8 but for a few bytes, as one pasted together is, stays UTF-8: only these are Windows-1252.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        wrong = _mostly_utf8(data)
    if wrong:
        places = "at 1 place" if wrong == 1 else f"at {wrong:,} places"
        return Decoded(data.decode("utf-8", "surrogateescape").translate(_STRAY), (_MIXED.format(places),))
    known = _known(declared)
    return Decoded(data.decode(known or "cp1252", "replace"), () if known else (_ASSUMED,))


def _mostly_utf8(data: bytes) -> int:
    """Return at how many places a text is no UTF-8, if at more places it can only be that; else 0.

    Letters of another encoding hardly ever make up the bytes of a character of UTF-8.
    """
    shown = data.decode("utf-8", "replace")
    wrong = shown.count("\ufffd") - data.count("\ufffd".encode())
    right = len(shown) - len(shown.encode("ascii", "ignore")) - wrong
    return wrong if right > wrong else 0


def _known(encoding: str | None) -> str | None:
    try:
        found = codecs.lookup(encoding or "").name
    except LookupError:
        return None
    return found if found.startswith(("iso8859", "cp", "mac", "koi8", "utf-16")) else None


def read_text(data: bytes, max_pages: int) -> Document:
    """Read a plain text: paragraphs are parted by blank lines, or are its lines where it has none."""
    text, warnings = decoded(data)
    found = list(_paragraphs(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")))
    return _document(data, TEXT, None, found, max_pages, warnings)


def _paragraphs(text: str) -> Iterator[FlowItem]:
    pieces = _BLANK.split(text)
    if len(pieces) == 1:
        pieces = text.split("\n")
    for piece in pieces:
        lines: list[str] = []
        for line in piece.split("\n"):
            if _BULLET.match(line) and lines:
                yield from _text_item(lines)
                lines = []
            lines.append(line)
        yield from _text_item(lines)


def _text_item(lines: Sequence[str]) -> Iterator[FlowItem]:
    text = " ".join(lines)
    bullet = _BULLET.match(text)
    found = item(BlockKind.BULLET, text[bullet.end() :]) if bullet else item(BlockKind.PARAGRAPH, text)
    if found:
        yield found


def read_markdown(data: bytes, max_pages: int) -> Document:
    """Read Markdown as it would be shown."""
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    text, warnings = decoded(data)
    found = list(_markdown(parser.parse(_body(text))))
    return _document(data, MARKDOWN, first_heading(found), found, max_pages, warnings)


def _body(text: str) -> str:
    """Return Markdown without the block of settings that some programs put in front."""
    front = re.match(r"---\s*\n.{0,5000}?\n---\s*\n", text, re.DOTALL)
    return text[front.end() :] if front else text


def _markdown(tokens: Sequence[Token]) -> Iterator[FlowItem]:
    heading: int | None = None
    lists = 0
    cells: list[str] | None = None
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = None
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield from filter(None, [row(cells)])
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(_shown(token).replace("\t", " "))
        elif token.type in ("inline", "fence", "code_block"):
            yield from filter(None, [_block(token, heading, lists)])


def _block(token: Token, heading: int | None, lists: int) -> FlowItem | None:
    text = _shown(token) if token.type == "inline" else token.content
    if heading is not None:
        return item(BlockKind.HEADING, text, heading)
    return item(BlockKind.BULLET, text, lists - 1) if lists else item(BlockKind.PARAGRAPH, text)


def _shown(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)


def _document(  # what a document is made of
    data: bytes,
    media_type: str,
    title: str | None,
    found: Sequence[FlowItem],
    max_pages: int,
    warnings: Sequence[str],
) -> Document:
    pages = [page_of(number, content, Unit.SECTION) for number, content in enumerate(sections(found), 1)]
    return document_of(data, media_type, title, pages, max_pages, warnings)


__all__ = ["MARKDOWN", "TEXT", "Decoded", "decoded", "read_markdown", "read_text"]
