"""A scripted backend over three small PDFs: answers are written here, places are looked up in the pages."""

from __future__ import annotations

import hashlib
import io
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from assistant.answer import (
    Answer,
    AnswerClaim,
    Citation,
    Coverage,
    Filters,
    Searched,
    Source,
    Status,
    StepTrace,
    Turn,
)
from assistant.drafting.room import Room
from assistant.patterns.boards import Boards
from assistant.ui.backend import FileOutcome, LibraryRow, Outcome, SourceFile
from assistant.ui.records import InspectionRecords, LibraryRecords
from ingest.documents import Box, Locator, Page, Span
from ingest.errors import LibraryError, UnreadableDocument
from ingest.library import Library
from ingest.library.catalogue import Catalogue
from ingest.library.conversations import Conversations
from tests.assistant.patterns.simple import simple_engine
from tests.ui.scripted_drafts import ScriptedDrafts

NASTY = (
    "Pupils <img src=x onerror=alert(1)> read [x](javascript:alert(1)) `daily` $$x^2$$ | a | b | # not a heading "
    "https://evil.example www.evil.example ${1+1} {{value}} <script>alert(2)</script>"
)
MARGIN, TOP, LEADING, SIZE = 72, 110, 22, 12


def _lines(school: str, topic: str) -> list[list[str]]:
    return [
        [
            f"Inspection of {school}",
            "Inspection dates: 12 and 13 March 2024",
            f"{school} is a welcoming place to learn.",
        ],
        [
            "What does the school do well?",
            f"Leaders track {topic} with care and act on what they find.",
            "Pupils read widely and talk about books with enthusiasm.",
            "This builds steadily from the early years.",
        ],
        [
            "What does the school need to improve?",
            "In a few subjects, teaching does not check",
            "what pupils remember before moving on",
        ],
        ["and this leaves gaps that are hard to close later.", "Attendance of some pupils remains too low."],
    ]


