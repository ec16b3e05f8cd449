"""What an inspection says: the structured record of one report, every fact with its place.

Describes values only. Reading them out of a document is the work of `ingest.reports`; a fact that a
document does not state is None and is named in `Inspection.not_found`. Nothing here is ever inferred:
a grade is the printed word, on the scale that it was printed on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ingest.documents import Locator


class ReportFormat(StrEnum):
    """The layouts of report that are told apart."""

    SECTION_5 = "section-5"  # full inspections to 2019; `Inspection.framework` tells 2012–15 from 2015–19
    GRADED = "graded"  # education inspection framework, 2019–25
    UNGRADED = "ungraded"  # the same framework, section 8: an outcome in words and no grades
    REPORT_CARD = "report-card"  # since November 2025
    AREA_SEND = "area-send"
    SHORT_INSPECTION = "short-inspection"  # section 8 letter of 2015–19 on a good or outstanding school
    MONITORING = "monitoring"  # letter or report of any other section 8 visit
    TRUST_EVALUATION = "trust-evaluation"  # summary evaluation of a multi-academy trust (MATSE), a letter
    FOCUSED_REVIEW = "focused-review"  # its forerunner, 2014–18
    CONVERSION_LETTER = "conversion-letter"  # says that a school became an academy; no inspection
    INDEPENDENT = "independent-school"  # material change, pre-registration, progress monitoring: standards, no grades
    DOCUMENT = "document"  # anything else: a plain document


FORMAT_NAMES: dict[ReportFormat, str] = {
    ReportFormat.SECTION_5: "Section 5 report (to 2019)",
    ReportFormat.GRADED: "Graded report (2019–25)",
    ReportFormat.UNGRADED: "Ungraded report (2019–25)",
    ReportFormat.REPORT_CARD: "Report card (since 2025)",
    ReportFormat.AREA_SEND: "Area SEND report",
    ReportFormat.SHORT_INSPECTION: "Short inspection letter",
    ReportFormat.MONITORING: "Monitoring letter",
    ReportFormat.TRUST_EVALUATION: "Trust summary evaluation",
    ReportFormat.FOCUSED_REVIEW: "Focused review letter",
    ReportFormat.CONVERSION_LETTER: "Academy conversion letter",
    ReportFormat.INDEPENDENT: "Independent school: additional inspection",
    ReportFormat.DOCUMENT: "Other document",
}


OF_A_TRUST = frozenset({ReportFormat.TRUST_EVALUATION, ReportFormat.FOCUSED_REVIEW})
"""Formats whose provider is a trust and not a school."""


def is_urn(words: str) -> bool:
    """Say whether these words are a unique reference number: six digits."""
    return len(words) == 6 and words.isascii() and words.isdecimal()


class Scale(StrEnum):
    """The vocabulary that a grade belongs to. Two scales are never mapped onto each other."""

    OEIF = "oeif"
    REPORT_CARD = "report-card"
    MET_NOT_MET = "met-not-met"


@dataclass(frozen=True, slots=True)
class Located:
    """A piece of text as the document prints it, and where.

    A name that wraps over lines has one place from its first line to its last; `text` has a space for each line feed.
    """

    text: str
    locator: Locator


@dataclass(frozen=True, slots=True)
class InspectionDates:
    """The inspection's dates as printed, and as dates. A one-day inspection starts and ends that day."""

    printed: str
    start: date
    end: date
    locator: Locator


@dataclass(frozen=True, slots=True)
class Judgement:
    """An evaluation area and its grade, exactly as printed, with scale and date."""

    area: str
    grade: str
    scale: Scale
    date: date | None
    locator: Locator


@dataclass(frozen=True, slots=True)
class NextStep:
    """One point that the report asks to improve.

    `kind`: "next step", "area for improvement" or "priority action". A point with nested bullets, or one that crosses
    a page, has one locator for each piece, in order; `text` joins the pieces with a space.
    """

    kind: str
    text: str
    locators: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A strength or a weakness that the document itself labels so, under the label's own words."""

    label: str
    text: str
    locators: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who holds a role, as printed: 'Headteacher', 'Chair of trust', 'CEO'.

    The name is personal data: it is a value of its own, so that a setting can drop it and keep the role
    (`ingest.names`). The text of a name that is not kept is empty; its place stays.
    """

    role: str
    name: Located


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of a table of figures, or one fact of 'School and pupil context', as printed.

    `national` and `comparison` are the last two columns, whatever they are called: `columns` has their headings as
    printed (in tables of a gap they are 'National non-disadvantaged score' and 'School disadvantage gap').
    """

    section: str | None
    measure: str
    period: str | None
    school: str | None
    national: str | None
    comparison: str | None
    columns: tuple[str, ...]
    locator: Locator


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that the document prints differently in two places, with both places. The first is the one taken."""

    field: str
    places: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """The structured record of one report."""

    document: str
    format: ReportFormat
    confidence: float
    reason: str
    provider: Located | None = None
    provider_type: Located | None = None
    urn: Located | None = None
    local_authority: Located | None = None
    group: Located | None = None
    dates: InspectionDates | None = None
    published: date | None = None
    previous_grade: Located | None = None
    previous_date: Located | None = None
    lead_inspector: Located | None = None
    judgements: tuple[Judgement, ...] = ()
    safeguarding: Located | None = None
    next_steps: tuple[NextStep, ...] = ()
    not_found: tuple[str, ...] = ()
    """Names of the fields above that reports of this format normally fill and that this one leaves empty."""
    outcome: Located | None = None
    """The outcome in words, where the format has one in place of grades (area SEND, ungraded)."""
    framework: str | None = None
    """Which years' layout of its format the document has, such as "2012–15"."""
    school_category: Located | None = None
    age_range: Located | None = None
    pupils: Located | None = None
    group_sentence: Located | None = None
    """The sentence that names the group."""
    appropriate_authority: Located | None = None
    category_of_concern: Located | None = None
    """The words that put the school in a category: special measures, serious weaknesses, significant improvement."""
    publication: Located | None = None
    """The publication date as printed; `published` is the day."""
    dated: Located | None = None
    """The date at the head of a letter, which is neither the inspection's nor the publication's."""
    people: tuple[Person, ...] = ()
    strengths: tuple[Point, ...] = ()
    weaknesses: tuple[Point, ...] = ()
    figures: tuple[Figure, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
