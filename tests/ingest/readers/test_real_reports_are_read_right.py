"""Real reports beside the project: geometry, labels, reading order, furniture, tables."""

import ctypes
import re

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from ingest.readers.characters import normalise

SEND = [
    "send_2532283_dorset",
    "send_2637539_north_northamptonshire",
    "send_80428_bedford",
    "send_80431_blackpool",
    "send_80438_brighton_and_hove",
    "send_80451_wakefield",
    "send_80458_darlington",
    "send_80464_dudley",
]


def rows(page, kind):
    return [block.span.of(page.text) for block in page.blocks if block.kind.value == kind]


def drawn_under(text_page, bounds, box):
    """Return the text that PDFium finds inside a box, a little narrower than the box."""
    left, bottom, right, top = bounds
    width, height = right - left, top - bottom
    x0, x1 = left + box.left * width, left + box.right * width
    y0, y1 = top - box.bottom * height, top - box.top * height
    inset, margin = min(0.6, (x1 - x0) / 4), 0.1 * (y1 - y0)
    buffer = (ctypes.c_ushort * 500)()
    found = pdfium.FPDFText_GetBoundedText(text_page, x0 + inset, y1 - margin, x1 - inset, y0 + margin, buffer, 500)
    text = bytes(buffer)[: 2 * found].decode("utf-16-le").rstrip("\0")
    return normalise("".join(re.sub("[\x02\ufffe]", "-", text).split()))


def misplaced(path, document):
    """Return the words whose boxes do not hold what they say, and how many words there are."""
    wrong, count = [], 0
    pdf = pypdfium2.PdfDocument(path)
    for page in document.pages:
        handle = pdf[page.number - 1]
        text_page, bounds = handle.get_textpage(), handle.get_bbox()
        for word in page.words:
            count += 1
            word_text = word.span.of(page.text)
            found = "".join(drawn_under(text_page, bounds, box) for box in word.boxes)
            if found.replace("-", "") != word_text.replace("-", ""):
                wrong.append((page.number, word_text, found))
    return wrong, count


def test_what_stands_in_a_words_box_is_the_word_in_the_real_reports(real_documents):
    for name, (path, document) in real_documents.items():
        wrong, count = misplaced(path, document)
        assert len(wrong) <= count / 1000, f"{name}: {wrong[:20]}"


def test_what_stands_in_a_words_box_is_the_word_in_the_sample_reports(sample_documents):
    for name, (path, document) in sample_documents.items():
        wrong, count = misplaced(path, document)
        assert len(wrong) <= count / 1000, f"{name}: {wrong[:20]}"


def test_the_section_5_report_prints_its_number_on_every_page_but_the_first(real_documents):
    _, document = real_documents["s5_103980"]
    assert [page.label for page in document.pages] == [None, *map(str, range(2, 14))]
    for page in document.pages[1:]:
        assert rows(page, "furniture") == [
            f"Inspection report: Rounds Green Primary School, 9–10 November 2016\tPage {page.number} of 13"
        ]


@pytest.mark.parametrize("name", SEND)
def test_area_reports_print_their_number_below_the_running_title(real_documents, name):
    _, document = real_documents[name]
    unprinted = {1, 2} if "north_northamptonshire" in name else {1}
    for page in document.pages:
        assert page.label == (None if page.number in unprinted else str(page.number))
        lines = rows(page, "furniture")
        assert (len(lines) >= 2) == (page.number not in unprinted)
        assert all(
            re.search(r"Area SEND inspection report:|^\d{1,2} to \d{1,2} |^\d{1,2} \w+ \d{4} |^\d$", x) for x in lines
        )


def test_the_graded_report_prints_its_number_and_the_report_card_none(real_documents):
    _, graded = real_documents["eif2025_116780_abberley.rerendered"]
    assert [page.label for page in graded.pages] == [None, *map(str, range(2, 8))]
    _, card = real_documents["rc2026_144225_hetton_lyons.rerendered"]
    assert [page.label for page in card.pages] == [None] * 16
    assert all(rows(page, "furniture") == [] for page in card.pages)


def test_the_summary_of_the_section_5_report_is_read_column_by_column(real_documents):
    _, document = real_documents["s5_103980"]
    page = document.pages[0]
    order = [
        "Overall effectiveness\tInadequate",
        "Summary of key findings for parents and pupils",
        "This is an inadequate school",
        "Safeguarding is ineffective.",
        "Governors have failed to challenge the poor practice of the school quickly enough.",
        "Standards at the end of key stages 1 and 2",
        "Attendance and punctuality are poor.",
        "The school has the following strengths",
        "The recently appointed interim headteacher",
        "The sports premium funding",
        "Staff believe that the current interim headteacher is inspirational.",
        "Pupils were polite and well-mannered during the inspection.",
    ]
    places = [page.text.index(part) for part in order]
    assert places == sorted(places)
    assert len(rows(page, "bullet")) == 13
    assert len(rows(page, "table_row")) == 8


def test_the_details_of_the_school_are_rows_of_label_and_value(real_documents):
    _, document = real_documents["s5_103980"]
    found = dict(row.split("\t") for row in rows(document.pages[9], "table_row"))
    assert found["Unique reference number"] == "103980"
    assert found["Appropriate authority"] == "The governing body/local authority"
    assert found["Website"] == "http://roundsgreen.sandwell.sch.uk/our_school/index.1.html"
    assert found["Email address"] == "Roundsgreen.admin@roundsgreen.sandwell.sch.uk"


def test_a_judgement_heads_its_section_with_its_grade(real_documents):
    _, document = real_documents["s5_103980"]
    assert "Effectiveness of leadership and management\tInadequate" in rows(document.pages[3], "heading")


def test_hyphens_at_line_ends_of_the_section_5_report_are_real_ones(real_documents):
    _, document = real_documents["s5_103980"]
    text = "\n".join(page.text for page in document.pages)
    for word in ("self-esteem", "pupils’ well-being following", "whole-school", "open-government-licence"):
        assert word in text


def test_priority_actions_are_read_row_by_row(real_documents):
    _, document = real_documents["send_2637539_north_northamptonshire"]
    found = rows(document.pages[5], "table_row")
    assert found[0] == "Responsible body\tAreas for priority action"
    assert len(found) == 5
    for row in found[1:]:
        body, action = row.split("\t")
        assert body == (
            "North Northamptonshire Council, NHS Northamptonshire Integrated Care Board and "
            "Northamptonshire Children’s Trust"
        )
        assert action.startswith("Leaders across the partnership") and action.endswith(".")


def test_a_team_is_read_across_its_two_columns(real_documents):
    _, document = real_documents["send_2637539_north_northamptonshire"]
    assert rows(document.pages[7], "table_row")[-4:] == [
        "Ofsted\tCare Quality Commission",
        "Dave Gilkerson HMI, Ofsted Lead inspector\tDavid Roberts, CQC Lead inspector",
        "Alison Smale HMI, Ofsted\tLea Pickerill, CQC inspector",
        "Penny Fawcus HMI, Ofsted\tLucy Harte, CQC inspector",
    ]


def test_no_paragraph_of_a_real_report_begins_in_the_middle_of_a_sentence_unmarked(real_documents):
    for name, (_, document) in real_documents.items():
        if name.startswith(("s5", "send")):
            for page in document.pages:
                for block in page.blocks:
                    text = block.span.of(page.text)
                    loose = block.kind.value == "paragraph" and text[:1].islower() and not block.continued
                    assert not loose, f"{name}, page {page.number}: {text[:80]}"
