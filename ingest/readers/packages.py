"""ZIP packages and the XML in them, opened so that neither can do harm.

Sizes are bounded before and while a part is unpacked; XML with a document type is refused, so that there are no
entities to expand and nothing outside to load. Knows no format beyond its container.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from lxml import etree

from ingest.errors import UnreadableDocument

MOST_PARTS = 20_000
"""Parts in one package; the largest presentation with its pictures has a few thousand."""
LARGEST_PART = 64 * 1024 * 1024
"""Bytes of one part, unpacked. A Word document of 300 pages has some 5 MiB of XML."""

_DAMAGED = "This file is damaged: its parts cannot be unpacked. Open it in the program it came from and save it again."
_BOMB = f"A part of this file unpacks to more than {LARGEST_PART // 1024**2} MiB, which no real document does."
_DOCTYPE = "The XML in this file declares a document type, which no real Office document does. It was not read."
_LOCKED = "This file is locked with a password. Save a copy without the password and add that copy."

Element = etree._Element


class Package:
    """The parts of a ZIP package, unpacked one by one on demand."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def read(self, name: str) -> bytes:
        """Unpack one part.

        :raises UnreadableDocument: if it is missing, damaged or too large.
        """
        try:
            info = self._archive.getinfo(name)
            if info.flag_bits & 1:
                raise UnreadableDocument(_LOCKED)
            if info.file_size > LARGEST_PART:
                raise UnreadableDocument(_BOMB)
            with self._archive.open(info) as part:
                data = part.read(LARGEST_PART + 1)
        except (KeyError, *_SLIPS) as error:
            raise UnreadableDocument(_DAMAGED) from error
        if len(data) > LARGEST_PART:
            raise UnreadableDocument(_BOMB)
        return data

    def xml(self, name: str) -> Element:
        """Unpack one part and parse it."""
        return parse_xml(self.read(name))

    def optional_xml(self, name: str) -> Element | None:
        """Parse a part that need not be there."""
        return self.xml(name) if name in self.names else None

    def relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Return for each relation of a part its kind (last word of its type) and target inside the package.

        What lies outside the package is left out: nothing outside is ever followed.
        """
        folder, name = posixpath.split(part)
        root = self.optional_xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter("{*}Relationship") if root is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], path)
        return found


_SLIPS = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError, LookupError)
"""What zipfile lets through on damaged archives besides its own error; RuntimeError is a password."""


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """Open a package.

    :raises UnreadableDocument: if it is no whole ZIP archive, or has too many parts.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _SLIPS as error:
        raise UnreadableDocument(_DAMAGED) from error
    with archive:
        if len(archive.infolist()) > MOST_PARTS:
            raise UnreadableDocument(f"This file holds more than {MOST_PARTS:,} parts. It was not read.")
        yield Package(archive)


def parse_xml(data: bytes) -> Element:
    """Parse XML from an untrusted file.

    :raises UnreadableDocument: if it is not well-formed or declares a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(_DAMAGED) from error
    if root is None:
        raise UnreadableDocument(_DAMAGED)
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise UnreadableDocument(_DOCTYPE)
    return root


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return the value of an attribute of that name in whatever namespace."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def title_of(package: Package) -> str | None:
    """Return the title in the core properties of an Office document."""
    if "docProps/core.xml" not in package.names:
        return None
    found = package.xml("docProps/core.xml").find("{*}title")
    return found.text if found is not None else None


__all__ = ["Element", "Package", "attribute", "local", "opened", "parse_xml", "title_of"]
