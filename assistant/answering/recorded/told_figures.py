"""Questions for a figure that reports tell in a sentence: a score that no table holds, or suspensions over the years.

Gives the sentences that name the thing with a number, from each report that is asked. Works out no difference and names
no trend; a year that is asked for must stand in the sentence or in the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.ranking.noise import is_about_inspection
from assistant.answering.recorded.reasons import asks_why
from assistant.answering.recorded.route import RecordLookup, answered, inspections, left_over
from assistant.scope import QuestionScope, ScopeSchool
from ingest.documents import BlockKind, Passage
from ingest.inspections import Inspection


@dataclass(frozen=True, slots=True)
class _Thing:
    """One thing that reports count: the words that ask for it, and those that tell of it."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    in_tables: bool
    """Whether tables may hold it: then a sentence is asked only where none does."""


def _thing(asked: str, told: str, *, in_tables: bool) -> _Thing:
    return _Thing(re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE), in_tables)


_THINGS = (
    _thing(r"\bProgress[ -]?8\b", r"\bProgress 8\b", in_tables=True),
    _thing(r"\bAttainment[ -]?8\b", r"\bAttainment 8\b", in_tables=True),
    _thing(
        r"\b(?:suspensions?|(?:fixed[- ]term |permanent )*exclusions?)\b(?: (?:rates?|numbers?|figures?))?",
        r"\b(?:suspen(?:sions?|ded)|exclu(?:sions?|ded))\b",
        in_tables=False,
    ),
)
_BESIDE = frozenset(
    """score scores figure figures number numbers rate rates data change changed changes risen fallen gone since time
    years year yet much many pupils pupil going compare compared like result results""".split()
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?(?!\d)")
_NAMED_NUMBER = re.compile(r"\b(?:Progress|Attainment|Years?|Grades?|Stage) \d+\b", re.IGNORECASE)


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the sentences with the figures of a named school; None where more is asked or no report tells one."""
    question = scope.words or scope.core
    thing = next((thing for thing in _THINGS if thing.asked.search(question)), None)
    if thing is None or asks_why(question) or not scope.named or not (thing.in_tables or scope.change):
        return None
    if [word for word in left_over(thing.asked.sub(" ", question), _BESIDE) if not word[:1].isdigit()]:
        return None
    years = [] if scope.change else [match.group()[:4] for match in _YEAR.finditer(scope.question)]
    schools = tuple(
        SchoolEvidence(school.name, True, tuple(_told(thing, years, scope, school, records)))
        for school in scope.schools
    )
    return answered(scope, schools)


def _told(
    thing: _Thing, years: Sequence[str], scope: QuestionScope, school: ScopeSchool, records: RecordLookup
) -> Iterator[Evidence]:
    held = list(inspections(scope, school, records))
    if thing.in_tables and any(thing.told.search(row.measure) for one in held for row in one.figures):
        return
    for inspection in held:
        yield from _sentences(thing, years, inspection, records.passages(inspection.document))


def _sentences(
    thing: _Thing, years: Sequence[str], inspection: Inspection, passages: Sequence[Passage]
) -> Iterator[Evidence]:
    """Yield the sentences that tell the thing with a number and, where one is asked for, its year."""
    for passage in passages:
        if passage.boilerplate is not None or passage.kind is BlockKind.TABLE_ROW or is_about_inspection(passage):
            continue
        before = ""
        for sentence in passage.sentences:
            counted = re.search(r"\d", _YEAR.sub(" ", _NAMED_NUMBER.sub(" ", sentence.text)))
            dated = not years or any(year in f"{before} {sentence.text}" for year in years)
            if thing.told.search(sentence.text) and counted and dated:
                yield Evidence(inspection.document, sentence.text, sentence.locators, passage.heading, before, 1.0)
            before = sentence.text
