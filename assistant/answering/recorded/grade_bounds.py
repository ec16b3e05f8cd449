"""Which grades a question means that names one with a bound: "below Expected standard", "Good or better", "no …".

Reads words only. Grades are in order on one scale and on no other: a bound takes in grades of the scale of its word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.inspections import Judgement, Scale
from ingest.list_corrections import GRADES

_GRADE = (
    r"['‘“\"]?(?:(outstanding|good(?! enough)|requir(?:es?|ing) improvement|(?-i:RI)|inadequate|exceptional"
    r"|strong(?: standards?)?|expected(?: standards?)?|needs? attention|urgent improvement)\b)['’”\"]?"
)
_FULL = {
    "ri": "requires improvement",
    "require improvement": "requires improvement",
    "requiring improvement": "requires improvement",
    "strong": "strong standard",
    "strong standards": "strong standard",
    "expected": "expected standard",
    "expected standards": "expected standard",
    "need attention": "needs attention",
}
"""Other forms of the grades' names."""
_THE = r"(?:(?:a|an|the) )?"
_BETTER = r"(?:better|above|higher|over|up|stronger)"
_WORSE = r"(?:worse|below|lower|under|less|poorer|weaker)"


@dataclass(frozen=True, slots=True)
class GradesMeant:
    """The grades that a question picks by."""

    grades: Mapping[Scale, frozenset[str]]
    """Of each scale that it names a word of, those that are meant, in lower case."""
    denied: bool
    """Whether all others are meant: "no grade below"."""
    every: bool
    """Whether all grades asked for must be among them, and not any."""
    words: str
    """The bound in words, for people."""
    bounded: bool
    """Whether more or less is meant than one grade by its word."""
    left: str
    """The question without these words."""

    def fits(self, judgement: Judgement) -> bool:
        """Say whether a grade is among those that are meant."""
        meant = self.grades.get(judgement.scale)
        return meant is not None and (judgement.grade.casefold() in meant) is not self.denied


_Picks = Callable[[int, int], bool]
"""Of a grade's place on its scale, the highest first, and the place of the grade that is named."""
_BOUNDS: tuple[tuple[re.Pattern[str], str, _Picks], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), words, picks)
    for pattern, words, picks in (
        (
            rf"\b(?:at least|(?:a )?minimum of) {_THE}{_GRADE}|{_GRADE}(?: (?:or|and)|,) {_BETTER}\b",
            "at or above {}",
            lambda place, named: place <= named,
        ),
        (
            rf"\b(?:at most|at best|no more than) {_THE}{_GRADE}|{_GRADE}(?: (?:or|and)|,) {_WORSE}\b",
            "at or below {}",
            lambda place, named: place >= named,
        ),
        (
            rf"\b(?:below|beneath|under|short of|(?:lower|less|worse|poorer|weaker) than) {_THE}{_GRADE}",
            "below {}",
            lambda place, named: place > named,
        ),
        (
            rf"\b(?:above|over|beyond|exceed(?:s|ed|ing)?|(?:higher|better|more|stronger) than) {_THE}{_GRADE}",
            "above {}",
            lambda place, named: place < named,
        ),
    )
)
"""The words of a bound, its name, and which grades it takes in."""
_EITHER = re.compile(rf"\b(?:either )?{_GRADE}(?:(?:,|,? or) {_THE}{_GRADE})+", re.IGNORECASE)
_EXACT = re.compile(rf"\b{_THE}{_GRADE}(?: grades?)?", re.IGNORECASE)
_NO = re.compile(r"\b(?:no|not|never|none|nothing|without|neither)\b|n[’']t\b", re.IGNORECASE)
_ISNT = re.compile(r"^\W*\w+n[’']t\b", re.IGNORECASE)
"""Asks whether something is so, and denies nothing: "isn't it graded Good?"."""
_EVERY = re.compile(
    r"\b(?:all|every|each)(?: of)?(?: (?:the|their|its|them))? (?:grades?|areas?|judge?ments?|aspects?)(?: graded)?\b"
    r"|\b(?:in|for|across) (?:everything|all)\W*$|\bacross the board\b|\bthroughout\b|\bnothing but\b|\bonly\b",
    re.IGNORECASE,
)
_GRADING = re.compile(r"\b(?:grades?|graded|rat(?:ed|ings?)|judged|judge?ments?)\b", re.IGNORECASE)
_GIVEN = re.compile(
    rf"\b(?:got|gets?|given|awarded|received?|scored?)\b[^?]{{0,20}}\b{_GRADE}(?= (?:for|in|on)\b|\W*$)", re.IGNORECASE
)
_PRINTED = re.compile(
    r"(?<=[a-z,’'] )['‘“]?(?:Needs [Aa]ttention|(?:Strong|Expected) [Ss]tandards?|(?:Urgent|Requires) [Ii]mprovement)\b"
)
"""Written as printed, with a capital inside the sentence: a grade is meant and no turn of speech."""
_OF_RESULTS = re.compile(r"\b(?:pupils?|children|students?|results?|attainment|per ?cent|SATs?|boys|girls)\b|%", re.I)
"""Pupils reach a standard too: whether their school was graded must then be said."""


