"""Which schools a text names: by full name, by the part that tells them apart, or misspelt.

Compares words only; opens no document and knows no conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

FUZZY = 88
"""Least similarity (0–100) of a misspelt name. Chosen, not measured; ``tests/assistant/schools/test_names.py`` holds
names that it must join and names that it must keep apart."""

# Words that many names share; what is left of a name tells it apart.
_COMMON = frozenset(
    {"the", "school", "academy", "college", "primary", "secondary", "high", "infant", "infants", "junior", "juniors"}
    | {"nursery", "special", "church", "of", "england", "c", "e", "ce", "vc", "va", "catholic", "rc", "roman"}
    | {"voluntary", "aided", "controlled", "community", "and", "first", "middle", "upper", "grammar", "sixth", "form"}
    | {"all", "through", "foundation", "free", "local", "area", "partnership", "council"}
)
_JOINING = frozenset({"and", "of", "all", "the"})
_PHASE_WORDS = ("primary", "high", "secondary", "infant", "junior", "nursery", "special", "college")
_AREA = "Local Area Partnership"
_NOT_A_PLACE = frozenset({"north", "south", "east", "west", "borough", "city", "county", "upon", "on", "with"})
"""Words of a local area's name that do not name it by themselves; "Bedford" does for Bedford Borough."""
_TOO_GENERAL = frozenset(
    """saint holy lady king kings queen queens prince princess bishop north south east west upper lower great little
    green park hill church chapel bridge wood woods field fields brook river lake castle abbey priory manor grange cross
    mill well spring summer stone rock port town city village royal trinity christ sacred heart good shepherd harbour
    beacon phoenix horizon unity discovery aspire learning trust meadow meadows valley farm garden gardens white black
    long high broad rose maple cedar beech willow hope star bright young rounds world bank house court road street
    report""".split()
)
"""First words of names that are too common to stand for a school by themselves."""
_LED_IN = frozenset("at in of for from with and about does did is was has do on vs versus or to than".split())
_BRACKET = re.compile(r"\([^()]*\)$")
"""What a label adds to a name that two schools have (`assistant.schools.register`); the name alone names neither."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_LIKE_A_NAME = re.compile(
    r"\b((?:[A-Z][\w’'-]+\s+(?:of\s+|the\s+|and\s+)?){1,5}(?:Primary|High|Infant|Junior|Nursery|Secondary|Academy|School|College)"
    r"(?:\s+(?:School|Academy|College))?)\b"
)
_NOT_A_NAME = re.compile(r"^(?:(?:The|Which|What|Is|Are|Does|Do|Did|How|In|At|Each|Every|Any|All|This|That)\s+)+")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A stretch of the text and the names it may mean: one if it is clear, several if the text leaves it open."""

    start: int
    end: int
    names: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """Return the lower-case words of a text; a possessive ’s is dropped."""
    return [_plain(match.group()) for match in _WORD.finditer(text)]


def mentions(text: str, names: Sequence[str]) -> list[NameMention]:
    """Return the schools that the text names, longest mention first where two overlap.

    The first word of a name may stand for it: "Abberley" for Abberley Parochial Primary School.
    """
    tokens = [(match.start(), match.end(), _plain(match.group())) for match in _WORD.finditer(text)]
    by_core, by_first_word = _grouped(tuple(names))
    found = [mention for core, sharing in by_core.items() for mention in _mentioned(tokens, core, sharing)]
    for word, sharing in by_first_word.items():
        found += [m for m in _mentioned(tokens, (word,), sharing) if _meant_as_name(text, m)]
    return _longest([*found, *_in_full(text, tokens, names)])


def _in_full(text: str, tokens: Sequence[tuple[int, int, str]], names: Sequence[str]) -> Iterator[NameMention]:
    """Yield where a name stands with the bracket that tells it from another: "St Mary’s School (Leeds)"."""
    for name in names:
        words = words_of(name) if _BRACKET.search(name) else []
        for first in range(len(tokens) - len(words) + 1) if words else ():
            window = tokens[first : first + len(words)]
            if [word for _, _, word in window] == words:
                end = window[-1][1]
                yield NameMention(window[0][0], end + (text[end : end + 1] == ")"), (name,))


def _mentioned(
    tokens: Sequence[tuple[int, int, str]], core: tuple[str, ...], sharing: tuple[str, ...]
) -> Iterator[NameMention]:
    if not core:  # a name without a letter or figure is never told from the text around it
        return
    initial = core[0][0]
    for first in range(len(tokens) - len(core) + 1):
        if not tokens[first][2].startswith(initial):  # most words: seen before a window is made of them
            continue
        window = tokens[first : first + len(core)]
        if _matches([word for _, _, word in window], core):
            last, picked = _narrow(tokens, first, first + len(core) - 1, sharing)
            if picked:
                yield NameMention(tokens[first][0], tokens[last][1], picked)


def unknown_names(text: str, names: Sequence[str]) -> list[str]:
    """Return what reads like a school's name in the text and is none of `names`."""
    known = mentions(text, names)
    unknown: list[str] = []
    for match in _LIKE_A_NAME.finditer(text):
        start = match.start() + _lead(match.group(1))
        if start < match.end() and not any(m.start < match.end() and start < m.end for m in known):
            candidate = text[start : match.end()]
            if set(words_of(candidate)) - _COMMON:
                unknown.append(candidate)
    return unknown


