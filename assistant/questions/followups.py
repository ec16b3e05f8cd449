"""Follow-up questions: what a question takes over from the one before ("and at Corvane?", "what changed since 2019?").

Reads words and the earlier turns; retrieves nothing. A question that stands on its own takes over nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Turn
from assistant.questions.question import subject_words
from assistant.questions.scoping import QuestionScope
from assistant.questions.topics import topics_of, without_topics
from assistant.schools.names import anonymous, unknown_names
from assistant.schools.register import Register

_JOINED_ON = re.compile(r"^\W*(?:and|but|so|or|then|what about|how about|also|now)\b", re.IGNORECASE)
_SUBSET = re.compile(
    r"\b(?:which|who|how many|any|all|none|some|both|what|most) of (?:those|these|them)\b"
    r"|\b(?:those|these) (?:schools|\w+ schools|ones)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|it’s|it's|they|their|them|there|those|these|(?:the|this|that) (?:school|academy|one)|the same"
    r"|the (?:head ?teacher|head|principal|chair|CEO|council|local authority|partnership|area))\b",
    re.IGNORECASE,
)
_AT_A_THING = re.compile(
    r"\b(?:in|of|to|about|with|by|from|for|into|on|run|runs|staffs?|uses?|attend|gets?|join|cost|costs) (?:it|them)\b"
    r"|^\W*(?:is|are|was|were|does|do|did|has|have) (?:it|they) (?:\w+ ){0,2}"
    r"(?:work\w*|effective|enough|success\w*|improv\w+|popular|help\w*)(?: since(?: then)?| now| at all)?\W*$",
    re.IGNORECASE,
)
"""Points back at the thing that the question before is about, and not at the school: "how many students are in it?"."""
_SCHOOL = re.compile(r"\b(?:school|academy|area)\b", re.IGNORECASE)
_EMPTY = frozenset(
    "change changed changes changing different since before after better worse improved improvement anything else "
    "last previous previously earlier time primary secondary special primaries secondaries nursery january february "
    "march april may june july august september october november december spring summer autumn compare compared still "
    "moved happened done today one ones all-through area areas lower higher fewer less more stronger weaker longer "
    "shorter larger smaller best worst doing two".split()
)
_COMPARES = re.compile(
    r"^\W*(?:and |so |but )?(?:which|who|where)\b[^?]*\b(?:better|worse|lower|higher|fewer|less|more|stronger|weaker"
    r"|longer|shorter|larger|smaller|best|worst)\b"
    r"|^\W*(?:and |so )?(?:how do they compare|compare (?:them|the two|both))\b",
    re.IGNORECASE,
)
"""Sets side by side those that were asked about one after the other."""
_WHEN_WAS_IT = re.compile(
    r"^\W*(?:and |so )?when (?:was|were) (?:that|this|it|they|the inspections?)(?: inspected| done| written)?\W*$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:before|previous to|prior to|earlier than) (?:that|this|then|it)\b|\bbefore\W*$|\bbeforehand\b"
    r"|\b(?:the )?(?:one|time|inspection|visit|report) before\b"
    r"|\b(?:previous(?:ly)?|earlier)(?: (?:one|time|inspection|visit|report|grade))?\W*$|\bthe last but one\b",
    re.IGNORECASE,
)
"""Asks the same of the inspection before the one that was told of."""
_OF_ONE = re.compile(
    r"^\W*(?:how (?:many|much|old|big|large|long|often|high|low|good|well|is|are|was|were|do|does|did|has|have)"
    r"|is|are|was|were|do|does|did|has|have|who|when|why|what (?:is|are|was|were|do|does|did|has|have))\b",
    re.IGNORECASE,
)
_OF_SEVERAL = re.compile(
    r"\b(?:schools|areas|academies|primaries|secondaries|partnerships|reports|inspectors|ofsted|any|each|every\w*|all"
    r"|anyone|anybody|trust|group|federation|diocese|library)\b",
    re.IGNORECASE,
)
"""Is put to the reports in general, whatever was spoken of before."""
_FROM_INSPECTION_TO_INSPECTION = re.compile(
    r"^\W*(?:which|what|how many)\b[^?]*\b(?:schools?|academ(?:y|ies)|primaries|secondaries)\b[^?]*"
    r"\bsince (?:the(?:ir)?|its) (?:last|previous|earlier) (?:inspection|report|visit|grade)s?\b",
    re.IGNORECASE,
)
"""Is a question of its own: which schools' grades have moved, whatever subject was spoken of before."""
_WHICH_THERE_ARE = re.compile(
    r"^\W*(?:how many|which|what) (?:schools|academies) (?:are|is|does|do|belong|make)\b[^?]*"
    r"\b(?:trust|group|MAT|federation)\W*$"
    r"|^\W*(?:how many|which|what) of (?:the|our|all the) (?:schools|academies) are (?:\w+ ){0,2}?"
    r"(?:primar\w+|secondar\w+|special|nurser\w+|all-through)(?: schools| academies)?\W*$"
    r"|^\W*(?:how many|which|what) (?:schools|academies) are there\b(?: here| in all| altogether)?\W*$",
    re.IGNORECASE,
)
"""Asks which schools there are, of the trust or of a kind, whatever was spoken of before."""
_HAS_IT_MOVED = re.compile(
    r"^\W*(?:and |so |but )?(?:has|have|had|is|are|did) (?:it|they|things|the school|the schools) (?:\w+ ){0,2}?"
    r"(?:improved?|better|worse|declined?|moved on|gone (?:up|down))(?: since(?: then)?| now)?\W*$",
    re.IGNORECASE,
)
"""After a question on no subject, asks of the school as a whole."""
_SILENT = re.compile(r"(?:\*\*)?(?:Nothing found on this|Silent on this|No mention in)\b.*", re.DOTALL)
LONGEST_FRAGMENT = 8
"""Words up to which a question that begins with "and" or "what about" is a fragment and no sentence of its own."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a follow-up takes over: the words to search with (None: its own), schools, and whether the period too."""

    core: str | None = None
    schools: tuple[str, ...] = ()
    subset: bool = False
    """The schools are some of those of the answer before ("which of those …")."""
    across: bool = False
    period: bool = False
    earlier: date | None = None
    """The inspection before this day is meant ("and before that?"): the oldest that the answer before told of."""
    aim: bool = False
    thing: bool = False
    """It asks something of its own about the thing that the question before is about ("how many are in it?")."""
    led_by: str = ""
    """The question before, where this one is a fragment joined onto it with a subject of its own ("and for maths?")."""


