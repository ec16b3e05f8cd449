"""A PDF → `Document`, and a page of it → an image.

pypdf opens, validates and describes; PDFium reads the text layer with its geometry and draws. Reads text
that is there: it recognises no writing in images, and says so where a document has nothing else. Meant to run in
the child process (`ingest.readers.child`), since the files are untrusted.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdf
import pypdf.errors

from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.readers.engine import Handle, pdfium
from ingest.readers.glyphs import Sheet, read_sheet
from ingest.readers.layout import pages_of
from ingest.readers.png import png_of

MEDIA_TYPE = "application/pdf"

_NAMELESS = frozenset({"", "untitled", "none", "unknown"})
_FILE_NAME = re.compile(r"\.(?:docx?|odt|pdf|rtf|indd|pages)$", re.IGNORECASE)
_LOCKED = "This PDF is encrypted and opens only with a password. Save a copy without the password and add that copy."
_DAMAGED = "This PDF is damaged: its structure cannot be read. Download it again, or open it and print it to a new PDF."
_NO_PAGES = "This PDF has no pages. Check that the whole file was saved, and download it again."
_NO_TEXT = (
    "This PDF holds images only: it has no text layer. Run text recognition (OCR) over it first, and add the result."
)


def read_pdf(data: bytes, filename: str, max_pages: int) -> Document:
    """Read every page of a PDF.

    :raises UnreadableDocument: if it is damaged, locked, empty, too long, or has no text layer.
    """
    title = _title(data)
    with _opened(data) as handle:
        count = pdfium.FPDF_GetPageCount(handle)
        if count < 1:
            raise UnreadableDocument(_NO_PAGES)
        if count > max_pages:
            raise UnreadableDocument(
                f"This PDF has {count:,} pages; at most {max_pages:,} are accepted. "
                "Split it, or raise the setting max_pages."
            )
        sheets = [_sheet(handle, index) for index in range(count)]
    pages = pages_of(sheets)
    silent = [page.number for page in pages if not page.text]
    if len(silent) == len(pages):
        raise UnreadableDocument(_NO_TEXT)
    digest = hashlib.sha256(data).hexdigest()
    return Document(digest, filename, MEDIA_TYPE, title, tuple(pages), _warnings(silent))


def render_page(data: bytes, number: int, width: int) -> bytes:
    """Draw page `number` (from 1) as a PNG `width` pixels wide.

    :raises UnreadableDocument: if the PDF cannot be opened or has no such page.
    """
    with _opened(data) as handle:
        count = pdfium.FPDF_GetPageCount(handle)
        if not 1 <= number <= count:
            raise UnreadableDocument(f"There is no page {number:,}: this PDF has {count:,} pages.")
        with _page(handle, number - 1) as page:
            return png_of(page, width)


def _title(data: bytes) -> str | None:
    """Ask pypdf for the title; None where there is none, where it is a file's name, or the PDF is damaged."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(_LOCKED)
        title = (reader.metadata.title or "") if reader.metadata else ""
        title = " ".join(str(title).split())
        return None if title.casefold() in _NAMELESS or _FILE_NAME.search(title) else title or None
    except (pypdf.errors.PyPdfError, *_PYPDF_SLIPS):
        return None


_PYPDF_SLIPS = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RecursionError,
    OSError,
    ZeroDivisionError,
)
"""What pypdf lets through on damaged files besides its own errors."""


@contextmanager
def _opened(data: bytes) -> Iterator[Handle]:
    pdfium.FPDF_InitLibrary()
    buffer = ctypes.create_string_buffer(data, len(data))
    handle = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not handle:
        code = pdfium.FPDF_GetLastError()
        raise UnreadableDocument(_LOCKED if code == pdfium.FPDF_ERR_PASSWORD else _DAMAGED)
    try:
        yield handle
    finally:
        pdfium.FPDF_CloseDocument(handle)


@contextmanager
def _page(handle: Handle, index: int) -> Iterator[Handle]:
    page = pdfium.FPDF_LoadPage(handle, index)
    if not page:
        raise UnreadableDocument(
            f"Page {index + 1:,} of this PDF is damaged and cannot be read. Download the file again, "
            "or open it and print it to a new PDF."
        )
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def _sheet(handle: Handle, index: int) -> Sheet:
    with _page(handle, index) as page:
        return read_sheet(page, index + 1)


def _warnings(silent: list[int]) -> tuple[str, ...]:
    if not silent:
        return ()
    numbers = ", ".join(map(str, silent[:20])) + (" and more" if len(silent) > 20 else "")
    if len(silent) == 1:
        return (f"Page {numbers} has no text layer (a scan or an image): nothing on it can be found or cited.",)
    return (f"Pages {numbers} have no text layer (scans or images): nothing on them can be found or cited.",)


__all__ = ["MEDIA_TYPE", "read_pdf", "render_page"]
