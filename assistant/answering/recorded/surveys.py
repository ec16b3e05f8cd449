"""Questions for what staff, pupils or parents say in surveys: each figure as printed, with number and benchmark.

Gives one row of one survey at a time. It works out no figure of several schools together, never shows a figure of too
few respondents, and puts no question of a survey in the place of another: where none asks it, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.route import RecordLookup, left_over
from assistant.schools.names import mentions
from assistant.scope import QuestionScope, ScopeSchool
from assistant.surveys.questions import SurveyQuestions, survey_questions
from ingest.documents import Page, Span, place_on
from ingest.library.tables import StoredSurveyRow
from ingest.phrases import day_words
from ingest.words import stems

LEAD = "What {audience} answered in surveys, as each survey’s file has it:"
WAVES = 2
"""Latest waves shown of a named school; across schools the latest alone."""
_AUDIENCES: tuple[tuple[str, str], ...] = (
    ("staff", r"\b(?:staff|teachers?|teaching assistants?|employees|colleagues)\b(?:['’]s?)?"),
    ("parents", r"\b(?:parents?|carers?|families)\b(?:['’]s?)?"),
    ("pupils", r"\b(?:pupils?|students?|children)\b(?:['’]s?)?"),
)
_SAYS = (
    r"(?:say|says|said|think|thinks|feel|feels|felt|find|finds|rate|rates|agree|agrees|believe|recommend\w*|tell|told"
    r"|report|respond\w*|answer\w*|view|views|opinions?|happy|happiest|satisf\w+|favourabl\w+)"
)
_SURVEY = re.compile(r"\b(?:surveys?|questionnaires?|poll(?:ed)?)\b", re.IGNORECASE)
_RANKED = re.compile(
    r"\b(?:(?P<least>least|lowest|fewest|worst|unhappiest)|(?P<most>most|highest|best|happiest))\b", re.I
)
_UNHAPPY = re.compile(
    r"\btoo (?:much|high|heavy|many|great)\b"
    r"|\b(?:excessive|unmanageable|unreasonable|unhappy|overworked|dissatisfied)\b",
    re.IGNORECASE,
)
"""Across schools, asks for those whose share is low."""
_BESIDE = frozenset(
    """staff teacher teachers teaching assistant assistants employees colleagues parent parents carer carers families
    pupil pupils student students children survey surveys questionnaire questionnaires results result say says said
    think feel feels felt find rate agree believe respond responded answered answer view views opinion opinions happy
    least
    lowest fewest most highest best worst favourable favourably percentage percent per cent share proportion number
    latest newest last year years respondents response responses figure figures show shows group benchmark national
    compare compared comparison good bad well ask asked question questions""".split()
)
_PLACE = frozenset(stems("place work school people"))
"""Stems of a question's wording by which none is chosen."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked of the surveys: whose, on what (empty: all that they ask), lowest or highest first."""

    audience: str
    subject: frozenset[str]
    order: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A school's figures, the first one's share, and whether all that there is must be withheld."""

    school: SchoolEvidence
    share: float | None
    withheld: bool


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the figures asked for, school by school; None where no survey's answers are asked for, or none is held."""
    wanted = _wanted(scope)
    rows = [row for row in records.surveys() if wanted is not None and row.says.audience == wanted.audience]
    if wanted is None or not rows:
        return None
    known = survey_questions(records.survey_questions)
    explicit = bool(_SURVEY.search(scope.question) or _RANKED.search(scope.question))
    if scope.aim.one_way and not scope.named and not explicit:
        return None  # "where is workload a problem?": no figure says by itself that something is one
    nearest = max((_overlap(row, wanted.subject, known) for row in rows), default=0)
    fitting = [row for row in rows if _overlap(row, wanted.subject, known) == nearest > 0]
    if not fitting:
        return SelectedEvidence(scope, _none(scope), notes=(_unasked(rows),)) if explicit else None
    waves = WAVES if scope.named else 1
    found = [_school(school, fitting, waves, records) for school in scope.schools]
    if not any(one.school.evidence or one.withheld for one in found):
        return None
    lead = LEAD.format(audience=wanted.audience) if any(one.school.evidence for one in found) else ""
    return SelectedEvidence(scope, _ordered(found, wanted), notes=tuple(_notes(found, wanted)), lead=lead)


def asked_for(scope: QuestionScope) -> bool:
    """Say whether a question asks for the answers of a survey alone, and not for what reports say too."""
    return bool(_SURVEY.search(scope.asked or scope.question))


def _wanted(scope: QuestionScope) -> _Wanted | None:
    question = scope.asked or scope.question
    named = next((name for name, words in _AUDIENCES if re.search(words, question, re.IGNORECASE)), None)
    survey = bool(_SURVEY.search(question))
    if named is None:
        return None
    words = next(words for name, words in _AUDIENCES if name == named)
    said = re.search(rf"{words}[^?.]*\b{_SAYS}\b|\b{_SAYS}\b[^?.]*{words}", question, re.IGNORECASE)
    supported = re.search(rf"{words} (?:\w+ ){{0,3}}(?:supported|valued|listened)", question, re.IGNORECASE)
    return _of(named, scope, question) if survey or said or supported else None


