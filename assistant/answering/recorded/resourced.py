"""Questions across schools for their resourced provisions: names, needs and places, in the reports' own sentences.

Gives the sentences of each newest report that name such a provision, with the one behind that goes on about it, and the
row of a table on its type. It counts no provision and adds up no places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from assistant.answering.evidence import Evidence, SelectedEvidence
from assistant.answering.ranking.noise import is_about_inspection
from assistant.answering.recorded.figures import said
from assistant.answering.recorded.route import RecordLookup, answered, each, evidence, left_over
from assistant.scope import QuestionScope, ScopeSchool
from ingest.documents import BlockKind
from ingest.inspections import Inspection

MOST = 3
"""Most sentences shown of one school."""
_THING = (
    r"(?:special(?:ly|ist)? )?resourced? (?:provisions?|bases?|units?)|SEND? units?"
    r"|special(?:ist)? (?:provisions?|units?|bases?)"
)
_ASKED = re.compile(rf"\b(?:{_THING})\b", re.IGNORECASE)
_TELLS = re.compile(r"\bresourced provision\b|\bSEND? unit\b", re.IGNORECASE)
_OF_IT = re.compile(
    r"\b(?:names?|named|called|needs?|serves?|places?|types?|kinds?|what (?:is|are) (?:the|our))\b", re.I
)
_GOES_ON = re.compile(
    r"^(?:It|They) (?:ha(?:s|ve)|(?:is|are) for|caters?|offers?|provides?)\b[^.]*\b(?:places?|pupils?)\b"
)
_ROW = "type of specialist provision"
_BESIDE = frozenset(
    """names name called need needs serve serves places place type types kind kinds school schools pupils many offer
    offered run cater caters catered""".split()
)


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return what each newest report tells of its provision; None where more is asked, or of one school."""
    question = scope.words or scope.core
    if scope.named or not (_ASKED.search(question) and _OF_IT.search(question)):
        return None
    if left_over(_ASKED.sub(" ", question), _BESIDE):
        return None
    return answered(scope, each(scope, records, partial(_told, records)))


def _told(records: RecordLookup, _: ScopeSchool, inspection: Inspection) -> Iterator[Evidence]:
    yield from islice(_sentences(records, inspection), MOST)
    for row in inspection.figures:
        if row.measure.lower().startswith(_ROW) and row.school:
            yield evidence(inspection.document, (row.locator,), records, said(row))


def _sentences(records: RecordLookup, inspection: Inspection) -> Iterator[Evidence]:
    for passage in records.passages(inspection.document):
        if passage.boilerplate is not None or passage.kind is BlockKind.TABLE_ROW or is_about_inspection(passage):
            continue
        told = False
        for sentence in passage.sentences:
            named = bool(_TELLS.search(sentence.text))
            if named or (told and _GOES_ON.search(sentence.text)):
                yield Evidence(inspection.document, sentence.text, sentence.locators, passage.heading, None, 1.0)
            told = named
