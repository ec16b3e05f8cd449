"""Quotations: text in quotation marks must stand in the documents word for word.

Allowed, because no meaning hangs on it, and said: curly or straight marks, a changed first letter ("[L]eaders"), white
space, hyphens at line ends, an ellipsis over a stretch of bounded length, a word or two in square brackets that turn
nothing round. Repairs nothing: it says what does not stand, and offers the nearest true wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from assistant.checking.comparisons.facets import marks
from assistant.checking.words.quoted import quoted
from assistant.checking.words.tokens import negations
from ingest.sentences import sentence_spans

_LETTER = re.compile(r"\[(\w)\](?=\w)")
_SIC = re.compile(r"\s*\[sic\]", re.IGNORECASE)
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\s?\.\s?\.)\s*")
_BRACKETS = re.compile(r"\s*\[([^\]]*)\]\s*")
_HYPHEN = re.compile(r"(?<=\w)[-‐‑\u00ad]\s*(?=\w)")
_NAME = re.compile(r"^(?:[A-Z0-9][\w’'-]*|of|the|and|for|to|in|a)(?:\s(?:[A-Z0-9][\w’'-]*|of|the|and|for|to|in|a))*$")
_SINGLE = "‘'"
SHORTEST_SINGLE = 8
"""Characters in single marks that are a quotation: with fewer, these may be apostrophes. Chosen."""
_SAYS = r"(?:said|says|explained|explains|added|adds|told|commented|remarked|wrote|recalled|noted|observed|reported)"
_WHO = r"(?:[\w'-]+\s){0,4}?[\w'-]+"
_INTERRUPTED = re.compile(
    rf"(?P<before>\w,?)(?P<mark>['\"])\s(?:{_SAYS}\s{_WHO}|{_WHO}\s{_SAYS}(?:\s{_WHO})?),\s(?P=mark)(?=\w)",
    re.IGNORECASE,
)
"""Where a report puts who says it into what is said: “I was shy,” said one pupil, “and now I sing.”"""
INTERRUPTED = "words left out: who says it stands between"
FEWEST_WORDS = 2
"""A single word in quotation marks is a name or a term, not a quotation."""
NAME_WORDS = 4
"""So are up to this many words that all begin with a capital: “Reading Together”."""
LONGEST_GAP = 400
"""Characters that an ellipsis may leave out: about three sentences. Chosen: without a bound, words from all over a page
would make one quotation."""
LONGEST_INSERTION = 60
"""Characters that words in square brackets may stand for. Chosen."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of a draft; `stands`: whether some text has it; `nearest`: the likest sentence where none has.

    `notes` say what was changed that may be changed. `place` is the number of the text in which it stands.
    """

    text: str
    stands: bool
    nearest: str | None = None
    notes: tuple[str, ...] = ()
    place: int | None = None


def quotations(claim: str) -> list[str]:
    """Return the texts in quotation marks, marks left out."""
    found = [(span.of(claim), claim[span.start - 1] in _SINGLE) for span in quoted(claim)]
    long = (text for text, single in found if len(text) >= (SHORTEST_SINGLE if single else 2))
    return [text for text in long if len(text.split()) >= FEWEST_WORDS and not _is_name(text)]


def check_quotations(claim: str, texts: Sequence[str]) -> list[Quotation]:
    """Check each quotation of a claim against texts of documents."""
    return [_checked(text, texts) for text in quotations(claim)]


def stands_in(quotation: str, text: str) -> bool:
    """Say whether a quotation stands in a text, part by part in order, with nothing put in or out that turns it."""
    pattern = _pattern(quotation)
    if pattern is None:
        return False
    plain = _plain(text)
    match = pattern.search(plain) or pattern.search(_uninterrupted(plain))
    # What an ellipsis leaves out inside a sentence must not deny the rest: "are … safe" for "are not always safe".
    return match is not None and not any(_denies(match[name]) for name in match.groupdict())


def _stands_unbroken(quotation: str, text: str) -> bool:
    pattern = _pattern(quotation)
    return pattern is not None and pattern.search(_plain(text)) is not None


@lru_cache(maxsize=1024)
def _uninterrupted(plain: str) -> str:
    """Return a plain text without who says it where that stands between two parts of what is said."""
    return _INTERRUPTED.sub(r"\g<before> ", plain)


def notes_on(quotation: str) -> tuple[str, ...]:
    """Return what a quotation changes that may be changed, in words for people."""
    said = (
        ("first letter changed", _LETTER.search(quotation)),
        ("words left out", _GAP.search(quotation)),
        ("words in square brackets are not the document’s", _inserted(quotation)),
        ("broken at a line end", re.search(r"\w[-‐‑\u00ad]?\s*\n\s*\w", quotation)),
    )
    return tuple(note for note, found in said if found)


def _checked(quotation: str, texts: Sequence[str]) -> Quotation:
    place = next((place for place, text in enumerate(texts) if stands_in(quotation, text)), None)
    if place is not None:
        notes = notes_on(quotation)
        if not notes and not _stands_unbroken(quotation, texts[place]):
            notes = (INTERRUPTED,)
        return Quotation(quotation, stands=True, notes=notes, place=place)
    sentences = [sentence for text in texts for sentence in _sentences(text)]
    best = process.extractOne(_plain(quotation), sentences, scorer=fuzz.partial_ratio, processor=_plain)
    return Quotation(quotation, stands=False, nearest=best[0] if best else None)


def _pattern(quotation: str) -> re.Pattern[str] | None:
    """Return what to look for in a plain text; None where brackets turn the meaning or no word is left."""
    text = _SIC.sub("", _LETTER.sub(r"\1", quotation))
    if any(_turns(inside) for inside in _inserted(text)):
        return None
    parts = [part for part in map(_part, _GAP.split(text)) if part]
    if not parts:
        return None
    behind = (rf"(?P<gap{number}>.{{0,{LONGEST_GAP}}}?){part}" for number, part in enumerate(parts[1:]))
    return re.compile(rf"(?<!\w){parts[0]}{''.join(behind)}(?!\w)")


def _part(piece: str) -> str:
    """Return the pattern of one unbroken stretch; words in square brackets stand for a few words or none."""
    stretches = [re.escape(_plain(stretch).strip(" .,;:")) for stretch in _BRACKETS.split(piece)[::2]]
    return rf"\W.{{0,{LONGEST_INSERTION}}}?".join(stretch for stretch in stretches if stretch)


def _inserted(text: str) -> list[str]:
    without = _SIC.sub("", _LETTER.sub(r"\1", _GAP.sub(" ", text)))
    return [match[1] for match in _BRACKETS.finditer(without)]


def _turns(inside: str) -> bool:
    """Say whether words put in deny, limit or measure what is quoted."""
    return bool(negations(f"{inside} x")) or bool(marks(inside)) or any(character.isdigit() for character in inside)


def _denies(left_out: str | None) -> bool:
    return bool(left_out) and not re.search(r"[.!?]", str(left_out)) and bool(negations(f"{left_out} x"))


def _is_name(text: str) -> bool:
    return len(text.split()) <= NAME_WORDS and _NAME.match(text) is not None and text[0].isupper()


@lru_cache(maxsize=1024)
def _sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; none goes on over a line's end, where a heading may stand."""
    return tuple(span.of(line) for line in text.splitlines() for span in sentence_spans(line))


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """Return the text as the comparison sees it: straight marks, single spaces, no hyphens inside words, lower case."""
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(curly, straight)
    return " ".join(_HYPHEN.sub("", text).split()).lower()


__all__ = ["Quotation", "check_quotations", "notes_on", "quotations", "stands_in"]
