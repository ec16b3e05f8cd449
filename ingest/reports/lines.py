"""A document as the report formats look at it: its blocks in order, each a line with a place.

Leaves running headers and footers aside, but remembers them, for they print the provider's name whole. Judges
nothing: what a line means is the business of the format modules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ingest.documents import Block, BlockKind, Document, Locator, Page, Span, place_on
from ingest.inspections import Inspection, Located, ReportFormat

_BEGINNING = "…"
_SHORT_HEADING = 90
_LONGEST_HEADING = 300
_LONG_HEADINGS = (
    "summary of key findings for parents and pupils",
    "what does the school need to do to improve further?",
    "what is it like to attend this school?",
    "what does the school do well and what does it need to do better?",
    "what does the school need to do to improve?",
    "(information for the school and appropriate authority)",
    "(information for the school and proprietor)",
    "what it's like to be a pupil at this school",
    "what is it like to be a child or young person with send in this area?",
    "what is the area partnership doing that is effective?",
    "what does the area partnership need to do better?",
    "facts and figures used on inspection",
)
"""Headings long enough to wrap. A reader may then give two blocks, which are read as the one heading that they
print."""
_SUMMARY = re.compile(r"(?P<summary>Summary of key findings for parents and pupils)\s+(?=\S)", re.IGNORECASE)
_BEGUN = frozenset(" ".join(words[:end]) for words in map(str.split, _LONG_HEADINGS) for end in range(2, len(words)))
_PLAIN = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


def key(text: str) -> str:
    """Return what two printings of a heading or label have in common: no case, no curls, single spaces, no colon."""
    return " ".join(text.translate(_PLAIN).casefold().split()).rstrip(":").rstrip()


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One block of a page. `title` is the key of its first cell, as headings and labels are compared."""

    document: str
    page: Page
    block: Block
    text: str
    title: str

    @property
    def kind(self) -> BlockKind:
        """What the block is, as the reader saw it."""
        return self.block.kind

    @property
    def place(self) -> tuple[int, int]:
        """Page number and start of the block: how boilerplate is named."""
        return (self.page.number, self.block.span.start)

    def locator(self, start: int = 0, end: int | None = None) -> Locator:
        """Return the place of ``text[start:end]``, white space at both ends left out."""
        text = self.text[start:end]
        first = self.block.span.start + start + len(text) - len(text.lstrip())
        return place_on(self.document, self.page, Span(first, first + len(text.strip())))

    def located(self, start: int = 0, end: int | None = None) -> Located | None:
        """Return ``text[start:end]`` with its place, or None where it is empty."""
        text = self.text[start:end].strip()
        return Located(text, self.locator(start, end)) if text else None


class ReportLines:
    """A document's lines in reading order, and its running lines."""

    def __init__(self, document: Document) -> None:
        self.document = document
        everything = [_line(document.id, page, block) for page in document.pages for block in page.blocks]
        shown = [line for line in everything if line.kind is not BlockKind.FURNITURE and line.text.strip()]
        self.lines = _with_whole_headings(shown)
        self.running = [line for line in everything if line.kind is BlockKind.FURNITURE]
        self._first: dict[str, int] = {}
        for number, line in enumerate(self.lines):
            if may_be_heading(line):
                self._first.setdefault(line.title, number)

    @property
    def cover(self) -> list[ReportLine]:
        """The lines of the first page."""
        return [line for line in self.lines if line.page is self.document.pages[0]] if self.document.pages else []

    def has(self, heading: str) -> bool:
        """Say whether some line is this heading."""
        return self._find(heading) is not None

    def before(self, headings: Iterable[str]) -> list[ReportLine]:
        """Return the lines before the first of `headings`, or the cover where none of them stands."""
        found = [number for heading in headings if (number := self._find(heading)) is not None]
        return self.lines[: min(found)] if found else self.cover

    def section(self, heading: str, headings: Iterable[str]) -> list[ReportLine]:
        """Return the lines under the first `heading`, up to the next of `headings`; empty where it is missing."""
        return [line for line in self.with_headings(heading, headings) if not is_heading(line, heading)]

    def with_headings(self, heading: str, headings: Iterable[str]) -> list[ReportLine]:
        """Return a section together with its own heading, once or repeated."""
        start = self._find(heading)
        if start is None:
            return []
        others = [name for name in headings if name != heading]
        whole = frozenset(name for name in others if not name.endswith(_BEGINNING))
        beginnings = [name for name in others if name.endswith(_BEGINNING)]
        for number in range(start + 1, len(self.lines)):
            line = self.lines[number]
            if (line.title in whole and may_be_heading(line)) or any(is_heading(line, name) for name in beginnings):
                return self.lines[start:number]
        return self.lines[start:]

    def _find(self, heading: str) -> int | None:
        if not heading.endswith(_BEGINNING):
            return self._first.get(heading)
        return next((number for number, line in enumerate(self.lines) if is_heading(line, heading)), None)


