"""The suite "fuzz": files damaged at random, read by every reader with the real child process and its limits.

For each file the reader must give a whole document or a message. A crash, a hang, a place that does not give back its
text, or a second reading that differs is a fault; the file is kept and named. It looks for faults in this program's
readers, not for those of a browser or of LibreOffice, which is not run.
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from evals.fuzz_tables import fuzz_tables
from evals.gold import REPORTS
from evals.office_files import docx, odt, para, pptx, run, table, with_notes
from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.passages import split
from ingest.readers import ReaderProcess
from ingest.settings import Settings

MINUTES = 1.0
SEED = 3
SECONDS = 20.0
"""Time for one file; all seeds are read in under a second."""
TABLES = "tables"
KEPT = Path(__file__).resolve().parent / "results" / "fuzz"

_CRASH = "crashed the reader"
_LATE = "took longer than"
_SPICE = (
    b"\x00",
    b"\xff\xfe",
    b"<",
    b"&",
    b"]]>",
    b"99999999999",
    b"-1",
    b"\xe2\x80\xae",
    b"\t",
    b"\n",
    b'"',
    b"%PDF-",
)


def run_suite(minutes: float = MINUTES, families: tuple[str, ...] = ()) -> dict[str, Any]:
    """Fuzz each family of readers for so many minutes; return counts and every fault."""
    found = {name: _family(name, make(), minutes) for name, make in SEEDS.items() if not families or name in families}
    if not families or TABLES in families:
        KEPT.mkdir(parents=True, exist_ok=True)
        found[TABLES] = fuzz_tables(minutes, KEPT, SEED, mutated)
    return found


def _family(name: str, seeds: Mapping[str, bytes], minutes: float) -> dict[str, Any]:
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 (no secret)
    KEPT.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    end = time.monotonic() + 60 * minutes
    with ReaderProcess(Settings(read_seconds=SECONDS, draw_texts=False)) as reader:
        while time.monotonic() < end:
            seed, data = chance.choice(sorted(seeds.items()))
            path = KEPT / f"{os.getpid()}-{seed}"
            path.write_bytes(mutated(data, chance))
            started = time.monotonic()
            what, fault = _try(reader, path)
            slowest = max(slowest, time.monotonic() - started)
            counts[what] += 1
            if fault:
                kept = path.with_name(f"{name}-{counts.total()}-{seed}")
                path.rename(kept)
                faults.append(f"{kept.name}: {fault}")
            path.unlink(missing_ok=True)
    return {"files": counts.total(), **counts, "slowest_seconds": round(slowest, 2), "faults": faults}


def _try(reader: ReaderProcess, path: Path) -> tuple[str, str | None]:
    """Read a file twice; return what became of it, and the fault if there is one."""
    try:
        document = reader.read(path)
    except UnreadableDocument as error:
        message = str(error)
        if _CRASH in message:
            return "crashed", _trace(path)
        return ("late", message) if _LATE in message else ("refused", None)
    fault = untrue(document)
    if fault is None and reader.read(path) != document:
        fault = "a second reading differs"
    return "read", fault


def untrue(document: Document) -> str | None:
    """Return what of a document contradicts itself; None where all its places give back their text."""
    pages = {page.number: page for page in document.pages}
    if not any(page.text for page in document.pages):
        return "a document without text"
    for page in document.pages:
        if page.text != "\n".join(block.span.of(page.text) for block in page.blocks):
            return f"page {page.number}: its blocks are not its lines"
        if any(not word.span.of(page.text).strip() for word in page.words):
            return f"page {page.number}: a word without letters"
    for passage in split(document):
        for sentence in passage.sentences:
            parts = [place.span.of(pages[place.page].text) for place in sentence.locators]
            if " ".join(parts) != sentence.text:
                return f"passage {passage.ordinal}: {sentence.text[:60]!r} does not stand where it says"
    return None


def _trace(path: Path) -> str:
    """Read the file once more where its error can be seen."""
    code = (
        "import sys, pathlib; from ingest.readers import reading; p = pathlib.Path(sys.argv[1]);"
        "reading.read(p.read_bytes(), p.name, 1500)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False, capture_output=True, text=True)
    return " | ".join(done.stderr.strip().splitlines()[-3:]) or f"exit status {done.returncode}"


# Damage


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the file damaged in one of several ways; of a package, mostly one part inside it."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _repacked(data, chance)
    return _damaged(data, chance)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        hit = set(chance.choices(names, k=chance.choice((1, 1, 2))))
        for name in names:
            part = source.read(name)
            if name in hit and chance.random() < 0.1:
                continue
            target.writestr(name, _damaged_text(part, chance) if name in hit else part)
    return out.getvalue()


def _damaged_text(part: bytes, chance: random.Random) -> bytes:
    """Damage XML so that it mostly stays well formed: swap, repeat or drop tags and values."""
    if chance.random() < 0.25:
        return _damaged(part, chance)
    pieces = part.split(b"<")
    for _ in range(chance.randint(1, 4)):
        first, second = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        what = chance.randrange(5)
        if what == 0:
            pieces[first], pieces[second] = pieces[second], pieces[first]
        elif what == 1:
            pieces.insert(first, pieces[second])
        elif what == 2 and len(pieces) > 1:
            del pieces[first]
        elif what == 3:
            pieces[first] = pieces[first].replace(b'"1"', b'"' + chance.choice((b"-1", b"1e99", b"")) + b'"')
        else:
            pieces[first] += b"word. Another? " * chance.randint(1, 300)
    return b"<".join(pieces)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 40))):
        at = chance.randrange(len(out)) if out else 0
        size = chance.choice((1, 4, 32, 500))
        what = chance.randrange(6)
        if what == 0 and out:
            out[at] = chance.randrange(256)
        elif what == 1:
            del out[at : at + size]
        elif what == 2:
            out[at:at] = out[at : at + size] * chance.choice((1, 1, 20))
        elif what == 3:
            out[at:at] = chance.choice(_SPICE)
        elif what == 4:
            out[at : at + size] = chance.randbytes(size)
        elif chance.random() < 0.2:
            del out[at:]
    return bytes(out)


# Seeds


def _pdf_seeds() -> dict[str, bytes]:
    smallest = sorted(REPORTS.glob("*.pdf"), key=lambda path: path.stat().st_size)[:3]
    return {path.name: path.read_bytes() for path in smallest} | {"form.pdf": _form(), "plain.pdf": _form(filled=False)}


def _form(*, filled: bool = True) -> bytes:
    from reportlab.pdfgen.canvas import Canvas  # the other suites run without the packages that make PDFs

    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.drawString(60, 780, "1.1 The trust has a clear strategy.")
    if filled:
        form = canvas.acroForm
        form.textfield(name="rating", tooltip="Rating 1.1", value="Established", x=60, y=710, width=200, height=20)
        form.textfield(name="notes", value="The board agreed it. " * 8, x=60, y=640, width=400, height=50)
        form.checkbox(name="done", tooltip="Complete", checked=True, x=60, y=570)
        form.choice(name="level", value="B", options=[("Low", "A"), ("High", "B")], x=300, y=570, width=90, height=20)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _word_seeds() -> dict[str, bytes]:
    numbered = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    body = (
        para("Plan", "Title")
        + para("Attendance", "H1")
        + para("Absence fell. It is\f still high.")
        + f"<w:p>{run('We will ')}<w:del><w:r><w:delText>not</w:delText></w:r></w:del><w:ins>{run('act.')}</w:ins>"
        '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>'
        + para("A point.", "Own", numbered)
        + table(("Measure", "Now"), ("Absence", "17%"))
    )
    return {
        "notes.docx": with_notes(body, ["More."], [("A. Head", "Right?")]),
        "plain.docx": docx(body),
        "text.odt": odt(
            '<text:h text:outline-level="1">Plan</text:h><text:p>Leaders act.<text:note><text:note-citation>1'
            "</text:note-citation><text:note-body><text:p>In full.</text:p></text:note-body></text:note></text:p>"
            "<text:list><text:list-item><text:p>Point</text:p></text:list-item></text:list>",
            "<dc:title>Plan</dc:title>",
        ),
    }


def _sheet_seeds() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in (("School", "Share", "Date"), ("Ashlark", 0.91, "1 March"), ("Beck", 0.5, None)):
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    rows = 'School,Question,Favourable\nAshlark,"I feel safe, here",91%\nBeck,I like it,88%\n'
    return {"book.xlsx": out.getvalue(), "rows.csv": rows.encode(), "old.csv": "a;b\nCafé;1\n".encode("cp1252")}


def _slide_seeds() -> dict[str, bytes]:
    return {
        "talk.pptx": pptx(
            ("Where we are", ["Attendance rises.", "So does reading."], "Thanks."), ("Next", ["More."], "")
        )
    }


def _text_seeds() -> dict[str, bytes]:
    page = (
        "<!doctype html><html><head><title>Policy</title></head><body><nav>Menu</nav><main><h1>Attendance</h1>"
        "<p>Pupils come <b>every</b> day.</p><ul><li>Ring<ul><li>Write</li></ul></li></ul><table><tr><th>Year<th>Rate"
        "<tr><td>2024<td>94%</table><pre>a\n b</pre></main></body></html>"
    )
    marks = (
        "# Visit\n\nLeaders *know* schools. They act.\n\n- one\n  - two\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx\n```\n"
    )
    return {
        "page.html": page.encode(),
        "visit.md": marks.encode(),
        "notes.txt": "First paragraph. Two sentences.\n\n- a point\n- another\n\nThe end.".encode("utf-16"),
    }


SEEDS: dict[str, Callable[[], Mapping[str, bytes]]] = {
    "pdf": _pdf_seeds,
    "word": _word_seeds,
    "sheets": _sheet_seeds,
    "slides": _slide_seeds,
    "texts": _text_seeds,
}
"""The families of readers, each with the files that are damaged."""

__all__ = ["SEEDS", "mutated", "run_suite", "untrue"]
