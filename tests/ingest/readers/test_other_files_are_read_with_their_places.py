"""Word, OpenDocument, slides, sheets, web pages, texts and forms: what is read of them, and where it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.fuzz import SEEDS, untrue
from evals.office_files import docx, para, run, with_notes, zipped
from ingest.documents import Unit
from ingest.errors import UnreadableDocument
from ingest.passages import split
from ingest.readers import ocr, pdf, reading
from ingest.readers.formats import READABLE


def lines(data, name):
    return [line for page in reading.read(data, name, 100).pages for line in page.text.split("\n")]


def test_tracked_changes_are_read_as_accepted():
    body = (
        f"<w:p>{run('We will ')}<w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:ins>{run('act.')}</w:ins></w:p>"
    )
    assert lines(docx(body), "plan.docx") == ["We will act."]


def test_footnotes_and_comments_follow_their_paragraph_under_their_own_names():
    marks = '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
    data = with_notes(f"<w:p>{run('It fell.')}{marks}</w:p>", ["By half."], [("A. Head", "Is it so?")])
    assert lines(data, "plan.docx") == ["It fell.¹", "Note 1: By half.", "Comment by A. Head\tIs it so?"]


def test_two_footnotes_at_one_place_are_two_numbers_and_not_one():
    marks = '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    data = with_notes(f"<w:p>{run('It fell.')}{marks}{run(' It rose.')}</w:p>", ["By half.", "By a third."], [])
    assert lines(data, "plan.docx")[0] == "It fell.¹ ² It rose."


def test_a_word_locator_says_headings_and_paragraph_and_that_its_page_is_an_estimate():
    document = reading.read(docx(para("Plan", "Title") + para("Reading", "H1") + para("They read.")), "plan.docx", 100)
    place = split(document)[0].sentences[0].locators[0]
    assert (place.heading_path, place.paragraph, place.measured) == (("Plan", "Reading"), 3, False)


def test_a_sheet_names_its_columns_above_each_row():
    document = reading.read(b"School,Share\nAshlark,91%\n", "survey.csv", 100)
    passage = split(document)[0]
    assert (passage.heading, passage.text, document.pages[0].unit) == ("School · Share", "Ashlark\t91%", Unit.SHEET)


def test_the_answers_of_a_form_stand_on_their_page_with_boxes():
    document = reading.read(SEEDS["pdf"]()["form.pdf"], "form.pdf", 100)
    page = document.pages[0]
    assert "Rating 1.1\tEstablished" in page.text and "Complete\tticked" in page.text
    assert any(word.span.of(page.text) == "Established" and word.boxes for word in page.words)


def test_xml_that_declares_a_document_type_is_refused():
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="w"><w:body>&a;</w:body></w:document>'
    with pytest.raises(UnreadableDocument, match="declares a document type"):
        reading.read(zipped({"word/document.xml": bomb}), "plan.docx", 100)


def test_an_e_mail_is_refused_with_what_to_do():
    mail = b"From: a@example.org\nTo: b@example.org\nSubject: Visit\n\nHello"
    with pytest.raises(UnreadableDocument, match="This is an e-mail, which is not read"):
        reading.read(mail, "visit.txt", 100)


def test_an_unknown_kind_is_refused_with_the_kinds_that_are_read():
    with pytest.raises(UnreadableDocument) as caught:
        reading.read(b"\x89PNG\r\n\x1a\n", "picture.png", 100)
    assert READABLE in str(caught.value)


def test_without_the_extra_a_scan_is_refused_with_the_name_of_the_extra(monkeypatch, handwritten_pdf):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(UnreadableDocument, match=r"inspection-assistant\[ocr\]"):
        pdf.read_pdf(handwritten_pdf(b"q Q"), "", 10)


ALL = [(name, data) for family in ("word", "sheets", "slides", "texts") for name, data in SEEDS[family]().items()]


@pytest.mark.parametrize(("name", "data"), ALL, ids=[name for name, _ in ALL])
def test_every_place_gives_back_its_text_and_a_second_reading_is_the_same(name, data):
    document = reading.read(data, name, 100)
    assert untrue(document) is None
    assert reading.read(data, name, 100) == document


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=400), name=st.sampled_from(["a.txt", "a.md", "a.csv", "a.html"]))
def test_any_text_is_read_truly_or_refused(text, name):
    try:
        document = reading.read(text.encode("utf-8", "replace"), name, 100)
    except UnreadableDocument:
        return
    assert untrue(document) is None
