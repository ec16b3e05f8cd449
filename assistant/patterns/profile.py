"""A group's profile: what the Patterns tab finds, on a page or two, every sentence with a note to where it stands.

Puts together what boards, patterns and surveys hold; counts and finds nothing of its own and grades nothing. What was
left out for want of room is said with its number. Files are written from it by `assistant.writing.docx` and the route.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from assistant.patterns.boards import Board
from assistant.patterns.grades import Grade, SchoolVisits, Visit, Which, age_words
from assistant.patterns.surveys import Bridge, SurveyBoard
from assistant.patterns.values import CapacityTopic, Evaluation, Finding, FindingKind, GroupPatterns, Statement
from assistant.themes.values import Mention
from assistant.writing.naming import place_words
from assistant.writing.narrative import Narrative, NarrativeBlock, NarrativeKind, Note, Run, SourceRow
from ingest.documents import Locator
from ingest.inspections import FORMAT_NAMES
from ingest.library import DocumentRecord
from ingest.phrases import day_words

MOST = 4
"""Findings of one heading, taken in turn from its kinds; what is left out is counted. A profile is to be read at a
sitting, and the first few of one kind would hide the others."""
QUOTED = 30
"""Words of a sentence that a note quotes; a cut is marked, and the place leads to the rest."""
SECTIONS = (
    ("What recurs", (FindingKind.RECURRING_NEED, FindingKind.RECURRING_STRENGTH)),
    ("Where schools differ", (FindingKind.OUTLIER, FindingKind.CONTRAST)),
    ("What has changed", (FindingKind.PERSISTENT, FindingKind.RESOLVED, FindingKind.JOINING, FindingKind.EMERGING)),
    ("What is old, and what no report speaks of", (FindingKind.OLD, FindingKind.SILENT)),
)
STATEMENT = (
    "Counts of schools with the sentences that are counted. Each grade is the word that one report prints of one "
    "school on one date; the group has none. Every statement has a note to its place; the Patterns tab opens them all."
)


def profile(board: Board, patterns: GroupPatterns, surveys: Sequence[SurveyBoard]) -> Narrative:
    """Return the profile of a board's group."""
    writer = _Writer(board, patterns)
    title = f"{patterns.group}: group profile"
    blocks = [
        _plain(NarrativeKind.TITLE, title),
        _plain(NarrativeKind.SUBTITLE, f"Drawn on {day_words(board.as_of)}"),
        _plain(NarrativeKind.SMALL, STATEMENT),
        _plain(NarrativeKind.HEADING, "Schools"),
        *(writer.school(row, school) for row, school in enumerate(board.schools)),
    ]
    for letter in patterns.evaluations:
        blocks += writer.letter(letter)
    for heading, kinds in SECTIONS:
        blocks += writer.findings(heading, kinds)
    blocks += [_plain(NarrativeKind.HEADING, "Capacity: what documents say"), *map(writer.topic, patterns.capacity)]
    bridges = [bridge for survey in surveys for bridge in survey.bridges]
    if bridges:
        blocks += [_plain(NarrativeKind.HEADING, "Surveys beside reports"), *map(writer.bridge, bridges)]
    ending = [_plain(NarrativeKind.HEADING, "To bear in mind")]
    ending += [_plain(NarrativeKind.BULLET, note) for note in (*patterns.notes, *writer.caveats)]
    return Narrative(title, tuple(blocks), tuple(writer.sources()), tuple(ending))


