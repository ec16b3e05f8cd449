"""The patterns of a group as the screens ask for them: in a period, with the joining dates that reports state.

Narrows what `group_patterns` gives to the inspections of a period and works the findings out again from what is left;
finds nothing of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assistant.patterns.findings import across_schools
from assistant.patterns.grades import Period
from assistant.patterns.over_time import over_time
from assistant.patterns.patterns import group_patterns, matrix_of, ordered
from assistant.patterns.values import GroupPatterns, Mention, School
from ingest.library import Library


def patterns_in(library: Library, group: str, period: Period, day: date) -> GroupPatterns:
    """Return the patterns of a group in a period, ages counted on `day`."""
    found = group_patterns(library, group, today=day)
    return found if period == Period() else narrowed(found, period, day)


def narrowed(found: GroupPatterns, period: Period, day: date) -> GroupPatterns:
    """Return the patterns as far as they rest on inspections in the period."""
    schools = tuple(
        replace(school, reports=tuple(report for report in school.reports if period.holds(report.date)))
        for school in found.schools
    )
    mentions = _by_document(found, schools)
    latest = matrix_of(schools, found.themes, {s.latest.document: mentions[s.latest.document] for s in schools if s.latest})
    history = matrix_of(schools, found.themes, mentions)
    findings = ordered(across_schools(latest, history, day) + over_time(history, day))
    responses = tuple(response for response in found.responses if response.need.document in mentions)
    return replace(
        found, schools=schools, matrix=latest, history=history, findings=findings, responses=responses
    )


def _by_document(found: GroupPatterns, schools: tuple[School, ...]) -> Mapping[str, list[Mention]]:
    """Return the mentions of the schools' reports, each report with its own."""
    mentions: dict[str, list[Mention]] = {report.document: [] for school in schools for report in school.reports}
    for cell in found.history.cells:
        for mention in cell.mentions:
            if mention.document in mentions:
                mentions[mention.document].append(mention)
    return mentions


__all__ = ["narrowed", "patterns_in"]