def _of(audience: str, scope: QuestionScope, question: str) -> _Wanted:
    ranked = _RANKED.search(question)
    order = 0 if ranked is None else 1 if ranked["least"] else -1
    if ranked is None and not scope.named and _UNHAPPY.search(question):
        order = 1
    subject = frozenset(stems(" ".join(left_over(scope.words or scope.core, _BESIDE)))) - _PLACE
    return _Wanted(audience, subject, order)


def _overlap(row: StoredSurveyRow, subject: frozenset[str], known: SurveyQuestions) -> int:
    """Return how many words of the subject a row's question has, in all its wordings; 1 where there is no subject."""
    if not subject:
        return 1
    wordings = (row.says.measure, row.says.theme or "", *known.of(row.says.measure).wordings)
    return len(subject & (set(stems(" ".join(wordings))) - _PLACE))


def _school(school: ScopeSchool, rows: Sequence[StoredSurveyRow], waves: int, records: RecordLookup) -> _Found:
    mine = [row for row in rows if _is_of(row, school)]
    told = [row for row in mine if not row.says.suppressed and row.says.favourable is not None]
    days = sorted({row.says.date for row in told}, reverse=True)[:waves]
    shown = sorted((row for row in told if row.says.date in days), key=_order)
    evidence = tuple(item for row in shown for item in _evidence(row, records))
    return _Found(
        SchoolEvidence(school.name, True, evidence),
        shown[0].says.favourable if shown else None,
        bool(mine and not told),
    )


def _order(row: StoredSurveyRow) -> tuple[str, int]:
    """Return what puts the waves of a question together, the latest first."""
    return row.says.measure, -row.says.date.toordinal()


def _is_of(row: StoredSurveyRow, school: ScopeSchool) -> bool:
    """Say whether a row is the school's: by URN where both have one, else by a name that means no other."""
    urns = {report.urn for report in school.reports if report.urn}
    if row.says.urn and urns:
        return row.says.urn in urns
    name = row.says.school or ""
    called = school.called or (school.name,)
    return name in called or any(mentions(name, [one]) for one in called)


def _evidence(row: StoredSurveyRow, records: RecordLookup) -> Iterator[Evidence]:
    """Give a row as evidence, where its line is found on the sheet that the library keeps of the file."""
    page = records.page(row.document, 1)
    for span in _spans(row, page):
        place = place_on(row.document, page, span)
        yield Evidence(row.document, span.of(page.text), (place,), None, None, 1.0, _said(row))
        return


def _spans(row: StoredSurveyRow, page: Page) -> Iterator[Span]:
    for block in page.blocks:
        cells = block.span.of(page.text).split("\t")
        if block.paragraph == row.says.row and row.says.measure in cells:
            yield block.span


def _said(row: StoredSurveyRow) -> str:
    says = row.says
    of = f" of {says.respondents} who answered" if says.respondents is not None else ""
    beside = f"; benchmark {says.benchmark:g}%" if says.benchmark is not None else ""
    when = day_words(says.date)
    return f"{says.measure} ({says.survey}, {when}): {says.favourable or 0:g}% favourable{of}{beside}"


def _ordered(found: Sequence[_Found], wanted: _Wanted) -> tuple[SchoolEvidence, ...]:
    """Put the schools in the order of their figures, where the lowest or highest is asked for; a tie stays as it is.

    An answer across schools shows the likeliest first, so that the order is told as such.
    """
    if not wanted.order:
        return tuple(one.school for one in found)
    shown = sorted((one for one in found if one.share is not None), key=lambda one: wanted.order * (one.share or 0.0))
    place = {one.school.name: 1.0 - number / 1000 for number, one in enumerate(shown)}
    return tuple(
        replace(
            one.school,
            evidence=tuple(replace(item, probability=place[one.school.name]) for item in one.school.evidence),
        )
        for one in [*shown, *(one for one in found if one.share is None)]
    )


def _notes(found: Sequence[_Found], wanted: _Wanted) -> Iterator[str]:
    if any(one.withheld for one in found):
        names = ", ".join(one.school.name for one in found if one.withheld)
        yield f"{names}: asked, but too few answered for a figure to be shown."
    if sum(bool(one.school.evidence) for one in found) > 1:
        order = {1: " The lowest share stands first.", -1: " The highest share stands first."}.get(wanted.order, "")
        yield f"Each figure is one school’s; none is worked out for the schools together.{order}"


def _unasked(rows: Sequence[StoredSurveyRow]) -> str:
    measures = ", ".join(f"‘{name}’" for name in dict.fromkeys(row.says.measure for row in rows))
    return f"No survey in the library asks this. What they ask: {measures}."


def _none(scope: QuestionScope) -> tuple[SchoolEvidence, ...]:
    return tuple(SchoolEvidence(school.name, True, ()) for school in scope.schools)


__all__ = ["asked_for", "route"]
