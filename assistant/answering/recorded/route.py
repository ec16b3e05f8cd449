"""What the routes share: the reports asked, a recorded value made evidence, the words that a route leaves over.

Ranks nothing and searches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.questions.direction import StrengthOrNeed
from assistant.questions.question import subject_words
from assistant.scope import QuestionScope, ScopeSchool
from assistant.themes.values import Mention
from ingest.documents import Locator, Page, Passage
from ingest.inspections import Inspection
from ingest.library import DocumentRecord, Membership
from ingest.library.tables import StoredSchoolRow, StoredSurveyRow


@dataclass(frozen=True, slots=True)
class RecordLookup:
    """How the routes look into the library."""

    inspection: Callable[[str], Inspection | None]
    page: Callable[[str, int], Page]
    passages: Callable[[str], Sequence[Passage]]
    surveys: Callable[[], Sequence[StoredSurveyRow]] = tuple
    survey_questions: Path | None = None
    """The file of the settings that says what surveys ask; None for the one that ships."""
    schools: Callable[[], Sequence[StoredSchoolRow]] = tuple
    """The rows of tables on schools."""
    members: Callable[[], Sequence[Membership]] = tuple
    """The library's list of who belongs to which group."""
    mentions: Callable[[DocumentRecord], Sequence[Mention]] = lambda _: ()
    """What a report says of each theme."""
    documents: Callable[[], Sequence[DocumentRecord]] = tuple
    """Every document, also those that a question leaves out."""


EvidenceOf = Callable[[ScopeSchool, Inspection], Iterable[Evidence]]
Route = Callable[[QuestionScope, RecordLookup], SelectedEvidence | None]


def each(scope: QuestionScope, records: RecordLookup, evidence_of: EvidenceOf) -> tuple[SchoolEvidence, ...]:
    """Return each school's evidence from its newest report, or from all in scope where the past is asked for.

    Where the newest is the letter of a visit and holds nothing of it, the reports before it down to a full one are
    asked as well: a letter speaks of a few matters and leaves the rest standing.
    """
    return tuple(
        SchoolEvidence(school.name, True, tuple(_told(scope, school, records, evidence_of))) for school in scope.schools
    )


def _told(
    scope: QuestionScope,
    school: ScopeSchool,
    records: RecordLookup,
    evidence_of: EvidenceOf,
) -> Iterator[Evidence]:
    for inspection in inspections(scope, school, records):
        found = tuple(evidence_of(school, inspection))
        yield from found
        if found and not scope.past:
            return


def inspections(scope: QuestionScope, school: ScopeSchool, records: RecordLookup) -> Iterator[Inspection]:
    """Return what was read from the reports of one school that the question is put to, the newest first."""
    for report in school.reports if scope.past else school.newest:
        inspection = records.inspection(report.id)
        if inspection is not None:
            yield inspection


def answered(
    scope: QuestionScope, schools: Sequence[SchoolEvidence], notes: Sequence[str] = ()
) -> SelectedEvidence | None:
    """Return the selection if any school speaks, else None."""
    return SelectedEvidence(scope, tuple(schools), notes=tuple(notes)) if any(s.evidence for s in schools) else None


def evidence(
    document: str,
    locators: Sequence[Locator],
    records: RecordLookup,
    statement: str | None = None,
    strand: StrengthOrNeed | None = None,
) -> Evidence:
    """Return the text at these places as evidence: it stands there because it is read from there."""
    parts = [place.span.of(records.page(document, place.page).text) for place in locators]
    return Evidence(document, " ".join(parts), tuple(locators), None, None, 1.0, statement, strand=strand)


def left_over(text: str, ignored: frozenset[str] = frozenset()) -> list[str]:
    """Return the content words of what is left of a question, those of asking and `ignored` left out."""
    return [word for word in subject_words(text) if word not in ignored]
