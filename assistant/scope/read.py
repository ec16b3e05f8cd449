"""What is read off a question's own words and the conversation, before reports are chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Filters, Turn
from assistant.questions.followups import Carried, carry
from assistant.questions.kinds import format_named, papers_named, papers_tested
from assistant.questions.periods import before_joining, period, since_joining
from assistant.questions.scoping import QuestionScope
from assistant.schools.facts import PhaseMention, SchoolFacts, fitting, phase_asked, phases_named
from assistant.schools.names import NameMention
from assistant.schools.register import Register
from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord

_SCHOOLS = r"(?:schools?|academ(?:y|ies)|primar(?:y|ies)|secondar(?:y|ies))"
ACROSS = re.compile(
    "|".join(
        (
            r"\bacross\b",
            rf"\bwhich (?:of (?:the|our|these|those) )?(?:\w+ )?{_SCHOOLS}\b",
            rf"\bhow many (?:of (?:the|our) )?{_SCHOOLS}\b",
            rf"\b(?:all|each|every|any|most|several|other)(?: of)?(?: the| our)? {_SCHOOLS}\b",
            r"\b(?:the|our|these) (?:schools|academies|primaries|secondaries)\b|\bschools (?:in|that|where|with)\b",
            r"\b(?:whole|the|our|this) (?:trust|group|federation|diocese)\b|\beverywhere\b",
            r"\b(?:common|recurring|shared) (?:themes?|patterns?|weakness(?:es)?|strengths?)\b",
            r"\bwhere (?:do|does|is|are|has|have)\b",
        )
    ),
    re.IGNORECASE,
)
ALL_MEANT = re.compile(r"\b(?:both|each|two|every|compare|either|all|schools)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuestionRead:
    """What was read off a question's own words and the conversation, before reports are chosen."""

    mentions: tuple[NameMention, ...]
    said: tuple[str, ...]
    carried: Carried
    before: QuestionScope | None
    phase: PhaseMention | None
    authority: tuple[str, str] | None
    formats: tuple[str, frozenset[ReportFormat]] | None
    joining: tuple[str, bool] | None
    """Words about joining the group, and whether the time before it is meant."""
    titled: tuple[str, tuple[DocumentRecord, ...]] | None = None
    """Words for a kind of document ("self-evaluation"), and the documents of that kind."""
    tested: tuple[str, tuple[DocumentRecord, ...]] | None = None
    """The words "as the plan says", and the papers whose word it is."""


def read_off(
    question: str,
    register: Register,
    pool: Sequence[DocumentRecord],
    chosen: Filters,
    before: QuestionScope | None,
    replies: Sequence[Turn],
    facts: Mapping[str, SchoolFacts],
) -> QuestionRead:
    """Read a question's words; `before` is what the last question was about and `replies` what was answered to it."""
    ignored = chosen.ignored
    found = tuple(register.mentions(question))
    carried = _carried(question, register, None if "follow-up" in ignored else before, replies)
    on_areas = [record.format is ReportFormat.AREA_SEND for record in pool]
    phase = None if "phase" in ignored or found else phase_asked(question, on_areas)
    names = (name for mention in found for name in meant(question, mention, pool, facts, chosen, before))
    said = tuple(dict.fromkeys(names)) or (() if carried.subset or phase else carried.schools)
    if phase and not carried.subset and not said:
        only = fitting(sorted({record.school for record in pool if record.school}), phase, facts)
        said = only if len(only) == 1 and phase.count in (None, 1) else ()
    called = register.called(said)
    return QuestionRead(
        mentions=found,
        said=tuple(name for name in said if f"school:{name}" not in ignored),
        carried=carried,
        before=before,
        phase=phase or None,
        authority=None if "authority" in ignored or found else _authority(question, pool, facts),
        formats=None if "format" in ignored else format_named(question, pool),
        joining=None if "joined" in ignored else _joining(question),
        titled=None if "titled" in ignored else papers_named(question, called, register.names, pool),
        tested=None if "titled" in ignored else papers_tested(question, called, register.names, pool),
    )


def _carried(question: str, register: Register, before: QuestionScope | None, replies: Sequence[Turn]) -> Carried:
    """Return what is taken over from the question before: of one across schools, no more than its words."""
    carried = carry(question, register, before, replies) if before is not None else Carried()
    if not carried.subset and not carried.across and ACROSS.search(question):
        return Carried(core=carried.core)
    return carried


def meant(
    question: str,
    mention: NameMention,
    pool: Sequence[DocumentRecord],
    facts: Mapping[str, SchoolFacts],
    chosen: Filters,
    before: QuestionScope | None,
) -> tuple[str, ...]:
    """Return the schools that a name means, as far as the rest of the question tells; several: it does not."""
    names = mention.names
    if len(names) < 2 or ALL_MEANT.search(question):
        return names
    around = question[: mention.start] + question[mention.end :]
    kind = phases_named(around) or phases_named(f"the {around}")
    when = period(question, [r.start for r in pool if r.start and r.school in names])
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: kind is not None and (name in fitting([name], kind, facts) or _in_name(kind, name)),
        lambda name: name in chosen.schools,
        lambda name: before is not None and name in before.said,
        lambda name: (
            when is not None
            and when.closed
            and any(r.school == name and r.start and when.first <= r.start <= when.last for r in pool)
        ),
    )
    for test in tests:
        fits = tuple(name for name in names if test(name))
        if len(fits) == 1:
            return fits
    return names


def _in_name(kind: PhaseMention, name: str) -> bool:
    said = {word.removesuffix("s") for word in kind.words.lower().split()} & {"high", "primary", "infant", "junior"}
    return bool(said & set(name.lower().split()))


def _authority(
    question: str, pool: Sequence[DocumentRecord], facts: Mapping[str, SchoolFacts]
) -> tuple[str, str] | None:
    """Return the words and the name of a local authority that the question asks about ("schools in East Wrenshire")."""
    if not re.search(r"\b(?:in|of|from|for)\s+[A-Z]", question):
        return None
    held = {r.local_authority for r in pool} | {fact.authority for fact in facts.values()}
    for name in sorted((name for name in held if name), key=len, reverse=True):
        match = re.search(rf"\b(?:in|of|from|for)\s+{re.escape(name)}\b", question, re.IGNORECASE)
        if match:
            return match.group(0), name
    return None


def _joining(question: str) -> tuple[str, bool] | None:
    before, since = before_joining(question), since_joining(question)
    return (before, True) if before else (since, False) if since else None


__all__ = ["ACROSS", "ALL_MEANT", "QuestionRead", "meant", "read_off"]
