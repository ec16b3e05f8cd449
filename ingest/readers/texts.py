"""Word and OpenDocument texts → `Document`: their paragraphs, on pages that are measured or estimated.

Joins what is read from the file with where LibreOffice draws it. Reads and draws nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.documents import Document, Page
from ingest.errors import UnreadableDocument
from ingest.readers import office, opendocument, packages, word
from ingest.readers.flow import FlowItem, document_of, first_heading
from ingest.readers.packages import Package
from ingest.readers.paging import estimated, measured
from ingest.readers.pdf import read_pdf

ESTIMATED = (
    "The page numbers of this document are estimates: a text has no fixed pages until a program draws it. "
    "Paragraph numbers are exact. With LibreOffice installed, pages are measured."
)
NOT_DRAWN = (
    "The page numbers of this document are estimates: LibreOffice could not draw it, or its pages did not show the "
    "document's words. Paragraph numbers are exact."
)


def read_word(package: Package, data: bytes, max_pages: int, seconds: float) -> Document:
    """Read a Word document; LibreOffice may take `seconds` to draw it."""
    items = word.Body(package).items()
    title = packages.title_of(package) or first_heading(items)
    drawn = office.drawn(data, ".docx", seconds)
    return _document(items, drawn, data, word.MEDIA_TYPE, title, max_pages)


def read_opendocument(package: Package, data: bytes, max_pages: int, seconds: float) -> Document:
    """Read an OpenDocument text; LibreOffice may take `seconds` to draw it."""
    items = opendocument.items(package)
    title = opendocument.title_of(package) or first_heading(items)
    drawn = office.drawn(data, ".odt", seconds)
    return _document(items, drawn, data, opendocument.MEDIA_TYPE, title, max_pages)


def _document(  # what a document is made of
    items: Sequence[FlowItem], drawn: bytes | None, data: bytes, media_type: str, title: str | None, max_pages: int
) -> Document:
    pages = _measured(items, drawn, max_pages) if items and drawn is not None else None
    if pages is not None:
        return document_of(data, media_type, title, pages, max_pages)
    warning = NOT_DRAWN if office.program() else ESTIMATED
    return document_of(data, media_type, title, estimated(items), max_pages, [warning])


def _measured(items: Sequence[FlowItem], drawn: bytes, max_pages: int) -> list[Page] | None:
    try:
        return measured(items, read_pdf(drawn, "", max_pages))
    except UnreadableDocument:
        return None  # a drawing without words, or with more pages than are accepted: pages stay estimates


__all__ = ["ESTIMATED", "NOT_DRAWN", "read_opendocument", "read_word"]
