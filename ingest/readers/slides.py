"""A PowerPoint presentation (.pptx) → one page a slide: its title, text, tables and notes.

Shapes are read from the top of the slide down. Pictures, charts, hidden comments and everything outside the file
are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.documents import BlockKind, Document, Page, Unit
from ingest.readers.flow import FlowItem, Laid, document_of, item, page_of, row
from ingest.readers.packages import Element, Package, attribute, local, title_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_TITLES = frozenset({"title", "ctrTitle"})
_RUNNING = frozenset({"sldNum", "dt", "ftr", "hdr"})
_WIDE = 1 << 40


def read_slides(package: Package, data: bytes, max_pages: int) -> Document:
    """Read every slide, in the order of the presentation."""
    pages: list[Page] = []
    number = 0
    for place, part in enumerate(_slides(package), 1):
        content = []
        for found in _slide(package, part):
            number += 1
            content.append(Laid(found, number, found.text))
        pages.append(page_of(place, content, Unit.SLIDE))
    return document_of(data, MEDIA_TYPE, title_of(package) or _first_title(pages), pages, max_pages)


def _first_title(pages: list[Page]) -> str | None:
    blocks = [(page, block) for page in pages[:1] for block in page.blocks if block.kind is BlockKind.HEADING]
    return blocks[0][1].span.of(blocks[0][0].text) if blocks else None


def _slides(package: Package) -> list[str]:
    main = next((p for k, p in package.relations("").values() if k == "officeDocument"), "ppt/presentation.xml")
    relations = package.relations(main)
    found = []
    for slide in package.xml(main).findall("{*}sldIdLst/{*}sldId"):
        references = [str(v) for k, v in slide.attrib.items() if str(k).endswith("}id")]
        kind, part = relations.get(references[0] if references else "", ("", ""))
        if kind == "slide" and part in package.names:
            found.append(part)
    return found


def _slide(package: Package, part: str) -> Iterator[FlowItem]:
    tree = package.xml(part).find("{*}cSld/{*}spTree")
    if tree is not None:
        yield from _shapes(tree)
    notes = next((path for kind, path in package.relations(part).values() if kind == "notesSlide"), "")
    tree = package.xml(notes).find("{*}cSld/{*}spTree") if notes in package.names else None
    if tree is not None:
        for shape in tree:
            if _placeholder(shape) == "body":
                for found in _shape(shape):
                    yield FlowItem(BlockKind.PARAGRAPH, (f"Speaker's notes: {found.text}",))


def _shapes(tree: Element) -> Iterator[FlowItem]:
    shapes = [shape for shape in tree if local(shape) in {"sp", "graphicFrame", "grpSp", "AlternateContent"}]
    shapes.sort(key=lambda shape: (_placeholder(shape) not in _TITLES, *_place(shape)))
    for shape in shapes:
        if local(shape) == "AlternateContent":
            choice = shape.find("{*}Choice")
            if choice is not None:
                yield from _shapes(choice)
        elif local(shape) == "grpSp":
            yield from _shapes(shape)
        else:
            yield from _shape(shape)


def _place(shape: Element) -> tuple[int, int]:
    """Return top and left of a shape; one that takes its place from the layout comes before those that have one."""
    offset = next(shape.iter("{*}off"), None)
    if offset is None:
        return 0, 0
    return _number(attribute(offset, "y")), _number(attribute(offset, "x"))


def _number(value: str | None) -> int:
    digits = (value or "").lstrip("-")
    return int(value or "0") if digits.isascii() and digits.isdigit() and len(digits) < 13 else _WIDE


def _placeholder(shape: Element) -> str | None:
    found = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
    return attribute(found, "type") or "body" if found is not None else None


def _shape(shape: Element) -> Iterator[FlowItem]:
    kind = _placeholder(shape)
    if kind in _RUNNING:
        return
    body = shape.find("{*}txBody")
    for paragraph in body.findall("{*}p") if body is not None else ():
        level = _number(attribute(paragraph.find("{*}pPr"), "lvl") or "0") % 10
        block = BlockKind.HEADING if kind in _TITLES else BlockKind.BULLET if kind == "body" else BlockKind.PARAGRAPH
        found = item(block, _text(paragraph), level)
        if found:
            yield found
    for line in shape.iter("{*}tr"):
        cells = (" ".join(_text(p) for p in cell.iter("{*}p")).replace("\t", " ") for cell in line.findall("{*}tc"))
        found = row(cells)
        if found:
            yield found


def _text(paragraph: Element) -> str:
    return "".join(
        (e.text or "") if local(e) == "t" else " " for e in paragraph.iter() if local(e) in {"t", "br", "tab"}
    )


__all__ = ["MEDIA_TYPE", "read_slides"]
