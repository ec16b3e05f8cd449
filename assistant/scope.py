"""What a question is about: which schools, which reports, which years.

Reads the words of the question, the filters that a person set, and the last turns of the conversation.
Retrieves nothing. What was understood is said in plain words, so that a screen can show it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.answer import Filters, Turn
from assistant.names import anonymous, mentions, unknown_names
from assistant.rewording import reword
from ingest.inspections import FORMAT_NAMES
from ingest.library import DocumentRecord

_SCHOOLS = r"(?:schools?|academ(?:y|ies)|primar(?:y|ies)|secondar(?:y|ies))"
_ACROSS = re.compile(
    "|".join(
        (
            r"\bacross\b",
            rf"\bwhich (?:of (?:the|our|these) )?(?:\w+ )?{_SCHOOLS}\b",
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
_PAST = re.compile(
    "|".join(
        (
            r"\b(?:previous(?:ly)?|used to|before|earlier|older?|history|former(?:ly)?|originally|past|no longer)\b",
            r"\bback (?:in|then|when)\b|\bat the time\b|\bover (?:time|the years)\b|\bpredecessor\b",
            r"\bchange[ds]?\b|\bcompared? (?:to|with)\b|\b(?:improved?|progress) since\b|\bsince the last\b",
            r"\bfirst (?:inspected|inspection)\b",
        )
    ),
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"\b(latest|most recent|newest|current(?:ly)?|now|today|last inspection|this year)\b", re.IGNORECASE
)
_DATE_LEAD = r"\s+(?:(?:its|their|the)\s+)?(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?"
_SINCE = re.compile(rf"\b(?:since|after){_DATE_LEAD}((?:19|20)\d\d)\b(?![/–-]\d)")
_UNTIL = re.compile(rf"\b(?:before|until|up to|prior to){_DATE_LEAD}((?:19|20)\d\d)\b(?![/–-]\d)")
_YEAR = re.compile(r"(?<![\d/–-])((?:19|20)\d\d)(?![\d/]|[–-]\d)")
_SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[/–-]\s?(?:20)?\d\d(?!\d)")
_SAME_SCHOOL = re.compile(
    r"\b(?:the|this|that|its?|their|they|there)\b(?: (?:school|academy|one))?|^(?:and|what about|how about)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    "|".join(
        (
            r"\baccording to (?:the )?(?:report|inspectors?|ofsted)\b",
            r"\b(?:the |its |their )?(?:latest|most recent|last|current|previous) (?:inspection )?report\b",
            r"\b(?:across|in) the (?:trust|group)\b",
        )
    ),
    re.IGNORECASE,
)


OPEN_END = 9999
"""The last year of a period that has no end."""
RECENT_YEARS = 3
"""A report's tables and prose reach back this many years; what is asked of an earlier one needs older reports."""


@dataclass(frozen=True, slots=True)
class School:
    """A school (or another provider) and its reports in the library, newest inspection first."""

    name: str
    reports: tuple[DocumentRecord, ...]

    @property
    def latest(self) -> DocumentRecord:
        """The report of the newest inspection."""
        return self.reports[0]


@dataclass(frozen=True, slots=True)
class QuestionScope:
    """What was understood of a question."""

    question: str
    core: str
    """The question without the names of schools and the years that the scope has taken in."""
    schools: tuple[School, ...]
    """The schools it is put to."""
    others: tuple[DocumentRecord, ...]
    """Documents in scope that belong to no school."""
    named: bool
    """Whether the question or the filters name the schools."""
    across: bool
    """Whether it asks about schools in general, so that silence is worth telling."""
    past: bool
    """Whether older reports are wanted beside the newest."""
    narrowed: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    """Names of schools that the library does not hold."""

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """Every document in scope."""
        return tuple(report for school in self.schools for report in school.reports) + self.others

    @property
    def first_documents(self) -> frozenset[str]:
        """The documents to ask first: each school's newest report, or all where the past is wanted."""
        if self.past:
            return frozenset(record.id for record in self.documents)
        newest = {school.latest.id for school in self.schools}
        return frozenset(newest | {record.id for record in self.others})


def understand(
    question: str,
    records: Sequence[DocumentRecord],
    filters: Filters | None = None,
    history: Sequence[Turn] = (),
) -> QuestionScope:
    """Say which schools, documents and years a question is about."""
    chosen = filters or Filters()
    pool = [record for record in records if _passes(record, chosen)]
    names = sorted({record.school for record in records if record.school})
    found = mentions(question, names)
    if not found and not _ACROSS.search(question) and _SAME_SCHOOL.search(question):
        carried = _last_named(history, names)
    else:
        carried = ()
    said = tuple(dict.fromkeys(name for mention in found for name in mention.names)) or carried
    years = _years(question, pool, said)
    kept = [record for record in pool if (not said or record.school in said) and _inside(record, years)]
    schools = _schools(kept)
    past = (years is not None and years.past) or bool(_PAST.search(question) and not _LATEST.search(question))
    return QuestionScope(
        question=question,
        core=_core(question, names, years),
        schools=schools,
        others=tuple(record for record in kept if record.school is None),
        named=bool(said) or bool(chosen.schools),
        across=bool(_ACROSS.search(question)) and not said,
        past=past,
        narrowed=_narrowed(said, years, past, chosen, schools),
        unknown=() if said else tuple(unknown_names(question, names)),
    )


