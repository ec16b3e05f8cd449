"""What a source file may say: one frozen model for each report format, and the table of schools.

Checks that a source is complete and coherent, and that every fact can be found in its text. Knows nothing of how
a report looks on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

Direction = Literal["strength", "weakness", "neutral"]
OeifGrade = Literal["Outstanding", "Good", "Requires improvement", "Inadequate"]
PreviousGrade = OeifGrade | Literal["Satisfactory"]
CardGrade = Literal["Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement"]
CARD_GRADES: tuple[CardGrade, ...] = (
    "Exceptional",
    "Strong standard",
    "Expected standard",
    "Needs attention",
    "Urgent improvement",
)
CardArea = Literal[
    "Achievement",
    "Attendance and behaviour",
    "Curriculum and teaching",
    "Early years",
    "Inclusion",
    "Leadership and governance",
    "Personal development and wellbeing",
    "Post-16 provision",
]
Theme = Literal[
    "curriculum",
    "assessment",
    "reading",
    "writing",
    "mathematics",
    "send",
    "disadvantaged",
    "attendance",
    "behaviour",
    "suspensions",
    "personal-development",
    "careers",
    "post-16",
    "early-years",
    "staff-training",
    "workload",
    "leadership",
    "governance",
    "trust",
    "safeguarding",
    "parents",
    "transition",
    "context",
]


class SourceError(Exception):
    """A source cannot be used; the message names the file and the field."""


class Model(BaseModel):
    """Frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True)


class Group(Model):
    """The group that the schools belong to today."""

    name: str
    kind: str
    local_authority: str
    ceo: str
    chair: str


class School(Model):
    """One school as it is today."""

    key: str
    name: str
    phase: Literal["primary", "secondary", "all-through", "special"]
    urn: str = Field(pattern=r"^9901\d\d$")
    town: str
    address: str
    local_authority: str
    joined: date
    group: str
    head: str
    ages: str
    roll: int


class Schools(Model):
    """The table of schools."""

    group: Group
    schools: tuple[School, ...]

    def by_key(self, key: str) -> School | None:
        """Find the school of that key; None where there is none."""
        return next((school for school in self.schools if school.key == key), None)


class Fact(Model):
    """One thing a report says, and the words in which it says so."""

    theme: Theme
    area: str
    direction: Direction
    anchor: str = Field(min_length=25)


class Block(Model):
    """A paragraph, or a bullet with its nested bullets."""

    p: str | None = None
    b: str | None = None
    sub: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.p is None) == (self.b is None):
            raise ValueError("a block is either a paragraph (p) or a bullet (b)")
        if self.sub and self.b is None:
            raise ValueError("only a bullet can have nested bullets (sub)")
        return self


class Judgement(Model):
    """One graded area of the 2015 and 2019 frameworks."""

    area: str
    grade: OeifGrade


class Details(Model):
    """The rows of `School details` that the table of schools does not give."""

    type: str
    category: str
    ages: str
    gender: str
    roll: str
    sixth_form_roll: str | None = None
    authority: str
    chair: str | None = None
    chair_of_trust: str | None = None
    ceo: str | None = None
    headteacher: str
    headteacher_label: str = "Headteacher"
    telephone: str | None = None
    website: str
    email: str | None = None
    previous_inspection: str


class ReportBase(Model):
    """What all formats share."""

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    school: str
    dates: str
    start: date
    end: date
    published: date
    facts: tuple[Fact, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if not self.start <= self.end < self.published:
            raise ValueError("start, end and published do not follow each other")
        if not re.search(rf"\b{self.start.day}\b", self.dates) or not self.dates.endswith(f"{self.end:%B %Y}"):
            raise ValueError(f"dates: {self.dates!r} does not print {self.start} to {self.end}")
        return self

    @model_validator(mode="after")
    def _anchors_stand_once(self) -> Self:
        text = [_squeeze(piece) for piece in _strings(self.model_dump(exclude={"facts"}))]
        for number, fact in enumerate(self.facts):
            found = sum(piece.count(_squeeze(fact.anchor)) for piece in text)
            if found != 1:
                raise ValueError(f"facts.{number}.anchor stands {found} times in the text: {fact.anchor!r}")
        return self


class Summary(Model):
    """The two-column summary on the first page of a section 5 report."""

    statement: str
    first: tuple[str, ...] = Field(min_length=2)
    second_heading: str | None = None
    second: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.second_heading is None) != (not self.second):
            raise ValueError("second_heading and second go together")
        return self