def anonymous(text: str, spans: Iterable[NameMention]) -> str:
    """Return the text with "the school" (or "the area") for each mention, so that it still reads as a sentence."""
    result = text
    for mention in sorted(spans, key=lambda m: -m.start):
        written = text[mention.start : mention.end]
        own = any(
            _ENDS_OWNING.search(word) and word.lower().replace("'", "’") in written.lower().replace("'", "’")
            for word in _owning_words(mention.names)
        )
        owner = "’s" if _ENDS_OWNING.search(written) and not own else ""
        before = re.sub(r"\b[Tt]he\s*$", "", result[: mention.start])
        kind = "area" if mention.names[0].endswith(_AREA) else "school"
        result = f"{before}the {kind}{owner}{result[mention.end :]}"
    return re.sub(r"\s+", " ", result).strip()


_ENDS_OWNING = re.compile(r"[’']s?$")


def _owning_words(names: Iterable[str]) -> list[str]:
    """Return the words of names that end as if they owned something: "St Orrin’s" is a school, and owns nothing yet."""
    return [word for name in names for word in name.split() if _ENDS_OWNING.search(word)]


def _plain(word: str) -> str:
    return re.sub(r"[’']s?$", "", word.lower()).replace("’", "").replace("'", "")


def _core(name: str) -> tuple[str, ...]:
    words = words_of(name)
    core = tuple(word for word in words if word not in _COMMON)
    return core or tuple(words)


@lru_cache(maxsize=4)
def _grouped(names: tuple[str, ...]) -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Group names by what tells them apart and by their first word; a library's names are asked about many times."""
    return _by_core(names), _by_first_word(names)


def _by_core(names: Sequence[str]) -> dict[tuple[str, ...], tuple[str, ...]]:
    grouped: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in names:
        grouped[_core(name)] = (*grouped.get(_core(name), ()), name)
    areas = [name for name in names if name.endswith(_AREA)]
    for word in sorted({word for name in areas for word in _core(name)} - _NOT_A_PLACE):
        grouped.setdefault((word,), tuple(name for name in areas if word in _core(name)))
    return grouped


def _by_first_word(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Group the names of several words by their first; those that are too common to stand for a school are left out."""
    grouped: dict[str, tuple[str, ...]] = {}
    for name in names:
        core = _core(name)
        if len(core) > 1 and len(core[0]) > 3 and core[0] not in _TOO_GENERAL:
            grouped[core[0]] = (*grouped.get(core[0], ()), name)
    return grouped


def _meant_as_name(text: str, mention: NameMention) -> bool:
    """Say whether a single word is used as a name: in capitals, or led in like one where nothing is in capitals."""
    after = _WORD.match(text[mention.end :].lstrip(" "))
    if after and after.group()[0].isupper() and _plain(after.group()) not in _COMMON:
        return False  # part of another name: "Abberley Grange"
    if text[mention.start].isupper():
        return True
    before = words_of(text[: mention.start])
    return text.lower() == text and (not before or before[-1] in _LED_IN)


def _matches(window: Sequence[str], wanted: tuple[str, ...]) -> bool:
    if tuple(window) == wanted:
        return True
    joined, target = " ".join(window), " ".join(wanted)
    spelt = (joined, joined.removesuffix("s"))  # "st orins" for "St Orrin’s", whose own "’s" is left out of `wanted`
    near = any(fuzz.ratio(each, target) >= FUZZY for each in spelt)
    return len(target) >= 6 and window[0][:1] == wanted[0][:1] and near


def _narrow(
    tokens: Sequence[tuple[int, int, str]], first: int, last: int, sharing: tuple[str, ...]
) -> tuple[int, tuple[str, ...]]:
    """Take in the common words that follow ("Ashlark High School"), and let them choose between similar names.

    Words that join others are taken in only within a name ("… Church of England …"). A phase that contradicts the
    name's own ("Marlpit Vale High School" for a primary school) means another school.
    """
    end = last
    while end + 1 < len(tokens) and tokens[end + 1][2] in _COMMON:
        joined = [word for _, _, word in tokens[end : end + 3]]
        if joined[1] in _JOINING and not any(_within(joined, name) for name in sharing):
            break
        end += 2 if joined[1] in _JOINING else 1
    told = {word for _, _, word in tokens[last + 1 : end + 1]} & set(_PHASE_WORDS)
    return end, tuple(name for name in sharing if not _contradicts(told, name))


def _within(some: Sequence[str], name: str) -> bool:
    words = words_of(name)
    return len(some) > 2 and any(words[at : at + len(some)] == list(some) for at in range(len(words)))


def _contradicts(told: set[str], name: str) -> bool:
    own = set(words_of(name)) & set(_PHASE_WORDS)
    return bool(told and own and not told & own)


def _longest(found: Sequence[NameMention]) -> list[NameMention]:
    kept: list[NameMention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if not any(other.start < mention.end and mention.start < other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def _lead(text: str) -> int:
    match = _NOT_A_NAME.match(text)
    return match.end() if match else 0
