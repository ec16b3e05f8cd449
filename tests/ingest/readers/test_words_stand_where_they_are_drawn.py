"""Geometry: rotated and cropped pages, boxes against the drawn image, properties that hold for any text."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from ingest.documents import Span, boxes_of
from ingest.readers.pdf import read_pdf, render_page

WORDS = b"BT /F 12 Tf 100 700 Td (Pupils read well) Tj ET BT /F 12 Tf 100 600 Td (Teachers listen) Tj ET"
SIDEWAYS = (
    b"BT /F 12 Tf 0 1 -1 0 300 200 Tm (Pupils read well) Tj ET BT /F 12 Tf 0 1 -1 0 320 200 Tm (Teachers listen) Tj ET"
)


def check_invariants(page):
    text = page.text
    assert "".join(word.span.of(text) for word in page.words) == "".join(text.split())
    assert [block.span.of(text) for block in page.blocks] == (text.split("\n") if text else [])
    ends = [word.span.end for word in page.words]
    assert all(word.span.start >= end for word, end in zip(page.words[1:], ends, strict=False))
    for word in page.words:
        assert word.boxes
        for box in word.boxes:
            assert 0 <= box.left < box.right <= 1
            assert 0 <= box.top < box.bottom <= 1


def ink(data, page, box, width=900):
    """Return how much of a box is dark in the drawn page."""
    image = Image.open(io.BytesIO(render_page(data, page.number, width))).convert("L")
    crop = image.crop(
        (
            int(box.left * image.width),
            int(box.top * image.height),
            round(box.right * image.width),
            round(box.bottom * image.height),
        )
    )
    return sum(crop.histogram()[:128]) / (crop.width * crop.height)


@pytest.mark.parametrize("stream", [WORDS, SIDEWAYS], ids=["upright", "sideways"])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", ["", "/CropBox[50 100 500 780]"], ids=["whole", "cropped"])
def test_words_are_boxed_where_they_are_drawn_however_the_page_is_turned(handwritten_pdf, stream, rotation, crop):
    data = handwritten_pdf(stream, page=f"/Rotate {rotation}{crop}")
    page = read_pdf(data, "turned.pdf", 5).pages[0]
    assert page.text.split("\n") == ["Pupils read well", "Teachers listen"]
    check_invariants(page)
    for word in page.words:
        assert ink(data, page, word.boxes[0]) > 0.08
    image = Image.open(io.BytesIO(render_page(data, 1, 900))).convert("L")
    dark = sum(image.histogram()[:128])
    boxed = sum(
        ink(data, page, box) * (box.right - box.left) * (box.bottom - box.top) * image.width * image.height
        for word in page.words
        for box in word.boxes
    )
    assert boxed > 0.9 * dark


def test_the_size_of_a_page_is_the_size_as_shown(handwritten_pdf):
    page = read_pdf(handwritten_pdf(WORDS, page="/Rotate 90/CropBox[50 100 550 780]"), "turned.pdf", 5).pages[0]
    assert (page.width, page.height) == (680, 500)


def test_words_outside_the_crop_box_are_not_read(handwritten_pdf):
    page = read_pdf(handwritten_pdf(WORDS, page="/CropBox[0 0 600 650]"), "cropped.pdf", 5).pages[0]
    assert page.text == "Teachers listen"


def test_text_set_with_a_scaled_matrix_has_its_true_size(handwritten_pdf):
    stream = (
        b"BT /F 1 Tf 20 0 0 20 60 700 Tm (Outcomes for pupils) Tj ET "
        b"BT /F 10 Tf 60 660 Td (Pupils read well and they write with care in each of the books we saw.) Tj ET"
    )
    page = read_pdf(handwritten_pdf(stream), "scaled.pdf", 5).pages[0]
    assert [block.kind.value for block in page.blocks] == ["heading", "paragraph"]


def test_a_few_words_up_the_margin_do_not_mix_with_the_text(handwritten_pdf):
    stream = WORDS + b" BT /F 12 Tf 0 1 -1 0 30 100 Tm (Confidential draft) Tj ET"
    page = read_pdf(handwritten_pdf(stream), "margin.pdf", 5).pages[0]
    assert page.text == "Pupils read well\nTeachers listen\nConfidential draft"
    check_invariants(page)


def test_a_span_of_the_text_finds_its_boxes(handwritten_pdf):
    page = read_pdf(handwritten_pdf(WORDS), "plain.pdf", 5).pages[0]
    start = page.text.index("read well")
    assert len(boxes_of(page, Span(start, start + len("read well")))) == 2


def latin(least=1):
    letters = st.characters(codec="latin-1", exclude_categories=("Cc", "Cf", "Zs"))
    return st.text(letters, min_size=least, max_size=14)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    lines=st.lists(
        st.tuples(
            st.integers(0, 600), st.integers(0, 850), st.sampled_from([6, 10, 12, 22]), st.lists(latin(), max_size=6)
        ),
        min_size=1,
        max_size=30,
    ),
    rotation=st.sampled_from([0, 90, 180, 270]),
)
def test_the_invariants_of_a_page_hold_wherever_words_are_scattered(handwritten_pdf, lines, rotation):
    stream = b""
    for x, y, size, words in lines:
        shown = " ".join(words).encode("latin-1")
        for special in (b"\\", b"(", b")"):
            shown = shown.replace(special, b"\\" + special)
        stream += b"BT /F %d Tf %d %d Td (%s) Tj ET\n" % (size, x, y, shown)
    stream += b"BT /F 10 Tf 100 100 Td (words) Tj ET"
    document = read_pdf(handwritten_pdf(stream, page=f"/Rotate {rotation}", pages=2), "scattered.pdf", 5)
    for page in document.pages:
        check_invariants(page)


@settings(max_examples=30, deadline=None)
@given(words=st.lists(st.text("abcdefghijklmnop", min_size=1, max_size=12), min_size=1, max_size=80))
def test_a_paragraph_of_plain_words_is_read_back_as_it_was_written(sketch, words):
    pdf = sketch()
    paragraph = " ".join(["Pupils", *words])
    pdf.wrapped(60, 100, paragraph)
    assert read_pdf(pdf.bytes(), "plain.pdf", 5).pages[0].text.replace("\n", " ") == paragraph


def test_the_invariants_hold_for_the_sample_reports(sample_documents):
    for _, document in sample_documents.values():
        for page in document.pages:
            check_invariants(page)


def test_the_invariants_hold_for_the_real_reports(real_documents):
    for _, document in real_documents.values():
        for page in document.pages:
            check_invariants(page)
