"""Questions whether safeguarding is effective, or its standards are met: the report's own sentence on it.

Says neither yes nor no in words of its own, and nothing of how well: it gives what the report prints, with date and
page. How a school goes about safeguarding is left to retrieval.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.route import RecordLookup, each, evidence, left_over
from assistant.questions.direction import asks_who_does_not
from assistant.scope import QuestionScope, ScopeSchool
from ingest.inspections import Inspection
from ingest.phrases import listed

_OF = re.compile(r"\bsafeguarding\b", re.IGNORECASE)
_STANDARD = re.compile(
    r"\b(?:in)?(?:effective|adequate|sufficient)(?:ly)?\b|\b(?:met|meets?|meeting)\b|\bunmet\b|\bgood enough\b"
    r"|\b(?:un)?satisfactory\b|\bsecure\b|\bsound\b|\bOK(?:AY)?\b|\bup to (?:standard|scratch)\b|\bfail(?:s|ed|ing)?\b"
    r"|\bin (?:place|order)\b",
    re.IGNORECASE,
)
"""Asks how it was judged: whoever asks for "adequate" safeguarding asks for the one judgement that there is."""
_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but) )?(?:(?:is|are|was|were|has|have|had|do|does|did|safeguarding)\b"
    r"|how (?:effective|good|secure)\b"
    r"|(?:(?:at|in) )?(?:which|what|how many)\b(?! (?:makes?|made|is|are|was|were|do|does|did)\b))",
    re.IGNORECASE,
)
_PICKS = re.compile(r"^\W*(?:(?:and|so|but) )?(?:(?:at|in) )?(?:which|what|how many|(?:do|does|are|have) any)\b", re.I)
_WANTING = re.compile(
    r"\bin(?:effective|adequate|sufficient)\w*\b|\bunsatisfactory\b|\bunmet\b|\bfail(?:s|ed|ing)?\b"
    r"|(?:\bnot|n[’']t|\bwithout)\b[^?.]*"
    r"\b(?:effective\w*|adequate\w*|met|meet|good enough|satisfactory|secure|sound)\b",
    re.IGNORECASE,
)
"""Is asked for, or said: safeguarding that falls short."""
_SAFE = re.compile(
    r"^\W*(?:(?:and|so|but) )?(?:are|is|were|was) (?:the |all )*(?:pupils?|children|students?|everyone|everybody)"
    r"(?: all)?(?: kept)? safe\b",
    re.IGNORECASE,
)
"""Asks for that judgement in plain words; whether pupils feel safe, or are safe online, prose tells."""
_BESIDE = frozenset(
    """arrangement arrangements standard standards duty duties requirement requirements procedure procedures pupil
    pupils child children student students fully found deemed considered area areas""".split()
)
_SAYS = {
    True: "that safeguarding is not effective or that its standards are not met",
    False: "that safeguarding is effective or that its standards are met",
}
NONE_SO = "No report searched prints {what}."
OTHERWISE = "{names}: the report prints {what}."


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return what each report prints of safeguarding; None where more is asked, or where no report prints it.

    A question that picks schools by it ("where is it not effective?") gets those whose report prints that.
    """
    question = scope.words or scope.core
    if not _asked(question):
        return None
    schools = each(scope, records, partial(_printed, records))
    if not any(school.evidence for school in schools):
        return None
    if scope.named or not _PICKS.match(scope.question):
        return SelectedEvidence(scope, schools, lead=_lead(schools, scope) if scope.named else "")
    wanting = bool(_WANTING.search(scope.question)) or asks_who_does_not(scope.question)
    fitting = tuple(replace(school, evidence=_only(school.evidence, wanting)) for school in schools)
    others = [one.name for one, fits in zip(schools, fitting, strict=True) if one.evidence and not fits.evidence]
    notes = (OTHERWISE.format(names=listed(others), what=_SAYS[not wanting]),) if others else ()
    lead = "" if any(school.evidence for school in fitting) else NONE_SO.format(what=_SAYS[wanting])
    return SelectedEvidence(scope, fitting, notes=notes, lead=lead)


def _asked(question: str) -> bool:
    """Say whether nothing but the judgement on safeguarding is asked for."""
    if _SAFE.match(question):
        return not left_over(_SAFE.sub(" ", question), _BESIDE)
    if not (_OF.search(question) and _STANDARD.search(question) and _ASKS.match(question)):
        return False
    for pattern in (_OF, _WANTING, _STANDARD):
        question = pattern.sub(" ", question)
    return not left_over(question, _BESIDE)


def _printed(records: RecordLookup, _: ScopeSchool, inspection: Inspection) -> Iterator[Evidence]:
    if inspection.safeguarding is not None:
        yield evidence(inspection.document, (inspection.safeguarding.locator,), records)


def _only(found: Sequence[Evidence], wanting: bool) -> tuple[Evidence, ...]:
    return tuple(item for item in found if bool(_WANTING.search(item.quote)) is wanting)


def _lead(schools: Sequence[SchoolEvidence], scope: QuestionScope) -> str:
    """State the one judgement in the report's words, with school and date; nothing where there are several."""
    found = [(school, item) for school in schools for item in school.evidence]
    if len(found) != 1:
        return ""
    school, item = found[0]
    report = next((r for s in scope.schools for r in s.reports if r.id == item.document), None)
    when = f", inspected {report.dates_printed}" if report is not None and report.dates_printed else ""
    return f"{school.name}{when}: of safeguarding the report prints ‘{item.quote.strip().rstrip('.')}’."