class Section(Model):
    """A part of `Inspection judgements`: a graded area, or a subheading without a grade."""

    area: str | None = None
    heading: str | None = None
    blocks: tuple[Block, ...] = ()
    """Empty where a subheading follows a graded area at once."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.area is None) == (self.heading is None):
            raise ValueError("a section has either a graded area or a heading")
        if self.heading is not None and not self.blocks:
            raise ValueError(f"nothing stands under {self.heading!r}")
        return self


class Section5(ReportBase):
    """A section 5 report, 2015 to 2019."""

    format: Literal["section-5"]
    inspection_number: str
    judgements: tuple[Judgement, ...] = Field(min_length=5)
    previous_grade: PreviousGrade
    summary: Summary
    preamble: str | None = None
    improve: tuple[Block, ...] = Field(min_length=1)
    sections: tuple[Section, ...] = Field(min_length=5)
    details: Details
    about_school: tuple[str, ...]
    about_inspection: tuple[str, ...]
    team: tuple[tuple[str, str], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sections_are_graded(self) -> Self:
        graded = [judgement.area for judgement in self.judgements]
        for section in self.sections:
            if section.area is not None and section.area not in graded:
                raise ValueError(f"sections: {section.area!r} is not among the judgements")
        return self

    def grade_of(self, area: str) -> str:
        """Give the grade of a judgement's area."""
        return next(judgement.grade for judgement in self.judgements if judgement.area == area)


class Graded(ReportBase):
    """A graded report of the 2019 framework."""

    format: Literal["graded"]
    inspection_number: str
    judgements: tuple[Judgement, ...] = Field(min_length=4)
    previous_grade: PreviousGrade
    attend: tuple[str, ...] = Field(min_length=2)
    well: tuple[str, ...] = Field(min_length=3)
    safeguarding: tuple[str, ...] = Field(min_length=1)
    improve: tuple[str, ...] = Field(min_length=1)
    details: Details
    about_school: tuple[str, ...]
    about_inspection: tuple[str, ...]
    team: tuple[tuple[str, str], ...] = Field(min_length=1)


class Area(Model):
    """One evaluation area of a report card."""

    area: CardArea
    grade: CardGrade
    paragraphs: tuple[str, ...] = Field(min_length=1)


class Figure(Model):
    """One fact of `School and pupil context`."""

    label: str
    value: str | None = None
    comparison: str | None = None
    national: str | None = None


class FigureTable(Model):
    """One table of figures."""

    section: str
    title: str
    note: str
    columns: tuple[str, ...] = Field(min_length=2)
    rows: tuple[tuple[str, ...], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rows_fit(self) -> Self:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"table {self.title!r}: each row needs {len(self.columns)} cells")
        return self


class ReportCard(ReportBase):
    """A report card, from November 2025."""

    format: Literal["report-card"]
    safeguarding: Literal["met", "not met"]
    areas: tuple[Area, ...] = Field(min_length=6)
    pupil: tuple[str, ...] = Field(min_length=2)
    next_steps: tuple[str, ...] = Field(min_length=1)
    about: tuple[str, ...] = Field(min_length=2)
    headteacher_line: str
    lead: tuple[str, ...] = Field(min_length=1, max_length=1)
    team: tuple[str, ...]
    context: tuple[Figure, ...]
    tables: tuple[FigureTable, ...]

    @model_validator(mode="after")
    def _areas_in_order(self) -> Self:
        ranked = sorted(self.areas, key=lambda area: (CARD_GRADES.index(area.grade), area.area))
        if tuple(ranked) != self.areas:
            raise ValueError("areas: highest grade first, alphabetical inside a grade")
        return self


Report = Section5 | Graded | ReportCard
_REPORT: TypeAdapter[Report] = TypeAdapter(Annotated[Report, Field(discriminator="format")])


def load_schools(path: Path) -> Schools:
    """Read the table of schools."""
    try:
        return Schools.model_validate(load_yaml(path))
    except ValidationError as error:
        raise SourceError(explain(path, error)) from error


def load_report(path: Path, schools: Schools) -> Report:
    """Read one source and hold it against the table of schools."""
    try:
        report = _REPORT.validate_python(load_yaml(path))
    except ValidationError as error:
        raise SourceError(explain(path, error)) from error
    if report.key != path.stem:
        raise SourceError(f"{path.name}: key: {report.key!r} is not the file's name")
    if schools.by_key(report.school) is None:
        raise SourceError(f"{path.name}: school: {report.school!r} is not in the table of schools")
    return report


def load_yaml(path: Path) -> object:
    """Read a YAML file.

    :raises SourceError: if it is none.
    """
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise SourceError(f"{path.name}: not readable as YAML: {error}") from error


def explain(path: Path, error: ValidationError) -> str:
    """Say which field of a source is wrong, a line for each."""
    lines = (f"{path.name}: {'.'.join(map(str, item['loc'])) or 'report'}: {item['msg']}" for item in error.errors())
    return "\n".join(lines)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _squeeze(text: str) -> str:
    return " ".join(text.split())
