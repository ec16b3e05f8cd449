"""What a ZIP package may not do to us; and Word texts whose pages LibreOffice draws, where it is installed."""

import io
import zipfile

import pytest

from evals.office_files import docx, odt, para, pptx, zipped
from ingest.documents import Unit
from ingest.errors import UnreadableDocument
from ingest.passages import split
from ingest.readers import office, packages, reading

needs_libreoffice = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
TURN = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def test_a_part_that_unpacks_to_more_than_any_document_has_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "LARGEST_PART", 1024**2)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (2 * 1024**2))
    bomb = file.getvalue()
    assert len(bomb) < 10_000
    with pytest.raises(UnreadableDocument, match="unpacks to more than"):
        reading.read(bomb, "plan.docx", 100)


def test_a_part_that_understates_its_size_is_stopped_while_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(packages, "LARGEST_PART", 1024)
    data = bytearray(zipped({"word/document.xml": b"<a>" + b" " * 4096 + b"</a>"}))
    told = (4096 + 7).to_bytes(4, "little")
    while (at := data.find(told)) >= 0:
        data[at : at + 4] = (7).to_bytes(4, "little")
    with pytest.raises(UnreadableDocument, match="damaged|unpacks to more"):
        reading.read(bytes(data), "plan.docx", 100)


def test_a_package_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "MOST_PARTS", 5)
    with pytest.raises(UnreadableDocument, match="holds more than 5 parts. It was not read."):
        reading.read(zipped({f"part{n}.xml": "<a/>" for n in range(6)}), "plan.docx", 100)


def test_a_package_locked_with_a_password_says_what_to_do():
    data = bytearray(zipped({"word/document.xml": "<a/>"}))
    for header, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(header) + place] |= 1
    with pytest.raises(UnreadableDocument, match="locked with a password. Save a copy without the password"):
        reading.read(bytes(data), "plan.docx", 100)


def test_a_relation_that_points_outside_the_package_is_never_followed():
    outside = '<Relationship Id="rId9" Type="x/image" Target="https://example.org/a.png" TargetMode="External"/>'
    with packages.opened(docx(para("Hello."), relations=outside)) as package:
        assert "rId9" not in package.relations("word/document.xml")
    with zipfile.ZipFile(io.BytesIO(office.harmless(docx(para("Hello."), relations=outside)))) as copy:
        assert b"example.org" not in b"".join(copy.read(name) for name in copy.namelist())


def test_an_opendocument_text_gives_headings_lists_tables_and_notes_their_places():
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In full.</text:p>"
    body = (
        '<text:h text:outline-level="1">Reading</text:h>'
        f"<text:p>Leaders act.{note}</text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>Books</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Year 1</text:p></table:table-cell>"
        "<table:table-cell><text:p>81%</text:p></table:table-cell></table:table-row></table:table>"
    )
    document = reading.read(odt(body), "plan.odt", 100)
    assert document.pages[0].text.split("\n") == ["Reading", "Leaders act.", "Note 1: In full.", "Books", "Year 1\t81%"]
    place = split(document)[0].sentences[0].locators[0]
    assert (place.heading_path, place.paragraph, place.measured) == (("Reading",), 2, False)


def test_slides_keep_their_numbers_their_titles_first_and_their_notes_named():
    talk = pptx(("Where we are", ["Attendance rises."], "Say thanks."), ("Next", ["More."], ""))
    document = reading.read(talk, "talk.pptx", 100)
    assert [(page.number, page.unit) for page in document.pages] == [(1, Unit.SLIDE), (2, Unit.SLIDE)]
    assert document.pages[0].text == "Where we are\nAttendance rises.\nSpeaker's notes: Say thanks."


@needs_libreoffice
def test_the_pages_of_a_word_text_are_measured_where_libreoffice_draws_them():
    words = "Attendance has risen in every year since the trust began to ring parents on the first day."
    data = docx(para(words) + TURN + para("Reading is taught daily by every adult in the school."))
    document = reading.read(data, "plan.docx", 100, 60)
    assert [page.measured for page in document.pages] == [True, True]
    last = split(document)[-1].sentences[-1]
    place = last.locators[0]
    assert (last.text, place.page, place.measured) == (
        "Reading is taught daily by every adult in the school.",
        2,
        True,
    )
    boxes = [word.boxes for word in document.pages[1].words if word.span.overlaps(place.span)]
    assert boxes and all(boxes)


@needs_libreoffice
def test_the_image_of_a_drawn_page_is_a_picture_and_without_time_there_is_none():
    data = docx(para("Attendance has risen in every year."))
    assert reading.render(data, "plan.docx", 1, 400, 60).startswith(b"\x89PNG")
    with pytest.raises(UnreadableDocument, match="has no pages until a program draws it"):
        reading.render(data, "plan.docx", 1, 400, 0)
