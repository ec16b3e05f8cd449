"""A self-evaluation against the reports: each claim, and what reports say.

Uses the checker; its verdicts become statements about evidence. The claim's own document is never its evidence. A wish
or a plan is told as one: what reports say of the matter stands beside it and bears out nothing. Slow (it reads passages
for every sentence), so it is asked for by itself and is no part of `group_patterns`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.checking.asked import words_of
from assistant.checking.checker import Checked, Verdict
from assistant.checking.guard import guarded
from assistant.checking.leads import split_lead
from assistant.names import mentions as names_in
from assistant.patterns.asserting import Asserted, asserted
from assistant.patterns.bearing import Near, near
from assistant.patterns.statements import agreed_on, is_of_every, of_one_school, schools_meant, without_reach
from assistant.patterns.values import Bearing, ClaimAgainstReports, GroupSchool, Statement
from assistant.search import Found
from assistant.themes.values import SchoolReport
from ingest.documents import Document, Passage, Scope
from ingest.library import DocumentRecord, Library

PASSAGES = 12
"""Passages searched for each claim; those that speak to it are read. Chosen: names alone fill the first four."""
READ = 3
"""Passages read for a claim on one school, those that share most with it first; the reading takes most of the time."""
READ_OF_SEVERAL = 5
"""The same for a claim on several schools, one a school first."""


class Searches(Protocol):
    """Finds passages inside a scope."""

    def search(self, words: str, k: int = 10, scope: Scope | None = None) -> list[Found]:
        """Return up to `k` passages, best first."""
        ...


class Checks(Protocol):
    """Judges pairs of evidence and claim."""

    def check(self, pairs: Sequence[tuple[str, str]]) -> list[Checked]:
        """Return one verdict a pair."""
        ...


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a group as it was read: its day, and the keys of the school whose own it is, if it is one's."""

    document: Document
    group: str = ""
    day: date | None = None
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    """A claim with what it is held against: its words, the schools meant, and their reports.

    `several` is true where it speaks of more than one school, so that no one report can bear it out.
    """

    said: Asserted
    words: str
    keys: tuple[str, ...]
    several: bool
    reports: dict[str, tuple[GroupSchool, SchoolReport]]

    @property
    def schools(self) -> int:
        """How many schools with reports are meant."""
        return len({school.key for school, _ in self.reports.values()})


def paper_of(library: Library, record: DocumentRecord, schools: Sequence[GroupSchool]) -> Paper:
    """Return a paper of the library as it was read, so that its claims can be found."""
    pages = tuple(library.pages(record.id))
    document = Document(record.id, record.filename, record.media_type, record.title, pages, record.warnings)
    day = record.start or record.published or agreed_on(library.passages_of(record.id))
    own = of_one_school(record, {school.name: school.key for school in schools})
    return Paper(document, record.group or "", day, own)


def claims_of_paper(paper: Paper, schools: Sequence[GroupSchool]) -> list[Asserted]:
    """Return what a paper asserts of schools and group, wishes and plans included."""
    names = [school.name for school in schools]
    return list(asserted(paper.document, [*names, paper.group] if paper.group else names, paper.day))


def claims_against_reports(
    paper: Paper, schools: Sequence[GroupSchool], searcher: Searches, checker: Checks
) -> Iterator[ClaimAgainstReports]:
    """Yield every claim of a paper with what the group's reports say of it, in the order of `claims_of_paper`.

    A claim that names schools, or stands in a school's own paper, is compared with their reports, any other with those
    of all schools.
    """
    for said in claims_of_paper(paper, schools):
        held = _held(said, paper, schools)
        yield _compared(held, paper.document, searcher, checker)


def _held(said: Asserted, paper: Paper, schools: Sequence[GroupSchool]) -> _Held:
    text = said.claim.text
    by_name = {school.name: school.key for school in schools}
    before = tuple(by_name[name] for name in said.before if name in by_name)
    named = {by_name[name] for mention in names_in(text, list(by_name)) for name in mention.names}
    meant = paper.own or schools_meant(text, said.heading, before, schools)
    among = [school for school in schools if school.key in (meant or ())] or list(schools)
    reports = {report.document: (school, report) for school in among for report in school.reports}
    names = [school.name for school in schools]
    words = words_of(text, [*names, paper.group] if paper.group else names)
    several = is_of_every(text) or len(set(meant or ()) | named) > 1
    return _Held(said, words, tuple(meant or ()), several, reports)


