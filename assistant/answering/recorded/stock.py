"""Questions for the stock of reports: which schools have no report card yet, which inspections are years ago.

Tells what the library holds, with the days as printed, and that an inspection without a report here is not known. A
question for what such reports say, or how schools do, is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.formats import ONLY_HELD
from assistant.answering.recorded.moves import of_schools
from assistant.answering.recorded.route import RecordLookup, evidence, left_over
from assistant.questions.direction import asks_who_does_not
from assistant.scope import QuestionScope, ScopeSchool
from ingest.inspections import FORMAT_NAMES, ReportFormat
from ingest.library import DocumentRecord
from ingest.number_words import in_words
from ingest.phrases import day_words, how_many, listed

_NEW = re.compile(
    r"\b(?:under |on |with |by )?(?:the |an? )?(?:report[- ]cards?|(?:new|current|latest|2025|renewed|november 2025)"
    r"(?: ofsted| inspection| education)*(?: framework| arrangements| toolkit| system| approach)"
    r"|new[- ]style (?:inspections?|reports?))\b",
    re.IGNORECASE,
)
_PICKS = re.compile(r"^\W*(?:and |so )?(?:which|what|how many|list|are there any|do any|have any)\b", re.IGNORECASE)
_SCHOOLS = re.compile(r"\b(?:schools?|academ(?:y|ies)|primaries|secondaries)\b", re.IGNORECASE)
_STILL_TO = re.compile(
    r"\byet to\b|\b(?:still )?(?:a?wait(?:s|ing)?(?: for)?|due)\b|\bwithout\b|\bstill (?:need|have to|to)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\bnot\b|\bno\b|\bnever\b|n[’']t\b", re.IGNORECASE)
_NUMBERS = {in_words(number): number for number in range(1, 11)} | {str(number): number for number in range(1, 11)}
_NUMBERS["a"] = 1
_AGE = re.compile(
    rf"\b(?P<how>older than|more than|over|longer than|at least|less than|under|within(?: the last)?"
    r"|(?:in|for) the (?:last|past)|(?:for|in)(?: over| more than| at least)?)"
    rf"(?: (?P<years>{'|'.join(_NUMBERS)}))? years?(?: old| ago)?\b",
    re.IGNORECASE,
)
_NEWER = re.compile(r"less than|under|within|the (?:last|past)", re.IGNORECASE)
_WITHOUT_ONE = re.compile(r"(?:for|in)\b(?! the)", re.IGNORECASE)
"""Of a stretch of time: asked of schools that were not inspected in it."""
_OF_REPORTS = re.compile(r"\b(?:which|what|how many|list)\b[^?]{0,20}\breports?\b", re.IGNORECASE)
_INSPECTED = re.compile(r"\binspect\w*\b|\breports?\b|\bofsted\b", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(
    rf"\b(?:due|await\w*|will|next)\b|^\W*what (?:did|has|have|do|does)\b"
    rf"|\b(?:{'|'.join(number for number in _NUMBERS if number != 'a')}) (?:inspections|reports)\b",
    re.IGNORECASE,
)
"""Asks what is to come, what was said, or for a number of inspections."""
_BESIDE = frozenset(
    """school schools academy academies inspected inspection inspections report reports ofsted last been had have has
    got received receive yet still under since any ago old older date dated newest already waiting awaiting due without
    never cards card single graded visited held""".split()
)
NO_CARD = "The library holds no report card, the reports of inspections since November 2025, on {count}:"
CARDS = "The library holds a report card, the report of an inspection since November 2025, on {count}:"
HAVE_ONE = "A report card is held on {names}."
OLDER = "Inspections more than {years} ago, counted back from {today}:"
NEWER = "Inspections in the last {years}, counted back from {today}:"
NONE = "No report held is of that time: {asked}."
OTHERS = "Not so: {names}."


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the reports that a question for the stock asks for, with their days; None where it asks for more."""
    question = scope.words or scope.core
    if scope.named or not _PICKS.match(question) or not of_schools(scope):
        return None
    if _NEW.search(question) and _SCHOOLS.search(question):
        return None if left_over(_NEW.sub(" ", _STILL_TO.sub(" ", question)), _BESIDE) else _by_card(scope, records)
    age = None if _OF_SOMETHING_ELSE.search(question) else _AGE.search(question)
    if age is None or not _INSPECTED.search(question) or left_over(_AGE.sub(" ", question), _BESIDE):
        return None
    denied = bool(_NOT.search(question))
    stretch = bool(_WITHOUT_ONE.match(age["how"]))
    if (stretch and not denied) or not (age["years"] or "last" in age["how"].lower() or "past" in age["how"].lower()):
        return None
    return _by_age(scope, records, age, newer=not stretch and bool(_NEWER.search(age["how"])) is not denied)


