"""The one place where PDFium is imported, and the type of its handles.

PDFium is not thread-safe: the child process that reads files has one thread. Does nothing on import beyond loading
the library.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

if TYPE_CHECKING:
    Handle = ctypes._Pointer[ctypes.Structure]
else:
    Handle = object
"""A document, page, font or other thing of PDFium's."""

__all__ = ["Handle", "pdfium"]
