"""A Word file → the same file with comments on its claims.

Adds the comments and their marks, and cuts runs in two where a claim begins or ends inside one; every other part of
the package is copied byte for byte. Decides nothing about what a comment says.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from assistant.reviewing.word_flow import Character, characters, cut_after, cut_before, plain
from assistant.writing.xml_parts import legal, xml_bytes
from ingest.errors import UnreadableDocument
from ingest.readers.packages import Element, Package, attribute, local, opened
from ingest.readers.word import notes_by_id

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS}"/>'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NEW_PART = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its paragraphs, who wrote it, and when."""

    paragraphs: tuple[str, ...]
    author: str
    initials: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Commented:
    """A sentence of a draft as it is written there, and the comments on it, perhaps none."""

    written: str
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The file with its comments, and the sentences whose comments found no place because it holds no such words."""

    content: bytes
    unplaced: tuple[str, ...]


def with_comments(content: bytes, sentences: Sequence[Commented]) -> Result:
    """Put comments on the sentences of a Word file; `sentences` are all of them in order, those without comments too.

    :raises UnreadableDocument: if the file is not a whole Word document.
    """
    with opened(content) as package:
        main = next((p for kind, p in package.relations("").values() if kind == "officeDocument"), "word/document.xml")
        parts = _Parts(package, main)
        unplaced = parts.comment(sentences)
        return Result(_zipped(content, package, parts.changed()), unplaced)


class _Parts:
    """The parts of a package that comments touch."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main
        self._root = package.xml(main)
        self._space = str(self._root.tag).partition("}")[0].lstrip("{")
        relations = {kind: path for kind, path in package.relations(main).values()}
        self._new = "comments" not in relations
        self._path = relations.get("comments") or self._free_path()
        self._comments = self._empty() if self._new else package.xml(self._path)
        self._notes = {
            kind: notes_by_id(package.optional_xml(relations.get(kind, "")))
            for kind in ("footnotes", "endnotes", "comments")
        }
        self._next = 1 + max((int(attribute(c, "id") or 0) for c in self._comments if local(c)), default=-1)

    def comment(self, sentences: Sequence[Commented]) -> tuple[str, ...]:
        """Add the comments; return the sentences that were not found."""
        body = self._root.find("{*}body")
        if body is None:
            raise UnreadableDocument("This Word document has no body. Open it in Word and save it again.")
        flow = characters(body, self._notes)
        places = _places(flow, sentences)
        marks: list[tuple[int, int, int]] = []
        for sentence, place in zip(sentences, places, strict=True):
            if place is not None:
                marks += [(place.start, place.stop - 1, self._add(comment)) for comment in sentence.comments]
        _mark(flow, marks, self._space)
        lost = zip(sentences, places, strict=True)
        return tuple(sentence.written for sentence, place in lost if sentence.comments and not place)

    def changed(self) -> Mapping[str, bytes]:
        """Return the bytes of the parts that have changed or are new."""
        if not len(self._comments):
            return {}
        parts = {self._main: xml_bytes(self._root), self._path: xml_bytes(self._comments)}
        if self._new:
            parts[self._relations_path()] = self._with_relation()
            parts["[Content_Types].xml"] = self._with_type()
        return parts

    def _add(self, comment: Comment) -> int:
        number, self._next = self._next, self._next + 1
        element = etree.SubElement(self._comments, self._tag("comment"))
        element.set(self._tag("id"), str(number))
        element.set(self._tag("author"), legal(comment.author))
        element.set(self._tag("date"), comment.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        element.set(self._tag("initials"), legal(comment.initials))
        for words in comment.paragraphs:
            run = etree.SubElement(etree.SubElement(element, self._tag("p")), self._tag("r"))
            text = etree.SubElement(run, self._tag("t"))
            text.text = legal(words)
            text.set(_SPACE, "preserve")
        return number

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"

    def _empty(self) -> Element:
        return etree.Element(self._tag("comments"), nsmap={"w": self._space})

    def _free_path(self) -> str:
        folder = posixpath.dirname(self._main)
        names = [posixpath.join(folder, f"comments{number}.xml") for number in ("", *range(1, 100))]
        return next(name for name in names if name not in self._package.names)

    def _relations_path(self) -> str:
        folder, name = posixpath.split(self._main)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _with_relation(self) -> bytes:
        path = self._relations_path()
        found = self._package.optional_xml(path)
        root = etree.fromstring(_NO_RELATIONS) if found is None else found
        used = {relation.get("Id") for relation in root}
        relation = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
        relation.set("Id", next(f"rId{number}" for number in range(1, len(used) + 2) if f"rId{number}" not in used))
        relation.set("Type", _STRICT_RELATION if self._space == _STRICT else _RELATION)
        relation.set("Target", posixpath.basename(self._path))
        return xml_bytes(root)

    def _with_type(self) -> bytes:
        root = self._package.xml("[Content_Types].xml")
        override = etree.SubElement(root, f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{self._path}")
        override.set("ContentType", _TYPE)
        return xml_bytes(root)


def _places(flow: Sequence[Character], sentences: Sequence[Commented]) -> list[range | None]:
    """Return where each sentence stands in the flow: after the one before it, or else anywhere."""
    text = "".join(character.value for character in flow)
    places: list[range | None] = []
    cursor = 0
    for sentence in sentences:
        words = plain(sentence.written)
        start = text.find(words, cursor) if words else -1
        if start < 0 and words:
            start = text.find(words)
        places.append(range(start, start + len(words)) if start >= 0 else None)
        cursor = start + len(words) if start >= 0 else cursor
    return places


def _mark(flow: Sequence[Character], marks: Sequence[tuple[int, int, int]], space: str) -> None:
    """Mark where comments begin and end, from the last place to the first, so that no cut moves a later one."""
    edges = [(first, 0, number) for first, _, number in marks] + [(last, 1, number) for _, last, number in marks]
    for place, is_end, number in sorted(edges, key=_from_the_end):
        if is_end:
            run = cut_after(flow[place])
            reference = etree.Element(f"{{{space}}}r")
            etree.SubElement(reference, f"{{{space}}}commentReference").set(f"{{{space}}}id", str(number))
            run.addnext(reference)
            run.addnext(_range("commentRangeEnd", number, space))
        else:
            cut_before(flow[place]).addprevious(_range("commentRangeStart", number, space))


def _from_the_end(edge: tuple[int, int, int]) -> tuple[int, int, int]:
    """Order edges from the last to the first; comments on the same words keep their order at both ends."""
    place, is_end, number = edge
    return -place, -is_end, -number if is_end else number


def _range(name: str, number: int, space: str) -> Element:
    element = etree.Element(f"{{{space}}}{name}")
    element.set(f"{{{space}}}id", str(number))
    return element


def _zipped(content: bytes, package: Package, changed: Mapping[str, bytes]) -> bytes:
    """Return the package with the changed parts, all others as they were and in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, changed[info.filename] if info.filename in changed else package.read(info.filename))
        for name in _missing(old, changed):
            info = zipfile.ZipInfo(name, _NEW_PART)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, changed[name])
    return out.getvalue()


def _missing(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> Iterator[str]:
    present = set(archive.namelist())
    return (name for name in changed if name not in present)


__all__ = ["Comment", "Commented", "Result", "with_comments"]
