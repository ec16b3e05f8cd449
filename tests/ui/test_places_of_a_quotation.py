"""A quotation of many places has one button a page, whatever number of places stand on it."""

import re
from dataclasses import replace
from datetime import date

from assistant.answer import Citation, Source
from assistant.ui.evidence import OpenCitation, page_of
from ingest.documents import Locator, Page, Span, Unit

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
