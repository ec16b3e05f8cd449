"""The vocabularies of judgements: which areas and grades a scale has, and the lines in which the two stand.

A judgement is read only from a line that holds an area *and* a grade and nothing else, so that a legend of grades,
a school called Good Shepherd or a sentence about good behaviour never becomes one. Recognises words in any case and
keeps them exactly as printed. No scale is mapped onto another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.inspections import Judgement, Scale
from ingest.reports.lines import Line, joined, key


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The areas and grades of one scale, in lower case."""

    scale: Scale
    areas: tuple[str, ...]
    grades: tuple[str, ...]


OEIF = Vocabulary(
    Scale.OEIF,
    areas=(
        "overall effectiveness",
        "the quality of education",
        "quality of education",
        "behaviour and attitudes",
        "personal development",
        "leadership and management",
        "effectiveness of leadership and management",
        "the effectiveness of leadership and management",
        "early years provision",
        "sixth form provision",
        "sixth-form provision",
        "quality of teaching, learning and assessment",
        "personal development, behaviour and welfare",
        "outcomes for pupils",
        "16 to 19 study programmes",
        # until summer 2015
        "achievement of pupils",
        "quality of teaching",
        "behaviour and safety of pupils",
    ),
    grades=("outstanding", "good", "requires improvement", "inadequate"),
)
REPORT_CARD = Vocabulary(
    Scale.REPORT_CARD,
    areas=(
        "inclusion",
        "curriculum and teaching",
        "achievement",
        "attendance and behaviour",
        "personal development and wellbeing",
        "personal development and well-being",
        "early years",
        "post-16 provision",
        "sixth form",
        "leadership and governance",
    ),
    grades=(
        "exceptional",
        "strong standard",
        "expected standard",
        "needs attention",
        "attention needed",
        "urgent improvement",
        "insufficient evidence",
    ),
)
_LONGEST_ROW = 120
PREVIOUS_GRADES = (*OEIF.grades, "satisfactory")


def pattern_of(words: Iterable[str]) -> str:
    """Return an alternation of the words, longest first, with any white space, hyphen or dash between them."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.sub(r"(?:\\[ -])", r"[\\s\\-‐‑–]+", re.escape(word)) for word in longest_first)


def is_grade(text: str, vocabulary: Vocabulary) -> bool:
    """Say whether a text is a grade and nothing else."""
    return key(text) in vocabulary.grades


def is_area(text: str, vocabulary: Vocabulary) -> bool:
    """Say whether a text is an area and nothing else."""
    return key(text) in vocabulary.areas


def judgements(lines: Sequence[Line], vocabulary: Vocabulary, when: date | None) -> tuple[Judgement, ...]:
    """Return the judgements that the lines hold, each area once, where it stands first."""
    found: dict[str, Judgement] = {}
    for number, line in enumerate(lines):
        judgement = _whole(line, vocabulary, when) or _split(line, lines[number + 1 : number + 2], vocabulary, when)
        if judgement is not None:
            found.setdefault(key(judgement.area), judgement)
    return tuple(found.values())


def _whole(line: Line, vocabulary: Vocabulary, when: date | None) -> Judgement | None:
    """Read an area and its grade from one line. Reports before autumn 2015 print the grade's number behind it."""
    match = _row(vocabulary).fullmatch(line.text) if len(line.text) <= _LONGEST_ROW else None
    if match is None:
        return None
    locator = line.locator(match.start("area"), match.end("grade"))
    return Judgement(_spaced(match["area"]), _spaced(match["grade"]), vocabulary.scale, when, locator)


@cache
def _row(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<area>{pattern_of(vocabulary.areas)})\s*:?\s+(?:This inspection:\s*)?"
        rf"(?P<grade>{pattern_of(vocabulary.grades)})(?:\s+[1-4])?\s*",
        re.IGNORECASE,
    )


def _split(line: Line, following: Sequence[Line], vocabulary: Vocabulary, when: date | None) -> Judgement | None:
    """Read an area and the grade in the line right after it, where a reader set the two cells apart."""
    if not following or following[0].page is not line.page or line.title not in vocabulary.areas:
        return None
    grade = following[0]
    if not is_grade(grade.text, vocabulary):
        return None
    both = joined([line, grade])
    return Judgement(_spaced(line.text), _spaced(grade.text), vocabulary.scale, when, both.locator) if both else None


def _spaced(text: str) -> str:
    return " ".join(text.split()).rstrip(":").rstrip()


__all__ = ["OEIF", "PREVIOUS_GRADES", "REPORT_CARD", "Vocabulary", "is_area", "is_grade", "judgements", "pattern_of"]
