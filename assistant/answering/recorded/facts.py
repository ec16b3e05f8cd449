"""Questions for one recorded fact: who holds a role, when the inspection was, how many pupils, which authority.

Answers only a question that asks for the fact and nothing else ("how many pupils joined in March" is none), with the
value as printed. A name that is not kept is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.route import (
    EvidenceOf,
    RecordLookup,
    answered,
    each,
    evidence,
    inspections,
    left_over,
)
from assistant.scope import QuestionScope, ScopeSchool
from ingest.documents import Locator
from ingest.inspections import Inspection

_IN_A_PERIOD = re.compile(
    r"\b(?:since|after|before|until|between|from|during|in)\b[^?.]*\b(?:19|20)\d\d\b", re.IGNORECASE
)
"""What the scope has read as the years of the reports."""
_TO_COME = re.compile(
    r"\bwill\b|\bgoing to\b|\bnext\b|\bdue\b|\b(?:re-?)?inspect\w*\b[^?.]*\bagain\b|\bre-?inspected\b", re.IGNORECASE
)
"""Asks for what is to come: the record holds what was."""
_BESIDE = frozenset(
    """been have has were was since area areas date dates day days full exactly name names called number pupil pupils
    children roll total inspected ofsted local partnership first last latest recent recently most least earliest oldest
    newest longest ago year our""".split()
)
"""Words that add nothing to a question for a fact."""


Places = Callable[[Inspection], tuple[tuple[str, Locator], ...]]
"""Label and place of each value; the label is a role's as printed, or empty."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One kind of fact: the words that ask for it, its name on screen, and where the record has it."""

    asks: tuple[re.Pattern[str], ...]
    """Each must stand in the question; what is left beside them must be nothing of weight."""
    label: str
    places: Places
    prose: re.Pattern[str] | None = None
    """What a sentence says that tells it, where the record does not hold it."""

    def asked_for(self, question: str) -> bool:
        """Say whether a question asks for this fact and for nothing else."""
        if not all(pattern.search(question) for pattern in self.asks):
            return False
        for pattern in self.asks:
            question = pattern.sub(" ", question)
        return not left_over(question, _BESIDE)


