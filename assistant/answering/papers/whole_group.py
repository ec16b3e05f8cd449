"""Papers on a whole group beside the reports on its schools, where a question asks which schools something is so of.

A paper that names none of the schools in its sentence answers no such question; one that does stands after the schools,
and is told for what it is. Judges neither paper nor report by the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import AnswerClaim
from assistant.answering.evidence import SchoolEvidence, SelectedEvidence
from assistant.schools.names import mentions
from assistant.scope import QuestionScope
from ingest.inspections import FORMAT_NAMES, ReportFormat
from ingest.phrases import listed

NOTE = "{papers}: what the group says itself, and not what inspectors say; it stands after the schools’ reports."
_SCHOOLS = re.compile(r"\b(?:schools?|academ(?:y|ies)|primaries|secondaries)\b", re.IGNORECASE)
_PICKS = re.compile(
    r"^\W*(?:and |so )?(?:(?:at|in) )?(?:which|what|how many|are there|is there|(?:do|does|have|has|are|is|did) any)\b"
    rf"[^?.,;]{{0,30}}?{_SCHOOLS.pattern}",
    re.IGNORECASE,
)


def of_schools(scope: QuestionScope) -> bool:
    """Say whether schools in general are asked about: their reports answer before any paper on all of them."""
    return scope.across and bool(_SCHOOLS.search(scope.question))


def naming_schools(selected: SelectedEvidence) -> SelectedEvidence:
    """Leave out what papers say without naming a school, where the question picks schools."""
    scope = selected.scope
    if not of_schools(scope) or not _PICKS.match(scope.question):
        return selected
    names = [name for school in scope.schools for name in school.called or (school.name,)]
    return replace(selected, schools=tuple(_naming(school, names) for school in selected.schools))


def _naming(school: SchoolEvidence, names: Sequence[str]) -> SchoolEvidence:
    if school.is_school or mentions(school.name, names):  # a paper that its title names a school in is all on it
        return school
    kept = (item for item in school.evidence if mentions(f"{item.heading}. {item.before or ''} {item.quote}", names))
    return replace(school, evidence=tuple(kept))


def set_apart(scope: QuestionScope, speaking: Sequence[SchoolEvidence], claims: Sequence[AnswerClaim]) -> Iterator[str]:
    """Say of the group's own papers that they are that, where they stand beside reports on schools in general."""
    if not of_schools(scope) or not any(school.is_school for school in speaking):
        return
    own = FORMAT_NAMES[ReportFormat.DOCUMENT]
    papers = {school.name for school in speaking if not school.is_school}
    titles = (citation.source.title for c in claims for citation in c.citations if citation.source.format == own)
    named = [title for title in dict.fromkeys(titles) if title in papers]
    if named:
        yield NOTE.format(papers=listed(named))
