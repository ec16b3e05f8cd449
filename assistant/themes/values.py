"""What themes, directions and mentions are: values of one report's reading. Decide nothing."""

from __future__ import annotations

import re
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
class SchoolReport:
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
