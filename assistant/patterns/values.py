"""What themes, mentions, findings and responses are.

Describes values only: reads no library and decides nothing. Every number is the length of a list that is kept here, so
that it can be opened; there is no grade, average or rank of a group anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ingest.documents import Locator
from ingest.inspections import ReportFormat


def plain_area(name: str) -> str:
    """Return an evaluation area as areas are compared: "The quality of education" as "quality of education"."""
    plain = name.casefold().replace("-", " ").replace("wellbeing", "well being").replace(",", "")
    return " ".join(re.sub(r"^(?:the |effectiveness of )+", "", plain).split())


class Direction(StrEnum):
    """What a document says of a theme. NEUTRAL wherever its words do not say."""

    STRENGTH = "strength"
    NEED = "needs improvement"
    MIXED = "mixed"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that show a theme, and where they were taken from. `*` at the end of a word stands for any ending."""

    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A recurring subject of inspection. `description` is one sentence; its meaning is compared with a document's.

    `phrase` is how a sentence calls it where its name would not read as English ("strength in disadvantaged pupils");
    empty where the name does. `areas` are the evaluation areas whose grade is the theme's, `wider` those of which it is
    a part, as `plain_area` writes them.
    """

    key: str
    name: str
    description: str
    cues: tuple[Cue, ...]
    phrase: str = ""
    areas: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()

    def said(self, *, first: bool = False) -> str:
        """Return what a sentence calls the theme: in lower case but for abbreviations and the sentence's beginning."""
        words = self.phrase or self.name
        if words.split()[0].isupper():
            return words
        return (words[0].upper() if first else words[0].lower()) + words[1:]


@dataclass(frozen=True, slots=True)
class Report:
    """One inspection report of a school. `predates` is true where the inspection began before the school joined.

    `predecessor` is true where it prints another category than an academy, and a later report an academy's. `date` is
    the inspection's first day, or, failing that, the day of publication or of the letter; None where none is stated.
    `below` are the areas with a grade below what its scale calls good or expected, each area with its grade as printed.
    """

    document: str
    file: str
    date: date | None
    format: ReportFormat
    predates: bool = False
    predecessor: bool = False
    below: tuple[tuple[str, str], ...] = ()

    def low(self, areas: frozenset[str]) -> tuple[str, str] | None:
        """Return the first of some areas that is graded below good or expected, with its grade, as printed."""
        return next(((area, grade) for area, grade in self.below if plain_area(area) in areas), None)

    @property
    def is_letter(self) -> bool:
        """Whether it is a monitoring visit's letter: it grades nothing and leaves the report before it standing."""
        return self.format is ReportFormat.MONITORING


