"""Answers what is said of a thing, or whether it is mentioned, by the sentences that name it: each one, and counted.

Looks the words up in every passage in scope, so that a single mention is not passed over. Where none names the thing,
it says so and offers what is said of the broader subject as that, and never as the answer. Which words must stand is
told in `narrow`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import AskedSchool, Retrieved, SchoolEvidence, SelectedEvidence
from assistant.answering.lookups.narrow import Narrow, had_of, narrow_of, used_of
from assistant.answering.lookups.picked import Picked
from assistant.answering.parts.binding import Binding, Embed
from assistant.answering.parts.parts import Part
from assistant.answering.ranking.aimed import ReportDirections, goes_that_way
from assistant.answering.ranking.relevance import Candidate, candidates_of
from assistant.answering.selecting import NEAREST, PER_NAMED, PER_SCHOOL, Selector
from assistant.questions.aim import Aim
from assistant.questions.predicate import predicate_of
from assistant.questions.question import QuestionView
from assistant.scope import QuestionScope, ScopeSchool
from assistant.search import Found
from ingest.documents import Hit, Passage, Scope

LOOKED_UP = 400
"""Most passages that are looked through for the words: those that hold most of them, by the lexical index.
Chosen, not measured."""
OFFERED = 6
"""Most schools of which the broader subject's nearest sentence is offered. Chosen, not measured."""

