"""The pipeline from question to answer, as a literal list of named steps.

Each step is a small function from one typed value to the next, and can be replaced by a scripted one. What each
did is kept in the answer's trace. Shows nothing and stores nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.answer import Answer, Chip, Filters, Searched, Status, StepTrace, Turn
from assistant.answering.compose import AnswerComposer, Composed
from assistant.answering.declining import declines
from assistant.answering.evidence import Retrieved, SelectedEvidence
from assistant.answering.far import near_enough
from assistant.answering.lookups.named_things import NamedThings
from assistant.answering.lookups.spoken import Spoken
from assistant.answering.papers.papers import Papers, asks_deeds, beside_reports, naming, to_papers
from assistant.answering.papers.plan_rows import plan_rows
from assistant.answering.papers.whole_group import naming_schools
from assistant.answering.parts.parts import Part, parts_of
from assistant.answering.parts.piecemeal import PartAnswers
from assistant.answering.ranking.aimed import ReportDirections
from assistant.answering.ranking.rarity import Rarity
from assistant.answering.ranking.relevance import Scorer
from assistant.answering.reading import reading_of
from assistant.answering.recorded import RecordLookup, asks_surveys, asks_why, judged, routed, surveyed
from assistant.answering.recorded.grades import (
    NO_OVERALL,
    NOT_PRINTED,
    asks_for_grade,
    asks_for_overall,
    asks_outright,
    grade_evidence,
    grade_named,
    graded_otherwise,
)
from assistant.answering.retrieval import Retrieval
from assistant.answering.selecting import Selector, about
from assistant.answering.sufficiency import DocumentStems
from assistant.answering.verbatim import check
from assistant.answering.weights import Weights, shipped
from assistant.cross_encoders.answerability import Answerability
from assistant.questions.group_papers import asks_what_it_does
from assistant.questions.kinds import format_asked
from assistant.questions.question import QuestionView, view, wanted_kind
from assistant.questions.sought import sought_in
from assistant.questions.spelling import slips, strange_words, without_slips
from assistant.schools.facts import LazyFacts, school_facts
from assistant.scope import QuestionScope, understand
from assistant.search import Searcher
from assistant.themes.kept import KeptMentions
from assistant.themes.theming import shipped_themer
from assistant.themes.values import Mention, SchoolReport
from assistant.word_cache import WordCache
from ingest.embedding import Embedder
from ingest.library import DocumentRecord, Library, Membership
from ingest.phrases import how_many

PER_SURVEYED = 8
"""Most pieces of evidence of a named school where survey and report both speak."""
NO_SUCH_WORDS = "No document in the library has the words {}, so nothing was searched for. Ask in other words."


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it came."""

    question: str
    filters: Filters = field(default_factory=Filters)
    history: tuple[Turn, ...] = ()
    first_marker: int = 1


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of each school, and the records and memberships that it was made of."""

    records: Sequence[DocumentRecord]
    members: Sequence[Membership]
    facts: LazyFacts


Step = tuple[str, Callable[[Any], Any]]


class Pipeline:
    """Scope → retrieve → select evidence → compose → check → respond."""

    def __init__(
        self, library: Library, searcher: Searcher, embedder: Embedder, weights: Weights | None = None
    ) -> None:
        self._library = library
        self._embedder = embedder
        self._rarity = Rarity(library)
        self._vocabulary = DocumentStems(library)
        self._places = ReportDirections(library.inspection)
        self._facts: _Known | None = None
        self._words = WordCache(embedder)
        self._things = NamedThings(
            library.lexical_search, library.passages, library.document_frequencies, embedder.knows
        )
        self._retrieval = Retrieval(searcher.search, self._things.holding)
        self._answerability = Answerability()
        self._reading = reading_of(library.settings.entailment)
        self.use(weights or shipped(with_reading=self._reading is not None))

    def use(self, weights: Weights) -> None:
        """Weigh by these from now on."""
        scorer = Scorer(self._words.embed, self._answerability.score, weights.ranking)
        read = None if self._reading is None else self._reading.score
        self.selector = Selector(scorer, weights.sufficiency, self._vocabulary, self._places, read)

    def answer(self, request: Request) -> Answer:
        """Answer one question. A step that brings an answer of its own is the last."""
        started = time.perf_counter()
        value: Any = request
        trace: list[StepTrace] = []
        for name, step in self.steps(request):
            begun = time.perf_counter()
            value = step(value)
            trace.append(StepTrace(name, time.perf_counter() - begun, _detail(value)))
            if isinstance(value, Answer):
                return value
        composed: Composed = value
        return respond(composed, time.perf_counter() - started, trace)

    def steps(self, request: Request) -> list[Step]:
        """Return the steps, in order."""
        return [
            ("scope", self.understood),
            ("retrieve", self.retrieve),
            ("select evidence", self.select),
            ("compose", lambda selected: self.compose(selected, request.first_marker)),
            ("check", lambda composed: check(composed, self._library.page)),
        ]

    def understood(self, request: Request) -> QuestionScope | Answer:
        """Say what the question is about, or at once that it is declined, or that no document has a word of it."""
        declined = declines(request.question, self._groups())
        if declined is not None:
            return _unsearched(request, Status.DECLINED, declined.reason, declined.instead)
        scope = self.scope(request)
        strange = self._strange(scope)
        return _unsearched(request, Status.NOT_FOUND, NO_SUCH_WORDS.format(strange)) if strange else scope

    def scope(self, request: Request) -> QuestionScope:
        """Say which schools, documents and years the question is about."""
        slipped = "spelling" not in request.filters.ignored
        meant = slips(request.question, self._library.document_frequencies, self._embedder.knows) if slipped else {}
        asked = without_slips(request.question, meant)
        read = understand(asked, self._library.documents(), request.filters, request.history, self._school_facts())
        if not meant:
            return read
        chips = tuple(Chip(f"‘{slip}’ read as ‘{word}’", "spelling") for slip, word in meant.items())
        narrowed = (*(chip.words for chip in chips), *read.narrowed)
        return replace(read, question=request.question, chips=(*chips, *read.chips), narrowed=narrowed)

    def _strange(self, scope: QuestionScope) -> str:
        """Return the words of a question that nobody knows, where it has no others and is about no school."""
        if scope.named or scope.unknown or scope.choices or format_asked(scope.question) is not None:
            return ""
        return strange_words(scope.question, self._library.document_frequencies, self._embedder.knows)

    def _groups(self) -> list[str]:
        return sorted({record.group for record in self._library.documents() if record.group})

    def _school_facts(self) -> LazyFacts:
        """Return what is known of each school; made anew when documents, corrections or memberships have changed."""
        library, records = self._library, self._library.documents()
        members = library.memberships()
        # The library makes its records anew with every document and correction: the same objects mean the same facts.
        # Their values do not, as a record has only some of the fields that can be corrected.
        known = self._facts
        if known is None or known.members != members or not _same(known.records, records):
            told = LazyFacts(lambda: school_facts(records, library.schools(), members, library.inspections()))
            self._facts = known = _Known(records, members, told)
        return known.facts

    def retrieve(self, scope: QuestionScope) -> Retrieved:
        """Bring up passages of each school that is asked."""
        if scope.choices or (scope.unknown and not scope.named):
            return Retrieved(scope, ())
        return Retrieved(scope, tuple(self._retrieval.bring_up(scope)))

    def select(self, retrieved: Retrieved) -> SelectedEvidence:
        """Choose the sentences that answer; beside them, what a paper says whose word is put to the test."""
        scope = retrieved.scope
        if scope.choices:
            return SelectedEvidence(scope, ())
        told = self._things.told(naming_schools(self._told(retrieved)))
        return self._tested(told) if scope.tested else self._papers_instead(told)

    def _told(self, retrieved: Retrieved) -> SelectedEvidence:
        """Choose the sentences that answer; a question for a grade is answered from the judgements."""
        scope = retrieved.scope
        special = self._papers(retrieved) or self._surveyed(retrieved)
        if special is not None:
            return special
        graded = (None if scope.unknown else judged(scope, self._records())) or self._graded(scope)
        if graded is not None:
            return graded
        parts = parts_of(scope.core) if scope.named else ()
        several = len(parts) > 1 and (not asks_why(scope.question) or _beside_why(parts))
        recorded = None if several else self.recorded(scope)
        if recorded is not None:
            return recorded
        spoken = None if several or scope.unknown else self._spoken().answer(scope)
        if spoken is not None:
            return spoken
        view = self.look(scope)
        whole = self.selector.select(near_enough(retrieved, view, self._words.embed), view)
        return self._piecemeal().answer(whole, parts) if len(parts) > 1 else whole

    def _graded(self, scope: QuestionScope) -> SelectedEvidence | None:
        """Return the judgements, where grades are asked for and not what lies behind them; else None."""
        asked = scope.asked or scope.question
        if scope.unknown or asks_why(scope.question) or not asks_for_grade(f"{asked} {scope.led_by}".strip()):
            return None
        schools = grade_evidence(scope, self._library.inspection, self._library.page)
        otherwise = tuple(graded_otherwise(scope, self._library.inspection))
        if any(school.evidence for school in schools) or (otherwise and asks_outright(asked)):
            return SelectedEvidence(
                scope, tuple(schools), notes=otherwise, whole=bool(otherwise), looked_back=bool(otherwise)
            )
        grade = grade_named(scope)
        if grade:
            return SelectedEvidence(scope, tuple(schools), notes=(NOT_PRINTED.format(grade=grade),))
        return SelectedEvidence(scope, tuple(schools), notes=(NO_OVERALL,)) if asks_for_overall(asked) else None

    def _surveyed(self, retrieved: Retrieved) -> SelectedEvidence | None:
        """Return the answers of surveys, where they are asked for; beside a named school's, what its reports say."""
        scope = retrieved.scope
        found = None if scope.unknown else surveyed(scope, self._records())
        if found is None or asks_surveys(scope) or (found.lead and not scope.named):
            return found
        told = self.selector.select(retrieved, self.look(scope))
        if not found.lead:  # no survey asks it
            return replace(told, notes=(*told.notes, *found.notes))
        newest = tuple(replace(s, evidence=() if s.from_older else about(s.evidence, scope.aim)) for s in told.schools)
        return self.selector.joined(found, replace(told, schools=newest), PER_SURVEYED)

    def _records(self) -> RecordLookup:
        library = self._library
        return RecordLookup(
            library.inspection,
            library.page,
            library.passages_of,
            library.tables.surveys,
            library.settings.survey_questions,
            library.tables.schools,
            library.memberships,
            self._mentions,
            library.documents,
        )

    def _mentions(self, record: DocumentRecord) -> Sequence[Mention]:
        kept = KeptMentions(self._library, shipped_themer())
        return kept.mentions("", SchoolReport(record.id, record.filename, record.start, record.format))

    def _papers(self, retrieved: Retrieved) -> SelectedEvidence | None:
        """Return what a group's own papers say, or reports of what it does, where that is asked for; else None."""
        scope = retrieved.scope
        papers = Papers(self.selector, self.look, self._words.embed, self._library.page)
        row = plan_rows(scope, self._library.passages_of)
        if row is not None:
            return row
        if to_papers(scope):
            return papers.answer(retrieved)
        if scope.others and not scope.schools:
            return papers.priorities(scope, self._library.passages_of)
        acts = asks_what_it_does(scope.question, self._groups()) and scope.named and not scope.change
        return papers.deeds(retrieved) if acts and not scope.tested and asks_deeds(scope) else None

    def _tested(self, told: SelectedEvidence) -> SelectedEvidence:
        """Put what the papers state before what the reports say, each under its own name."""
        scope = replace(told.scope, schools=(), others=told.scope.tested, tested=(), named=bool(told.scope.said))
        retrieved = self.retrieve(scope)
        papers = Papers(self.selector, self.look, self._words.embed, self._library.page)
        stated = papers.answer(retrieved) if scope.said else self.selector.select(retrieved, self.look(scope))
        return beside_reports(stated, told)

    def _papers_instead(self, told: SelectedEvidence) -> SelectedEvidence:
        """Ask the group's own papers of a named school on which the reports have nothing: a plan's dates, an owner."""
        scope = told.scope
        answered = any(school.evidence for school in told.schools)
        if answered or scope.unknown or not scope.group_papers or asks_what_it_does(scope.question, self._groups()):
            return told
        asked = self.retrieve(replace(scope, schools=(), others=scope.group_papers))
        stated = self.selector.select(naming(asked), self.look(scope))
        if not any(paper.evidence for paper in stated.schools):
            return told
        return replace(beside_reports(stated, replace(told, schools=())), missing=())

    def recorded(self, scope: QuestionScope) -> SelectedEvidence | None:
        """Return what the reports' records answer by themselves, or None."""
        return routed(scope, self._records())

    def _spoken(self) -> Spoken:
        look_up, passages = self._library.lexical_search, self._library.passages
        return Spoken(self.selector, self.look, self.retrieve, look_up, passages, self._places, self._words.embed)

    def _piecemeal(self) -> PartAnswers:
        embed, weights = self._words.embed, self._rarity.weights
        return PartAnswers(self.selector, self.retrieve, self.look, self.recorded, embed, weights)

    def look(self, scope: QuestionScope) -> QuestionView:
        """Return the question as relevance sees it."""
        asked = scope.asked or scope.question
        sought = sought_in(asked, scope.core)
        return view(scope.core, wanted_kind(asked), self._embedder, self._rarity.weights, sought)

    def compose(self, selected: SelectedEvidence, first_marker: int) -> Composed:
        """Give each citation its number and count who speaks."""
        records = {record.id: record for record in self._library.documents()}
        return AnswerComposer(records, first_marker).compose(selected)


