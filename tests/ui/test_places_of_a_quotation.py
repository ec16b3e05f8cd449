"""A quotation of many places has one button a page, whatever number of places stand on it."""

import re
from dataclasses import replace
from datetime import date

from assistant.answer import Citation, Source
from assistant.ui.evidence import OpenCitation, page_of, quotation
from assistant.ui.pagetext import page_text
from ingest.documents import Block, BlockKind, Locator, Page, Span, Unit

DOCUMENT = "a" * 64
SOURCE = Source(DOCUMENT, "fell.pdf", "Fell School", "Fell School", date(2025, 1, 2), "2 January 2025", "graded")


def html(*pages, unit=Unit.PAGE):
    places = tuple(Locator(DOCUMENT, page, Span(10 * n, 10 * n + 5)) for n, page in enumerate(pages))
    page = replace(Page(pages[0], None, 100, 100, "words of the page", (), ()), unit=unit)
    return page_of(OpenCitation(Citation(1, SOURCE, "words", places, None), page, 9, ()))


def buttons(made):
    return re.findall(r'data-send="page:1:(\d+)" aria-pressed', made)


def test_each_page_is_named_once_in_order():
    made = html(3, 3, 4, 3, 4, 6)
    assert buttons(made) == ["3", "4", "6"]
    assert "The quotation runs over 3 pages:" in made


def test_several_places_of_one_page_need_no_switch():
    assert "runs over" not in html(3, 3, 3)


def test_what_is_no_page_is_called_what_it_is():
    assert "The quotation runs over 2 slides:" in html(1, 2, unit=Unit.SLIDE)


def table(*rows, kind=BlockKind.TABLE_ROW, unit=Unit.PAGE):
    """A page of table rows, and the panel of the last of them."""
    blocks, at = [], 0
    for place, row in enumerate(rows):
        first = BlockKind.HEADING if unit is Unit.SHEET and place == 0 else kind
        blocks.append(Block(first, Span(at, at + len(row))))
        at += len(row) + 1
    page = replace(Page(3, None, 100, 100, "\n".join(rows), (), tuple(blocks)), unit=unit)
    place = Locator(DOCUMENT, 3, blocks[-1].span)
    return quotation(Citation(1, SOURCE, rows[-1], (place,), None), page)


def named(made):
    return re.findall(r'<span class="column">(.*?)</span>', made)


def test_a_row_is_shown_under_the_names_of_its_columns():
    made = table("Year\tHere\tNationally\tCompared", "2023/24\t9.1%\t8.4%\tAbove", "2024/25\t9.8%\t8.5%\tAbove")
    assert named(made) == ["Year", "Here", "Nationally", "Compared"]
    assert re.findall(r"</span> ([^<]+)</span>", made) == ["2024/25", "9.8%", "8.5%", "Above"]


def test_a_sheet_names_its_columns_in_its_heading():
    made = table("School\tQuestion\tFavourable", "Fell\tWorkload\t42%", "Gill\tWorkload\t50%", unit=Unit.SHEET)
    assert named(made) == ["School", "Question", "Favourable"]


def test_a_row_above_that_is_no_row_of_names_names_nothing():
    assert named(table("Behaviour\tGood", "Places\t40")) == []  # pairs
    assert named(table("2022/23\t9.1%\t8.4%", "2023/24\t9.8%\t8.5%")) == []  # figures
    assert named(table("Reading\tGood\tRising", "Writing\tGood\tFalling")) == []  # words
    assert named(table("Year\tHere", "2023/24\t9.8%\t8.5%")) == []  # of another table
    assert named(table("2023/24\t9.8%\t8.5%")) == []  # none


def test_the_cells_of_a_row_without_names_stand_apart():
    assert table("Behaviour\tGood", "Places\t40").count('class="cell"') == 2


def test_a_page_that_has_been_read_anew_names_nothing():
    page = Page(3, None, 100, 100, "Year\tHere\tThere\n2024\t9%\t8%", (), ())
    made = quotation(Citation(1, SOURCE, "2024\t7%\t8%", (Locator(DOCUMENT, 3, Span(16, 26)),), None), page)
    assert named(made) == []


def test_a_plain_document_has_no_day_of_inspection_whatever_its_format_is_called():
    for format in ("document", "Other document"):
        source = replace(SOURCE, date=None, date_printed=None, format=format)
        page = Page(3, None, 100, 100, "words of the page", (), ())
        place = Locator(DOCUMENT, 3, Span(0, 5))
        made = page_of(OpenCitation(Citation(1, source, "words", (place,), None), page, 9, ()))
        assert "Inspected" not in made
        assert "<dt>Kind</dt><dd>Other document</dd>" in made


def test_a_sheet_is_shown_close_around_the_cited_row():
    rows = [f"Row {number}" for number in range(40)]
    spans, at = [], 0
    for row in rows:
        spans.append(Span(at, at + len(row)))
        at += len(row) + 1
    blocks = tuple(Block(BlockKind.TABLE_ROW, span) for span in spans)
    page = replace(Page(1, None, 0, 0, "\n".join(rows), (), blocks), unit=Unit.SHEET)
    made = page_text(page, [spans[20]])
    assert "… 14 rows before" in made
    assert "… 13 rows after" in made
