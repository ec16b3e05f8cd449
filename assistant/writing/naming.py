"""How places in documents, reports and their dates are named for people: on every screen and in every file alike.

Names what it is given; knows no answer, and escapes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.documents import Locator, Unit
from ingest.inspections import FORMAT_NAMES, ReportFormat
from ingest.phrases import day_words

OCR_WORDS = "read by OCR, check the page"
_SPACE = re.compile(r"\s+")


def page_words(number: int, label: str | None, *, measured: bool = True) -> str:
    """Name a page of a PDF, with the number printed on it where that differs."""
    if not measured:
        return f"about page {number} (estimated)"
    if label is None:
        return f"page {number}"
    if label == str(number):
        return f"page {number}"
    return f"page {number} of the PDF, printed {label}"


def place_words(locators: Sequence[Locator]) -> str:
    """Name the places at which a quotation stands: page, slide, or sheet and row; paragraph where those are counted."""
    return " and ".join(dict.fromkeys(map(_place, locators)))


def _place(place: Locator) -> str:
    number = place.paragraph
    paragraph = "" if number is None else f"paragraph {number}"
    if place.unit is Unit.SECTION:
        return paragraph or f"section {place.page}"
    if place.unit is Unit.SLIDE:
        return f"slide {place.page}"
    if place.unit is Unit.SHEET:
        sheet = f"sheet “{place.label}”" if place.label else ""
        return ", ".join(part for part in (sheet, "" if number is None else f"row {number}") if part)
    if paragraph:  # the page of a Word document has no printed number that was read
        page = f"page {place.page}" if place.measured else f"about page {place.page} (estimated)"
        return f"{page}, {paragraph}"
    page = page_words(place.page, place.label, measured=place.measured)
    return f"{page}, {OCR_WORDS}" if place.ocr else page


def format_words(name: str) -> str:
    """Name a report format for people; an unknown one is shown as it is."""
    return FORMAT_NAMES[ReportFormat(name)] if name in set(ReportFormat) else name


def date_words(day: date | None, printed: str | None) -> str | None:
    """Return an inspection date as the document prints it, else written out, else None."""
    if printed:
        return _SPACE.sub(" ", printed).strip()
    return day_words(day) if day else None


__all__ = ["date_words", "format_words", "page_words", "place_words"]
