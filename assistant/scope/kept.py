"""Which reports a question is about: of which schools, formats, years, and on which side of joining the group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import Filters
from assistant.questions.periods import Period, before_day, period, wants_change, wants_past
from assistant.schools.facts import SchoolFacts, fitting
from assistant.scope.read import QuestionRead
from ingest.library import DocumentRecord


def kept_of(
    question: str, read: QuestionRead, pool: Sequence[DocumentRecord], facts: Mapping[str, SchoolFacts], chosen: Filters
) -> tuple[list[DocumentRecord], Period | None]:
    """Return the reports that a question is about, and the time that it means."""
    of_phase = frozenset(fitting(tuple(facts), read.phase, facts)) if read.phase else None
    kept = [record for record in pool if _in_schools(record, read, facts, of_phase)]
    when = None if "period" in chosen.ignored else _period(question, kept, read)
    return [record for record in kept if _inside(record, when) and _joined_by(record, read, facts)], when


def passes(record: DocumentRecord, filters: Filters) -> bool:
    """Say whether a report is among those that a person's filters let by."""
    year = record.start.year if record.start else None
    return (
        (not filters.schools or record.school in filters.schools)
        and (not filters.formats or record.format.value in filters.formats)
        and (not filters.documents or record.filename in filters.documents or record.id in filters.documents)
        and (filters.since is None or (year is not None and year >= filters.since))
        and (filters.until is None or (year is not None and year <= filters.until))
    )


def _in_schools(
    record: DocumentRecord, read: QuestionRead, facts: Mapping[str, SchoolFacts], of_phase: frozenset[str] | None
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


def _period(question: str, records: Sequence[DocumentRecord], read: QuestionRead) -> Period | None:
    if read.carried.earlier is not None:
        return before_day(read.carried.earlier)
    when = period(question, [record.start for record in records if record.start])
    if when is None and read.carried.period and read.before is not None:
        return read.before.period
    return when


def _inside(record: DocumentRecord, when: Period | None) -> bool:
    return when is None or (record.start is not None and when.first <= record.start <= when.last)


def _joined_by(record: DocumentRecord, read: QuestionRead, facts: Mapping[str, SchoolFacts]) -> bool:
    """Say whether a report lies on the right side of the day on which its school joined its group."""
    if read.joining is None:
        return True
    joined = facts.get(record.school or "", SchoolFacts()).joined
    if record.start is None:
        return False
    if joined is None:  # nothing says when: a school that no report places in the group has not joined by then
        return read.joining[1]
    return (record.start < joined) == read.joining[1]


def past_wanted(question: str, when: Period | None, read: QuestionRead) -> bool:
    """Say whether older reports are wanted beside the newest of those that are meant."""
    if read.carried.earlier is not None:
        return False  # the one before is meant, and not all that went before
    past = (when is not None and when.past) or wants_past(question) or wants_change(question)
    return past or bool(read.joining and read.joining[1])


__all__ = ["kept_of", "passes", "past_wanted"]
