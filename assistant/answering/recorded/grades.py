"""Questions for a grade: answered from the judgements that were read, exactly as printed.

Never infers a grade from prose, never maps one scale onto another, never says a grade of a group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.answering.evidence import Evidence, SchoolEvidence
from assistant.answering.recorded.grade_bounds import has_bound
from assistant.questions.topics import topics_of
from assistant.schools.followed import UNGRADED
from assistant.scope import QuestionScope
from ingest.documents import Page
from ingest.inspections import FORMAT_NAMES, Inspection, Judgement, Located, ReportFormat
from ingest.phrases import listed
from ingest.words import stems

_ASKS = re.compile(
    "|".join(
        (
            r"\b(?:what|which)\b.*\b(?:grades?|judge?ments?|ratings?|outcome)\b",
            r"\bhow (?:was|were|is|did)\b.*\b(?:graded|judged|rated)\b",
            r"\b(?:graded|rated|judged|overall effectiveness)\b",
            r"\bgrades? (?:for|given|awarded)\b|\b(?:latest|current|last|previous) grades?\b|\bgrades?\W*$",
            r"^\W*(?:which|what|how many|are any|is any|are there any)\b[^?.,]{0,30}\bschools?\b(?: that| which)?"
            r"(?: (?:is|are|was|were|has|have|been|now|currently|still))+ (?:outstanding|good|inadequate)\W*$",
            r"^\W*(?:are|is) (?:any|all)(?: of)?(?: the| our)? schools? (?:outstanding|good|inadequate)\W*$",
            r"\bhow (?:did|does|do) .*\bdo overall\b|\b(?:outcome|result) of (?:the|its|their|this)\b.*\binspection\b",
        )
    ),
    re.IGNORECASE,
)
_OTHER_NAMES: dict[str, str] = {
    "quality of education": "curriculum education teaching",
    "the quality of education": "curriculum education teaching",
    "quality of teaching, learning and assessment": "teaching learning assessment",
    "personal development, behaviour and welfare": "personal development behaviour welfare",
    "outcomes for pupils": "outcomes achievement results",
    "effectiveness of leadership and management": "leadership management leaders",
    "leadership and management": "leadership management leaders",
    "leadership and governance": "leadership governance management leaders governors",
    "early years provision": "early years reception nursery",
    "early years": "early years reception nursery",
    "sixth-form provision": "sixth form post-16",
    "sixth form provision": "sixth form post-16",
    "post-16 provision": "sixth form post-16",
    "16 to 19 study programmes": "sixth form post-16 study programmes",
    "behaviour and attitudes": "behaviour attitudes conduct",
    "attendance and behaviour": "attendance behaviour",
    "achievement": "achievement outcomes results",
    "inclusion": "inclusion send",
    "personal development and wellbeing": "personal development wellbeing",
    "personal development": "personal development",
    "curriculum and teaching": "curriculum teaching",
    "safeguarding standards": "safeguarding",
}
"""Words that people use for an area beside its printed name: they choose among areas of one report and map no grade."""


_AREAS = re.compile(
    r"\b(?:" + "|".join(sorted((re.escape(name) for name in _OTHER_NAMES), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!early )\byears?\b", re.IGNORECASE)
"""Years in which grades were given ("over the years") are not the area of the early years."""
_OUTCOME = re.compile(r"\boutcomes?\b(?! for\b)", re.IGNORECASE)
"""The outcome of an inspection, where the word names no area ("outcomes for pupils")."""
_GOT = re.compile(r"\bwhat did\b.*\b(?:get|receive|score) for\b|\bgrade\b(?! (?:\d|[A-C]\b))", re.IGNORECASE)
"""Asks for a grade only where a graded area is named: "what did it get for early years", "inclusion grade 2026"."""


def asks_for_grade(question: str) -> bool:
    """Say whether a question wants a grade or judgement itself, and not what lies behind it.

    "Below Good" asks for other grades than the one that it names: a list of that one would answer it backwards.
    """
    if re.search(r"\b(?:why|reasons?)\b", question, re.IGNORECASE) or has_bound(question):
        return False
    return bool(_ASKS.search(question) or _GOT.search(question))


NO_OVERALL = (
    "The report gives no overall grade: graded inspections since September 2024 and report cards have none. "
    "Ask for the grade of an area, such as attendance and behaviour."
)


GRADE_WORDS = re.compile(
    r"\b(outstanding|good|requires improvement|inadequate|exceptional|strong standard|expected standard"
    r"|needs attention|urgent improvement)\b",
    re.IGNORECASE,
)
NOT_PRINTED = "None of these reports prints the grade ‘{grade}’ for what was asked; no other grade is taken for it."


def area_named(question: str) -> str:
    """Return the name of an area that a question has as some report prints it ("quality of education"), or nothing."""
    match = _AREAS.search(question)
    return match.group().lower().removeprefix("the ") if match else ""


OTHER_AREAS = "{form}: no grade of that name in the newest grades of {names}. Areas graded there: {areas}."
NO_GRADES = "The library holds no grades of {names}."


def graded_otherwise(scope: QuestionScope, inspection_of: Callable[[str], Inspection | None]) -> list[str]:
    """Name the schools whose newest grades have none for the area that is named, with the areas that they have."""
    if not area_named(scope.core):
        return []
    found: dict[ReportFormat, dict[str, Inspection]] = {}
    ungraded: list[str] = []
    for school in scope.schools:
        held = (inspection_of(report.id) for report in school.reports)
        newest = next((one for one in held if one is not None and one.judgements), None)
        if newest is None and any(report.format is not ReportFormat.AREA_SEND for report in school.reports):
            ungraded.append(school.name)
        elif newest is None:
            continue
        elif not named_areas(scope.core, newest.judgements):
            found.setdefault(newest.format, {})[school.name] = newest
    told = [_other_areas(form, held) for form, held in found.items()]
    return [*told, NO_GRADES.format(names=listed(ungraded))] if told and ungraded else told


def _other_areas(form: ReportFormat, held: Mapping[str, Inspection]) -> str:
    areas = dict.fromkeys(one.area for inspection in held.values() for one in inspection.judgements)
    return OTHER_AREAS.format(form=FORMAT_NAMES[form], names=listed(list(held)), areas=listed(list(areas)))


def grade_named(scope: QuestionScope) -> str:
    """Return the grade by which a question across schools picks them ("which are rated outstanding?"), or nothing."""
    match = None if scope.named else GRADE_WORDS.search(scope.question)
    return match.group(1).lower() if match else ""


_OUTRIGHT = re.compile(r"\b(?:grades?|graded|rat(?:ed|ings?))\b", re.IGNORECASE)


def asks_outright(question: str) -> bool:
    """Say whether a question asks for a grade by that word: then that no report has one is an answer."""
    return bool(_OUTRIGHT.search(question))


def asks_for_overall(question: str) -> bool:
    """Say whether a question wants the overall grade, which newer reports do not have."""
    return bool(re.search(r"\boverall (?:effectiveness|grade|judge?ment|rating)\b", question, re.IGNORECASE))


def grade_evidence(
    scope: QuestionScope,
    inspection_of: Callable[[str], Inspection | None],
    page_of: Callable[[str, int], Page],
) -> list[SchoolEvidence]:
    """Return the judgements that answer, school by school; empty evidence where a report has none that fits.

    The newest grades stand until an inspection grades anew: a letter or an ungraded inspection that came after them has
    none. What a named school's later report says in place of a grade is given beside them.
    """
    result: list[SchoolEvidence] = []
    for school in scope.schools:
        evidence: list[Evidence] = []
        for report in school.reports:
            inspection = inspection_of(report.id)
            if inspection is None:
                continue
            found = _graded(scope, inspection, page_of) or _in_words(scope, inspection, page_of)
            if inspection.judgements and not scope.past and (found or not _asks_older(scope)):
                evidence = [*found, *(evidence if scope.named else ())]
                break
            evidence += found
            if found and not scope.past and (report.format not in UNGRADED or _on_safeguarding(scope.core)):
                break
        result.append(SchoolEvidence(school.name, True, tuple(evidence)))
    return result


def _asks_older(scope: QuestionScope) -> bool:
    """Say whether an older report of a named school may have the area: the newest grades others."""
    return scope.named and bool(area_named(scope.core))


def _graded(scope: QuestionScope, inspection: Inspection, page_of: Callable[[str, int], Page]) -> list[Evidence]:
    """Return the grades that a question asks for of one report."""
    only_named = not _ASKS.search(scope.asked or scope.question)
    picked = _pick(scope.core, inspection.judgements, only_named)
    grade = grade_named(scope)
    return [
        judgement_evidence(inspection.document, j, page_of) for j in picked if not grade or j.grade.lower() == grade
    ]


def _in_words(scope: QuestionScope, inspection: Inspection, page_of: Callable[[str, int], Page]) -> list[Evidence]:
    """Return the sentence that a report has in place of a grade; nothing where a grade is asked for by its word."""
    said = None if grade_named(scope) else _in_place_of_grades(scope.core, inspection)
    return [] if said is None else [_sentence(inspection.document, said, page_of)]


def _on_safeguarding(question: str) -> bool:
    return "safeguarding" in question.lower()


def _in_place_of_grades(question: str, inspection: Inspection) -> Located | None:
    """Return the sentence that stands for a grade where none fits: on safeguarding, or the outcome of the inspection.

    Area SEND reports, ungraded inspections and monitoring letters print an outcome and no grade at all.
    """
    if _on_safeguarding(question):
        return inspection.safeguarding
    whole = {"SEND"} if inspection.format is ReportFormat.AREA_SEND else set()
    names_a_part = any(topic.name not in whole for topic in topics_of(_OUTCOME.sub(" ", question)))
    names_a_part = names_a_part or bool(area_named(question))
    return None if inspection.judgements or names_a_part else inspection.outcome


def _sentence(document: str, said: Located, page_of: Callable[[str, int], Page]) -> Evidence:
    """Return a recorded sentence as evidence."""
    quote = said.locator.span.of(page_of(document, said.locator.page).text)
    return Evidence(document, quote, (said.locator,), None, None, 1.0)


def _pick(question: str, judgements: Sequence[Judgement], only_named: bool = False) -> list[Judgement]:
    """Choose the areas that the question names best; where it names none, all of them or (`only_named`) none."""
    asked = set(stems(_YEARS.sub(" ", question))) - set(
        stems("what grade judgement rating given was for the of and in at overall area areas")
    )
    scores = [(_named(asked, judgement), judgement) for judgement in judgements]
    best = max((value for value, _ in scores), default=0.0)
    if "overall" in question.lower():
        overall = [judgement for judgement in judgements if judgement.area.lower().startswith("overall")]
        return overall if overall or asks_for_overall(question) else list(judgements)
    if best <= 0:
        return [] if only_named or topics_of(question) or area_named(question) else list(judgements)
    return [judgement for value, judgement in scores if value == best]


def named_areas(question: str, judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return the judgements of the areas that a question names best; none where it names none."""
    return _pick(question, judgements, only_named=True)


_OF_MANY_AREAS = frozenset(stems("the of and for quality provision standards effectiveness"))
"""Words that tell no area from another: the "quality of education" is not the "quality of teaching"."""


def area_words(judgement: Judgement) -> set[str]:
    """Return the stems of the words by which people name an area: those printed, and others."""
    return set(stems(judgement.area)) | set(stems(_OTHER_NAMES.get(judgement.area.lower(), "")))


def _named(asked: set[str], judgement: Judgement) -> float:
    area = area_words(judgement)
    shared = asked & (area - _OF_MANY_AREAS)
    return len(shared) + 0.1 * len(shared & set(stems(judgement.area)))


def judgement_evidence(document: str, judgement: Judgement, page_of: Callable[[str, int], Page]) -> Evidence:
    """Return a judgement as evidence: its line on the page, and area and grade as a statement."""
    page = page_of(document, judgement.locator.page)
    return Evidence(
        document=document,
        quote=judgement.locator.span.of(page.text),
        locators=(judgement.locator,),
        heading=None,
        before=None,
        probability=1.0,
        statement=f"{judgement.area}: {judgement.grade}",
        graded=True,
    )
