"""Questions for a figure that a report's tables hold: a measure, its year, the school's value and the national one.

Gives rows as printed and calculates nothing: no difference, no average, no trend. A measure that the question does not
name in full is left to retrieval.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.route import RecordLookup, answered, each, evidence, left_over
from assistant.scope import QuestionScope
from ingest.inspections import Figure, Inspection
from ingest.phrases import listed
from ingest.words import stems

NOT_NEWEST = (
    "No newest row prints this as ‘{compared}’. Rows of earlier years or averages over years do: they stand behind the "
    "newest row of their school."
)
ONCE = "Not in the newest row, but in an earlier one or an average over years, ‘{compared}’ is printed of {names}."
ROWS = 4
"""Most rows shown of one measure: the years that a report card gives."""
MEASURES = 4
"""Most measures shown side by side, each with its newest row."""
_ASKS_ALL = re.compile(
    r"\bhow (?:many|much) (?:per ?cent|pupils)\b|\bper ?cent(?:age)?\b|%|\bproportion\b|\bfigures?\b"
    r"|\bnational average\b"
    r"|\b(?:above|below|close to)[ -](?:the )?(?:national )?average\b|\b(?:above|below) national\b|\babsence rates?\b"
    r"|\bha(?:s|ve) the (?:most|highest|lowest|least|fewest)\b",
    re.IGNORECASE,
)
"""Asks for a figure of every school: "high absence" alone is for what reports say of it."""
_ASKS = re.compile(
    rf"{_ASKS_ALL.pattern}|\bhow (?:many|much|high|low)\b|\bnumbers? of\b|\brates?\b|\bdata\b|\bnational(?:ly)?\b"
    r"|\bresults?\b|\bgap\b|\bscores?\b"
    r"|\bhow (?:did|do|does) [^?]*\byear (?:6|11)\b[^?]*\bdo (?:in|at)\b"
    r"|\bwhat (?:is|was) (?:the )?(?:\w+ ){0,3}(?:absence|attendance)\b",
    re.IGNORECASE,
)
_SAME: tuple[tuple[str, str], ...] = (
    (r"\bFSM\b|\bfree meals\b", "free school meals"),
    (r"\battendance\b|\babsen(?:t|ces|teeism)\b", "absence"),
    (r"\bpersistently absent\b", "persistent absence"),
    (r"\bEHCPs?\b|\bEHC plans?\b", "education, health and care plan"),
    (r"\b(?:SEND|SEN) support\b", "special educational needs support"),
    (r"\bmaths\b", "mathematics"),
)
_EBACC = re.compile(r"\bEnglish Baccalaureate\b", re.IGNORECASE)
"""Tables print its full name or its short one, or both."""
_ENTERED = re.compile(r"\b(?:entry|entries|entered|entering|enter|entrants)\b", re.IGNORECASE)
"""Tables print either "entry" or "entered for", of the EBacc alone."""
_EIGHT = re.compile(r"\b(attainment|progress)[ -]?(?:8|eight)\b", re.IGNORECASE)
"""The number is part of the measure's name."""
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[/–-]\s?(?:20)?(\d\d)(?!\d))?")
_AVERAGED = re.compile(r"\baverage\b|\blatest \d years?\b", re.IGNORECASE)
_ASKS_AVERAGED = re.compile(
    r"\b(?:\d|two|three|four|five)[- ]years?\b|\bover (?:the )?(?:last |past )?(?:\d|two|three|four|five) years\b",
    re.IGNORECASE,
)
"""Not "average" alone: that asks for the national one."""
_BESIDE = frozenset(
    """pupil pupils children child student students eligible percentage percent proportion number rate rates figure
    figures data result results national nationally average averages compare compared comparison latest year years above
    below close much high low per cent receive receiving get there achieved achieve achieving reach reached reaching
    meet met meeting do does did area stand get's got show shown most highest lowest least fewest score
    scores behind""".split()
)
_COMPARED = re.compile(
    r"\b(above|below|close to)\b(?=[ -](?:the )?(?:national )?average)|\b(above|below)\b(?= national)", re.IGNORECASE
)
_BEHIND = re.compile(r"\bschools?\W+(?:is|are|was|were) (?:(?:well|far|still) )?behind\b", re.IGNORECASE)
"""Asks which schools are below others, where a measure is named in full: pupils may be behind in reading, too."""
_COUNTLESS = frozenset(stems("pupils pupil overall total for the of in and or"))
"""Stems of a measure's name that a question leaves out."""
_ALL = frozenset(stems("all"))
"""A table of all pupils says no more than its measure; one of some pupils does."""


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return the rows asked for, school by school; None where the question names no measure of the reports' tables.

    "Which schools have above average absence?" takes only rows that print that comparison; where the measure is
    held and no row prints it, that is the answer.
    """
    question = scope.asked or scope.question
    asked = _asked(scope.core)
    figures = bool((_ASKS if scope.named else _ASKS_ALL).search(question))
    behind = not scope.named and bool(_BEHIND.search(question))
    if not asked or not (figures or scope.named or behind):
        return None
    compared = _COMPARED.search(scope.core) if not scope.named else None
    word = (compared.group(1) or compared.group(2)).lower() if compared else "below" if behind else ""
    wanted = _Wanted(frozenset(stems(" ".join(asked))), asked, question, word, figures, scope.named)
    if not word:
        return answered(scope, each(scope, records, lambda _, found: _rows(wanted, found, records)))
    return _comparing(scope, wanted, records)


def _comparing(scope: QuestionScope, wanted: _Wanted, records: RecordLookup) -> SelectedEvidence | None:
    """Return the newest rows that print the comparison; where none does, those of years before that do, as such."""
    schools = each(scope, records, lambda _, found: _rows(wanted, found, records))
    held = each(scope, records, lambda _, found: _rows(replace(wanted, compared=""), found, records))
    before = each(scope, records, lambda _, found: _rows(replace(wanted, all_years=True), found, records))
    if not any(school.evidence for school in held):
        return None
    notes, lead = _otherwise(schools, held, before, wanted.compared), ""
    if not any(school.evidence for school in schools) and any(school.evidence for school in before):
        lead = NOT_NEWEST.format(compared=wanted.compared)
        schools = tuple(
            replace(now, evidence=(*now.evidence, *then.evidence) if then.evidence else ())
            for now, then in zip(held, before, strict=True)
        )
    return SelectedEvidence(scope, schools, notes=notes, lead=lead)


def _otherwise(
    schools: Sequence[SchoolEvidence],
    held: Sequence[SchoolEvidence],
    before: Sequence[SchoolEvidence],
    compared: str,
) -> tuple[str, ...]:
    """Name the schools whose newest row prints another comparison: they are not silent. Of what was before, say so."""
    others = [(school, then) for school, now, then in zip(held, schools, before, strict=True) if not now.evidence]
    names = [school.name for school, then in others if school.evidence and not then.evidence]
    once = [school.name for school, then in others if then.evidence]
    never = (f"The tables of {', '.join(names)} hold this measure, and do not print it as ‘{compared}’.",)
    return (
        *(never if names else ()),
        *((ONCE.format(names=listed(once), compared=compared),) if once else ()),
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked of the tables."""

    measure: frozenset[str]
    """The stems that say which measure."""
    words: frozenset[str]
    """The words themselves: "employers" are not "employment", though their stem is one."""
    question: str
    compared: str
    """The comparison that rows must print; empty for any."""
    figures: bool
    """Whether the question's words ask for figures; else only the full name of a measure does."""
    named: bool
    all_years: bool = False
    """Whether rows of all years are looked through, and averages, and not only each measure's newest."""


