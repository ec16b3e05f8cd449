"""What a question asks for: its content words with their weight, and the kind of answer it wants.

Reads the question only; whether anything answers it is decided in `relevance` and `evidence`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assistant.questions.sought import Sought, sought_in
from ingest.embedding import Embedder, Vectors
from ingest.number_words import MONTH, ONE_TO_NINETEEN, TWENTY_TO_NINETY
from ingest.words import stem

# Words of asking, not of what is asked about.
_FRAME = frozenset(
    """a about according across actually after again all also am an and any anyone anything are as at be because been
    being but by can could did do does doing done down each either else ever every find for from get gets getting give
    given go going had has have having he her here hers him his how i if in inspection inspections inspector inspectors
    into is it its just kind know like made make makes many may me mention mentioned might more most much must my name
    named need no not now of off ofsted on one only or other our out over please report reported reports said same say
    saying says school schools see seen she should show so some somebody someone something still such take talk tell
    than that the their them then there these they thing things think this those through to told too trust two under up
    us use used very want was way we well were what whatever when where whether which while who whom whose why will with
    within would you your picked look looking come comes came there academy academies judge judged judgement judgements
    visit visited place places anybody currently latest recent recently
    nowadays lately isn't aren't wasn't weren't don't doesn't didn't hasn't haven't who's what's there's""".split()
)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


class Wanted(StrEnum):
    """The kind of thing that answers a question."""

    NUMBER = "a number"
    DATE = "a date"
    PERSON = "a name"
    MONEY = "a sum of money"
    REASON = "a reason"
    GRADE = "a grade"
    ANY = "a statement"


_WANTED: tuple[tuple[Wanted, str], ...] = (
    (
        Wanted.MONEY,
        r"\b(?:cost|costs|earns?|salary|paid|pay|price|budget|spent|spend|funding)\b.*\bhow much\b"
        r"|\bhow much (?:\w+ ){0,3}(?:money|funding|cash)\b"
        r"|\bhow much (?:did|does|do|is|was)\b.*\b(?:cost|earn|paid|pay|spend|spent)\b"
        r"|\bwhat (?:did|does|do) .*\b(?:cost|earn|charge)\b|\b(?:salary|budget|price)\b",
    ),
    (Wanted.REASON, r"^\W*(?:and |but |so )?why\b|\bwhat (?:was|is|were) the reasons?\b|\breasons? (?:for|why)\b"),
    (Wanted.GRADE, r"\b(?:grade[ds]?|rating|rated|judge?ment|judged)\b"),
    (
        Wanted.NUMBER,
        r"\bhow (?:many|much|large|big|often|old)\b|\b(?:percentage|number) of\b|\bwhat per ?cent\b"
        r"|\bwhat (?:percentage|proportion|share|number|size)\b",
    ),
    (
        Wanted.DATE,
        r"\bwhen (?:was|were|did|is|will|has|had)\b|\b(?:what|which) (?:year|date|month|day)\b"
        r"|\bsince when\b|\bhow long (?:ago|has)\b",
    ),
    (
        Wanted.PERSON,
        r"\bwho(?:’s|'s)?\s+(?:is|was|leads?|led|runs?|chairs?|heads?|the)\b|\bname of the (?:head|chair|ceo|lead)",
    ),
)
_NUMBER = re.compile(
    rf"\d|\b(?:{ONE_TO_NINETEEN}|{TWENTY_TO_NINETY}|hundred|half|quarter|third|none|once|twice)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{MONTH})\b|"
    r"\b(?:spring|summer|autumn|last|this|previous) (?:term|year|month)\b|\bago\b",
)
_MONEY = re.compile(r"£|\bpounds?\b|\bpence\b")
_REASON = re.compile(
    r"\b(?:because|as a result|owing to|due to|this is why|reasons?|caused?|so that|given that)\b", re.IGNORECASE
)
_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.? [A-Z]|\b[A-Z][a-z’]+ (?:[A-Z][\w’-]+)")


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as retrieval and relevance see it.

    `words`, `stems`, `weights` and `vectors` run in parallel over the content words; weights sum to 1.
    """

    text: str
    wanted: Wanted
    words: tuple[str, ...]
    stems: tuple[str, ...]
    weights: Vectors
    vectors: Vectors
    whole: Vectors
    sought: Sought = Sought(None)
    """What kind of thing is sought, and of what."""


