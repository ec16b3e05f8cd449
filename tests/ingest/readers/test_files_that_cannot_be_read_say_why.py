"""Each way in which a file cannot be read has a message of its own, with a remedy."""

import pytest

from ingest.errors import UnreadableDocument
from ingest.readers import ReaderProcess, ocr
from ingest.readers.formats import READABLE
from ingest.readers.pdf import read_pdf
from ingest.settings import Settings


@pytest.fixture(scope="module")
def reader():
    with ReaderProcess(Settings(max_file_mb=1, max_pages=20)) as reader:
        yield reader


def refusal(reader, tmp_path, data, name="report.pdf"):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument) as caught:
        reader.read(path)
    assert str(tmp_path) not in str(caught.value)
    return str(caught.value)


def test_an_empty_file(reader, tmp_path):
    assert refusal(reader, tmp_path, b"") == (
        "This file is empty (0 bytes). Check that it was saved, and download it again."
    )


def test_a_file_of_another_kind_whatever_its_name(reader, tmp_path):
    assert refusal(reader, tmp_path, b"plain words") == (
        "This is not a kind of file that can be read: it looks like plain text, whatever its name says. "
        f"Kinds that can be read: {READABLE}. Save or export it as one of these, and add that."
    )


def test_a_web_page_saved_in_place_of_the_report(reader, tmp_path):
    message = refusal(reader, tmp_path, b"<!DOCTYPE html><html><body>404</body></html>")
    assert "it looks like a web page, perhaps an error page saved in place of the document" in message


def test_an_office_document(reader, tmp_path):
    assert "This file is damaged: its parts cannot be unpacked" in refusal(reader, tmp_path, b"PK\x03\x04rest")


def test_a_pdf_is_known_by_its_content_not_by_its_name(reader, tmp_path, sketch):
    pdf = sketch()
    pdf.text(60, 100, "Pupils read well.")
    path = tmp_path / "report.dat"
    path.write_bytes(pdf.bytes())
    assert reader.read(path).pages[0].text == "Pupils read well."


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing that follows is a PDF", b"%PDF-1.4\n%%EOF\n"])
def test_a_damaged_pdf(reader, tmp_path, data):
    assert refusal(reader, tmp_path, data) == (
        "This PDF is damaged: its structure cannot be read. Download it again, or open it and print it to a new PDF."
    )


def test_a_pdf_cut_off_in_the_middle_is_refused_or_read_but_never_half_read_silently(reader, tmp_path, sketch):
    pdf = sketch()
    for number in range(5):
        pdf.text(60, 100, f"Page with words, number {number}.")
        pdf.next_page()
    data = pdf.bytes()
    assert "damaged" in refusal(reader, tmp_path, data[: len(data) // 2])


def test_a_pdf_without_pages(reader, tmp_path, handwritten_pdf):
    message = refusal(reader, tmp_path, handwritten_pdf(b"", pages=0))
    assert message == "This PDF has no pages. Check that the whole file was saved, and download it again."


def test_a_pdf_that_needs_a_password(reader, tmp_path, sketch):
    pdf = sketch(password="secret")
    pdf.text(60, 100, "Pupils read well.")
    assert refusal(reader, tmp_path, pdf.bytes()) == (
        "This PDF is encrypted and opens only with a password. Save a copy without the password and add that copy."
    )


def test_a_pdf_with_an_owner_password_only_is_read(reader, tmp_path, sketch):
    pdf = sketch(owner="secret")
    pdf.text(60, 100, "Pupils read well.")
    path = tmp_path / "locked.pdf"
    path.write_bytes(pdf.bytes())
    assert reader.read(path).pages[0].text == "Pupils read well."


def test_a_pdf_of_images_only_without_the_extra_that_reads_them(monkeypatch, handwritten_pdf):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    image = b"q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    with pytest.raises(UnreadableDocument) as caught:
        read_pdf(handwritten_pdf(image, pages=3), "", 10)
    assert str(caught.value) == (
        "This PDF holds images only: it has no text layer. Run text recognition (OCR) over it first, and add the "
        "result; or let this program do it: pip install 'inspection-assistant[ocr]'"
    )


def test_too_many_pages(reader, tmp_path, handwritten_pdf):
    message = refusal(reader, tmp_path, handwritten_pdf(b"BT /F 10 Tf 10 700 Td (words) Tj ET", pages=21))
    assert message == ("This PDF has 21 pages; at most 20 are accepted. Split it, or raise the setting max_pages.")


def test_two_thousand_pages_are_refused_at_once(tmp_path, handwritten_pdf):
    with ReaderProcess(Settings()) as reader:
        message = refusal(reader, tmp_path, handwritten_pdf(b"BT /F 10 Tf 10 700 Td (words) Tj ET", pages=2000))
    assert message.startswith("This PDF has 2,000 pages; at most 1,500 are accepted.")


def test_a_file_that_is_too_large(reader, tmp_path):
    assert refusal(reader, tmp_path, b"%PDF-1.7\n" + b" " * (2 * 1024 * 1024)) == (
        "This file is 2.0 MiB; at most 1 MiB are accepted. Save a smaller copy, or raise the setting max_file_mb."
    )


def test_a_file_that_is_not_there(reader, tmp_path):
    with pytest.raises(UnreadableDocument) as caught:
        reader.read(tmp_path / "missing.pdf")
    assert str(caught.value) == (
        "This file cannot be opened (No such file or directory). Check that it exists and that you may read it."
    )


def test_pages_without_text_in_a_readable_document_are_named_in_a_warning(reader, tmp_path, sketch):
    pdf = sketch()
    pdf.text(60, 100, "Pupils read well.")
    pdf.next_page()
    pdf.rule(60, 100, 200)
    pdf.next_page()
    pdf.text(60, 100, "They also write well.")
    path = tmp_path / "mixed.pdf"
    path.write_bytes(pdf.bytes())
    (warning,) = reader.read(path).warnings
    assert warning.removesuffix(" The extra that reads them: pip install 'inspection-assistant[ocr]'") == (
        "Page 2 has no text layer (a scan or an image): nothing on it can be found or cited."
    )
