"""Which kinds of file can be read, told by their content; a name only tells kinds of plain text apart.

Recognises and refuses; `ingest.readers.reading` chooses the reader. Opens no file and unpacks nothing.
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from pathlib import PurePath

from ingest.errors import UnreadableDocument

HEAD = 4096
"""Bytes from the start of a file that are enough to tell its kind."""

_PDF_WITHIN = 1024
"""A PDF's header may stand behind other bytes, but within this many."""


class FileKind(StrEnum):
    """A kind of file, as far as its first bytes and its name tell."""

    PDF = "pdf"
    PACKAGE = "package"  # a ZIP archive: what is in it tells whether it is Word, a workbook, slides or OpenDocument
    WEB = "web"
    MARKDOWN = "markdown"
    CSV = "csv"
    TEXT = "text"


READABLE = (
    "PDF, Word (.docx), OpenDocument text (.odt), PowerPoint (.pptx), Excel (.xlsx), CSV, web page (HTML), Markdown "
    "and plain text"
)
"""The kinds that can be read, for people."""

SUFFIXES = (
    *(".pdf", ".docx", ".docm", ".odt", ".pptx", ".pptm", ".xlsx", ".xlsm", ".csv", ".tsv"),
    *(".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text"),
)
"""Endings of the names of files that can be read, for a dialogue that chooses files."""

_TEXTS = {
    ".csv": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".html": FileKind.WEB,
    ".htm": FileKind.WEB,
    ".xhtml": FileKind.WEB,
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    "": FileKind.TEXT,
}
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_WEB = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html\b)", re.I | re.S
)
_MAIL = re.compile(
    rb"^(?:received|return-path|delivered-to|mime-version|message-id|from|to|subject|date|x-[a-z-]+):\s", re.I | re.M
)
_MAIL_NAMES = frozenset({".eml", ".msg", ".mbox"})
_OUTLOOK = "__substg1.0".encode("utf-16-le")


def recognise(head: bytes, name: str = "") -> FileKind:
    """Return the kind of a file from its first bytes and its name.

    :raises UnreadableDocument: if the file is empty or of a kind that cannot be read.
    """
    if not head:
        raise UnreadableDocument("This file is empty (0 bytes). Check that it was saved, and download it again.")
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return FileKind.PACKAGE
    _refuse_mail(head, suffix)
    web = bool(_WEB.match(head))
    if suffix not in _TEXTS or not _is_text(head):
        raise unreadable(_guess(head, web=web))
    return FileKind.WEB if web else _TEXTS[suffix]


def unreadable(guess: str = "") -> UnreadableDocument:
    """Return the error for a kind of file that cannot be read, naming those that can."""
    return UnreadableDocument(
        f"This is not a kind of file that can be read{f': it looks like {guess}' if guess else ''}. "
        f"Kinds that can be read: {READABLE}. Save or export it as one of these, and add that."
    )


def _is_text(head: bytes) -> bool:
    """Say whether these are the first bytes of a text: a byte order mark, or no bytes that stand for nothing."""
    if head.startswith(_BOMS):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return controls <= len(head) // 200


def _refuse_mail(head: bytes, suffix: str) -> None:
    start = head.lstrip()[:2000]
    heads = len(_MAIL.findall(start)) if _MAIL.match(start) else 0
    if b"multipart/related" in head and (suffix in (".mht", ".mhtml") or b"Saved by" in start):
        raise UnreadableDocument(
            "This is a web page saved as one file (MHTML), which is not read. Save it again as “Web page, HTML only”."
        )
    if suffix in _MAIL_NAMES or heads >= 3 or (head.startswith(b"\xd0\xcf\x11\xe0") and _OUTLOOK in head):
        raise UnreadableDocument(
            "This is an e-mail, which is not read: messages hold more people's words than one. Save its attachment, "
            "or the message as a PDF or text, and add that."
        )


def _guess(head: bytes, *, web: bool) -> str:
    """Name a kind of file that people often add by mistake; empty where it is not known."""
    if web:
        return "a web page, perhaps an error page saved in place of the document"
    for marks, words in _MISTAKES:
        if head.startswith(marks):
            return words
    return "plain text, whatever its name says" if _is_text(head) else ""


_MISTAKES: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"\xd0\xcf\x11\xe0",), "an old Office document (.doc, .xls, .ppt), or one locked with a password"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"), "an image"),
    ((b"{\\rtf",), "a Rich Text document (.rtf)"),
    ((b"<?xml",), "an XML file"),
)


__all__ = ["HEAD", "READABLE", "SUFFIXES", "FileKind", "recognise", "unreadable"]