def make_pdf(pages: list[list[str]]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for lines in pages:
        for index, line in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if index == 0 else "Helvetica", SIZE)
            canvas.drawString(MARGIN, A4[1] - TOP - index * LEADING, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class ScriptedBackend:
    """Holds three documents; knows the answers to a few words."""

    def __init__(self, folder: Path, *, empty: bool = False, held: bool = False) -> None:
        self.cache = folder / "cache"
        self.drafts = ScriptedDrafts(self)
        self._folder = folder / "files"
        self._folder.mkdir(parents=True)
        self._rows: dict[str, LibraryRow] = {}
        self._pages: dict[str, list[list[str]]] = {}
        self._ready = threading.Event()
        self._held = held
        self._empty = empty
        self.boards = Boards(lambda: None, simple_engine)
        self.room = Room(self._no_library, self._no_library)
        self.records: InspectionRecords = LibraryRecords(lambda: None, self._no_library)
        self.drawn = 0
        catalogue = Catalogue(folder / "catalogue.sqlite")
        catalogue.prepare(write=True)
        self.conversations: Conversations | None = Conversations(catalogue, "local")
        self.reset()

    def _no_library(self) -> Library:
        raise LibraryError("This test has no library.")

    def reset(self) -> None:
        """Begin as at first."""
        self.drafts.reset()
        if self.conversations:
            for kept in self.conversations.list():
                self.conversations.delete(kept.id)
        self.asked: list[tuple[str, Filters, Sequence[Turn], int]] = []
        self.added: list[tuple[str, str | None]] = []
        self.quotes: tuple[str, ...] = ()
        self._rows.clear()
        if not self._empty:
            self._put("Ash Hill Primary School", "attendance", date(2024, 3, 12), "12 and 13 March 2024", "graded")
            self._put("Birch Lane Academy", "punctuality", date(2026, 1, 20), "20 January 2026", "report-card")
            self._put(
                "Cedar Row School",
                "absence",
                date(2017, 5, 9),
                "9–10 May 2017",
                "section-5",
                notes=("Page 2 has no text layer.",),
            )

    def _put(self, school: str, topic: str, day: date, printed: str, kind: str, notes: tuple[str, ...] = ()) -> str:
        pages = _lines(school, topic)
        content = make_pdf(pages)
        key = hashlib.sha256(content).hexdigest()
        (self._folder / f"{key}.pdf").write_bytes(content)
        self._pages[key] = pages
        self._rows[key] = LibraryRow(
            key,
            f"{school.lower().replace(' ', '-')}.pdf",
            f"Inspection of {school}",
            school,
            day,
            printed,
            kind,
            len(pages),
            9,
            notes,
            "Example Trust",
        )
        return key

    def start(self) -> None:
        if not self._held:
            self.release()

    def release(self) -> None:
        """Let the questions that wait for the model be answered."""
        self._ready.set()

    def close(self) -> None:
        self._ready.set()

    def ready(self) -> bool:
        return self._ready.is_set()

    def rows(self) -> tuple[LibraryRow, ...]:
        return tuple(self._rows.values())

    def row(self, document: str) -> LibraryRow | None:
        return self._rows.get(document)

    def page(self, document: str, number: int) -> Page:
        lines = self._pages[document][number - 1]
        return Page(number, None if number == 1 else str(number - 1), A4[0], A4[1], "\n".join(lines), (), ())

    def page_image(self, document: str, number: int, width: int) -> bytes:
        self.drawn += 1
        with pdfium.PdfDocument(self._folder / f"{document}.pdf") as pdf:
            image = pdf[number - 1].render(scale=width / A4[0]).to_pil()
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()

    def source(self, document: str) -> SourceFile:
        return SourceFile(self._folder / f"{document}.pdf", self._rows[document].file, "application/pdf")

    # ---- answers

    def _cite(self, marker: int, document: str, quote: str, pages: Sequence[int], **more: str) -> Citation:
        row = self._rows[document]
        source = Source(
            document, row.file, row.title, row.school, row.date, row.date_printed, row.format, more.get("superseded")
        )
        places = tuple(Locator(document, n, Span(0, 1), None if n == 1 else str(n - 1)) for n in pages)
        return Citation(marker, source, quote, places, more.get("heading"))

    def ask(self, question: str, *, filters: Filters, history: Sequence[Turn], first_marker: int) -> Answer:
        self._ready.wait()
        time.sleep(0.3)
        self.asked.append((question, filters, tuple(history), first_marker))
        if "boom" in question:
            raise RuntimeError("unforeseen")
        if "broken" in question:
            raise UnreadableDocument("The library <b>cannot</b> be read.")
        ids, first = list(self._rows), first_marker
        if self.quotes:
            return self._quoting(question, ids[0], first)
        schools = tuple(row.school or "" for row in self._rows.values())
        narrowed = ("Ash Hill Primary School", "since 2024") if "Ash" in question else ()
        searched = Searched(len(ids), schools, 27, narrowed)
        trace = (
            StepTrace("scope", 0.004, "3 reports of 3 schools"),
            StepTrace("retrieve", 0.21, "27 passages <b>best</b> 0.83"),
        )
        if "swimming" in question:
            near = self._cite(first, ids[0], "Pupils read widely and talk about books with enthusiasm.", (2,))
            lead = "Nothing in the library answers this."
            return Answer(question, Status.NOT_FOUND, lead, (), searched, nearest=(near,), trace=trace, seconds=0.3)
        claims = self._claims(ids, first)
        coverage = Coverage(schools, schools[:2], schools[2:])
        notes = ("One older report was left out.",)
        lead = "2 of 3 schools speak to this."
        return Answer(
            question, Status.ANSWERED, lead, claims, searched, coverage, notes=notes, seconds=0.31, trace=trace
        )

    def _quoting(self, question: str, document: str, first: int) -> Answer:
        cited = [self._cite(first + n, document, quote, (1,)) for n, quote in enumerate(self.quotes)]
        claims = tuple(AnswerClaim(c.quote, "supported", (c,), c.source.school) for c in cited)
        return Answer(question, Status.ANSWERED, "Quotations:", claims, Searched(1, (), 1))

    def _claims(self, ids: list[str], first: int) -> tuple[AnswerClaim, ...]:
        heading = "What does the school do well?"
        tracked = "Leaders track attendance with care and act on what they find."
        crossing = (
            "In a few subjects, teaching does not check what pupils remember before moving on "
            "and this leaves gaps that are hard to close later."
        )
        cited = (
            self._cite(first, ids[0], tracked, (2,), heading=heading, superseded="20 January 2026"),
            self._cite(first + 1, ids[0], crossing, (3, 4)),
            self._cite(first + 2, ids[1], "Leaders track punctuality with care and act on what they find.", (2,)),
            self._cite(first + 3, ids[1], NASTY, (1,), heading="<b>Heading</b>"),
        )
        return tuple(AnswerClaim(c.quote, "supported", (c,), c.source.school) for c in cited)

    def highlight(self, citation: Citation, page: int) -> tuple[Box, ...]:
        boxes = []
        for index, line in enumerate(self._pages[citation.source.document][page - 1]):
            if line in citation.quote:
                base = TOP + index * LEADING
                width = stringWidth(line, "Helvetica", SIZE)
                boxes.append(Box(MARGIN / A4[0], (base - 10) / A4[1], (MARGIN + width) / A4[0], (base + 3) / A4[1]))
        return tuple(boxes)

    # ---- changes

    def discard(self, paths: Sequence[Path]) -> None:
        for path in paths:
            path.unlink()

    def add(self, paths: Sequence[Path], group: str | None, *, confirmed: bool = False) -> Iterator[FileOutcome]:
        for path in paths:
            time.sleep(0.2)
            content = path.read_bytes()
            if "sensitive" in path.name and not confirmed:
                reason = "Not added: it is marked “Official Sensitive” (page 1)."
                yield FileOutcome(path.name, Outcome.FAILED, reason, sensitive=True)
                continue
            path.unlink()
            self.added.append((path.name, group))
            if content[:4] != b"%PDF":
                reason = "This is not a PDF file <b>really</b>. Save it as PDF and add it again."
                yield FileOutcome(path.name, Outcome.FAILED, reason)
                continue
            self._put(path.stem.title(), "conduct", date(2025, 2, 3), "3 February 2025", "graded")
            yield FileOutcome(path.name, Outcome.ADDED, None, 4, 9)

    def remove(self, documents: Sequence[str]) -> None:
        for document in documents:
            del self._rows[document]
