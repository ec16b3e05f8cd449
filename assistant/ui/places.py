"""Places of a record or a school page: each gets a marker, and the citation behind it is remembered.

Makes the buttons that open a place; opens nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, Source
from assistant.ui.evidence import text
from assistant.writing.naming import place_words
from ingest.documents import Locator
from ingest.library import DocumentRecord


class PlaceMarkers:
    """Gives each place of a page a marker, and remembers the citation behind it."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []

    def link(self, record: DocumentRecord, label: str, words: str, locators: Sequence[Locator], show: str = "") -> str:
        """Return a button that opens the place of `words`; it says `show`, or the words themselves."""
        marker = len(self.citations) + 1
        title = record.title or record.filename
        source = Source(
            record.id, record.filename, title, record.school, record.start, record.dates_printed, record.format.value
        )
        self.citations.append(Citation(marker, source, words, tuple(locators), label))
        return (
            f'<button type="button" class="place" data-send="cite:{marker}">{text(show or words)}'
            f'<span class="where">{text(place_words(locators))}</span></button>'
        )


__all__ = ["PlaceMarkers"]