def wanted_kind(question: str) -> Wanted:
    """Return the kind of answer that a question wants, `ANY` where its words do not say."""
    return next((kind for kind, pattern in _WANTED if re.search(pattern, question, re.IGNORECASE)), Wanted.ANY)


_STATES: dict[Wanted, re.Pattern[str]] = {
    Wanted.NUMBER: _NUMBER,
    Wanted.DATE: _DATE,
    Wanted.PERSON: _NAME,
    Wanted.MONEY: _MONEY,
    Wanted.REASON: _REASON,
}


def states(kind: Wanted, text: str) -> bool:
    """Say whether a text holds something of the kind that is wanted; any text does where no kind is."""
    pattern = _STATES.get(kind)
    return pattern is None or bool(pattern.search(text))


def is_number(word: str) -> bool:
    """Say whether a word is a number in digits or letters."""
    return bool(_NUMBER.fullmatch(word) or word[:1].isdigit())


def counted_words(question: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return up to two content words that follow "how many" or "number of"."""
    match = re.search(r"\b(?:how many|number of)\b(.*)", question, re.IGNORECASE)
    if match is None:
        return ()
    following = [word.group().lower() for word in _WORD.finditer(match.group(1))][:4]
    return tuple(word for word in following if word in words)[:2]


def numerals(text: str) -> set[str]:
    """Return the numbers in digits; one that a name takes ("Progress 8", "Year 4") keeps its word, in lower case."""
    found = re.findall(r"\b(?:(progress|attainment|year|years|stage|level|grade|set|part)\s+)?(\d+)", text.lower())
    return {f"{word.removesuffix('s')} {number}".strip() for word, number in found}


def content_words(question: str) -> list[str]:
    """Return the words that say what is asked about, in order, each once; all its words where it has none."""
    return subject_words(question) or list(dict.fromkeys(_words(question)))


def subject_words(text: str) -> list[str]:
    """Return the words that say what is asked about, in order, each once; none where all are words of asking."""
    bare = {word: re.sub(r"'s$", "", word) for word in _words(text)}
    return [word for word in bare if word not in _FRAME and bare[word] not in _FRAME and len(word) > 1]


def _words(text: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def view(
    question: str,
    wanted: Wanted,
    embedder: Embedder,
    rarity: Callable[[Sequence[str]], Vectors],
    sought: Sought | None = None,
) -> QuestionView:
    """Look at a question: its content words in context, weighed by how rare they are in the library.

    `sought` is given where more is known of what is asked for than the words searched with say.
    """
    seen = embedder.embed_words([question])[0]
    words = content_words(question)
    stems = tuple(stem(word) for word in words)
    weights = rarity(stems)
    positions = {word: place for place, word in reversed(list(enumerate(seen.words)))}
    vectors = (
        np.stack([_vector(word, positions, seen.vectors, seen.whole) for word in words]) if words else seen.vectors
    )
    return QuestionView(
        question,
        wanted,
        tuple(words),
        stems,
        weights / max(float(weights.sum()), 1e-9),
        vectors,
        seen.whole,
        sought or sought_in(question, question),
    )


def _vector(word: str, positions: dict[str, int], vectors: Vectors, whole: Vectors) -> Vectors:
    """Return the word's vector in context; a hyphenated word takes its parts' mean, an unseen one the question's."""
    parts = [positions[part] for part in re.split(r"[’'-]", word) if part in positions]
    if not parts:
        return whole
    mean = vectors[parts].mean(axis=0)
    unit: Vectors = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return unit
