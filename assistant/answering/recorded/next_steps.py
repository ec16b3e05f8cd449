"""Questions for what a school is to improve: answered with the report's own next steps, one by one.

Gives the points that the report itself lists as such. A criticism in its prose is none and is left to
retrieval.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.moves import of_schools
from assistant.answering.recorded.route import RecordLookup, answered, each, evidence, left_over
from assistant.questions.aim import ANYBODY
from assistant.questions.direction import StrengthOrNeed
from assistant.questions.topics import Topic, topics_of, without_topics
from assistant.scope import QuestionScope
from ingest.inspections import Inspection, NextStep, ReportFormat
from ingest.phrases import how_many, listed

PER_SCHOOL = 3
"""Points shown for each school in a question across schools; the rest is counted."""
_ASKS = re.compile(
    r"\bnext steps?\b|\b(?:areas?|points?) (?:for|to) (?:improvements?|improve|develop\w*)\b"
    r"|\b(?:priority|priorities) (?:for )?(?:actions?|improvement)(?: plans?)?\b|\bimprovement points?\b"
    r"|\bfurther actions?\b"
    r"|\brecommend(?:ation|ations|ed|s)?\b"
    r"|\b(?:told|asked|required|advised) to (?:improve|do(?: better)?|work on|address|tackle|raise|strengthen)\b"
    r"|\bwhat\b.{0,60}\b(?:should|must|needs? to|has to|have to|ought to|required to|supposed to)\b.{0,40}"
    r"\b(?:improve|do better|do next|do (?:about|to|in|for|with)|work on|address|get better at|change)\b"
    r"|\bwhat (?:needs?|requires?) (?:improving|improvement|to improve|to be improved)\b",
    re.IGNORECASE,
)
_AS_LISTED = re.compile(
    r"\bnext steps?\b|\bpriority actions?\b|\bimprovement points?\b|\bfurther actions?\b|\brecommend\w*"
    r"|\b(?:told|asked|required|advised) to\b",
    re.IGNORECASE,
)
"""Asks for what a report lists: "needs to improve" is said in its prose as well."""
_PRIORITY_ACTIONS = re.compile(r"\bpriority actions?\b", re.IGNORECASE)
_BESIDE = frozenset(
    """further better next set given list listed identified out told prepare submit required produce plan plans
    partnership partnerships local""".split()
)
_OF_EVERY_AREA_REPORT = frozenset({"SEND"})


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which points: of these subjects, and of this kind."""

    topics: tuple[Topic, ...]
    priority_actions: bool

    def of(self, inspection: Inspection) -> list[NextStep]:
        """Return the points that fit; SEND narrows nothing in a report that is about SEND throughout."""
        about_send = inspection.format is ReportFormat.AREA_SEND
        topics = [topic for topic in self.topics if not about_send or topic.name not in _OF_EVERY_AREA_REPORT]
        return [
            step
            for step in inspection.next_steps
            if all(topic.spoken_of(step.text) for topic in topics)
            and (not self.priority_actions or step.kind == "priority action")
        ]


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the next steps asked for, of one subject where one is named; None where nothing of the kind is."""
    question = scope.words or scope.core
    if not _ASKS.search(question):
        return None
    rest = _ASKS.sub(" ", question)
    topics = topics_of(rest)
    if left_over(without_topics(rest, topics), ANYBODY | _BESIDE):
        return None
    across = bool(topics) and not scope.named
    if across and not _AS_LISTED.search(question):
        return None  # across schools a subject's needs stand in prose as well as in next steps
    wanted = _Wanted(topics, bool(_PRIORITY_ACTIONS.search(question)))
    limit = None if scope.named else PER_SCHOOL
    schools = each(scope, records, lambda _, inspection: _steps(inspection, wanted, records, limit))
    counted = across and len(of_schools(scope)) == len(scope.schools)
    found = answered(scope, schools, tuple(_left_out(scope, records, wanted, limit)))
    return replace(found, lead=_counted(schools, topics)) if found is not None and counted else found


def _counted(schools: Sequence[SchoolEvidence], topics: Sequence[Topic]) -> str:
    """Count the schools whose report lists a point on the subjects, so that no prose is taken for one."""
    asked = sum(bool(school.evidence) for school in schools)
    subject = listed([topic.name for topic in topics])
    return f"A point to improve on {subject} is listed in the reports of {asked} of {how_many(len(schools), 'school')}."


def _steps(inspection: Inspection, wanted: _Wanted, records: RecordLookup, limit: int | None) -> Iterator[Evidence]:
    for step in wanted.of(inspection)[:limit]:
        yield evidence(inspection.document, step.locators, records, strand=StrengthOrNeed.NEED)


def _left_out(scope: QuestionScope, records: RecordLookup, wanted: _Wanted, limit: int | None) -> Iterator[str]:
    """Say for which schools more points stand in the report than are shown."""
    if limit is None:
        return
    for school in scope.schools:
        inspection = records.inspection(school.latest.id)
        more = len(wanted.of(inspection)) - limit if inspection else 0
        if more > 0:
            yield f"{school.name}: {more} further {'point stands' if more == 1 else 'points stand'} in the report."
