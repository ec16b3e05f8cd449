"""Questions which schools' grades have gone up or down between two inspections: both grades as printed, with dates.

Compares the words of one scale, of one evaluation area, of one school: never across scales, and no mean of areas. Where
the grades do not tell, it says so and why. Whether a named school has improved is told by its grades then and now, and
never judged; what reports say in prose of a subject that has got better is left to retrieval.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Coverage
from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.grades import judgement_evidence
from assistant.answering.recorded.route import RecordLookup, left_over
from assistant.scope import QuestionScope, ScopeSchool
from assistant.themes.values import plain_area
from ingest.documents import Locator, Span
from ingest.inspections import Inspection, Judgement, Located, ReportFormat, Scale
from ingest.list_corrections import GRADES
from ingest.phrases import listed

_UP = (
    r"\bimproved\b|\b(?:got|gotten|become|gone|getting) better\b"
    r"|\b(?:gone|went|moved|going|go|come) up\b|\brisen\b|\brose\b|\b(?:better|higher) grades?\b"
    r"|(?<=^did the school )improve\b"
)
_DOWN = (
    r"\b(?:declined|worsened|deteriorated|slipped)\b|\b(?:got|gotten|become|gone|getting) worse\b|\bfallen\b|\bfell\b"
    r"|\b(?:gone|went|moved|going|go|come) down\b|\bdropped\b|\b(?:worse|lower) grades?\b"
    r"|(?<=^did the school )(?:decline|worsen|deteriorate)\b"
)
_WAYS = ((re.compile(_UP, re.IGNORECASE), 1), (re.compile(_DOWN, re.IGNORECASE), -1))
_OR_WORSE = re.compile(r"\bor (?:got |gotten |become |getting )?(?:worse|better|declined|improved)\b", re.IGNORECASE)
_PICKS = re.compile(
    r"^\W*(?:(?:and|so) )?(?:(?:at|in) )?(?:which|what|how many|(?:have|has|did|are|do) any|list)\b[^?]*"
    r"\b(?:schools?|academ(?:y|ies)|primaries|secondaries)\b",
    re.IGNORECASE,
)
_GRADES = re.compile(r"\bgrades?\b|\bjudge?ments?\b|\bratings?\b", re.IGNORECASE)
_WHETHER = re.compile(r"^\W*(?:and |so |but )?(?:has|have|had|is|are|did|does|do|was|were)\b", re.IGNORECASE)
"""Asks whether it has improved; how, and what has, prose tells."""
_BESIDE = frozenset(
    """last previous previously earlier latest since grade grades rating ratings judgement judgements overall
    effectiveness time years year between two one before then the have has had most any ones""".split()
)
_WENT = {1: "went up", -1: "went down"}
SAME_NAME = "Areas are compared only where both reports grade them under one name, on one scale."
NONE = "No grade printed {went} between two inspections of the same school."
NOT_UP = "No grade {went} between the two inspections compared: {names}."
ONE_ONLY = "Cannot be said, as the library holds no two inspections with grades on one scale: {names}."
OTHER_SCALE = "Cannot be said of the newest inspection, which has another scale than the one before: {names}."


@dataclass(frozen=True, slots=True)
class Pair:
    """One area's grade at two inspections: how many steps of its scale it went up, and both places."""

    steps: int
    then: Evidence
    now: Evidence


