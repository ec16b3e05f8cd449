"""The answers in a PDF's form fields, put into the text of their pages where they stand.

PDFium's text layer does not hold them. Reads fields that people filled in: text, choices, ticked boxes. Empty fields
say nothing and are left out; signatures, buttons and scripts are left alone.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdf
import pypdf.errors
from pypdf.generic import ArrayObject, DictionaryObject

from ingest.documents import Block, BlockKind, Box, Page, Span, Word, boxes_of
from ingest.readers.flow import clean

SHORT_ANSWER = 12
"""Words up to which an answer stands beside its field's name as a row of a table; a longer one is a paragraph."""
_DEEPEST = 20
_MOST_WIDGETS = 20_000
_TICKED = "ticked"
_TICK_NAMES = frozenset({"yes", "on", "true", "1", "x", "ticked", "checked"})

SLIPS = (
    pypdf.errors.PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RecursionError,
    OSError,
    ZeroDivisionError,
    AssertionError,
)
"""What pypdf lets through on damaged files, its own errors included."""


@dataclass(frozen=True, slots=True)
class FilledField:
    """One filled field: its name for people, what was filled in, and where (fractions of the page as shown)."""

    page: int
    name: str
    text: str
    box: Box


class FormUnreadable(Exception):
    """The form's fields are damaged."""


def answers_of(data: bytes) -> list[FilledField]:
    """Return the filled fields of a PDF in the order of its pages; none where it has no form.

    :raises FormUnreadable: if there is a form and its fields cannot be read.
    """
    if b"/AcroForm" not in data and b"/ObjStm" not in data:
        return []
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        root = reader.trailer["/Root"]
        form = root.get_object().get("/AcroForm") if hasattr(root, "get_object") else None  # type: ignore[union-attr]
        if form is None or not form.get_object().get("/Fields"):
            return []
    except SLIPS:
        return []  # PDFium may still read the pages, which say nothing of a form
    try:
        return [answer for number, page in enumerate(reader.pages, 1) for answer in _on_page(page, number)]
    except SLIPS as error:
        raise FormUnreadable from error


def _on_page(page: pypdf.PageObject, number: int) -> Iterator[FilledField]:
    annotations = page.get("/Annots")
    listed = annotations.get_object() if annotations is not None else None
    for reference in listed[:_MOST_WIDGETS] if isinstance(listed, ArrayObject) else ():
        widget = reference.get_object()
        if not isinstance(widget, DictionaryObject) or widget.get("/Subtype") != "/Widget":
            continue
        text = _answer(widget)
        box = _box(page, widget)
        if text and box is not None:
            yield FilledField(number, _name(widget), text, box)


def _chain(widget: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield a field from the widget up to its outermost parent."""
    field: Any = widget
    for _ in range(_DEEPEST):
        if not isinstance(field, DictionaryObject):
            return
        yield field
        parent = field.get("/Parent")
        field = parent.get_object() if parent is not None else None


def _inherited(widget: DictionaryObject, key: str) -> Any:  # noqa: ANN401 # whatever the file holds there
    for field in _chain(widget):
        if key in field:
            return field[key]
    return None


def _name(widget: DictionaryObject) -> str:
    """Return the field's description for people, or the name that programs use."""
    described = _inherited(widget, "/TU")
    if isinstance(described, str) and clean(described):
        return clean(described)
    names = [str(field["/T"]) for field in _chain(widget) if "/T" in field]
    return clean(".".join(reversed(names))) or "Field"


def _answer(widget: DictionaryObject) -> str:
    kind, value = _inherited(widget, "/FT"), _inherited(widget, "/V")
    if kind == "/Btn":
        return _ticked(widget)
    if kind not in ("/Tx", "/Ch") or value is None:
        return ""
    values = value if isinstance(value, ArrayObject) else [value]
    options = _options(widget)
    return clean(" ".join(options.get(_words(v), _words(v)) for v in (item.get_object() for item in values)))


def _words(value: Any) -> str:  # noqa: ANN401 # whatever the file holds there
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if hasattr(value, "get_data"):  # a long answer may be kept as a stream
        data = value.get_data()
        return data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data)
    return str(value) if isinstance(value, str | int | float) else ""


def _options(widget: DictionaryObject) -> Mapping[str, str]:
    """Return what is shown for each value that a choice may have."""
    listed = _inherited(widget, "/Opt")
    found: dict[str, str] = {}
    for option in listed if isinstance(listed, ArrayObject) else ():
        pair = option.get_object()
        if isinstance(pair, ArrayObject) and len(pair) == 2:
            found[str(pair[0])] = str(pair[1])
    return found