def last_question(history: Sequence[Turn]) -> int | None:
    """Return the place of the last question in the history, or None."""
    places = [place for place, turn in enumerate(history) if turn.role == "user"]
    return places[-1] if places else None


def carry(question: str, register: Register, before: QuestionScope, replies: Sequence[Turn]) -> Carried:
    """Say what a question takes over from the one before; `replies` are the turns after that one."""
    found = register.mentions(question)
    bare = _bare(anonymous(question, found))
    joined = bool(_JOINED_ON.search(question))
    if found:
        return Carried(core=before.words, period=joined) if not bare and _short(question) else Carried()
    told = _of_its_own(question, bare, before)
    if told is not None:
        return told
    if _SUBSET.search(question):
        return Carried(
            core=before.words if not bare else None,
            schools=_spoken(replies, register.labels) or tuple(school.name for school in before.schools),
            subset=True,
            across=True,
            period=not bare,
        )
    if not bare and (joined or _short(question)):
        earlier = _told_last(before, replies) if _EARLIER.search(question) else None
        period = joined and earlier is None
        return Carried(before.words, before.said, across=before.across, period=period, earlier=earlier)
    if joined and _short(question):
        led_by = before.asked or before.question
        return Carried(_swapped(question, before), before.said, across=before.across, period=True, led_by=led_by)
    return _in_its_own_words(question, register, before)


