"""A self-evaluation against the reports: each claim, and what reports say.

Uses the checker; its verdicts become statements about evidence. The claim's own document is never its evidence. A wish
or a plan is told as one: what reports say of the matter stands beside it and bears out nothing. Slow (it reads passages
for every sentence), so it is asked for by itself and is no part of `group_patterns`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Protocol

from assistant.checking.drafts.scope import words_of
from assistant.checking.guard import guarded
from assistant.checking.verdict import Checked, Verdict
from assistant.checking.words.leads import split_lead
from assistant.patterns.asserting import Asserted, asserted
from assistant.patterns.bearing import Near, near
from assistant.patterns.bearings import Judged, Passages, Sources, Stands, letter_words, stands, with_letters
from assistant.patterns.on_record import Records, by_record
from assistant.patterns.statements import (
    agreed_on,
    is_of_every,
    of_one_school,
    schools_meant,
    speaks_of_group,
    without_reach,
)
from assistant.patterns.values import Bearing, ClaimAgainstReports, Evaluation, GroupSchool, Statement
from assistant.schools.names import mentions as names_in
from assistant.search import Found
from ingest.documents import Document, Locator, Passage, Scope
from ingest.library import DocumentRecord, Library

PASSAGES = 12
"""Passages searched for each claim; those that speak to it are read. Chosen: names alone fill the first four."""
READ = 3
"""Passages read for a claim on one school, those that share most with it first; the reading takes most of the time. As
many of Ofsted's letters on the group beside them."""
READ_OF_SEVERAL = 5
"""The same for a claim on several schools, one a school first."""
_ACADEMY = re.compile(r"\bacadem(?:y|ies)\b", re.IGNORECASE)
KEPT = 64
"""Documents whose passages are kept while a paper is compared: its claims are of few schools after another. Chosen."""


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
class Ground:
    """What claims are held against: a group's schools with their reports, Ofsted's letters on it, passages, records."""

    schools: tuple[GroupSchool, ...]
    letters: tuple[Evaluation, ...]
    passages: Passages
    records: Records = lambda _: None


@dataclass(frozen=True, slots=True)
class _Held:
    """A claim with the keys of the schools meant, and what it is held against."""

    said: Asserted
    keys: tuple[str, ...]
    sources: Sources


def ground_of(library: Library, schools: Sequence[GroupSchool], letters: Sequence[Evaluation]) -> Ground:
    """Return what claims are held against; passages are read when they are first asked for, and kept."""
    kept = lru_cache(maxsize=KEPT)
    return Ground(tuple(schools), tuple(letters), kept(library.passages_of), kept(library.inspection))


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
    claims: Iterable[Asserted], paper: Paper, ground: Ground, searcher: Searches, checker: Checks
) -> Iterator[ClaimAgainstReports]:
    """Yield the claims of a paper (`claims_of_paper`) with what the reports say of each, in their order.

    A claim that names schools, or stands in a school's own paper, is compared with their reports; any other with those
    of all schools and with Ofsted's letters on the group.
    """
    for said in claims:
        held = _held(said, paper, ground)
        yield _compared(held, paper.document, ground, searcher, checker)


def _held(said: Asserted, paper: Paper, ground: Ground) -> _Held:
    text, schools = said.claim.text, ground.schools
    by_name = {school.name: school.key for school in schools}
    before = tuple(by_name[name] for name in said.before if name in by_name)
    named = {by_name[name] for mention in names_in(text, list(by_name)) for name in mention.names}
    meant = tuple(paper.own or schools_meant(text, said.heading, before, schools) or ())
    among = [school for school in schools if school.key in meant] or list(schools)
    reports = {report.document: (school, report) for school in among for report in school.reports}
    names = [school.name for school in schools]
    words = words_of(text, [*names, paper.group] if paper.group else names)
    several, whole = is_of_every(text) or len(set(meant) | named) > 1, not meant and not named
    of_group = is_of_every(text) or speaks_of_group(text, paper.group)
    letters = ground.letters if not paper.own and (whole or of_group) else ()
    by_letter = {letter.document: letter for letter in letters}
    return _Held(said, meant, Sources(words, several, whole and not several, of_group, reports, by_letter))


