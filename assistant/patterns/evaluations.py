"""What Ofsted's letters on a group itself say: its summary evaluations, and the focused reviews before them.

Gives the letters' own sentences under their own headings. Such a letter grades nothing, and nothing here does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.patterns.asserting import of_the_paper
from assistant.patterns.values import Evaluation, Statement
from ingest.documents import BlockKind, Locator, Passage
from ingest.inspections import FORMAT_NAMES, OF_A_TRUST
from ingest.library import DocumentRecord, Library

_BESIDE = re.compile(
    r"^(?:evidence|context|background|annex\b|information about|(?:a )?(?:mat )?summary evaluation of\b|"
    r"(?:a )?focused (?:inspection|review) of\b|the academies\b|inspection activit)",
    re.IGNORECASE,
)
"""Headings under which a letter says how it came about and which schools the group has."""


def evaluations_of(library: Library, group: str) -> tuple[Evaluation, ...]:
    """Return the letters on a group, the latest first."""
    records = [
        record
        for record in library.documents()
        if record.format in OF_A_TRUST and record.group and record.group.casefold() == group.casefold()
    ]
    found = [_evaluation(library, record) for record in records]
    return tuple(sorted(found, key=lambda one: (one.date is not None, one.date, one.file), reverse=True))


def _evaluation(library: Library, record: DocumentRecord) -> Evaluation:
    inspection = library.inspection(record.id)
    steps = inspection.next_steps if inspection else ()
    day = record.start or record.published
    asked = tuple(
        _statement(record, "", step.text, step.locators, "Recommendations")
        for step in steps
        if not of_the_paper(step.text)
    )
    taken = {(place.page, place.span.start) for step in steps for place in step.locators}
    said = tuple(_said(record, library.passages_of(record.id), taken))
    name = FORMAT_NAMES[record.format]
    return Evaluation(record.id, record.filename, name, day, record.dates_printed or "", said, asked)


def _said(record: DocumentRecord, passages: Sequence[Passage], taken: set[tuple[int, int]]) -> Iterator[Statement]:
    """Yield the sentences of what the letter found, each with the heading that it stands under."""
    for passage in passages:
        heading = (passage.heading or "").strip()
        if not heading or _BESIDE.match(heading) or passage.boilerplate or passage.kind is BlockKind.TABLE_ROW:
            continue
        if any(of_the_paper(sentence.text) for sentence in passage.sentences):
            continue  # the letter's end, whom it goes to: signature and office stand in sentences of their own
        for sentence in passage.sentences:
            if not any((place.page, place.span.start) in taken for place in sentence.locators):
                yield _statement(record, passage.id, sentence.text, sentence.locators, heading)


def _statement(record: DocumentRecord, passage: str, text: str, places: tuple[Locator, ...], heading: str) -> Statement:
    day = record.start or record.published
    return Statement(record.id, record.filename, passage, text, places, day, (), heading)


__all__ = ["evaluations_of"]
