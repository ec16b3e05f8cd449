"""Puts together what a question is understood to be about; the parts are read by the modules beside this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Filters, Turn
from assistant.questions.aim import searched_words
from assistant.questions.both_sides import sets_beside, without_sides
from assistant.questions.followups import beside_of, last_question
from assistant.questions.group_papers import is_of_group
from assistant.questions.periods import wants_change
from assistant.questions.scoping import QuestionScope, schools_of
from assistant.schools.facts import SchoolFacts
from assistant.schools.names import unknown_names
from assistant.schools.register import Register, register_of
from assistant.scope.kept import kept_of, passes, past_wanted
from assistant.scope.read import ACROSS, QuestionRead, read_off
from assistant.scope.told import ambiguous, chips_of
from assistant.scope.words import kind_asked, words_of
from ingest.library import DocumentRecord

TURNS = 6
"""Earlier questions that a follow-up may lead back over."""


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
    pool = [record for record in register.shown(records) if passes(record, chosen)]
    read = read_off(question, register, pool, chosen, *_before(history, records, known), known)
    unclear, choices = ambiguous(question, read, pool, known, chosen)
    kept, when = kept_of(question, read, pool, known, chosen)
    core, aim = words_of(question, read, when, chosen)
    asked = without_sides(question) if read.tested and sets_beside(question) else question
    past = "latest" in chosen.ignored or past_wanted(asked, when, read)
    schools = schools_of(kept, register)
    general = not read.said and not chosen.schools
    chips = chips_of(read, when, past, chosen, schools, aim if general else None)
    understood = QuestionScope(
        question=question,
        core=searched_words(core, aim) if general else core,
        schools=schools,
        others=tuple(r for r in kept if r.school is None and not (read.phase or read.authority or read.tested)),
        named=not general,
        across=not read.said and bool(ACROSS.search(question) or read.carried.across or read.phase),
        past=past,
        narrowed=tuple(chip.words for chip in chips),
        aim=aim,
        chips=chips,
        choices=choices,
        unclear=unclear,
        period=when,
        words=core,
        change=wants_change(asked),
    )
    papers = tuple(record for record in pool if read.said and when is None and is_of_group(record, register.names))
    return _with_names(replace(understood, group_papers=papers), read, register)


def _with_names(understood: QuestionScope, read: QuestionRead, register: Register) -> QuestionScope:
    """Add which schools and papers the words name, and what was taken over from the conversation."""
    return replace(
        understood,
        unknown=() if read.said else tuple(unknown_names(understood.question, register.names)),
        said=read.said,
        called=register.called(read.said),
        subset=read.phase.words if read.phase else "",
        asked=kind_asked(understood.question, read),
        led_by=read.carried.led_by,
        beside=beside_of(read.carried, read.before, read.said),
        tested=read.tested[1] if read.tested else (),
    )


def _before(
    history: Sequence[Turn], records: Sequence[DocumentRecord], facts: Mapping[str, SchoolFacts]
) -> tuple[QuestionScope | None, Sequence[Turn]]:
    """Return what the last question was understood to be about, and the turns after it."""
    recent = list(history)[-2 * TURNS :]
    place = last_question(recent)
    if place is None:
        return None, ()
    return understand(recent[place].content, records, None, recent[:place], facts), recent[place + 1 :]


__all__ = ["understand"]