@dataclass(frozen=True, slots=True)
class School:
    """A school of the group. `key` is its URN or, where none is known, its name; `reports` are oldest first.

    `joined` is None where nobody has said when the school joined the group.
    """

    key: str
    name: str
    urn: str | None = None
    phase: str | None = None
    joined: date | None = None
    reports: tuple[Report, ...] = ()

    @property
    def latest(self) -> Report | None:
        """The latest report, None for a school without any.

        A monitoring visit's letter looks at a few matters and leaves the inspection before it standing, so it is the
        latest only where there is nothing else.
        """
        full = [report for report in self.reports if not report.is_letter]
        return (full or self.reports)[-1] if self.reports else None

    @property
    def letters(self) -> tuple[Report, ...]:
        """The letters of monitoring visits since the latest report."""
        latest = self.latest
        return self.reports[self.reports.index(latest) + 1 :] if latest else ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """That a person corrected the reading of a sentence: who, when, and the theme and direction that were read."""

    number: int
    author: str
    at: datetime
    theme: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence or next step that speaks of a theme, and in which direction.

    `theme` is a theme's key, `school` a school's. `date` is the report's. `why` says in plain words what gave theme and
    direction. A next step has `next_step` true; `text` is then the whole step, its places in order. `occurrence` says
    which of several sentences alike of one report it is, from 0. `corrected` is set where a person put theme or
    direction in place of what was read.
    """

    theme: str
    direction: Direction
    school: str
    document: str
    passage: str
    text: str
    locators: tuple[Locator, ...]
    date: date | None
    format: ReportFormat
    why: str
    next_step: bool = False
    occurrence: int = 0
    corrected: Corrected | None = None

    @property
    def id(self) -> str:
        """Identity within a library: theme and place; corrections refer to it."""
        first, last = self.locators[0], self.locators[-1]
        return f"{self.theme}@{self.document}:{first.page}:{first.span.start}-{last.page}:{last.span.end}"


@dataclass(frozen=True, slots=True)
class ThemeCell:
    """What reports on one school say of one theme: the mentions, of which every count is taken."""

    school: str
    theme: str
    mentions: tuple[Mention, ...] = ()

    def of(self, direction: Direction) -> tuple[Mention, ...]:
        """Return the mentions in one direction; their number is the count that a screen shows."""
        return tuple(mention for mention in self.mentions if mention.direction is direction)

    @property
    def counts(self) -> dict[Direction, int]:
        """How many mentions there are in each direction."""
        return {direction: len(self.of(direction)) for direction in Direction}

    @property
    def documents(self) -> tuple[str, ...]:
        """The reports that the mentions stand in, each once, in the order of the mentions."""
        return tuple(dict.fromkeys(mention.document for mention in self.mentions))

    @property
    def is_silent(self) -> bool:
        """Whether no report mentions the theme: no evidence, which is not the same as no problem."""
        return not self.mentions


@dataclass(frozen=True, slots=True)
class ThemeMatrix:
    """Schools × themes. `cells` has one cell for each pair, school by school."""

    schools: tuple[School, ...]
    themes: tuple[Theme, ...]
    cells: tuple[ThemeCell, ...]

    def row(self, school: str) -> tuple[ThemeCell, ...]:
        """Return the cells of one school, in the themes' order."""
        place = next(number for number, known in enumerate(self.schools) if known.key == school)
        return self.cells[place * len(self.themes) : (place + 1) * len(self.themes)]

    def cell(self, school: str, theme: str) -> ThemeCell:
        """Return one cell.

        :raises KeyError: if there is no such school or theme.
        """
        rows = {known.key: number for number, known in enumerate(self.schools)}
        columns = {known.key: number for number, known in enumerate(self.themes)}
        return self.cells[rows[school] * len(self.themes) + columns[theme]]

    def column(self, theme: str) -> tuple[ThemeCell, ...]:
        """Return the cells of one theme, in the schools' order."""
        return tuple(self.cell(school.key, theme) for school in self.schools)


class FindingKind(StrEnum):
    """The kinds of pattern that are looked for."""

    RECURRING_STRENGTH = "recurring strength"
    RECURRING_NEED = "recurring need for improvement"
    OUTLIER = "outlier"
    CONTRAST = "contrast"
    PERSISTENT = "persistent"
    RESOLVED = "resolved"
    EMERGING = "emerging"
    OLD = "old"
    SILENT = "silent"
    JOINING = "before and after joining"


