"""Answers which schools do something ("which schools share staff?") by the sentences that say that, and by no others.

A sentence must say what is done and to what, near each other: by the words themselves, which are looked up in every
passage in scope, or, among what retrieval brings up, by words near them in meaning, where the passage is read to answer
as well. What a report asks for is not done yet. Schools without such a sentence are silent; where no school has one,
this answers nothing and leaves the question to retrieval.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from assistant.answering.evidence import AskedSchool, Retrieved, SchoolEvidence, SelectedEvidence
from assistant.answering.parts.binding import NEAR, Embed
from assistant.answering.ranking.aimed import ReportDirections
from assistant.answering.ranking.relevance import Candidate, candidates_of, needs_context
from assistant.answering.selecting import PER_SCHOOL, Selector
from assistant.questions.predicate import Predicate, Said
from assistant.questions.question import QuestionView
from assistant.scope import QuestionScope
from assistant.search import Found
from ingest.embedding import Vectors
from ingest.words import stem

WITHIN = 4
"""Words within which each word of the predicate must stand, for each of them: "two psychologists who are shared" says
"share staff", "staff monitor who takes part, so that all have their share" does not. Chosen, not measured."""
_DETERMINERS = frozenset(
    "a an the this that these those their its his her our your each every some any no fair more higher".split()
)
_NOT_DONE = re.compile(
    r"\b(?:should|must|ought to|needs? to|ha(?:s|ve) yet to|would like"
    r"|(?:hopes?|wants?|wish(?:es)?|plans?) (?:to|for))\b",
    re.I,
)
_AFTER_A_NOUN = frozenset("about as at for from in on with".split())
"""After a form in "-ing", these make it the name of a thing: "training for teachers" trains nobody."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


class Says:
    """The test of sentences: whether one says the predicate; `nearly` lets words near in meaning say its words."""

    def __init__(self, predicate: Predicate, places: ReportDirections, embed: Embed, nearly: bool) -> None:
        self._words = predicate.words
        self._places, self._embed, self._nearly = places, embed, nearly
        self._beside = _AFTER_A_NOUN - set(_tokens(predicate.text))
        self._wishes = bool(_NOT_DONE.search(predicate.text))
        self._vectors = [_vector(word, predicate.text, embed) for word in self._words] if nearly else []

    def __call__(self, candidate: Candidate) -> bool:
        """Say whether a sentence says it, read with the one before where it leans on that."""
        text = candidate.sentence.text
        if self._only_wished(text) or self._places.is_step(candidate.sentence):
            return False
        if self._said(text):
            return True
        before = candidate.before.text if candidate.before is not None and needs_context(text) else ""
        return bool(before) and not self._only_wished(before) and self._said(f"{before} {text}", len(_tokens(before)))

    def _only_wished(self, text: str) -> bool:
        """Say whether a text wishes or plans for something, where that is not what is asked."""
        return not self._wishes and bool(_NOT_DONE.search(text))

    def _said(self, text: str, own_from: int = 0) -> bool:
        """Say whether a text says all words near each other, one at least from the token `own_from` on."""
        tokens = _tokens(text)
        found = [self._found(number, tokens, text) for number in range(len(self._words))]
        reach = WITHIN * len(self._words)
        return all(found) and any(
            max(places) - min(places) <= reach
            and len(set(places)) == len(places)
            and max(places) >= own_from
            and all(
                not word.verb or _is_done(word, tokens, place, places, self._beside)
                for word, place in zip(self._words, places, strict=True)
            )
            for places in product(*found)
        )

    def _found(self, number: int, tokens: Sequence[str], text: str) -> list[int]:
        word, stemmed = self._words[number], [stem(token) for token in tokens]
        places = {
            place
            for run in word.runs
            for place in range(len(tokens) - len(run) + 1)
            if tuple(stemmed[place : place + len(run)]) == run
        }
        vector = self._vectors[number] if self._nearly else None
        if vector is not None:
            seen = self._embed([text])[0]
            close = [seen.words[n] for n in np.flatnonzero(seen.vectors @ vector >= NEAR)] if len(seen.vectors) else []
            places |= {place for place, token in enumerate(tokens) if token in close}
        return sorted(places)


