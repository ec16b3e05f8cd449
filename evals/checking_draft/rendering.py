"""What LibreOffice makes of the comments in a Word file: the words that each is on, its author and its text.

Converts our own drafts only; documents from outside are drawn by `ingest.readers.office`, which guards against them.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.readers.office import program
from ingest.readers.packages import Element, attribute, local, parse_xml

SECONDS = 180
"""Time for one conversion; on a busy machine LibreOffice takes long to start."""


@dataclass(slots=True)
class RenderedComment:
    """One comment as LibreOffice has it."""

    author: str
    text: str
    words: list[str] = field(default_factory=list)

    @property
    def on(self) -> str:
        """The words that the comment is on, as one line."""
        return " ".join("".join(self.words).split())


def shown_comments(word: bytes) -> list[RenderedComment] | None:
    """Return the comments of a Word file after LibreOffice has opened it; None where it is not installed."""
    converted = convert(word, "odt")
    if converted is None:
        return None
    with zipfile.ZipFile(io.BytesIO(converted)) as package:
        return _comments(parse_xml(package.read("content.xml")))


def convert(word: bytes, form: str) -> bytes | None:
    """Return a Word file in another form ("odt", "pdf", "docx"); None where LibreOffice is not installed.

    :raises OSError: if it writes nothing.
    """
    soffice = program()
    if soffice is None:
        return None
    with tempfile.TemporaryDirectory(prefix="converting-") as made:
        folder = Path(made)
        (folder / "in").mkdir()
        (folder / "in" / "draft.docx").write_bytes(word)
        command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", form, "--outdir", str(folder), str(folder / "in" / "draft.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return (folder / f"draft.{form}").read_bytes()


def _comments(root: Element) -> list[RenderedComment]:
    found: list[RenderedComment] = []
    open_ones: dict[str, RenderedComment] = {}
    for kind, element, text in _walk(root):
        if kind == "begin" and element is not None:
            author = "".join(_text(e) for e in element if local(e) == "creator")
            said = "\n".join(_text(e) for e in element if local(e) == "p")
            found.append(RenderedComment(author, said))
            open_ones[attribute(element, "name") or f"point {len(found)}"] = found[-1]
        elif kind == "end" and element is not None:
            open_ones.pop(attribute(element, "name") or "", None)
        else:
            for comment in open_ones.values():
                comment.words.append(text)
    return found


def _text(element: Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _walk(element: Element) -> Iterator[tuple[str, Element | None, str]]:
    """Yield in document order where comments begin and end, and the text of the document."""
    for child in element:
        name = local(child)
        if name == "annotation":
            yield "begin", child, ""
        elif name == "annotation-end":
            yield "end", child, ""
        else:
            if name in ("p", "h", "s", "tab", "line-break"):
                yield "text", None, " "
            if child.text:
                yield "text", None, child.text
            yield from _walk(child)
        if child.tail:
            yield "text", None, child.tail


__all__ = ["RenderedComment", "convert", "shown_comments"]
