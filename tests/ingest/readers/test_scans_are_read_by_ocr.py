"""A page that is only a picture, read for real where the extra ``ocr`` is installed."""

import io

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.passages import split
from ingest.readers import ocr, reading

pytestmark = pytest.mark.skipif(not ocr.is_installed(), reason="the extra 'ocr' is not installed")

SENTENCE = "Attendance has risen in every year since 2021."


def scanned(sentence: str) -> bytes:
    """Return a PDF of one page that holds a picture of a sentence and no text."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 300))
    canvas.setFont("Helvetica", 18)
    canvas.drawString(60, 200, sentence)
    canvas.save()
    picture = pypdfium2.PdfDocument(written.getvalue())[0].render(scale=200 / 72).to_pil()
    result = io.BytesIO()
    canvas = Canvas(result, pagesize=(595, 300))
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 300)
    canvas.save()
    return result.getvalue()


def test_a_scanned_sentence_is_found_and_says_that_it_was_read_by_ocr():
    document = reading.read(scanned(SENTENCE), "scan.pdf", 10)
    page = document.pages[0]
    assert page.ocr
    sentence = split(document)[0].sentences[0]
    assert sentence.text == SENTENCE
    place = sentence.locators[0]
    boxes = [box for word in page.words if word.span.overlaps(place.span) for box in word.boxes]
    assert min(box.left for box in boxes) == pytest.approx(60 / 595, abs=0.01)
