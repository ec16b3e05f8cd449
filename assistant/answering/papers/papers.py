"""What a group's own papers say of one of its schools, or of a subject at it: the passages that name the school.

A paper of a group speaks of many schools; a question on one is answered from what names it, and from nothing else. It
takes no side: the papers say what the group says, and reports may say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import AskedSchool, Evidence, Retrieved, SchoolEvidence, SelectedEvidence
from assistant.answering.parts.binding import Binding, Embed
from assistant.answering.parts.parts import Part
from assistant.answering.ranking.relevance import Candidate, needs_context
from assistant.answering.selecting import NEAREST, PER_NAMED, Selector
from assistant.questions.group_papers import ACTORS, without_asking
from assistant.questions.question import QuestionView, subject_words
from assistant.questions.topics import Topic, topics_of, without_topics
from assistant.schools.names import mentions
from assistant.scope import QuestionScope
from assistant.search import Found
from ingest.documents import Page, Passage, Span

MOST = 6
"""Most sentences shown of one paper."""
STATED_ONLY = "What the group’s or school’s own papers state; nothing in the reports searched answers this."
NOTE = "These are papers of the group or school itself: what it says, and not what inspectors say."
_PRIORITIES = re.compile(r"\b(?:priorit\w+|aims|objectives|goals)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:priority|aim|objective|goal)\s+\d", re.IGNORECASE)
_MEMBERSHIP = re.compile(
    r"\b(?:is part of|means other people in the trust|run by the chief executive)\b", re.IGNORECASE
)
"""Sentences that every report of a group has."""
_ALL_SCHOOLS = re.compile(
    r"\b(?:throughout|across) (?:the|our) (?:trust|group|federation)\b"
    r"|\b(?:all|each|every|every one)(?: of)?(?: the| our)? (?:schools?|academ(?:y|ies))\b(?! (?:except|but|other))",
    re.IGNORECASE,
)
"""What a paper says of all its schools it says of each; but what is planned for a school names it."""
_PLANNED = re.compile(r"\b(?:will|plan(?:s|ned|ning)?|going to|intend\w*|propos\w+|promis\w+)\b", re.IGNORECASE)
_DEEDS = frozenset(
    """help helps helped support supports supported do done work works worked working give gives given provide
    provides provided offer offers offered contribute contributed improve difference change changed area""".split()
)
_LED_ON = ("Together", "They ", "It ", "Its ", "This ")
"""Beginnings of sentences that speak of who the sentence before speaks of."""
_NO_SUBJECT = frozenset(
    """plan plans priority priorities action actions target targets say says improvement improve self evaluation
    school schools paper papers document documents intention intentions do done support help view""".split()
)


@dataclass(frozen=True, slots=True)
class Papers:
    """The steps that a question to a group's papers takes."""

    selector: Selector
    look: Callable[[QuestionScope], QuestionView]
    embed: Embed

    page: Callable[[str, int], Page]

    def answer(self, retrieved: Retrieved) -> SelectedEvidence:
        """Return what the papers say of the schools that the question names, and of its subject if it has one."""
        scope, narrowed = retrieved.scope, naming(retrieved)
        test = self._test(scope, narrowed.asked)
        selected = self.selector.fitting(narrowed, self.look(scope), test, MOST, floor=0.0)
        return _in_order(selected)

    def priorities(self, scope: QuestionScope, passages: Callable[[str], Sequence[Passage]]) -> SelectedEvidence | None:
        """Return the priorities that papers number in their headings, where just these are asked for; else None."""
        if scope.said or not _PRIORITIES.search(scope.core) or self._own(scope):
            return None
        papers = [
            SchoolEvidence(record.title or record.filename, False, tuple(self._headings(passages(record.id))))
            for record in scope.others
        ]
        return (
            SelectedEvidence(scope, tuple(papers), notes=(NOTE,)) if any(paper.evidence for paper in papers) else None
        )

    def deeds(self, retrieved: Retrieved) -> SelectedEvidence:
        """Return what reports on the named schools say that the group does there, on the question's subject if any."""
        scope = retrieved.scope
        topics = topics_of(without_asking(scope.core))

        def told(candidate: Candidate) -> bool:
            text, before = candidate.sentence.text, candidate.before.text if candidate.before else ""
            around = f"{before} {text}" if text.startswith(_LED_ON) else text
            return bool(ACTORS.search(around)) and not _MEMBERSHIP.search(around)

        def on_subject(candidate: Candidate) -> bool:
            return told(candidate) and (not topics or _speaks(candidate, topics))

        selected = self.selector.fitting(retrieved, self.look(scope), on_subject, PER_NAMED, floor=0.0)
        if any(school.evidence for school in selected.schools):
            return selected
        near = self.selector.fitting(retrieved, self.look(scope), told, NEAREST, floor=0.0)
        return replace(selected, nearest=tuple(item for school in near.schools for item in school.evidence)[:NEAREST])

    def _headings(self, passages: Sequence[Passage]) -> Iterator[Evidence]:
        seen: set[str] = set()
        for passage in passages:
            heading, place = passage.heading or "", passage.sentences[0].locators[0]
            start = self.page(place.document, place.page).text.find(heading)
            if heading in seen or not _NUMBERED.match(heading) or start < 0:
                continue
            seen.add(heading)
            where = replace(place, span=Span(start, start + len(heading)), paragraph=None)
            yield Evidence(place.document, heading, (where,), None, None, 1.0)

    def _own(self, scope: QuestionScope) -> tuple[str, ...]:
        """Return the words of the question's subject, none where it has none."""
        return tuple(word for word in subject_words(without_asking(scope.core)) if word not in _NO_SUBJECT)

    def _test(self, scope: QuestionScope, asked: Sequence[AskedSchool]) -> Callable[[Candidate], bool]:
        subject = without_asking(scope.core)
        topics, own = topics_of(subject), self._own(scope)
        whole = any(mentions(each.name, list(scope.called)) for each in asked)

        def about(candidate: Candidate) -> bool:
            return whole or _is_on(candidate, scope.called)

        planned = bool(_PLANNED.search(scope.question))

        def on_all(candidate: Candidate) -> bool:
            return about(candidate) or bool(not planned and _ALL_SCHOOLS.search(candidate.sentence.text))

        if topics:
            return lambda candidate: on_all(candidate) and _speaks(candidate, topics)
        if not own:
            return about
        binding = Binding(Part(subject, subject, own), self.embed)
        binding.prepare([hit.passage for each in asked for hit in each.first], ())
        return lambda candidate: on_all(candidate) and binding.holds(candidate)


