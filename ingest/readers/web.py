"""A web page saved as HTML → its headings, paragraphs, bullets and table rows.

Reads what a person would read: navigation, scripts, forms, and whatever is hidden are left out. Nothing that the page
refers to is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from ingest.documents import BlockKind, Document, Unit
from ingest.errors import UnreadableDocument
from ingest.readers.flow import FlowItem, document_of, first_heading, item, page_of, row, sections
from ingest.readers.packages import Element, local
from ingest.readers.plain import decoded

MEDIA_TYPE = "text/html"

_LEFT_OUT = frozenset(
    "script style noscript template nav aside head svg math iframe object embed canvas audio video button select "
    "input textarea dialog menu".split()
)
_BLOCKS = frozenset(
    "html body main article section div p header footer h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr "
    "td th caption blockquote pre figure figcaption address form fieldset legend details summary hr center".split()
)
_HEADING = re.compile(r"h[1-6]")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 200
LAYOUT_CELL = 40
"""A table row with a cell of more words lays out prose and is read cell by cell."""


def read_web(data: bytes, max_pages: int) -> Document:
    """Read a saved web page.

    :raises UnreadableDocument: if it holds no text.
    """
    declared = _CHARSET.search(data[:4096])
    text, warnings = decoded(data, declared[1].decode("ascii") if declared else None)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = lxml_html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(
            "This web page holds nothing that can be read. Save it again from the browser."
        ) from error
    title = root.find(".//title")
    walker = _Walker()
    walker.walk(_main(root), 0)
    walker.flush()
    found = walker.items
    name = title.text if title is not None and title.text else first_heading(found)
    pages = [page_of(number, content, Unit.SECTION) for number, content in enumerate(sections(found), 1)]
    return document_of(data, MEDIA_TYPE, name, pages, max_pages, warnings)


def _main(root: Element) -> Element:
    """Return the part of the page that it declares to be its content, if there is just one."""
    mains = [e for e in root.iter("main") if not _is_hidden(e)]
    if len(mains) == 1:
        return mains[0]
    body = root.find("body")
    return body if body is not None else root


@dataclass(slots=True)
class _Walker:
    """Goes through the page in its order; text gathers until a block begins or ends."""

    items: list[FlowItem] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _kind: BlockKind = BlockKind.PARAGRAPH
    _level: int = 0

    def flush(self) -> None:
        """Make a paragraph of the text so far."""
        found = item(self._kind, "".join(self._text), self._level)
        self._text.clear()
        if found:
            self.items.append(found)

    def walk(self, element: Element, lists: int, depth: int = 0) -> None:
        """Read an element and what is in it."""
        name = local(element)
        if not name or name in _LEFT_OUT or depth > _DEEPEST or _is_hidden(element):
            return
        if name == "table" and not any(True for _ in element.iterdescendants("table")):
            self.flush()
            self._table(element, lists, depth)
            return
        if name == "br":
            self._text.append(" ")
        block = name in _BLOCKS
        before = self._kind, self._level
        if block:
            self.flush()
            self._kind, self._level = _kind(name, lists, before)
        self._inside(element, lists + (name in ("ul", "ol")), depth)
        if block:
            self.flush()
            self._kind, self._level = before

    def _inside(self, element: Element, lists: int, depth: int) -> None:
        self._text.append(element.text or "")
        for child in element:
            self.walk(child, lists, depth + 1)
            self._text.append(child.tail or "")

    def _table(self, table: Element, lists: int, depth: int) -> None:
        for line in table.iter("caption", "tr"):
            cells = [cell for cell in line if local(cell) in ("td", "th")]
            texts = [" ".join(_words(cell)) for cell in cells]
            if len(cells) < 2 or any(len(text.split()) > LAYOUT_CELL for text in texts):
                for part in cells or [line]:
                    self._inside(part, lists, depth + 1)
                    self.flush()
            elif found := row(text.replace("\t", " ") for text in texts):
                self.items.append(found)


def _words(cell: Element) -> Iterator[str]:
    for part in cell.iter():
        if local(part) and local(part) not in _LEFT_OUT and part.text:
            yield part.text
        if part is not cell and part.tail:
            yield part.tail


def _kind(name: str, lists: int, around: tuple[BlockKind, int]) -> tuple[BlockKind, int]:
    if _HEADING.fullmatch(name):
        return BlockKind.HEADING, int(name[1])
    if name == "li":
        return BlockKind.BULLET, max(lists - 1, 0)
    return around if name in ("p", "div") else (BlockKind.PARAGRAPH, 0)


def _is_hidden(element: Element) -> bool:
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or bool(_HIDDEN.search(element.get("style", "")))


__all__ = ["MEDIA_TYPE", "read_web"]
