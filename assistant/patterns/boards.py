"""Everything that the Patterns tab shows of one group and period, worked out once for each state of the library.

Reads the library and keeps what it worked out until the library changes. Shows nothing.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from assistant.answer import Citation, Source
from assistant.answering.compose import source_of
from assistant.patterns.claims import Checks, Searches, claims_against_reports, claims_of_paper, ground_of, paper_of
from assistant.patterns.correcting import ThemeChange, correct
from assistant.patterns.grades import GradeMatrix, SchoolVisits, Which, YearRange, grade_matrix, schools_of
from assistant.patterns.national import National, beside
from assistant.patterns.surveys import SurveyBoard, survey_boards
from assistant.patterns.values import ClaimAgainstReports, GroupPatterns
from assistant.surveys.questions import BandChoice, survey_questions
from assistant.themes.values import Mention
from ingest.documents import Box, Locator, Page, boxes_of, merge_boxes
from ingest.errors import LibraryError
from ingest.library import DocumentRecord, Library
from ingest.library.theme_corrections import ThemeCorrection

KEPT = 8
"""Boards kept at once: a person goes back and forth between a few groups and periods."""


@dataclass(frozen=True, slots=True)
class Board:
    """One group in one period. `group` is None for the whole library. `stamp` names the state it was made from."""

    stamp: str
    group: str | None
    period: YearRange
    as_of: date
    schools: tuple[SchoolVisits, ...]
    grades: Mapping[Which, GradeMatrix]
    records: Mapping[str, DocumentRecord]


@dataclass(frozen=True, slots=True)
class CountedPlace:
    """Where something stands that a cell or a finding counts: one or more spans of one document."""

    document: str
    locators: tuple[Locator, ...]
    heading: str | None = None
    graded: bool = False
    """Whether it is a grade."""
    mention: Mention | None = None
    """The sentence as it was read for themes, where it was: what a person may correct."""


Finder: TypeAlias = Callable[[Library, str, YearRange, date], GroupPatterns]
"""Finds the patterns of a group in a period, ages counted on a day."""
Ahead: TypeAlias = Callable[[Library, str], Iterable[tuple[int, int]]]
"""Reads what the finder will need of a group and was never read; tells how many of how many reports are done."""


class Boards:
    """Boards over one library. Safe to use from several threads."""

    def __init__(
        self,
        library: Callable[[], Library | None],
        finder: Finder,
        today: Callable[[], date] = date.today,
        judges: Callable[[], tuple[Searches, Checks]] | None = None,
        ahead: Ahead | None = None,
    ) -> None:
        """Take what boards are made with; `judges` gives what compares claims with reports, loaded when first asked."""
        self._ahead = ahead
        self._library = library
        self._finder = finder
        self._today = today
        self._found: OrderedDict[tuple[str, str | None, YearRange], GroupPatterns] = OrderedDict()
        self._judges = judges
        self._claims: OrderedDict[tuple[str, str | None, YearRange], dict[str, tuple[ClaimAgainstReports, ...]]] = (
            OrderedDict()
        )
        self._comparing: set[tuple[str, str | None, YearRange, str]] = set()
        self._national: dict[tuple[str, str | None, YearRange], National | None] = {}
        self._surveys: dict[tuple[str, str | None, YearRange], tuple[SurveyBoard, ...]] = {}
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str | None, YearRange], Board] = OrderedDict()

    def groups(self) -> tuple[str, ...]:
        """Return the groups that schools of the library belong to, those with most schools first."""
        library = self._library()
        if library is None:
            return ()
        sizes: dict[str, int] = {}
        for membership in library.memberships():
            sizes[membership.group] = sizes.get(membership.group, 0) + 1
        return tuple(sorted(sizes, key=lambda name: (-sizes[name], name)))

    def years(self) -> tuple[int, ...]:
        """Return the years of inspection that the library holds, newest first."""
        library = self._library()
        found = {record.start.year for record in library.documents() if record.start} if library else set()
        return tuple(sorted(found, reverse=True))

    def board(self, group: str | None, period: YearRange) -> Board:
        """Return the board of a group, of the whole library where it is None.

        :raises LibraryError: if the library is empty or knows no such group.
        """
        library = self._open()
        if group is not None and group not in self.groups():
            raise LibraryError(f"No school of the library belongs to a group called {group!r}.")
        with self._lock:
            records = library.documents()
            key = (_stamp(library, records, self._today()), group, period)
            if key not in self._kept:
                self._kept[key] = self._make(library, records, key)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def reading(self, board: Board) -> Iterable[tuple[int, int]]:
        """Read the reports of a board's group that were never read; yield how many of how many are done.

        Other boards can be asked for meanwhile. Nothing is yielded where nothing is to be read.
        """
        if self._ahead is not None and board.group is not None:
            yield from self._ahead(self._open(), board.group)

    def patterns(self, board: Board) -> GroupPatterns:
        """Return themes, findings and responses of a board's group, worked out when first asked for.

        :raises LibraryError: if the board is of no one group.
        """
        if board.group is None:
            raise LibraryError("Choose a group: themes, findings and responses are worked out for one group.")
        key, library = (board.stamp, board.group, board.period), self._open()
        with self._lock:
            if key not in self._found:
                self._found[key] = self._finder(library, board.group, board.period, board.as_of)
                while len(self._found) > KEPT:
                    self._found.popitem(last=False)
            self._found.move_to_end(key)
            return self._found[key]

    def national(self, board: Board) -> National | None:
        """Return what tables of the library say of schools beyond the group; None where they say nothing of others."""
        library, key = self._open(), (board.stamp, board.group, board.period)
        with self._lock:
            if key not in self._national:
                urns = frozenset(school.urn for school in board.schools if school.urn)
                phases = [school.phase for school in board.schools if school.phase]
                self._national = {key: beside(library.tables.schools(), urns, phases, board.period)}
            return self._national[key]

    def comparing(self, board: Board, document: str) -> Generator[tuple[int, int], None, None]:
        """Hold the claims of a document of the group against its reports; yield how many of how many are done.

        What was made is kept until the library changes; nothing of a comparison that is broken off is.

        :raises LibraryError: if the document is none of the group's own, or nothing here can check claims.
        """
        patterns, library = self.patterns(board), self._open()
        if document not in patterns.other_documents or self._judges is None:
            raise LibraryError("This document is not one of the group's own papers, so its claims cannot be compared.")
        key = (board.stamp, board.group, board.period)
        if document in self.compared(board):
            return
        with self._lock:
            if (*key, document) in self._comparing:
                raise LibraryError("The claims of this paper are being compared already. Wait for it to end.")
            self._comparing.add((*key, document))
        try:
            paper = paper_of(library, board.records[document], patterns.schools)
            claims, made = claims_of_paper(paper, patterns.schools), list[ClaimAgainstReports]()
            total = len(claims)
            yield 0, total
            ground = ground_of(library, patterns.schools, patterns.evaluations)
            for claim in claims_against_reports(claims, paper, ground, *self._judges()):
                made.append(claim)
                yield len(made), total
            with self._lock:
                self._claims.setdefault(key, {})[document] = tuple(made)
                while len(self._claims) > KEPT:
                    self._claims.popitem(last=False)
        finally:  # also where nobody is there any more to see it
            with self._lock:
                self._comparing.discard((*key, document))

    def being_compared(self, board: Board) -> frozenset[str]:
        """Return the documents whose claims are being compared now, for whomever."""
        with self._lock:
            key = (board.stamp, board.group, board.period)
            return frozenset(document for *of, document in self._comparing if tuple(of) == key)

    def compare(self, board: Board, document: str) -> tuple[ClaimAgainstReports, ...]:
        """Return the claims of a document of the group held against its reports.

        :raises LibraryError: as `comparing`.
        """
        for _ in self.comparing(board, document):
            pass
        return self.compared(board)[document]

    def compared(self, board: Board) -> Mapping[str, tuple[ClaimAgainstReports, ...]]:
        """Return the claims of the documents that were compared so far, by document."""
        with self._lock:
            return dict(self._claims.get((board.stamp, board.group, board.period), {}))

    def surveys(self, board: Board) -> tuple[SurveyBoard, ...]:
        """Return the surveys of a board's group whose waves lie in its period, worked out when first asked for.

        :raises LibraryError: if the board is of no one group.
        """
        patterns, library = self.patterns(board), self._open()
        key = (board.stamp, board.group, board.period)
        with self._lock:
            if key not in self._surveys:
                known = survey_questions(library.settings.survey_questions)
                made = survey_boards(library, patterns.schools, patterns.matrix, known, board.period)
                self._surveys = {key: made}
            return self._surveys[key]

    def bands(self) -> BandChoice:
        """Return the words for distances from a benchmark, and which of them the settings choose."""
        settings = self._open().settings
        return BandChoice(survey_questions(settings.survey_questions).bands, settings.survey_bands)

    def correct(self, patterns: GroupPatterns, mention: Mention, change: ThemeChange) -> ThemeCorrection:
        """Keep that a sentence is of another theme or direction; boards made from now on show it so.

        :raises InvalidCorrection: if it cannot be so, or if nothing would change.
        """
        return correct(self._open(), mention, change, patterns.themes)

    def take_back(self, number: int) -> ThemeCorrection:
        """End a correction, so that what was read stands again.

        :raises LibraryError: if no such correction is in force.
        """
        return self._open().theme_corrections.take_back(number)

    def corrections(self, patterns: GroupPatterns) -> tuple[ThemeCorrection, ...]:
        """Return the corrections in force in reports of the patterns' schools, oldest first."""
        held = {report.document for school in patterns.schools for report in school.reports}
        return tuple(c for c in self._open().theme_corrections.listed() if c.read.document in held)

    def cite(self, board: Board, places: Iterable[CountedPlace]) -> tuple[Citation, ...]:
        """Return a citation for each place, numbered from 1. What has left the library since is left out."""
        library = self._open()
        pages: dict[tuple[str, int], str] = {}
        sources: dict[tuple[str, bool], Source] = {}

        def words(place: Locator) -> str:
            key = (place.document, place.page)
            if key not in pages:
                pages[key] = library.page(*key).text
            return place.span.of(pages[key])

        made: list[Citation] = []
        for place in places:
            record = board.records.get(place.document)
            if record is None:
                continue
            key = place.document, place.graded
            if key not in sources:
                sources[key] = source_of(record, board.records.values(), graded=place.graded)
            quote = " ".join(map(words, place.locators))
            made.append(Citation(len(made) + 1, sources[key], quote, place.locators, place.heading))
        return tuple(made)

    def highlight(self, citation: Citation, page: Page) -> tuple[Box, ...]:
        """Return the boxes of a quotation on a page, one a line. Needs no model, so that a cell opens at once."""
        places = [place for place in citation.locators if place.page == page.number and place.measured]
        return merge_boxes([box for place in places for box in boxes_of(page, place.span)])

    def _open(self) -> Library:
        return at_hand(self._library())

    def _make(
        self, library: Library, records: Sequence[DocumentRecord], key: tuple[str, str | None, YearRange]
    ) -> Board:
        stamp, group, period = key
        schools = schools_of(
            group,
            period,
            schools=library.schools(),
            memberships=library.memberships(),
            records=records,
            inspections=library.inspections([record.id for record in records]),
        )
        day = self._today()
        matrices = {
            which: grade_matrix(schools, group=group or "", period=period, which=which, as_of=day) for which in Which
        }
        return Board(stamp, group, period, day, schools, matrices, {record.id: record for record in records})


def at_hand(library: Library | None) -> Library:
    """Return the library that is open.

    :raises LibraryError: if there is none yet.
    """
    if library is None:
        raise LibraryError("The library is empty. Add documents first, in the Library tab.")
    return library


def _stamp(library: Library, records: Sequence[DocumentRecord], day: date) -> str:
    """Return a short name of the state of the library: its documents, memberships and corrections, the day."""
    digest = hashlib.sha256(day.isoformat().encode())
    for record in records:
        digest.update(f"{record.id}{record.added_at.isoformat()}{record.group}".encode())
        if record.corrected:  # a field that is corrected once more has the same name and another number
            digest.update(repr([one.id for one in library.corrections.of(record.id)]).encode())
    for membership in library.memberships():
        digest.update(repr(membership).encode())
    for correction in library.theme_corrections.listed():
        digest.update(repr((correction.number, correction.read.document)).encode())
    return digest.hexdigest()[:12]


__all__ = ["Board", "Boards", "CountedPlace", "at_hand"]
