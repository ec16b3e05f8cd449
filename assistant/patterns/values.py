"""What themes, mentions, findings and responses are.

Describes values only: reads no library and decides nothing. Every number is the length of a list that is kept here, so
that it can be opened; there is no grade, average or rank of a group anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.themes.values import Direction, Mention, SchoolReport, Theme
from ingest.documents import Locator


@dataclass(frozen=True, slots=True)
class GroupSchool:
    """A school of the group. `key` is its URN or, where none is known, its name; `reports` are oldest first.

    `joined` is None where nobody has said when the school joined the group.
    """

    key: str
    name: str
    urn: str | None = None
    phase: str | None = None
    joined: date | None = None
    reports: tuple[SchoolReport, ...] = ()

    @property
    def phases(self) -> frozenset[str]:
        """The phases in lower case; an all-through school has two, one of no known phase has none."""
        phase = (self.phase or "").casefold()
        return frozenset({"primary", "secondary"} if "all" in phase else {phase} if phase else ())

    @property
    def latest(self) -> SchoolReport | None:
        """The latest report, None for a school without any.

        A monitoring visit's letter looks at a few matters and leaves the inspection before it standing, so it is the
        latest only where there is nothing else.
        """
        full = [report for report in self.reports if not report.is_letter]
        return (full or self.reports)[-1] if self.reports else None

    @property
    def letters(self) -> tuple[SchoolReport, ...]:
        """The letters of monitoring visits since the latest report."""
        latest = self.latest
        return self.reports[self.reports.index(latest) + 1 :] if latest else ()


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

    schools: tuple[GroupSchool, ...]
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
    BOTH = "said and denied"
    OPEN = "left to a reader"
    SILENT = "no report speaks to it"
    NEWER = "newer evidence exists"
    WISH = "a plan or wish"


@dataclass(frozen=True, slots=True)
class ClaimAgainstReports:
    """A claim of a self-evaluation, what reports say and why; `evidence` holds the passages compared with it.

    The `why` of a passage says what it stands in: a report, or Ofsted's letter on the group.
    """

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
    schools: tuple[GroupSchool, ...]
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

    def school(self, key: str) -> GroupSchool:
        """Return a school by its key.

        :raises KeyError: if the group has no such school.
        """
        found: Sequence[GroupSchool] = [school for school in self.schools if school.key == key]
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
