"""Grades and figures of a claim against the records of the reports that it cites.

"Leadership and management was judged good" and "persistent absence was 22.6% in 2023/24" are rows of a report, which
its inspection record holds as printed, each with its place. Speaks only where a claim names the row; what else the
claim says is for the checker to read, and no grade is worked out, mapped or averaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.claims.dating import MONTH, Dated, dates_in
from assistant.checking.comparisons.numbers import FAR
from assistant.checking.plain import DATE, FIGURE, GRADE
from assistant.checking.words.keys import keys
from assistant.checking.words.numerals import ROUGH_POINTS, Number, NumberKind, numbers
from assistant.checking.words.tokens import negations
from ingest.documents import Locator
from ingest.inspections import Figure, Inspection, Judgement, Located, Scale

_GRADES = re.compile(
    r"\b(outstanding|good|requires improvement|require improvement|inadequate|exceptional|strong standard|"
    r"expected standard|needs attention|need attention|urgent improvement)\b",
    re.IGNORECASE,
)
_OF_REPORT_CARD = frozenset("exceptional strong expected needs urgent".split())
"""First words of the grades of report cards."""
_BARE = re.compile(
    r"^(?P<what>[\w’', -]{3,70}?)\s(?:still\s|also\s|now\s)?"
    r"(?:requires? improvement|needs? (?:attention|urgent improvement)|"
    r"(?:is|are|was|were|remains?)\s(?:still\s|now\s)?(?:(?:of|at)\s)?(?:the\s|an?\s)?"
    r"(?:inadequate|strong standard|expected standard))(?: school)?\W*$",
    re.IGNORECASE,
)
"""A claim that gives a grade in the words of a scale and says nothing else: "The school requires improvement". "Good",
"outstanding" and "exceptional" are words of every day."""
_EFFECTIVE = re.compile(
    r"\b(?:arrangements (?:for|to) safeguard(?:ing)?(?: (?:pupils|children))?|"
    r"safeguarding(?: (?:arrangements|procedures|practices?))?)(?: (?:at|in|of) (?:the|this) school)? "
    r"(?:is|are|was|were|remains?)(?: still| now)?(?: (?:judged|found)(?: to be)?)? "
    r"(?P<denied>not )?(?P<how>in)?effective\b",
    re.IGNORECASE,
)
_WHEN_JUDGED = re.compile(
    r"\b(?:(?:in|at|of|on|during)\s(?:(?:the|its|their)\s)?"
    r"(?:(?:inspection|report(?: card)?|letter)\s(?:of|in|on|from)\s)?"
    rf"(?:(?:early|late|spring|summer|autumn|winter)\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?:{MONTH}\s)?(?:19|20)\d\d\b|"
    rf"the\s(?:{MONTH}\s)?(?:19|20)\d\d\s(?:inspection|report)\b)",
    re.IGNORECASE,
)
_OF_ANOTHER_EVENT = re.compile(
    r"\b(?:since|until|before|after|following|join\w*|open\w*|found\w*|became|becoming|convert\w*|appoint\w*)\b[^,;]*$",
    re.IGNORECASE,
)
"""Before a date that is not that of the inspection: "since joining the trust in September 2021"."""
_MET = re.compile(
    r"\bsafeguarding standards[”\"’']? (?:(?:are|were|is|was)(?: judged)?|judged) [“\"‘']?(?:not )?met\b|"
    r"\b(?:does not |did not |do not )?(?:meets?|met) (?:all )?(?:of )?(?:the |its )?safeguarding standards\b",
    re.IGNORECASE,
)
_SCALE_OF_MET = re.compile(r"\bscale of [“\"‘']?met[”\"’']? and [“\"‘']?not met\b[”\"’']?", re.IGNORECASE)
"""The scale's name says of no school that it met anything, or did not."""
_STANDING = "safeguarding standards met meet"
_JUDGED = re.compile(r"\b(?:judge[ds]?|judge?ments?|graded?|grades|rated|ratings?|awarded)\b", re.IGNORECASE)
_CELL = re.compile(rf"^[^:.]{{3,60}}:\s*{_GRADES.pattern}\W*$", re.IGNORECASE)
"""A cell of a table that holds a grade, with its column's words before it: "Leadership: Good"."""
_INSPECTED = re.compile(
    r"^(?:inspected(?: on)?|dates? of (?:the )?inspection|(?:last |latest )?inspection(?: dates?)?):\s*(?P<when>.+)$",
    re.IGNORECASE,
)
"""A cell of a table that holds when a school was inspected, with its column's words before it."""
_DAY = re.compile(r"\b([12]?\d|3[01])(?:st|nd|rd|th)?(?=\s*(?:[a-z]|[–.-]))", re.IGNORECASE)
_AROUND_DATES = re.compile(rf"\b(?:{MONTH}|to|and|from|on|the|st|nd|rd|th)\b|[\W\d_]+|(?:st|nd|rd|th)\b", re.IGNORECASE)
_OVERALL = re.compile(r"(?:the )?overall effectiveness\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")
_AROUND = "effectiveness of the provision and for"
"""Words that areas are called with in one framework and without in the next."""
_HEADLESS = frozenset(key.value for key in keys("overall effectiveness quality personal early safeguarding outcomes"))
"""First words of areas that do not name them by themselves."""
_PLAIN = (
    "school judge judged judgement grade graded rated rating awarded given gave get received was as at in on of by for "
    "the and report card inspection inspector inspectors found said scale fourpoint fivepoint earlier overall latest "
    "stood rate figure figures pupils per cent % share proportion percentage compared with against national nationally "
    "average while it its which when this year years effectiveness quality provision from to than both all there here "
    "who being"
)
"""Words beside a row's own that say nothing more than that it is a row of a report."""
_ROLL = re.compile(
    r"\b(?:on (?:the |its )?(?:school )?roll|school roll|the roll)\b|"
    r"^(?:the school|it) (?:has|had|teaches|educates) [\w ,]+ (?:pupils|children|students)\W*$|"
    r"^there (?:are|were) [\w ,]+ (?:pupils|children|students)(?: (?:at|in) (?:the|this) school)?\W*$|"
    r"^(?:total |number of )(?:pupils|children|students)\b",
    re.IGNORECASE,
)
"""What a claim says that gives the number of a school's pupils and nothing else of them."""
_TOTAL = re.compile(r"total (?:number of )?pupils\b", re.IGNORECASE)
"""The row of a report card's figures that gives how many pupils a school has."""
_ROLL_WORDS = (
    "total number of pupils on its roll stand be have teach educate about over some exactly currently nearly just"
)
NEAR_SHARE = 0.1
"""How far, of itself or of what is left to all, a fraction in words may be from a figure that it stands for: "one in
ten" is no word for 7.9%, as "a third" is one for 34%. Chosen."""
_OF_TIME = re.compile(r"\s+(?:[\w-]+\s+)?(?:years?|terms?|months?|weeks?|days?|times)\b", re.IGNORECASE)
"""Behind a number that says how long or how often, and is no figure of a row: "has fallen for two years"."""
_MEASURING = re.compile(
    r"^(?:(?:more|less|fewer) than|about|around|nearly|almost|over|under|at least)\s", re.IGNORECASE
)
_CHANGED_BY = re.compile(
    r"\b(?:f[ae]ll(?:en|s|ing)?|ris(?:en?|es|ing)|rose|(?:in|de)creas(?:ed?|es|ing)|drop(?:ped|s)?|gr(?:ew|own?)|"
    r"declin(?:ed?|es)|improv(?:ed?|es)|reduc(?:ed?|es)|cut|went|gone|up|down|(?:come|came) down)\b[^,;]{0,30}\bby\s"
    r"(?:(?:more|less) than\s|over\s|under\s|nearly\s|almost\s|about\s|around\s|some\s|just\s|at least\s)*$",
    re.IGNORECASE,
)
"""Before a number that says how far a figure moved, and not where it stands: "has fallen by more than half"."""
_NATIONAL = re.compile(r"\bnational(?:ly)?\b|\bEngland\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a report's record says of a claim: whether it agrees, the words of each, and where the record's stand.

    `whole`: the claim says nothing beyond it, so that agreeing bears the claim out.
    """

    kind: str
    agrees: bool
    whole: bool
    claim: str
    printed: str
    locator: Locator


def look_up(claim: str, inspections: Sequence[Inspection]) -> list[Recorded]:
    """Return what the record of each report says of a claim; nothing where the claim names no row of it."""
    plain = _SCALE_OF_MET.sub("scale", claim)
    met = [one for inspection in inspections if (one := _standards(plain, inspection) or _safe(plain, inspection))]
    if met or negations(claim):
        return met
    rows = (_inspected, _graded, _on_roll, _figure)
    return [one for inspection in inspections for row in rows if (one := row(claim, inspection))]


def _standards(claim: str, inspection: Inspection) -> Recorded | None:
    """Return what a record says of a claim that the safeguarding standards are met, or are not."""
    said = _MET.search(claim)
    printed = next((j for j in inspection.judgements if j.scale is Scale.MET_NOT_MET), None)
    if said is None or printed is None or len(negations(claim)) > 1:
        return None
    agrees = bool(negations(claim)) == printed.grade.lower().startswith("not")
    rest = claim[: said.start()] + claim[said.end() :]
    whole = not _left(rest, f"{printed.area} not {_STANDING}")
    return Recorded(GRADE, agrees, whole, said.group(), f"{printed.area}: {printed.grade}", printed.locator)


def _safe(claim: str, inspection: Inspection) -> Recorded | None:
    """Return what a record says of a claim that safeguarding is effective, or is not, and nothing else.

    "Met" denies that it is not effective, but does not say in so many words that it is.
    """
    said = _EFFECTIVE.search(claim)
    if said is None or len(negations(claim)) > 1 or _left(claim[: said.start()] + claim[said.end() :], ""):
        return None
    printed = _on_safeguarding(inspection)
    if printed is None:
        return None
    words, place, denied = printed
    agrees = (bool(said["denied"]) != bool(said["how"])) == denied
    return Recorded(GRADE, agrees, _EFFECTIVE.search(words) is not None, said.group(), words, place)


def _on_safeguarding(inspection: Inspection) -> tuple[str, Locator, bool] | None:
    """Return what a report prints of safeguarding, where, and whether it says that it is not as it should be."""
    met = next((j for j in inspection.judgements if j.scale is Scale.MET_NOT_MET), None)
    if met is not None:
        return f"{met.area}: {met.grade}", met.locator, met.grade.lower().startswith("not")
    printed = inspection.safeguarding
    said = _EFFECTIVE.search(printed.text) if printed else None
    if printed is None or said is None:
        return None
    return printed.text, printed.locator, bool(said["denied"]) != bool(said["how"])


def _inspected(claim: str, inspection: Inspection) -> Recorded | None:
    """Return what a record says of a cell that gives when a school was inspected."""
    said = _INSPECTED.match(claim)
    if said is None or inspection.dates is None:
        return None
    when, printed = said["when"], inspection.dates
    dates, days = dates_in(when), {int(match[1]) for match in _DAY.finditer(when)}
    if not dates or any(dated.month is None for dated in dates) or _AROUND_DATES.sub("", when):
        return None
    ends = {(day.year, day.month) for day in (printed.start, printed.end)}
    agrees = {(dated.year, dated.month) for dated in dates} <= ends and days <= {printed.start.day, printed.end.day}
    return Recorded(DATE, agrees, True, when, f"Inspection dates: {printed.printed}", printed.locator)


def _graded(claim: str, inspection: Inspection) -> Recorded | None:
    said = list(_GRADES.finditer(claim))
    bare = _BARE.match(claim)
    if len(said) != 1 or not (bare or states_grade(claim)):
        return None
    rest = bare["what"] if bare else claim[: said[0].start()] + claim[said[0].end() :]
    judgement = _named(rest, inspection.judgements) or _overall(rest, inspection.judgements)
    if judgement is None:
        return None
    agrees = _same(said[0].group()) == _same(judgement.grade)
    whole = not _left(rest, judgement.area)
    # In a sentence of its own "requires improvement" may be plain English where the scale has no such grade.
    if bare and not (whole and _of_report_card(said[0].group()) == _of_report_card(judgement.grade)):
        return None
    printed = f"{judgement.area}: {judgement.grade}"
    return Recorded(GRADE, agrees, whole, said[0].group(), printed, judgement.locator)


def unprinted_grade(claim: str, inspection: Inspection) -> str | None:
    """Return the grade that a claim gives, and says no more, where the record has none of what it is said of.

    It gives it to the school where a report card grades areas only, or to an area in the words of another scale.
    """
    said, bare = list(_GRADES.finditer(claim)), _BARE.match(claim)
    if len(said) != 1 or not inspection.judgements or not (bare or states_grade(claim)):
        return None
    rest = bare["what"] if bare else claim[: said[0].start()] + claim[said[0].end() :]
    area = _named(rest, inspection.judgements)
    whole = not _left(rest, area.area if area else "")
    return said[0].group() if whole and _graded(claim, inspection) is None else None


def _of_report_card(grade: str) -> bool:
    return _same(grade).split()[0] in _OF_REPORT_CARD


def states_grade(claim: str) -> bool:
    """Say whether a claim gives a grade of a school: "was judged good", not "is a good place to learn"."""
    return bool(_GRADES.search(claim) and (_JUDGED.search(claim) or _CELL.match(claim)) or _MET.search(claim))


def _same(grade: str) -> str:
    return grade.lower().replace("require ", "requires ").replace("need ", "needs ")


def judged_when(claim: str) -> tuple[Dated, ...]:
    """Return the dates by which a claim on grades or safeguarding says which inspection it means; none for others."""
    if not (states_grade(claim) or _BARE.match(claim) or _EFFECTIVE.search(claim)):
        return ()
    found = (match for match in _WHEN_JUDGED.finditer(claim) if not _OF_ANOTHER_EVENT.search(claim, 0, match.start()))
    return tuple(dated for match in found for dated in dates_in(match.group()))


def _named(claim: str, judgements: Sequence[Judgement]) -> Judgement | None:
    """Return the judgement on the area that a claim names; the longest name where several are in it."""
    said = _values(claim)
    named = [(len(area), j) for j in judgements if (area := _values(j.area) - _values(_AROUND)) and area <= said]
    best = max((length for length, _ in named), default=0)
    found = [judgement for length, judgement in named if length == best]
    # "Behaviour was judged good" means behaviour and attitudes.
    found = found or [j for j in judgements if (first := keys(j.area)[:1]) and first[0].value in said - _HEADLESS]
    return found[0] if len(found) == 1 else None


def _overall(claim: str, judgements: Sequence[Judgement]) -> Judgement | None:
    """Return the overall judgement for a claim that gives a grade and names nothing that was graded."""
    return next((j for j in judgements if _OVERALL.match(j.area)), None) if not _left(claim, "") else None


def _on_roll(claim: str, inspection: Inspection) -> Recorded | None:
    """Return what a record says of a claim that gives how many pupils a school has."""
    said = [number for number in numbers(claim) if number.kind is NumberKind.COUNT]
    row = inspection.pupils or next((_total(row) for row in inspection.figures if _TOTAL.match(row.measure)), None)
    if len(said) != 1 or row is None or not _ROLL.search(claim):
        return None
    printed = [number for number in numbers(row.text) if number.kind is NumberKind.COUNT]
    rest = f"{claim[: said[0].span.start]} {claim[said[0].span.end :]}"
    if len(printed) != 1 or _left(rest, _ROLL_WORDS):
        return None
    agrees = said[0].low <= printed[0].low <= said[0].high
    shown = f"Number of pupils on the school roll: {row.text}"
    return Recorded(FIGURE, agrees, True, said[0].span.of(claim), shown, row.locator)


def _total(row: Figure) -> Located:
    return Located(row.school or "", row.locator)


def _figure(claim: str, inspection: Inspection) -> Recorded | None:
    rows = list(_rows(claim, inspection.figures))
    named = {number.low for row in rows[:1] for number in numbers(row.measure)}
    # "About 30%" is a range; "a third" is one figure, and as near as people round to.
    figures = [
        n
        for n in numbers(claim)
        if n.kind in (NumberKind.PERCENT, NumberKind.COUNT) and (not n.rough or n.low == n.high)
    ]
    said = [number for number in figures if number.low not in named and not _OF_TIME.match(claim, number.span.end)]
    if any(_CHANGED_BY.search(claim[: _begins(number, claim)]) for number in said):
        return None
    years = [number for number in numbers(claim) if number.kind is NumberKind.YEAR]
    if not rows or not said or len(years) > 1:
        return None
    row = next((row for row in rows if years and _period(row) == years[0].low), None) if years else rows[0]
    if row is None:
        return None
    wrong = [number for number in said if not _printed_in(number, row, claim)]
    if not wrong:
        rest = claim
        for number in reversed([*said, *years]):
            rest = rest[: number.span.start] + " " + rest[number.span.end :]
        whole = not _left(rest, row.measure)
        return Recorded(FIGURE, True, whole, said[0].span.of(claim), _row_words(row), row.locator)
    # "From 28.7% to 12.2%" gives two periods' figures: which is which is for the checker to read.
    if (
        len(said) > 1
        or wrong[0].kind not in {number.kind for number in numbers(row.school or "")}
        or (wrong[0].rough and not _far(wrong[0], row))
        or (not years and any(_printed_in(wrong[0], other, claim) for other in rows))
    ):
        return None
    return Recorded(FIGURE, False, False, wrong[0].span.of(claim), _row_words(row), row.locator)


def _begins(number: Number, claim: str) -> int:
    """Return where a number begins, "more than" and "about" left outside."""
    return number.span.end - len(_MEASURING.sub("", number.span.of(claim)))


def _rows(claim: str, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the rows whose measure a claim names, those of the longest name, the latest period first."""
    said = _values(claim)
    named = [(len(_measure(row)), row) for row in figures if row.school and _measure(row) and _measure(row) <= said]
    best = max((length for length, _ in named), default=0)
    rows = [row for length, row in named if length == best]
    if len({row.measure for row in rows}) == 1 and best > 1:
        yield from sorted(rows, key=lambda row: -(_period(row) or 0))


def _measure(row: Figure) -> frozenset[str]:
    return _values(_BRACKETS.sub(" ", row.measure)) - _values("pupils with an a of")


def _period(row: Figure) -> float | None:
    found = [number for number in numbers(row.period or "") if number.kind is NumberKind.YEAR]
    return found[0].low if len(found) == 1 else None


def _printed_in(number: Number, row: Figure, claim: str) -> bool:
    """Say whether a number of a claim is the school's figure of a row, or the national one where that is spoken of."""
    places = [row.school, row.national if _NATIONAL.search(claim) else None]
    return any(_fits(number, place) for place in places if place)


def _fits(number: Number, printed: str) -> bool:
    share = min(number.low, 100 - number.low) if number.kind is NumberKind.PERCENT else number.low
    close = min(ROUGH_POINTS, NEAR_SHARE * share) if number.rough else 0.5 * 10.0**-number.places + 1e-6
    return any(
        number.low - close <= other.low and other.high <= number.high + close
        for other in numbers(printed)
        if other.kind is number.kind
    )


def _far(number: Number, row: Figure) -> bool:
    """Say whether a fraction in words is too far from every figure of a row to stand for it."""
    printed = [other for place in (row.school, row.national) if place for other in numbers(place)]
    return all(abs(other.low - number.low) > FAR for other in printed)


def _row_words(row: Figure) -> str:
    return ", ".join(part for part in (row.measure, row.period, row.school) if part)


def _left(claim: str, named: str) -> frozenset[str]:
    """Return what a claim says beyond a row's own words; months and years are those of its citation."""
    dates = frozenset(
        key.value
        for number in numbers(claim)
        if number.kind in (NumberKind.MONTH, NumberKind.YEAR, NumberKind.DAY)
        for key in keys(number.span.of(claim))
    )
    return _values(claim) - _values(named) - _values(_PLAIN) - dates


def _values(text: str) -> frozenset[str]:
    return frozenset(key.value for key in keys(text))


__all__ = ["Recorded", "judged_when", "look_up", "states_grade", "unprinted_grade"]
