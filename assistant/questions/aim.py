"""What a question across schools aims at: its subjects and the direction.

Which sentences speak to both is said in `assistant.answering.aimed`.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.questions.direction import Direction, asked, without_direction
from assistant.questions.question import content_words
from assistant.questions.topics import Topic, topics_of, without_topics

ANYBODY = frozenset(
    """pupil pupils child children kid kids student students people young youngster youngsters teenagers area areas
    aspect aspects theme themes thing things work well done quality provision overall whole group main key particular
    better improve improvement""".split()
)
"""Words that narrow no subject: every report is about pupils."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What is asked about, and which way."""

    topics: tuple[Topic, ...]
    direction: Direction | None
    plain: bool
    """Whether subject and direction are all that is asked: then a sentence that speaks to both answers."""

    @property
    def subject(self) -> str:
        """The subjects in words: "attendance"; "reading and writing"."""
        return " and ".join(topic.name for topic in self.topics)


def aim_of(core: str) -> Aim:
    """Read subjects and direction off a question."""
    direction = asked(core)
    bare = without_direction(core) if direction else core
    topics = topics_of(bare)
    left = [word for word in content_words(without_topics(bare, topics) or "the") if word not in ANYBODY]
    plain = bool(topics) and not [word for word in left if word != "the" and not _frame_only(word)]
    return Aim(topics, direction, plain)


def searched_words(core: str, aim: Aim) -> str:
    """Return the question to search and rank with: where it has a direction, its words of direction are left out."""
    if aim.direction is None or not aim.topics:
        return core
    if aim.plain:
        return f"What do the reports say about {aim.subject}?"
    return without_direction(core) or core


def _frame_only(word: str) -> bool:
    """Say whether nothing but words of asking is left (`content_words` then returns those)."""
    return content_words(f"{word} zebra") == ["zebra"]
