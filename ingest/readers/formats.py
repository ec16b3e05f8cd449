"""Which kinds of file can be read, told by their content and not by their name.

One entry a media type; further readers (word, web, text) are added here and in `ingest.readers.child`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.errors import UnreadableDocument

HEAD = 4096
"""Bytes from the start of a file that are enough to tell its kind."""

_PDF_WITHIN = 1024
"""A PDF's header may stand behind other bytes, but within this many."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read: its media type, its name for people, and how it is recognised."""

    media_type: str
    name: str
    recognises: Callable[[bytes], bool]


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:_PDF_WITHIN]


FORMATS: tuple[Format, ...] = (Format("application/pdf", "PDF", _is_pdf),)


def recognise(head: bytes) -> Format:
    """Return the format of a file from its first bytes.

    :raises UnreadableDocument: if the file is empty or of a kind that cannot be read.
    """
    if not head:
        raise UnreadableDocument("This file is empty (0 bytes). Check that it was saved, and download it again.")
    for known in FORMATS:
        if known.recognises(head):
            return known
    names = ", ".join(known.name for known in FORMATS)
    guess = _guess(head)
    raise UnreadableDocument(
        f"This is not a kind of file that can be read{f': it looks like {guess}' if guess else ''}. "
        f"Kinds that can be read: {names}. Save or export it as one of these, and add that."
    )


def _guess(head: bytes) -> str:
    """Name a kind of file that people often add by mistake; empty where it is not known."""
    start = head.lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page, perhaps an error page saved in place of the document"
    if head.startswith(b"PK\x03\x04"):
        return "an Office document or a ZIP archive"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "an old Office document"
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")):
        return "an image"
    return ""


__all__ = ["FORMATS", "HEAD", "Format", "recognise"]
