"""What a draft, its sections, claims and gaps are.

Describes values only. Every claim is a unit of its own, with its citations, its verdict, and what a person decided.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.checking.verdict import Verdict
from assistant.drafting.frameworks import Voice
from ingest.documents import Locator
from ingest.phrases import day_words

LETTER_ON_GROUP = "Ofsted’s letter on the group"
"""The kind of a document that is Ofsted's letter on the group itself. It gives no grade."""


class ClaimKind(StrEnum):
    """How a claim came to be."""

    COUNT = "count"  # how many schools, from records that it cites
    QUOTE = "quote"  # a document's own words
    JUDGEMENT = "judgement"  # grades as printed
    OVER_TIME = "over time"  # two reports on one school
    OWN = "own"  # written or changed by a person
    PROSE = "prose"  # written by a chat model, and checked as a person's words are


class ReviewDecision(StrEnum):
    """What a reviewer decided on a claim."""

    OPEN = "open"
    ACCEPTED = "accepted"
    QUERIED = "queried"
    REJECTED = "rejected"


class DraftState(StrEnum):
    """How far a draft is."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Graded:
    """A printed judgement that a citation stands for."""

    area: str
    grade: str
    scale: str


@dataclass(frozen=True, slots=True)
class Cite:
    """One place that bears a claim out. `quote` is the text at `locators`, pieces joined with a space."""

    document: str
    file: str
    school: str | None
    date: dt.date | None
    quote: str
    locators: tuple[Locator, ...]
    graded: Graded | None = None
    kind: str = "report"
    """What the document is to a reader: "report", "report card", "letter", "self-evaluation", "document"."""
    owner: str = ""
    """Whose own word it is, a group's or a school's; empty for what inspectors wrote."""

    @property
    def page(self) -> int:
        """The page of the file on which the quotation begins, counted from 1."""
        return self.locators[0].page


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a text breaks: which, by which words, why, and what would be right."""

    rule: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a draft. `composed` is true while its words are those that code made of its citations.

    `counted` is how many schools of how many it speaks of, where it counts. `part` is the subheading it stands under.
    """

    id: str
    part: str
    kind: ClaimKind
    text: str
    citations: tuple[Cite, ...]
    composed: bool = True
    counted: tuple[int, int] | None = None
    verdict: Verdict = Verdict.NOT_CHECKED
    reasons: tuple[str, ...] = ()
    violations: tuple[Violation, ...] = ()
    author: str = ""
    review: ReviewDecision = ReviewDecision.OPEN
    review_by: str = ""
    review_reason: str = ""
    lost: tuple[str, ...] = ()
    """What it cites that the library no longer holds so, in words. Worked out whenever a draft is read."""

    @property
    def is_borne_out(self) -> bool:
        """Whether it is supported, within the rules, and stands where it says."""
        return self.verdict is Verdict.SUPPORTED and not self.violations and not self.lost

    @property
    def is_vouched_for(self) -> bool:
        """Whether somebody who did not write it accepted, with a reason, what the checker could not decide.

        Nobody can vouch for what is contradicted, breaks a rule, cites nothing or cites what is lost.
        """
        sound = self.verdict is Verdict.NOT_CHECKED and bool(self.citations) and not self.violations and not self.lost
        other = self.review_by.casefold() != self.author.casefold()
        return sound and other and self.review is ReviewDecision.ACCEPTED and bool(self.review_reason)

    @property
    def is_fact(self) -> bool:
        """Whether it may be stated as fact: borne out, or vouched for, and not rejected."""
        return (self.is_borne_out or self.is_vouched_for) and self.review is not ReviewDecision.REJECTED


@dataclass(frozen=True, slots=True)
class Gap:
    """What the evidence does not show, and what would fill it."""

    text: str
    fill: str = ""


@dataclass(frozen=True, slots=True)
class ProseCounts:
    """What became of a chat model's sentences in one section: how many it wrote and how many stand.

    `why` says what went wrong, where something did; what was asked of it then stands in evidence mode.
    """

    model: str
    written: int
    kept: int
    why: str = ""

    @property
    def words(self) -> str:
        """Say it in a sentence or two."""
        many = "1 sentence" if self.written == 1 else f"{self.written} sentences"
        said = f"{self.model} wrote {many} here, each checked against the places it cites; {self.kept or 'none'} "
        said += f"{'stand' if self.kept > 1 else 'stands'}."
        why = f" {self.why}" if self.why else ""
        rest = " The section is given in evidence mode." if not self.kept else ""
        return f"{said}{why}{rest}" if self.written else f"{self.why.strip()}{rest}"


@dataclass(frozen=True, slots=True)
class Section:
    """One question of the framework, answered as far as the evidence goes. It always has a gap to tell."""

    key: str
    title: str
    question: str
    claims: tuple[Claim, ...]
    gaps: tuple[Gap, ...]
    warnings: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    prose: ProseCounts | None = None
    """In prose mode, what became of the model's sentences; None in evidence mode."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell of a matrix: its words, with the pages, and the places that they stand on."""

    text: str
    citations: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row of a matrix: what it is on, and its cells."""

    head: str
    cells: tuple[MatrixCell, ...]

    @property
    def citations(self) -> tuple[Cite, ...]:
        """The places that its cells stand on."""
        return tuple(cite for cell in self.cells for cite in cell.citations)


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """A matrix in a draft; `columns` has the heading of the first column too.

    Each row is one report's, or, where `by_column`, each column.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    note: str
    by_column: bool = False


@dataclass(frozen=True, slots=True)
class Used:
    """A document that the draft cites."""

    document: str
    file: str
    kind: str
    school: str | None
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft. `method` are sentences on how it was made; `schools` are the group's, in full."""

    group: str
    framework: str
    framework_name: str
    framework_note: str
    voice: Voice
    made: dt.datetime
    author: str
    schools: tuple[str, ...]
    sections: tuple[Section, ...]
    method: tuple[str, ...]
    mode: str = "evidence"
    state: DraftState = DraftState.DRAFT
    agreed_by: str = ""
    people: tuple[str, ...] = field(default=())
    """Names in the cited documents that no sentence may carry."""
    audience: str = ""
    """For whom it is written, as the first page says."""
    matrices: tuple[MatrixTable, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in order."""
        return tuple(claim for section in self.sections for claim in section.claims)

    @property
    def used(self) -> tuple[Used, ...]:
        """The documents that stated claims and matrices cite, by school and date, each once."""
        stated = [cite for claim in self.claims if claim.is_fact for cite in claim.citations]
        shown = [cite for table in self.matrices for row in table.rows for cite in row.citations]
        cited = {cite.document: cite for cite in (*stated, *shown)}
        rows = [Used(c.document, c.file, c.kind, c.school or c.owner, c.date) for c in cited.values()]
        return tuple(sorted(rows, key=lambda used: (used.school or "", used.date or dt.date.min)))


def title_of(cite: Cite) -> str:
    """Name a document as a footnote does: "Ashlark High School, report card of 9 December 2025"."""
    day = f" of {day_words(cite.date)}" if cite.date else " without a date"
    own = f"{cite.owner}, {cite.kind}{day} ({cite.file})"
    return own if cite.owner else f"{cite.school or cite.file}, {cite.kind}{day}"


__all__ = [
    "Cite",
    "Claim",
    "ClaimKind",
    "Draft",
    "DraftState",
    "LETTER_ON_GROUP",
    "Gap",
    "Graded",
    "MatrixCell",
    "MatrixRow",
    "MatrixTable",
    "ReviewDecision",
    "Section",
    "Used",
    "Violation",
    "ProseCounts",
    "title_of",
]
