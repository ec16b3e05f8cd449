"""Parts of Word files as bytes, and texts as they may stand in them.

Knows nothing of what a part says.
"""

from __future__ import annotations

from lxml import etree

from ingest.readers.packages import Element


def xml_bytes(root: Element) -> bytes:
    """Return a part as it is put into the file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def legal(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF))
    )


__all__ = ["legal", "xml_bytes"]
