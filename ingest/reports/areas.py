"""The vocabularies of judgements: which areas and grades a scale has, and the lines in which the two stand.

A judgement is read only from a line that holds an area *and* a grade and nothing else, so that a legend of grades, a
school called Good Shepherd or a sentence about good behaviour never becomes one. Recognises words in any case and
keeps them exactly as printed. No scale is mapped onto another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.documents import Span
from ingest.inspections import Judgement, Scale
from ingest.reports.lines import ReportLine, as_printed, joined, key


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """The areas and grades of one scale, in lower case."""

    scale: Scale
    areas: tuple[str, ...]
    grades: tuple[str, ...]


OEIF = ScaleWords(
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
        "sixth form",
        "the sixth form provision",
        "the early years provision",
        # schools with boarders
        "boarding provision",
        "residential provision",
        "the boarding provision",
        "the residential provision",
        "outcomes for boarders",
        "outcomes for residential pupils",
        "quality of boarding provision and care",
        "quality of residential provision and care",
        "boarders' safety",
        "residential pupils' safety",
        "leadership and management of the boarding provision",
        "leadership and management of the residential provision",
        "overall effectiveness of the boarding experience",
        "overall effectiveness of the residential experience",
        "overall experiences and progress of children and young people in the boarding provision",
        "overall experiences and progress of children and young people in the residential provision",
        "the overall experiences and progress of children and young people in the boarding provision",
        "the overall experiences and progress of children and young people in the residential provision",
        "how well children and young people are helped and protected in the boarding provision",
        "how well children and young people are helped and protected in the residential provision",
        "the effectiveness of leaders and managers in the boarding provision",
        "the effectiveness of leaders and managers in the residential provision",
    ),
    grades=("outstanding", "good", "requires improvement", "inadequate"),
)
REPORT_CARD = ScaleWords(
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
_LONGEST_ROW = 160
PREVIOUS_GRADES = (*OEIF.grades, "satisfactory")


def pattern_of(words: Iterable[str]) -> str:
    """Return an alternation of the words, longest first, with any white space, hyphen or dash between them."""
    longest_first = sorted(words, key=len, reverse=True)
    spaced = (re.sub(r"(?:\\[ -])", r"[\\s\\-‐‑–]+", re.escape(word)) for word in longest_first)
    return "|".join(word.replace("'", "['’]") for word in spaced)


def is_grade(text: str, vocabulary: ScaleWords) -> bool:
    """Say whether a text is a grade and nothing else."""
    return key(text) in vocabulary.grades


def is_area(text: str, vocabulary: ScaleWords) -> bool:
    """Say whether a text is an area and nothing else."""
    return key(text) in vocabulary.areas


def judgements(lines: Sequence[ReportLine], vocabulary: ScaleWords, when: date | None) -> tuple[Judgement, ...]:
    """Return the judgements that the lines hold, each area once, where it stands first."""
    found: dict[str, Judgement] = {}
    for one in every(lines, vocabulary, when):
        found.setdefault(key(one.area), one)
    return tuple(found.values())


def every(lines: Sequence[ReportLine], vocabulary: ScaleWords, when: date | None) -> Iterator[Judgement]:
    """Yield the judgements that the lines hold, an area as often as it is printed with a grade."""
    for number, line in enumerate(lines):
        following = lines[number + 1 : number + 2]
        judgement = (
            _whole(line, vocabulary, when)
            or _split(line, following, vocabulary, when)
            or _wrapped(line, following, vocabulary, when)
            or _this_inspection(lines, number, vocabulary, when)
        )
        yield from (judgement,) if judgement else _run_together(line, vocabulary, when)


def _whole(line: ReportLine, vocabulary: ScaleWords, when: date | None) -> Judgement | None:
    """Read an area and its grade from one line. Reports before autumn 2015 print the grade's number behind it."""
    match = _row(vocabulary).fullmatch(line.text) if len(line.text) <= _LONGEST_ROW else None
    if match is None:
        return None
    locator = line.locator(match.start("area"), match.end("grade"))
    return Judgement(as_printed(match["area"]), as_printed(match["grade"]), vocabulary.scale, when, locator)


@cache
def _row(vocabulary: ScaleWords) -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<area>{pattern_of(vocabulary.areas)})\s*:?\s+(?:This inspection:\s*)?"
        rf"(?P<grade>{pattern_of(vocabulary.grades)})(?:\s+[1-4])?\s*",
        re.IGNORECASE,
    )


def warm_up() -> None:
    """Compile what reads rows of grades: some 70 ms, better spent while the first file is read in another process."""
    for vocabulary in (OEIF, REPORT_CARD):
        _row(vocabulary)
        _pair(vocabulary)


def _split(
    line: ReportLine, following: Sequence[ReportLine], vocabulary: ScaleWords, when: date | None
) -> Judgement | None:
    """Read an area and the grade in the line right after it, where a reader set the two cells apart."""
    if not following or following[0].page is not line.page or line.title not in vocabulary.areas:
        return None
    grade = following[0]
    if not is_grade(grade.text, vocabulary):
        return None
    both = joined([line, grade])
    return (
        Judgement(as_printed(line.text), as_printed(grade.text), vocabulary.scale, when, both.locator) if both else None
    )


