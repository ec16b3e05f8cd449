"""Passages for a question, school by school, so that one long report cannot crowd out the others.

Searches in the documents that hold the names which a question says; whether a passage answers is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.evidence import AskedSchool
from assistant.scope import QuestionScope, ScopeSchool
from assistant.search import Found
from ingest.documents import Scope

DEPTH_NAMED = 12
"""Passages read for a school that the question names."""
DEPTH_SCHOOL = 6
"""Passages read for each school in a question across schools."""
DEPTH_PAPER = 200
"""Passages read of a group's paper for a question on one of its schools: nearly every such paper whole."""
MANY_SCHOOLS = 40
"""From this many schools on, one search over all of them replaces one search each; schools that it does not bring up
count as silent. Chosen, not measured."""
DEPTH_MANY = 240
"""Passages read by that one search."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Brings up the passages of each school and paper in scope."""

    search: Callable[[str, int, Scope], Sequence[Found]]
    holding: Callable[[QuestionScope], frozenset[str]]
    """Returns the documents in scope that can speak of what the question names."""

    def bring_up(self, scope: QuestionScope) -> Iterator[AskedSchool]:
        """Yield each school and each paper asked, with its passages; of very many schools by one search over all."""
        if not scope.named and len(scope.schools) > MANY_SCHOOLS:
            return self._one_search(scope)
        return self._search_each(scope)

    def _search_each(self, scope: QuestionScope) -> Iterator[AskedSchool]:
        depth = DEPTH_NAMED if scope.named or scope.aim.topics else DEPTH_SCHOOL
        first, held = scope.first_documents, self.holding(scope)
        for school in scope.schools:
            ids = frozenset(report.id for report in school.reports if report.id in held)
            if scope.change and scope.named:  # each report by itself, the oldest first
                each = [self._find(scope.core, DEPTH_SCHOOL, ids & {report.id}) for report in school.reports[::-1]]
                yield AskedSchool(school.name, True, tuple(hit for hits in each for hit in hits))
                continue
            newest = self._find(scope.core, depth, ids & first)
            older = self._find(scope.core, depth, ids - first) if scope.named else ()
            yield AskedSchool(school.name, True, newest, older)
        for record in scope.others:
            depth = DEPTH_PAPER if scope.said else depth  # what names the school is picked out of all of it
            yield AskedSchool(record.title or record.filename, False, self._find(scope.core, depth, held & {record.id}))

    def _one_search(self, scope: QuestionScope) -> Iterator[AskedSchool]:
        found = self._find(scope.core, DEPTH_MANY, scope.first_documents & self.holding(scope))
        by_document: dict[str, list[Found]] = {}
        for hit in found:
            by_document.setdefault(hit.passage.document, []).append(hit)
        for school in scope.schools:
            yield AskedSchool(school.name, True, _of(school, by_document))
        for record in scope.others:
            yield AskedSchool(
                record.title or record.filename, False, tuple(by_document.get(record.id, ())[:DEPTH_SCHOOL])
            )

    def _find(self, words: str, depth: int, documents: frozenset[str]) -> tuple[Found, ...]:
        return tuple(self.search(words, depth, Scope(documents))) if documents else ()


def _of(school: ScopeSchool, by_document: dict[str, list[Found]]) -> tuple[Found, ...]:
    found = [hit for report in school.reports for hit in by_document.get(report.id, ())]
    return tuple(sorted(found, key=lambda hit: -hit.score)[:DEPTH_SCHOOL])


__all__ = ["Retrieval"]
