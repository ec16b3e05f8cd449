"""Where a claim is said to stand, and where it does: wrong page, document or school; reports that a newer one follows.

Compares a draft's citations with the places of its evidence; whether the evidence bears the claim out is asked
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.claims.citing import DraftCitation, is_plain
from assistant.checking.claims.dating import fits, is_dated, may_fit
from assistant.checking.drafts.record_rows import states_grade
from assistant.schools.followed import followed_by
from assistant.schools.register import Register, key_of, register_of
from ingest.documents import Passage, Sentence
from ingest.inspections import ReportFormat
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
_PAPER = re.compile(
    r"\b(?:(?P<whose>trust|group)(?:[’']s)?\s)?(?:[a-z]+\s)?"
    r"(?P<kind>(?:improvement|development|strategic|action) plan|self[- ]evaluation|scheme of delegation|"
    r"risk register)\b",
    re.IGNORECASE,
)
"""What a citation calls a paper that is no inspection report."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class PlaceFinding(StrEnum):
    """What is wrong with the place that a draft gives.

    On screen, in the JSON and in the design both this and a pattern across schools (`patterns.values.Finding`) are
    called findings; in code each has a name of its own.
    """

    UNCITED = "uncited"
    WRONG_PAGE = "wrong page"
    WRONG_DOCUMENT = "wrong document"
    WRONG_SCHOOL = "wrong school"
    WRONG_DATE = "wrong date"
    SUPERSEDED = "superseded"
    QUOTATION = "quotation"
    OTHERWISE = "said otherwise"


@dataclass(frozen=True, slots=True)
class VerdictPassage:
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
    """Return the documents that citations mean, by file name, by school and by date; none where they name nothing.

    A citation without a school's name takes the one that the sentence names. `register` is that of the library, which
    is needed where the records have labels in place of the names that they print.
    """
    schools = register or register_of(records)
    found = (_of_date(citation, _meant(citation, text, records, schools)) for citation in citations)
    return list(dict.fromkeys(record for meant in found for record in meant))


def misdated_records(
    citations: Sequence[DraftCitation],
    text: str,
    records: Sequence[DocumentRecord],
    register: Register | None = None,
) -> list[DocumentRecord]:
    """Return the documents of the schools that citations name with a month or year that none of these has.

    A document that states no date speaks against none; nor does a citation that may be of somebody else's document,
    as "(National Audit Office, 2024)" in a sentence that names a school.
    """
    found: list[DocumentRecord] = []
    schools = register or register_of(records)
    for citation in citations:
        meant = _meant(citation, text if is_plain(citation.text) else "", records, schools)
        if citation.dates and not _of_date(citation, meant):
            found += [record for record in meant if is_dated(record)]
    return list(dict.fromkeys(found))


def in_library(records: Sequence[DocumentRecord]) -> str:
    """Return in words for people which documents the library has in the place of one that is cited."""
    by_school: dict[str, list[str]] = {}
    for record in sorted(records, key=lambda r: str(r.start or r.published), reverse=True):
        by_school.setdefault(record.school or record.filename, []).append(record.dates_printed or "no date")
    told = (f"{school}, {' and '.join(dict.fromkeys(dates))}" for school, dates in by_school.items())
    return f"In the library: {'; '.join(told)}"


def _meant(
    citation: DraftCitation, text: str, records: Sequence[DocumentRecord], register: Register
) -> list[DocumentRecord]:
    """Return the documents that a citation means by its words, whatever its date."""
    named = [record for record in records if record.filename.lower() in citation.says.lower()]
    if named:
        return named
    told = {name for mention in register.mentions(text) for name in mention.names}
    here = [register.narrowed(mention.names, told) for mention in register.mentions(citation.says)]
    papers = [] if here else [record for record in records if _is_paper(record, citation)]
    if papers:
        return papers
    schools = {name for names in here for name in names} or told
    return [record for record in records if register.label(record) in schools]


def _is_paper(record: DocumentRecord, citation: DraftCitation) -> bool:
    """Say whether a citation means a group's own paper by its kind ("improvement plan, October 2026").

    The paper's name has the words of the kind, the word "trust" where the citation has it, and no other year.
    """
    said = _PAPER.search(citation.says)
    if said is None or record.format is not ReportFormat.DOCUMENT or record.school:
        return False
    name = f"{record.title or ''} {record.filename}".casefold().replace("-", " ").replace("_", " ")
    wanted = [
        *said["kind"].casefold().replace("-", " ").split(),
        *(word.casefold() for word in [said["whose"]] if word),
    ]
    years = {int(year) for year in _YEAR.findall(record.filename)}
    dates = {dated.year for dated in citation.dates}
    return all(word in name for word in wanted) and not (years and dates and years.isdisjoint(dates))


def _of_date(citation: DraftCitation, meant: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """Return those that are of the date cited; one that is named by its file and states no date is, too."""
    dates = citation.dates
    if not dates:
        return list(meant)
    of_it = [
        record
        for record in meant
        if fits(record, dates)
        or (not is_dated(record) and (record.filename.lower() in citation.says.lower() or _is_paper(record, citation)))
    ]
    return of_it or [record for record in meant if may_fit(record, dates)]


def compare_places(
    citations: Sequence[DraftCitation], cited: Sequence[DocumentRecord], supporting: Sequence[VerdictPassage]
) -> tuple[PlaceFinding, str] | None:
    """Return what is wrong with the places cited, given all that bears the claim out; None where one is right."""
    inside = [evidence for evidence in supporting if not cited or evidence.record in cited]
    if inside:
        paged = [citation for citation in citations if citation.page is not None]
        if not paged or any(on_page(citation, evidence) for citation in paged for evidence in inside):
            return None
        return PlaceFinding.WRONG_PAGE, page_words(inside[0].record, inside[0].passage.page, paged)
    schools = {key_of(record) for record in cited}
    finding = PlaceFinding.WRONG_DOCUMENT if key_of(supporting[0].record) in schools else PlaceFinding.WRONG_SCHOOL
    return finding, f"Stands in: {supporting[0].where}"


def on_page(citation: DraftCitation, evidence: VerdictPassage) -> bool:
    """Say whether evidence stands on the page cited, by its number in the file or the one printed on it."""
    pages = {place.page for sentence in evidence.sentences for place in sentence.locators}
    labels = {place.label for sentence in evidence.sentences for place in sentence.locators if place.label}
    return any(citation.covers(page) for page in pages) or any(
        label.isdigit() and citation.covers(int(label)) for label in labels
    )


def speaks_of_the_past(text: str) -> bool:
    """Say whether a sentence means to speak of the past, so that an older report is the right one."""
    return _PAST.search(text) is not None


def newer_report(record: DocumentRecord, text: str, records: Sequence[DocumentRecord]) -> DocumentRecord | None:
    """Return the newest later report that judges anew what a sentence cites; None where it speaks of the past."""
    if speaks_of_the_past(text) or record.school is None:
        return None
    later = followed_by(record, records, graded=states_grade(text))
    return later.by if later and later.superseded else None


__all__ = [
    "VerdictPassage",
    "PlaceFinding",
    "cited_records",
    "compare_places",
    "in_library",
    "misdated_records",
    "newer_report",
    "on_page",
    "page_words",
    "place_words",
    "speaks_of_the_past",
]