def _wrapped(
    line: ReportLine, following: Sequence[ReportLine], vocabulary: ScaleWords, when: date | None
) -> Judgement | None:
    """Read an area that wraps into the next line, with its grade in either of the two."""
    if not following or following[0].page is not line.page or len(line.text) > _LONGEST_ROW:
        return None
    if ("\t" in line.text) == ("\t" in following[0].text):
        return None
    first, second = line.text.split("\t"), following[0].text.split("\t")
    area = as_printed(f"{first[0]} {second[0]}")
    grades = [cell for cell in (*first[1:], *second[1:]) if cell.strip()]
    if len(grades) != 1 or key(area) not in vocabulary.areas or not is_grade(grades[0], vocabulary):
        return None
    both = joined([line, following[0]])
    return Judgement(area, as_printed(grades[0]), vocabulary.scale, when, both.locator) if both else None


_NEAR = 3
"""Lines. In reports of 2012–15 'Overall effectiveness' stands beside two rows and may come out before, between or
after."""


def _this_inspection(
    lines: Sequence[ReportLine], number: int, vocabulary: ScaleWords, when: date | None
) -> Judgement | None:
    """Read 'This inspection: Good 2' of 2012–15, the overall effectiveness, and not the previous inspection's."""
    line = lines[number]
    grade = this_inspection(line.text)
    if grade is None or key(line.text[grade.start : grade.end]) not in vocabulary.grades:
        return None
    near = [line, *lines[max(0, number - _NEAR) : number], *lines[number + 1 : number + 1 + _NEAR]]
    area = next((found for other in near if (found := _OVERALL.search(other.text))), None)
    if area is None:
        return None
    printed = as_printed(line.text[grade.start : grade.end])
    return Judgement(as_printed(area.group()), printed, vocabulary.scale, when, line.locator(grade.start, grade.end))


def this_inspection(text: str) -> Span | None:
    """Return where the grade of 'This inspection' stands in a line, alone or beside the previous inspection's."""
    return _beside(text, "this")


def previous_inspection(text: str) -> Span | None:
    """Return where the grade of 'Previous inspection' stands in a line, alone or beside this inspection's."""
    return _beside(text, "previous")


def _beside(text: str, which: str) -> Span | None:
    """Pair labels and grades of a line in order: 'This inspection: Good 2', or both labels and then both grades."""
    labels = list(_LABEL.finditer(text)) if len(text) <= _LONGEST_ROW else []
    if not labels or not any(label["which"] for label in labels):
        return None
    values = list(_BESIDE_GRADE.finditer(text))
    names = [(label["which"] or "previous").casefold() for label in labels]
    if len(labels) != len(values) or which not in names or len(labels) > 2:
        return None
    value = values[names.index(which)]
    return Span(*value.span())


_LABEL = re.compile(r"\b(?:(?P<which>This|Previous)\s+inspection\b:?|inspection:)", re.IGNORECASE)
_OVERALL = re.compile(r"\bOverall effectiveness\b(?! at)", re.IGNORECASE)


_BESIDE_GRADE = re.compile(
    rf"\b(?:{pattern_of(PREVIOUS_GRADES)}|Not (?:yet |previously )?(?:been )?inspected|Not applicable|N/?A)\b",
    re.IGNORECASE,
)


def _run_together(line: ReportLine, vocabulary: ScaleWords, when: date | None) -> list[Judgement]:
    """Read several rows that a reader without geometry gave as one line; none unless the line holds nothing else."""
    found: list[Judgement] = []
    position = 0
    pattern = _pair(vocabulary)
    while match := pattern.match(line.text, position):
        locator = line.locator(match.start("area"), match.end("grade"))
        found.append(Judgement(as_printed(match["area"]), as_printed(match["grade"]), vocabulary.scale, when, locator))
        position = match.end()
    rest = line.text[position:].strip()
    whole = not rest or _PREVIOUS_ROW.match(rest) is not None
    return found if len(found) > 1 and whole else []


_PREVIOUS_ROW = re.compile(
    r"(?:Overall effectiveness at previous inspection|Previous inspection grade)\b", re.IGNORECASE
)


@cache
def _pair(vocabulary: ScaleWords) -> re.Pattern[str]:
    areas, grades = pattern_of(vocabulary.areas), pattern_of(vocabulary.grades)
    return re.compile(rf"\s*(?P<area>{areas})\s*:?\s+(?P<grade>{grades})\b(?:\s+[1-4]\b)?\s*", re.IGNORECASE)


__all__ = [
    "OEIF",
    "PREVIOUS_GRADES",
    "REPORT_CARD",
    "ScaleWords",
    "every",
    "is_area",
    "is_grade",
    "judgements",
    "pattern_of",
    "warm_up",
]
