"""Which sentences answer, for each school that was asked, and whether they suffice.

Selects; it writes no sentence of its own but the one that nothing is said the way asked for, and numbers no citation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from assistant.answering.evidence import Evidence, Retrieved, SchoolEvidence, SelectedEvidence
from assistant.answering.ranking.aimed import (
    ReportDirections,
    goes_that_way,
    passages_on,
    read_with_context,
    says_each,
    speaks,
    under_subject,
)
from assistant.answering.ranking.figures_after import (
    asks_figure,
    moved_first,
    with_figures,
    with_its_figures,
)
from assistant.answering.ranking.noise import beside_the_point
from assistant.answering.ranking.relevance import Candidate, ScoredCandidate, Scorer, in_order_of_reading, needs_context
from assistant.answering.reading import text_of
from assistant.answering.said_instead import instead
from assistant.answering.sufficiency import (
    TOP,
    DocumentStems,
    Sufficiency,
    first_passages,
    unit_features,
    with_reading,
)
from assistant.questions.aim import Aim
from assistant.questions.direction import asks_whether
from assistant.questions.question import QuestionView, states
from assistant.questions.voices import voice_of
from assistant.scope import QuestionScope
from assistant.search import Found
from ingest.embedding import Vectors

Read = Callable[[str, Sequence[str]], Vectors]
"""A question and passages to the log-odds that each answers, as `reading.PassageReading.score`."""
PER_NAMED = 4
"""Most sentences shown for a school that the question names."""
PER_SUBJECT = 6
"""Most sentences shown where a named school's report, or a group's paper, is asked what it says of a subject: all that
most of them say."""
PER_REPORT = 3
"""Most sentences shown of each report of a school, where a question asks what has changed."""
PER_SCHOOL = 2
"""Most sentences shown for each school in a question across schools: enough to see what it says, and short."""
SHORTLIST_NAMED = 24
"""Sentences looked at closely for a school that the question names."""
SHORTLIST_SCHOOL = 8
"""Sentences looked at closely for each school in a question across schools."""
NEAREST = 3
"""Most sentences offered as nearest where nothing answers."""
DUPLICATE = 0.93
"""Cosine from which two sentences say the same twice, as prose and next steps often do. Chosen, not measured."""
BESIDE = 0.7
"""A further sentence is shown only with at least this share of the best one's probability: one firm answer is not
followed by doubtful ones. On the half "tune" (60 questions of one answer) .45 showed 183 sentences, 67 of them gold;
.6 155 and 67; .7 134 and 66; .8 118 and 64. Each shows a gold sentence for 46 questions."""

LEFT = 0.5
"""Least share of the best line's probability for a statement, where that line states nothing. Chosen, not measured."""
ON_SUBJECT = 0.75
"""Share of the threshold that is enough where a sentence speaks of the very subject. On the half "tune", .75 brought
back three of the five schools that 1 lost and showed one that does not speak."""