def _is_done(
    word: Said, tokens: Sequence[str], place: int, all_places: Sequence[int], beside: frozenset[str] = frozenset()
) -> bool:
    """Say whether a verb's form is what is done, and done to the thing.

    "A shared programme" and "their fair share" are things, not deeds, but before its own object such a form says it
    ("the shared staff"). "Staff share plans" does not share staff, and who trains *as* a teacher trains none.
    """
    before, form = tokens[max(0, place - 2) : place], tokens[place]
    others = [other for other in all_places if other != place]
    plain = form in {word.form, f"{word.form}s", f"{word.form}es"}
    if others and plain and max(others) < place:
        return False
    if "as" in tokens[place + 1 : max(others, default=0)]:
        return False
    if form.endswith("ing") and not beside.isdisjoint(tokens[place + 1 : place + 2]):
        return False
    thing = bool(_DETERMINERS & set(before if plain else before[-1:]))
    return not thing or any(0 < other - place <= 2 for other in others)


def _tokens(text: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def _vector(word: Said, text: str, embed: Embed) -> Vectors | None:
    seen = embed([text])[0]
    place = next((n for n, each in enumerate(seen.words) if each == word.form), None)
    return None if place is None else seen.vectors[place]


@dataclass(frozen=True, slots=True)
class Picked:
    """The steps that such a question takes."""

    selector: Selector
    look: Callable[[QuestionScope], QuestionView]
    retrieve: Callable[[QuestionScope], Retrieved]
    look_up: Callable[[QuestionScope, str], dict[str, list[Found]]]
    """Passages with any of some words, document by document."""
    places: ReportDirections
    embed: Embed

    def answer(self, scope: QuestionScope, predicate: Predicate) -> SelectedEvidence | None:
        """Return the sentences that say it, school by school; None where none does: other words may still answer."""
        question = self.look(scope)
        exactly = Says(predicate, self.places, self.embed, nearly=False)
        found = self.look_up(scope, predicate.looked_up)
        outright = self._told(Retrieved(scope, tuple(_asked(scope, found))), question, exactly)
        told = {school.name for school in outright.schools if school.evidence}
        retrieved = self.retrieve(scope)
        rest = tuple(each for each in retrieved.asked if each.name not in told)
        alike = self._alike(replace(retrieved, asked=rest), question, predicate)
        speaking = {each.name: each for each in (*outright.schools, *alike.schools) if each.evidence}
        schools = tuple(
            speaking.get(each.name, SchoolEvidence(each.name, each.is_school, ())) for each in retrieved.asked
        )
        return SelectedEvidence(scope, schools) if speaking else None

    def _alike(self, retrieved: Retrieved, question: QuestionView, predicate: Predicate) -> SelectedEvidence:
        """Return what says it in other words, where the passages that do are read to answer."""
        nearly = Says(predicate, self.places, self.embed, nearly=True)
        asked = []
        for each in retrieved.asked:
            saying = {candidate.found.passage.id for candidate in candidates_of(each.first) if nearly(candidate)}
            first = tuple(hit for hit in each.first if hit.passage.id in saying)
            asked.append(replace(each, first=first if self.selector.suffices(first, question) else (), older=()))
        return self._told(replace(retrieved, asked=tuple(asked)), question, nearly)

    def _told(self, retrieved: Retrieved, question: QuestionView, says: Says) -> SelectedEvidence:
        return self.selector.fitting(retrieved, question, says, PER_SCHOOL, 0.0)


def _asked(scope: QuestionScope, found: dict[str, list[Found]]) -> list[AskedSchool]:
    """Put what was looked up together for each school (its newest reports) and each paper."""
    schools = [
        AskedSchool(
            school.name,
            True,
            tuple(hit for r in school.reports if r.id in scope.first_documents for hit in found.get(r.id, ())),
        )
        for school in scope.schools
    ]
    return schools + [AskedSchool(r.title or r.filename, False, tuple(found.get(r.id, ()))) for r in scope.others]


__all__ = ["Picked", "Says"]
