"""PDFs made in the tests: laid out with reportlab, or written byte by byte where they must be wrong."""

import io
import os
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import read_pdf

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 60.0, 535.0


class Sketch:
    """A PDF drawn line by line; `y` counts down from the top of the page."""

    def __init__(self, size=(WIDTH, HEIGHT), password=None, owner=None, title=None):
        self.file = io.BytesIO()
        encrypt = StandardEncryption(password or "", owner, strength=128) if password or owner else None
        self.canvas = Canvas(self.file, pagesize=size, encrypt=encrypt)
        self.height = size[1]
        if title:
            self.canvas.setTitle(title)

    def text(self, x, y, text, size=11, font="Helvetica"):
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)

    def bold(self, x, y, text, size=11):
        self.text(x, y, text, size, "Helvetica-Bold")

    def wrapped(self, x, y, text, right=RIGHT, size=11, pitch=None):
        """Set `text` as a paragraph that ends at `right`; return the y of the line after it."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and x + self.canvas.stringWidth(longer, "Helvetica", size) > right:
                self.text(x, y, line, size)
                y += pitch or 1.2 * size
                line = word
            else:
                line = longer
        self.text(x, y, line, size)
        return y + (pitch or 1.2 * size)

    def rule(self, x, y, right):
        self.canvas.line(x, self.height - y, right, self.height - y)

    def next_page(self):
        self.canvas.showPage()

    def bytes(self):
        self.canvas.showPage()
        self.canvas.save()
        return self.file.getvalue()


def handwritten(stream, page="", pages=1):
    """Return a PDF of one content stream (compressed), written without any library."""
    body = zlib.compress(stream, 9)
    kids = " ".join(["3 0 R"] * pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R"
        + page.encode()
        + b">>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(body) + body + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


PROSE = (
    "Pupils enjoy coming to school and are keen to learn. Teachers explain new ideas clearly and check what pupils "
    "have understood before they move on. Leaders have thought carefully about the order in which pupils meet new "
    "knowledge, and staff follow their plans closely in every subject that inspectors looked at."
)


REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def shared_reports():
    folder = Path(os.environ.get("SHARED_DIR", REPOSITORY.parent / "shared")) / "reports"
    if not folder.is_dir():
        pytest.skip(f"the real reports are not here: {folder} (set SHARED_DIR to the folder that holds reports/)")
    return folder


@pytest.fixture(scope="session")
def real_documents(shared_reports):
    return {
        path.stem: (path, read_pdf(path.read_bytes(), path.name, 1500)) for path in sorted(shared_reports.glob("*.pdf"))
    }


@pytest.fixture(scope="session")
def sample_documents():
    folder = REPOSITORY / "corpus" / "sample" / "reports"
    paths = sorted(folder.glob("*.pdf"))
    if not paths:
        pytest.skip(f"the sample reports are not built: {folder}")
    return {path.stem: (path, read_pdf(path.read_bytes(), path.name, 1500)) for path in paths}


@pytest.fixture(scope="session")
def sketch():
    return Sketch


@pytest.fixture(scope="session")
def handwritten_pdf():
    return handwritten


@pytest.fixture(scope="session")
def prose():
    return PROSE


@pytest.fixture(scope="session")
def read():
    """Read a sketch (or bytes) in this process."""
    return lambda source, max_pages=1500: read_pdf(
        source if isinstance(source, bytes) else source.bytes(), "made.pdf", max_pages
    )


@pytest.fixture(scope="session")
def outline():
    """Return kind, level and text of each block of a page."""
    return lambda page: [(block.kind.value, block.level, block.span.of(page.text)) for block in page.blocks]