LookUp = Callable[[str, int, Scope], Sequence[Hit]]
PassagesOf = Callable[[Sequence[str]], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The steps that such a question takes."""

    selector: Selector
    look: Callable[[QuestionScope], QuestionView]
    retrieve: Callable[[QuestionScope], Retrieved]
    look_up: LookUp
    passages: PassagesOf
    places: ReportDirections
    embed: Embed

    def answer(self, scope: QuestionScope) -> SelectedEvidence | None:
        """Return the sentences that name what is asked about; None where the question is of another kind.

        A named school's question what is said of a thing is left to retrieval, which may find it in other words.
        """
        core = scope.words or scope.core
        if scope.change:
            return self._picked(scope, core)
        had = used_of(core) if scope.named else self._had(scope, core)
        if had is not None:
            exactly = _Fits(had, scope.aim, self.places, loosely=False)
            named = self._select(scope, had, self._found(scope, had), exactly)
            # one school is asked for a thing that reports call by one of several names: nothing near is taken for it
            by_name = scope.named and len(had.things) > 1
            return named if by_name and named is not None else self._alike(scope, had, named, never=by_name)
        narrow = narrow_of(core, scope.question, scope.aim.topics)
        if narrow is None:
            return self._picked(scope, core)
        said = None if scope.named and not narrow.mention else self._said(scope, narrow)
        return said and replace(said, looked_back=narrow.mention)

    def _had(self, scope: QuestionScope, core: str) -> Narrow | None:
        return None if scope.aim.plain else had_of(core, scope.question, scope.aim.topics)

    def _picked(self, scope: QuestionScope, core: str) -> SelectedEvidence | None:
        """Return the schools that do what is asked, where a question picks them by a verb and its object."""
        predicate = None if scope.named else predicate_of(core, scope.aim)
        if predicate is None:
            return None
        steps = Picked(self.selector, self.look, self.retrieve, self._looked_up, self.places, self.embed)
        return steps.answer(scope, predicate)

    def _said(self, scope: QuestionScope, narrow: Narrow) -> SelectedEvidence | None:
        """Return the sentences that name the thing; where none does, what comes near it or is wider, as that."""
        found = self._found(scope, narrow)
        for loosely in (False, True):
            fits = _Fits(narrow, scope.aim, self.places, loosely)
            selected = self._select(scope, narrow, found, fits)
            if selected is not None:
                return selected
        if scope.named or not narrow.beyond:
            return None
        if narrow.topics:
            return self._broader(scope, narrow)
        known = narrow.known(hit.passage.text for passages in found.values() for hit in passages)
        return replace(self._alike(scope, narrow, None, never=known), of=narrow.text)

    def _alike(
        self, scope: QuestionScope, narrow: Narrow, named: SelectedEvidence | None, never: bool = False
    ) -> SelectedEvidence:
        """Return the schools whose reports name a thing, and those that retrieval finds to say it in words near to it.

        With `never`, nothing near is taken for it: the reports use these words, but never of one thing.
        """
        retrieved = self.retrieve(scope)
        told = self.selector.select(retrieved, self.look(scope))
        speaking = {school.name for school in told.schools if school.evidence and not never}
        binding = Binding(Part(narrow.text, narrow.text, narrow.forms), self.embed)
        alike = self.selector.fitting(
            replace(retrieved, asked=tuple(each for each in retrieved.asked if each.name in speaking)),
            self.look(scope),
            binding.holds,
            PER_SCHOOL,
        )
        found = {s.name: s for s in (*alike.schools, *(named.schools if named else ())) if s.evidence}
        schools = tuple(
            found.get(school.name, SchoolEvidence(school.name, school.is_school, ())) for school in told.schools
        )
        if found:
            return SelectedEvidence(scope, schools, notes=named.notes if named else ())
        nearest = (*(item for school in told.schools for item in school.evidence), *told.nearest)
        return SelectedEvidence(scope, schools, nearest[:NEAREST])

    def _found(self, scope: QuestionScope, narrow: Narrow) -> dict[str, list[Found]]:
        return self._looked_up(scope, narrow.words)

    def _looked_up(self, scope: QuestionScope, words: str) -> dict[str, list[Found]]:
        """Return the passages with any of the words, document by document."""
        documents = frozenset(record.id for record in scope.documents)
        hits = self.look_up(words, LOOKED_UP, Scope(documents)) if documents else ()
        scores = {hit.passage: hit.score for hit in hits}
        found: dict[str, list[Found]] = {}
        for passage in self.passages([hit.passage for hit in hits]):
            found.setdefault(passage.document, []).append(Found(passage, 0.0, scores[passage.id], 0.0))
        return found

    def _select(
        self, scope: QuestionScope, narrow: Narrow, found: dict[str, list[Found]], fits: _Fits
    ) -> SelectedEvidence | None:
        held = {document: fits.of(passages) for document, passages in found.items()}
        asked = [self._asked(school, scope, narrow, found, held) for school in scope.schools]
        asked += [
            AskedSchool(
                record.title or record.filename, False, tuple(found.get(record.id, ()) if held.get(record.id) else ())
            )
            for record in scope.others
        ]
        if not any(each.first or each.older for each in asked):
            return None
        limit = PER_NAMED if scope.named else PER_SCHOOL
        selected = self.selector.fitting(Retrieved(scope, tuple(asked)), self.look(scope), fits, limit, 0.0, True)
        if not any(school.evidence for school in selected.schools):
            return None
        notes = tuple(_more(school, held) for school in selected.schools)
        return replace(
            selected,
            scope=replace(scope, across=scope.across or not scope.named),
            of=narrow.text,
            notes=tuple(note for note in notes if note),
        )

    def _asked(
        self,
        school: ScopeSchool,
        scope: QuestionScope,
        narrow: Narrow,
        found: dict[str, list[Found]],
        held: dict[str, set[str]],
    ) -> AskedSchool:
        """Return the passages that name the thing; of older reports where it is asked if any mentions it."""
        first: list[Found] = []
        older: list[Found] = []
        for report in school.reports:
            if held.get(report.id):
                (first if report.id in scope.first_documents else older).extend(found[report.id])
        return AskedSchool(school.name, True, tuple(first), tuple(older) if narrow.mention or scope.named else ())

    def _broader(self, scope: QuestionScope, narrow: Narrow) -> SelectedEvidence:
        """Return nothing as found, and beside it what is said of the broader subject."""
        aim = Aim(narrow.topics, scope.aim.direction, plain=True, change=scope.aim.change)
        wide = replace(scope, aim=aim, core=f"What do the reports say about {aim.subject}?")
        told = self.selector.select(self.retrieve(wide), self.look(wide))
        best = sorted((s for s in told.schools if s.evidence), key=lambda s: -s.evidence[0].probability)
        silent = tuple(SchoolEvidence(school.name, school.is_school, ()) for school in told.schools)
        nearest = tuple(school.evidence[0] for school in best[:OFFERED])
        return SelectedEvidence(scope, silent, nearest, of=narrow.text, broader=aim.subject if nearest else "")


@dataclass(frozen=True, slots=True)
class _Fits:
    """Whether a sentence speaks of the thing, the way it is asked."""

    narrow: Narrow
    aim: Aim
    places: ReportDirections
    loosely: bool

    def __call__(self, candidate: Candidate) -> bool:
        sentences = candidate.found.passage.sentences
        place = sentences.index(candidate.sentence)
        before = sentences[place - 1].text if place else ""
        after = sentences[place + 1].text if place + 1 < len(sentences) else ""
        heading = candidate.found.passage.heading or ""
        said = self.narrow.said(candidate.sentence.text, before, after, heading, self.loosely)
        return said and (not self.aim.one_way or goes_that_way(candidate, self.aim, self.places))

    def of(self, found: Sequence[Found]) -> set[str]:
        """Return the sentences that fit, each once."""
        return {candidate.sentence.text for candidate in candidates_of(found) if self(candidate)}


def _more(school: SchoolEvidence, held: dict[str, set[str]]) -> str:
    """Say how many more sentences of the reports quoted speak of the thing."""
    documents = {item.document for item in school.evidence}
    more = sum(len(held.get(document, ())) for document in documents) - len(school.evidence)
    if more <= 0:
        return ""
    return f"{school.name}: {more} further {'sentence speaks' if more == 1 else 'sentences speak'} of it."


__all__ = ["Spoken"]
