"""Chooses the reader of a file, and of a page's image. Runs in the child process; knows nothing of formats itself.

The readers are imported when they are first needed: a child that only ever reads PDFs starts fast.
"""

from __future__ import annotations

from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.readers import pdf
from ingest.readers.formats import HEAD, FileKind, recognise, unreadable

_TEXT_TYPE = "application/vnd.oasis.opendocument.text"
_OTHER_PACKAGES = {
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet (.ods)",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation (.odp)",
    "application/epub+zip": "an e-book (EPUB)",
}


def read(data: bytes, name: str, max_pages: int, drawing_seconds: float = 0) -> Document:
    """Read a file, whole or not at all. `name` tells kinds of plain text apart.

    LibreOffice may take `drawing_seconds` to draw a text; with none, the pages of texts are estimates.

    :raises UnreadableDocument: if it cannot be read.
    """
    kind = recognise(data[:HEAD], name)
    if kind is FileKind.PDF:
        return pdf.read_pdf(data, "", max_pages)
    if kind is FileKind.PACKAGE:
        return _read_package(data, max_pages, drawing_seconds)
    if kind is FileKind.WEB:
        from ingest.readers.web import read_web

        return read_web(data, max_pages)
    if kind is FileKind.CSV:
        from ingest.readers.sheets import read_csv

        return read_csv(data, name, max_pages)
    from ingest.readers.plain import read_markdown, read_text

    return read_markdown(data, max_pages) if kind is FileKind.MARKDOWN else read_text(data, max_pages)


def _read_package(data: bytes, max_pages: int, seconds: float) -> Document:
    from ingest.readers import sheets, slides, texts
    from ingest.readers.packages import opened

    with opened(data) as package:
        if "word/document.xml" in package.names or "word/document2.xml" in package.names:
            return texts.read_word(package, data, max_pages, seconds)
        if "xl/workbook.xml" in package.names:
            return sheets.read_workbook(package, data, max_pages)
        if "ppt/presentation.xml" in package.names:
            return slides.read_slides(package, data, max_pages)
        said = package.read("mimetype")[:100].decode("ascii", "replace").strip() if "mimetype" in package.names else ""
        if said == _TEXT_TYPE:
            return texts.read_opendocument(package, data, max_pages, seconds)
        raise unreadable(_OTHER_PACKAGES.get(said, "a ZIP archive; unpack it and add the files in it"))


def render(data: bytes, name: str, page: int, width: int, drawing_seconds: float) -> bytes:
    """Draw a page of a PDF, or of a text that LibreOffice draws, as a PNG.

    :raises UnreadableDocument: if it cannot be drawn.
    """
    kind = recognise(data[:HEAD], name)
    if kind is FileKind.PDF:
        return pdf.render_page(data, page, width)
    if kind is FileKind.PACKAGE:
        from ingest.readers import office

        drawn = office.drawn(data, _suffix(data), drawing_seconds)
        if drawn is not None:
            return pdf.render_page(drawn, page, width)
    raise UnreadableDocument("There is no image of this page: the file has no pages until a program draws it.")


def _suffix(data: bytes) -> str:
    from ingest.readers.packages import opened

    with opened(data) as package:
        return ".odt" if "content.xml" in package.names else ".docx"


__all__ = ["read", "render"]
