"""What a person is told of how a question was understood: chips, and what is asked back where it may mean several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import Chip, Choice, Filters
from assistant.questions.aim import Aim
from assistant.questions.chips import aim_chips
from assistant.questions.periods import Period
from assistant.questions.scoping import ScopeSchool
from assistant.schools.facts import SchoolFacts, fitting
from assistant.scope.read import ALL_MEANT, QuestionRead, meant
from ingest.inspections import FORMAT_NAMES
from ingest.library import DocumentRecord
from ingest.phrases import listed


def ambiguous(
    question: str, read: QuestionRead, pool: Sequence[DocumentRecord], facts: Mapping[str, SchoolFacts], chosen: Filters
) -> tuple[str, tuple[Choice, ...]]:
    """Return what is unclear and the clear questions that it may be, where a name or a number leaves it open."""
    for mention in read.mentions:
        names = meant(question, mention, pool, facts, chosen, read.before)
        if len(names) > 1 and not ALL_MEANT.search(question) and len(set(names) & set(read.said)) > 1:
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


def chips_of(
    read: QuestionRead,
    when: Period | None,
    past: bool,
    filters: Filters,
    schools: Sequence[ScopeSchool],
    aim: Aim | None,
) -> tuple[Chip, ...]:
    """Return what was understood, each with the key by which a person can have it ignored."""
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


def _kind_chips(read: QuestionRead) -> list[Chip]:
    documents = read.titled[1] if read.titled else read.tested[1] if read.tested else ()
    formats = sorted(read.formats[1]) if read.formats else ()
    return [Chip(record.title or record.filename, "titled") for record in documents] + [
        Chip(FORMAT_NAMES[form], "format") for form in formats
    ]


__all__ = ["ambiguous", "chips_of"]