_COUNTS_OR_EXCEPTS = re.compile(
    r"\b(?:at least|more than|fewer than|less than|no more than|at most|all but|exactly|just|only)"
    r" (?:an? single|one|two|three|four|five|six|seven|eight|\d+)\b"
    r"|\bthe (?:most|fewest)\b|\b(?:but not|except|all but|other than|apart from)\b",
    re.IGNORECASE,
)
"""Counts grades, or takes some out: no bound on one grade says either."""


def grades_meant(question: str) -> GradesMeant | None:
    """Return the grades by which a question picks; None where it names none, or uses its word for something else."""
    if _COUNTS_OR_EXCEPTS.search(question):
        return None
    for pattern, words, picks in _BOUNDS:
        match = pattern.search(question)
        if match is not None:
            return _bounded(question, match, words, picks)
    match = _EITHER.search(question)
    if match is not None:
        named = [_named(one.group(1)) for one in re.finditer(_GRADE, match.group(), re.IGNORECASE)]
        return _meant(question, match, named, " or ") if _spoken_of(question, match) else None
    match = _EXACT.search(question)
    if match is None or not _spoken_of(question, match) or not _by_word(question):
        return None
    return _meant(question, match, [_named(match[1])], "")


def has_bound(question: str) -> bool:
    """Say whether a question names grades by more than one word: then no list of that one grade answers it."""
    found = grades_meant(question)
    return found is not None and found.bounded


def _bounded(question: str, match: re.Match[str], words: str, picks: _Picks) -> GradesMeant | None:
    if not _spoken_of(question, match):
        return None
    named = next(group for group in match.groups() if group)
    scale, place = _place(_named(named))
    order = _order(scale)
    meant = frozenset(grade for at, grade in enumerate(order) if picks(at, place))
    return _found(question, match, {scale: meant}, words.format(_quoted(order[place])))


def _meant(question: str, match: re.Match[str], named: list[str], between: str) -> GradesMeant:
    grades: dict[Scale, frozenset[str]] = {}
    for name in named:
        scale = _place(name)[0]
        grades[scale] = grades.get(scale, frozenset()) | {name}
    return _found(question, match, grades, between.join(_quoted(name) for name in dict.fromkeys(named)))


def _found(question: str, match: re.Match[str], grades: Mapping[Scale, frozenset[str]], words: str) -> GradesMeant:
    before = question[: match.start()]
    denied = bool(_NO.search(_ISNT.sub(" ", before)))
    every = bool(_EVERY.search(f"{before} … {question[match.end() :]}"))
    left = _EVERY.sub(" ", f"{before} {question[match.end() :]}")
    bounded = denied or every or words.count("‘") > 1 or not words.startswith("‘")
    return GradesMeant(grades, denied, every is not denied, words, bounded, left)


def _spoken_of(question: str, match: re.Match[str]) -> bool:
    """Say whether grades are spoken of, and not what pupils reach, nor "expected" and "strong" as plain words."""
    short = any(re.fullmatch(r"strong|expected", group or "", re.IGNORECASE) for group in match.groups())
    return bool(_GRADING.search(question)) or not (short or _OF_RESULTS.search(question))


def _by_word(question: str) -> bool:
    """Say whether one grade, without a bound, is meant as a grade: graded, given, or written as printed."""
    return bool(_GRADING.search(question) or _GIVEN.search(question) or _PRINTED.search(question))


def _named(word: str) -> str:
    word = " ".join(word.lower().split())
    return _FULL.get(word, word)


def _order(scale: Scale) -> list[str]:
    return [grade.casefold() for grade in GRADES[scale] if grade != "Insufficient evidence"]


def _place(grade: str) -> tuple[Scale, int]:
    """Return the scale that a grade is of, and its place there: no word is on two of them."""
    return next((scale, _order(scale).index(grade)) for scale in GRADES if grade in _order(scale))


def _quoted(grade: str) -> str:
    return f"‘{grade.capitalize()}’"