def _ticked(widget: DictionaryObject) -> str:
    """Return what a ticked box or button stands for; empty where it is not ticked."""
    flags = _inherited(widget, "/Ff")
    if isinstance(flags, int) and flags & 1 << 16:  # a push button
        return ""
    state = widget.get("/AS")
    if state in (None, "/Off") or state != _inherited(widget, "/V"):
        return ""
    name = str(state).lstrip("/")
    options = _inherited(widget, "/Opt")
    if name.isascii() and name.isdigit() and isinstance(options, ArrayObject) and int(name) < len(options):
        name = str(options[int(name)])
    return _TICKED if name.casefold() in _TICK_NAMES else clean(name)


def _box(page: pypdf.PageObject, widget: DictionaryObject) -> Box | None:
    """Return where a widget stands, as fractions of the page as it is shown."""
    rect = widget.get("/Rect")
    if rect is None or len(rect) != 4:
        return None
    sides = [float(side) for side in rect]
    frame = page.cropbox
    width, height = float(frame.width), float(frame.height)
    if width <= 0 or height <= 0:
        return None
    left, right = sorted((side - float(frame.left)) / width for side in sides[::2])
    top, bottom = sorted((float(frame.top) - side) / height for side in sides[1::2])
    for _ in range((page.rotation or 0) // 90 % 4):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    edges = [min(max(edge, 0.0), 1.0) for edge in (left, top, right, bottom)]
    return Box(*(round(edge, 5) for edge in edges)) if edges[0] < edges[2] and edges[1] < edges[3] else None


def with_answers(pages: Sequence[Page], answers: Sequence[FilledField]) -> list[Page]:
    """Put each answer into its page's text, behind the text that stands above or before it."""
    result = []
    for page in pages:
        own = [answer for answer in answers if answer.page == page.number]
        result.append(_filled(page, own) if own else page)
    return result


def _filled(page: Page, answers: Sequence[FilledField]) -> Page:
    """Write the page again, its own blocks and the answers in one order."""
    own = [(block, _top(page, block)) for block in page.blocks]
    queue = sorted(answers, key=lambda answer: (round(answer.box.top, 2), answer.box.left))
    behind: dict[int, list[FilledField]] = {}
    for answer in queue:
        middle = (answer.box.top + answer.box.bottom) / 2
        above = [
            (top, place)
            for place, (block, top) in enumerate(own)
            if block.kind is not BlockKind.FURNITURE and top is not None and top <= min(middle, answer.box.top + 0.02)
        ]
        behind.setdefault(max(above)[1] if above else -1, []).append(answer)
    writer = _Writer(page)
    for place in range(-1, len(own)):
        if place >= 0:
            writer.copy(own[place][0])
        for answer in behind.get(place, ()):
            writer.write(answer)
    return writer.page()


def _top(page: Page, block: Block) -> float | None:
    boxes = boxes_of(page, Span(block.span.start, min(block.span.start + 1, block.span.end)))
    return boxes[0].top if boxes else None


class _Writer:
    """Writes a page's blocks and words anew, at other places of its text."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lines: list[str] = []
        self._length = 0
        self._words: list[Word] = []
        self._blocks: list[Block] = []

    def copy(self, block: Block) -> None:
        """Write a block of the page itself."""
        start = self._begin(block.span.of(self._page.text))
        shift = start - block.span.start
        inside = [word for word in self._page.words if word.span.overlaps(block.span)]
        self._words += [Word(Span(w.span.start + shift, w.span.end + shift), w.boxes) for w in inside]
        self._blocks.append(replace(block, span=Span(start, start + len(block.span))))

    def write(self, answer: FilledField) -> None:
        """Write an answer: in a row with its field's name, or as a paragraph behind it."""
        if len(answer.text.split()) <= SHORT_ANSWER:
            self._put(f"{answer.name}\t{answer.text}", BlockKind.TABLE_ROW, answer.box)
            return
        self._put(answer.name if answer.name.endswith((":", "?", ".")) else f"{answer.name}:", None, answer.box)
        self._put(answer.text, None, answer.box)

    def _put(self, text: str, kind: BlockKind | None, box: Box) -> None:
        start = self._begin(text)
        place = start
        for word in text.replace("\t", " ").split(" "):
            if word:
                self._words.append(Word(Span(place, place + len(word)), (box,)))
            place += len(word) + 1
        self._blocks.append(Block(kind or BlockKind.PARAGRAPH, Span(start, start + len(text))))

    def _begin(self, line: str) -> int:
        start = self._length + bool(self._lines)
        self._lines.append(line)
        self._length = start + len(line)
        return start

    def page(self) -> Page:
        """Return the page."""
        return replace(self._page, text="\n".join(self._lines), words=tuple(self._words), blocks=tuple(self._blocks))


__all__ = ["FilledField", "FormUnreadable", "answers_of", "with_answers"]
