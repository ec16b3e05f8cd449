"""Questions since when a school has its headteacher: the sentence of the newest report that tells it.

Gives what reports print, and says that a change after the inspection stands in none of them. It knows no staff list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.route import RecordLookup, each, left_over
from assistant.scope import QuestionScope, ScopeSchool
from ingest.documents import BlockKind
from ingest.inspections import Inspection
from ingest.phrases import listed

_HEAD = r"(?:(?:current|interim|acting|executive|joint|new) )*(?:head ?teachers?|principals?|heads?(?! of \w))"
_ASKS = re.compile(
    rf"\b{_HEAD}\b[^?.]{{0,40}}\b(?:in post|in (?:the )?(?:role|job)|appointed|started|starts?|took (?:over|up)|joined"
    rf"|began|become|became|been there|since (?:their|its|the) last inspection)\b|\bnew {_HEAD}\b"
    rf"|\b(?:became|appointed|a change of|changed?(?: their| its)?|been) {_HEAD}\b",
    re.IGNORECASE,
)
_NEW = re.compile(r"\bnew\b(?!.*\bsince\b)", re.IGNORECASE)
_OF_DEEDS = re.compile(r"^\W*(?:(?:and|so|but) )?(?:what|who|why|how (?!long))\b", re.IGNORECASE)
"""Asks who it is, or what came of it."""
_BOUND = re.compile(r"\b(?P<way>before|since|after|until)\s+(?:\w+\s+)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_TOLD = re.compile(
    rf"\b{_HEAD}\b[^.;]{{0,60}}\b(?:in post|appointed|took up|taken up|led the school|leads? the school|became|began"
    rf"|joined)\b[^.;]{{0,40}}\b(?:since|in|on)\b[^.;]{{0,12}}(?:{_MONTH} )?(?P<year>(?:19|20)\d\d)\b"
    rf"|\bbecame {_HEAD} in (?:{_MONTH} )?(?P<then>(?:19|20)\d\d)\b",
)
_NOT_HEAD = re.compile(r"\b(?:deputy|assistant|associate|previous|former) head", re.IGNORECASE)
_BESIDE = frozenset(
    """headteacher headteachers head heads principal principals teacher new post role job appointed started start took
    over become became began joined since before after until last long change changed current school schools newest yet
    executive interim acting how been time""".split()
)
LEAD = "Since when schools have had their headteacher, as their newest reports print it:"
AFTER = "Who came after an inspection, no report can tell."
NOT_TOLD = "The newest report prints no such date: {names}."
OTHERS = "The date printed is another: {names}."


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the sentences that tell it; None where the question asks for more, or no report tells it."""
    question = scope.words or scope.core
    if not _ASKS.search(question) or _OF_DEEDS.match(question) or left_over(_BOUND.sub(" ", question), _BESIDE):
        return None
    bound = _BOUND.search(question)
    if bound is None and _NEW.search(question):  # how new is new, no date says
        return None
    scope = replace(scope, past=False)  # "before 2021" asks since when, and for no earlier report
    told = each(scope, records, partial(_sentences, records, None))
    schools = each(scope, records, partial(_sentences, records, bound))
    if not any(school.evidence for school in told):
        return None
    silent = [school.name for school in told if not school.evidence]
    others = [s.name for s, fits in zip(told, schools, strict=True) if s.evidence and not fits.evidence]
    notes = [OTHERS.format(names=listed(others))] if others else []
    notes += [NOT_TOLD.format(names=listed(silent))] if silent else []
    return SelectedEvidence(scope, _first(schools), notes=(*notes, AFTER), lead=LEAD, whole=True)


def _first(schools: tuple[SchoolEvidence, ...]) -> tuple[SchoolEvidence, ...]:
    """Return one sentence of each school: a report may tell it twice."""
    return tuple(SchoolEvidence(school.name, True, school.evidence[:1]) for school in schools)


def _sentences(
    records: RecordLookup, bound: re.Match[str] | None, _: ScopeSchool, inspection: Inspection
) -> Iterator[Evidence]:
    for passage in records.passages(inspection.document):
        if passage.boilerplate is not None or passage.kind is BlockKind.TABLE_ROW:
            continue
        for sentence in passage.sentences:
            match = _TOLD.search(_NOT_HEAD.sub(lambda found: "x" * len(found.group()), sentence.text))
            if match is not None and _fits(int(match["year"] or match["then"]), bound):
                yield Evidence(inspection.document, sentence.text, sentence.locators, passage.heading, None, 1.0)


def _fits(year: int, bound: re.Match[str] | None) -> bool:
    if bound is None:
        return True
    asked = int(bound["year"])
    early = {"before": year < asked, "until": year <= asked}
    return early.get(bound["way"].lower(), year > asked if bound["way"].lower() == "after" else year >= asked)
