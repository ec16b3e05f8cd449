"""What a question asks beyond a broad subject, and whether a text speaks of just that.

"What do reports say about unregistered alternative provision?" is not answered by what they say of alternative
provision. Reads words only: a word is said by itself, by an inflection, or by what ``plain_words.json`` puts for it. It
reads the questions that ask what is said of a thing, or whether it is mentioned, and no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.lookups.practice_names import named_otherwise
from assistant.questions.aim import ANYBODY
from assistant.questions.direction import StrengthOrNeed, in_words
from assistant.questions.narrow_words import PLACE, without_now
from assistant.questions.question import subject_words
from assistant.questions.rewording import reword
from assistant.questions.topics import Topic, topics_of
from ingest.words import stems

MOST_WORDS = 4
"""Most words that a sentence must say: a longer thing is a description, and is answered in other words. Chosen, not
measured."""
WINDOW = 4
"""Words within which two that stand side by side in the question may stand the other way round: "experiences that are
inconsistent". Chosen, not measured."""
_BODIES = (
    r"(?:reports?|inspectors?|inspections?|ofsted|schools?|areas?|academ(?:y|ies)|letters?|documents?|papers?|where"
    r"|anyone|anybody|any(?: of them)?)"
)
_MENTIONS = re.compile(
    rf"\b{_BODIES}\b[^?.,;]{{0,30}}?\b(?:mention(?:s|ed|ing)?|mak(?:e|es|ing) (?:any )?mention of|refer(?:s|red)? to"
    r"|(?:speaks?|talks?) (?:of|about)|(?:say|says|said) (?:anything|something)(?: at all)? (?:about|on|of))"
    r"\s+(?P<thing>[^?.]+)"
    r"|\b(?:is|are) there (?:any mention of|anything(?: said| written)? (?:about|on))\s+(?P<what>[^?.]+)"
    rf"|^\W*(?:is|are|was|were)\s+(?P<named>[^?.]+?)\s+(?:ever )?(?:mentioned|referred to|spoken of|talked about)\b"
    rf"|\bwhere (?:is|are)\s+(?P<where>[^?.]+?)\s+mentioned\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\bwhat (?:is|was) said (?:about|of|on)\s+(?P<thing>[^?.]+)"
    rf"|\bwhat (?:do|does|did|have|has)\b[^?.]{{0,20}}?\b{_BODIES}\b[^?.]{{0,20}}?\b(?:say|said|write|written|tell us"
    r"|note|noted|find|found|reported?) (?:about|of|on)\s+(?P<what>[^?.]+)",
    re.IGNORECASE,
)
_HAVE = re.compile(
    r"^\W*(?:(?:at |in )?(?:which|what) (?:of (?:the|our) )?(?:\w+ )?(?:schools?|areas?|academ(?:y|ies)|primaries"
    r"|secondaries)|(?:do|does|have|has) any (?:of (?:the|our) )?(?:schools?|areas?|academies)|(?:do|does) anyone)"
    r" (?:have|has|use|uses|run|runs|offer|offers|own|owns|got|with)\s+(?:got )?(?P<thing>[^?.]+)",
    re.IGNORECASE,
)
"""Asks who has a thing, by a verb that says nothing itself."""
_WHO_USES = (
    r"(?:the|this|that) (?:school|area)|(?:\w+ )?(?:teachers|staff|leaders|adults|pupils|students|children)"
    r"(?: (?:at|in|of) (?:the|this|that) (?:school|area))?"
)
_USES = re.compile(
    rf"^\W*(?:(?:and|so|but) )?(?:does|do|did) (?:{_WHO_USES}) (?:(?:really|still|actually|ever|also) )?"
    r"(?:use|practi[sc]e|operate|follow) (?P<thing>[^?.]+)"
    r"|^\W*(?:(?:and|so|but) )?(?:is|are|was|were) (?P<used>[^?.]+?) (?:being )?(?:used|practised|in use|in place)\b",
    re.IGNORECASE,
)
"""Asks of one school whether it uses a thing: no answer, whatever is like it, unless that is named."""
_IN_WHAT = re.compile(
    r"\s+(?:in|for|with|at|during|when|to|by|on|across|throughout|as|within)\s+(?!(?:prior )?(?:attainment|ability)).*",
    re.IGNORECASE,
)
"""What the thing is used in or for."""
_HOW_WELL = re.compile(
    r"\b(?:well|enough|(?:effective|proper|wise|appropriate|consistent|successful|good)(?:ly)?)\b", re.I
)
_MEASURES = frozenset("high higher low lower large larger small smaller long longer big bigger great greater".split())
_CLAUSE = re.compile(
    r"\b(?:to|in|on|at|with|than|by|about|been|is|are|was|were|have|has|being|getting|from|not|no|more|less|most|too"
    r"|enough|both|all|every|each)\b",
    re.IGNORECASE,
)
"""More than the name of a thing."""
_NO_THING = re.compile(
    r"[;:–—()]|\s-\s|\b(?:how|whether|what|why|when|who|whose|which|that|if|where|it|them|this)\b", re.I
)
"""A list, or a clause: more is asked than what is said of one thing."""
_SOFT = (ANYBODY | frozenset(
    """support supports use uses used using role roles impact effect approach approaches way ways importance level
    levels issue issues matter matters state situation experience experiences general current provide provided offer
    offered help including during amount number numbers word words term any part parts kind type teaching learning
    local new different various""".split()
)) - {"young"}  # fmt: skip
"""Words that narrow nothing by themselves."""
_ANYBODY = (
    re.compile(r"\b(?:(?:children|pupils) and )?young (?:people|persons?|adults?|children|ones)\b", re.IGNORECASE),
    re.compile(r"\bparents?(?:,|/| and| or)? ?(?:and )?carers?\b", re.IGNORECASE),
)
"""Set names for those whom every report is about: "young people, parents and carers" speaks of no young carers."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LINKS = frozenset("a an and as at by for from in is of on or the their to with".split())
_ANOTHER = frozenset(stems("deputy assistant associate vice former interim acting executive"))
"""Between two words, these make another thing: a "new deputy headteacher" is no new headteacher."""
_ONE = re.compile(r"\ban? $", re.IGNORECASE)
_AND = re.compile(r"(?:,\s*|\s+)(?:and|or|&|nor)\s+|,\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that must be said: the runs of stems that say it, and the direction that it states, if any."""

    form: str
    runs: tuple[tuple[str, ...], ...]
    directions: frozenset[StrengthOrNeed]
    noun: bool = False
    """Whether it is one of a kind ("a lift"): then "lifted" does not say it."""
    close: bool = False
    """Whether the word after it stands right behind it in the question."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """One thing asked about: the words that must be said of it, and the subjects that it belongs to."""

    words: tuple[_Word, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a sentence must speak of."""

    text: str
    """As it is asked."""
    mention: bool
    """Whether it is asked whether the thing is mentioned, and not what is said of it."""
    things: tuple[_Thing, ...]
    """Any one of them answers."""
    topics: tuple[Topic, ...]
    beyond: bool
    """Whether more is asked than subjects of the list, whose words reports need not use."""
    words: str
    """The words to look up."""
    masked: tuple[re.Pattern[str], ...]
    others: tuple[re.Pattern[str], ...] = ()
    """Other names of the thing, each of which says it by itself."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The words as they stand in the first thing."""
        return tuple(word.form for word in self.things[0].words)

    def said(self, text: str, before: str = "", after: str = "", heading: str = "", loosely: bool = False) -> bool:
        """Say whether a sentence, read with those beside it, speaks of the thing; one of its words is its own.

        With `loosely`, a word such as "inconsistent" is said by whatever states a need.
        """
        if any(pattern.search(text) for pattern in self.others):
            return True
        return any(self._says(thing, text, before, after, heading, loosely) for thing in self.things)

    def known(self, texts: Iterable[str]) -> bool:
        """Say whether every word of the thing is used, if not together: then the thing has no other name."""
        used = _Text.of(" . ".join(texts), ())
        return all(used.says(word, loosely=False) for word in self.things[0].words)

    def _says(self, thing: _Thing, text: str, before: str, after: str, heading: str, loosely: bool) -> bool:
        around = f"{heading}. {before} {text} {after}"
        if not all(topic.spoken_of(around) for topic in thing.topics):
            return False
        own, beside = _Text.of(text, self.masked), _Text.of(around, self.masked)
        if not any(own.says(word, loosely) for word in thing.words):
            return False
        return all(beside.says(word, loosely) for word in thing.words) and beside.together(thing.words, loosely)


