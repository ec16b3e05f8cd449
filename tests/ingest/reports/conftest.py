"""What the tests of the report formats share: made documents, the sample reports, and the real ones where present."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from ingest.documents import Block, BlockKind, Document, Locator, Page, Span
from ingest.readers import ReaderProcess
from ingest.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "corpus" / "sample"
_MARKS = {
    "# ": (BlockKind.HEADING, 1),
    "* ": (BlockKind.BULLET, 0),
    "- ": (BlockKind.BULLET, 1),
    "~ ": (BlockKind.FURNITURE, 0),
}

MakeDocument = Callable[[Sequence[Sequence[str]]], Document]


def _block(written: str, start: int) -> tuple[Block, str]:
    """Read a line of a made page: '# ' heading, '* ' bullet, '- ' nested bullet, '~ ' running line, '+' carried on."""
    continued = written.startswith("+")
    written = written.removeprefix("+")
    kind, level = _MARKS.get(written[:2], (BlockKind.PARAGRAPH, 0))
    text = written[2:] if written[:2] in _MARKS else written
    if kind is BlockKind.PARAGRAPH and "\t" in text:
        kind = BlockKind.TABLE_ROW
    return Block(kind, Span(start, start + len(text)), level, continued), text


def _page(number: int, written: Sequence[str]) -> Page:
    blocks: list[Block] = []
    texts: list[str] = []
    start = 0
    for line in written:
        block, text = _block(line, start)
        blocks.append(block)
        texts.append(text)
        start += len(text) + 1
    return Page(number, str(number), 595.0, 842.0, "\n".join(texts), (), tuple(blocks))


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    """Make a document from pages of marked lines."""

    def make(pages: Sequence[Sequence[str]]) -> Document:
        made = tuple(_page(number, lines) for number, lines in enumerate(pages, 1))
        return Document("d" * 64, "made.pdf", "application/pdf", None, made)

    return make


@pytest.fixture(scope="session")
def read_file() -> Callable[[Path], Document]:
    """Read a file with the project's reader, each file once."""
    reader = ReaderProcess(Settings())
    return cache(reader.read)


@pytest.fixture(scope="session")
def sample() -> Path:
    """Return the folder of the sample group."""
    if not (SAMPLE / "facts.json").is_file():
        pytest.skip("corpus/sample is not built: run python -m corpus.builder")
    return SAMPLE


@pytest.fixture(scope="session")
def real_reports() -> Path:
    """Return the folder of real reports, which the project may not ship."""
    folder = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "reports"
    if not folder.is_dir():
        pytest.skip(f"real reports are not here ({folder}); set SHARED_DIR to the folder that holds them")
    return folder


@pytest.fixture(scope="session")
def printed_at() -> Callable[[Document, Locator], str]:
    """Return what a document prints at a place, with single spaces."""

    def printed(document: Document, locator: Locator) -> str:
        page = document.pages[locator.page - 1]
        assert page.number == locator.page
        return " ".join(locator.span.of(page.text).split())

    return printed