def _by_card(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the newest reports of the schools without a report card, or the cards of those that have one."""
    question = scope.question
    without = asks_who_does_not(question) or bool(_STILL_TO.search(question) or _NOT.search(question))
    held = of_schools(scope)
    carded = [school.name for school in held if any(_is_card(report) for report in school.reports)]

    def shown(school: ScopeSchool) -> Sequence[DocumentRecord]:
        if (school.name in carded) is without:
            return ()
        return school.newest if without else [report for report in school.reports if _is_card(report)]

    schools = _told(held, shown, records)
    count = how_many(sum(bool(school.evidence) for school in schools), "school")
    others = [school.name for school in schools if not school.evidence]
    lead = (NO_CARD if without else CARDS).format(count=count)
    said = (HAVE_ONE if without else OTHERS).format(names=listed(others))
    return SelectedEvidence(
        scope, schools, notes=(*((said,) if others else ()), ONLY_HELD), lead=lead, whole=True, looked_back=True
    )


def _by_age(scope: QuestionScope, records: RecordLookup, age: re.Match[str], *, newer: bool) -> SelectedEvidence:
    """Return the inspections before or since a day so many years ago: each school's last, or every report's."""
    years, today = _NUMBERS[(age["years"] or "a").lower()], date.today()
    turn = today.replace(year=today.year - years, day=min(today.day, 28))
    every = bool(_OF_REPORTS.search(scope.question))

    def fits(report: DocumentRecord) -> bool:
        return report.start is not None and (report.start >= turn) is newer

    def shown(school: ScopeSchool) -> Sequence[DocumentRecord]:
        if every:
            return [report for report in school.reports if fits(report)]
        return school.newest if fits(school.latest) else ()

    schools = _told(of_schools(scope), shown, records)
    others = [school.name for school in schools if not school.evidence]
    span = f"{in_words(years)} years" if years > 1 else "year" if newer else "a year"
    lead = (NEWER if newer else OLDER).format(years=span, today=day_words(today))
    if len(others) == len(schools):
        lead = NONE.format(asked=f"{lead[:1].lower()}{lead[1:]}".rstrip(":"))
    notes = (*((OTHERS.format(names=listed(others)),) if others else ()), ONLY_HELD)
    return SelectedEvidence(scope, schools, notes=notes, lead=lead, whole=True, looked_back=True)


def _is_card(report: DocumentRecord) -> bool:
    return report.format is ReportFormat.REPORT_CARD


def _told(
    schools: Sequence[ScopeSchool],
    shown: Callable[[ScopeSchool], Sequence[DocumentRecord]],
    records: RecordLookup,
) -> tuple[SchoolEvidence, ...]:
    return tuple(SchoolEvidence(school.name, True, tuple(_days(shown(school), records))) for school in schools)


def _days(reports: Sequence[DocumentRecord], records: RecordLookup) -> Iterator[Evidence]:
    for report in reports:
        inspection = records.inspection(report.id)
        if inspection is not None and inspection.dates is not None:
            said = f"{FORMAT_NAMES[report.format]}: inspected {inspection.dates.printed}"
            yield evidence(report.id, (inspection.dates.locator,), records, said)