def had_of(core: str, typed: str, topics: Sequence[Topic]) -> Narrow | None:
    """Return the thing of "which schools have a breakfast club?"; None where more is asked, or how good it is."""
    texts = [
        match["thing"].strip(" ,") for match in map(_HAVE.search, dict.fromkeys((without_now(typed), core))) if match
    ]
    texts = [PLACE.sub("", text) for text in texts]
    if not texts or any(_NO_THING.search(text) or _CLAUSE.search(text) for text in texts):
        return None
    found = _narrow([(text, True) for text in texts], topics)  # every word counts: a "breakfast club" is no club
    words = [word for thing in found.things for word in thing.words] if found else []
    valued = any(word.directions or word.form in _MEASURES for word in words)
    return replace(found, mention=False) if found and found.beyond and not valued else None


def used_of(core: str) -> Narrow | None:
    """Return the practice of "does the school use setting in mathematics?"; None where something else is asked.

    Read in the words of reports alone: what people call a practice has other senses there ("setting"). Where reports
    are known to call it otherwise, these names say it as well. A subject of the list is left to retrieval, which knows
    its other words, and so is how well a thing is used.
    """
    match = _USES.search(core)
    text = _IN_WHAT.sub("", PLACE.sub("", match["thing"] or match["used"])).strip(" ,") if match else ""
    if not text or _NO_THING.search(text) or _HOW_WELL.search(core):
        return None
    parts = [part for part in _AND.split(text) if part.strip()]
    things = tuple(_thing(part, ()) for part in parts)
    beyond = any(_thing(part, topics_of(part)).words for part in parts)
    if not beyond or any(not thing.words or len(thing.words) > MOST_WORDS for thing in things):
        return None
    looked_up = " ".join(dict.fromkeys(word.form for thing in things for word in thing.words))
    masked = tuple(pattern for pattern in _ANYBODY if not pattern.search(text))
    others = [said for part in parts for said in named_otherwise(part)]
    words = " ".join((looked_up, *(said.words for said in others)))
    return Narrow(text, False, things, (), True, words, masked, tuple(said.pattern for said in others))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as its stems, and the directions that it states."""

    stems: tuple[str, ...]
    text: str

    @classmethod
    def of(cls, text: str, masked: Sequence[re.Pattern[str]]) -> _Text:
        for pattern in masked:
            text = pattern.sub(" ", text)
        return cls(tuple(stems(text)), text)

    def says(self, word: _Word, loosely: bool) -> bool:
        return bool(self._places(word)) or (loosely and bool(word.directions & in_words(self.text)))

    def together(self, words: Sequence[_Word], loosely: bool) -> bool:
        """Say whether words that stand side by side in the question stand near each other."""
        for word, following in zip(words, words[1:], strict=False):
            if not word.close or (loosely and (word.directions or following.directions)):
                continue
            if not any(self._near(one, other) for one in self._places(word) for other in self._places(following)):
                return False
        return True

    def _near(self, one: int, other: int) -> bool:
        """Say whether two words stand as one name does: "children’s homes" is not "children at home"."""
        if one > other:
            return one - other <= WINDOW
        return other - one == 1 or (other - one == 2 and self.stems[one + 1] not in _LINKS | _ANOTHER)

    def _places(self, word: _Word) -> list[int]:
        if word.noun and not any(_singular(used) == _singular(word.form) for used in _used(self.text)):
            return []
        return [
            place
            for run in word.runs
            for place in range(len(self.stems) - len(run) + 1)
            if self.stems[place : place + len(run)] == run
        ]


def narrow_of(core: str, typed: str, topics: Sequence[Topic]) -> Narrow | None:
    """Return what a question asks beyond its subjects; None where it asks for nothing more, or for something else.

    `core` is the question in the words of reports, `typed` as it was typed; `topics` are the subjects it is read as.
    """
    read = [_thing_of(question) for question in dict.fromkeys((without_now(typed), core))]
    return _narrow([thing for thing in read if thing is not None], topics)


def _narrow(found: Sequence[tuple[str, bool]], topics: Sequence[Topic]) -> Narrow | None:
    if not found:
        return None
    text, mention = found[0]
    beyond = tuple(thing for said, _ in found for thing in _things(said, topics))
    things = tuple(thing for said, _ in found for thing in _things(said, ())) if mention else beyond
    if not things or any(not thing.words or len(thing.words) > MOST_WORDS for thing in things):
        return None
    looked_up = " ".join(dict.fromkeys(word.form for thing in things for word in thing.words))
    named = tuple(dict.fromkeys(topic for thing in beyond for topic in thing.topics))
    masked = tuple(pattern for pattern in _ANYBODY if not pattern.search(text))
    return Narrow(text, mention, things, named, all(thing.words for thing in beyond), looked_up, masked)


def _thing_of(question: str) -> tuple[str, bool] | None:
    """Return what a question asks about as its words have it, and whether it asks if that is mentioned."""
    for pattern, mention in ((_MENTIONS, True), (_SAID, False)):
        match = pattern.search(question)
        if match is not None:
            text = next(group for group in match.groups() if group).strip(" ,\"'‘’“”")
            text = PLACE.sub("", text).strip(" \"'‘’“”")
            return None if _NO_THING.search(text) or not text else (text, mention)
    return None


def _things(text: str, topics: Sequence[Topic]) -> list[_Thing]:
    names = {topic.name for topic in topics}
    parts = [part for part in _AND.split(text) if part.strip()]
    if any(len(topics_of(part)) < len(topics_of(text)) for part in parts):  # "reading and writing of young carers"
        parts = [text]
    return [_thing(part, [topic for topic in topics_of(part) if topic.name in names]) for part in parts]


def _thing(text: str, topics: Sequence[Topic]) -> _Thing:
    spans = [match.span() for topic in topics for match in topic.pattern.finditer(text)]
    matches = list(_WORD.finditer(text))
    asked = set(subject_words(text))
    kept: list[_Word] = []
    place = -1
    for number, match in enumerate(matches):
        word = match.group().lower().replace("’", "'")
        inside = any(start <= match.start() and match.end() <= end for start, end in spans)
        of_people = word == "young" and any(p.match(text, match.start()) for p in _ANYBODY)
        if inside or of_people or word not in asked or word in _SOFT:
            continue
        if kept and place == number - 1:
            kept[-1] = replace(kept[-1], close=True)
        kept.append(replace(_word(word), noun=bool(_ONE.search(text[: match.start()]))))
        place = number
    return _Thing(tuple(kept), tuple(topics))


def _used(text: str) -> Iterator[str]:
    return (match.group().lower() for match in _WORD.finditer(text))


def _singular(word: str) -> str:
    return re.sub(r"(?:ies|es|s|y|e)$", "", re.sub(r"[’']s?$", "", word))


def _word(word: str) -> _Word:
    plain = re.sub(r"'s?$", "", word)
    runs = dict.fromkeys(tuple(stems(form)) for form in (plain, reword(plain)))
    return _Word(word, tuple(run for run in runs if run), in_words(plain))


__all__ = ["Narrow", "had_of", "narrow_of", "used_of"]
