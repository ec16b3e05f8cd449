"""What an answer is: claims with their citations, coverage, and what was looked through.

Describes values only; the steps that make them are in the modules beside this one. All texts here are
plain text of documents or of this program, *not* Markdown and not escaped; `render` does both.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.documents import Locator


class Status(StrEnum):
    """How an answer ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Source:
    """The document behind a citation, as people know it. Absent facts are None, never guessed."""

    document: str
    file: str
    title: str
    school: str | None
    date: datetime.date | None
    date_printed: str | None
    format: str
    superseded_by: str | None = None
    """Date, as printed, of a newer inspection of the library that judges the same matter anew, or None."""
    followed_by: str | None = None
    """What follows it and leaves it standing: "a letter of a monitoring visit (May 2025)"; None where nothing does."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that bears a claim out. `quote` stands verbatim at `locators` (one for each page)."""

    marker: int
    source: Source
    quote: str
    locators: tuple[Locator, ...]
    heading: str | None = None
    before: str | None = None
    """The sentence before, where the quotation needs it to be understood ("This", "They")."""

    @property
    def page(self) -> int:
        """The page of the PDF on which the quotation begins, counted from 1."""
        return self.locators[0].page

    @property
    def page_label(self) -> str | None:
        """The number printed on that page, if any."""
        return self.locators[0].label


@dataclass(frozen=True, slots=True)
class AnswerClaim:
    """One statement of an answer. In evidence mode it *is* a sentence of a document."""

    text: str
    verdict: str
    citations: tuple[Citation, ...]
    school: str | None = None
    strand: str = ""
    """What the report itself makes of the sentence, where its place says so: "to improve" or "strength"."""
    matter: str = ""
    """What sentences of several reports are set beside each other for, as it is shown above them: "Point 1"."""


def bodies(count: int, areas: int) -> str:
    """Say how many were asked, by what they are: schools, local areas (as Area SEND reports are on), or both."""
    if areas and areas < count:
        return f"{count} schools and local areas"
    noun = "local area" if areas else "school"
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


@dataclass(frozen=True, slots=True)
class Coverage:
    """For a question across schools: who speaks to it and who says nothing, counted by code."""

    asked: tuple[str, ...]
    speaking: tuple[str, ...]
    silent: tuple[str, ...]
    areas: int = 0
    """How many of those asked are local areas and no schools."""

    @property
    def count(self) -> str:
        """Say how many of how many speak: "3 of 8 schools"; "9 of 11 schools and local areas"."""
        return f"{len(self.speaking)} of {bodies(len(self.asked), self.areas)}"


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was understood of a question. `key` (empty: cannot be taken out) goes into `Filters.ignored`."""

    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things that a question may mean: its name, and the question put clearly."""

    words: str
    question: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked through: reports and schools in scope, and how the scope was narrowed."""

    documents: int
    schools: tuple[str, ...]
    passages: int
    narrowed: tuple[str, ...] = ()
    """Plain words, one for each narrowing: "Ashlark High School", "since 2024", "latest report of each school"."""
    chips: tuple[Chip, ...] = ()
    """The same, each with the key by which it can be taken out."""
    areas: int = 0
    """How many of the schools are local areas."""


@dataclass(frozen=True, slots=True)
class StepTrace:
    """What one step of the pipeline did, for the audit trail and for those who want to see."""

    step: str
    seconds: float
    detail: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that a chat model wrote and that is not shown as fact, with the reason."""

    text: str
    verdict: str
    why: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """What a chat model wrote from the evidence: the sentences that the checker bears out, and the others."""

    model: str
    claims: tuple[AnswerClaim, ...]
    refused: tuple[Refused, ...]
    shown: bool = False
    """Whether the others are shown, struck through, or only counted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    question: str
    status: Status
    lead: str
    """One sentence of the program's own: how many schools speak, that nothing was found and what was searched."""
    claims: tuple[AnswerClaim, ...]
    searched: Searched
    coverage: Coverage | None = None
    nearest: tuple[Citation, ...] = ()
    """Where nothing answers: the nearest things in the library, offered as nearest and not as an answer."""
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Remarks of the program: older reports left out, reports from before a school joined the group."""
    seconds: float = 0.0
    trace: tuple[StepTrace, ...] = field(default=())
    prose: Prose | None = None
    """Where a chat model is configured: its sentences, each checked; they cite the same places as `claims`."""
    choices: tuple[Choice, ...] = ()
    """Where the question was asked back: what it may mean."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, in the order of its marker (nearest things included)."""
        seen: dict[int, Citation] = {}
        for citation in [c for claim in self.claims for c in claim.citations] + list(self.nearest):
            seen.setdefault(citation.marker, citation)
        return tuple(seen[marker] for marker in sorted(seen))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person has chosen beside the question. Empty means no restriction."""

    schools: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    """File names or document ids."""
    since: int | None = None
    """First year of inspection, inclusive."""
    until: int | None = None
    """Last year of inspection, inclusive."""
    ignored: tuple[str, ...] = ()
    """Keys of chips that a person has taken out: what they name is not read off the question."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation so far. `role` is "user" or "assistant"."""

    role: str
    content: str