class Selector:
    """Selects the sentences that answer."""

    def __init__(
        self,
        scorer: Scorer,
        sufficiency: Sufficiency,
        vocabulary: DocumentStems,
        places: ReportDirections,
        reading: Read | None = None,
    ) -> None:
        self._places = places
        self._scorer = scorer
        self._sufficiency = sufficiency
        self._vocabulary = vocabulary
        self._reading = reading

    def select(self, retrieved: Retrieved, question: QuestionView) -> SelectedEvidence:
        """Choose the evidence of each school; a school's older reports are asked only where its newest is silent."""
        scope = retrieved.scope
        if not scope.named and scope.aim.topics:
            return self._across(retrieved, question)
        limit, looked_back = PER_NAMED if scope.named else PER_SCHOOL, False
        schools: list[SchoolEvidence] = []
        rejected: list[ScoredCandidate] = []
        for asked in retrieved.asked:
            if scope.change and scope.named:
                kept, scored = self._of_each_report(asked.first, question, scope)
            else:
                kept, scored = self._of_one(asked.first, question, scope, limit)
            if not scope.named and scope.aim.direction:  # with no subject of the list, the words alone tell it
                kept = [item for item in kept if goes_that_way(item.candidate, scope.aim, self._places)]
            otherwise = not kept and self._says_otherwise(asked.first, question, scope.aim)
            if otherwise and scope.named and asks_whether(scope.core):
                kept = self._distinct(self._about(asked.first, question, scope.aim, SHORTLIST_NAMED), limit)
            older = False
            if not kept and not otherwise and asked.older:
                looked_back = True
                kept, past = self._of_one(asked.older, question, scope, limit, older=True)
                older = bool(kept)
                scored = [*scored, *past]
                otherwise = not kept and self._says_otherwise(asked.older, question, scope.aim)
            schools.append(
                SchoolEvidence(asked.name, asked.is_school, self._shown(kept, question, scope), older, otherwise)
            )
            rejected.extend(scored)
        return replace(self._selected(scope, schools, rejected), looked_back=looked_back)

    def _across(self, retrieved: Retrieved, question: QuestionView) -> SelectedEvidence:
        """Choose for a question across schools with a known subject: only sentences about it, and the way it is asked.

        Where subject and direction are all that is asked, such a sentence answers; else the unit must suffice as well.
        """
        aim = retrieved.scope.aim
        papers_alone = aim.plain and not any(asked.is_school for asked in retrieved.asked)
        limit = PER_SUBJECT if papers_alone else PER_SCHOOL
        shortlist = SHORTLIST_NAMED if aim.change or papers_alone else SHORTLIST_SCHOOL
        schools: list[SchoolEvidence] = []
        rejected: list[ScoredCandidate] = []
        spoken: list[list[ScoredCandidate]] = []
        for asked in retrieved.asked:
            about = self._about(asked.first, question, aim, shortlist)
            spoken.append(about)
            fitting = [item for item in about if goes_that_way(item.candidate, aim, self._places)]
            if fitting and not aim.plain:
                fitting = self._read_to_answer(asked.first, question, aim, fitting)
            floor = BESIDE * fitting[0].probability if fitting else 0.0
            headed = [item for item in fitting if papers_alone and under_subject(item.candidate, aim)]
            beside = [item for item in fitting if item.probability >= floor and not headed]
            kept = self._distinct(headed or beside, limit)
            kept = sorted(kept, key=_place) if headed else kept  # a section is read in its own order
            otherwise = bool(aim.one_way and about and not fitting)
            schools.append(
                SchoolEvidence(
                    asked.name, asked.is_school, self._shown(kept, question, retrieved.scope), otherwise=otherwise
                )
            )
            rejected.extend(about)
        if asks_whether(retrieved.scope.question) and not any(school.evidence for school in schools):
            said = [tuple(map(self._evidence, self._distinct(about, PER_SCHOOL))) for about in spoken]
            if (otherwise_told := instead(retrieved.scope, schools, said)) is not None:
                return otherwise_told
        return self._selected(retrieved.scope, schools, rejected)

    def _read_to_answer(
        self, found: Sequence[Found], question: QuestionView, aim: Aim, fitting: Sequence[ScoredCandidate]
    ) -> list[ScoredCandidate]:
        """Return the sentences on the subject in the order in which their passages are read to answer; none unlikely.

        Passages on the subject are read, so that no other one, however near, answers for a sentence that does not.
        """
        scored, row = self.unit(passages_on(found, aim) or found, question, named=False)
        if row is None or not self._likely(row):
            return []
        read = [item for item in scored if speaks(item.candidate, aim)]
        read = [item for item in read if goes_that_way(item.candidate, aim, self._places)]
        return [item for item in read if not beside_the_point(item.candidate, question)] or list(fitting)

    def _of_one(
        self, found: Sequence[Found], question: QuestionView, scope: QuestionScope, limit: int, older: bool = False
    ) -> tuple[list[ScoredCandidate], list[ScoredCandidate]]:
        """Return what answers among what was found, and all that was looked at."""
        kept = self._told(found, question, scope.aim)
        if kept or self._says_otherwise(found, question, scope.aim):
            return kept, [] if kept else self._about(found, question, scope.aim)
        return self._answers(found, question, scope, limit, older)

    def _says_otherwise(self, found: Sequence[Found], question: QuestionView, aim: Aim) -> bool:
        """Say whether a report speaks of the subject and never the way asked for: praise answers no "what is weak"."""
        if not aim.plain or aim.direction is None:
            return False
        about = self._about(found, question, aim, SHORTLIST_NAMED)
        return bool(about) and not any(goes_that_way(item.candidate, aim, self._places) for item in about)

    def _of_each_report(
        self, found: Sequence[Found], question: QuestionView, scope: QuestionScope
    ) -> tuple[list[ScoredCandidate], list[ScoredCandidate]]:
        """Return what answers in each report by itself: what has changed shows only where both say something."""
        kept: list[ScoredCandidate] = []
        looked_at: list[ScoredCandidate] = []
        for document in dict.fromkeys(hit.passage.document for hit in found):
            of_report = [hit for hit in found if hit.passage.document == document]
            told = self._told(of_report, question, scope.aim)
            if not told and not scope.aim.plain:  # else the report does not speak of it
                told, scored = self._answers(of_report, question, scope, PER_REPORT)
                looked_at += scored
            kept += told[:PER_REPORT]
        return kept, looked_at

    def _told(self, found: Sequence[Found], question: QuestionView, aim: Aim) -> list[ScoredCandidate]:
        """Return what a named school's report says of a subject, where subject and direction are all that is asked."""
        if not aim.plain:
            return []
        about = self._about(found, question, aim, SHORTLIST_NAMED)
        fitting = [item for item in about if goes_that_way(item.candidate, aim, self._places)]
        fitting = [item for item in fitting if states(question.wanted, item.candidate.sentence.text)]
        fitting = [item for item in fitting if question.sought.named_in(item.candidate.sentence.text)]
        fitting = in_their_view(fitting, question)
        if counted := with_its_figures(fitting, question):
            return self._distinct(counted, PER_SUBJECT)
        row = self.unit(found, question, named=True)[1] if fitting else None
        if row is not None and self._likely(row):
            return self._distinct(fitting, PER_SUBJECT)
        # "How is mathematics taught?": a sentence that says both itself is what is asked for, however unlike it reads
        return self._distinct([item for item in fitting if says_each(item.candidate, aim)], PER_SUBJECT)

    def _likely(self, row: Vectors) -> bool:
        return self._sufficiency.probability(row) >= ON_SUBJECT * self._sufficiency.threshold

    def _about(
        self, found: Sequence[Found], question: QuestionView, aim: Aim, shortlist: int = SHORTLIST_SCHOOL
    ) -> list[ScoredCandidate]:
        """Return the sentences that speak of the subject, scored, best first."""
        scored = self._scorer.score(question, found, shortlist, lambda candidate: speaks(candidate, aim))
        return [item for item in scored if not beside_the_point(item.candidate, question)]

    def _selected(
        self, scope: QuestionScope, schools: Sequence[SchoolEvidence], rejected: Sequence[ScoredCandidate]
    ) -> SelectedEvidence:
        if any(school.evidence for school in schools):
            return SelectedEvidence(scope, tuple(schools))
        return SelectedEvidence(scope, tuple(schools), self._nearest(rejected))

    def joined(self, first: SelectedEvidence, second: SelectedEvidence, limit: int) -> SelectedEvidence:
        """Put the evidence of two selections together, school by school, each sentence once."""
        others = {school.name: school for school in second.schools}
        schools = []
        for school in first.schools:
            other = others.get(school.name)
            more = [item for item in (other.evidence if other else ()) if item not in school.evidence]
            known = {(item.document, item.quote) for item in school.evidence}
            new = tuple(item for item in more if (item.document, item.quote) not in known)
            schools.append(replace(school, evidence=(school.evidence + new)[:limit]))
        return replace(first, schools=tuple(schools), nearest=() if any(s.evidence for s in schools) else first.nearest)

    def fitting(
        self,
        retrieved: Retrieved,
        question: QuestionView,
        fits: Callable[[Candidate], bool],
        limit: int,
        floor: float = BESIDE,
        anyhow: bool = False,
    ) -> SelectedEvidence:
        """Choose for each school the likeliest of the sentences that fit, whether or not they suffice by themselves.

        A further one needs `floor` of the first one's probability. With `anyhow`, a line beside the point is shown
        where nothing else fits.
        """
        schools: list[SchoolEvidence] = []
        for asked in retrieved.asked:
            kept = self._best_fitting(asked.first, question, fits, limit, floor, anyhow)
            older = [] if kept else self._best_fitting(asked.older, question, fits, limit, floor, anyhow)
            evidence = tuple(map(self._evidence, kept or older))
            schools.append(SchoolEvidence(asked.name, asked.is_school, evidence, bool(older)))
        return SelectedEvidence(retrieved.scope, tuple(schools))

    def _best_fitting(
        self,
        found: Sequence[Found],
        question: QuestionView,
        fits: Callable[[Candidate], bool],
        limit: int,
        floor: float,
        anyhow: bool,
    ) -> list[ScoredCandidate]:
        every = self._scorer.score(question, found, SHORTLIST_SCHOOL, fits)
        scored = [item for item in every if not beside_the_point(item.candidate, question)] or (every if anyhow else [])
        return self._distinct([item for item in scored if item.probability >= floor * scored[0].probability], limit)

    def unit(
        self, found: Sequence[Found], question: QuestionView, named: bool, older: bool = False
    ) -> tuple[list[ScoredCandidate], Vectors | None]:
        """Score what was found for one school; return it best first, with the features that sufficiency weighs.

        `older` says that it was found in reports that a newer one has followed.
        """
        scored = self._scorer.score(question, found, SHORTLIST_NAMED if named else SHORTLIST_SCHOOL)
        if not scored:
            return [], None
        documents = sorted({item.candidate.found.passage.document for item in scored})
        used = self._vocabulary.of(documents)
        row = unit_features(question, scored, used, named, older)
        if self._reading is None:
            return scored, row
        odds = self._read(question, scored, self._reading)
        return in_order_of_reading(scored, odds), with_reading(row, max(odds.values()))

    def suffices(self, found: Sequence[Found], question: QuestionView) -> bool:
        """Say whether passages answer a question that names no school."""
        row = self.unit(found, question, named=False)[1]
        return row is not None and self._sufficiency.suffices(row)

    def _read(self, question: QuestionView, scored: Sequence[ScoredCandidate], reading: Read) -> dict[str, float]:
        """Return the log-odds that each passage of the first candidates answers."""
        passages = first_passages(scored)
        odds = reading(question.text, list(map(text_of, passages)))
        return {passage.id: float(value) for passage, value in zip(passages, odds, strict=True)}

    def _answers(
        self, found: Sequence[Found], question: QuestionView, scope: QuestionScope, limit: int, older: bool = False
    ) -> tuple[list[ScoredCandidate], list[ScoredCandidate]]:
        scored, row = self.unit(found, question, scope.named, older)
        if row is None or not self._sufficiency.suffices(row):
            return [], scored
        first = scored[0].probability
        scored = [item for item in scored if not beside_the_point(item.candidate, question)] or scored
        if not scope.named and scored[0].probability < LEFT * first:
            return [], scored  # a heading or a row of a table read best, and nothing else is near it
        if not any(question.sought.named_in(item.candidate.sentence.text) for item in scored[:TOP]):
            return [], scored
        likely = [item for item in scored if self._beside(item, scored[0])]
        return self._distinct(in_their_view(_on_subject(likely, scope.aim), question), limit), scored

    def _beside(self, item: ScoredCandidate, first: ScoredCandidate) -> bool:
        """Say whether a further sentence is near the first one, by the ranking alone and with the reading of passages.

        By both, fewer are shown and as many of them gold as by either alone (counted once on the half "tune").
        """
        own, best = (self._scorer.ranking.probability(each.features) for each in (item, first))
        return item.probability >= BESIDE * first.probability and own >= BESIDE * best

    def _shown(
        self, kept: Sequence[ScoredCandidate], question: QuestionView, scope: QuestionScope
    ) -> tuple[Evidence, ...]:
        if asks_figure(question.wanted, scope.question):
            kept = moved_first(with_figures(kept), scope)
        return tuple(map(self._evidence, kept))

    def _nearest(self, scored: Sequence[ScoredCandidate]) -> tuple[Evidence, ...]:
        best = sorted(scored, key=lambda item: -item.probability)[: NEAREST * 4]
        return tuple(self._evidence(item) for item in self._distinct(best, NEAREST))

    def _distinct(self, scored: Sequence[ScoredCandidate], limit: int) -> list[ScoredCandidate]:
        """Keep the first of sentences that say the same."""
        vectors = [words.whole for words in self._scorer.embed([item.candidate.sentence.text for item in scored])]
        kept: list[int] = []
        for place, vector in enumerate(vectors):
            if all(float(np.dot(vector, vectors[other])) < DUPLICATE for other in kept):
                kept.append(place)
            if len(kept) == limit:
                break
        return [scored[place] for place in kept]

    def _evidence(self, scored: ScoredCandidate) -> Evidence:
        candidate: Candidate = scored.candidate
        before = candidate.before.text if candidate.before and needs_context(candidate.sentence.text) else None
        return Evidence(
            document=candidate.found.passage.document,
            quote=candidate.sentence.text,
            locators=candidate.sentence.locators,
            heading=candidate.found.passage.heading,
            before=before,
            probability=scored.probability,
            strand=self._places.direction(candidate.sentence),
        )


def _place(scored: ScoredCandidate) -> tuple[int, int]:
    first = scored.candidate.sentence.locators[0]
    return first.page, first.span.start


def in_their_view(scored: Sequence[ScoredCandidate], question: QuestionView) -> list[ScoredCandidate]:
    """Keep what gives the view of the people whose view is asked for; all of it where nothing does."""
    voice = voice_of(question.text)
    told = [item for item in scored if voice is not None and voice.gives_view(read_with_context(item.candidate))]
    return told or list(scored)


def _on_subject(scored: Sequence[ScoredCandidate], aim: Aim) -> list[ScoredCandidate]:
    """Leave out what does not speak of the subject asked for, where the best sentence does."""
    about = [item for item in scored if aim.topics and speaks(item.candidate, aim)]
    return about if about and about[0] is scored[0] else list(scored)


def about(evidence: Sequence[Evidence], aim: Aim) -> tuple[Evidence, ...]:
    """Keep what speaks of the subject asked for by itself; all of it where no subject is known."""
    if not aim.topics:
        return tuple(evidence)
    return tuple(item for item in evidence if any(topic.pattern.search(item.quote) for topic in aim.topics))
