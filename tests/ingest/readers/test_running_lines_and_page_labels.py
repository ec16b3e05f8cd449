"""Running headers and footers, and the number printed on a page."""

import pytest


def furniture(page):
    return [block.span.of(page.text) for block in page.blocks if block.kind.value == "furniture"]


def report(pdf, prose, footers, header=None):
    """Draw a page for each footer: lines from the bottom up, each (x, text)."""
    for number, footer in enumerate(footers, 1):
        if number > 1:
            pdf.next_page()
        if header:
            pdf.text(60, 40, header)
        pdf.wrapped(60, 100, f"Part {chr(64 + number)}. {prose}")
        for height, x, text in footer:
            pdf.text(x, height, text, 9)
    return pdf


def test_a_footer_with_the_page_number_is_furniture_and_gives_the_label(sketch, read, prose):
    footers = [[]] + [
        [(800, 60, "Inspection report: Rounds Green, 9–10 November 2016"), (800, 470, f"Page {n} of 4")]
        for n in (2, 3, 4)
    ]
    document = read(report(sketch(), prose, footers))
    assert [page.label for page in document.pages] == [None, "2", "3", "4"]
    assert furniture(document.pages[1]) == ["Inspection report: Rounds Green, 9–10 November 2016\tPage 2 of 4"]
    assert furniture(document.pages[0]) == []


def test_a_footer_split_over_two_lines_is_furniture(sketch, read, prose):
    footers = [[]] + [
        [(790, 60, "Inspection report: Abberley School"), (802, 60, "18 and 19 March 2025"), (802, 520, str(n))]
        for n in (2, 3, 4, 5)
    ]
    document = read(report(sketch(), prose, footers))
    assert [page.label for page in document.pages] == [None, "2", "3", "4", "5"]
    assert furniture(document.pages[2]) == ["Inspection report: Abberley School", "18 and 19 March 2025\t3"]


def test_a_header_is_furniture_and_comes_first(sketch, read, prose):
    document = read(report(sketch(), prose, [[]] * 4, header="Quillhaven Learning Trust"))
    for page in document.pages:
        assert page.text.startswith("Quillhaven Learning Trust\n")
        assert furniture(page) == ["Quillhaven Learning Trust"]


def test_the_printed_number_is_kept_where_it_differs_from_the_place_in_the_file(sketch, read, prose):
    document = read(report(sketch(), prose, [[]] * 2 + [[(810, 295, str(n))] for n in range(1, 7)]))
    assert [page.label for page in document.pages] == [None, None, "1", "2", "3", "4", "5", "6"]


def test_roman_and_arabic_numbers_may_follow_each_other(sketch, read, prose):
    labels = ["i", "ii", "iii", "iv", "1", "2", "3", "4"]
    document = read(report(sketch(), prose, [[(810, 295, label)] for label in labels]))
    assert [page.label for page in document.pages] == labels


def test_a_document_that_prints_no_number_has_no_labels(sketch, read, prose):
    document = read(report(sketch(), prose, [[]] * 5))
    assert [page.label for page in document.pages] == [None] * 5
    assert all(furniture(page) == [] for page in document.pages)


def test_a_year_in_a_footer_is_no_page_number(sketch, read, prose):
    document = read(report(sketch(), prose, [[(810, 60, "Inspected in March 2025")]] * 4))
    assert [page.label for page in document.pages] == [None] * 4
    assert furniture(document.pages[0]) == ["Inspected in March 2025"]


def test_a_number_out_of_sequence_is_no_label(sketch, read, prose):
    document = read(report(sketch(), prose, [[(810, 295, str(n))] for n in (1, 2, 93, 4, 5)]))
    assert [page.label for page in document.pages] == ["1", "2", None, "4", "5"]


@pytest.mark.parametrize("line", ["Page 3 of 3", "Inspection report: Corvane Academy, 4 May 2022 Page 3 of 3"])
def test_a_running_line_is_known_by_its_wording_on_a_single_page(sketch, read, prose, line):
    page = read(report(sketch(), prose, [[(810, 60, line)]])).pages[0]
    assert furniture(page) == [line]
    assert page.label == "3"


def test_the_date_line_of_a_report_card_is_not_taken_for_a_footer(sketch, read, prose):
    pdf = sketch()
    pdf.text(60, 130, "Inspection report: 13 January 2026", 14)
    pdf.wrapped(60, 200, prose)
    assert furniture(read(pdf).pages[0]) == []


def test_a_table_header_repeated_at_the_head_of_some_pages_is_no_furniture(sketch, read, prose):
    pdf = sketch()
    for number in range(8):
        if number:
            pdf.next_page()
        if number in (3, 4, 5):
            for x, cell in ((60, "Year"), (200, "This school"), (350, "National average")):
                pdf.text(x, 60, cell)
            for x, cell in ((60, f"202{number}/2{number + 1}"), (200, f"6{number}%"), (350, f"5{number}%")):
                pdf.text(x, 80, cell)
        pdf.wrapped(60, 150, f"Part {chr(65 + number)}. {prose}")
    assert all(furniture(page) == [] for page in read(pdf).pages)


def test_a_figure_at_the_head_of_a_page_is_no_page_number(sketch, read, prose):
    pdf = sketch()
    pdf.text(60, 60, "950")
    pdf.wrapped(60, 100, prose)
    page = read(pdf).pages[0]
    assert furniture(page) == []
    assert page.label is None
