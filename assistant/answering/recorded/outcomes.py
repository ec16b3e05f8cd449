"""Questions which local areas were given one of the three outcomes that Area SEND inspections give, or the lowest.

Tells the outcomes apart by the framework's own words in the sentence that the report prints, and shows that sentence.
It grades nothing itself, and sets no area's outcome beside a school's grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from assistant.answer import Coverage
from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.route import RecordLookup, each, evidence, left_over
from assistant.scope import QuestionScope, ScopeSchool
from ingest.inspections import Inspection, ReportFormat
from ingest.phrases import listed

_OUTCOMES = (  # highest first, as the framework for Area SEND inspections (since 2023) lists them
    ("typically positive experiences and outcomes", re.compile(r"\btypically\b[^.]*\bpositive\b", re.IGNORECASE)),
    ("inconsistent experiences and outcomes", re.compile(r"\binconsistent\b[^.]*\bexperiences\b", re.IGNORECASE)),
    ("widespread and/or systemic failings", re.compile(r"\bsystemic\b[^.]*\bfailings?\b", re.IGNORECASE)),
)
_PLACES = ("highest", "middle", "lowest")
_NOUN = r"(?:outcome|judge?ment|grade|rating|verdict|result)"
_ASKED = (  # in the order of `_OUTCOMES`
    rf"\b(?:highest|best|top|strongest|most positive)\b(?= (?:\w+ ){{0,2}}{_NOUN}\b)|\b(?:typically )?positive"
    rf"(?: experiences(?: and outcomes)?|(?= {_NOUN}\b))",
    rf"\b(?:middle|second)\b(?= (?:\w+ ){{0,2}}{_NOUN}\b)"
    rf"|\binconsistent(?: experiences(?: and outcomes)?|(?= {_NOUN}\b))",
    rf"\b(?:lowest|worst|bottom|poorest|weakest|most serious)\b(?= (?:\w+ ){{0,2}}{_NOUN}\b)"
    r"|\b(?:widespread(?: (?:and/or|and|or) systemic)?|systemic) failings?\b",
)
_ASKED_FOR = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _ASKED)
_AREAS = re.compile(r"\b(?:local )?(?:areas?|authorit(?:y|ies)|councils?)(?: partnerships?)?\b|\bpartnerships?\b", re.I)
_BESIDE = frozenset(
    """outcome outcomes judgement judgment grade rating verdict result results possible available overall three
    one local area areas partnership partnerships got given received awarded send
    inspections lead leading led found""".split()
)


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the areas whose report prints the outcome asked for; None where the question asks for anything else."""
    asked = _asked(scope)
    held = [s.name for s in scope.schools if s.latest.format is ReportFormat.AREA_SEND]
    if asked is None or not held:
        return None
    found = {school.name: school for school in each(scope, records, partial(_printed, records))}
    areas = [found[name] for name in held]
    told = {area.name: _outcome_of(area.evidence) for area in areas}
    if scope.named:
        return _of_each(scope, areas, told)
    schools = tuple(SchoolEvidence(a.name, True, a.evidence if told[a.name] == asked else ()) for a in areas)
    speaking = tuple(school.name for school in schools if school.evidence)
    others = tuple(name for name in held if name not in speaking)
    count = Coverage(tuple(held), speaking, others, len(held)).count
    lead = f"{count}: the outcome printed is the {_words(asked)}."
    return SelectedEvidence(scope, schools, notes=tuple(_notes(others, told)), lead=lead, whole=True)


def _asked(scope: QuestionScope) -> int | None:
    """Return which of the outcomes a question asks for by its place or its words; None where it asks for more."""
    question = scope.words or scope.core
    places = [place for place, pattern in enumerate(_ASKED_FOR) if pattern.search(question)]
    to_areas = scope.named or _AREAS.search(scope.question)
    if len(places) != 1 or not to_areas:
        return None
    left = _AREAS.sub(" ", _ASKED_FOR[places[0]].sub(" ", question))
    return None if left_over(left, _BESIDE) else places[0]


def _printed(records: RecordLookup, _: ScopeSchool, inspection: Inspection) -> Iterator[Evidence]:
    if inspection.outcome is not None:
        yield evidence(inspection.document, (inspection.outcome.locator,), records)


def _outcome_of(found: Sequence[Evidence]) -> int | None:
    said = [place for place, (_, words) in enumerate(_OUTCOMES) if any(words.search(item.quote) for item in found)]
    return said[0] if len(said) == 1 else None


def _words(place: int) -> str:
    return f"{_PLACES[place]} of the three that these inspections give ({_OUTCOMES[place][0]})"


def _of_each(
    scope: QuestionScope, areas: Sequence[SchoolEvidence], told: dict[str, int | None]
) -> SelectedEvidence | None:
    """Say of each named area which of the outcomes its report prints."""
    known = [(name, place) for name, place in told.items() if place is not None]
    if not known:
        return None
    lead = " ".join(f"{name}: the outcome printed is the {_words(place)}." for name, place in known)
    return SelectedEvidence(scope, tuple(areas), lead=lead)


def _notes(others: Sequence[str], told: dict[str, int | None]) -> list[str]:
    """Say what the other areas' reports print: none of them is silent."""
    notes = []
    for place, (words, _) in enumerate(_OUTCOMES):
        names = [name for name in others if told[name] == place]
        if names:
            notes.append(f"The outcome printed for {listed(names)}: {words}.")
    unread = [name for name in others if told[name] is None]
    return [*notes, f"No outcome was read in the report on {listed(unread)}."] if unread else notes
