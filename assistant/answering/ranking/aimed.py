"""Which sentences speak to what a question across schools aims at: to its subjects, and in its direction.

A sentence speaks to "weaknesses in attendance" only if it is about attendance and its own words, its heading or its
place in the report say that something is needed. Filters; ranks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from threading import Lock

from assistant.answering.ranking.relevance import Candidate
from assistant.questions.aim import Aim
from assistant.questions.change import states_change
from assistant.questions.direction import StrengthOrNeed, in_words, stated
from assistant.questions.question import subject_words
from assistant.questions.topics import Topic
from assistant.search import Found
from ingest.documents import Locator, Sentence
from ingest.inspections import Inspection

_WHO_ACTS = frozenset({"leadership"})
"""Subjects whose words say more often who does something than what is asked about."""
_HEADING_WORDS = frozenset({"provision", "standards", "pupils", "quality", "summary"})
_SHORT = re.compile(
    r"\b(?:too (?:few|little)|(?:not|without) (?:nearly )?enough|short(?:ages?)?(?: of)?|lack(?:s|ed|ing)?"
    r"|insufficient\w*|vacan\w+|unfilled|turnover|not all|no|few|unable to (?:recruit|appoint)|limited|scarce)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(?:this|these (?:figures|rates|gaps)|it|its|however|consequently|as a result|even so|rates|"
    r"the (?:gap|figures?|difference)|at \d)\b",
    re.IGNORECASE,
)


class ReportDirections:
    """The direction that a report itself gives to a stretch of its text. Remembers what it has looked up."""

    def __init__(self, inspection_of: Callable[[str], Inspection | None]) -> None:
        self._inspection_of = inspection_of
        self._kept: dict[str, tuple[tuple[Locator, StrengthOrNeed, bool], ...]] = {}
        self._lock = Lock()

    def direction(self, sentence: Sentence) -> StrengthOrNeed | None:
        """Return the direction of the next step, strength or weakness that the sentence is part of, or None.

        A sentence that says the opposite of its label in its own words takes none from it: reports praise what works
        before they say what does not, under the one heading "What needs to be better". A next step is always a need.
        """
        first = sentence.locators[0]
        for place, direction, is_step in self._of(first.document):
            if place.page == first.page and place.span.start <= first.span.start < place.span.end:
                own = frozenset() if is_step else in_words(sentence.text)
                return direction if not own or direction in own else None
        return None

    def is_step(self, sentence: Sentence) -> bool:
        """Say whether a sentence stands in a next step."""
        first = sentence.locators[0]
        return any(
            is_step and place.page == first.page and place.span.start <= first.span.start < place.span.end
            for place, _, is_step in self._of(first.document)
        )

    def _of(self, document: str) -> tuple[tuple[Locator, StrengthOrNeed, bool], ...]:
        with self._lock:
            known = self._kept.get(document)
        if known is None:
            inspection = self._inspection_of(document)
            known = _marked(inspection) if inspection else ()
            with self._lock:
                self._kept[document] = known
        return known


def speaks(candidate: Candidate, aim: Aim) -> bool:
    """Say whether a sentence is about the subjects asked for: one in its own words, all of them around it."""
    heading = candidate.found.passage.heading or ""
    if any(_headed(heading, topic) for topic in aim.topics) and len(aim.topics) == 1:
        return True
    before = candidate.before.text if candidate.before else ""
    around = f"{heading} {before}"
    own = read_with_context(candidate)
    return any(topic.spoken_of(own) for topic in matters(aim)) and all(
        topic.spoken_of(own) or topic.spoken_of(around) for topic in aim.topics
    )


def matters(aim: Aim) -> tuple[Topic, ...]:
    """Return the subjects themselves: beside another one, "leaders" says who acts ("how do leaders teach reading")."""
    return tuple(topic for topic in aim.topics if topic.name not in _WHO_ACTS) or aim.topics


def passages_on(found: Sequence[Found], aim: Aim) -> list[Found]:
    """Return what was found in passages that speak of each subject."""
    topics = matters(aim)
    texts = [f"{hit.passage.heading or ''} {hit.passage.text}" for hit in found]
    return [hit for hit, text in zip(found, texts, strict=True) if all(topic.spoken_of(text) for topic in topics)]


def says_each(candidate: Candidate, aim: Aim) -> bool:
    """Say whether a sentence speaks of each of several subjects in its own words: "mathematics" and "teaching"."""
    return len(aim.topics) > 1 and all(topic.spoken_of(candidate.sentence.text) for topic in aim.topics)


def under_subject(candidate: Candidate, aim: Aim) -> bool:
    """Say whether a sentence stands under a heading that names one of the subjects: "4. Attendance and behaviour"."""
    heading = candidate.found.passage.heading or ""
    return any(topic.spoken_of(heading) for topic in aim.topics)


def _headed(heading: str, topic: Topic) -> bool:
    """Say whether a heading names this subject alone: "Early years provision"; not "Attendance and behaviour"."""
    bare = re.sub(r"^\W*\d+(?:\.\d+)*\W+", "", heading)  # "8. Governance"
    left = [word for word in subject_words(topic.pattern.sub(" ", bare)) if word not in _HEADING_WORDS]
    return topic.spoken_of(heading) and not left


def goes_that_way(candidate: Candidate, aim: Aim, places: ReportDirections) -> bool:
    """Say whether a sentence states the direction or the change asked for; any does where none is asked for.

    A next step says what is to change, and not that anything has.
    """
    sentence = candidate.sentence
    about = [topic.pattern for topic in aim.topics]
    if aim.change is not None:
        led_by = candidate.before.text if candidate.before is not None and _leans(sentence.text) else ""
        return not places.is_step(sentence) and states_change(aim.change, sentence.text, led_by, about)
    if aim.direction is None:
        return True
    if aim.short and not _SHORT.search(sentence.text):
        return False
    return aim.direction in stated(sentence.text, candidate.found.passage.heading, places.direction(sentence), about)


def read_with_context(candidate: Candidate) -> str:
    """Return a sentence's text, led in by the one before where it leans on that."""
    text = candidate.sentence.text
    return f"{candidate.before.text} {text}" if candidate.before is not None and _leans(text) else text


def _leans(text: str) -> bool:
    return bool(_LEANS.match(text)) or text[:1].islower()


def _marked(inspection: Inspection) -> tuple[tuple[Locator, StrengthOrNeed, bool], ...]:
    marked = [(place, StrengthOrNeed.NEED, True) for step in inspection.next_steps for place in step.locators]
    marked += [(place, StrengthOrNeed.NEED, False) for point in inspection.weaknesses for place in point.locators]
    marked += [(place, StrengthOrNeed.STRENGTH, False) for point in inspection.strengths for place in point.locators]
    return tuple(marked)