@dataclass(frozen=True, slots=True)
class _Compared:
    """What two inspections of one school tell: None where no two can be compared."""

    school: str
    pairs: tuple[Pair, ...] | None
    newest: bool = True
    """Whether the later of the two is the newest with grades."""


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the grades that went the way asked for, both of each; None where the question asks for anything else."""
    way = None if scope.named else asked_way(scope)
    if way is None:
        return None
    schools = of_schools(scope)
    compared = [_compare(school, records, printed=scope.period is None) for school in schools]
    told = tuple(SchoolEvidence(one.school, True, _shown(one, way)) for one in compared)
    notes = tuple(_notes(compared, way))
    if not any(school.evidence for school in told):
        return SelectedEvidence(scope, told, notes=notes, lead=NONE.format(went=_WENT[way]), whole=True)
    names = tuple(school.name for school in told)
    speaking = tuple(school.name for school in told if school.evidence)
    count = Coverage(names, speaking, tuple(name for name in names if name not in speaking)).count
    lead = f"{count}: a grade {_WENT[way]} between two inspections. Each grade that moved is shown as printed."
    return SelectedEvidence(scope, told, notes=(*notes, SAME_NAME), lead=lead, whole=True)


def of_schools(scope: QuestionScope) -> list[ScopeSchool]:
    """Return what is asked that has grades: schools, and no local areas."""
    return [s for s in scope.schools if any(report.format is not ReportFormat.AREA_SEND for report in s.reports)]


def asked_way(scope: QuestionScope) -> int | None:
    """Return the way that is asked for; None where a subject is, which prose tells."""
    question = scope.words or scope.core
    way = next((way for pattern, way in _WAYS if pattern.search(question)), None)
    of_school = _WHETHER.match(question) or _GRADES.search(question)
    if way is None or not (of_school if scope.named else _PICKS.match(question)):
        return None
    question = _OR_WORSE.sub(" ", question)
    for pattern, _ in _WAYS:
        question = pattern.sub(" ", question)
    return None if left_over(question, _BESIDE) else way


def _compare(school: ScopeSchool, records: RecordLookup, *, printed: bool) -> _Compared:
    """Compare the newest two inspections that graded on one scale; `printed`: or the grade before that one prints."""
    found = [records.inspection(report.id) for report in school.reports]
    graded = [inspection for inspection in found if inspection is not None and inspection.judgements]
    for place, later in enumerate(graded):
        for earlier in graded[place + 1 :]:
            pairs = tuple(pairs_of(earlier, later, records))
            if pairs:
                return _Compared(school.name, pairs, place == 0)
        before = tuple(with_printed(later, records)) if printed else ()
        if before:
            return _Compared(school.name, before, place == 0)
    return _Compared(school.name, None)


def pairs_of(earlier: Inspection, later: Inspection, records: RecordLookup) -> Iterator[Pair]:
    """Yield each area that both inspections grade on one scale, in the order of the later report."""
    held = {(plain_area(one.area), one.scale): one for one in earlier.judgements}
    for now in later.judgements:
        then = held.get((plain_area(now.area), now.scale))
        steps = _steps(then.grade, now.grade, now.scale) if then is not None else None
        if then is not None and steps is not None:
            yield Pair(
                steps,
                judgement_evidence(earlier.document, then, records.page),
                judgement_evidence(later.document, now, records.page),
            )


def with_printed(later: Inspection, records: RecordLookup) -> Iterator[Pair]:
    """Set the overall grade beside the one at the previous inspection that the same report prints."""
    now = next((one for one in later.judgements if plain_area(one.area) == "overall effectiveness"), None)
    then = later.previous_grade
    steps = _steps(then.text, now.grade, now.scale) if now is not None and then is not None else None
    if now is None or then is None or steps is None:
        return
    line = _line(then, later.document, records)
    label = line.span.of(records.page(later.document, line.page).text).removesuffix(then.text).strip(" \t:")
    if label and "\n" not in label:
        before = Judgement(label, then.text, now.scale, None, line)
        yield Pair(
            steps,
            judgement_evidence(later.document, before, records.page),
            judgement_evidence(later.document, now, records.page),
        )


def _line(said: Located, document: str, records: RecordLookup) -> Locator:
    """Return the line in which a value stands, as far as the value's end: its label says what it is."""
    place = said.locator
    text = records.page(document, place.page).text
    return Locator(document, place.page, Span(text.rfind("\n", 0, place.span.start) + 1, place.span.end), place.label)


def _steps(then: str, now: str, scale: Scale) -> int | None:
    """Return how far a grade went up on its own scale; None for a word that is no step of it."""
    words = [word.casefold() for word in GRADES[scale] if word != "Insufficient evidence"]
    both = [word.casefold() for word in (then, now)]
    return words.index(both[0]) - words.index(both[1]) if all(word in words for word in both) else None


def _shown(compared: _Compared, way: int) -> tuple[Evidence, ...]:
    """Return what moved, where anything moved that way: what moved the other way must not be left out."""
    moved = [pair for pair in compared.pairs or () if pair.steps]
    asked = any(pair.steps * way > 0 for pair in moved)
    return tuple(item for pair in moved for item in (pair.then, pair.now)) if asked else ()


def _notes(compared: Sequence[_Compared], way: int) -> Iterator[str]:
    untold = [one.school for one in compared if one.pairs is None]
    still = [one.school for one in compared if one.pairs is not None and not _shown(one, way)]
    before = [one.school for one in compared if one.pairs is not None and not one.newest]
    if still:
        yield NOT_UP.format(went=_WENT[way], names=listed(still))
    if before:
        yield OTHER_SCALE.format(names=listed(before))
    if untold:
        yield ONE_ONLY.format(names=listed(untold))
