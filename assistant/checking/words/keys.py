"""The words of a text as keys under which the same is said in the same way: stems, figures, and words alike in meaning.

"Mathematics" and "maths", "61 per cent" and "61%", "don’t" and "do not", "is" and "was" share keys; articles have none.
Which words are alike is data (``same_words.json``). Compares no more than how many keys two texts share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.checking.words.tokens import FUNCTION_WORDS
from ingest.documents import Span
from ingest.number_words import UNITS
from ingest.packaged import packaged_json
from ingest.words import stem

_WORD = re.compile(r"\d+(?:[.,]\d+)*|%|[^\W\d_]+(?:[’'‑-][^\W\d_]+)*")
_FORMS = {
    **dict.fromkeys(("is", "was", "are", "were", "am"), "be"),
    **dict.fromkeys(("has", "have", "had"), "have"),
    **dict.fromkeys(("do", "does", "did"), "do"),
    **dict.fromkeys(("their", "its", "his", "her"), ""),
    **dict.fromkeys(("the", "a", "an", "also", "that"), ""),
}
"""Words whose form says nothing more: of present and past, a report is in either; and words on which nothing hangs."""
_PAST = dict(
    pair.split(":")
    for pair in (
        "knew:know taught:teach felt:feel made:make took:take taken:take led:lead kept:keep became:become met:meet "
        "built:build brought:bring understood:understand spoke:speak spoken:speak wrote:write written:write grew:grow "
        "grown:grow rose:rise risen:rise fell:fall fallen:fall found:find held:hold left:leave saw:see seen:see "
        "chose:choose chosen:choose went:go gone:go came:come won:win said:say told:tell thought:think lost:lose "
        "spent:spend learnt:learn drew:draw drawn:draw ran:run sought:seek paid:pay meant:mean sent:send stood:stand "
        "caught:catch dealt:deal heard:hear forgot:forget forgotten:forget"
    ).split()
)
"""Past forms that share no stem with their verb."""
_FIGURES = {word: str(value) for value, word in enumerate((*UNITS, "twenty")) if value > 1}


@dataclass(frozen=True, slots=True)
class Key:
    """What one word, or one phrase taken whole, says; and where it stands."""

    value: str
    span: Span


@lru_cache(maxsize=8192)
def keys(text: str) -> tuple[Key, ...]:
    """Return the keys of a text in order."""
    words = [(part, span) for match in _WORD.finditer(text) for part, span in _parts(match)]
    found: list[Key] = []
    place = 0
    while place < len(words):
        phrase = next((p for p in _phrases().get(words[place][0], ()) if _stands(p.words, words, place)), None)
        last = place + len(phrase.words) - 1 if phrase else place
        span = Span(words[place][1].start, words[last][1].end)
        value = phrase.value if phrase else _value(words[place][0])
        if value:
            found.append(Key(value, span))
        place = last + 1
    return tuple(found)


def _value(word: str) -> str:
    if word in _FORMS:
        return _FORMS[word]
    return _FIGURES.get(word) or stem(_PAST.get(word, word))


def _parts(match: re.Match[str]) -> list[tuple[str, Span]]:
    """Return one written word as the words that it is made of: "don’t" is two."""
    word, span = match.group().lower().replace("’", "'"), Span(*match.span())
    if word in ("can't", "cannot"):
        return [("can", span), ("not", span)]
    if word == "won't":
        return [("will", span), ("not", span)]
    if word.endswith("n't"):
        return [(word[:-3], span), ("not", span)]
    return [(re.sub(r"'s?$", "", word).replace("-", "").replace("‑", "").replace(",", ""), span)]


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    value: str


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Sequence[_Phrase]]:
    """Return the words and phrases of every group under their first word, longest first."""
    data = packaged_json(__package__, "same_words.json")
    result: dict[str, list[_Phrase]] = defaultdict(list)
    for number, group in enumerate(data["groups"]):
        for written in group.split(" | "):
            words = tuple(part for match in _WORD.finditer(written) for part, _ in _parts(match))
            result[words[0]].append(_Phrase(words, f"={number}"))
    return {first: sorted(listed, key=lambda phrase: -len(phrase.words)) for first, listed in result.items()}


def _stands(phrase: Sequence[str], words: Sequence[tuple[str, Span]], place: int) -> bool:
    return all(place + n < len(words) and words[place + n][0] == word for n, word in enumerate(phrase))


def shared(claim: str, text: str) -> float:
    """Return the share of a claim's content words that a text has too, in whatever form."""
    said = _content(claim)
    return len(said & _content(text)) / max(len(said), 1)


@lru_cache(maxsize=8192)
def _content(text: str) -> frozenset[str]:
    return frozenset(key.value for key in keys(text) if key.span.of(text).lower() not in FUNCTION_WORDS)


__all__ = ["Key", "keys", "shared"]
