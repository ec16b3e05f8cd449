"""The period that a question names: years, school years, "since September 2024", "before it joined the trust".

Reads words against the dates of the reports in hand; chooses no report itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.phrases import day_words

RECENT_YEARS = 3
"""A report's tables and prose reach back this many years; what is asked of an earlier one needs older reports."""
OPEN_END = date.max
_OPEN_START = date.min
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DATE = (
    r"(?:(?:its|their|the)\s+)?(?:(?:start|end|beginning|middle)\s+of\s+)?(?P<day>\d{1,2}\s+)?"
    rf"(?P<month>(?:{'|'.join(_MONTHS)}|spring|summer|autumn|winter)\s+)?(?P<year>(?:19|20)\d\d)\b(?![/–-]\d)"
)
_SINCE = re.compile(rf"\b(?:since|after|from(?=[^.?]*\d\s+on(?:wards)?\b))\s+{_DATE}", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:before|until|up to|prior to)\s+{_DATE}", re.IGNORECASE)
_IN_POST = re.compile(
    r"\b(?:in post|appointed|took up (?:(?:his|her|their|the) )?post"
    r"|(?:been|became|had a new|have a new|got a new) (?:\w+ )?(?:head|principal)\w*)\b"
    r"[^?.]*\b(?:since|after|before|until|prior to)\b",
    re.IGNORECASE,
)
"""Says since when somebody has held a post: the newest reports tell that of a head, whatever the year."""
_HEADS = re.compile(r"\b(?:head ?teachers?|heads?|principals?)\b", re.IGNORECASE)
_MONTH = re.compile(
    rf"(?<!\d)(?:(?P<from>\d{{1,2}})(?:\s*(?:to|–|-|and)\s*(?P<to>\d{{1,2}}))?\s+)?"
    rf"(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/–-])((?:19|20)\d\d)(?![\d/]|[–-]\d)")
_SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[/–-]\s?(?:20)?\d\d(?!\d)")
_BEFORE_JOINING = re.compile(
    r"\b(?:before|until|prior to)\s+(?:it|they|the schools?|joining|[\w’' ]{3,40}?)?\s*"
    r"(?:joined|joining|became part of|becoming part of|came into|was in|entered)?\s*(?:the|our|this)?\s*"
    r"(?:trust|group|federation)\b",
    re.IGNORECASE,
)
_SINCE_JOINING = re.compile(
    r"\b(?:since|after)\s+(?:it|they|the schools?)?\s*(?:joined|joining|became part of|becoming part of|came into)\s+"
    r"(?:the|our|this)?\s*(?:trust|group|federation)\b",
    re.IGNORECASE,
)
_PEOPLE = r"(?:\w+ )?(?:pupils?|children|students?|ones?|learners?|readers?|siblings?|people|boys|girls|classes)\b"
"""Older people, not older reports, are meant before these."""
_AFTER_BEFORE = (
    r"(?!joining|becoming|converting)(?:\w+ing|and after|they|he|she|pupils|children|teachers|staff|all|every\w*|each"
    r"|school|lessons?|(?:the|a|their) (?:class|children|pupils|rest|group|others)"
    r"|any(?:one|body)|(?:we|you)(?! (?:took|take|joined|came|ran|adopted|arrived))"
    r"|lunch|breakfast|bed|work|exams?|tests?|the next|the lesson|the end)"
)
"""After "before", what comes first within a lesson or a day: no earlier report is meant."""
_PAST = re.compile(
    "|".join(
        (
            r"\b(?:previous(?:ly)?|used to|earlier|former(?:ly)?|originally|past|no longer)\b",
            rf"\bbefore\b(?!-)(?! {_AFTER_BEFORE}\b)",
            rf"\bolder?\b(?! (?:or )?{_PEOPLE})|\b(?:its|their|inspections?|grades?|schools?['’]?s?) history\b",
            r"\bhistory of (?:the |its |their )?(?:inspections?|grades?|schools?)\b",
            r"\bback (?:in|then|when)\b|\bat the time\b|\bover (?:time|the years)\b|\bpredecessor\b",
            r"\bchange[ds]?\b|\bcompared? (?:to|with)\b|\b(?:improved?|progress) since\b|\bsince the last\b",
            r"\bfirst (?:inspected|inspection)\b|\b(?:every|all|each)(?: the| of the)? (?:grades?|inspections?)\b",
            r"\b(?:put|placed|was|were|been|came|come|went|taken) (?:\w+ )?(?:in|into|out of) special measures\b",
            r"\bat each (?:inspection|visit)\b|\b(?:has|have) (?:ever )?been (?:given|graded|judged|rated)\b",
        )
    ),
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"\b(latest|most recent|newest|current(?:ly)?|now|today|last inspection|this year)\b", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\bchang(?:e|es|ed|ing)\b|\b(?:improved?|worsened|better|worse|progress(?:ed)?|moved on|fixed|sorted|resolved"
    r"|addressed|tackled|put right|turned (?:a?round|the corner)|gone (?:up|down)|risen|fallen|increased"
    r"|decreased|dropped)\b"
    r"[^?.]*\bsince\b|"
    r"\blast time\b[^?.]*\bnow\b|\bnow\b[^?.]*\blast time\b|"
    r"\bover (?:time|the years)\b|\bhow (?:has|have|did) .*\b(?:develop|evolve)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """Reports of inspections from `first` to `last` (inclusive) are meant; `words` say so."""

    first: date
    last: date
    words: str
    past: bool
    named: tuple[str, ...] = ()
    """The stretches of the question that the period was read off."""

    @property
    def closed(self) -> bool:
        """Whether the period has an end."""
        return self.last != OPEN_END


def wants_past(question: str) -> bool:
    """Say whether older reports are wanted beside the newest."""
    return bool(_PAST.search(question) and not _LATEST.search(question))


def wants_change(question: str) -> bool:
    """Say whether a question asks what has changed, which needs an earlier report beside a later one."""
    return bool(_CHANGE.search(question))


def before_joining(question: str) -> str | None:
    """Return the words "before it joined the trust", if they stand there."""
    match = _BEFORE_JOINING.search(question)
    return match.group(0) if match else None


def since_joining(question: str) -> str | None:
    """Return the words "since it joined the trust", if they stand there."""
    match = _SINCE_JOINING.search(question)
    return match.group(0) if match else None


def period(question: str, dates: Sequence[date]) -> Period | None:
    """Read a period off the question, given the dates of the reports in hand.

    A month, or days of a month, in which one of the schools was inspected means that report, and so does a year.
    Another year, or a school year ("2017/18"), belongs to the content: only a report of that year or later can tell of
    it, so earlier ones are left out. A period in which no report lies is None: it belongs to the content too.
    """
    since, until = _SINCE.search(question), _UNTIL.search(question)
    if (since or until) and _IN_POST.search(question) and _HEADS.search(question) and not wants_change(question):
        return None
    if since or until:
        return _stretch(question, dates, since, until)
    month = _month(question, dates)
    if month is not None:
        return month
    years = [int(match.group(1)) for match in _YEAR.finditer(question)]
    if years and _any_inside(dates, date(min(years), 1, 1), date(max(years), 12, 31)):
        words = " to ".join(str(year) for year in sorted({min(years), max(years)}))
        named = tuple(match.group(0) for match in _YEAR.finditer(question))
        return Period(date(min(years), 1, 1), date(max(years), 12, 31), f"inspected in {words}", past=True, named=named)
    years += [int(match.group(1)) for match in _SCHOOL_YEAR.finditer(question)]
    if not years or not _any_inside(dates, date(min(years), 1, 1), OPEN_END):
        return None
    past = min(years) < max(day.year for day in dates) - RECENT_YEARS
    return Period(date(min(years), 1, 1), OPEN_END, f"inspected in {min(years)} or later", past)


def before_day(day: date) -> Period:
    """Return the time before the inspection that began on a day."""
    return Period(_OPEN_START, day - timedelta(days=1), f"inspected before {day_words(day)}", past=False)


def _month(question: str, dates: Sequence[date]) -> Period | None:
    """Return the one month, or days of a month, that a question names, if an inspection began in it."""
    matches = list(_MONTH.finditer(question))
    if len(matches) != 1 or len(set(_YEAR.findall(question))) > 1:
        return None
    match = matches[0]
    number, year = _MONTHS.index(match["month"].lower()) + 1, int(match["year"])
    first = date(year, number, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days = [int(day) for day in (match["from"], match["to"]) if day]
    told = [first + timedelta(days=day - 1) for day in days if 1 <= day <= last.day]
    if told and _any_inside(dates, told[0], told[-1]):
        first, last = told[0], told[-1]
    if not _any_inside(dates, first, last):
        return None
    words = f"inspected {'on' if days else 'in'} {match.group(0)}"
    return Period(first, last, words, past=True, named=(match.group(0),))


def _stretch(
    question: str, dates: Sequence[date], since: re.Match[str] | None, until: re.Match[str] | None
) -> Period | None:
    first = _day(since) if since else _OPEN_START
    last = _day(until) - timedelta(days=1) if until else OPEN_END
    if not _any_inside(dates, first, last):
        return None
    if since and wants_change(question):  # what has changed since a report needs that report as well
        first = max((day for day in dates if day.year <= first.year), default=first)
    found = [match.group(0) for match in (since, until) if match]
    past = until is not None or wants_change(question)
    return Period(first, last, " and ".join(found), past=past, named=tuple(found))


def _day(match: re.Match[str]) -> date:
    """Return the first day of what is named: a year, a month, a term, a day."""
    month = (match["month"] or "").strip().lower()
    number = {"spring": 1, "summer": 4, "autumn": 9, "winter": 12}.get(month, 1)
    if month in _MONTHS:
        number = _MONTHS.index(month) + 1
    day = int(match["day"]) if match["day"] and month in _MONTHS else 1
    try:
        return date(int(match["year"]), number, day)
    except ValueError:  # "31 June": the month is meant
        return date(int(match["year"]), number, 1)


def _any_inside(dates: Sequence[date], first: date, last: date) -> bool:
    return any(first <= day <= last for day in dates)
