"""An OpenDocument text (.odt) → its headings, paragraphs, bullets and table rows.

Tracked deletions, which the format keeps apart from the text, are out; insertions are in. Notes and comments follow
their paragraph. Pages are estimated elsewhere; pictures, macros and everything outside the file are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.documents import BlockKind
from ingest.errors import UnreadableDocument
from ingest.readers.flow import FlowItem, clean, item, row
from ingest.readers.packages import Element, Package, attribute, local
from ingest.readers.word import LONG_CELL

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_GONE = frozenset({"tracked-changes", "sequence-decls", "forms", "variable-decls", "user-field-decls"})


@dataclass(slots=True)
class _Gathered:
    text: list[str] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)


def items(package: Package) -> list[FlowItem]:
    """Return everything in the order of the document.

    :raises UnreadableDocument: if there is no text.
    """
    body = package.xml("content.xml").find("{*}body/{*}text")
    if body is None:
        raise UnreadableDocument("This OpenDocument file has no text. Open it in the program it came from and save it.")
    return list(_children(body, -1))


def title_of(package: Package) -> str | None:
    """Return the title in the document's properties."""
    root = package.optional_xml("meta.xml")
    found = root.find("{*}meta/{*}title") if root is not None else None
    return found.text if found is not None else None


def _children(parent: Element, depth: int) -> Iterator[FlowItem]:
    for child in parent:
        name = local(child)
        if name in _GONE:
            continue
        if name == "h":
            yield from _paragraph(child, BlockKind.HEADING, _level(child))
        elif name == "p":
            yield from _paragraph(child, BlockKind.BULLET if depth >= 0 else BlockKind.PARAGRAPH, max(depth, 0))
        elif name == "list":
            yield from _children(child, depth + 1)
        elif name == "table":
            yield from _table(child)
        else:
            yield from _children(child, depth)


def _level(heading: Element) -> int:
    value = attribute(heading, "outline-level") or "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 3 else 1


def _paragraph(element: Element, kind: BlockKind, level: int) -> Iterator[FlowItem]:
    gathered = _Gathered([element.text or ""])
    _gather(element, gathered)
    found = item(kind, "".join(gathered.text), level)
    if found:
        yield found
    for note in gathered.notes:
        yield from _note(note)


def _gather(element: Element, into: _Gathered) -> None:
    for child in element:
        name = local(child)
        if name in ("note", "annotation"):
            into.notes.append(child)
        elif name in ("tab", "line-break", "s"):
            into.text.append(" ")
        elif name:
            into.text.append(child.text or "")
            _gather(child, into)
        into.text.append(child.tail or "")


def _note(note: Element) -> Iterator[FlowItem]:
    is_comment = local(note) == "annotation"
    paragraphs = [p for p in note.iter("{*}p")]
    text = clean(" ".join("".join(map(str, p.itertext())) for p in paragraphs))
    if not text:
        return
    if is_comment:
        author = note.find("{*}creator")
        yield FlowItem(
            BlockKind.TABLE_ROW, (f"Comment by {clean(author.text or '') if author is not None else ''}\t{text}",)
        )
    else:
        number = note.find("{*}note-citation")
        label = clean("".join(map(str, number.itertext()))) if number is not None else ""
        yield FlowItem(BlockKind.PARAGRAPH, (f"Note {label}: {text}" if label else f"Note: {text}",))


def _table(table: Element) -> Iterator[FlowItem]:
    for line in table.iter("{*}table-row"):
        cells = [list(_children(cell, -1)) for cell in line if local(cell) == "table-cell"]
        texts = [" ".join(found.text for found in cell) for cell in cells]
        if len(cells) == 1 or any(len(text.split()) > LONG_CELL for text in texts):
            yield from (found for cell in cells for found in cell)
        elif found := row(text.replace("\t", " ") for text in texts):
            yield found


__all__ = ["MEDIA_TYPE", "items", "title_of"]