@dataclass(frozen=True, slots=True)
class _Years:
    """Years that a question names: reports from `since` to `until` are meant; `words` say so."""

    since: int
    until: int
    words: str
    past: bool


def _passes(record: DocumentRecord, filters: Filters) -> bool:
    year = record.start.year if record.start else None
    return (
        (not filters.schools or record.school in filters.schools)
        and (not filters.formats or record.format.value in filters.formats)
        and (not filters.documents or record.filename in filters.documents or record.id in filters.documents)
        and (filters.since is None or (year is not None and year >= filters.since))
        and (filters.until is None or (year is not None and year <= filters.until))
    )


def _last_named(history: Sequence[Turn], names: Sequence[str]) -> tuple[str, ...]:
    for turn in reversed(history):
        if turn.role != "user":
            continue
        found = mentions(turn.content, names)
        if found:
            return tuple(dict.fromkeys(name for mention in found for name in mention.names))
    return ()


def _years(question: str, records: Sequence[DocumentRecord], schools: Sequence[str]) -> _Years | None:
    """Read a period off the question.

    A year in which one of the schools was inspected means that report. Another year, or a school year ("2017/18"),
    belongs to the content: only a report of that year or later can tell of it, so earlier ones are left out.
    """
    dates = [record.start for record in records if record.start and (not schools or record.school in schools)]
    since, until = _SINCE.search(question), _UNTIL.search(question)
    if since or until:
        first = int(since.group(1)) if since else 0
        last = int(until.group(1)) - 1 if until else OPEN_END
        words = " and ".join(match.group(0) for match in (since, until) if match)
        return _Years(first, last, words, until is not None) if _any_inside(dates, first, last) else None
    years = [int(match.group(1)) for match in _YEAR.finditer(question)]
    if years and _any_inside(dates, min(years), max(years)):
        words = " to ".join(str(year) for year in sorted({min(years), max(years)}))
        return _Years(min(years), max(years), f"inspected in {words}", past=True)
    years += [int(match.group(1)) for match in _SCHOOL_YEAR.finditer(question)]
    if not years or not _any_inside(dates, min(years), OPEN_END):
        return None
    newest = max(day.year for day in dates)
    return _Years(min(years), OPEN_END, f"inspected in {min(years)} or later", past=min(years) < newest - RECENT_YEARS)


def _any_inside(dates: Sequence[date], first: int, last: int) -> bool:
    return any(first <= day.year <= last for day in dates)


def _inside(record: DocumentRecord, years: _Years | None) -> bool:
    if years is None:
        return True
    return record.start is not None and years.since <= record.start.year <= years.until


def _schools(records: Sequence[DocumentRecord]) -> tuple[School, ...]:
    grouped: dict[str, list[DocumentRecord]] = {}
    for record in records:
        if record.school:
            grouped.setdefault(record.school, []).append(record)
    return tuple(
        School(name, tuple(sorted(reports, key=lambda record: record.start or date.min, reverse=True)))
        for name, reports in sorted(grouped.items())
    )


def _core(question: str, names: Sequence[str], years: _Years | None) -> str:
    """Put "the school" for names and take out what else the scope has used; reword the rest."""
    text = anonymous(question, mentions(question, names))
    if years is not None and years.until != OPEN_END:
        text = _UNTIL.sub(" ", _YEAR.sub(" ", text))
    text = re.sub(r"\s+", " ", _FILLER.sub(" ", text)).strip(" ,?")
    return reword(text or question)


def _narrowed(
    said: Sequence[str], years: _Years | None, past: bool, filters: Filters, schools: Sequence[School]
) -> tuple[str, ...]:
    words = list(said)
    words += [name for name in filters.schools if name not in said]
    words += [FORMAT_NAMES[key] for key in FORMAT_NAMES if key.value in filters.formats]
    if filters.since or filters.until:
        words.append(f"inspected {filters.since or 'any year'} to {filters.until or 'today'}")
    words += list(filters.documents)
    if years is not None:
        words.append(years.words)
    if not past and any(len(school.reports) > 1 for school in schools):
        words.append("latest report" if len(schools) == 1 else "latest report of each school")
    return tuple(words)
