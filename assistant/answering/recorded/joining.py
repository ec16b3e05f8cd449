"""Questions for when schools joined their group: each date as a table's row or a report's sentence has it, cited.

Where a table and a report give two dates, both stand; where they give the same, the table's row alone. A date that was
typed into the library and stands in no document is told in a note, as that. Works out no span of time and picks no
school by its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.route import RecordLookup, left_over
from assistant.answering.recorded.table_rows import row_evidence, rows_on
from assistant.schools.facts import day_of_joining
from assistant.scope import QuestionScope, ScopeSchool
from ingest.library.tables import StoredSchoolRow
from ingest.phrases import day_words

LEAD = "When schools joined, as the row of a table or the sentence of a report has it:"
_GROUP = r"(?:the |our |this |its )?(?:trust|group|MAT|federation|diocese)"
_WHEN = re.compile(
    r"\b(?:(?:since )?when|(?:on |in )?(?:what|which) (?:date|day|year)|how long (?:ago )?|dates?)\b", re.IGNORECASE
)
_ASKS = (
    re.compile(rf"\bjoin(?:s|ed|ing)?\b\s*{_GROUP}\b|\bjoining dates?\b|\bdates? of joining\b|\bjoined\b", re.I),
    re.compile(r"\b(?:did|do) (?:it|they|each(?: of them)?|each school|the schools?) join\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:become|became|been|is|are|was|were|be)\s+(?:a )?(?:part of|members? of|in|with)\s+{_GROUP}\b", re.I
    ),
)
_LATEST_FIRST = re.compile(r"\b(?:last|latest|most recent(?:ly)?|newest)\b", re.IGNORECASE)
_ORDER = re.compile(rf"{_LATEST_FIRST.pattern}|\b(?:first|earliest)\b", re.IGNORECASE)
_WHICH = re.compile(r"\bwhich (?:of (?:the|our) )?(?:schools?|academ(?:y|ies))\b|\blist\b", re.IGNORECASE)
_BESIDE = frozenset("have has had did do does is are was were been each all every date dates joined join".split())


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of one school: its evidence and the earliest of the dates."""

    school: SchoolEvidence
    day: date | None


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the dates asked for, school by school; None where the question asks for more or nothing is known."""
    if not _asked(scope.core):
        return None
    rows = [row for row in records.schools() if row.says.joined]
    told = [_told(school, rows, records) for school in scope.schools]
    notes = tuple(_by_hand(told, scope.schools, records))
    if not any(one.school.evidence for one in told):
        return SelectedEvidence(scope, tuple(one.school for one in told), notes=notes) if notes else None
    if len(told) > 1:
        told = _in_order(told, latest_first=bool(_LATEST_FIRST.search(scope.question)))
    return SelectedEvidence(scope, tuple(one.school for one in told), notes=notes, lead=LEAD, looked_back=True)


def _asked(question: str) -> bool:
    """Say whether a question asks when schools joined, or which did so first or last, and nothing else."""
    asks = next((pattern for pattern in _ASKS if pattern.search(question)), None)
    timed = _WHEN.search(question) or "joining date" in question.lower()
    picks = _WHICH.search(question) and _ORDER.search(question)
    if asks is None or not (timed or picks):
        return False
    for pattern in (*_ASKS, _WHEN, _ORDER, _WHICH):
        question = pattern.sub(" ", question)
    return not left_over(re.sub(rf"\b{_GROUP}\b", " ", question, flags=re.IGNORECASE), _BESIDE)


def _told(school: ScopeSchool, rows: Sequence[StoredSchoolRow], records: RecordLookup) -> _Told:
    found = list(_of_tables(school, rows, records))
    found += [(item, day) for item, day in _of_reports(school, records) if day not in [known for _, known in found]]
    evidence = tuple(dict.fromkeys(item for item, _ in found))
    return _Told(SchoolEvidence(school.name, True, evidence), min((day for _, day in found), default=None))


def _of_tables(
    school: ScopeSchool, rows: Sequence[StoredSchoolRow], records: RecordLookup
) -> Iterator[tuple[Evidence, date]]:
    for row in rows_on(school, rows):
        if (day := row.says.joined) is None:
            continue
        found = row_evidence(row, f"Joined {row.says.group or 'the group'}: {day_words(day)}", records)
        if found is not None:
            yield found, day


def _of_reports(school: ScopeSchool, records: RecordLookup) -> Iterator[tuple[Evidence, date]]:
    """Give the sentence of the newest report that says the day."""
    for report in school.reports:
        inspection = records.inspection(report.id)
        said = inspection.group_sentence if inspection else None
        day = day_of_joining(said.text) if said else None
        if said is not None and day is not None:
            page = records.page(report.id, said.locator.page)
            quote = said.locator.span.of(page.text)
            yield Evidence(report.id, quote, (said.locator,), None, None, 1.0), day
            return


def _by_hand(told: Sequence[_Told], schools: Sequence[ScopeSchool], records: RecordLookup) -> Iterator[str]:
    """Tell the dates that stand in the library's list of members and in no document."""
    members = [member for member in records.members() if member.start]
    for one, school in zip(told, schools, strict=True):
        urns = {report.urn for report in school.reports if report.urn}
        for member in members if not one.school.evidence else ():
            if member.start and (member.urn in urns if member.urn and urns else member.school == school.name):
                yield (
                    f"{school.name} joined {member.group} on {day_words(member.start)}, by the library’s own list of "
                    "members; no document in the library says so."
                )


def _in_order(told: Sequence[_Told], latest_first: bool) -> list[_Told]:
    """Put the schools in the order of their dates: an answer shows the likeliest first, so it is told so."""
    known = sorted((one for one in told if one.day), key=lambda one: one.day or date.min, reverse=latest_first)
    placed = [
        replace(one, school=replace(one.school, evidence=_weighed(one.school.evidence, 1.0 - number / 1000)))
        for number, one in enumerate(known)
    ]
    return [*placed, *(one for one in told if not one.day)]


def _weighed(evidence: Sequence[Evidence], probability: float) -> tuple[Evidence, ...]:
    return tuple(replace(item, probability=probability) for item in evidence)
