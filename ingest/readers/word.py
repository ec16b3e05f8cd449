"""A Word document (.docx) → its headings, paragraphs, bullets and table rows.

Tracked changes are read as accepted: insertions are in, deletions and what was moved away are out. Footnotes and
comments follow the paragraph that they belong to. Hidden text, field codes, macros, pictures and everything outside
the file are left alone. Pages are laid elsewhere: here are only the places where Word broke them last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ingest.documents import BlockKind
from ingest.errors import UnreadableDocument
from ingest.readers.flow import FlowItem, clean, row
from ingest.readers.packages import Element, Package, attribute, local

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

LONG_CELL = 40
"""A row with a cell of more words is read cell by cell: it is prose in a frame, as in a self-evaluation form."""

GONE = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "tblPr", "sectPr", "Fallback"})
"""Elements of which nothing is read."""
NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes", "commentReference": "comments"}
"""Elements that refer to a note, with the part of the file that holds it."""

_BREAK = "\f"
_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
_DEEPEST = 9
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKS = {"tab": " ", "cr": " ", "noBreakHyphen": "-", "lastRenderedPageBreak": _BREAK, "ptab": " "}


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: the level of a heading, the nesting of a list, whether its text is hidden."""

    heading: int | None = None
    bullet: int | None = None


@dataclass(slots=True)
class _Paragraph:
    """What was gathered of one paragraph."""

    text: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    marks: list[tuple[int, tuple[str, str]]] = field(default_factory=list)
    """Where in `text` each note is referred to: an empty piece, to be filled with its number."""
    boxes: list[Element] = field(default_factory=list)


class Body:
    """The body of one document with its styles and notes."""

    def __init__(self, package: Package) -> None:
        main = next((p for kind, p in package.relations("").values() if kind == "officeDocument"), "word/document.xml")
        relations = {kind: path for kind, path in package.relations(main).values()}
        self._root = package.xml(main)
        self._styles = _styles(package.optional_xml(relations.get("styles", "")))
        self._notes = {
            kind: notes_by_id(package.optional_xml(relations.get(kind, "")))
            for kind in ("footnotes", "endnotes", "comments")
        }
        self._pending = ""
        self._breaks = False
        self._footnotes = 0

    def items(self) -> list[FlowItem]:
        """Return everything in the order of the document.

        :raises UnreadableDocument: if there is no body.
        """
        body = self._root.find("{*}body")
        if body is None:
            raise UnreadableDocument("This Word document has no body. Open it in Word and save it again.")
        return list(self._children(body))

    def _children(self, parent: Element) -> Iterator[FlowItem]:
        for child in parent:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            elif name not in GONE:  # content controls and other wrappers
                yield from self._children(child)

    def _paragraph(self, element: Element) -> Iterator[FlowItem]:
        gathered = _Paragraph()
        _gather(element, gathered)
        properties = element.find("{*}pPr")
        text = self._pending + self._marked(gathered)
        self._pending = ""
        if _mark_is_deleted(properties):  # accepting the change joins the paragraph to the next
            self._pending = text
            return
        if properties is not None and properties.find("{*}pageBreakBefore") is not None:
            self._breaks = True
        parts = [clean(part) for part in text.split(_BREAK)]
        if any(parts):
            yield self._item(properties, parts)
        else:
            self._breaks |= len(parts) > 1
        self._breaks |= _ends_page(properties)
        yield from self._notes_of(gathered.notes)
        for box in gathered.boxes:
            yield from self._children(box)

    def _marked(self, gathered: _Paragraph) -> str:
        """Return a paragraph's text with the raised numbers of its notes, by which "Note 1: …" below is found.

        Two at one place are set apart: 39 and 40 are not 3940.
        """
        number, end = self._footnotes, -1
        for place, (kind, name) in gathered.marks:
            note = self._notes[kind].get(name)
            if note is not None and kind != "comments" and _text_of(note):
                number += 1
                apart = " " if end >= 0 and not "".join(gathered.text[end:place]) else ""
                gathered.text[place], end = f"{apart}{raised(number)}", place + 1
        return "".join(gathered.text)

    def _item(self, properties: Element | None, parts: list[str]) -> FlowItem:
        breaks = self._breaks or not parts[0]
        self._breaks = len(parts) > 1 and not parts[-1]
        style = self._style(properties)
        kept = tuple(part for part in parts if part)
        if style.heading is not None:
            return FlowItem(BlockKind.HEADING, (" ".join(kept),), style.heading, breaks)
        if style.bullet is not None:
            return FlowItem(BlockKind.BULLET, kept, style.bullet, breaks)
        return FlowItem(BlockKind.PARAGRAPH, kept, 0, breaks)

    def _style(self, properties: Element | None) -> _Style:
        if properties is None:
            return self._styles.get("", _Style())
        style = self._styles.get(attribute(properties.find("{*}pStyle"), "val") or "", _Style())
        own = _own_style(properties)
        if own.bullet == -1:  # numbering switched off
            return replace(style, bullet=None)
        return _Style(
            own.heading if own.heading is not None else style.heading,
            own.bullet if own.bullet is not None else style.bullet,
        )

    def _notes_of(self, notes: list[tuple[str, str]]) -> Iterator[FlowItem]:
        for kind, number in notes:
            note = self._notes[kind].get(number)
            if note is None:
                continue
            text = _text_of(note)
            if not text:
                continue
            if kind == "comments":  # one sentence, whole, so that nobody takes it for the document's own words
                author = clean(attribute(note, "author") or "") or "no name"
                yield FlowItem(BlockKind.TABLE_ROW, (f"Comment by {author}\t{text}",))
            else:
                self._footnotes += 1
                yield FlowItem(BlockKind.PARAGRAPH, (f"Note {self._footnotes}: {text}",))

    def _table(self, table: Element) -> Iterator[FlowItem]:
        for line in _rows(table):
            cells = [list(self._children(cell)) for cell in _cells(line)]
            breaks = any(item.breaks_before for cell in cells for item in cell)
            texts = [" ".join(item.text for item in cell) for cell in cells]
            if len(cells) == 1 or any(len(text.split()) > LONG_CELL for text in texts):
                yield from (item for cell in cells for item in cell)
            elif found := row(text.replace("\t", " ") for text in texts):
                yield replace(found, breaks_before=breaks)


