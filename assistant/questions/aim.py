"""What a question across schools aims at: its subjects and the direction.

Which sentences speak to both is said in `assistant.answering.ranking.aimed`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.questions.change import UpOrDown, asked_change, without_change
from assistant.questions.direction import StrengthOrNeed, asked, without_direction
from assistant.questions.question import subject_words
from assistant.questions.topics import Topic, topics_of, without_topics

ANYBODY = frozenset(
    """pupil pupils child children kid kids student students people young youngster youngsters teenagers area areas
    aspect aspects theme themes thing things work well done quality provision overall whole group main key particular
    own better improve improvement""".split()
)
"""Words that narrow no subject: every report is about pupils."""


_SHORTAGE = re.compile(
    r"\btoo (?:few|little)\b|(?:\bnot|n[’']t)(?: there)?(?: have| has| get| offer| provide)?(?: nearly)? enough\b"
    r"|\bshort(?:ages?)? of\b",
    re.IGNORECASE,
)
"""Says what of the subject is wanting: not every need answers "too few books"."""


_WHICH_WAY = re.compile(
    r"\b(?:(?:gone |going |go )?(?:up or down|down or up)|changed|altered|fixed|sorted(?: out)?|sort out|put right"
    r"|resolved|addressed|tackled|turned (?:a?round))\b",
    re.IGNORECASE,
)
"""Asks which way, or whether it is put right, and not about what."""
_YEARS = re.compile(r"\b(?:in |during |for )?(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Aim:
    """What is asked about, and which way."""

    topics: tuple[Topic, ...]
    direction: StrengthOrNeed | None
    plain: bool
    """Whether subject and direction are all that is asked: then a sentence that speaks to both answers."""
    short: bool = False
    """Whether the need is that there is not enough of something."""
    change: UpOrDown | None = None
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
    left = _WHICH_WAY.sub(" ", without_change(bare))
    left = left if picks else _YEARS.sub(" ", left)
    no_more = ANYBODY.issuperset(subject_words(without_topics(left, topics)))
    plain = bool(topics) and no_more and not _SHORTAGE.search(core)
    return Aim(topics, direction, plain, direction is StrengthOrNeed.NEED and bool(_SHORTAGE.search(core)), change)


def searched_words(core: str, aim: Aim) -> str:
    """Return the question to search and rank with: where it has a direction, its words of direction are left out."""
    if aim.direction is None or not aim.topics:
        return core
    if aim.plain:
        return f"What do the reports say about {aim.subject}?"
    return without_direction(core) or core
