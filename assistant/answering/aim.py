"""What a question across schools aims at: its subjects and the direction, and which sentences speak to both.

A sentence speaks to "weaknesses in attendance" only if it is about attendance and its own words, its heading or its
place in the report say that something is needed. Filters; ranks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from assistant.answering.change import Change, asked_change, states_change, without_change
from assistant.answering.direction import Direction, asked, in_words, stated, without_direction
from assistant.answering.question import content_words
from assistant.answering.relevance import Candidate
from assistant.answering.topics import Topic, topics_of, without_topics
from ingest.documents import Locator, Sentence
from ingest.inspections import Inspection

ANYBODY = frozenset(
    """pupil pupils child children kid kids student students people young youngster youngsters teenagers area areas
    aspect aspects theme themes thing things work well done quality provision overall whole group main key particular
    better improve improvement""".split()
)
"""Words that narrow no subject: every report is about pupils."""
_HEADING_WORDS = frozenset({"provision", "standards", "pupils", "quality", "summary"})
_SHORTAGE = re.compile(
    r"\btoo (?:few|little)\b|(?:\bnot|n[’']t)(?: there)?(?: nearly)? enough\b|\bshort(?:ages?)? of\b", re.I
)
"""Says what of the subject is wanting: not every need answers "too few books"."""
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


@dataclass(frozen=True, slots=True)
class Aim:
    """What is asked about, and which way."""

    topics: tuple[Topic, ...]
    direction: Direction | None
    plain: bool
    """Whether subject and direction are all that is asked: then a sentence that speaks to both answers."""
    short: bool = False
    """Whether the need is that there is not enough of something."""
    change: Change | None = None
    """Which way the subject must have changed, where a question picks schools by that ("rising suspensions")."""

    @property
    def subject(self) -> str:
        """The subjects in words: "attendance"; "reading and writing"."""
        return " and ".join(topic.name for topic in self.topics)

    @property
    def one_way(self) -> bool:
        """Whether only what is said one way answers: a strength, a need, a change."""
        return self.direction is not None or self.change is not None


def aim_of(core: str, picks: bool = False) -> Aim:
    """Read subjects and direction off a question; with `picks`, the change by which it picks schools as well."""
    topics = topics_of(core)
    change = asked_change(core, [topic.pattern for topic in topics]) if picks else None
    direction = asked(core) if change is None else None
    bare = without_change(core) if change else without_direction(core) if direction else core
    topics = topics_of(bare)
    left = [word for word in content_words(without_topics(bare, topics) or "the") if word not in ANYBODY]
    plain = bool(topics) and not _SHORTAGE.search(core)
    plain = plain and not [word for word in left if word != "the" and not _frame_only(word)]
    return Aim(topics, direction, plain, direction is Direction.NEED and bool(_SHORTAGE.search(core)), change)


def searched_words(core: str, aim: Aim) -> str:
    """Return the question to search and rank with: where it has a direction, its words of direction are left out."""
    if aim.direction is None or not aim.topics:
        return core
    if aim.plain:
        return f"What do the reports say about {aim.subject}?"
    return without_direction(core) or core


class Places:
    """The direction that a report itself gives to a stretch of its text. Remembers what it has looked up."""

    def __init__(self, inspection_of: Callable[[str], Inspection | None]) -> None:
        self._inspection_of = inspection_of
        self._kept: dict[str, tuple[tuple[Locator, Direction, bool], ...]] = {}
        self._lock = Lock()

    def direction(self, sentence: Sentence) -> Direction | None:
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

    def _of(self, document: str) -> tuple[tuple[Locator, Direction, bool], ...]:
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
    return any(topic.spoken_of(own) for topic in aim.topics) and all(
        topic.spoken_of(own) or topic.spoken_of(around) for topic in aim.topics
    )


def _headed(heading: str, topic: Topic) -> bool:
    """Say whether a heading names this subject alone: "Early years provision"; not "Attendance and behaviour"."""
    left = [word for word in content_words(f"zebra {topic.pattern.sub(' ', heading)}") if word not in _HEADING_WORDS]
    return topic.spoken_of(heading) and left == ["zebra"]


def goes_that_way(candidate: Candidate, aim: Aim, places: Places) -> bool:
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


def _marked(inspection: Inspection) -> tuple[tuple[Locator, Direction, bool], ...]:
    marked = [(place, Direction.NEED, True) for step in inspection.next_steps for place in step.locators]
    marked += [(place, Direction.NEED, False) for point in inspection.weaknesses for place in point.locators]
    marked += [(place, Direction.STRENGTH, False) for point in inspection.strengths for place in point.locators]
    return tuple(marked)


def _frame_only(word: str) -> bool:
    """Say whether nothing but words of asking is left (`content_words` then returns those)."""
    return content_words(f"{word} zebra") == ["zebra"]