def _compared(
    held: _Held, document: Document, ground: Ground, searcher: Searches, checker: Checks
) -> ClaimAgainstReports:
    said, sources = held.said, held.sources
    planned = bool(said.wish) and said.is_sure
    printed = None if planned else by_record(sources, ground.records, ground.passages)
    if printed is not None:
        return _told(held, document, printed)
    matter = without_reach(sources.words) or sources.words
    found = near(matter, _searched(searcher, matter, sources.reports))
    found = _one_a_school(found, sources)[:READ_OF_SEVERAL] if sources.several else found[:READ]
    found += [one for one in near(matter, _searched(searcher, matter, sources.letters)) if _found_in(one, sources)][
        :READ
    ]
    if planned:
        stand = with_letters(_wished(said, found), sources)
    else:
        stand = stands(_judged(held, found, checker), sources, ground.passages)
        if said.wish and stand.bearing not in (Bearing.BORNE_OUT, Bearing.NEWER):
            stand = with_letters(_wished(said, found), sources)
    return _told(held, document, stand)


def _told(held: _Held, document: Document, stand: Stands) -> ClaimAgainstReports:
    claim = held.said.claim
    own = Statement(
        document.id, document.filename, "", claim.text, (claim.locator,), None, held.keys, "a claim of the document"
    )
    evidence = tuple(_evidence(passage, held.sources) for passage in stand.passages)
    return ClaimAgainstReports(own, stand.bearing, stand.reason, evidence)


def _searched(searcher: Searches, words: str, documents: Collection[str]) -> list[Found]:
    return searcher.search(words, PASSAGES, Scope(frozenset(documents))) if documents else []


def _found_in(one: Near, sources: Sources) -> bool:
    """Say whether a passage of a letter holds what it found or recommends, and not how it came about."""
    letter = sources.letters[one.passage.document]
    return bool(_places(one.passage) & {place for said in (*letter.said, *letter.asked) for place in said.locators})


def _one_a_school(found: Sequence[Near], sources: Sources) -> list[Near]:
    """Return passages with the nearest of each school first."""
    firsts: dict[str, Near] = {}
    for one in found:
        firsts.setdefault(sources.reports[one.passage.document][0].key, one)
    return [*firsts.values(), *(one for one in found if one not in firsts.values())]


def _judged(held: _Held, found: Sequence[Near], checker: Checks) -> list[Judged]:
    """Return each passage with its verdict as it counts for the claim."""
    lead = split_lead(held.said.claim.text)[0]
    read = [_read(one.passage, held.sources) for one in found]
    checked = checker.check([(" ".join(said), words) for words, said in read])
    counting = (
        guarded(words, lead, " ".join(said), said, verdict)
        for (words, said), verdict in zip(read, checked, strict=True)
    )
    return [
        (one.passage, _not_asked_for(one.passage, verdict, held.sources))
        for one, verdict in zip(found, counting, strict=True)
    ]


def _read(passage: Passage, sources: Sources) -> tuple[str, list[str]]:
    """Return a claim's words and a passage's sentences as they are compared: a letter's academies are the schools."""
    said = [sentence.text for sentence in passage.sentences]
    if passage.document not in sources.letters:
        return sources.words, said
    return _schools(sources.words), [_schools(text) for text in said]


def _schools(text: str) -> str:
    return _ACADEMY.sub(lambda match: "schools" if match.group().casefold() == "academies" else "school", text)


def _not_asked_for(passage: Passage, checked: Checked, sources: Sources) -> Checked:
    """Return a verdict as it counts where a letter on the group recommends something: that makes nothing so."""
    letter = sources.letters.get(passage.document)
    asked = {place for said in letter.asked for place in said.locators} if letter else set()
    if checked.verdict is Verdict.SUPPORTED and asked & _places(passage):
        return replace(checked, verdict=Verdict.NOT_CHECKED)
    return checked


def _places(passage: Passage) -> set[Locator]:
    return {place for sentence in passage.sentences for place in sentence.locators}


def _wished(said: Asserted, found: Sequence[Near]) -> Stands:
    reason = f"A plan or a wish: {said.wish}. No report can bear that out before it is done."
    beside = " What reports say of the matter stands beside it." if found else ""
    return Stands(Bearing.WISH, f"{reason}{beside}", tuple(one.passage for one in found))


def _evidence(passage: Passage, sources: Sources) -> Statement:
    places = tuple(place for sentence in passage.sentences for place in sentence.locators)
    letter = sources.letters.get(passage.document)
    if letter:
        file, day, keys, why = letter.file, letter.date, (), letter_words(letter)
        return Statement(passage.document, file, passage.id, passage.text, places, day, keys, why)
    school, report = sources.reports[passage.document]
    return Statement(
        passage.document, report.file, passage.id, passage.text, places, report.date, (school.key,), "nearest passage"
    )


__all__ = [
    "Checks",
    "Ground",
    "Paper",
    "Searches",
    "claims_against_reports",
    "claims_of_paper",
    "ground_of",
    "paper_of",
]
