"""Rules that no sentence of a draft may break, by code.

Each rule says what it stops, by which words and why. They look at words and citations only; whether a claim is true is
the checker's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.checking.quotations.quotations import stands_in
from assistant.drafting.values import Cite, Graded, Violation
from assistant.schools.names import mentions
from ingest.number_words import MONTH_AND_YEAR

_QUOTED = re.compile(r"“(?P<curly>[^“”]+)”|\"(?P<straight>[^\"]+)\"")
_GRADES = (
    "outstanding|good|requires? improvement|requiring improvement|inadequate|exceptional|strong standard|"
    "expected standard|needs? attention|needing attention|attention needed|urgent improvement"
)
_GRADE = re.compile(rf"\b(?:{_GRADES}|special measures|serious weaknesses)\b", re.IGNORECASE)
_GRADE_ONLY = re.compile(rf"^(?:{_GRADES}|met|not met)$", re.IGNORECASE)
_AVERAGE = re.compile(
    r"\b(?:overall|averag(?:e|es|ed|ing)|on the whole|in aggregate|aggregated?|median|"
    r"mean (?:grade|score|judgement))\b",
    re.IGNORECASE,
)
_RANKING = re.compile(
    r"\b(?:(?:best|worst|top|bottom|highest|lowest)[ -](?:performing|rated|ranked|graded|schools?)|rank(?:s|ed|ing)?|"
    r"league table|outperform\w*|(?:better|worse|stronger|weaker) (?:school )?than)\b",
    re.IGNORECASE,
)
_PREDICTION = re.compile(
    r"\b(?:would|will|likely to|on track (?:to|for)|heading for|expects? to|set to)\b.{0,40}"
    r"\b(?:graded?|judged|rated|judgement|rating)\b",
    re.IGNORECASE,
)
_OF_A_GROUP = re.compile(
    r"\b(?:strong(?:er|est|ly)?|weak(?:er|est)?|excellent|poor|acceptable|unacceptable|failing|successful|"
    r"high-performing|high-quality|effective|ineffective|world-class|exceptionally|outstandingly)\b",
    re.IGNORECASE,
)
_GROUP_WORDS = re.compile(r"\b(?:the|this|our) (?:trust|group|federation|diocese|organisation)\b|\bwe\b", re.IGNORECASE)
_EQUATES = re.compile(
    r"\b(?:equivalent to|equal to|the same as|equates? to|comparable (?:to|with)|in old money|amounts? to|"
    r"corresponds? to)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Reverend|Rev|Professor)\.? [A-Z][\w’'-]+")
_ROLE_NAMED = re.compile(
    r"\b(?:[Hh]eadteacher|[Pp]rincipal|[Tt]eacher|[Pp]upil|[Ss]tudent|[Cc]hair|[Tt]rustee|[Gg]overnor|SENCo|CEO)"
    r",? (?:called |named )?[A-Z][a-z’'-]+ [A-Z][\w’'-]+"
)
_DATE = re.compile(rf"\b{MONTH_AND_YEAR}\b")
_SCALE = re.compile(r"\bscale\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What the rules need to know of a sentence: its group and schools, what it cites, and who must not be named."""

    group: str
    schools: Sequence[str]
    citations: Sequence[Cite]
    people: Sequence[str] = ()
    must_not_say: Sequence[str] = ()
    exempt: bool = field(default=False)
    """True for headings, method and gap statements, which need no citation."""


def violations(text: str, context: RuleContext) -> tuple[Violation, ...]:
    """Return every rule that a sentence breaks."""
    bare = outside_quotations(text)
    return (
        *_grades(bare),
        *_judgements(text, context),
        *_found("average", _AVERAGE, bare, "A draft gives no overall view and no average. Say what each report says."),
        *_found("ranking", _RANKING, bare, "A draft ranks no school. Say what each report says."),
        *_found("prediction", _PREDICTION, bare, "A draft foretells no grade. Say what has been inspected."),
        *_of_the_group(bare, context),
        *_scales(bare, text),
        *_persons(text, context),
        *_quotations(text, context),
        *_citation(context),
        *_framework(bare, context),
    )