def _compared(held: _Held, document: Document, searcher: Searches, checker: Checks) -> ClaimAgainstReports:
    said, claim = held.said, held.said.claim
    matter = without_reach(held.words) or held.words
    hits = searcher.search(matter, PASSAGES, Scope(frozenset(held.reports))) if held.reports else []
    found = near(matter, hits)
    found = _one_a_school(found, held)[:READ_OF_SEVERAL] if held.several else found[:READ]
    own = Statement(
        document.id, document.filename, "", claim.text, (claim.locator,), None, held.keys, "a claim of the document"
    )
    if said.wish and said.is_sure:
        bearing, reason, which = _wished(said, found)
    else:
        judged = list(zip(found, _judged(held, found, checker), strict=True))
        bearing, reason, which = _bearing(judged, held)
        if said.wish and bearing not in (Bearing.BORNE_OUT, Bearing.NEWER):
            bearing, reason, which = _wished(said, found)
    return ClaimAgainstReports(own, bearing, reason, tuple(_evidence(p, *held.reports[p.document]) for p in which))


def _one_a_school(found: Sequence[Near], held: _Held) -> list[Near]:
    """Return passages with the nearest of each school first."""
    firsts: dict[str, Near] = {}
    for one in found:
        firsts.setdefault(held.reports[one.passage.document][0].key, one)
    return [*firsts.values(), *(one for one in found if one not in firsts.values())]


def _judged(held: _Held, found: Sequence[Near], checker: Checks) -> list[Checked]:
    """Return the verdict of each passage as it counts for the claim."""
    lead = split_lead(held.said.claim.text)[0]
    checked = checker.check([(one.passage.text, held.words) for one in found])
    return [
        guarded(held.words, lead, one.passage.text, [s.text for s in one.passage.sentences], verdict)
        for one, verdict in zip(found, checked, strict=True)
    ]


def _wished(said: Asserted, found: Sequence[Near]) -> tuple[Bearing, str, list[Passage]]:
    reason = f"A plan or a wish: {said.wish}. No report can bear that out before it is done."
    beside = " What reports say of the matter stands beside it." if found else ""
    return Bearing.WISH, f"{reason}{beside}", [one.passage for one in found]


def _bearing(judged: Sequence[tuple[Near, Checked]], held: _Held) -> tuple[Bearing, str, list[Passage]]:
    """Say how the claim stands. What bears it out comes first; of several, the latest report's."""
    if not judged:
        return Bearing.SILENT, "No passage of the reports speaks to the claim.", []
    supporting = [one.passage for one, checked in judged if checked.verdict is Verdict.SUPPORTED]
    against = [one.passage for one, checked in judged if checked.verdict is Verdict.CONTRADICTED]
    if supporting or against:
        return (_of_several if held.several else _of_one)(supporting, against, held)
    beside = [one.passage for one, _ in judged]
    if any(checked.verdict is Verdict.NOT_CHECKED for _, checked in judged):
        return Bearing.OPEN, "The nearest passages neither clearly bear it out nor contradict it.", beside
    return Bearing.NOT_BORNE_OUT, "The nearest passages do not say so.", beside


def _of_one(
    supporting: Sequence[Passage], against: Sequence[Passage], held: _Held
) -> tuple[Bearing, str, list[Passage]]:
    """Say how a claim stands that one report can bear out."""
    latest = _latest(supporting, held)
    if latest:
        return Bearing.BORNE_OUT, "A passage of a school's latest report says so.", latest
    if supporting:
        return Bearing.NEWER, "An earlier report says so, and the school has a later one.", [*supporting]
    return Bearing.CONTRADICTED, "A passage of the reports says otherwise.", [*against]


def _of_several(
    supporting: Sequence[Passage], against: Sequence[Passage], held: _Held
) -> tuple[Bearing, str, list[Passage]]:
    """Say how a claim on several schools stands: one report that says otherwise is enough, one that says so is not."""
    latest_against = _latest(against, held)
    if latest_against:
        return (
            Bearing.CONTRADICTED,
            "The claim is on several schools, and a report on one says otherwise.",
            [*latest_against],
        )
    latest = _latest(supporting, held)
    schools = {held.reports[passage.document][0].key for passage in latest}
    if latest and len(schools) == held.schools:
        return Bearing.BORNE_OUT, "Passages of the latest reports on all the schools say so.", latest
    shown = latest or [*supporting, *against]
    reason = f"The claim is on several schools; the latest reports on {len(schools)} of {held.schools} bear it out."
    return Bearing.OPEN, reason, shown


def _latest(passages: Sequence[Passage], held: _Held) -> list[Passage]:
    """Return those that stand in a school's latest report."""
    reports = ((passage, *held.reports[passage.document]) for passage in passages)
    return [passage for passage, school, report in reports if school.latest == report]


def _evidence(passage: Passage, school: GroupSchool, report: SchoolReport) -> Statement:
    places = tuple(place for sentence in passage.sentences for place in sentence.locators)
    return Statement(
        passage.document, report.file, passage.id, passage.text, places, report.date, (school.key,), "nearest passage"
    )