def _asked(core: str) -> frozenset[str]:
    """Return the words that say which measure is meant, as tables put them."""
    for pattern, other in _SAME:
        core = re.sub(pattern, other, core, flags=re.IGNORECASE)
    core = _ASKS_AVERAGED.sub(" ", core)
    return frozenset(word for word in left_over(_one_name(core), _BESIDE) if not any(c.isdigit() for c in word))


def _rows(wanted: _Wanted, inspection: Inspection, records: RecordLookup) -> Iterator[Evidence]:
    rows = _fitting(wanted, inspection.figures)
    by_measure: dict[tuple[str | None, str], list[Figure]] = {}
    for row in rows:
        by_measure.setdefault((row.section, row.measure), []).append(row)
    measures = list(by_measure.values())[:MEASURES]
    limit = ROWS if wanted.all_years or (len(measures) == 1 and wanted.named) else 1
    shown = [row for measure in measures for row in measure[:limit]]
    for row in shown:
        if (row.comparison or "").lower().startswith(wanted.compared):
            yield evidence(inspection.document, (row.locator,), records, said(row))


def _fitting(wanted: _Wanted, figures: Sequence[Figure]) -> list[Figure]:
    """Return the rows of the measures that are asked for, of the years that it names, those that say least else."""
    held = [(figure, _stems(figure)) for figure in figures if figure.school]
    fits = [(figure, words) for figure, words in held if wanted.measure <= words]
    fits = [(figure, words) for figure, words in fits if wanted.measure & set(stems(_one_name(figure.measure)))]
    fits = [(figure, words) for figure, words in fits if len(wanted.measure) > 1 or _in_name(figure, wanted.words)]
    if not wanted.figures:
        fits = [(figure, words) for figure, words in fits if _named_in_full(figure, wanted.measure)]
    if not fits:
        return []
    fewest = min(len(words - _ALL) for _, words in fits)
    rows = [figure for figure, words in fits if len(words - _ALL) == fewest]
    return rows if wanted.all_years else of_years(rows, wanted.question)