def _beside_why(parts: Sequence[Part]) -> bool:
    """Say whether something else is asked than a grade and what lies behind it.

    "What grade did it get, and why?" is one question; "What are its next steps? Why was it given that grade?" are two.
    """
    why = any(asks_why(part.text) for part in parts)
    return why and not all(asks_why(part.text) or asks_for_grade(part.text) for part in parts)


def _unsearched(request: Request, status: Status, lead: str, *notes: str) -> Answer:
    """Return an answer for which nothing was searched."""
    return Answer(request.question, status, lead, (), Searched(0, (), 0), notes=notes)


def respond(composed: Composed, seconds: float, trace: Sequence[StepTrace] = ()) -> Answer:
    """Give a checked composition its final form."""
    return Answer(
        question=composed.scope.question,
        status=composed.status,
        lead=composed.lead,
        claims=composed.claims,
        searched=composed.searched,
        coverage=composed.coverage,
        nearest=composed.nearest,
        missing=composed.missing,
        notes=composed.notes,
        seconds=seconds,
        trace=tuple(trace),
        choices=composed.scope.choices,
    )


def _same(ones: Sequence[object], others: Sequence[object]) -> bool:
    return len(ones) == len(others) and all(one is other for one, other in zip(ones, others, strict=True))


def _detail(value: object) -> str:
    """Say in a few words what a step left behind."""
    if isinstance(value, QuestionScope):
        return (
            f"{how_many(len(value.schools), 'school')}, {how_many(len(value.documents), 'document')}; "
            f"searched for: {value.core}"
        )
    if isinstance(value, Retrieved):
        return how_many(sum(len(asked.first) + len(asked.older) for asked in value.asked), "passage")
    if isinstance(value, SelectedEvidence):
        kept = [item for school in value.schools for item in school.evidence]
        likely = ", ".join(f"{item.probability:.2f}" for item in kept[:6])
        return how_many(len(kept), "sentence") + (f"; how likely each answers, from 0 to 1: {likely}" if likely else "")
    if isinstance(value, Composed):
        return how_many(len(value.claims), "statement")
    return ""
