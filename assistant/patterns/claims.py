"""A self-evaluation against the reports: each claim, and what reports say.

Uses the checker; its verdicts become statements about evidence. The claim's own document is never its evidence. Slow
(it reads passages for every sentence), so it is asked for by itself and is no part of `group_patterns`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.checking.checker import Checked, Verdict
from assistant.checking.claims import DraftClaim, claims_of
from assistant.names import mentions as names_in
from assistant.patterns.values import Bearing, ClaimAgainstReports, School, Statement
from assistant.search import Found
from assistant.themes.values import Report
from ingest.documents import Document, Passage, Scope
from ingest.library import DocumentRecord, Library

PASSAGES = 4
"""Passages of reports read for each claim, as in `checking.draft`."""
NEAR = 0.45
"""Least cosine of a passage to a claim for the passage to speak to it at all. Chosen, not measured."""


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


def claims_against_reports(
    document: Document, schools: Sequence[School], searcher: Searches, checker: Checks
) -> tuple[ClaimAgainstReports, ...]:
    """Return every checkable claim of a document with what the group's reports say of it.

    A claim that names schools is compared with their reports, any other with those of all schools.
    """
    return tuple(
        _compared(claim, document, schools, searcher, checker)
        for claim in claims_of(document)
        if claim.unchecked is None
    )


def document_of(library: Library, record: DocumentRecord) -> Document:
    """Return a document of the library as it was read, so that its claims can be found."""
    pages = tuple(library.pages(record.id))
    return Document(record.id, record.filename, record.media_type, record.title, pages, record.warnings)


def _compared(
    claim: DraftClaim, document: Document, schools: Sequence[School], searcher: Searches, checker: Checks
) -> ClaimAgainstReports:
    names = {name for mention in names_in(claim.text, [s.name for s in schools]) for name in mention.names}
    meant = [school for school in schools if school.name in names] or list(schools)
    reports = {report.document: (school, report) for school in meant for report in school.reports}
    hits = searcher.search(claim.text, PASSAGES, Scope(frozenset(reports))) if reports else []
    near = [hit.passage for hit in hits if hit.dense >= NEAR]
    checked = checker.check([(passage.text, claim.text) for passage in near])
    keys = tuple(school.key for school in meant) if names else ()
    own = Statement(
        document.id, document.filename, "", claim.text, (claim.locator,), None, keys, "a claim of the document"
    )
    bearing, reason, which = _bearing(list(zip(near, checked, strict=True)), reports)
    return ClaimAgainstReports(own, bearing, reason, tuple(_evidence(p, *reports[p.document]) for p in which))


def _bearing(
    judged: Sequence[tuple[Passage, Checked]], reports: dict[str, tuple[School, Report]]
) -> tuple[Bearing, str, list[Passage]]:
    """Say how the claim stands. What bears it out comes first; of several, the latest report's."""
    if not judged:
        return Bearing.SILENT, "No passage of the reports is near to the claim.", []
    supporting = [passage for passage, checked in judged if checked.verdict is Verdict.SUPPORTED]
    against = [passage for passage, checked in judged if checked.verdict is Verdict.CONTRADICTED]
    if supporting:
        latest = [p for p in supporting if reports[p.document][0].latest == reports[p.document][1]]
        if latest:
            return Bearing.BORNE_OUT, "A passage of a school's latest report says so.", latest
        return Bearing.NEWER, "An earlier report says so, and the school has a later one.", supporting
    if against:
        return Bearing.CONTRADICTED, "A passage of the reports says otherwise.", against
    near = [passage for passage, _ in judged]
    if any(checked.verdict is Verdict.NOT_CHECKED for _, checked in judged):
        return Bearing.OPEN, "The nearest passages neither clearly bear it out nor contradict it.", near
    return Bearing.NOT_BORNE_OUT, "The nearest passages do not say so.", near


def _evidence(passage: Passage, school: School, report: Report) -> Statement:
    places = tuple(place for sentence in passage.sentences for place in sentence.locators)
    return Statement(
        passage.document, report.file, passage.id, passage.text, places, report.date, (school.key,), "nearest passage"
    )
