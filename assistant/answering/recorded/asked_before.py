"""Questions whether a school did what an earlier inspection asked: each point, and what the newest report says of it.

Sets the earlier report's own next steps beside sentences of the newest report on the same subject. Whether a point is
met is not judged: what stands beside it may tell, or only come near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.route import RecordLookup, evidence, left_over
from assistant.questions.aim import ANYBODY
from assistant.questions.periods import Period
from assistant.questions.topics import Topic, topics_of, without_topics
from assistant.schools.register import key_of
from assistant.scope import QuestionScope, ScopeSchool
from assistant.themes.substance import substance
from assistant.themes.values import Mention
from ingest.documents import Locator
from ingest.inspections import Inspection, NextStep
from ingest.library import DocumentRecord
from ingest.phrases import how_many, listed

PER_POINT = 2
"""Sentences of the newest report shown with each point. Chosen, not measured."""
SAME_MATTER = 2
"""Words of substance that a sentence under a theme of the point must share with it. Chosen: one is chance."""
NO_VERDICT = "Whether a point is met is not judged here: read what the newest report says beside it."
NOTHING_ASKED = "No earlier report held on {} lists points to improve, so none can be set beside the newest."
SILENT = "{school}: on {count} no sentence of the newest report was found."

_POINTS = (
    r"(?:next steps?|recommendations?|(?:areas?|points?) (?:for|to) (?:improvement|improve|develop\w*)|actions?"
    r"|improvement points?)"
)
_BEFORE = r"(?:last|previous|earlier|prior|former|old|\d{4})"
_ACTED = (
    r"(?:do(?:ne)?|act(?:ed)?(?: up)?on|act(?:ed)? on|address(?:ed)?|deal(?:t)? with|met|meet|complet\w+|implement\w*"
    r"|carr\w+ out|follow(?:ed)?(?: up)?(?: on)?|respond(?:ed)? to|tackl\w+|fix(?:ed)?|put right|improve(?:d)?(?: on)?)"
)
_ASKS = re.compile(
    rf"\b{_ACTED}\b.{{0,20}}\b(?:what|everything|things?)\b.{{0,20}}\b{_BEFORE}\b.{{0,20}}\b(?:inspection|"
    r"report|inspectors?|ofsted)\b.{0,20}\b(?:ask\w*|told|said|recommend\w*|want\w*|require\w*|set)\b"
    rf"|\b{_ACTED}\b.{{0,20}}\b(?:what|everything)\b.{{0,12}}\b(?:it|they|the school|leaders)\b.{{0,12}}"
    rf"\b(?:was|were)\b.{{0,6}}\b(?:asked|told|required)\b.*\b{_BEFORE}\b"
    rf"|\b{_ACTED}\b.{{0,16}}\b{_BEFORE}\b.{{0,20}}\b{_POINTS}\b"
    rf"|\b{_ACTED}\b.{{0,16}}\b{_POINTS}\b.{{0,40}}\b{_BEFORE}\b"
    rf"|\bprogress\b.{{0,24}}\b(?:against|on|with|towards)\b.{{0,16}}\b{_BEFORE}\b.{{0,20}}\b{_POINTS}\b"
    rf"|\b(?:what (?:happened|became|came)|how (?:well|far))\b.{{0,24}}\b(?:{_BEFORE}\b.{{0,20}}\b{_POINTS}"
    rf"|{_POINTS}\b.{{0,40}}\b{_BEFORE})\b",
    re.IGNORECASE,
)
_PROGRESS = re.compile(r"\bprogress\b", re.IGNORECASE)
"""What was made since, in such a question, and not that of pupils."""
_WHO_ACTS = frozenset({"leadership", "governance"})
"""Who acted, in such a question, and no subject of the points."""
_BESIDE = frozenset(
    """last previous earlier prior former old areas area happen against everything things inspection inspections
    inspector inspectors report reports ofsted school leaders since time far well happened became came recommendation
    recommendations recommended next step steps point points action actions improvement act acted address addressed
    deal dealt meet met do did done complete completed implement implemented follow followed respond responded
    tackle tackled fix fixed progress asked told said set""".split()
)


@dataclass(frozen=True, slots=True)
class _Set:
    """What an earlier report asked of a school, each point with what the newest report says of its matter."""

    school: str
    asked: DocumentRecord
    newest: DocumentRecord | None
    shown: tuple[tuple[Evidence, tuple[Evidence, ...]], ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What is shown: each point, then what is said of it."""
        return tuple(
            replace(item, matter=f"Point {number}")
            for number, (point, said) in enumerate(self.shown, start=1)
            for item in (point, *said)
        )


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the points of the inspection before the newest, beside what the newest says; None where none is held."""
    question = _PROGRESS.sub(" ", scope.words or scope.core)
    if not scope.named or not _ASKS.search(scope.question):  # the scope has read the year off `core`
        return None
    named = topics_of(question)
    if left_over(without_topics(question, named), ANYBODY | _BESIDE):
        return None
    topics = tuple(topic for topic in named if topic.name not in _WHO_ACTS)
    told = {school.name: _of(school, scope, topics, records) for school in scope.schools}
    found = [one for one in told.values() if one is not None]
    if not found:
        names = listed([school.name for school in scope.schools])
        return None if topics or not scope.schools else SelectedEvidence(scope, (), lead=NOTHING_ASKED.format(names))
    schools = tuple(SchoolEvidence(name, True, one.evidence if one is not None else ()) for name, one in told.items())
    return SelectedEvidence(
        scope, schools, notes=tuple(_notes(found)), lead=" ".join(map(_lead, found)), looked_back=True
    )


def _of(school: ScopeSchool, scope: QuestionScope, topics: Sequence[Topic], records: RecordLookup) -> _Set | None:
    """Set the newest report beside the last one before it, of the time that is named, that asks for something."""
    held = _reports(school, records)
    for place, (report, asked) in enumerate(held):
        points = [step for step in asked.next_steps if all(topic.spoken_of(step.text) for topic in topics)]
        meant = place > 0 or len(held) == 1 if scope.period is None else _within(report, scope.period)
        if points and meant:
            newest = held[0][0] if place else None
            themes = _themes(records.mentions(report))
            said = records.mentions(newest) if newest is not None else ()
            shown = tuple(
                (
                    evidence(asked.document, step.locators, records),
                    tuple(_speaking(step, themes.get(step.locators, frozenset()), said)),
                )
                for step in points
            )
            return _Set(school.name, report, newest, shown)
    return None


def _reports(school: ScopeSchool, records: RecordLookup) -> list[tuple[DocumentRecord, Inspection]]:
    """Return every report held on a school, the newest first: a question that names a year leaves later ones out."""
    of_school = [record for record in records.documents() if key_of(record) == key_of(school.latest) and record.start]
    ordered = sorted(of_school, key=lambda record: record.start or date.min, reverse=True)
    return [(record, one) for record in ordered if (one := records.inspection(record.id)) is not None]


def _within(report: DocumentRecord, period: Period) -> bool:
    return report.start is not None and period.first <= report.start <= period.last


def _themes(mentions: Sequence[Mention]) -> dict[tuple[Locator, ...], frozenset[str]]:
    """Return the themes of each next step of a report, by its places."""
    found: dict[tuple[Locator, ...], set[str]] = {}
    for mention in mentions:
        if mention.next_step:
            found.setdefault(mention.locators, set()).add(mention.theme)
    return {places: frozenset(themes) for places, themes in found.items()}


def _speaking(step: NextStep, themes: frozenset[str], said: Sequence[Mention]) -> Iterator[Evidence]:
    """Yield what the newest report says under a theme of the point and in some of its words, each sentence once.

    Of those alike, what it asks anew comes first.
    """
    words = substance(step.text)
    near = {
        mention.locators: (mention, shared)
        for mention in said
        if mention.theme in themes and (shared := len(words & substance(mention.text))) >= SAME_MATTER
    }
    best = sorted(near.values(), key=lambda each: (-each[1], not each[0].next_step))[:PER_POINT]
    for mention, _ in best:
        yield Evidence(mention.document, mention.text, mention.locators, None, None, 1.0)


def _lead(one: _Set) -> str:
    asked = f"{one.school}: the report of {_days(one.asked)} asked for {how_many(len(one.shown), 'point')}."
    if one.newest is None:
        return f"{asked} No later report on this school is held, so nothing says what came of them."
    if not any(said for _, said in one.shown):
        return f"{asked} In the report of {_days(one.newest)} no sentence on the same matter was found."
    return f"{asked} Under each stands what was found on the same matter in the report of {_days(one.newest)}."


def _days(report: DocumentRecord) -> str:
    return report.dates_printed or "no printed date"


def _notes(found: Sequence[_Set]) -> Iterator[str]:
    yield NO_VERDICT
    for one in found:
        silent = sum(not said for _, said in one.shown)
        if one.newest is not None and 0 < silent < len(one.shown):
            yield SILENT.format(school=one.school, count=f"{silent} of {how_many(len(one.shown), 'point')}")


__all__ = ["NO_VERDICT", "SILENT", "route"]
