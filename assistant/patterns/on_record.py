"""How a claim stands by the records of the reports: grades and figures as printed, each with its place.

Looks up what Check looks up (`checking.recorded`) in the report that counts for each school: that of the year which the
claim names, else the newest that prints such a row. Grades stand until a later report prints grades, whatever other
visits follow. Reads no prose: a claim that names no row of a record, or says more than one, is left to the passages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.checking.drafts.record_rows import Recorded, look_up
from assistant.checking.plain import GRADE
from assistant.patterns.bearings import Passages, Sources, Stands
from assistant.patterns.values import Bearing, GroupSchool
from assistant.schools.followed import GRADING, INSPECTING
from assistant.themes.values import SchoolReport
from ingest.documents import Locator, Passage, Sentence
from ingest.inspections import Inspection
from ingest.phrases import how_many

Records = Callable[[str], Inspection | None]
"""Gives the inspection that a document reports."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What the report that counts for a school prints of the claim; `stands` where no later one prints it anew."""

    school: GroupSchool
    report: SchoolReport
    said: Recorded
    stands: bool
    shown: Passage

    @property
    def words(self) -> str:
        """What is printed, and where."""
        day = f"{self.report.date:%B %Y}" if self.report.date else "a day not found"
        return f"the report of {day} on {self.school.name} prints ‘{self.said.printed.rstrip('.')}’"

    @property
    def sentence(self) -> str:
        """The same as a sentence."""
        return f"{self.words[0].upper()}{self.words[1:]}."


def by_record(sources: Sources, records: Records, passages: Passages) -> Stands | None:
    """Return how a claim stands by the records of the reports; None where they do not settle it."""
    schools = list({school.key: school for school, _ in sources.reports.values()}.values())
    rows = [row for school in schools if (row := _row(school, sources, records, passages))]
    if not sources.several and not sources.whole:
        return _of_one(rows[0]) if len(rows) == 1 else None
    against = [row for row in rows if row.stands and not row.said.agrees]
    if sources.several and against:
        return Stands(Bearing.CONTRADICTED, _denied(against), _places(against))
    agreeing = [row for row in rows if row.said.agrees and row.stands]
    if not agreeing or not all(row.said.whole for row in agreeing):
        return None
    return _of_several(agreeing, against, len(schools))


def _of_several(agreeing: Sequence[_Row], against: Sequence[_Row], schools: int) -> Stands:
    """Say how a claim on several schools stands, or on none in particular, of some of which its words are printed."""
    if len(agreeing) == schools:
        reason = f"The latest reports on all {schools} schools print so." if schools > 1 else agreeing[0].sentence
        return Stands(Bearing.BORNE_OUT, reason, _places(agreeing))
    reason = f"The latest reports on {len(agreeing)} of {how_many(schools, 'school')} print so"
    others = f"on {len(against)} another is printed" if against else "those on the others print no such grade or figure"
    return Stands(Bearing.OPEN, f"{reason}; {others}.", _places([*agreeing, *against]))


def _of_one(row: _Row) -> Stands | None:
    """Say how a claim on one school stands; what it says beyond the row is for the passages."""
    said = row.said
    if said.agrees and not said.whole:
        return None
    if not row.stands:
        reason = f"{row.sentence[:-1]}; the school has a later one, which may print another."
        return Stands(Bearing.NEWER, reason, (row.shown,))
    return Stands(Bearing.BORNE_OUT if said.agrees else Bearing.CONTRADICTED, row.sentence, (row.shown,))


def _denied(rows: Sequence[_Row]) -> str:
    more = f", and {how_many(len(rows) - 1, 'more report')} another too" if len(rows) > 1 else ""
    return f"Not of every school meant: {rows[0].words}{more}."


def _row(school: GroupSchool, sources: Sources, records: Records, passages: Passages) -> _Row | None:
    """Return what counts for a school, looked for from its newest report back."""
    for report in sorted(school.reports, key=lambda one: one.date or date.min, reverse=True):
        for said in _said(report, sources, records):
            past = bool(sources.years) and said.kind == GRADE
            shown = _shown(said, passages(report.document))
            return _Row(school, report, said, past or not _printed_anew(report, said, school), shown)
    return None


def _said(report: SchoolReport, sources: Sources, records: Records) -> Iterator[Recorded]:
    """Yield what a report's record says of the claim: grades of the year that it names, figures of any report."""
    inspection = records(report.document)
    for said in look_up(sources.matter, [inspection]) if inspection else ():
        if said.kind != GRADE or not sources.years or report.document in sources.then:
            yield said


def _printed_anew(report: SchoolReport, said: Recorded, school: GroupSchool) -> bool:
    """Say whether a later report on the school prints grades, or figures, of its own."""
    formats = GRADING if said.kind == GRADE else INSPECTING
    day = report.date or date.min
    return any((other.date or date.min) > day and other.format in formats for other in school.reports)


def _shown(said: Recorded, passages: Sequence[Passage]) -> Passage:
    """Return the sentences that print a row; of one that stands in no passage (a heading), the row itself."""
    place = said.locator
    for passage in passages:
        found = tuple(sentence for sentence in passage.sentences if any(_meet(place, one) for one in sentence.locators))
        if found:
            return replace(passage, sentences=found)
    return Passage(place.document, 0, place.page, None, (Sentence(said.printed, (place,)),))


def _meet(one: Locator, other: Locator) -> bool:
    return one.page == other.page and one.span.overlaps(other.span)


def _places(rows: Sequence[_Row]) -> tuple[Passage, ...]:
    return tuple(row.shown for row in rows)


__all__ = ["Records", "by_record"]