def naming(retrieved: Retrieved) -> Retrieved:
    """Leave of what was brought up of papers the passages that speak of the named schools, or of all."""
    asked = tuple(_narrowed(each, retrieved.scope.called) for each in retrieved.asked)
    return replace(retrieved, asked=asked)


def beside_reports(stated: SelectedEvidence, told: SelectedEvidence) -> SelectedEvidence:
    """Return what papers state, then what the reports say of the same; neither is judged by the other."""
    papers = tuple(_likeliest(paper) for paper in stated.schools if paper.evidence)
    in_reports = any(school.evidence for school in told.schools)
    silent = tuple(f"Nothing on this was found in {p.name}." for p in stated.schools if not p.evidence)
    if not papers:
        return replace(told, notes=(*told.notes, *silent))
    lead = (
        "What the group’s or school’s own papers state, and then what the reports say." if in_reports else STATED_ONLY
    )
    missing = () if in_reports else ("what the reports say of it",)
    return replace(
        told,
        schools=(*papers, *told.schools),
        nearest=(),
        notes=(NOTE, *told.notes, *silent),
        missing=(*told.missing, *missing),
        lead=lead,
    )


def _likeliest(paper: SchoolEvidence) -> SchoolEvidence:
    """Return a paper with its sentences that are likeliest the word that is put to the test, the likeliest first."""
    ranked = sorted(paper.evidence, key=lambda item: -item.probability)
    return replace(paper, evidence=tuple(ranked[:PER_NAMED]))


def asks_deeds(scope: QuestionScope) -> bool:
    """Say whether what a group does, on a subject of the list or in general, is all that a question asks."""
    left = without_topics(scope.core, topics_of(scope.core))
    return _DEEDS.issuperset(subject_words(left))


def to_papers(scope: QuestionScope) -> bool:
    """Say whether a question names schools and is put to papers of none of them."""
    return bool(scope.said) and bool(scope.others) and not scope.schools


def _in_order(selected: SelectedEvidence) -> SelectedEvidence:
    """Put each paper's sentences in the order in which it has them, and say whose words they are."""
    papers = tuple(replace(paper, evidence=tuple(sorted(paper.evidence, key=_place))) for paper in selected.schools)
    return replace(selected, schools=papers, notes=(NOTE,) if any(paper.evidence for paper in papers) else ())


def _place(item: Evidence) -> tuple[int, int]:
    return item.locators[0].page, item.locators[0].span.start


def _narrowed(asked: AskedSchool, called: Sequence[str]) -> AskedSchool:
    """Leave the passages that name a school or speak of all; a paper whose title names it is all on it."""
    if mentions(asked.name, list(called)):
        return replace(asked, older=())
    return replace(asked, first=tuple(hit for hit in asked.first if _names(hit, called)), older=())


def _names(hit: Found, called: Sequence[str]) -> bool:
    text = _text(hit.passage)
    return bool(mentions(text, list(called)) or _ALL_SCHOOLS.search(text))


def _text(passage: Passage) -> str:
    return f"{passage.heading or ''}. {passage.text}"


def _is_on(candidate: Candidate, called: Sequence[str]) -> bool:
    """Say whether a sentence or its heading names one of the schools, or it leans on one before it that does."""
    before = candidate.before.text if candidate.before and needs_context(candidate.sentence.text) else ""
    around = f"{candidate.found.passage.heading or ''}. {before} {candidate.sentence.text}"
    return bool(mentions(around, list(called)))


def _speaks(candidate: Candidate, topics: Sequence[Topic]) -> bool:
    """Say whether a sentence speaks of any of the subjects, or the heading above it of nothing else."""
    heading = candidate.found.passage.heading or ""
    headed = set(topics_of(heading))
    return any(topic.spoken_of(candidate.sentence.text) for topic in topics) or bool(headed and headed <= set(topics))


__all__ = ["Papers", "asks_deeds", "beside_reports", "to_papers"]
