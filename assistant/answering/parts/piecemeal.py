"""Answers a question of several parts piece by piece, and names the parts that no document answers.

Puts the steps of a whole question to each part and joins what they bring; it decides nothing else. Which words are a
part is told in `parts`, whether a sentence answers one in `binding`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import Evidence, Retrieved, SelectedEvidence
from assistant.answering.parts.binding import Binding, Embed
from assistant.answering.parts.parts import Part, parts_of
from assistant.answering.ranking.aimed import speaks
from assistant.answering.selecting import PER_NAMED, Selector
from assistant.questions.aim import Aim, aim_of
from assistant.questions.question import QuestionView
from assistant.questions.topics import topics_of
from assistant.scope import QuestionScope
from ingest.embedding import Vectors
from ingest.words import stem

_INSPECTED = re.compile(r"\bwhen\b[^?]*\binspect(?:ed|ion)\b|\binspect(?:ed|ion)\b[^?]*\bwhen\b", re.IGNORECASE)
"""What is inspected is the school, whatever else the question spoke of before: "who leads it" may be another thing."""
PER_PART = 2
"""Most sentences shown for one part of a question."""
PER_LISTED = 3
"""Most sentences shown for one of several subjects, each of which a question is about."""


@dataclass(frozen=True, slots=True)
class PartAnswers:
    """The steps of a whole question, put to its parts."""

    selector: Selector
    retrieve: Callable[[QuestionScope], Retrieved]
    look: Callable[[QuestionScope], QuestionView]
    recorded: Callable[[QuestionScope], SelectedEvidence | None]
    embed: Embed
    rarity: Callable[[Sequence[str]], Vectors]

    def answer(self, whole: SelectedEvidence, parts: Sequence[Part]) -> SelectedEvidence:
        """Return the evidence of each part and the names of those that none answers; `whole` is the question's own.

        The whole's own evidence stands first, of a question with a part missing only its best sentence: the others may
        be near that part alone. Beside parts that the record answers it does not stand: it is near both and tells
        neither. Where no part is seen to be answered, words of asking may part what is one question: then the whole's
        evidence stands as it is.
        """
        scope = whole.scope
        found: list[SelectedEvidence] = []
        missing: list[str] = []
        of_record, told_by_record = True, True
        for part, name in zip(parts, names_of(scope.question, parts), strict=True):
            own = of_record or not part.points or _INSPECTED.search(part.text)
            recorded = self._recorded(scope, part) if own else None
            selected = recorded or self._one(scope, part, parts)
            of_record = of_record and recorded is not None
            if _evidence(selected):
                found.append(replace(selected, scope=scope))
                told_by_record = told_by_record and recorded is not None
            else:
                missing.append(name)
        if not found:
            return whole
        joined = found[0] if told_by_record else _shortened(whole, 1) if missing else whole
        for selected in found:
            joined = self.selector.joined(joined, selected, PER_NAMED + PER_PART * len(parts))
        return replace(joined, missing=tuple(missing), nearest=(), notes=found[0].notes)

    def _recorded(self, scope: QuestionScope, part: Part) -> SelectedEvidence | None:
        """Return what the record answers; "its chair" is the school's only where all before was of the record too."""
        return self.recorded(_asked(scope, part)) if part.own or len(part.text.split()) > 2 else None

    def _one(self, scope: QuestionScope, part: Part, parts: Sequence[Part]) -> SelectedEvidence:
        binding, aim = Binding(part, self.embed), aim_of(part.words)
        topics = topics_of(part.text) if part.text.startswith("about ") else ()
        about = Aim(topics, None, plain=True) if topics else aim
        words = replace(_asked(scope, part), core=part.words, words=part.words, aim=about)
        retrieved, view = self.retrieve(words), self.look(words)
        if topics:  # the list of subjects tells their words, and not likeness
            return self.selector.fitting(retrieved, view, lambda candidate: speaks(candidate, about), PER_LISTED)
        if binding.open and (aim.plain or not part.own):
            return _shortened(self.selector.select(retrieved, view), PER_LISTED)
        passages = [hit.passage for asked in retrieved.asked for hit in (*asked.first, *asked.older)]
        binding.prepare(passages, self._subject(parts) if part.leans else ())
        return self.selector.fitting(retrieved, view, binding.holds, PER_PART)

    def _subject(self, parts: Sequence[Part]) -> list[str]:
        """Return the stems of what the first part is about, the rarest first."""
        words = [stem(word) for word in parts[0].own]
        weights = self.rarity(words) if words else ()
        return [word for _, word in sorted(zip(weights, words, strict=True), reverse=True)]


def names_of(question: str, parts: Sequence[Part]) -> list[str]:
    """Return the parts as the question was typed, where it parts alike; else as it was searched for."""
    typed = parts_of(question)
    return [part.text for part in (typed if len(typed) == len(parts) else parts)]


def _asked(scope: QuestionScope, part: Part) -> QuestionScope:
    return replace(scope, core=part.text, words=part.text, question=part.text, asked=part.text)


def _shortened(selected: SelectedEvidence, most: int) -> SelectedEvidence:
    schools = (replace(school, evidence=school.evidence[:most]) for school in selected.schools)
    return replace(selected, schools=tuple(schools))


def _evidence(selected: SelectedEvidence) -> tuple[Evidence, ...]:
    return tuple(item for school in selected.schools for item in school.evidence)


__all__ = ["PartAnswers", "names_of"]
