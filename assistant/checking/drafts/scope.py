"""What a claim of a draft is about: its words as they are checked, the documents that it cites, those it may stand in.

Reads names, dates and citations; looks at no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.claims.claims import HEADING, DraftClaim, claims_of
from assistant.checking.drafts.places import cited_records, misdated_records
from assistant.checking.words.leads import split_lead, without_lead
from assistant.schools.names import anonymous, mentions
from assistant.schools.register import Register, register_of
from ingest.documents import Document
from ingest.library import DocumentRecord

_DATED = re.compile(
    r"(?:(?:at|in) the school )?(?:in|as of|by) (?:[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d)"
    r"(?:,\s|\s(?=[a-z])(?!(?:and|or|to|until|till|alone|only|about|around|some|more|fewer|less|by|with|as|at)\b))",
    re.IGNORECASE,
)
_OF_ROW = re.compile(r"^the (?:school|area)(?: –|:) ", re.IGNORECASE)
"""The school that begins a row of a table, before a cell of it."""
_COUNTED = re.compile(
    r"\b(?:[a-z]+|\d+) of (?:the|its|our|these) (?:[a-z]+ |\d+ )?(?:schools|academies)\b|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|all|most|many|several|both|successive|latest|no) "
    r"(?:of (?:the|these) |the )?(?:latest |successive |recent |inspection )*(?:reports|letters|inspections)\b",
    re.IGNORECASE,
)
"""Words that count schools or reports. "She leads two schools" counts none: it is one report's own sentence."""


@dataclass(frozen=True, slots=True)
class AskedClaim:
    """A claim with what it is about: its words as they are checked, the documents cited, those it may stand in."""

    claim: DraftClaim
    words: str
    cited: tuple[DocumentRecord, ...]
    own: tuple[DocumentRecord, ...]
    """The documents of the schools that it, its citation or the heading above names; empty if none is named."""
    lead: str
    """The words by which it says whose report it gives, as it begins; taken off its words."""
    schools: tuple[str, ...]
    """The schools that the sentence itself names."""
    several: bool
    """Whether it names several schools; a name that two schools have is one."""
    misdated: tuple[DocumentRecord, ...] = ()
    """The documents of schools cited with a date that none of these has; `cited` holds them too."""
    named: tuple[str, ...] = ()
    """The sentence's own words that name schools, in whose place `words` have "the school" or "the area"."""

    @property
    def counts_reports(self) -> bool:
        """Whether it speaks of several reports at once, so that no passage of one can bear it out."""
        places = {record.school for record in self.cited}
        several = self.several and len(places) != 1
        return several or _COUNTED.search(self.claim.text) is not None

    @property
    def unclear(self) -> bool:
        """Whether it names a school as others are named too, and nothing tells which is meant."""
        return len(self.schools) > 1 and not self.several

    @property
    def cites_others(self) -> bool:
        """Whether it names schools, and cites reports of others only."""
        others = all(record.school and record.school not in self.schools for record in self.cited)
        return bool(self.schools and self.cited) and others

    def holds(self, record: DocumentRecord) -> bool:
        """Say whether its verdict may come from a document: from those that it cites, if any, with a date they have."""
        return not self.cited or bool(self.misdated) or record in self.cited

    def cites_page(self, record: DocumentRecord, page: int) -> bool:
        """Say whether a page of a document is among those cited."""
        return record in self.cited and any(citation.covers(page) for citation in self.claim.citations)


def asked_of(draft: Document, records: Sequence[DocumentRecord]) -> list[AskedClaim]:
    """Return every claim with the documents that it is about; a heading's school holds for what stands under it.

    The documents have their schools' labels in place of the names that they print (`assistant.schools.register`).
    """
    register = register_of(records)
    shown = register.shown(records)
    result: list[AskedClaim] = []
    heading: tuple[str, ...] = ()
    for claim in claims_of(draft, register.names):
        asked = _asked(claim, heading, shown, register)
        heading = asked.schools if claim.unchecked == HEADING else heading
        result.append(asked)
    return result


def _asked(
    claim: DraftClaim, heading: Sequence[str], records: Sequence[DocumentRecord], register: Register
) -> AskedClaim:
    found = register.mentions(claim.text)
    above = () if claim.unchecked == HEADING else heading
    about = " ".join((claim.text, *above))
    misdated = misdated_records(claim.citations, about, records, register)
    cited = list(dict.fromkeys([*cited_records(claim.citations, about, records, register), *misdated]))
    told = {record.school for record in cited if record.school} or set(above)
    here = tuple(dict.fromkeys(name for mention in found for name in register.narrowed(mention.names, told)))
    named = set(here) | {record.school for record in cited if record.school} or set(above)
    own = tuple(record for record in records if record.school in named) if named else ()
    # A paper on several schools names the one that it speaks of: of another its sentence says nothing.
    papers = bool(cited) and not misdated and not any(record.school for record in cited)
    plain = claim.text if papers else anonymous(claim.text, found)
    words = words_of(undated(plain, cited), () if papers else register.names)
    both = tuple(dict.fromkeys([*own, *cited]))
    printed = {name for mention in mentions(claim.text, register.names) for name in mention.names}
    several = min(len(here), len(printed)) > 1
    written = tuple(claim.text[mention.start : mention.end] for mention in found)
    lead = split_lead(plain)[0]
    return AskedClaim(claim, words, tuple(cited), both, lead, here, several, tuple(misdated), written)


def undated(text: str, cited: Sequence[DocumentRecord]) -> str:
    """Return a claim without "In 2016, " where that is the year of the report cited: it need not say its own."""
    match = _DATED.match(text)
    years = {str(record.start.year) for record in cited if record.start}
    return text[match.end() :] if match and match["year"] in years else text


def words_of(text: str, names: Sequence[str]) -> str:
    """Return a claim as it is held against evidence: without the school's name and without "inspectors found that"."""
    plain = _OF_ROW.sub("", without_lead(anonymous(text, mentions(text, names))))
    return plain[:1].upper() + plain[1:] if plain else text


__all__ = ["AskedClaim", "asked_of", "undated", "words_of"]