def _words(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _field(name: str) -> Places:
    def places(inspection: Inspection) -> tuple[tuple[str, Locator], ...]:
        value = getattr(inspection, name)
        return (("", value.locator),) if value is not None else ()

    return places


def _role(pattern: str) -> Places:
    role = re.compile(pattern, re.IGNORECASE)
    return lambda inspection: tuple(
        (person.role, person.name.locator)
        for person in inspection.people
        if person.name.text and role.search(person.role)
    )


_WHO = r"\bwho(?:’s|'s|se)?\b(?: (?:is|was|are|were))?|\bnames?\b|^"
_HEAD = (
    r"\b(?:(?:acting |executive |joint )*(?:head ?teachers?|principals?|heads? of school|heads?(?! of \w))|in charge)\b"
)
"""Not the head of a year or a subject."""
_LEADS_IT = r"\b(?:leads?|runs?|led|ran) (?:(?:the|this|that) (?:school|academy)|it|there)\b"
"""Who leads the school is its head; who leads the trust, an inspection or a subject is asked otherwise."""
_CHAIR = r"\bchair(?:s|ed by|person|man|woman)?\b(?: of)?(?: the)?"
_GOVERNORS = (
    r"(?:(?:school |local )?governors|(?:local )?governing (?:body|board|committee|council)"
    r"|local (?:academy |school |advisory )?(?:board|committee|council))"
)
_TRUSTEES = r"(?:(?:trust )?board of trustees|trustees|trust(?: board)?)"
_PUPILS = r"(?:pupils|children|students)"
_THERE = (
    r"are|were|is|does|do|has|have|attend\w*|on|the|school|roll|there|at|in|it|go|to|schools|across|all|each|every"
    r"|of|together|altogether|total|trust|group"
)
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Revd?|Reverend) )?[A-Z][\w’-]+ [A-Z][\w’-]+"
"""First name and surname, right behind the role."""
_WHEN = r"\bwhen\b|\bdates?\b"
_DATES = "Inspection dates"
_ORDER = re.compile(
    r"\b(?:(?P<last>last|latest|most recent(?:ly)?|newest)|first|earliest|longest ago|least recently|oldest)\b", re.I
)
"""Asks for the schools in the order of their days."""
IN_ORDER = {
    "": "The newest inspections of these schools that the library holds, the earliest first:",
    "last": "The newest inspections of these schools that the library holds, the latest first:",
}
_LONG_SINCE = re.compile(
    r"(?:\bnot\b|n[’']t)(?: been| had| an?)* (?:inspected|inspections?|visited by ofsted) (?:for|in)(?: the)? longest\b"
    r"|\b(?:waited|gone|been)(?: the)? longest (?:since|without|for)(?: \w+){0,2} (?:inspections?|inspected)\b"
    r"|\blongest (?:since|without|for) (?:an?|its|their|the)(?: last)? inspections?\b",
    re.IGNORECASE,
)
"""Asks which was inspected longest ago."""
FACTS: tuple[Fact, ...] = (
    Fact(_words(_WHO, rf"{_HEAD}|{_LEADS_IT}"), "", _role(r"head|principal")),
    Fact(_words(_WHO, r"\bCEO\b|\bchief executive(?: officer)?\b"), "", _role(r"\bCEO\b|chief executive")),
    Fact(
        _words(_WHO, rf"{_CHAIR} {_GOVERNORS}\b"),
        "",
        _role(r"\bchair\b(?!.*\b(?:trust|trustees)\b)"),
        re.compile(
            rf"\b{_GOVERNORS}\b[^.;]{{0,40}}\bchair(?:ed by|person|man|woman)?,? {_NAME}"
            rf"|\bchair of (?:the )?{_GOVERNORS},? {_NAME}"
        ),
    ),
    Fact(_words(_WHO, rf"{_CHAIR} {_TRUSTEES}\b"), "", _role(r"\bchair\b.*\b(?:trust|trustees)\b")),
    Fact(_words(_WHO, rf"{_CHAIR}(?: board)?"), "", _role(r"\bchair")),
    Fact(
        _words(r"\bwho\b|\blead\b", r"\b(?:led|carried out|conducted) (?:the )?inspection\b|\blead inspectors?\b"),
        "Lead inspector",
        _field("lead_inspector"),
    ),
    Fact(
        _words(_WHEN, r"\b(?:last |latest |most recent(?:ly)? )?(?:inspected|inspections?(?: took place| dates?)?)\b"),
        _DATES,
        _field("dates"),
    ),
    Fact(
        _words(
            r"\b(?:which|what|how many|list)\b(?: of)?(?: the| all| our| these)* (?:schools?|areas?)\b",
            r"\binspected\b",
        ),
        _DATES,
        _field("dates"),
    ),
    Fact(
        _words(
            r"\bhow (?:old|recent|up to date)\b|\bhow (?:many days|long) (?:did|was)\b",
            r"\b(?:inspections?|inspected|reports?)(?: (?:take|took|last|go on|on site))?\b",
        ),
        _DATES,
        _field("dates"),
    ),
    Fact(_words(_WHEN, r"\b(?:published|publication)\b"), "Published", _field("publication")),
    Fact(
        _words(
            rf"\bhow many {_PUPILS}\b(?: (?:{_THERE}))*\W*$|\bnumber (?:of {_PUPILS} )?on roll\b"
            r"|\bhow (?:big|large) (?:is|are) (?:the|each) schools?\b"
            rf"|\bthe (?:most|fewest|largest number of|smallest number of) {_PUPILS}\b(?: on roll)?"
            r"|\b(?:biggest|largest|smallest) schools?\b|\bschools? (?:is|are) (?:the )?(?:biggest|largest|smallest)\b",
        ),
        "Number of pupils",
        _field("pupils"),
    ),
    Fact(_words(r"\bage range\b|\b(?:what|which) ages?\b"), "Age range", _field("age_range")),
    Fact(_words(r"\b(?:which|what) (?:local )?(?:authority|council)\b"), "Local authority", _field("local_authority")),
    Fact(_words(r"\bURN\b|\bunique reference number\b"), "Unique reference number", _field("urn")),
    Fact(
        _words(
            r"\b(?:which|what) (?:multi-academy )?(?:trust|group|MAT)\b",
            r"\b(?:part of|belongs? to|in|runs?|members? of)\b",
        ),
        "Group",
        _field("group"),
    ),
    Fact(
        _words(r"\b(?:in|under|placed in) special measures\b|\bserious weaknesses\b|\bcategory of concern\b"),
        "Category of concern",
        _field("category_of_concern"),
    ),
)


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the fact asked for, of each school in scope; None where the question asks for more or for no such fact."""
    core = _LONG_SINCE.sub("inspected longest ago", scope.core)
    question = _IN_A_PERIOD.sub(" ", core) if scope.period is not None else core
    if _TO_COME.search(question):
        return None
    fact = next((fact for fact in FACTS if fact.asked_for(question)), None)
    if fact is None:
        return None
    values = partial(_values, fact, records)
    if fact.label != _DATES:
        return answered(scope, each(scope, records, values))
    order = None if scope.named else _ORDER.search(core)
    found = answered(scope, _visits(scope, records, values, order))
    all_of_time = scope.period is None and not scope.past
    return (
        found
        if found is None or order is None or not all_of_time
        else replace(found, lead=IN_ORDER["last" if order["last"] else ""])
    )


def _visits(
    scope: QuestionScope, records: RecordLookup, values: EvidenceOf, order: re.Match[str] | None
) -> tuple[SchoolEvidence, ...]:
    """Return the day of a monitoring visit and of the inspection before it: either may be meant by "inspected".

    Where the first or the last is asked for, schools stand in the order of their days.
    """
    told = [_visit(scope, school, records, values) for school in scope.schools]
    if order is None:
        return tuple(school for school, _ in told)
    ordered = sorted((day, n) for n, (_, day) in enumerate(told) if day is not None)
    place = {n: at for at, (_, n) in enumerate(ordered[::-1] if order["last"] else ordered)}
    return tuple(
        replace(school, evidence=tuple(replace(e, probability=1.0 - place.get(n, 999) / 1000) for e in school.evidence))
        for n, (school, _) in enumerate(told)
    )


def _visit(
    scope: QuestionScope, school: ScopeSchool, records: RecordLookup, values: EvidenceOf
) -> tuple[SchoolEvidence, date | None]:
    """Return the days of one school's newest inspection, and the latest of them as a day."""
    held = list(inspections(scope, school, records))
    day = max((one.dates.start for one in held if one.dates is not None), default=None)
    return SchoolEvidence(school.name, True, tuple(item for one in held for item in values(school, one))), day


def _values(fact: Fact, records: RecordLookup, _: ScopeSchool, inspection: Inspection) -> Iterator[Evidence]:
    for role, place in fact.places(inspection):
        value = " ".join(place.span.of(records.page(inspection.document, place.page).text).split())
        label = (role or fact.label).strip()
        yield evidence(inspection.document, (place,), records, f"{label[:1].upper()}{label[1:]}: {value}")
    if fact.prose is not None and not fact.places(inspection):
        yield from _sentences(fact.prose, inspection, records)


def _sentences(told: re.Pattern[str], inspection: Inspection, records: RecordLookup) -> Iterator[Evidence]:
    """Yield the sentences that name somebody in that role: a report card's list of people has no local chair."""
    for passage in records.passages(inspection.document):
        for sentence in passage.sentences if passage.boilerplate is None else ():
            if told.search(sentence.text):
                yield Evidence(inspection.document, sentence.text, sentence.locators, passage.heading, None, 1.0)
