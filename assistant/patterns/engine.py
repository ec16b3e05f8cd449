"""The patterns of a group as the screens ask for them: in a period, each report read for themes only once.

Narrows what `group_patterns` gives to the inspections of a period and works the findings out again from what is left;
finds nothing of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from assistant.patterns.grades import YearRange
from assistant.patterns.group import reports_of
from assistant.patterns.patterns import findings_of, group_patterns, matrices_of
from assistant.patterns.values import GroupPatterns, GroupSchool
from assistant.themes.kept import KeptMentions
from assistant.themes.mentions import Reads
from assistant.themes.theming import shipped_themer
from assistant.themes.values import Mention, SchoolReport
from ingest.library import Library


class Engine:
    """Finds the patterns of groups; keeps the mentions of each report until the library no longer holds it.

    Reading one report for themes takes longer than all else together (``python -m evals --suite patterns-speed``), so
    what was read is kept in the library too (`KeptMentions`), and `ahead` reads what is not, telling how far it is.
    """

    def __init__(self) -> None:
        self._reading = threading.Lock()
        self._read: dict[tuple[str, SchoolReport, datetime], tuple[Mention, ...]] = {}

    def __call__(self, library: Library, group: str, period: YearRange, day: date) -> GroupPatterns:
        """Return the patterns of a group in a period, ages counted on `day`."""
        added = {record.id: record.added_at for record in library.documents()}
        self._read = {key: said for key, said in self._read.items() if added.get(key[1].document) == key[2]}
        reader = _Keeping(KeptMentions(library, shipped_themer()), self._read, added)
        whole = period == YearRange()
        found = group_patterns(library, group, today=day, reader=reader, findings=whole)
        return found if whole else narrowed(found, period, day)

    def ahead(self, library: Library, group: str) -> Iterator[tuple[int, int]]:
        """Read the reports of a group that were never read for themes; yield how many of how many are done.

        Yields nothing where all were read before. Two at a time share the work: each report is read by one of them.
        """
        kept = KeptMentions(library, shipped_themer())
        unread = kept.unread(reports_of(library, group))
        for done, record in enumerate(unread):
            yield done, len(unread)
            with self._reading:
                kept.read(record)


class _Keeping:
    """Reads a report once; `added` says when each document came, for one that was read again is another."""

    def __init__(
        self,
        reader: Reads,
        read: dict[tuple[str, SchoolReport, datetime], tuple[Mention, ...]],
        added: Mapping[str, datetime],
    ) -> None:
        self._reader, self._read, self._added = reader, read, added

    def mentions(self, school: str, report: SchoolReport) -> tuple[Mention, ...]:
        """Return every mention in one report."""
        key = (school, report, self._added[report.document])
        if key not in self._read:
            self._read[key] = self._reader.mentions(school, report)
        return self._read[key]


def narrowed(found: GroupPatterns, period: YearRange, day: date) -> GroupPatterns:
    """Return the patterns as far as they rest on inspections in the period."""
    schools = tuple(
        replace(school, reports=tuple(report for report in school.reports if period.holds(report.date)))
        for school in found.schools
    )
    mentions = _by_document(found, schools)
    latest, history = matrices_of(schools, found.themes, mentions)
    responses = tuple(response for response in found.responses if response.need.document in mentions)
    return replace(
        found,
        schools=schools,
        matrix=latest,
        history=history,
        findings=findings_of(latest, history, day),
        responses=responses,
        evaluations=tuple(letter for letter in found.evaluations if period.holds(letter.date)),
    )


def _by_document(found: GroupPatterns, schools: tuple[GroupSchool, ...]) -> Mapping[str, list[Mention]]:
    """Return the mentions of the schools' reports, each report with its own."""
    mentions: dict[str, list[Mention]] = {report.document: [] for school in schools for report in school.reports}
    for cell in found.history.cells:
        for mention in cell.mentions:
            if mention.document in mentions:
                mentions[mention.document].append(mention)
    return mentions


__all__ = ["Engine", "narrowed"]
