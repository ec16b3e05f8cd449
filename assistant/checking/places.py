"""Where a claim is said to stand, and where it does: wrong page, document or school; reports that a newer one follows.

Compares a draft's citations with the places of its evidence; whether the evidence bears the claim out is asked
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.citing import DraftCitation
from assistant.register import Register, key_of, register_of
from ingest.documents import Passage, Sentence
from ingest.library import DocumentRecord

_PAST = re.compile(
    r"\b(?:previous(?:ly)?|used to|earlier|older|former(?:ly)?|originally|in the past|no longer|back (?:in|then)|"
    r"at (?:the|that) time|predecessor|first inspect(?:ed|ion)|by then|"
    r"the (?:last|first|older|old) (?:inspection|report)|"
    r"at the (?:previous|last|earlier)|compared (?:to|with)|since then|until|had been|a decade ago|years ago)\b|"
    r"\b(?:in|of|by|from|since|between|during|before|after|report|inspection)\s(?:\w+\s)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""Words that say that a sentence means to speak of the past; an older report is then the right one."""


class Finding(StrEnum):
    """What is wrong with the place that a draft gives."""

    UNCITED = "uncited"
    WRONG_PAGE = "wrong page"
    WRONG_DOCUMENT = "wrong document"
    WRONG_SCHOOL = "wrong school"
    SUPERSEDED = "superseded"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage that a verdict rests on, and the document it stands in."""

    record: DocumentRecord
    passage: Passage

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The passage's sentences."""
        return self.passage.sentences

    @property
    def where(self) -> str:
        """The place in words for people."""
        return place_words(self.record, self.passage.page)


def place_words(record: DocumentRecord, page: int) -> str:
    """Return school, date and page in words for people."""
    return f"{record.school or record.filename}, {record.dates_printed or 'no date'}, page {page}"


def page_words(record: DocumentRecord, page: int, citations: Sequence[DraftCitation]) -> str:
    """Return in words for people on which page something stands, and on which it was said to."""
    cited = sorted({page for citation in citations for page in citation.pages})
    said = f"page {cited[0]}" if len(cited) == 1 else f"pages {', '.join(map(str, cited))}"
    return f"Stands on page {page}, not {said}: {place_words(record, page)}"


def cited_records(
    citations: Sequence[DraftCitation],
    text: str,
    records: Sequence[DocumentRecord],
    register: Register | None = None,
) -> list[DocumentRecord]:
    """Return the documents that citations mean, by file name, by school and by year; none where they name nothing.

    A citation without a school's name takes the one that the sentence names. `register` is that of the library, which
    is needed where the records have labels in place of the names that they print.
    """
    found: list[DocumentRecord] = []
    schools = register or register_of(records)
    told = {name for mention in schools.mentions(text) for name in mention.names} if citations else set()
    for citation in citations:
        meant = [record for record in records if record.filename.lower() in citation.text.lower()]
        if not meant:
            here = [schools.narrowed(mention.names, told) for mention in schools.mentions(citation.text)]
            named = {name for names in here for name in names} or told
            meant = [record for record in records if schools.label(record) in named]
        dated = [record for record in meant if citation.year is not None and _may_be_of(record, citation)]
        found += dated or ([] if citation.year is not None and meant else meant)
    return list(dict.fromkeys(found))


def _may_be_of(record: DocumentRecord, citation: DraftCitation) -> bool:
    """Say whether a document is of the year cited; one that is named by its file and states no date may be."""
    named = record.filename.lower() in citation.text.lower() and record.start is None and record.published is None
    return named or (citation.year is not None and _of_year(record, citation.year))


def _of_year(record: DocumentRecord, year: int) -> bool:
    return any(day is not None and day.year == year for day in (record.start, record.published))


def compare_places(
    citations: Sequence[DraftCitation], cited: Sequence[DocumentRecord], supporting: Sequence[Evidence]
) -> tuple[Finding, str] | None:
    """Return what is wrong with the places cited, given all that bears the claim out; None where one is right."""
    inside = [evidence for evidence in supporting if not cited or evidence.record in cited]
    if inside:
        paged = [citation for citation in citations if citation.page is not None]
        if not paged or any(_on_page(citation, evidence) for citation in paged for evidence in inside):
            return None
        return Finding.WRONG_PAGE, page_words(inside[0].record, inside[0].passage.page, paged)
    schools = {key_of(record) for record in cited}
    finding = Finding.WRONG_DOCUMENT if key_of(supporting[0].record) in schools else Finding.WRONG_SCHOOL
    return finding, f"Stands in: {supporting[0].where}"


def _on_page(citation: DraftCitation, evidence: Evidence) -> bool:
    pages = {place.page for sentence in evidence.sentences for place in sentence.locators}
    labels = {place.label for sentence in evidence.sentences for place in sentence.locators if place.label}
    return any(citation.covers(page) for page in pages) or any(
        label.isdigit() and citation.covers(int(label)) for label in labels
    )


def newer_report(record: DocumentRecord, text: str, records: Sequence[DocumentRecord]) -> DocumentRecord | None:
    """Return the newest later report on the same school, unless the sentence means to speak of the past."""
    if _PAST.search(text) or record.start is None or record.school is None:
        return None
    own = [other for other in records if other.school and key_of(other) == key_of(record)]
    later = [other for other in own if other.start is not None and other.start > record.start]
    return max(later, key=lambda r: str(r.start), default=None)


__all__ = ["Evidence", "Finding", "cited_records", "compare_places", "newer_report", "page_words", "place_words"]
