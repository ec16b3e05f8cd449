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

    SECTION_5 = "section-5"  # full inspections, 2015–19
    GRADED = "graded"  # education inspection framework, 2019–25
    UNGRADED = "ungraded"  # the same framework, section 8: an outcome in words and no grades
    REPORT_CARD = "report-card"  # since November 2025
    AREA_SEND = "area-send"
    DOCUMENT = "document"  # anything else: a plain document


FORMAT_NAMES: dict[ReportFormat, str] = {
    ReportFormat.SECTION_5: "Section 5 report (2015–19)",
    ReportFormat.GRADED: "Graded report (2019–25)",
    ReportFormat.UNGRADED: "Ungraded report (2019–25)",
    ReportFormat.REPORT_CARD: "Report card (since 2025)",
    ReportFormat.AREA_SEND: "Area SEND report",
    ReportFormat.DOCUMENT: "Other document",
}


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
