"""A PDFium page → PNG bytes, with nothing but the standard library.

Draws what the page shows, annotations included; highlights nothing.
"""

from __future__ import annotations

import ctypes
import struct
import zlib

from ingest.errors import UnreadableDocument
from ingest.readers.engine import Handle, pdfium

NARROWEST, WIDEST = 16, 4000
"""Widths accepted, in pixels."""

MOST_PIXELS = 40_000_000

_WHITE = 0xFFFFFFFF
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SPEED = 3


def png_of(page: Handle, width: int) -> bytes:
    """Draw a page `width` pixels wide, as high as its shape asks.

    :raises UnreadableDocument: if the image would be out of bounds.
    """
    pixels, height, stride = draw(page, width)
    return _encode(pixels, width, height, stride)


def draw(page: Handle, width: int) -> tuple[bytes, int, int]:
    """Draw a page `width` pixels wide; return its pixels (red, green, blue), height and bytes a row.

    :raises UnreadableDocument: if the image would be out of bounds.
    """
    if not NARROWEST <= width <= WIDEST:
        raise UnreadableDocument(f"A page image is {NARROWEST} to {WIDEST} pixels wide; {width} was asked for.")
    shown_width, shown_height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    height = max(1, round(width * shown_height / shown_width)) if shown_width > 0 else 0
    if not height or width * height > MOST_PIXELS:
        raise UnreadableDocument("The shape of this page is out of bounds; it cannot be drawn.")
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels, height, stride


def _encode(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    rows = b"".join(b"\x00" + pixels[start : start + 3 * width] for start in range(0, stride * height, stride))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(rows, _SPEED)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


__all__ = ["draw", "png_of"]
