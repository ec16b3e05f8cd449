"""A PDF → `Document`, and a page of it → an image.

pypdf opens, validates and describes, and reads the answers in forms; PDFium reads the text layer with its geometry
and draws. A page without a text layer is read by OCR where the extra is installed, and named where it is not. Meant to
run in the child process (`ingest.readers.child`), since the files are untrusted.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pypdf

from ingest.documents import Document, Page
from ingest.errors import UnreadableDocument
from ingest.readers import ocr
from ingest.readers.engine import Handle, pdfium
from ingest.readers.forms import SLIPS, FormUnreadable, answers_of, with_answers
from ingest.readers.glyphs import PageGlyphs, read_sheet
from ingest.readers.layout import pages_of
from ingest.readers.png import png_of

MEDIA_TYPE = "application/pdf"

_MANY_SHAPES = 40
"""More drawn shapes than this on a page without text may be letters; rules and boxes are fewer."""

_NAMELESS = frozenset({"", "untitled", "none", "unknown", "(anonymous)", "document", "document1"})
_FILE_NAME = re.compile(r"\.(?:docx?|odt|pdf|rtf|indd|pages)$|^Microsoft (?:Word|PowerPoint|Excel) - ", re.IGNORECASE)
_LOCKED = "This PDF is encrypted and opens only with a password. Save a copy without the password and add that copy."
_DAMAGED = "This PDF is damaged: its structure cannot be read. Download it again, or open it and print it to a new PDF."
_NO_PAGES = "This PDF has no pages. Check that the whole file was saved, and download it again."
_NO_TEXT = (
    "This PDF holds images only: it has no text layer. Run text recognition (OCR) over it first, and add the result; "
    "or let this program do it: pip install 'inspection-assistant[ocr]'"
)
_NOTHING_FOUND = "This PDF holds images only, and no text was recognised in them. Check that the pages can be read."
_NO_ANSWERS = "The form fields of this PDF are damaged: the answers filled in there were not read."
_XFA = "This PDF is an XFA form, whose answers only Adobe's programs show: what stands here may be a notice only."


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
        recognised = _recognise(handle, sheets)
    pages = [replace(page, ocr=page.number in recognised and bool(page.text)) for page in pages_of(sheets)]
    pages, warnings = _with_answers(data, pages)
    silent = [page.number for page in pages if not page.text]
    if len(silent) == len(pages):
        raise UnreadableDocument(_NOTHING_FOUND if ocr.is_installed() else _NO_TEXT)
    digest = hashlib.sha256(data).hexdigest()
    warnings = [*_warnings(silent), *_ocr_warnings(pages), *warnings]
    return Document(digest, filename, MEDIA_TYPE, title, tuple(pages), tuple(warnings))


def _recognise(handle: Handle, sheets: list[PageGlyphs]) -> set[int]:
    """Put what OCR reads in the place of each sheet that has no text layer; return the numbers of those pages.

    A page with neither text nor picture is an empty page.
    """
    wanted = [index for index, sheet in enumerate(sheets) if not sheet.pieces and not sheet.sideways]
    if not wanted or not ocr.is_installed():
        return set()
    for index in wanted:
        with _page(handle, index) as page:
            if _has_picture(page):
                sheets[index] = ocr.recognised_sheet(page, index + 1)
    return {index + 1 for index in wanted}


def _has_picture(page: Handle) -> bool:
    """Say whether a page shows something that may be writing: an image, or many drawn shapes."""
    count = pdfium.FPDFPage_CountObjects(page)
    kinds = [pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, number)) for number in range(count)]
    images = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    return any(kind in images for kind in kinds) or kinds.count(pdfium.FPDF_PAGEOBJ_PATH) > _MANY_SHAPES


def _with_answers(data: bytes, pages: list[Page]) -> tuple[list[Page], list[str]]:
    """Put the answers of a form into its pages; return them with what there is to say of the form."""
    warnings = [_XFA] if b"/XFA" in data else []
    try:
        answers = answers_of(data)
    except FormUnreadable:
        return pages, [*warnings, _NO_ANSWERS]
    return (with_answers(pages, answers) if answers else pages), warnings


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
    except SLIPS:
        return None


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


def _sheet(handle: Handle, index: int) -> PageGlyphs:
    with _page(handle, index) as page:
        return read_sheet(page, index + 1)


def _hint() -> str:
    return "" if ocr.is_installed() else " The extra that reads them: pip install 'inspection-assistant[ocr]'"


def _ocr_warnings(pages: list[Page]) -> tuple[str, ...]:
    read = [page.number for page in pages if page.ocr]
    if not read:
        return ()
    numbers = ", ".join(map(str, read[:20])) + (" and more" if len(read) > 20 else "")
    which = f"Page {numbers} was" if len(read) == 1 else f"Pages {numbers} were"
    return (f"{which} read by OCR: check the page before you rely on the words.",)


def _warnings(silent: list[int]) -> tuple[str, ...]:
    if not silent:
        return ()
    numbers = ", ".join(map(str, silent[:20])) + (" and more" if len(silent) > 20 else "")
    if len(silent) == 1:
        return (
            f"Page {numbers} has no text layer (a scan or an image): nothing on it can be found or cited.{_hint()}",
        )
    return (f"Pages {numbers} have no text layer (scans or images): nothing on them can be found or cited.{_hint()}",)


__all__ = ["MEDIA_TYPE", "read_pdf", "render_page"]