def of_years(rows: Sequence[Figure], question: str) -> list[Figure]:
    """Return the rows of the years that a question names, else all, newest first; averages only where asked for.

    "2025" means the school year that ends in it, and the one that begins in it only where no row is of the first.
    """
    averages = [row for row in rows if _AVERAGED.search(row.period or "")]
    yearly = [row for row in rows if row not in averages]
    if averages and (not yearly or _ASKS_AVERAGED.search(question)):
        return averages
    newest = sorted(yearly, key=lambda row: max(_school_years(row.period or "0"), default=(0, 0)), reverse=True)
    asked = _school_years(question)
    whole = {(first, last) for first, last in asked if first != last}
    single = {last for first, last in asked if first == last}
    held = [(row, _school_years(row.period or "")) for row in newest]
    named = [row for row, years in held if years & whole or {last for _, last in years} & single]
    return named or [row for row, years in held if {first for first, _ in years} & single] or newest


def _school_years(text: str) -> set[tuple[int, int]]:
    """Return the years that a text names: "2024/25" as (2024, 2025), "2025" as (2025, 2025)."""
    found = [(int(match[1]), match[2]) for match in _YEARS.finditer(text)]
    return {(first, first // 100 * 100 + int(last) if last else first) for first, last in found}


def _in_name(figure: Figure, words: frozenset[str]) -> bool:
    """Say whether the measure's name has one of the words as it is, or in the other number."""
    name = {word.rstrip("s") for word in left_over(_one_name(figure.measure))}
    return bool(name & {word.rstrip("s") for word in words})


def _named_in_full(figure: Figure, asked: frozenset[str]) -> bool:
    """Say whether the question holds the measure's whole name, and that is more than a subject ("absence")."""
    name = set(stems(_one_name(figure.measure))) - _COUNTLESS
    return (len(name) > 1 or bool(_EIGHT.search(figure.measure))) and name <= asked


def _one_name(text: str) -> str:
    """Return a text with each of the measures that have several names under one of them."""
    text = _EIGHT.sub(r"\1eight", _EBACC.sub("EBacc", text))
    return _ENTERED.sub("entry", text) if "ebacc" in text.lower() else text


def _stems(figure: Figure) -> set[str]:
    return set(stems(_one_name(f"{figure.measure} {figure.section or ''}")))


def said(figure: Figure) -> str:
    """Return a row as a sentence of its own words: measure, year, value, national value, comparison."""
    columns = (
        [*figure.columns[-3:], "", "", ""][:3] if len(figure.columns) >= 3 else ["This school", "National average", ""]
    )
    values = [f"{columns[0].lower()} {figure.school}"]
    if figure.national:
        values.append(f"{columns[1][:1].lower()}{columns[1][1:]} {figure.national}")
    if figure.comparison:
        values.append(
            figure.comparison.lower() if not columns[2].lower().endswith("gap") else f"gap {figure.comparison}"
        )
    period = f", {figure.period}" if figure.period else ""
    return f"{figure.measure}{period}: {', '.join(values)}"
