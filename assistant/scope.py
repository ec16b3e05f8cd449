"""What a question is about: which schools, which reports, which years, which subjects.

Reads the words of the question, the filters that a person set, and the last turns of the conversation.
Retrieves nothing. What was understood is said in plain words, so that a screen can show it and a person can take any
of it out; where a question may mean several things, it is asked back and not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Chip, Choice, Filters, Turn
from assistant.names import NameMention, anonymous, unknown_names
from assistant.questions.aim import Aim, aim_of, searched_words
from assistant.questions.chips import aim_chips
from assistant.questions.followups import Carried, beside_of, carry, last_question
from assistant.questions.kinds import format_named, papers_named, papers_tested
from assistant.questions.narrow_words import without_now
from assistant.questions.periods import Period, before_joining, period, since_joining, wants_change, wants_past
from assistant.questions.rewording import as_reports_speak, reword
from assistant.questions.scoping import QuestionScope, ScopeSchool, schools_of
from assistant.register import Register, register_of
from assistant.schools import PhaseMention, SchoolFacts, fitting, phase_asked, phases_named
from assistant.writing.phrases import listed
from ingest.inspections import FORMAT_NAMES, ReportFormat
from ingest.library import DocumentRecord

TURNS = 6
"""Earlier questions that a follow-up may lead back over."""
_SCHOOLS = r"(?:schools?|academ(?:y|ies)|primar(?:y|ies)|secondar(?:y|ies))"
_ACROSS = re.compile(
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
_FILLER = re.compile(
    "|".join(
        (
            r"\baccording to (?:the )?(?:report|inspectors?|ofsted)\b",
            r"\b(?:the |its |their )?(?:latest|most recent|last|current|previous) (?:inspection )?report\b",
            r"\b(?:across|in) the (?:trust|group)\b",
            r"\b(?:according to|as found (?:in|at)|after|at|from|in) (?:the |an )?inspection"
            r" (?:of|in|on)?(?=\s*(?:[,:?.]|$))",
            r"^\s*(?:the )?inspection (?:of|in|on)\s*[:,]",
            r"\bin the area (?:that was |which was )?(?:inspected|visited) (?:in|on|from)(?=\s*(?:[,:?.]|$))",
        )
    ),
    re.IGNORECASE,
)
_ALL_MEANT = re.compile(r"\b(?:both|each|two|every|compare|either|all|schools)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Read:
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


def understand(
    question: str,
    records: Sequence[DocumentRecord],
    filters: Filters | None = None,
    history: Sequence[Turn] = (),
    facts: Mapping[str, SchoolFacts] | None = None,
) -> QuestionScope:
    """Say which schools, documents, years and subjects a question is about; `facts` tell kinds of school apart."""
    chosen, known, register = filters or Filters(), {} if facts is None else facts, register_of(records)
    chosen = replace(chosen, schools=register.labels_of(chosen.schools))
    pool = [record for record in register.shown(records) if _passes(record, chosen)]
    read = _read(question, register, pool, chosen, history, records, known)
    unclear, choices = _ambiguous(question, read, pool, known, chosen)
    kept, when = _kept(question, read, pool, known, chosen)
    core, aim = _words(question, read, when, chosen)
    past = "latest" in chosen.ignored or _wants_past(question, when, read)
    schools = schools_of(kept, register)
    general = not read.said and not chosen.schools
    across = not read.said and bool(_ACROSS.search(question) or read.carried.across or read.phase)
    chips = _chips(read, when, past, chosen, schools, aim if general else None)
    return QuestionScope(
        question=question,
        core=searched_words(core, aim) if general else core,
        schools=schools,
        others=tuple(r for r in kept if r.school is None and not (read.phase or read.authority or read.tested)),
        named=bool(read.said) or bool(chosen.schools),
        across=across,
        past=past,
        narrowed=tuple(chip.words for chip in chips),
        aim=aim,
        unknown=() if read.said else tuple(unknown_names(question, register.names)),
        chips=chips,
        choices=choices,
        unclear=unclear,
        period=when,
        said=read.said,
        called=register.called(read.said),
        subset=read.phase.words if read.phase else "",
        words=core,
        asked=_asked(question, read),
        led_by=read.carried.led_by,
        beside=beside_of(read.carried, read.before, read.said),
        change=wants_change(question),
        tested=read.tested[1] if read.tested else (),
    )


def _read(
    question: str,
    register: Register,
    pool: Sequence[DocumentRecord],
    chosen: Filters,
    history: Sequence[Turn],
    records: Sequence[DocumentRecord],
    facts: Mapping[str, SchoolFacts],
) -> _Read:
    before, replies = _before(history, records, facts)
    follows = before is not None and "follow-up" not in chosen.ignored
    carried = carry(question, register, before, replies) if before is not None and follows else Carried()
    if not carried.subset and not carried.across and _ACROSS.search(question):
        carried = Carried(core=carried.core)
    found = tuple(register.mentions(question))
    on_areas = [record.format is ReportFormat.AREA_SEND for record in pool]
    phase = None if "phase" in chosen.ignored or found else phase_asked(question, on_areas)
    said = tuple(
        dict.fromkeys(name for item in found for name in _meant(question, item, pool, facts, chosen, before))
    ) or (() if carried.subset or phase else carried.schools)
    if phase and not carried.subset and not said:
        only = fitting(sorted({record.school for record in pool if record.school}), phase, facts)
        said = only if len(only) == 1 and phase.count in (None, 1) else ()
    return _Read(
        mentions=found,
        said=tuple(name for name in said if f"school:{name}" not in chosen.ignored),
        carried=carried,
        before=before,
        phase=phase or None,
        authority=None if "authority" in chosen.ignored or found else _authority(question, pool, facts),
        formats=None if "format" in chosen.ignored else format_named(question, pool),
        joining=None if "joined" in chosen.ignored else _joining(question),
        titled=None
        if "titled" in chosen.ignored
        else papers_named(question, register.called(said), register.names, pool),
        tested=None
        if "titled" in chosen.ignored
        else papers_tested(question, register.called(said), register.names, pool),
    )


def _kept(
    question: str, read: _Read, pool: Sequence[DocumentRecord], facts: Mapping[str, SchoolFacts], chosen: Filters
) -> tuple[list[DocumentRecord], Period | None]:
    """Return the reports that a question is about, and the time that it means."""
    of_phase = frozenset(fitting(tuple(facts), read.phase, facts)) if read.phase else None
    kept = [record for record in pool if _in_schools(record, read, facts, of_phase)]
    when = None if "period" in chosen.ignored else _period(question, kept, read)
    return [record for record in kept if _inside(record, when) and _joined_by(record, read, facts)], when


def _asked(question: str, read: _Read) -> str:
    """Return the question whose kind of answer is wanted: the one before, where its words are taken over."""
    if read.before is not None and read.carried.core is not None and not read.carried.thing:
        return read.before.asked or read.before.question
    return question


def _before(
    history: Sequence[Turn], records: Sequence[DocumentRecord], facts: Mapping[str, SchoolFacts]
) -> tuple[QuestionScope | None, Sequence[Turn]]:
    """Return what the last question was understood to be about, and the turns after it."""
    recent = list(history)[-2 * TURNS :]
    place = last_question(recent)
    if place is None:
        return None, ()
    return understand(recent[place].content, records, None, recent[:place], facts), recent[place + 1 :]


def _meant(
    question: str,
    mention: NameMention,
    pool: Sequence[DocumentRecord],
    facts: Mapping[str, SchoolFacts],
    chosen: Filters,
    before: QuestionScope | None,
) -> tuple[str, ...]:
    """Return the schools that a name means, as far as the rest of the question tells; several: it does not."""
    names = mention.names
    if len(names) < 2 or _ALL_MEANT.search(question):
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


def _ambiguous(
    question: str, read: _Read, pool: Sequence[DocumentRecord], facts: Mapping[str, SchoolFacts], chosen: Filters
) -> tuple[str, tuple[Choice, ...]]:
    """Return what is unclear and the clear questions that it may be, where a name or a number leaves it open."""
    for mention in read.mentions:
        names = _meant(question, mention, pool, facts, chosen, read.before)
        if len(names) > 1 and not _ALL_MEANT.search(question) and len(set(names) & set(read.said)) > 1:
            said = question[mention.start : mention.end]
            asked = tuple(Choice(name, f"{question[: mention.start]}{name}{question[mention.end :]}") for name in names)
            return f"‘{said}’ may mean {listed(names, 'or')}. Which one?", asked
    if read.phase and read.phase.count is not None and not read.carried.subset:
        names = fitting(sorted({r.school for r in pool if r.school}), read.phase, facts)
        if names and len(names) != read.phase.count:
            asked = tuple(Choice(name, question.replace(read.phase.words, name)) for name in names)
            said = read.phase.words.strip()
            return (
                f"‘{said}’ does not fit the library, which holds {len(names)}: {listed(names)}. Which are meant?",
                asked,
            )
    return "", ()


def _passes(record: DocumentRecord, filters: Filters) -> bool:
    year = record.start.year if record.start else None
    return (
        (not filters.schools or record.school in filters.schools)
        and (not filters.formats or record.format.value in filters.formats)
        and (not filters.documents or record.filename in filters.documents or record.id in filters.documents)
        and (filters.since is None or (year is not None and year >= filters.since))
        and (filters.until is None or (year is not None and year <= filters.until))
    )


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


def _in_schools(
    record: DocumentRecord, read: _Read, facts: Mapping[str, SchoolFacts], of_phase: frozenset[str] | None
) -> bool:
    if read.titled or (read.formats and record.format not in read.formats[1]):
        return bool(read.titled and record in read.titled[1])
    if record.school is None:
        return not read.said and not read.carried.subset
    if read.said:
        return record.school in read.said
    if read.carried.subset and record.school not in read.carried.schools:
        return False
    own = facts.get(record.school, SchoolFacts()).authority if read.authority else None
    if read.authority and (own or record.local_authority) != read.authority[1]:
        return False
    return of_phase is None or record.school in of_phase


def _period(question: str, records: Sequence[DocumentRecord], read: _Read) -> Period | None:
    when = period(question, [record.start for record in records if record.start])
    if when is None and read.carried.period and read.before is not None:
        return read.before.period
    return when


def _inside(record: DocumentRecord, when: Period | None) -> bool:
    return when is None or (record.start is not None and when.first <= record.start <= when.last)


def _joined_by(record: DocumentRecord, read: _Read, facts: Mapping[str, SchoolFacts]) -> bool:
    """Say whether a report lies on the right side of the day on which its school joined its group."""
    if read.joining is None:
        return True
    joined = facts.get(record.school or "", SchoolFacts()).joined
    if record.start is None:
        return False
    if joined is None:  # nothing says when: a school that no report places in the group has not joined by then
        return read.joining[1]
    return (record.start < joined) == read.joining[1]


def _wants_past(question: str, when: Period | None, read: _Read) -> bool:
    past = (when is not None and when.past) or wants_past(question) or wants_change(question)
    return past or bool(read.joining and read.joining[1])


def _words(question: str, read: _Read, when: Period | None, chosen: Filters) -> tuple[str, Aim]:
    """Return the question to search with, and its aim."""
    core = read.carried.core if read.carried.core is not None else _core(question, read, when)
    picks = not read.said and not chosen.schools
    aim = read.before.aim if read.before and read.carried.core == read.before.words else aim_of(core, picks)
    direction, change = (None, None) if "direction" in chosen.ignored else (aim.direction, aim.change)
    topics = () if "topic" in chosen.ignored else aim.topics
    plain = aim.plain and bool(topics)
    return core, Aim(topics, direction, plain, aim.short and bool(direction), change if topics and picks else None)


def _core(question: str, read: _Read, when: Period | None) -> str:
    """Put "the school" for names and take out what else the scope has used; reword the rest."""
    text = anonymous(question, read.mentions)
    used = [read.phase.words if read.phase else "", read.authority[0] if read.authority else ""]
    used += [read.formats[0] if read.formats else "", read.joining[0] if read.joining else ""]
    used += [read.titled[0] if read.titled else "", read.tested[0] if read.tested else ""]
    used += when.named if when else ()
    for words in used:
        if words:
            text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " the schools " if words == used[0] else " ", text)
    text = without_now(_FILLER.sub(" ", text).strip(" ,?"))
    return reword(as_reports_speak(text, past=bool(when and when.named and when.closed)) or question)


def _chips(
    read: _Read, when: Period | None, past: bool, filters: Filters, schools: Sequence[ScopeSchool], aim: Aim | None
) -> tuple[Chip, ...]:
    chips = [Chip(name, f"school:{name}") for name in read.said]
    chips += [Chip(name) for name in filters.schools if name not in read.said]
    if read.carried.subset:
        chips.append(Chip("the schools of the answer before", "follow-up"))
    elif read.carried.core is not None and read.before is not None:
        chips.append(Chip(f"as asked before: {read.before.asked or read.before.question}", "follow-up"))
    if read.phase:
        chips.append(Chip(f"{read.phase.label} ({len(schools)})", "phase"))
    if read.authority:
        chips.append(Chip(read.authority[1], "authority"))
    chips += _kind_chips(read)
    chips += [Chip(FORMAT_NAMES[key]) for key in FORMAT_NAMES if key.value in filters.formats]
    if filters.since or filters.until:
        chips.append(Chip(f"inspected {filters.since or 'any year'} to {filters.until or 'today'}"))
    chips += [Chip(name) for name in filters.documents]
    if when is not None:
        chips.append(Chip(when.words, "period"))
    if read.joining:
        chips.append(Chip(f"inspected {'before' if read.joining[1] else 'after'} joining the group", "joined"))
    chips += aim_chips(aim)
    older = sum(len(school.reports) - len(school.newest) for school in schools)
    if not past and older:
        what = "latest report" if len(schools) == 1 else "latest report of each school"
        chips.append(Chip(f"{what} ({older} older left out)", "latest"))
    return tuple(chips)


def _kind_chips(read: _Read) -> list[Chip]:
    documents = read.titled[1] if read.titled else read.tested[1] if read.tested else ()
    formats = sorted(read.formats[1]) if read.formats else ()
    return [Chip(record.title or record.filename, "titled") for record in documents] + [
        Chip(FORMAT_NAMES[form], "format") for form in formats
    ]


__all__ = ["QuestionScope", "ScopeSchool", "understand"]