def _in_its_own_words(question: str, register: Register, before: QuestionScope) -> Carried:
    """Return what a question takes over that says itself what it asks: the schools, where it points back or stays."""
    if _POINTS_BACK.search(question):
        return _pointed(question, before)
    return Carried(schools=before.said) if _stays(question, register) else Carried()


def _stays(question: str, register: Register) -> bool:
    """Say whether a short question of its own stays with the schools spoken of: it names none, and no group of them."""
    if not _short(question) or not _OF_ONE.search(question) or _OF_SEVERAL.search(question):
        return False
    return not unknown_names(question, register.names)


def _told_last(before: QuestionScope, replies: Sequence[Turn]) -> date | None:
    """Return the day of the oldest inspection told of, where one school was asked; None where they were several."""
    if len(before.schools) != 1:
        return None
    school = before.schools[0]
    text = " ".join(turn.content for turn in replies if turn.role == "assistant")
    told = [r.start for r in school.reports if r.start and r.dates_printed and r.dates_printed in text]
    return min(told, default=school.newest[-1].start)


def _of_its_own(question: str, bare: Sequence[str], before: QuestionScope) -> Carried | None:
    """Return what a question takes over that says little itself and yet asks something new; None for any other."""
    if _WHEN_WAS_IT.search(question) and before.said:
        return Carried(core="When was the inspection?", schools=before.said, thing=True)
    if _FROM_INSPECTION_TO_INSPECTION.search(question) or _WHICH_THERE_ARE.search(question):
        return Carried()
    if _HAS_IT_MOVED.search(question) and before.said and not topics_of(before.words):
        return Carried(schools=before.said)
    if _COMPARES.search(question) and not bare and len(before.beside) > 1:
        return Carried(core=before.words, schools=before.beside)
    if _at_the_thing(question, before) and re.search(r"\bdo(?:ne|ing)?\b", question, re.IGNORECASE):
        return _pointed(question, before)
    return None


def beside_of(carried: Carried, before: QuestionScope | None, said: Sequence[str]) -> tuple[str, ...]:
    """Return the schools that were asked one thing one after the other; `said` alone where nothing is taken over."""
    earlier = before.beside if before is not None and carried.core == before.words else ()
    return tuple(dict.fromkeys((*earlier, *said)))


def _at_the_thing(question: str, before: QuestionScope) -> bool:
    """Say whether a question points back at what the question before is about, and not at its school."""
    return bool(_bare(before.words) and _AT_A_THING.search(question)) and not _SCHOOL.search(question)


def _pointed(question: str, before: QuestionScope) -> Carried:
    """Return what a question that points back takes over: the schools, and the thing where it points at one."""
    thing = _bare(before.words)
    if not _at_the_thing(question, before):
        return Carried(schools=before.said)
    return Carried(core=f"{question.strip(' ?')} {' '.join(thing)}?", schools=before.said, thing=True)


def _bare(text: str) -> list[str]:
    """Return the words that say what is asked about, those that only point to a time or a kind of school left out."""
    return [word for word in subject_words(re.sub(r"[0-9/–-]+", " ", text)) if word not in _EMPTY]


def _short(question: str) -> bool:
    return len(question.split()) <= LONGEST_FRAGMENT


def _swapped(question: str, before: QuestionScope) -> str | None:
    """Put a fragment's subject in the place of the subject before: "weaknesses in attendance", "and in behaviour?"."""
    new, old = topics_of(question), before.aim.topics
    if not new or len(old) != 1 or _bare(without_topics(question, new)):
        return None
    match = new[0].pattern.search(question)
    said = match.group(0) if match else new[0].name
    return old[0].pattern.sub(said, before.words, count=1)


def _spoken(replies: Sequence[Turn], names: Sequence[str]) -> tuple[str, ...]:
    """Return the schools that the answer before speaks of, those that it calls silent left out."""
    text = " ".join(_SILENT.sub("", turn.content) for turn in replies if turn.role == "assistant")
    return tuple(name for name in names if name.lower() in text.lower())