def outside_quotations(text: str) -> str:
    """Return the text with everything in quotation marks blanked out, at the same length."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


def quoted_texts(text: str) -> list[str]:
    """Return the texts in quotation marks, single words too."""
    return [match["curly"] or match["straight"] for match in _QUOTED.finditer(text)]


def _found(rule: str, pattern: re.Pattern[str], text: str, reason: str) -> Iterator[Violation]:
    match = pattern.search(text)
    if match:
        yield Violation(rule, match.group(), reason)


def _grades(bare: str) -> Iterator[Violation]:
    reason = (
        "A grade word stands outside a quotation. Quote it, or give the judgement as printed with school, area, scale "
        "and date."
    )
    yield from _found("grade", _GRADE, bare, reason)


def _judgements(text: str, context: RuleContext) -> Iterator[Violation]:
    """See that a grade in quotation marks is a printed judgement: attributed, dated, on its scale, and cited."""
    for quotation in quoted_texts(text):
        if not _GRADE_ONLY.match(quotation.strip()):
            continue
        bare = outside_quotations(text)
        named = {name for found in mentions(bare, list(context.schools)) for name in found.names}
        cited = [c for c in context.citations if c.graded and c.graded.grade.casefold() == quotation.strip().casefold()]
        if not named or not any(c.school in named for c in cited):
            yield Violation("judgement", quotation, "This grade is not the cited judgement of a school that is named.")
        elif not _DATE.search(bare):
            yield Violation("judgement", quotation, "A judgement needs its date: month and year.")
        elif not _SCALE.search(bare):
            yield Violation("judgement", quotation, "A judgement needs the scale that it was printed on.")


def _of_the_group(bare: str, context: RuleContext) -> Iterator[Violation]:
    speaks = _GROUP_WORDS.search(bare) or (context.group and context.group.casefold() in bare.casefold())
    if speaks:
        reason = "This word of a grade scale is said of the group. A group has no grade; say what its documents say."
        yield from _found("group", _OF_A_GROUP, bare, reason)


def _scales(bare: str, text: str) -> Iterator[Violation]:
    graded = [q for q in quoted_texts(text) if _GRADE_ONLY.match(q.strip())]
    match = _EQUATES.search(bare)
    if match and (graded or _GRADE.search(bare) or _SCALE.search(bare)):
        yield Violation("scales", match.group(), "Grades of two scales cannot be compared. Give each by itself.")
    elif len({_family(grade) for grade in graded} - {None}) > 1:
        yield Violation("scales", ", ".join(graded), "Grades of two scales stand in one sentence. Write two sentences.")


def _family(grade: str) -> str | None:
    plain = grade.strip().casefold()
    if plain in ("met", "not met"):
        return "met"
    return "oeif" if plain in ("outstanding", "good", "requires improvement", "inadequate") else "card"


def _persons(text: str, context: RuleContext) -> Iterator[Violation]:
    reason = "A draft names no pupil, teacher or leader. Say the role."
    known = {word.casefold() for school in (*context.schools, context.group) for word in re.findall(r"\w+", school)}
    surnames = {name.split()[-1] for name in context.people if name}
    for name in (*context.people, *(s for s in surnames if s.casefold() not in known)):
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        if match:
            yield Violation("person", name, reason)
            return
    schools = [m for m in mentions(text, list(context.schools))]
    for pattern in (_TITLED, _ROLE_NAMED):
        match = pattern.search(text)
        if match and not any(m.start < match.end() and match.start() < m.end for m in schools):
            yield Violation("person", match.group(), reason)
            return


def _quotations(text: str, context: RuleContext) -> Iterator[Violation]:
    texts = [part for cite in context.citations for part in (cite.quote, *_printed(cite.graded))]
    for quotation in quoted_texts(text):
        if not any(stands_in(quotation, part) for part in texts):
            yield Violation("quotation", quotation, "These words do not stand in the cited place. Quote as printed.")
    if text.count("“") != text.count("”") or text.count('"') % 2:
        yield Violation("quotation", "“”", "A quotation mark has no partner.")


def _printed(graded: Graded | None) -> tuple[str, ...]:
    return (graded.area, graded.grade) if graded else ()


def _citation(context: RuleContext) -> Iterator[Violation]:
    if not context.citations and not context.exempt:
        yield Violation("citation", "", "The sentence cites nothing. Add a citation, or tell it as a gap.")


def _framework(bare: str, context: RuleContext) -> Iterator[Violation]:
    for phrase in context.must_not_say:
        match = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", bare, re.IGNORECASE)
        if match:
            yield Violation("framework", match.group(), "The framework’s file says that this section must not say so.")


__all__ = ["RuleContext", "outside_quotations", "quoted_texts", "violations"]
