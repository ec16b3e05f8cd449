"""Questions for strengths or weaknesses as such: what the report itself labels so, else what its words state so.

A report's labels come first and are given whole. Where it labels none, sentences that state the direction in their own
words stand for it, one from each part of the report in turn. No grade is taken for a strength.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.evidence import Evidence, SelectedEvidence
from assistant.answering.ranking.noise import is_about_inspection, is_fragment
from assistant.answering.recorded.route import RecordLookup, answered, each, evidence, left_over
from assistant.questions.aim import ANYBODY
from assistant.questions.direction import StrengthOrNeed, asked, in_words, without_direction
from assistant.questions.topics import topics_of
from assistant.scope import QuestionScope
from assistant.themes.wording import direction_of
from ingest.documents import BlockKind, Locator, Passage, Sentence
from ingest.inspections import Inspection, Point

NAMED = 8
"""Most points shown of a school that the question names."""
PER_SCHOOL = 3
"""Most points shown for each school in a question across schools."""
UNLABELLED = "Some of these reports list no {} as such: sentences that state one in their own words are quoted."
_BESIDE = frozenset(
    """biggest greatest main key particular area areas point points school schools common shared recurring recur typical
    across most group trust""".split()
)


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the strengths, or the next steps and weaknesses; None where the question names a subject or neither."""
    question = scope.words or scope.core
    direction = asked(question)
    if direction is None or topics_of(question) or left_over(without_direction(question), ANYBODY | _BESIDE):
        return None
    limit = NAMED if scope.named else PER_SCHOOL
    schools = each(scope, records, lambda _, inspection: _points(inspection, direction, records, limit))
    unlabelled = any(item.strand is None for school in schools for item in school.evidence)
    return answered(scope, schools, [UNLABELLED.format(direction.value)] if unlabelled else [])


def _points(inspection: Inspection, direction: StrengthOrNeed, records: RecordLookup, limit: int) -> Iterator[Evidence]:
    labelled: Sequence[Point] = inspection.strengths if direction is StrengthOrNeed.STRENGTH else inspection.weaknesses
    places = [point.locators for point in labelled]
    if direction is StrengthOrNeed.NEED:
        places = [step.locators for step in inspection.next_steps] + places
    for locators in places[:limit]:
        yield evidence(inspection.document, locators, records, strand=direction)
    if not places:
        for sentence in stated(inspection, records.passages(inspection.document), direction)[:limit]:
            yield Evidence(inspection.document, sentence.text, sentence.locators, None, None, 1.0)


def stated(inspection: Inspection, passages: Sequence[Passage], direction: StrengthOrNeed) -> list[Sentence]:
    """Return the sentences that state this direction and not the other, the first of each part before any second.

    What the report asks to improve states none of them: "make sure that targets are precise" is no strength.
    """
    steps = [place for step in inspection.next_steps for place in step.locators]
    parts: dict[str, list[Sentence]] = {}
    for passage in passages:
        if passage.boilerplate is None and passage.kind is not BlockKind.TABLE_ROW and not is_about_inspection(passage):
            told = [s for s in passage.sentences if _states(s.text, direction) and not _inside(s, steps)]
            parts.setdefault(passage.heading or f"page {passage.page}", []).extend(told)
    rounds = max((len(sentences) for sentences in parts.values()), default=0)
    return [sentences[n] for n in range(rounds) for sentences in parts.values() if n < len(sentences)]


def _inside(sentence: Sentence, places: Sequence[Locator]) -> bool:
    first = sentence.locators[0]
    return any(place.page == first.page and place.span.overlaps(first.span) for place in places)


def _states(text: str, direction: StrengthOrNeed) -> bool:
    """Say whether a sentence states this direction alone, by both lists of words: the one to ask, the one to count."""
    return not is_fragment(text) and in_words(text) == {direction} and direction_of(text)[0].name == direction.name