def _gather(element: Element, into: _Paragraph) -> None:
    """Collect the text that a paragraph shows, the notes that it refers to and the text boxes anchored in it."""
    for child in element:
        name = local(child)
        if name in GONE or (name == "r" and is_hidden(child)):
            continue
        if name == "t":
            into.text.append(child.text or "")
        elif name == "txbxContent":
            into.boxes.append(child)
        elif name in NOTES:
            into.notes.append((NOTES[name], attribute(child, "id") or ""))
            into.marks.append((len(into.text), into.notes[-1]))
            into.text.append("")
        elif name in _MARKS:
            into.text.append(_MARKS[name])
        elif name == "br":
            into.text.append(_BREAK if attribute(child, "type") == "page" else " ")
        else:
            _gather(child, into)
            if name == "p":  # a note holds paragraphs
                into.text.append(" ")


def _text_of(note: Element) -> str:
    gathered = _Paragraph()
    _gather(note, gathered)
    return clean("".join(gathered.text))


def raised(number: int) -> str:
    """Return a note's number as it is read where the text refers to it: "¹²"."""
    return str(number).translate(_RAISED)


def is_hidden(run: Element) -> bool:
    """Say whether a run's text is hidden: nobody sees it in Word."""
    mark = run.find("{*}rPr/{*}vanish")
    return mark is not None and attribute(mark, "val") not in ("0", "false", "off")


def _mark_is_deleted(properties: Element | None) -> bool:
    return properties is not None and properties.find("{*}rPr/{*}del") is not None


def _ends_page(properties: Element | None) -> bool:
    section = properties.find("{*}sectPr") if properties is not None else None
    return section is not None and attribute(section.find("{*}type"), "val") not in ("continuous", "nextColumn")


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        name = local(child)
        if name == "tr":
            if child.find("{*}trPr/{*}del") is None:
                yield child
        elif name not in GONE:
            yield from _rows(child)


def _cells(line: Element) -> Iterator[Element]:
    for child in line:
        name = local(child)
        if name == "tc":
            if child.find("{*}tcPr/{*}cellDel") is None:
                yield child
        elif name not in GONE and name != "trPr":
            yield from _cells(child)


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 4 else None


def _own_style(properties: Element) -> _Style:
    """Return what the properties themselves say, without the style that they name."""
    outline = _number(attribute(properties.find("{*}outlineLvl"), "val"))
    numbering = properties.find("{*}numPr")
    bullet = None
    if numbering is not None:
        off = attribute(numbering.find("{*}numId"), "val") == "0"
        bullet = -1 if off else min(_number(attribute(numbering.find("{*}ilvl"), "val")) or 0, _DEEPEST)
    return _Style(outline + 1 if outline is not None and outline < _DEEPEST else None, bullet)


def _styles(root: Element | None) -> Mapping[str, _Style]:
    """Return the paragraph styles by their id; under "" the one that a paragraph has that names none."""
    elements = {attribute(e, "styleId") or "": e for e in (root.findall("{*}style") if root is not None else ())}
    found: dict[str, _Style] = {}
    for name, element in elements.items():
        found[name] = _resolved(element, elements)
        if attribute(element, "default") in ("1", "true") and attribute(element, "type") == "paragraph":
            found[""] = found[name]
    return found


def _resolved(element: Element, elements: Mapping[str, Element]) -> _Style:
    heading: int | None = None
    bullet: int | None = None
    current: Element | None = element
    for _ in range(_DEEPEST):  # a chain of styles that are based on each other; a circle ends here too
        if current is None:
            break
        properties = current.find("{*}pPr")
        own = _own_style(properties) if properties is not None else _Style()
        named = _named_level(attribute(current.find("{*}name"), "val") or "")
        heading = next((level for level in (heading, own.heading, named) if level is not None), None)
        bullet = bullet if bullet is not None else own.bullet
        current = elements.get(attribute(current.find("{*}basedOn"), "val") or "")
    return _Style(heading, None if bullet == -1 or heading is not None else bullet)


def _named_level(name: str) -> int | None:
    if name.casefold() == "title":
        return 0
    match = _HEADING_NAME.fullmatch(name)
    return int(match[1]) if match else None


def notes_by_id(root: Element | None) -> Mapping[str, Element]:
    """Return notes by their number; the lines that Word draws above notes are kept among them and left out."""
    if root is None:
        return {}
    return {attribute(e, "id") or "": e for e in root if local(e) and attribute(e, "type") in (None, "normal")}


__all__ = ["GONE", "MEDIA_TYPE", "NOTES", "Body", "is_hidden", "notes_by_id", "raised"]