class _Writer:
    """Makes blocks and numbers their notes; remembers which documents were cited."""

    def __init__(self, board: Board, patterns: GroupPatterns) -> None:
        self._board, self._patterns = board, patterns
        self._number = 0
        self._cited: dict[str, None] = {}
        self._caveats: dict[str, None] = {}

    def school(self, row: int, school: SchoolVisits) -> NarrativeBlock:
        """Return a school with its latest inspection and the grades as printed."""
        about = [part for part in (school.phase, _joined(school)) if part]
        head = f"{school.name} ({', '.join(about)}): "
        if not school.visits:
            return _plain(NarrativeKind.BULLET, f"{head}no inspection in the library for this period.")
        latest = self._board.grades[Which.LATEST].rows[row]
        visit = latest.visit or school.visits[0]
        grades = [grade for cell in latest.cells.values() for grade in cell]
        words = "; ".join(f"{grade.area}: {grade.grade.rstrip('.')}" for grade in grades) or "no grade found"
        marks = f" ({', '.join(mark.value for mark in visit.marks)})" if visit.marks else ""
        text = f"{head}inspected {self._when(visit)}{marks}. {words}."
        return NarrativeBlock(NarrativeKind.BULLET, (text, *self._grades(visit, grades), *self._since(school, visit)))

    def findings(self, heading: str, kinds: Sequence[FindingKind]) -> list[NarrativeBlock]:
        """Return the findings of some kinds under their heading, a few of each kind whole and the rest by number."""
        found = [self._patterns.of_kind(kind) for kind in kinds]
        if not any(found):
            return []
        blocks = [_plain(NarrativeKind.HEADING, heading)]
        blocks += [self._finding(finding) for finding in balanced(found, MOST)]
        left = sum(map(len, found)) - MOST
        if left > 0:
            blocks.append(_plain(NarrativeKind.SMALL, f"{left} more of these in the Patterns tab, view Findings."))
        return blocks

    def letter(self, letter: Evaluation) -> list[NarrativeBlock]:
        """Return what a letter of Ofsted on the group itself says, in its own sentences, and what it recommends."""
        when = letter.printed or (day_words(letter.date) if letter.date else "on a day not found")
        about = f"{letter.file}, {when}. It speaks of the group as it was then and gives it no grade."
        blocks = [_plain(NarrativeKind.HEADING, f"{letter.name} of the group"), _plain(NarrativeKind.SMALL, about)]
        for lead, sentences in (("", letter.said), ("Recommended: ", letter.asked)):
            blocks += [
                NarrativeBlock(NarrativeKind.BULLET, (f"{lead}“{said.text}”", self._said(said))) for said in sentences
            ]
        return blocks

    def topic(self, topic: CapacityTopic) -> NarrativeBlock:
        """Return a topic of capacity with its first sentence; of an empty one, that nothing was found."""
        if not topic.statements:
            return _plain(
                NarrativeKind.BULLET, f"{topic.name}: no document speaks of it, which is no evidence either way."
            )
        first = topic.statements[0]
        more = len(topic.statements) - 1
        rest = f" and {more} more {'sentence' if more == 1 else 'sentences'}" if more else ""
        return NarrativeBlock(NarrativeKind.BULLET, (f"{topic.name}: “{first.text}”{rest}.", self._said(first)))

    def bridge(self, bridge: Bridge) -> NarrativeBlock:
        """Return what a survey and reports say of one subject, with the survey's rows and a sentence a school."""
        notes: list[Note] = []
        for school, figure in bridge.figures:
            if figure.locator:
                quote = f"{school.name}, {figure.row.says.measure}: {figure.row.says.favourable:g}%"
                notes.append(self._note(figure.row.document, (figure.locator,), quote))
        notes += self._one_a_school(bridge.mentions)
        return NarrativeBlock(NarrativeKind.BULLET, (bridge.sentence, *notes))

    @property
    def caveats(self) -> tuple[str, ...]:
        """What limits the findings that were written, each once."""
        return tuple(self._caveats)

    def sources(self) -> Iterator[SourceRow]:
        """Yield a row for each document cited."""
        for document in self._cited:
            record = self._board.records[document]
            day = day_words(record.start) if record.start else "not stated"
            yield SourceRow(record.school or "The group", FORMAT_NAMES[record.format], day, record.filename)

    def _finding(self, finding: Finding) -> NarrativeBlock:
        silent = [self._patterns.school(key).name for key in finding.silent]
        more = f" No mention: {', '.join(silent)}." if silent and finding.schools else ""
        self._caveats.update(dict.fromkeys(finding.caveats))
        return NarrativeBlock(
            NarrativeKind.BULLET, (finding.sentence, *self._one_a_school(finding.evidence), *([more] if more else []))
        )

    def _one_a_school(self, mentions: Iterable[Mention]) -> list[Note]:
        first: dict[tuple[str, str], Mention] = {}
        for mention in mentions:
            first.setdefault((mention.school, mention.document), mention)
        return [self._said(mention) for mention in first.values()]

    def _since(self, school: SchoolVisits, graded: Visit) -> Iterator[Run]:
        """Yield what was passed over: each later visit that left the grades standing, with a note to its dates."""
        for visit in reversed(school.visits[: school.visits.index(graded)]):
            yield f" A monitoring visit since ({visit.printed or 'day not found'}) graded nothing."
            yield from self._grades(visit, ())

    def _grades(self, visit: Visit, grades: Sequence[Grade]) -> Iterator[Note]:
        """Yield one note a document: the pages on which its grades, or its dates, are printed."""
        for record, inspection in zip(visit.records, visit.inspections, strict=True):
            places = [grade.locator for grade in grades if grade.record.id == record.id]
            if not places and inspection.dates:
                places = [inspection.dates.locator]
            if places:
                yield self._note(record.id, tuple({place.page: place for place in places}.values()), "")

    def _when(self, visit: Visit) -> str:
        return f"{visit.printed or 'on a day not found'}, {age_words(visit.start, self._board.as_of)} ago"

    def _said(self, said: Mention | Statement) -> Note:
        words = said.text.split()
        cut = f"“{' '.join(words[:QUOTED])}” …" if len(words) > QUOTED else f"“{said.text}”"
        return self._note(said.document, said.locators, cut)

    def _note(self, document: str, places: Sequence[Locator], quote: str) -> Note:
        self._number += 1
        self._cited.setdefault(document)
        where = _where(self._board.records[document], places)
        return Note(self._number, f"{where}: {quote}" if quote else where)


def balanced(found: Sequence[Sequence[Finding]], most: int) -> list[Finding]:
    """Return `most` findings, one of each kind in turn while it has any, kind by kind; `found` has a list a kind."""
    rounds = (one for turn in zip_longest(*found) for one in turn if one is not None)
    chosen = list(islice(rounds, most))
    return [one for kind in found for one in kind if one in chosen]


def _where(record: DocumentRecord, places: Sequence[Locator]) -> str:
    day = f", {day_words(record.start)}" if record.start else ""
    return f"{record.filename}{day}, {place_words(places)}"


def _joined(school: SchoolVisits) -> str:
    return f"joined {day_words(school.joined.start)}" if school.joined else "joining date not known"


def _plain(kind: NarrativeKind, text: str) -> NarrativeBlock:
    runs: tuple[Run, ...] = (text,)
    return NarrativeBlock(kind, runs)


__all__ = ["balanced", "profile"]
