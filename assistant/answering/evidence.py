"""What is found and chosen for a question, school by school: the values that the steps of an answer hand on.

Holds what was brought up, and what was chosen of it; `selecting` chooses.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.questions.direction import StrengthOrNeed
from assistant.scope import QuestionScope
from assistant.search import Found
from ingest.documents import Locator


@dataclass(frozen=True, slots=True)
class AskedSchool:
    """One school (or document without a school) and what retrieval brought up for it."""

    name: str
    is_school: bool
    first: tuple[Found, ...]
    older: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What retrieval brought up, school by school."""

    scope: QuestionScope
    asked: tuple[AskedSchool, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: text that stands verbatim at its places."""

    document: str
    quote: str
    locators: tuple[Locator, ...]
    heading: str | None
    before: str | None
    probability: float
    statement: str | None = None
    """What the program says of it, where the quotation alone is not a sentence (a grade in a table)."""
    graded: bool = False
    """Whether the statement is a grade."""
    strand: StrengthOrNeed | None = None
    """The direction that the report itself gives it: a next step, a listed strength or weakness."""
    matter: str = ""
    """What it is set beside sentences of other reports for; such stand together."""


@dataclass(frozen=True, slots=True)
class SchoolEvidence:
    """The evidence for one school; empty where it does not speak to the question."""

    name: str
    is_school: bool
    evidence: tuple[Evidence, ...]
    from_older: bool = False
    otherwise: bool = False
    """It speaks of the subject, but not in the direction (strength, need) that is asked for."""


@dataclass(frozen=True, slots=True)
class SelectedEvidence:
    """The evidence of every school that was asked, and the nearest things where there is none."""

    scope: QuestionScope
    schools: tuple[SchoolEvidence, ...]
    nearest: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = field(default=())
    missing: tuple[str, ...] = ()
    """The parts of the question that nothing answers."""
    lead: str = ""
    """What the answer begins with, where the evidence is of another kind than sentences of reports."""
    of: str = ""
    """What every piece of evidence names, where it was looked up by its words."""
    broader: str = ""
    """Where nothing names it: the broader subject that the nearest things speak of."""
    whole: bool = False
    """Whether lead and notes tell of every school that was asked: then none of them is silent."""
    looked_back: bool = False
    """Whether reports before the newest were looked through as well."""
