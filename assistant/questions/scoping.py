"""What a question was understood to be about, as values: schools, reports, subjects, chips, choices.

Describes values only; `scope` reads them off a question and `followups` off the conversation. A school is called by its
label here, the name that no other has (`assistant.schools.register`), and so are the reports on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Chip, Choice
from assistant.questions.aim import Aim
from assistant.questions.periods import Period
from assistant.schools.register import Register
from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord

VISITS = frozenset({ReportFormat.MONITORING, ReportFormat.CONVERSION_LETTER})
"""Formats that say something of a few matters only, and leave the inspection before them standing for the rest."""


@dataclass(frozen=True, slots=True)
class ScopeSchool:
    """A school (or another provider) and its reports in the library, newest inspection first."""

    name: str
    reports: tuple[DocumentRecord, ...]
    called: tuple[str, ...] = ()
    """Its label and the names printed for it that are no other school's."""

    @property
    def latest(self) -> DocumentRecord:
        """The report of the newest inspection."""
        return self.reports[0]

    @property
    def newest(self) -> tuple[DocumentRecord, ...]:
        """The newest report; where that is a visit's letter, which covers a few matters, all down to a full one."""
        full = next((place for place, report in enumerate(self.reports) if report.format not in VISITS), None)
        return self.reports[: (full or 0) + 1]


def schools_of(records: Sequence[DocumentRecord], register: Register) -> tuple[ScopeSchool, ...]:
    """Put the reports on each school together, by name."""
    grouped: dict[str, list[DocumentRecord]] = {}
    for record in records:
        if record.school:
            grouped.setdefault(record.school, []).append(record)
    return tuple(
        ScopeSchool(
            name,
            tuple(sorted(reports, key=lambda record: record.start or date.min, reverse=True)),
            register.called((name,)),
        )
        for name, reports in sorted(grouped.items())
    )


@dataclass(frozen=True, slots=True)
class QuestionScope:
    """What was understood of a question."""

    question: str
    core: str
    """The question without the names of schools and the years that the scope has taken in."""
    schools: tuple[ScopeSchool, ...]
    """The schools it is put to."""
    others: tuple[DocumentRecord, ...]
    """Documents in scope that belong to no school."""
    named: bool
    """Whether the question or the filters name the schools."""
    across: bool
    """Whether it asks about schools in general, so that silence is worth telling."""
    past: bool
    """Whether older reports are wanted beside the newest."""
    narrowed: tuple[str, ...]
    aim: Aim = Aim((), None, plain=False)
    """The subjects and the direction (strength or need) that it asks about."""
    unknown: tuple[str, ...] = ()
    """Names of schools that the library does not hold."""
    chips: tuple[Chip, ...] = ()
    """What was understood, each with the key by which a person can have it ignored. `narrowed` is their words."""
    choices: tuple[Choice, ...] = ()
    """Where the question may mean several things: what it may mean. Then nothing is searched."""
    unclear: str = ""
    """Why it has to be asked back."""
    period: Period | None = None
    said: tuple[str, ...] = ()
    """The schools that the question names itself, or takes over from the conversation."""
    called: tuple[str, ...] = ()
    """What these schools are called in any text: `said`, and the names printed for them that are no other school's."""
    subset: str = ""
    """Where it asks for some of the schools in general ("the primary schools"): the words for them."""
    words: str = ""
    """`core` before its words of direction were left out: what a follow-up takes over."""
    asked: str = ""
    """The question whose kind of answer is wanted: for "and at Corvane?" the one before; empty: `question`."""
    led_by: str = ""
    """The question before, where this one is a fragment joined onto it: it may take its kind of answer from there."""
    change: bool = False
    """Whether it asks what has changed."""
    beside: tuple[str, ...] = ()
    """The schools asked the same one after the other in the conversation, where the last is this question's own."""
    tested: tuple[DocumentRecord, ...] = ()
    """Papers of the group or a school whose word is put to the test: "as the plan says". They are asked beside."""
    group_papers: tuple[DocumentRecord, ...] = ()
    """The group's own papers, where a question names schools: asked once their reports have nothing."""

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """Every document in scope."""
        return tuple(report for school in self.schools for report in school.reports) + self.others + self.tested

    @property
    def first_documents(self) -> frozenset[str]:
        """The documents to ask first: each school's newest report, or all where the past is wanted."""
        if self.past:
            return frozenset(record.id for record in self.documents)
        newest = {report.id for school in self.schools for report in school.newest}
        return frozenset(newest | {record.id for record in self.others})