@dataclass(frozen=True, slots=True)
class FindingSchool:
    """A school in a finding, with what it is there for and the dates of the reports that say so."""

    school: str
    name: str
    dates: tuple[date, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A pattern. `sentence` is made by code from the lists kept here and says nothing that they do not.

    `considered` are the keys of the schools looked at, `silent` those of them whose reports do not mention the theme.
    `evidence` holds every mention counted; `caveats` are plain sentences. `theme` is a theme's key.
    """

    kind: FindingKind
    theme: str
    sentence: str
    schools: tuple[FindingSchool, ...]
    evidence: tuple[Mention, ...]
    considered: tuple[str, ...]
    silent: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


class ResponseState(StrEnum):
    """What the documents hold on a response: about evidence, never about quality."""

    NONE = "no response found"
    STATED = "response stated, no later evidence"
    IMPROVED = "later evidence of improvement"
    SAME_NEED = "later evidence of the same need"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a document that is no report (self-evaluation, plan, board paper), matched to a need.

    `schools` are the keys of the schools that the passage names; empty where it speaks of the group as a whole.
    `date` is the document's, None where it states none.
    """

    document: str
    file: str
    passage: str
    text: str
    locators: tuple[Locator, ...]
    date: date | None
    schools: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Response:
    """A need for improvement, what the group says it does about it, and what later documents say came of it.

    `beside` is what else the group's papers say of the theme at the school, and tells of no action on the matter:
    claims, the need told again. It is no response.
    """

    theme: str
    school: str
    need: Mention
    statements: tuple[Statement, ...]
    later: tuple[Mention, ...]
    state: ResponseState
    why: str
    beside: tuple[Statement, ...] = ()

    @property
    def papers(self) -> tuple[Statement, ...]:
        """All that the group's papers say of the theme at the school since the need."""
        return self.statements + self.beside


@dataclass(frozen=True, slots=True)
class CapacityTopic:
    """One aspect of a group's capacity to improve, with what documents say of it; empty `statements` are silence."""

    key: str
    name: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A letter of Ofsted on the group itself, in its own sentences; it grades nothing.

    `name` is what such a letter is called, `printed` the dates as printed. The `why` of a sentence is the heading that
    it stands under; `asked` are the recommendations.
    """

    document: str
    file: str
    name: str
    date: date | None
    printed: str
    said: tuple[Statement, ...]
    asked: tuple[Statement, ...]


class Bearing(StrEnum):
    """How a claim of a self-evaluation stands against the reports."""

    BORNE_OUT = "borne out"
    NOT_BORNE_OUT = "not borne out"
    CONTRADICTED = "contradicted"
    OPEN = "left to a reader"
    SILENT = "no report speaks to it"
    NEWER = "newer evidence exists"
    WISH = "a plan or wish"


@dataclass(frozen=True, slots=True)
class ClaimAgainstReports:
    """A claim of a self-evaluation, what reports say and why; `evidence` holds the passages compared with it."""

    claim: Statement
    bearing: Bearing
    reason: str
    evidence: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class GroupPatterns:
    """All patterns of one group.

    `matrix` rests on the latest report of each school, `history` on all reports. `other_documents` are the ids of the
    group's documents that are no reports; with none, no response can be found, and `notes` says so.
    """

    group: str
    schools: tuple[School, ...]
    matrix: ThemeMatrix
    history: ThemeMatrix
    findings: tuple[Finding, ...]
    responses: tuple[Response, ...] = ()
    capacity: tuple[CapacityTopic, ...] = ()
    claims: tuple[ClaimAgainstReports, ...] = ()
    other_documents: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    today: date | None = None
    """The day on which ages were counted."""
    evaluations: tuple[Evaluation, ...] = ()
    """Ofsted's letters on the group itself, the latest first."""

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes looked for, in the order of their list."""
        return self.matrix.themes

    def school(self, key: str) -> School:
        """Return a school by its key.

        :raises KeyError: if the group has no such school.
        """
        found: Sequence[School] = [school for school in self.schools if school.key == key]
        if not found:
            raise KeyError(key)
        return found[0]

    def theme(self, key: str) -> Theme:
        """Return a theme by its key.

        :raises KeyError: if the list has no such theme.
        """
        found: Sequence[Theme] = [theme for theme in self.themes if theme.key == key]
        if not found:
            raise KeyError(key)
        return found[0]

    def is_silent(self, school: str, theme: str) -> bool:
        """Say whether neither the latest report on a school nor a letter since mentions a theme."""
        letters = {letter.document for letter in self.school(school).letters}
        since = any(mention.document in letters for mention in self.history.cell(school, theme).mentions)
        return self.matrix.cell(school, theme).is_silent and not since

    def of_kind(self, kind: FindingKind) -> tuple[Finding, ...]:
        """Return the findings of one kind."""
        return tuple(finding for finding in self.findings if finding.kind is kind)