def _line(document: str, page: Page, block: Block) -> ReportLine:
    text = block.span.of(page.text)
    return ReportLine(document, page, block, text, key(text[:_LONGEST_HEADING].split("\t")[0]))


def _with_whole_headings(lines: Sequence[ReportLine]) -> list[ReportLine]:
    """Return the lines, a heading that wraps over two of them made one."""
    whole: list[ReportLine] = []
    for line in chain.from_iterable(map(_split_summary, lines)):
        begun = whole[-1] if whole else None
        if begun is not None and begun.title in _BEGUN and begun.page is line.page:
            title = f"{begun.title} {line.title}"
            if title in _LONG_HEADINGS:
                span = Span(begun.block.span.start, line.block.span.end)
                block = replace(begun.block, kind=BlockKind.HEADING, span=span)
                whole[-1] = ReportLine(begun.document, begun.page, block, span.of(begun.page.text), title)
                continue
        whole.append(line)
    return whole


def _split_summary(line: ReportLine) -> tuple[ReportLine, ...]:
    """Take the heading of the summary from the one under it, where a reader made one of the two."""
    match = _SUMMARY.match(line.text) if line.kind is BlockKind.HEADING else None
    if match is None:
        return (line,)
    start = line.block.span.start
    first = Span(start, start + match.end("summary"))
    second = Span(start + match.end(), line.block.span.end)
    return tuple(_line(line.document, line.page, replace(line.block, span=span)) for span in (first, second))


def may_be_heading(line: ReportLine) -> bool:
    """Say whether a line can be a heading: anything but a row of several cells.

    The reader's kind is not asked, since a short bold line may look like a paragraph to it.
    """
    return line.kind not in (BlockKind.TABLE_ROW, BlockKind.BULLET) or "\t" not in line.text


def is_heading(line: ReportLine, heading: str) -> bool:
    """Say whether a line is this heading. `heading` is a key; one that ends in ``…`` names a beginning only.

    A beginning would match prose, so a line with it must be a heading to the reader too, or be short.
    """
    if not heading.endswith(_BEGINNING):
        return line.title == heading and may_be_heading(line)
    short = line.kind is BlockKind.HEADING or len(line.text) <= _SHORT_HEADING
    return short and may_be_heading(line) and line.title.startswith(heading[:-1])


def joined(lines: Sequence[ReportLine]) -> Located | None:
    """Return lines that follow each other on one page as one text, as a name that wraps; None where there are none.

    The place runs from the first to the last; what is a line feed in the page's text is a space in the text.
    """
    if not lines:
        return None
    first, last = lines[0].locator(), lines[-1].locator()
    text = " ".join(line.text.strip() for line in lines)
    return Located(text, replace(first, span=Span(first.span.start, last.span.end)))


def find(lines: Iterable[ReportLine], pattern: re.Pattern[str]) -> Located | None:
    """Return the first match in the lines: its group 1 where the pattern has one, else the whole match."""
    group = 1 if pattern.groups else 0
    for line in lines:
        match = pattern.search(line.text)
        if match:
            return line.located(*match.span(group))
    return None


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a recogniser is that a document has its format, 0–1, and why."""

    score: float
    reason: str


def weigh(signals: Sequence[tuple[bool, float, str]]) -> Confidence:
    """Add up the weights of the signals that are there; the reason names them."""
    present = [(weight, name) for there, weight, name in signals if there]
    if not present:
        return Confidence(0.0, "none of its headings was found")
    score = min(1.0, sum(weight for weight, _ in present))
    return Confidence(round(score, 2), "found " + ", ".join(name for _, name in present))


Boilerplate = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Format:
    """One report format: how it is recognised, what is read from it, and what in it is standard text."""

    format: ReportFormat
    recognise: Callable[[ReportLines], Confidence]
    read: Callable[[ReportLines, Confidence], Inspection]
    boilerplate: Callable[[ReportLines], Boilerplate]


def as_printed(text: str) -> str:
    """Return words as they are printed, without the line breaks between them and the colon behind them."""
    return " ".join(text.split()).rstrip(":").rstrip()


__all__ = [
    "Boilerplate",
    "Confidence",
    "Format",
    "ReportLine",
    "ReportLines",
    "find",
    "is_heading",
    "joined",
    "key",
    "may_be_heading",
    "as_printed",
    "weigh",
]
